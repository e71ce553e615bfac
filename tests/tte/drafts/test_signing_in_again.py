"""A session that ends while somebody types: what was sent waits for the same person, and for nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import PASSWORD
from tests.factories.listings import make_officer
from tests.tte.drafts.windows import DATA, opened, page_of, save, send
from tte.drafts.middleware import WAITING
from tte.drafts.models import Draft

pytestmark = pytest.mark.django_db


def sign_in(client, user, following: str = ""):
    given = {"login": user.email, "password": PASSWORD, "next": following}
    return client.post(reverse("account_login"), given)


def test_a_script_is_told_that_the_session_has_ended(client, achievement, officer):
    client.force_login(officer.user)
    window = opened(client, achievement)
    client.session.delete()

    assert save(client, window, "摘要过短").status_code == 401
    assert client.get(reverse("drafts:state"), window, headers=DATA).status_code == 401
    assert Draft.objects.count() == 0


def test_what_was_sent_after_the_session_ended_is_in_the_form_after_signing_in(client, achievement, officer):
    client.force_login(officer.user)
    window = opened(client, achievement)
    client.session.delete()

    sent = send(client, achievement, window, "摘要过短")
    assert sent.url == f"{reverse('account_login')}?next={page_of(achievement).replace('/', '%2F')}"
    assert "您输入的内容已保留" in client.get(sent.url).text
    assert Draft.objects.count() == 0

    assert sign_in(client, officer.user, page_of(achievement)).url == page_of(achievement)
    assert "摘要过短</textarea>" in client.get(page_of(achievement)).text
    assert WAITING not in client.session
    achievement.refresh_from_db()
    assert achievement.state == "submitted"


def test_somebody_else_who_signs_in_there_never_sees_it_and_it_is_gone(client, achievement, officer):
    client.force_login(officer.user)
    window = opened(client, achievement)
    client.session.delete()
    send(client, achievement, window, "摘要过短")
    other = make_officer(achievement.holder)

    sign_in(client, other.user)

    assert "摘要过短" not in client.get(page_of(achievement)).text
    assert (WAITING in client.session, Draft.objects.count()) == (False, 0)


def test_a_visitor_without_a_ticket_of_ours_leaves_nothing_behind(client, achievement):
    client.post(reverse("listings:return_achievement", args=[achievement.code]), {"kept": "x", "reason": "摘要过短"})

    assert WAITING not in client.session


def test_it_waits_for_a_day(client, achievement, officer):
    client.force_login(officer.user)
    window = opened(client, achievement)
    client.session.delete()
    send(client, achievement, window, "摘要过短")
    session = client.session
    session[WAITING] |= {"at": session[WAITING]["at"] - 25 * 3600}
    session.save()

    sign_in(client, officer.user)
    client.get(page_of(achievement))

    assert Draft.objects.count() == 0


def test_the_other_window_of_the_same_person_is_not_overwritten_by_what_waited(client, achievement, officer):
    client.force_login(officer.user)
    window = opened(client, achievement)
    client.session.delete()
    send(client, achievement, window, "摘要过短")
    elsewhere = Client()
    elsewhere.force_login(officer.user)
    save(elsewhere, opened(elsewhere, achievement), "权利不清")

    sign_in(client, officer.user)

    page = client.get(page_of(achievement)).text
    assert "权利不清</textarea>" in page
    assert "比较并选择" in page
    assert [each["values"] for each in Draft.objects.get().aside.values()] == [{"reason": ["摘要过短"]}]


# --- a token of the session before ------------------------------------------------------------------------------------

OURS = {"Origin": "http://testserver"}


@pytest.fixture
def strict(officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer.user)
    return client


def test_a_kept_form_with_an_old_token_is_kept_and_leads_back(strict, achievement):
    window = opened(strict, achievement)

    refused = strict.post(
        reverse("listings:return_achievement", args=[achievement.code]), window | {"reason": "摘要过短"}, headers=OURS
    )

    assert (refused.status_code, f'href="{page_of(achievement)}"' in refused.text) == (403, True)
    assert "摘要过短</textarea>" in strict.get(page_of(achievement)).text


def test_a_short_form_with_an_old_token_can_be_sent_once_more(strict):
    refused = strict.post(reverse("accounts:profile"), {"name": "沈 <b>", "language": "en"}, headers=OURS)
    assert 'name="name"' not in refused.text  # the pages of the account hold secrets: nothing of them is repeated

    refused = strict.post(reverse("institutions:mine"), {"buyer": "江洲 <b>"}, headers=OURS)
    assert '<input type="hidden" name="buyer" value="江洲 &lt;b&gt;">' in refused.text


def test_a_forged_form_from_another_site_is_neither_kept_nor_repeated(strict, achievement):
    window = opened(strict, achievement)

    for origin in ({"Origin": "https://elsewhere.example"}, {}):
        refused = strict.post(
            reverse("listings:return_achievement", args=[achievement.code]), window | {"reason": "摘要"}, headers=origin
        )
        assert (refused.status_code, "摘要" in refused.text) == (403, False)
    assert Draft.objects.count() == 0


def test_a_script_with_an_old_token_is_told_so_and_gets_a_fresh_one(strict, achievement):
    window = opened(strict, achievement)
    assert save(strict, window, "摘要过短").json() == {"code": "csrf_refused"}

    token = strict.get(reverse("drafts:state"), window, headers=DATA).json()["csrf"]

    assert save(strict, window | {"csrfmiddlewaretoken": token}, "摘要过短").status_code == 200
