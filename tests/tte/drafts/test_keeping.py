"""Keeping what is typed: versions, windows, the end of a draft."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.urls import get_resolver
from django.utils import translation

from tests.factories.accounts import make_actor
from tests.factories.drafts import DraftFactory
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.codelists.selectors import forget
from tte.common.clock import now
from tte.drafts.forms import KEPT
from tte.drafts.models import Draft
from tte.drafts.presenting import versions_of
from tte.drafts.selectors import drafts_of
from tte.drafts.services import (
    CarriedOut,
    TooManyDrafts,
    TypedElsewhere,
    discard_typing,
    keep_typing,
    let_go,
    settle_versions,
    take_typing,
)
from tte.drafts.tasks import sweep_outdated
from tte.drafts.values import TooMuchTyped, kept_rows, raw_values, typed_values

pytestmark = pytest.mark.django_db
FORM = {"form": "achievement.return", "about": "A1", "page": "/achievements/A1/"}


@pytest.fixture
def officer() -> Actor:
    return make_actor(role=Role.OFFICER)


def keep(by: Actor, tab: str, base: int, text: str):
    return keep_typing(**FORM, tab=tab, base=base, values={"reason": [text]}, by=by)


def texts(by: Actor) -> list:
    return [draft.values for draft in drafts_of(by).order_by("pk")]


def test_a_window_that_goes_on_typing_replaces_what_it_saved(officer):
    keep(officer, "one", 0, "摘")
    kept = keep(officer, "one", 1, "摘要")

    assert (kept.stands, kept.draft.version) == (True, 2)
    assert texts(officer) == [{"reason": ["摘要"]}]


def test_a_save_whose_answer_was_lost_is_repeated_without_a_conflict(officer):
    keep(officer, "one", 0, "摘")

    assert keep(officer, "one", 0, "摘要").stands


def test_a_second_window_that_has_not_seen_the_first_is_put_aside_and_overwrites_nothing(officer):
    keep(officer, "one", 0, "摘要过短")
    kept = keep(officer, "two", 0, "权利不清")
    keep(officer, "two", 0, "权利不清楚")

    assert not kept.stands
    draft = drafts_of(officer).get()
    assert draft.values == {"reason": ["摘要过短"]}
    assert {tab: each["values"] for tab, each in draft.aside.items()} == {"two": {"reason": ["权利不清楚"]}}


def test_a_second_window_that_began_from_the_newest_version_goes_on(officer):
    keep(officer, "one", 0, "摘要过短")

    assert keep(officer, "two", 1, "摘要过短，请补充").stands
    assert not keep(officer, "one", 1, "别的").stands


def test_two_windows_with_the_same_text_are_no_conflict(officer):
    keep(officer, "one", 0, "摘要过短")

    assert keep(officer, "two", 0, "摘要过短").stands


def test_the_choice_between_two_versions_stands_and_neither_window_overwrites_it(officer):
    keep(officer, "one", 0, "摘要过短")
    draft = keep(officer, "two", 0, "权利不清").draft

    chosen = settle_versions(draft=draft, base=1, tab="two", values={"reason": ["两者皆是"]}, by=officer)

    assert (chosen.values, chosen.aside, chosen.version) == ({"reason": ["两者皆是"]}, {}, 2)
    assert [keep(officer, tab, 1, "旧").stands for tab in ("one", "two")] == [False, False]


def test_a_choice_made_from_an_older_page_is_refused(officer):
    keep(officer, "one", 0, "摘要过短")
    draft = keep(officer, "two", 0, "权利不清").draft
    keep(officer, "one", 1, "摘要过短，请补充")

    with pytest.raises(TypedElsewhere):
        settle_versions(draft=draft, base=1, tab="two", values={"reason": ["旧"]}, by=officer)
    assert texts(officer) == [{"reason": ["摘要过短，请补充"]}]


def carry_out(by: Actor, tab: str, base: int) -> None:
    with transaction.atomic():
        let_go(draft=take_typing(**FORM, tab=tab, base=base, by=by), tab=tab, at=now(), by=by)


def test_a_save_under_way_while_the_form_is_carried_out_brings_nothing_back(officer):
    keep(officer, "one", 0, "摘要过短")
    carry_out(officer, "one", 1)

    with pytest.raises(CarriedOut):
        keep(officer, "one", 1, "摘要过短")
    assert texts(officer) == [{}]


def test_the_first_save_that_comes_after_its_form_was_carried_out_brings_nothing_back_either(officer):
    carry_out(officer, "one", 0)

    with pytest.raises(CarriedOut):
        keep(officer, "one", 0, "摘要过短")
    assert texts(officer) == [{}]


def test_after_a_form_was_carried_out_another_window_begins_anew(officer):
    carry_out(officer, "one", 0)

    assert keep(officer, "two", 2, "又一次").stands
    assert texts(officer) == [{"reason": ["又一次"]}]


@pytest.mark.parametrize(("tab", "base"), [("two", 0), ("three", 1)])
def test_a_form_is_not_carried_out_over_the_typing_of_another_window(officer, tab, base):
    keep(officer, "one", 0, "摘要过短")
    keep(officer, "two", 0, "权利不清")

    with pytest.raises(TypedElsewhere):
        carry_out(officer, tab, base)
    assert texts(officer) == [{"reason": ["摘要过短"]}]


def test_what_is_discarded_is_gone_and_does_not_come_back(officer):
    keep(officer, "one", 0, "摘要过短")
    discard_typing(form=FORM["form"], about=FORM["about"], tab="one", by=officer)

    with pytest.raises(CarriedOut):
        keep(officer, "one", 1, "摘要过短")
    assert texts(officer) == [{}]


def test_each_membership_of_a_person_has_typing_of_its_own(officer):
    other = Actor(officer.user, make_actor(role=Role.OFFICER).membership)
    keep(officer, "one", 0, "甲单位")
    keep(other, "one", 0, "乙单位")

    assert (texts(officer), texts(other)) == ([{"reason": ["甲单位"]}], [{"reason": ["乙单位"]}])


def test_the_database_holds_one_draft_a_form_also_for_who_acts_for_nobody(officer):
    DraftFactory(membership=None, user=officer.user)

    with pytest.raises(IntegrityError), transaction.atomic():
        DraftFactory(membership=None, user=officer.user)


def test_so_many_drafts_are_kept_and_no_more(officer, settings):
    settings.TTE_DRAFTS_A_PERSON = 2
    for about in ("A1", "A2"):
        keep_typing(**FORM | {"about": about}, tab="one", base=0, values={"reason": ["字"]}, by=officer)

    with pytest.raises(TooManyDrafts):
        keep_typing(**FORM | {"about": "A3"}, tab="one", base=0, values={"reason": ["字"]}, by=officer)
    assert drafts_of(officer).count() == 2


def test_blank_typing_goes_after_two_weeks_other_typing_after_its_days_and_what_was_sent_after_an_hour(settings):
    moment = now()
    ages = {
        "blank young": {"has_text": False, "values": {}, "saved_at": moment - timedelta(days=13)},
        "blank old": {"has_text": False, "values": {}, "saved_at": moment - timedelta(days=15)},
        "typed": {"saved_at": moment - timedelta(days=settings.TTE_DRAFT_DAYS - 1)},
        "typed old": {"saved_at": moment - timedelta(days=settings.TTE_DRAFT_DAYS + 1)},
        "sent": {"has_text": False, "values": {}, "carried_out_at": moment - timedelta(minutes=50)},
        "sent long ago": {"has_text": False, "values": {}, "carried_out_at": moment - timedelta(minutes=70)},
    }
    for about, given in ages.items():
        DraftFactory(about=about, **given)

    sweep_outdated()

    assert set(Draft.objects.values_list("about", flat=True)) == {"blank young", "typed", "sent"}


# --- which values ---------------------------------------------------------------------------------------------------


def test_only_fields_of_the_form_are_kept_and_nothing_that_is_hidden_secret_or_a_file():
    form = KEPT["contract.draft"]
    data = QueryDict(
        "title=合同&upload=x&csrfmiddlewaretoken=t&act=file&strange=1&items-0-name=机组&items-0-id=9&rows-0-name=x"
    )

    assert typed_values(form, form.kept_rows, data) == {"title": ["合同"], "items-0-name": ["机组"]}


def test_what_the_database_cannot_hold_is_left_out_and_too_much_is_refused(settings):
    form = KEPT["achievement.return"]
    assert typed_values(form, {}, QueryDict("reason=a%00b")) == {"reason": ["ab"]}
    settings.TTE_DRAFT_CHARACTERS = 3

    with pytest.raises(TooMuchTyped):
        typed_values(form, {}, QueryDict("reason=abcd"))


def test_typing_comes_back_as_it_was_typed_whatever_its_shape():
    form = KEPT["contract.draft"]
    values = {"signed_on": ["2026-13-45"], "total_amount": ["drei"], "items-0-name": [""], "items-7-amount": ["x"]}

    raw = raw_values(form, values)
    assert (raw["signed_on"], raw["total_amount"], raw["related_party"]) == ("2026-13-45", "drei", False)
    assert "title" not in raw
    assert kept_rows(form.kept_rows["items"], values, "items") == [{"amount": "x"}]


@pytest.mark.rule("R8-01")
def test_the_secrecy_declaration_is_never_kept():
    """Unless the answer is public nothing may be stored: the form that asks for the level is not kept."""
    assert get_resolver().url_patterns  # every door is loaded, and with it its form
    assert {name for name, form in KEPT.items() if "reviewed_on" in form.base_fields} == set()
    assert set(KEPT) == {
        "achievement.draft",
        "achievement.forward",
        "achievement.notice",
        "achievement.return",
        "achievement.right",
        "audit.conclusion",
        "audit.listing",
        "audit.second_look",
        "case.checklist",
        "case.hand_over",
        "case.mark",
        "case.note",
        "catalogue.conclusion",
        "contract.draft",
        "contract.reason",
        "contract.recommend",
        "contract.register",
        "contract.send_back",
        "deposit.bank_reference",
        "import.columns",
        "intent.register",
        "intent.turn_down",
        "listing.answer",
        "listing.answer_charged",
        "listing.ask_change",
        "listing.ask_relisting",
        "listing.ask_sale_again",
        "listing.ask_suspension",
        "listing.ask_withdrawal",
        "listing.name_buyer",
        "listing.record_sale",
        "listing.resume",
        "listing.resume_sale",
        "listing.suspend",
        "listing.terminate",
        "listing.withdraw",
        "negotiation.end",
        "objection.ask_papers",
        "objection.conclusion",
        "objection.lodge",
        "organisation.refusal",
        "organisation.register",
        "question.ask",
        "question.decline",
        "question.report",
        "question.settle",
        "question.stop",
        "question.write",
        "room.ask",
        "room.decide_export",
        "room.grant",
        "room.refuse",
        "room.withdraw",
        "takedown.act",
        "takedown.answer",
        "takedown.reinstate",
        "takedown.word",
    }


def test_two_versions_are_shown_in_the_order_and_the_words_of_the_form(officer):
    aside = {"at": "2026-11-26T00:00:00+00:00", "values": {"title": ["乙"], "field": ["05"], "items-1-name": ["机组"]}}
    values = {"title": ["甲"], "field": ["01"], "related_party": ["on"]}
    draft = DraftFactory(form="contract.draft", values=values, aside={"two": aside})

    with translation.override("en"):
        rows = [(str(row.label), row.standing, row.aside) for row in versions_of(draft, KEPT["contract.draft"]).rows]

    assert [label for label, _standing, _aside in rows] == [
        "Full name of the contract",
        "Technology field",
        "Seller and buyer are related parties",
        "Row 2, What",
    ]
    assert rows[2][1:] == ("Yes", "No")
    assert "05" not in rows[1][2]
    forget()
