"""Organisations brought in by a file: recorded, matched against what is known, with their origin."""

import os
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import OperationalError, connections

from institutions import imports
from institutions.models import RecordedOrigin
from institutions.services.organisation import register_organisation
from tests.factories.accounts import OrganisationFactory, OrganisationIdentifierFactory, make_actor
from tests.factories.imports import make_batch_of
from tests.tte.imports.kinds import break_off
from tte.accounts.enums import OrganisationKind, OrganisationState, Role
from tte.accounts.models import Organisation
from tte.imports.enums import BatchState, Mode
from tte.imports.kinds import KINDS, kinds_for
from tte.imports.models import Batch
from tte.imports.running import check_now, enter_now
from tte.imports.sheets import sample_rows

FILES = Path(os.environ.get("TTE_REAL_DATA", settings.ROOT.parent / "shared" / "data")) / "codelists"
OPTIONS = {"party_type": "500", "region_code": "8000", "source": "A list", "licence": "none stated"}
CHECK = "The check character should be %(expected)s, not %(found)s: please compare with the certificate"
PLANTED = """名称,统一社会信用代码,类型,省份,学校标识码
北方大学,,大学,北京市,4111010001
南方研究院,91990000MA0TEXT049,研究院,广东,
Acme Corp.,,company,,
坏号公司,91990000MA0TEXT040,150,浙江,
无此类型,,某某,浙江,
无此地区,,150,月球,
北方大学,,大学,北京市,4111010002
已知大学,,大学,湖南省,
新名称,1299000040000000XH,022,4300,
,,022,4300,
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return make_actor(role=Role.ADMINISTRATOR)


def checked(content, by, name="organisations.csv") -> Batch:
    return check_now(batch=make_batch_of(content, by=by, kind="organisations", options=OPTIONS, name=name), by=by)


def recorded() -> list[tuple]:
    rows = Organisation.objects.filter(state=OrganisationState.RECORDED).order_by("pk")
    return list(rows.values_list("name_zh", "name_en", "party_type", "region_code", "kind"))


@pytest.mark.rule("R2-20", "R4-30")
def test_good_rows_are_recorded_and_duplicates_are_reported(admin):
    known = OrganisationFactory(name_zh="已知大学")
    OrganisationIdentifierFactory(organisation=OrganisationFactory(), value="1299000040000000XH")
    batch = enter_now(batch=checked(PLANTED, admin), mode=Mode.GOOD, by=admin)
    assert recorded() == [
        ("北方大学", "", "022", "1100", "holder"),
        ("南方研究院", "", "021", "4400", "holder"),
        ("Acme Corp.", "Acme Corp.", "500", "8000", "enterprise"),
    ]
    faults = list(batch.faults.order_by("line", "pk").values_list("line", "field", "reason"))
    assert faults == [
        (
            5,
            "identifier",
            "The check character should be %(expected)s, not %(found)s: please compare with the certificate",
        ),
        (6, "party_type", "The list of parties has no such type"),
        (7, "region", "The list of regions has no such place"),
        (8, "", "The same is already in line %(line)s"),
        (9, "name", "It is known already: %(code)s %(name)s"),
        (10, "identifier", "It is known already: %(code)s %(name)s"),
        (11, "name", "Give a name in at least one language"),
    ]
    assert batch.faults.get(line=9).values["code"] == known.code
    origins = RecordedOrigin.objects.order_by("pk").values_list("source_code", "source", "licence", "batch_id")
    assert list(origins) == [
        ("4111010001", "A list", "none stated", batch.pk),
        ("", "A list", "none stated", batch.pk),
        ("", "A list", "none stated", batch.pk),
    ]


def test_the_same_file_again_adds_nothing(admin):
    content = "name,type\n北方大学,大学\nNorth Institute,institute\n"
    enter_now(batch=checked(content, admin), mode=Mode.ALL, by=admin)
    assert checked(content, admin).refused_count == 2
    assert len(recorded()) == 2


def test_a_recorded_organisation_becomes_that_of_its_own_people(admin):
    enter_now(batch=checked("name,uscc\n南方研究院,91990000MA0TEXT049\n", admin), mode=Mode.ALL, by=admin)
    OrganisationFactory(kind=OrganisationKind.OPERATOR)
    facts = {"name_zh": "南方研究院（新）", "kind": "holder", "party_type": "0211", "region_code": "4400"}
    person = make_actor(role=Role.RESEARCHER)
    mine = register_organisation(scheme="uscc", value="91990000MA0TEXT049", by=person, **facts)
    assert (mine.origin.source, mine.state, recorded()) == ("A list", OrganisationState.AWAITING, [])


@pytest.mark.django_db(transaction=True)
def test_an_import_killed_half_way_goes_on_and_doubles_nobody(codelists, admin, settings, monkeypatch):
    settings.TTE_IMPORT_CHUNK = 2
    batch = checked("name\n甲大学\n乙大学\n丙大学\n丁大学\n", admin)
    plain, calls = imports.record_organisations, []

    def breaks(**given):
        calls.append(given)
        plain(**given)
        if len(calls) == 2:
            break_off()

    monkeypatch.setattr(imports, "record_organisations", breaks)
    with pytest.raises(OperationalError):
        enter_now(batch=batch, mode=Mode.GOOD, by=admin)
    connections["default"].close()
    batch = Batch.objects.get(pk=batch.pk)
    assert ([row[0] for row in recorded()], batch.state) == (["甲大学", "乙大学"], BatchState.BEGUN)
    batch = enter_now(batch=batch, mode=Mode.GOOD, by=admin)
    assert [row[0] for row in recorded()] == ["甲大学", "乙大学", "丙大学", "丁大学"]
    assert (batch.entered_count, batch.refused_count) == (4, 0)


def test_only_administrators_bring_organisations_in(admin):
    assert KINDS["organisations"] in kinds_for(admin)
    assert KINDS["organisations"] not in kinds_for(make_actor(role=Role.OFFICER))
    assert KINDS["organisations"] not in kinds_for(None)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_sample_has_good_rows_and_the_planted_faults(admin, language):
    kind = KINDS["organisations"]
    rows = [[field.code for field in kind.fields], *sample_rows(kind, language)]
    batch = checked("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows), admin)
    found = Counter(batch.faults.values_list("field", flat=True))
    assert found == {"identifier": 1, "party_type": 1, "region": 1, "": 1}
    assert batch.good_count == 1


# Three applicants stand twice in their file, in capitals and in small letters.
REAL = {"cn_universities_moe_2017.csv": (2631, 0), "organisations_patent_applicants.csv": (4967, 3)}
AGAIN = "The same is already in line %(line)s"


@pytest.mark.parametrize("name", REAL)
def test_the_real_files_come_in(admin, name):
    path = FILES / name
    if not path.exists():
        pytest.skip(f"NOT RUN: {path} is not there; set TTE_REAL_DATA")
    batch = enter_now(batch=checked(path.read_bytes(), admin, name=name), mode=Mode.GOOD, by=admin)
    rows, twice = REAL[name]
    assert (batch.row_count, batch.entered_count) == (rows, rows - twice)
    assert list(batch.faults.values_list("reason", flat=True)) == [AGAIN] * twice
