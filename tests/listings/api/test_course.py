"""The course of an achievement by program: copied, taken back, reviewed by its unit, followed, taken down."""

import pytest

from listings.models import Achievement, Follow, Takedown
from listings.undertakings import CURRENT
from tests.factories.bidding import make_agent
from tests.factories.checklist import every_shape
from tests.factories.listings import (
    AchievementFactory,
    ListingFactory,
    author_of,
    claimed_achievement,
    make_auditor,
    make_officer,
    submitted_achievement,
    the_exchange,
)
from tests.factories.takedown import make_head
from tests.listings.api.test_achievement import DECLARATION, Program

pytestmark = pytest.mark.django_db


class Door(Program):
    """A program before any door."""

    def ask(self, method, path="", body=None, **headers):
        return getattr(self.client, method)(
            f"/api/v1/{path}",
            body,
            **({} if method == "get" else {"content_type": "application/json"}),
            headers={"authorization": f"Bearer {self.token}", "accept-language": "en", **headers},
        )


def test_a_draft_begins_as_a_copy_of_what_the_program_may_see(client):
    source, other = AchievementFactory(title_en="Graphene coating"), AchievementFactory()
    program = Door(client, author_of(source))

    made = program.ask("post", "achievements/", DECLARATION | {"copy": source.code})

    assert (made.status_code, made.json()["title_en"], len(made.json()["rights"])) == (201, "Graphene coating", 1)
    assert Achievement.objects.get(code=made.json()["code"]).copied_from == source
    refused = program.ask("post", "achievements/", DECLARATION | {"copy": other.code})
    assert (refused.status_code, list(refused.json()), Achievement.objects.count()) == (400, ["copy"], 3)


@pytest.mark.rule("R3-43")
def test_what_is_not_listed_yet_is_taken_back(client):
    achievement = claimed_achievement(make_auditor())
    program = Door(client, author_of(achievement))

    answer = program.ask("post", f"achievements/{achievement.code}/withdraw/")

    assert (answer.status_code, answer.json()["state"]) == (200, "withdrawn")
    again = program.ask("post", f"achievements/{achievement.code}/withdraw/")
    assert (again.status_code, again.json()["code"]) == (409, "transition_refused")


def test_the_versions_that_were_handed_in_are_for_the_holder_and_the_office(client):
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    path = f"achievements/{achievement.code}/versions/"

    [version] = Door(client, author_of(achievement)).ask("get", path).json()["results"]

    assert (version["number"], version["content"]["title_zh"]) == (1, achievement.title_zh)
    assert Door(client, auditor).ask("get", path).json()["results"] == [version]
    assert Door(client, make_agent()).ask("get", path).status_code == 404


@pytest.mark.rule("R3-34")
def test_the_unit_reads_the_undertakings_and_sends_it_on_or_back(client):
    the_exchange()
    one, other = submitted_achievement(), submitted_achievement()
    officer = Door(client, make_officer(one.holder))
    path = f"achievements/{one.code}"
    read = officer.ask("get", f"{path}/forward/").json()
    assert (read["version"], len(read["clauses_zh"])) == (CURRENT, len(read["clauses_en"]))

    old = officer.ask("post", f"{path}/forward/", {"undertakings": CURRENT + 1})
    assert (old.status_code, old.json()["code"]) == (409, "undertakings_changed")
    silent = officer.ask("post", f"{path}/forward/", {"undertakings": CURRENT})
    assert (silent.status_code, silent.json()["code"]) == (409, "lines_open")
    assert silent.json()["lines"] == ", ".join(line["code"] for line in read["checklist"])
    given = {"undertakings": CURRENT, "answers": every_shape("unit_review")}
    assert officer.ask("post", f"{path}/forward/", given).json()["state"] == "in_audit"
    assert one.undertakings.count() == 1
    assert Door(client, author_of(other)).ask("post", f"achievements/{other.code}/return/", {}).status_code == 404

    unit = Door(client, make_officer(other.holder))
    assert unit.ask("post", f"achievements/{other.code}/return/", {}).status_code == 400
    back = unit.ask("post", f"achievements/{other.code}/return/", {"reason": "The abstract is too short"})
    assert (back.status_code, back.json()["state"]) == (200, "draft")


