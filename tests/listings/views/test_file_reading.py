"""What the office reads of a record and the public may not leaves a line in the trail."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import sign_in
from tests.factories.listings import AttachmentFactory, audited_achievement, make_auditor, make_officer
from tte.accounts.actor import Actor
from tte.files.models import StoredFile
from tte.trail.selectors import events_of

pytestmark = pytest.mark.django_db


def fetch(reader: Actor, path: str) -> None:
    answer = sign_in(Client(), reader).get(path)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


def readers_of(file: StoredFile) -> list[int]:
    return [event.user_key for event in events_of(file) if event.kind == "file.read"]


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
