"""What bears on state secrets, national security or key core technology is approved before it is traded (R3-07)."""

import json
from datetime import date, timedelta

import pytest

from listings.evidence.content import documents
from listings.forms.achievement import DraftForm
from listings.models import Achievement, Listing
from listings.presenting.matter import filing_facts
from listings.selectors.approval import APPROVAL_FIELDS, filing_due
from listings.selectors.completeness import missing
from listings.services.achievement import Incomplete, submit_achievement
from listings.services.audit import NotAllSaid, approve_achievement
from tests.factories.accounts import OrganisationFactory
from tests.factories.checklist import every_answer
from tests.factories.listings import (
    AchievementFactory,
    AttachmentFactory,
    ListingFactory,
    author_of,
    claimed_achievement,
    make_auditor,
)
from tte.accounts.enums import OrganisationKind
from tte.common.clock import official_date, today

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R3-07")]
APPROVED = {
    "bears_on_security": True,
    "approval_department": "科学技术主管部门",
    "approval_number": "科审〔2026〕31 号",
    "approved_on": date(2026, 9, 21),
    "is_central_unit": True,
}


def lacks(achievement: Achievement) -> list[str]:
    return [need.field for need in missing(achievement) if need.rule == "R3-07"]


def enterprise_holder(**fields) -> Achievement:
    return AchievementFactory(
        secrecy__organisation=OrganisationFactory(kind=OrganisationKind.HOLDER, party_type="160"),
        regime="LIST-PRIV",
        **fields,
    )


def test_a_public_body_answers_the_question_and_its_no_asks_nothing_more():
    assert lacks(AchievementFactory(bears_on_security=None)) == ["bears_on_security"]
    assert lacks(AchievementFactory(bears_on_security=False)) == []


def test_an_enterprise_is_not_asked():
    achievement = enterprise_holder(bears_on_security=None)

    assert lacks(achievement) == []
    assert not set(APPROVAL_FIELDS) & set(DraftForm(achievement=achievement).fields)


def test_a_yes_is_not_submitted_before_the_approval_is_on_the_record_with_its_document():
    achievement = AchievementFactory(bears_on_security=True)
    with pytest.raises(Incomplete) as refused:
        submit_achievement(achievement=achievement, by=author_of(achievement))
    assert [need.field for need in refused.value.needs] == [
        "approval_department",
        "approval_number",
        "approved_on",
        "is_central_unit",
        "files",
    ]

    Achievement.objects.filter(pk=achievement.pk).update(**APPROVED)
    AttachmentFactory(achievement=achievement, evidence="maturity")
    assert lacks(Achievement.objects.get()) == ["files"]
    AttachmentFactory(achievement=achievement, evidence="approval")
    assert lacks(Achievement.objects.get()) == []


def test_an_approval_of_tomorrow_is_none():
    assert "approved_on" in lacks(AchievementFactory(**APPROVED | {"approved_on": today() + timedelta(days=1)}))


def test_what_turns_out_to_bear_on_security_is_not_listed_without_its_approval():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    Achievement.objects.filter(pk=achievement.pk).update(bears_on_security=True)

    with pytest.raises(NotAllSaid) as refused:
        approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)
    assert refused.value.values["fields"].startswith("approval_department, approval_number, approved_on")


@pytest.mark.rule("R3-32")
def test_a_unit_of_the_central_level_files_within_fifteen_working_days(settings):
    settings.TTE_RULE_SET = "R2026"
    achievement = AchievementFactory(**APPROVED)

    due = filing_due(achievement)

    assert official_date(due.at - timedelta(microseconds=1)) == date(2026, 10, 19)
    assert [name for name, _value in filing_facts(achievement)] == ["报财政部备案截止"]
    achievement.finance_filed_on = date(2026, 10, 9)
    assert (filing_due(achievement), filing_facts(achievement)) == (None, [])
    assert filing_due(AchievementFactory(**APPROVED | {"is_central_unit": False})) is None


def test_the_evidence_pack_holds_the_approval_and_its_document():
    listing = ListingFactory()
    Achievement.objects.filter(pk=listing.achievement_id).update(**APPROVED)
    paper = AttachmentFactory(achievement=listing.achievement, evidence="approval")

    held = json.loads(dict(documents(Listing.objects.get(), []))["secrecy.json"])["approval"]

    assert (held["approval_number"], held["documents"]) == ("科审〔2026〕31 号", [paper.file.sha256])
