"""The document of the secrecy review: attached with the draft or the import, read by those who audit (R8-02)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from listings.models import Achievement
from tests.factories.bidding import make_agent
from tests.factories.listings import (
    AchievementFactory,
    ListingFactory,
    author_of,
    catalogue_record,
    claimed_achievement,
    claimed_batch,
    make_auditor,
    make_officer,
)
from tests.listings.api.test_course import Door
from tests.markup import even

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R8-02")]


def review(content: bytes = "保密审查结论：公开。".encode(), name: str = "审查意见.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def content_of(answer) -> str:
    """What was handed out; 200 only."""
    assert answer.status_code == 200
    return answer.getvalue().decode()


@pytest.fixture
def bare() -> Achievement:
    draft = AchievementFactory()
    draft.secrecy.paper = None
    draft.secrecy.save(update_fields=["paper"])
    return draft


def test_a_refused_submission_leads_to_the_place_where_it_is_attached(client, settings, bare):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(author_of(bare).user)
    edit = f"/achievements/{bare.code}/edit/"

    refused = client.post(f"/achievements/{bare.code}/submit/").content.decode()
    assert '<a href="#secrecy">Attach the document of the secrecy review</a>' in refused
    assert f'action="/achievements/{bare.code}/secrecy/attach/#secrecy"' in refused

    empty = client.post(f"/achievements/{bare.code}/secrecy/attach/", {"upload": review(b"")})
    assert empty.status_code == 422
    done = client.post(f"/achievements/{bare.code}/secrecy/attach/", {"upload": review()})
    assert done.headers["location"] == f"{edit}#secrecy"
    page = client.get(edit).content.decode()
    assert f'<a href="/achievements/{bare.code}/secrecy/">' in page
    assert "Replace the document" in page
    assert client.post(f"/achievements/{bare.code}/submit/").status_code == 302


def test_it_is_handed_out_to_who_audits_and_to_nobody_in_the_market(client):
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    door = f"/achievements/{achievement.code}/secrecy/"
    client.force_login(auditor.user)
    case = client.get(f"/audit/{achievement.case.reference}/").content.decode()
    assert f'<a href="{door}">保密审查意见.txt</a>' in even(case)
    assert content_of(client.get(door)) == "经审查，该成果内容为公开，可以发布。"
    listing = ListingFactory()
    client.force_login(make_agent().user)
    assert client.get(f"/achievements/{listing.achievement.code}/secrecy/").status_code == 404
    assert "保密审查意见.txt" not in client.get(f"/listings/{listing.code}/").content.decode()


def test_the_page_of_an_import_takes_one_document_for_all_its_rows(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    auditor = make_auditor()
    batch = claimed_batch(auditor)
    batch.secrecy.paper = None
    batch.secrecy.save(update_fields=["paper"])
    page = f"/audit/imports/{batch.code}/"
    client.force_login(auditor.user)
    assert "The institution has not attached it yet" in client.get(page).content.decode()
    assert client.get(f"{page}secrecy/").status_code == 404

    client.force_login(make_officer(batch.holder).user)
    assert client.post(f"{page}secrecy/attach/", {}).status_code == 422
    told = client.post(f"{page}secrecy/attach/", {"upload": review()}, follow=True).content.decode()
    assert "The document of the secrecy review is attached" in told
    client.force_login(auditor.user)
    assert content_of(client.get(f"{page}secrecy/")) == "保密审查结论：公开。"
    assert client.post(f"{page}secrecy/attach/", {"upload": review()}).status_code == 404


def test_the_draft_of_an_imported_record_names_the_import(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    record = catalogue_record()
    Achievement.objects.filter(pk=record.pk).update(state="draft")
    client.force_login(make_officer(record.holder).user)
    page = client.get(f"/achievements/{record.code}/edit/").content.decode()
    assert f"It was reviewed with the import {record.catalogue_entry.batch.code}" in page
    assert "secrecy/attach/" not in page


def test_a_program_attaches_it_and_reads_that_it_stands(client, bare):
    author = Door(client, author_of(bare))
    path = f"achievements/{bare.code}/"
    before = author.ask("get", path).json()
    assert (before["secrecy"]["document"], before["missing"][0]["field"]) == (None, "secrecy")
    assert author.ask("get", f"{path}secrecy/").status_code == 404
    sent = client.post(
        f"/api/v1/{path}secrecy/attach/", {"upload": review()}, headers={"authorization": f"Bearer {author.token}"}
    )
    assert (sent.status_code, sent.json()["secrecy"]["document"], sent.json()["missing"]) == (200, "审查意见.txt", [])
    assert content_of(author.ask("get", f"{path}secrecy/")) == "保密审查结论：公开。"


def test_the_result_of_an_import_leads_to_where_its_document_goes(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    batch = claimed_batch(make_auditor())
    page = f"/imports/{batch.source_batch_id}/"
    client.force_login(make_officer(batch.holder).user)
    assert f'href="/audit/imports/{batch.code}/#secrecy">Open the import</a>' in client.get(page).content.decode()
    batch.secrecy.paper = None
    batch.secrecy.save(update_fields=["paper"])
    said = "Attach the document of the secrecy review</a>"
    assert f'href="/audit/imports/{batch.code}/#secrecy">{said}' in client.get(page).content.decode()
