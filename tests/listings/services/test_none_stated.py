"""What a listing must say: what there is of each thing, or the word of the holder that there is none (R3-33)."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from listings.models import Achievement
from listings.selectors.completeness import missing, needs
from listings.services.achievement import Incomplete, submit_achievement
from listings.services.audit import NotAllSaid, approve_achievement
from listings.services.draft import StatementContradicted, save_draft
from listings.services.terms import change_terms
from tests.factories.bidding import auditor_of
from tests.factories.checklist import every_answer
from tests.factories.files import StoredFileFactory
from tests.factories.listings import (
    AchievementFactory,
    ExistingLicenceFactory,
    IPRightFactory,
    ListingFactory,
    author_of,
    claimed_achievement,
    make_auditor,
)

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R3-33")]

LICENCE = {"licensee": "海岸防腐工程有限公司", "mode": "O", "territory": "CN"}
REFUSAL = {"name": "澄江材料研究所", "ground": "COD", "rank": 1}


def lacks(achievement: Achievement) -> list[str]:
    return [need.field for need in missing(achievement)]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"no_licences": False}, "no_licences"),
        ({"no_first_refusals": False}, "no_first_refusals"),
        ({"no_buyer_conditions": False}, "no_buyer_conditions"),
        ({"no_risks": False}, "no_risks"),
        ({"territory": ""}, "territory"),
        ({"term_years": None}, "term_years"),
        ({"payment_method": ""}, "payment_method"),
        ({"is_related_party": None}, "is_related_party"),
        ({"is_encumbered": None}, "is_encumbered"),
    ],
)
def test_silence_about_one_thing_stops_the_submission_and_names_its_field(fields, field):
    achievement = AchievementFactory(**fields)

    with pytest.raises(Incomplete) as refused:
        submit_achievement(achievement=achievement, by=author_of(achievement))

    assert [need.field for need in refused.value.needs] == [field]


def test_a_transfer_has_no_bounds_of_a_licence_and_a_negotiated_price_names_the_related_buyer_in_its_notice():
    assert lacks(AchievementFactory(right_offered="transfer")) == []
    assert lacks(AchievementFactory(regime="NEG", is_related_party=None)) == []


def test_every_right_says_its_status_and_when_it_ends():
    achievement = AchievementFactory(rights=False)
    right = IPRightFactory(achievement=achievement, status="", expires_on=None)
    assert lacks(achievement) == [f"right-{right.pk}", f"right-{right.pk}"]

    right.status, right.filed_on = "APP", date(2024, 3, 1)
    right.save()
    assert lacks(achievement) == []


def test_a_trade_secret_never_ends_so_nothing_is_asked_of_its_end():
    achievement = AchievementFactory(rights=False)
    IPRightFactory(achievement=achievement, ip_type="20", number="", status="UNR", expires_on=None)

    assert lacks(achievement) == []


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        ("no_risks", {"risks_en": "Untested in salt fog."}),
        ("no_buyer_conditions", {"buyer_conditions_zh": "具备生产条件。"}),
        ("no_licences", {"rows": {"licences": [LICENCE]}}),
        ("no_first_refusals", {"rows": {"first_refusals": [REFUSAL]}}),
    ],
)
def test_the_statement_falls_when_one_is_named_later_and_both_at_once_are_refused(statement, given):
    achievement = AchievementFactory()
    achievement = save_draft(achievement=achievement, by=author_of(achievement), **given)
    assert (getattr(achievement, statement), lacks(achievement)) == (False, [])

    with pytest.raises(StatementContradicted) as refused:
        save_draft(achievement=achievement, by=author_of(achievement), **{statement: True})
    assert refused.value.field == statement


def test_the_statement_may_be_made_in_the_act_that_removes_the_last_one():
    achievement = ExistingLicenceFactory().achievement

    kept = save_draft(achievement=achievement, by=author_of(achievement), no_licences=True, rows={"licences": []})

    assert (kept.no_licences, lacks(kept)) == (True, [])


@pytest.mark.parametrize("stem", ["risks", "buyer_conditions"])
def test_the_database_takes_no_text_beside_the_statement(stem):
    achievement = AchievementFactory()

    with pytest.raises(DatabaseError), transaction.atomic():
        Achievement.objects.filter(pk=achievement.pk).update(**{f"{stem}_zh": "有"})


def test_rows_that_came_beside_the_statement_are_wrong_wherever_they_came_from():
    achievement = AchievementFactory()
    ExistingLicenceFactory(achievement=achievement)
    achievement.no_licences = True

    assert [need.state for need in needs(achievement) if need.field == "no_licences"] == ["wrong"]


def test_what_was_submitted_before_is_not_listed_while_it_is_silent():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    Achievement.objects.filter(pk=achievement.pk).update(no_risks=False)

    with pytest.raises(NotAllSaid) as refused:
        approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)

    assert refused.value.values["fields"] == "no_risks"
    assert not achievement.listings.exists()


def test_whoever_takes_the_last_condition_out_of_published_terms_states_that_there_are_none():
    """And whoever adds the first one takes that word back."""
    listing = ListingFactory()
    given = {"price": listing.price, "text": "会议同意", "evidence": StoredFileFactory(), "by": auditor_of(listing)}
    for zh, en, is_none in (("", "A plant.", False), ("", "", True), ("须有量产能力。", "", False)):
        change_terms(listing=listing, terms={"buyer_conditions_zh": zh, "buyer_conditions_en": en}, **given)

        achievement = Achievement.objects.get(pk=listing.achievement_id)
        assert achievement.no_buyer_conditions is is_none
        assert "no_buyer_conditions" not in lacks(achievement)


def test_the_first_of_two_people_gives_no_word_on_a_silent_record():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    Achievement.objects.filter(pk=achievement.pk).update(no_risks=False, is_fiscally_funded=True)

    with pytest.raises(NotAllSaid):
        approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)

    assert not achievement.case.decisions.exists()
