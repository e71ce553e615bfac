"""One decision on all records of an import, and the completing of one."""

import pytest

from listings.enums import AchievementState
from listings.models import Achievement
from listings.services.catalogue import (
    NotEntitled,
    approve_batch,
    complete_record,
    decide_batch,
    hand_in_batch,
    refuse_batch,
)
from tests.factories.accounts import make_actor
from tests.factories.checklist import IMPORT_YES
from tests.factories.listings import catalogue_batch, catalogue_record, claimed_batch, imported, make_auditor
from tte.accounts.enums import Role
from tte.casework.services import NotInHand
from tte.common.errors import DomainError, PermissionRefused, TransitionRefused
from tte.feed.models import Outbox
from tte.notices.models import Notice
from tte.trail.models import Event

pytestmark = pytest.mark.django_db

TWO = "标题,摘要\n石墨烯散热膜,一种膜\n导热膜,电话 138 0013 8000\n"


def states() -> list[str]:
    return list(Achievement.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.rule("R8-02")
def test_approval_publishes_the_records_and_leaves_the_drafts():
    auditor, officer = make_auditor(), make_actor(role=Role.OFFICER)
    batch = claimed_batch(auditor, TWO, by=officer)

    approve_batch(batch=batch, answers=IMPORT_YES, by=auditor)

    batch.refresh_from_db()
    assert states() == ["catalogued", "draft"]
    assert (batch.state, batch.case.state) == ("approved", "closed")
    assert list(Notice.objects.filter(kind="listings.batch_approved").values_list("person", flat=True)) == [
        officer.user.pk
    ]
    assert Event.objects.filter(kind="achievement.catalogue_all").get().data == {"after": "catalogued", "count": 1}


def test_approval_announces_each_record_to_the_search_once():
    auditor = make_auditor()
    batch = claimed_batch(auditor, TWO)
    before = Outbox.objects.filter(topic="catalogue").count()

    approve_batch(batch=batch, answers=IMPORT_YES, by=auditor)

    announced = Outbox.objects.filter(topic="catalogue").order_by("pk").values_list("key", flat=True)
    assert (before, list(announced)) == (0, [Achievement.objects.get(state="catalogued").pk])


def test_refusal_leaves_the_records_invisible_and_says_why():
    auditor, officer = make_auditor(), make_actor(role=Role.OFFICER)
    batch = claimed_batch(auditor, TWO, by=officer)

    refuse_batch(batch=batch, reason_code="E99", text="The source is not named", by=auditor)

    batch.refresh_from_db()
    assert states() == ["refused", "draft"]
    assert batch.state == "refused"
    notice = Notice.objects.get(kind="listings.batch_refused", person=officer.user)
    assert (notice.context["text"], notice.url) == ("The source is not named", f"/audit/imports/{batch.code}/")


def test_what_was_refused_may_be_mended_and_brought_again():
    auditor, officer = make_auditor(), make_actor(role=Role.OFFICER)
    refuse_batch(batch=claimed_batch(auditor, by=officer), reason_code="E99", text="x", by=auditor)

    batch = imported("标题\n石墨烯散热膜\n", by=officer)

    assert (batch.refused_count, states()) == (0, ["refused", "imported"])


@pytest.mark.parametrize(("reason_code", "text"), [("", "x"), ("E99", " "), ("nonsense", "x")])
def test_a_refusal_needs_a_reason_and_words(reason_code, text):
    auditor = make_auditor()
    batch = claimed_batch(auditor)

    with pytest.raises(DomainError):
        refuse_batch(batch=batch, reason_code=reason_code, text=text, by=auditor)
    assert states() == ["imported"]


@pytest.mark.rule("R8-31")
def test_nobody_of_the_holder_decides():
    auditor, officer = make_auditor(), make_actor(role=Role.OFFICER)
    batch = claimed_batch(auditor, by=officer)
    make_actor(role=Role.OFFICER, organisation=officer.organisation, user=auditor.user)

    with pytest.raises(PermissionRefused):
        approve_batch(batch=batch, answers=IMPORT_YES, by=auditor)
    assert states() == ["imported"]


def test_only_who_has_the_case_in_hand_decides():
    batch = catalogue_batch()

    with pytest.raises(NotInHand):
        decide_batch(
            batch=batch,
            conclusion="approve",
            reason_code="",
            text="",
            answers=IMPORT_YES,
            by=make_auditor(),
        )
    assert states() == ["imported"]


def test_a_batch_is_decided_once():
    auditor = make_auditor()
    batch = claimed_batch(auditor)
    approve_batch(batch=batch, answers=IMPORT_YES, by=auditor)

    with pytest.raises(TransitionRefused):
        approve_batch(batch=batch, answers=IMPORT_YES, by=auditor)


def test_a_batch_is_handed_in_once():
    batch = catalogue_batch()

    with pytest.raises(TransitionRefused):
        hand_in_batch(batch=batch, by=make_actor(role=Role.OFFICER, organisation=batch.holder))


def test_completing_a_record_makes_a_draft_of_whoever_does_it():
    officer = make_actor(role=Role.OFFICER)
    record = catalogue_record(by=officer)
    colleague = make_actor(role=Role.OFFICER, organisation=officer.organisation)

    complete_record(achievement=record, entitled=True, by=colleague)

    record.refresh_from_db()
    assert (record.state, record.posted_by) == (AchievementState.DRAFT, colleague.user)
    assert Outbox.objects.filter(topic="catalogue", key=record.pk).count() == 2


def test_completing_a_record_needs_the_statement():
    officer = make_actor(role=Role.OFFICER)
    record = catalogue_record(by=officer)

    with pytest.raises(NotEntitled):
        complete_record(achievement=record, entitled=False, by=officer)
    assert states() == ["catalogued"]
