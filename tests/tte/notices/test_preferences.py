import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import OrganisationFactory, UserFactory
from tests.factories.notices import NoticeFactory, PreferenceFactory
from tte.accounts.actor import Actor
from tte.notices.enums import MailChoice
from tte.notices.kinds import KINDS
from tte.notices.models import Delivery, Notice, Preference
from tte.notices.preferences import choose_mail, chosen_by, unsubscribe_token
from tte.notices.services import notify

pytestmark = pytest.mark.django_db

ADMITTED = KINDS["institutions.organisation_admitted"]
STRUCK = KINDS["listings.deal_struck"]


def tell(person, kind=ADMITTED) -> Notice:
    notify(kind, [person], subject=OrganisationFactory(), url="/a/", organisation="x", title="x", price=1)
    return Notice.objects.get(person=person)


@pytest.mark.parametrize(
    ("chosen", "deliveries"),
    [(None, 1), (MailChoice.AT_ONCE, 1), (MailChoice.DAILY, 0), (MailChoice.WEEKLY, 0), (MailChoice.NONE, 0)],
)
def test_a_notice_stands_in_the_inbox_and_goes_by_mail_as_chosen(chosen, deliveries):
    person = UserFactory()
    if chosen:
        PreferenceFactory(person=person, mail=chosen)
    notice = tell(person)
    assert notice.mail == (chosen or MailChoice.AT_ONCE)
    assert Delivery.objects.filter(notice=notice).count() == deliveries


def test_what_may_not_be_switched_off_is_mailed_whatever_stands_in_a_row():
    person = UserFactory()
    PreferenceFactory(person=person, kind=STRUCK.code, mail=MailChoice.NONE)
    assert tell(person, STRUCK).mail == MailChoice.AT_ONCE
    choose_mail(choices={STRUCK.code: MailChoice.DAILY}, by=Actor(UserFactory()))
    assert Preference.objects.filter(mail=MailChoice.DAILY).count() == 0
    assert STRUCK.code not in chosen_by(person)


def test_the_choice_of_one_person_is_not_anothers():
    PreferenceFactory(mail=MailChoice.NONE)
    assert tell(UserFactory()).mail == MailChoice.AT_ONCE


def test_what_waits_for_a_digest_follows_a_new_choice():
    person = UserFactory()
    waits = NoticeFactory(person=person, mail=MailChoice.DAILY)
    other = NoticeFactory(person=person, kind="institutions.role_granted", mail=MailChoice.DAILY)
    choose_mail(choices={ADMITTED.code: MailChoice.NONE}, by=Actor(person))
    choose_mail(choices={ADMITTED.code: MailChoice.NONE}, by=Actor(person))
    waits.refresh_from_db()
    other.refresh_from_db()
    assert (waits.mail, other.mail) == (MailChoice.NONE, MailChoice.DAILY)
    assert Preference.objects.count() == 1


def test_the_page_shows_the_choices_and_keeps_new_ones(client):
    person = UserFactory()
    PreferenceFactory(person=person, mail=MailChoice.WEEKLY)
    client.force_login(person)
    page = client.get(reverse("notices:preferences"))
    form = page.context["form"]
    assert form["institutions__organisation_admitted"].value() == MailChoice.WEEKLY
    assert len(form.fields) == len([kind for kind in KINDS.values() if not kind.because])
    assert str(STRUCK.because) in page.text
    sent = dict.fromkeys(form.fields, MailChoice.AT_ONCE) | {"longwork__done": MailChoice.NONE}
    assert client.post(reverse("notices:preferences"), sent).status_code == 302
    assert {code for code, mail in chosen_by(person).items() if mail == MailChoice.NONE} == {"longwork.done"}
    assert Preference.objects.get(kind=ADMITTED.code).mail == MailChoice.AT_ONCE


def test_a_choice_that_does_not_exist_changes_nothing(client):
    client.force_login(person := UserFactory())
    sent = {code.replace(".", "__"): mail for code, mail in chosen_by(person).items()}
    answer = client.post(reverse("notices:preferences"), sent | {"longwork__done": "by pigeon"})
    assert (answer.status_code, Preference.objects.count()) == (422, 0)


def link(person, subject: str) -> str:
    return reverse("notices:unsubscribe", args=[unsubscribe_token(person, subject)])


def test_one_click_of_a_mail_program_switches_the_kind_off_without_signing_in():
    """RFC 8058: one POST from elsewhere, without cookies and without a token of ours but the link's own."""
    person, stranger = UserFactory(), Client(enforce_csrf_checks=True)
    answer = stranger.post(link(person, ADMITTED.code), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert tell(person).mail == MailChoice.NONE


def test_opening_the_link_asks_and_changes_nothing(client):
    person = UserFactory()
    for _look in ("get", "head"):
        assert getattr(client, _look)(link(person, ADMITTED.code)).status_code == 200
    assert Preference.objects.count() == 0


def test_the_link_of_a_digest_switches_off_what_comes_in_it(client):
    person = UserFactory()
    PreferenceFactory(person=person)
    PreferenceFactory(person=person, kind="longwork.done", mail=MailChoice.WEEKLY)
    waits = NoticeFactory(person=person, mail=MailChoice.DAILY)
    client.post(link(person, MailChoice.DAILY))
    waits.refresh_from_db()
    assert waits.mail == MailChoice.NONE
    chosen = chosen_by(person)
    assert (chosen[ADMITTED.code], chosen["longwork.done"]) == (MailChoice.NONE, MailChoice.WEEKLY)


@pytest.mark.parametrize("subject", [STRUCK.code, "no.such_kind"])
def test_a_link_for_what_may_not_be_switched_off_does_nothing(client, subject):
    assert client.post(link(UserFactory(), subject)).status_code == 404
    assert Preference.objects.count() == 0


def test_a_link_that_was_altered_does_nothing(client):
    altered = link(UserFactory(), ADMITTED.code)[:-3] + "xx/"
    assert client.post(altered).status_code == 404
    assert client.get(altered).status_code == 200
    assert Preference.objects.count() == 0
