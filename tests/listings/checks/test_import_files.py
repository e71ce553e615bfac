"""The files of an import are looked at with it: the document of its secrecy review and the table."""

import pytest
from django.urls import reverse

from listings.enums import CATALOGUE_AUDIT
from listings.services.secrecy import keep_batch_paper
from tests.factories.accounts import make_actor
from tests.factories.listings import finish_checks, imported, make_auditor
from tests.listings.checks.test_attachments import stored
from tests.listings.checks.test_clamd import EICAR, FOUND, clamd  # noqa: F401 a fixture
from tests.listings.services.test_secrecy_paper import paper
from tte.accounts.enums import Role
from tte.casework.selectors import newest_results
from tte.files.sniffing import PDF, XLSX

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R8-02")]
SOUND, CLEAN = "files_of_the_import_are_sound", "files_of_the_import_hold_no_virus"


@pytest.fixture
def batch():
    return imported("标题\n石墨烯散热膜\n", by=make_actor(role=Role.OFFICER)).catalogue_batch


def said(batch) -> dict:
    finish_checks(batch.case)
    return {row.name: row.evidence for row in newest_results(batch.case) if not row.passed}


def with_paper(batch, file):
    batch.secrecy.paper = file
    batch.secrecy.save(update_fields=["paper"])
    return batch


def test_a_document_that_is_damaged_is_a_finding_of_the_import(batch):
    with_paper(batch, stored("review.pdf", b"%PDF-1.7 broken", PDF))
    assert said(batch)[SOUND] == {"faults": [["review.pdf", ["unreadable"]]]}


def test_without_a_scanner_nobody_has_looked_which_is_no_pass(batch):
    assert said(batch) == {CLEAN: {"unchecked": "no_scanner", "files": 2}}


def test_a_workbook_is_looked_into_and_a_plain_table_was_read_to_its_end(batch):
    assert SOUND not in said(batch)
    type(batch.source_batch.source).objects.filter(pk=batch.source_batch.source_id).update(content_type=XLSX)
    batch.refresh_from_db()
    keep_batch_paper(batch=batch, upload=paper(), by=make_actor(role=Role.OFFICER, organisation=batch.holder))
    assert said(batch)[SOUND] == {"faults": [["results.csv", ["other_type"]]]}


def test_every_document_that_is_attached_is_looked_at_anew(batch):
    officer = make_actor(role=Role.OFFICER, organisation=batch.holder)
    finish_checks(batch.case)
    keep_batch_paper(batch=batch, upload=paper(), by=officer)
    keep_batch_paper(batch=batch, upload=paper(), by=officer)  # the same again is no other document
    assert batch.case.check_runs.count() == 2
    assert batch.case.check_runs.filter(finished_at=None).count() == 1


def test_a_virus_in_document_or_table_is_named(clamd, batch):  # noqa: F811
    with_paper(batch, stored("review.txt", EICAR, "text/plain"))
    assert said(batch) == {CLEAN: {"viruses": [["review.txt", FOUND]], "files": 2}}


def test_auditor_and_institution_read_what_was_found_and_that_it_is_not_done_yet(client, batch):
    with_paper(batch, stored("review.pdf", b"%PDF-1.7 broken", PDF))
    address = reverse("listings:catalogue_batch", args=[batch.code])
    auditor, officer = make_auditor(), make_actor(role=Role.OFFICER, organisation=batch.holder)
    client.force_login(auditor.user)
    assert client.get(address).context["files"].owed

    finish_checks(batch.case)
    for actor in (auditor, officer):
        client.force_login(actor.user)
        page = client.get(address)
        found = [(row.name, words) for row, words in page.context["files"].results if not row.passed]
        assert found[0][0] == SOUND
        assert found[0][1] in page.text
        assert "review.pdf" in found[0][1]
        assert batch.case.kind == CATALOGUE_AUDIT
