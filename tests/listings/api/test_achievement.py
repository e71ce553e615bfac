"""Posting by program: the same road and the same sentences as the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from listings.models import Achievement, SecrecyDeclaration
from listings.selectors.unit_review import newest_review
from listings.services.achievement import return_achievement
from listings.services.draft import save_draft
from tests.factories.accounts import make_actor
from tests.factories.files import PDF
from tests.factories.listings import AchievementFactory, author_of, make_officer, submitted_achievement
from tte.accounts.enums import Role
from tte.accounts.tokens import issue_token
from tte.casework.services import claim_case
from tte.casework.services.correction import mark_field

pytestmark = pytest.mark.django_db

DECLARATION = {"level": "public", "reviewer_name": "Chen Wei", "reviewed_on": "2026-01-05"}
RIGHT = {"ip_type": "11", "number": "2023 1012 3456.6", "status": "GRT", "filed_on": "2023-10-12"}
RECORD = {
    "title_en": "Graphene coating",
    "abstract_en": "A dense coating for offshore steel.",
    "field": "05",
    "kind": "2",
    "maturity": 6,
    "is_fiscally_funded": False,
    "is_encumbered": False,
    "bears_on_security": False,
    "regime": "LIST-PUB",
    "right_offered": "O",
    "price": "1000000",
    "price_basis_kind": "APP",
    "price_basis": "Appraisal 17",
    "increment": "20000",
    "ways": ["Z3", "Z5"],
    "territory": "CN",
    "term_years": 5,
    "payment_method": "LS",
    "is_related_party": False,
    "no_licences": True,
    "no_first_refusals": True,
    "no_buyer_conditions": True,
    "no_risks": True,
    "shares": [
        {"owner": "holder", "name": "Yunlu", "percent": "70"},
        {"owner": "unit", "name": "Chengjiang", "percent": "30", "consented_on": "2026-09-01"},
    ],
}


class Program:
    """A program that acts through one membership."""

    def __init__(self, client, actor):
        self.client, self.token = client, issue_token(label="test", by=actor)

    def ask(self, method, path="", body=None, **headers):
        return getattr(self.client, method)(
            f"/api/v1/achievements/{path}",
            body,
            **({} if method == "get" else {"content_type": "application/json"}),
            headers={"authorization": f"Bearer {self.token}", "accept-language": "en", **headers},
        )


@pytest.fixture
def university():
    return AchievementFactory().holder


@pytest.fixture
def program(client, university):
    return Program(client, make_actor(role=Role.RESEARCHER, organisation=university))


def test_a_program_walks_from_the_declaration_to_the_submission(program):
    made = program.ask("post", "", DECLARATION)
    assert made.status_code == 201
    code = made.json()["code"]

    written = program.ask("patch", f"{code}/", RECORD)
    assert written.status_code == 200, written.json()
    assert [need["field"] for need in written.json()["missing"]] == ["rights", "secrecy"]

    refused = program.ask("post", f"{code}/submit/")
    assert (refused.status_code, refused.json()["code"]) == (409, "incomplete")
    assert refused.json()["fields"] == "rights, secrecy"
    assert refused.json()["detail"] == "2 points are still missing or wrong"

    right = program.ask("post", f"{code}/rights/", RIGHT)
    assert (right.status_code, right.json()["number"]) == (201, "202310123456.6")
    paper = {"upload": SimpleUploadedFile("review.txt", b"Public")}
    bearer = {"authorization": f"Bearer {program.token}"}
    kept = program.client.post(f"/api/v1/achievements/{code}/secrecy/attach/", paper, headers=bearer)
    assert (kept.status_code, kept.json()["missing"]) == (200, [])
    assert program.ask("post", f"{code}/submit/").json()["state"] == "submitted"
    whole = program.ask("get", f"{code}/").json()
    assert (whole["ways"], [row["percent"] for row in whole["shares"]]) == (["Z3", "Z5"], ["70.00", "30.00"])
    assert Achievement.objects.get(code=code).versions.count() == 1


@pytest.mark.rule("R8-01")
@pytest.mark.parametrize("level", ["internal", "secret", "confidential", "top_secret", "unreviewed"])
def test_what_is_not_public_stores_nothing_even_where_texts_come_along(program, level):
    before = Achievement.objects.count(), SecrecyDeclaration.objects.count()

    answer = program.ask("post", "", DECLARATION | RECORD | {"level": level})

    assert (answer.status_code, answer.json()["code"]) == (409, "offline_route")
    assert (Achievement.objects.count(), SecrecyDeclaration.objects.count()) == before


def test_texts_beside_a_public_declaration_are_not_read(program):
    made = program.ask("post", "", DECLARATION | RECORD)

    assert (made.status_code, made.json()["title_en"]) == (201, "")


def test_the_same_request_again_opens_one_draft(program):
    first = program.ask("post", "", DECLARATION, **{"idempotency-key": "k1"}).json()
    again = program.ask("post", "", DECLARATION, **{"idempotency-key": "k1"}).json()
    other = program.ask("post", "", DECLARATION | {"reviewer_name": "Li"}, **{"idempotency-key": "k1"})

    assert first["code"] == again["code"]
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"price": "much"}, "price"),
        ({"field": "99"}, "field"),
        ({"maturity": 12}, "maturity"),
        ({"research_from": "2024"}, "research_from"),
        ({"registration_number": "1"}, "registration_number"),
        ({"regime": "LIST-PRIV"}, "regime"),
        ({"shares": [{"owner": "holder", "name": "Yunlu"}]}, "shares"),
        ({"shares": "all"}, "shares"),
        ({"secrecy": 1}, "secrecy"),
        ({"state": "approved"}, "state"),
    ],
)
def test_what_is_of_the_wrong_kind_is_answered_by_field_and_changes_nothing(program, sent, field):
    code = program.ask("post", "", DECLARATION).json()["code"]
    before = program.ask("get", f"{code}/").json()

    answer = program.ask("patch", f"{code}/", sent | {"title_en": "Changed"})

    assert (answer.status_code, list(answer.json())) == (400, [field])
    assert program.ask("get", f"{code}/").json() == before


def test_what_is_not_sent_stays_and_a_level_of_one_scale_takes_the_place_of_the_other(program):
    code = program.ask("post", "", DECLARATION).json()["code"]
    program.ask("patch", f"{code}/", RECORD)

    thirteen = program.ask("patch", f"{code}/", {"maturity_13": 8}).json()
    nine = program.ask("patch", f"{code}/", {"maturity": 7}).json()

    assert (thirteen["maturity"], thirteen["maturity_13"]) == (None, 8)
    assert (nine["maturity"], nine["maturity_13"]) == (7, None)
    assert (nine["title_en"], nine["price"], len(nine["shares"])) == ("Graphene coating", "1000000.00", 2)


def test_a_program_that_read_before_another_wrote_takes_nothing_back(monkeypatch, program):
    """What the second one did not send is not written, whatever it had read (lost update)."""
    code = program.ask("post", "", DECLARATION).json()["code"]
    program.ask("patch", f"{code}/", {"maturity": 6})

    def in_between(**given):
        Achievement.objects.filter(code=code).update(title_en="By another hand", maturity=None, maturity_13=9)
        return save_draft(**given)

    monkeypatch.setattr("listings.api.achievement.save_draft", in_between)
    answer = program.ask("patch", f"{code}/", {"price": "123400"}).json()

    assert (answer["title_en"], answer["price"]) == ("By another hand", "123400.00")
    assert (answer["maturity"], answer["maturity_13"]) == (None, 9)


def test_what_is_handed_in_is_no_longer_written(client):
    achievement = submitted_achievement()
    program = Program(client, author_of(achievement))

    answer = program.ask("patch", f"{achievement.code}/", {"title_en": "Late"})

    assert (answer.status_code, answer.json()["code"]) == (409, "not_open_for_writing")


def test_a_file_is_attached_as_evidence(client, program):
    code = program.ask("post", "", DECLARATION).json()["code"]

    answer = client.post(
        f"/api/v1/achievements/{code}/files/",
        {"upload": SimpleUploadedFile("report.pdf", PDF), "evidence": "maturity"},
        headers={"authorization": f"Bearer {program.token}"},
    )

    assert (answer.status_code, answer.json()["evidence"], answer.json()["audience"]) == (201, "maturity", "auditors")


def test_what_is_of_another_unit_is_as_if_it_were_not_there(client):
    achievement = AchievementFactory()
    stranger = Program(client, make_actor(role=Role.OFFICER))
    colleague = Program(client, make_officer(achievement.holder))

    assert stranger.ask("get", f"{achievement.code}/").status_code == 404
    assert stranger.ask("patch", f"{achievement.code}/", {"title_en": "x"}).status_code == 404
    assert colleague.ask("get", f"{achievement.code}/").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_ones_own_are_listed_by_a_fixed_number_of_queries(client, django_assert_num_queries, count):
    first = AchievementFactory()
    for _ in range(count - 1):
        AchievementFactory(secrecy__organisation=first.holder, secrecy__declared_by=first.posted_by)
    program = Program(client, author_of(first))

    with django_assert_num_queries(3):  # the token, its rows, their listings
        rows = program.ask("get").json()["results"]

    assert len(rows) == count


@pytest.mark.parametrize("rows", [1, 3])
def test_own_achievements_come_by_key_with_as_many_statements(program, university, rows, django_assert_num_queries):
    for _ in range(rows):
        program.ask("post", "", DECLARATION)

    with django_assert_num_queries(3):  # the token, its rows, their listings
        found = program.ask("get").json()

    assert (len(found["results"]), found["next"]) == (rows, None)


def test_a_row_that_comes_between_moves_no_other(program, monkeypatch):
    monkeypatch.setattr("tte.common.api.PAGE", 2)
    made = [program.ask("post", "", DECLARATION).json()["code"] for _ in range(3)]
    first = program.ask("get").json()
    program.ask("post", "", DECLARATION)

    rest = program.ask("get", f"?after={first['next']}").json()

    assert [row["code"] for row in first["results"] + rest["results"]] == made[::-1]
    assert rest["next"] is None
    assert program.ask("get", "?after=x").status_code == 400


def test_what_the_unit_marked_is_read_and_answered_by_program(client):
    achievement = submitted_achievement()
    officer, author = make_officer(achievement.holder), author_of(achievement)
    case = claim_case(case=newest_review(achievement).case, by=officer)
    mark_field(case=case, field="maturity", text="Which test?", by=officer)
    return_achievement(achievement=achievement, reason="See the mark", by=officer)
    own = Program(client, author)

    asked = own.ask("get", f"{achievement.code}/corrections/").json()["results"]
    assert [(each["number"], each["field"], each["answer"]) for each in asked] == [(1, "maturity", "")]
    assert [each["field"] for each in own.ask("get", f"{achievement.code}/").json()["missing"]] == ["answer-1-text"]

    body = {"answers": [{"number": 1, "answer": "By the institute"}]}
    kept = own.ask("post", f"{achievement.code}/answers/", body).json()["results"]
    assert [each["answer"] for each in kept] == ["By the institute"]
    assert own.ask("post", f"{achievement.code}/submit/").status_code == 200
