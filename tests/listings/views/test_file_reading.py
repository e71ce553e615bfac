"""What the office reads of a record and the public may not leaves a line in the trail."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from listings.services.proposal import propose
from tests.factories.accounts import sign_in
from tests.factories.bidding import auditor_of, officer_of
from tests.factories.listings import (
    AttachmentFactory,
    ListingFactory,
    audited_achievement,
    catalogue_batch,
    make_auditor,
    make_officer,
)
from tests.factories.notice import lodged_objection, paper
from tte.accounts.actor import Actor
from tte.files.models import StoredFile
from tte.trail.models import Event
from tte.trail.selectors import events_of

pytestmark = pytest.mark.django_db


def fetch(reader: Actor, path: str) -> None:
    answer = sign_in(Client(), reader).get(path)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


def lines_of(file: StoredFile) -> list[Event]:
    return [event for event in events_of(file) if event.kind == "file.read"]


def readers_of(file: StoredFile) -> list[int | None]:
    return [line.user_key for line in lines_of(file)]


@pytest.mark.rule("R8-05")
def test_a_confidential_file_that_the_office_reads_is_logged_and_the_holders_own_reading_is_not():
    achievement, auditor = audited_achievement(), make_auditor()
    paper = AttachmentFactory(achievement=achievement, audience="confidential")
    shown = AttachmentFactory(achievement=achievement, audience="public")

    for reader in (auditor, make_officer(achievement.holder)):
        for attachment in (paper, shown):
            fetch(reader, reverse("listings:attachment", args=[attachment.pk]))

    assert (readers_of(paper.file), readers_of(shown.file)) == ([auditor.user.pk], [])


@pytest.mark.rule("R8-05")
@pytest.mark.parametrize("path", ["/achievements/{code}/secrecy/", "/api/v1/achievements/{code}/secrecy/"])
def test_the_document_of_the_secrecy_review_is_logged_too(path):
    achievement, auditor = audited_achievement(), make_auditor()

    fetch(auditor, path.format(code=achievement.code))

    assert readers_of(achievement.secrecy.paper) == [auditor.user.pk]


@pytest.mark.rule("R8-05")
@pytest.mark.parametrize("area", ["listings", "api"])
def test_the_document_of_an_import_is_logged_when_the_office_reads_it(area):
    batch, auditor = catalogue_batch(), make_auditor()

    for reader in (make_officer(batch.holder), auditor):
        fetch(reader, reverse(f"{area}:batch_paper", args=[batch.code]))

    [line] = lines_of(batch.secrecy.paper)
    assert (line.user_key, line.data) == (auditor.user.pk, {"cataloguebatch": batch.code})


@pytest.mark.rule("R8-05")
@pytest.mark.parametrize("area", ["listings", "api"])
def test_the_approval_document_of_a_request_is_logged_when_the_office_reads_it(area):
    listing = ListingFactory()
    officer, auditor = officer_of(listing), auditor_of(listing)
    words = {"price": Decimal(3300000), "text": "重新评估。", "evidence": paper()}
    proposal = propose(listing=listing, kind="change", by=officer, **words)

    for reader in (officer, auditor):
        fetch(reader, reverse(f"{area}:proposal_paper", args=[proposal.pk]))

    [line] = lines_of(proposal.evidence)
    assert (line.user_key, line.data) == (auditor.user.pk, {"listing": listing.code})


@pytest.mark.rule("R8-05")
@pytest.mark.parametrize("area", ["listings", "api"])
def test_the_evidence_of_an_objection_is_logged_when_it_is_read(area):
    objection = lodged_objection(ListingFactory())
    auditor, evidence = auditor_of(objection.listing), objection.files.get()

    fetch(auditor, reverse(f"{area}:objection_paper", args=[evidence.pk]))

    [line] = lines_of(evidence.file)
    assert (line.user_key, line.data) == (auditor.user.pk, {"objection": objection.code})
