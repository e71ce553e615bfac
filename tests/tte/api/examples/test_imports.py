"""Files on their way in, and the decision about their rows."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.accounts import make_actor
from tests.factories.batch_check import RecordFindingFactory
from tests.factories.files import PDF
from tests.factories.imports import make_batch_of
from tests.factories.listings import (
    OPTIONS,
    catalogue_batch,
    finish_checks,
    make_auditor,
    the_exchange,
)
from tests.tte.api.recorder import yes_to
from tte.accounts.enums import Role
from tte.casework.services import claim_case
from tte.imports.lifecycles import BATCH
from tte.imports.models import Batch
from tte.imports.running import check_now
from tte.trail.services import advance

pytestmark = pytest.mark.django_db


def test_a_file_on_its_way_in(call):
    the_exchange()
    officer = make_actor(role=Role.OFFICER)
    call("What may be brought in", "GET", "imports/kinds/", by=officer)
    call("Its columns", "GET", "imports/kinds/achievements/template/", by=officer)
    table = "title,holder,maturity\nGraphene film,Yunlu University,6\nBlade monitoring,Yunlu University,12\n"
    given = {"kind": "achievements", "upload": SimpleUploadedFile("results.csv", table.encode())} | OPTIONS
    secret = given | {"level": "secret"}
    call("Of what is not public nothing is kept", "POST", "imports/", secret, by=officer, files=True)
    given["upload"] = SimpleUploadedFile("results.csv", table.encode())
    path = f"imports/{call('A table', 'POST', 'imports/', given, by=officer, files=True)['pk']}/"
    call("How its lines are read", "GET", f"{path}rows/", by=officer)
    columns = {"columns": {"title": 0, "holder": 1, "maturity": 2}}
    call("Its columns are named", "POST", f"{path}check/", columns, by=officer)
    call("Stopped before it began", "POST", f"{path}stop/", by=officer)
    batch = check_now(batch=Batch.objects.get(), by=officer)
    call("Checked", "GET", path, by=officer)
    call("Line by line", "GET", f"{path}findings/", by=officer)
    call("To be corrected", "GET", f"{path}bad-rows/", by=officer)
    call("One row is faulty", "POST", f"{path}enter/", {"mode": "all"}, by=officer)
    call("The valid rows", "POST", f"{path}enter/", {"mode": "good"}, by=officer)
    call("Stopped before it began", "POST", f"{path}stop/", by=officer)
    advance(batch, "begin", lifecycle=BATCH, by=officer)
    call("Left at what is in", "POST", f"{path}conclude/", by=officer)
    other = make_batch_of("title\nGraphene film\n", kind="achievements", options=OPTIONS, by=officer)
    call("Nothing of it will enter", "POST", f"imports/{other.pk}/discard/", by=officer)
    call("What was brought in", "GET", "imports/", by=officer)


def test_imports_are_decided_on(call):
    auditor = make_auditor()
    officer = make_actor(role=Role.OFFICER)
    told = "title,holder\nGraphene film,Yunlu University\nNoise barrier,Yunlu University\n"
    batch = catalogue_batch(told, by=officer)
    path, office = f"catalogue/imports/{batch.code}/", f"audit/imports/{batch.code}/"
    entry = batch.entries.earliest("line")
    evidence = {"found": {"abstract_en": ["shen@yunlu.example"]}}
    RecordFindingFactory(run=batch.checks.get(), achievement=entry.achievement, line=entry.line, evidence=evidence)
    call("What one imported", "GET", f"catalogue/imports/?source_batch={batch.source_batch_id}", by=officer)
    review = {"upload": SimpleUploadedFile("review.pdf", PDF)}
    call("The document of its review", "POST", f"{path}secrecy/attach/", review, by=officer, files=True)
    finish_checks(batch.case)
    call("What its lines became", "GET", f"{path}records/", by=officer)
    call("What waits", "GET", "audit/imports/?state=unclaimed", by=auditor)
    call("Into one's hand", "POST", f"{office}claim/", by=auditor)
    call("Put back", "POST", f"{office}release/", by=auditor)
    claim_case(case=batch.case, by=auditor)
    call("One import", "GET", path, by=auditor)
    call("That document", "GET", f"{path}secrecy/", by=auditor)
    call("What was found", "GET", f"{path}findings/", by=auditor)
    call("What is to be answered", "GET", f"{office}decide/", by=auditor)
    call("The checklist is not complete", "POST", f"{office}decide/", {"conclusion": "approve"}, by=auditor)
    lines = call("What is to be answered", "GET", f"{office}decide/", by=auditor)["checklist"]
    given = {"conclusion": "approve", "answers": yes_to(*(line["code"] for line in lines))}
    call("Published, but for one record", "POST", f"{office}decide/", given, by=auditor)
    again = catalogue_batch("title\nCold steriliser\n", by=officer)
    call("The checks once more", "POST", f"audit/imports/{again.code}/check/", by=auditor)
