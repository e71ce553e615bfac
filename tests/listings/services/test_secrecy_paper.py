"""The secrecy review has its document: of one result, and of all that an import brings (R8-02)."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from listings.evidence.content import documents
from listings.evidence.papers import papers_of, said_of
from listings.models import Achievement
from listings.selectors.completeness import missing
from listings.services.achievement import Incomplete, submit_achievement
from listings.services.catalogue import ChecksUnfinished, DocumentMissing, approve_batch
from listings.services.draft import NotOpenForWriting
from listings.services.secrecy import DocumentStands, ReviewOfImport, keep_batch_paper, keep_secrecy_paper
from tests.factories.bidding import auditor_of, make_agent
from tests.factories.checklist import IMPORT_YES
from tests.factories.listings import (
    AchievementFactory,
    ListingFactory,
    audited_achievement,
    author_of,
    catalogue_record,
    claimed_batch,
    finish_checks,
    make_auditor,
    make_officer,
    submitted_achievement,
)
from tte.casework.services import ask_checks
from tte.files.services import FileRefused
from tte.trail.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R8-02")]


def paper(content: bytes = "保密审查结论：公开。".encode(), name: str = "审查意见.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def without(achievement: Achievement) -> Achievement:
    achievement.secrecy.paper = None
    achievement.secrecy.save(update_fields=["paper"])
    return Achievement.objects.get(pk=achievement.pk)


def test_a_draft_is_not_handed_in_before_its_review_has_its_document():
    draft = without(AchievementFactory())
    author = author_of(draft)
    with pytest.raises(Incomplete) as refused:
        submit_achievement(achievement=draft, by=author)
    assert [(need.field, need.rule) for need in refused.value.needs] == [("secrecy", "R8-02")]

    draft = keep_secrecy_paper(achievement=draft, upload=paper(), by=author)

    draft = Achievement.objects.get(pk=draft.pk)
    assert missing(draft) == []
    assert submit_achievement(achievement=draft, by=author).state == "submitted"
    kept = Event.objects.get(kind="achievement.secrecy_paper")
    assert kept.data == {"file": "审查意见.txt", "sha256": draft.secrecy.paper.sha256}


def test_another_document_takes_its_place_until_it_is_handed_in():
    draft = AchievementFactory()
    before = draft.secrecy.paper
    keep_secrecy_paper(achievement=draft, upload=paper(), by=author_of(draft))
    draft = Achievement.objects.get(pk=draft.pk)
    assert draft.secrecy.paper != before
    keep_secrecy_paper(achievement=draft, upload=paper(), by=author_of(draft))
    assert Event.objects.filter(kind="achievement.secrecy_paper").count() == 1
    submitted = submit_achievement(achievement=draft, by=author_of(draft))
    with pytest.raises(NotOpenForWriting):
        keep_secrecy_paper(achievement=submitted, upload=paper(), by=author_of(draft))


def test_what_is_no_document_is_refused():
    draft = without(AchievementFactory())
    with pytest.raises(FileRefused):
        keep_secrecy_paper(
            achievement=draft, upload=paper(b"MZ\x90\x00" + b"\x00" * 60, "review.pdf"), by=author_of(draft)
        )
    assert Achievement.objects.get(pk=draft.pk).secrecy.paper is None


def test_the_audit_finds_that_it_has_none():
    achievement = without(audited_achievement())
    ask_checks(case=achievement.case)
    finish_checks(achievement.case)
    run = achievement.case.check_runs.latest("pk")
    assert not run.results.get(check_name="secrecy_review_has_its_document").passed
    assert run.results.get(check_name="attachments_are_sound").passed


def test_an_import_is_approved_with_the_one_document_of_all_its_rows():
    auditor = make_auditor()
    batch = claimed_batch(auditor, "标题\n石墨烯散热膜\n秸秆缓冲材料\n")
    officer = make_officer(batch.holder)
    batch.secrecy.paper = None
    batch.secrecy.save(update_fields=["paper"])
    with pytest.raises(DocumentMissing):
        approve_batch(batch=batch, answers=IMPORT_YES, by=auditor)
    assert set(Achievement.objects.values_list("state", flat=True)) == {"imported"}

    keep_batch_paper(batch=batch, upload=paper(), by=officer)
    with pytest.raises(ChecksUnfinished):
        approve_batch(batch=batch, answers=IMPORT_YES, by=auditor)
    finish_checks(batch.case)
    approve_batch(batch=batch, answers=IMPORT_YES, by=auditor)

    papers = {each.secrecy.paper.sha256 for each in Achievement.objects.all()}
    assert (len(papers), set(Achievement.objects.values_list("state", flat=True))) == (1, {"catalogued"})
    with pytest.raises(DocumentStands):
        keep_batch_paper(batch=batch, upload=paper(), by=officer)


def test_the_review_of_an_import_is_not_changed_through_one_of_its_records():
    record = catalogue_record()
    Achievement.objects.filter(pk=record.pk).update(state="draft")
    before = record.secrecy.paper
    with pytest.raises(ReviewOfImport):
        keep_secrecy_paper(achievement=record, upload=paper(), by=make_officer(record.holder))
    assert Achievement.objects.get(pk=record.pk).secrecy.paper == before


def test_the_evidence_pack_tells_the_review_and_holds_its_document_for_who_may_read_it():
    listing = ListingFactory()
    review = listing.achievement.secrecy
    said = json.loads(dict(documents(listing, []))["secrecy.json"])
    assert (said["conclusion"], said["reviewer"], said["document"]) == (
        "public",
        review.reviewer_name,
        review.paper.sha256,
    )
    [own] = said_of(papers_of(listing, author_of(listing.achievement)))
    assert own["content"] == f"files/{review.paper.sha256}.txt"
    assert said_of(papers_of(listing, auditor_of(listing)))[0]["content"] == own["content"]
    assert said_of(papers_of(listing, make_agent()))[0]["content"] is None


def test_a_submitted_achievement_of_the_factories_has_it():
    assert submitted_achievement().secrecy.paper is not None
