from datetime import date

import pytest
from django.urls import reverse

from contracts.models import ContractFact
from tests.factories.accounts import UserFactory, make_actor
from tests.factories.statistics import make_facts
from tte.accounts.enums import Role
from tte.feed.relay import relay_all
from tte.statistics.projection import rebuild

pytestmark = pytest.mark.django_db


def sign_in(client, role: Role):
    actor = make_actor(role=role)
    client.force_login(actor.user)
    return actor


def grid_of(response) -> dict[str, list[str]]:
    return dict(response.context["grid"].rows)


def test_a_visitor_sees_the_year(client, register):
    response = client.get(reverse("statistics:index"), {"year": "2025"})
    assert response.status_code == 200
    facts = ContractFact.objects.filter(month__year=2025)
    headlines = {figure.name: figure.value for figure in response.context["headlines"]}
    assert list(headlines.values())[1] == str(facts.count())
    assert response.content.count(b'<svg class="chart"') == 6


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", ["statistics:index", "statistics:types"])
def test_pages_stand_in_both_languages(client, register, language, page):
    response = client.get(reverse(page), {"year": "2025"}, headers={"accept-language": language})
    assert response.status_code == 200
    assert ("技术市场统计" in response.text or "技术合同类别" in response.text) == (language == "zh-hans")


def test_types_by_month_add_up_for_a_statistician(client, register):
    sign_in(client, Role.STATISTICIAN)
    response = client.get(reverse("statistics:types"), {"year": "2025", "measure": "n"})
    rows = response.context["grid"].rows
    facts = ContractFact.objects.filter(month__year=2025)
    assert sum(int(texts[-1]) for _, texts in rows) == facts.count()
    january = facts.filter(month=date(2025, 1, 1), contract_type__startswith="1").count()
    assert rows[0][1][0] == str(january)
    assert "‡" not in response.text


def test_the_public_does_not_see_cells_of_few_sellers(client, register):
    response = client.get(reverse("statistics:types"), {"year": "2025", "measure": "n"})
    shown = [text for _, texts in response.context["grid"].rows for text in texts]
    assert "‡" in shown
    assert response.context["suppressed"]
    assert "R2-07" in response.text


def test_a_role_without_browsing_sees_what_the_public_sees(client, register):
    public = client.get(reverse("statistics:types"), {"year": "2025"}).context["grid"].rows
    sign_in(client, Role.AGENT)
    assert client.get(reverse("statistics:types"), {"year": "2025"}).context["grid"].rows == public


def test_output_and_absorption_count_by_the_other_party(client, projections):
    make_facts(5, seller_region="1100", buyer_region="1300", registered_on=date(2026, 3, 1))
    relay_all()
    rebuild()
    sign_in(client, Role.STATISTICIAN)
    counted = {}
    for side in ("output", "absorption"):
        for region in ("1100", "1300", ""):
            asked = {"year": "2026", "side": side, "region": region, "measure": "n"}
            response = client.get(reverse("statistics:types"), asked)
            counted[side, region] = sum(int(texts[-1]) for _, texts in response.context["grid"].rows)
    assert counted == {
        ("output", "1100"): 5,
        ("output", "1300"): 0,
        ("output", ""): 5,
        ("absorption", "1100"): 0,
        ("absorption", "1300"): 5,
        ("absorption", ""): 5,
    }


def test_a_registration_shows_after_the_relay_without_a_rebuild(client, register):
    sign_in(client, Role.STATISTICIAN)
    asked = {"year": "2025", "measure": "n"}
    before = sum(int(texts[-1]) for _, texts in client.get(reverse("statistics:types"), asked).context["grid"].rows)
    make_facts(4, seed=5, registered_on=date(2025, 6, 1))
    relay_all()
    after = sum(int(texts[-1]) for _, texts in client.get(reverse("statistics:types"), asked).context["grid"].rows)
    assert after == before + 4


def test_a_year_without_contracts_says_so(client, register):
    response = client.get(reverse("statistics:index"), {"year": "1999"})
    assert response.status_code == 200
    assert not response.context["filled"]


def test_no_base_is_said(client, projections):
    assert client.get(reverse("statistics:index")).status_code == 503


def test_nonsense_in_the_address_falls_to_the_default(client, register):
    asked = {"year": "²025", "region": "xx", "side": "'; DROP", "measure": "?"}
    assert client.get(reverse("statistics:types"), asked).status_code == 200


def test_files_are_offered_to_who_may_take_them(client, register):
    assert "statistics/export" not in client.get(reverse("statistics:index"), {"year": "2025"}).text
    sign_in(client, Role.REGISTRAR)
    assert "statistics/export" not in client.get(reverse("statistics:index"), {"year": "2025"}).text
    sign_in(client, Role.STATISTICIAN)
    assert "statistics/export" in client.get(reverse("statistics:index"), {"year": "2025"}).text


@pytest.mark.parametrize(("facts", "year"), [(1, "2025"), (3, "2025")])
def test_statements_do_not_grow_with_the_facts(client, projections, django_assert_num_queries, facts, year):
    make_facts(facts, registered_on=date(2025, 2, 1))
    relay_all()
    rebuild()
    client.get(reverse("statistics:types"), {"year": year})
    with django_assert_num_queries(3):  # base, feed, clock, head of the feed; the day
        client.get(reverse("statistics:types"), {"year": year})


def test_the_api_gives_the_same_figures_and_hides_the_same(client, register):
    asked = {"year": "2025", "by": ["contract_class", "month"]}
    public = client.get(reverse("api:statistics"), asked).json()
    hidden = [cell for cell in public["cells"] if cell["suppressed"]]
    assert hidden
    assert all(cell["contracts"] is None and cell["turnover_fen"] is None for cell in hidden)
    sign_in(client, Role.STATISTICIAN)
    full = client.get(reverse("api:statistics"), asked).json()
    assert not any(cell["suppressed"] for cell in full["cells"])
    grand = next(cell for cell in full["cells"] if cell["keys"] == [None, None])
    assert grand["contracts"] == ContractFact.objects.filter(month__year=2025).count()


def test_the_api_refuses_unknown_dimensions(client, register):
    assert client.get(reverse("api:statistics"), {"by": "seller_key"}).status_code == 400


def test_a_signed_in_person_without_membership_may_look(client, register):
    client.force_login(UserFactory())
    assert client.get(reverse("statistics:index"), {"year": "2025"}).status_code == 200