def test_following_and_following_no_more_change_once(client):
    listing, agent = ListingFactory(), make_agent()
    program, path = Door(client, agent), f"listings/{listing.code}/follow/"

    assert program.ask("get", path).json() == {"listing": listing.code, "follows": False}
    assert [program.ask("put", path).json()["follows"] for _twice in range(2)] == [True, True]
    assert Follow.objects.get().person == agent.user
    assert [program.ask("delete", path).json()["follows"] for _twice in range(2)] == [False, False]
    assert client.get(f"/api/v1/{path}").status_code == 401


@pytest.mark.rule("R8-03")
def test_the_head_takes_down_and_reinstates_by_program(client):
    listing = ListingFactory()
    head = Door(client, make_head())
    act, given = f"achievements/{listing.achievement.code}/take-down/", {"reason_code": "D4", "basis": "a report"}
    assert head.ask("post", act, given | {"basis": ""}).status_code == 400
    wrong = head.ask("post", act, given | {"reason_code": "X"})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "reason_missing")
    assert Door(client, make_auditor()).ask("post", act, given).status_code == 404

    made = head.ask("post", act, given)

    code = made.json()["code"]
    assert (made.status_code, made.json()["state"], made.json()["was_public"]) == (201, "standing", True)
    assert made.json()["sha256"] == Takedown.objects.get().evidence.sha256
    assert client.get(f"/api/v1/listings/{listing.code}/").json()["takedown"] == code
    assert head.ask("post", act, given).status_code in (404, 410, 451)
    assert [each["code"] for each in head.ask("get", "takedowns/").json()["results"]] == [code]
    undone = head.ask("post", f"takedowns/{code}/reinstate/", {"reason_code": "B1", "text": "nothing to it"}).json()
    assert undone == head.ask("get", f"takedowns/{code}/").json()
    assert (undone["state"], undone["achievement"]) == ("reinstated", listing.achievement.code)
    assert client.get(f"/api/v1/listings/{listing.code}/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_of_takedowns_asks_a_fixed_number_of_queries(client, django_assert_num_queries, count):
    head = make_head()
    program = Door(client, head)
    for _each in range(count):
        program.ask(
            "post",
            f"achievements/{ListingFactory().achievement.code}/take-down/",
            {"reason_code": "D4", "basis": "a report"},
        )

    with django_assert_num_queries(3):
        rows = program.ask("get", "takedowns/").json()["results"]

    assert len(rows) == count


@pytest.mark.rule("R8-03")
def test_a_program_reads_what_says_the_same_and_takes_it_along(client):
    listing = ListingFactory()
    copy = ListingFactory(title_zh="防腐膜", title_en="", copied_from=listing.achievement)
    left = ListingFactory(title_zh="第三种膜", title_en="")
    head, path = Door(client, make_head()), f"achievements/{listing.achievement.code}"

    kin = head.ask("get", f"{path}/kin/").json()

    assert (kin["elsewhere"], kin["is_complete"]) == (0, False)
    first = kin["records"][0]
    assert (first["achievement"], first["listing"], first["is_open"]) == (copy.achievement.code, copy.code, True)
    assert "copy" in first["why"]
    given = {"reason_code": "D4", "basis": "a report"}
    refused = head.ask("post", f"{path}/take-down/", given | {"along": ["A0"]})
    assert (refused.status_code, refused.json()["code"], refused.json()["field"]) == (409, "not_with_you", "along")
    made = head.ask("post", f"{path}/take-down/", given | {"along": [copy.achievement.code]}).json()
    (other,) = made["together"]
    assert head.ask("get", f"takedowns/{other}/").json()["together"] == [made["code"]]
    codes = [(each.code, client.get(f"/api/v1/listings/{each.code}/").status_code) for each in (listing, copy, left)]
    assert codes == [(listing.code, 410), (copy.code, 410), (left.code, 200)]
