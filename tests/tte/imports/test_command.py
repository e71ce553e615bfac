import io

import pytest
from django.core.management import CommandError, call_command
from python_calamine import CalamineWorkbook

from tests.tte.imports.kinds import LIST, Codes
from tests.tte.imports.test_running import FIVE
from tte.codelists.models import Code
from tte.imports.models import Batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring_in(officer, tmp_path):
    path = tmp_path / "codes.csv"
    path.write_text(FIVE, encoding="gb18030")

    def call(*given: str, by: str = officer.user.email) -> str:
        out = io.StringIO()
        whose = ("--organisation", officer.organisation.code, "--by", by)
        call_command("import_file", Codes.code, str(path), *whose, *given, stdout=out)
        return out.getvalue()

    return call


def test_the_command_tells_rows_in_and_refused(bring_in, tmp_path):
    told = bring_in("--mode", "good", "--faults", str(tmp_path / "bad.xlsx"))
    assert "checked  5 rows, 2 good, 3 bad, 1 with a warning" in told
    assert "entered  2 rows, 3 refused" in told
    assert "Name: … is no name" in told
    assert Code.objects.filter(list=LIST).count() == 2
    assert len(CalamineWorkbook.from_path(tmp_path / "bad.xlsx").get_sheet_by_index(0).to_python()) == 4


def test_a_dry_run_enters_nothing(bring_in):
    assert "entered" not in bring_in("--dry-run")
    assert Code.objects.filter(list=LIST).count() == 0


def test_a_column_can_be_corrected(bring_in):
    assert "name←单位; left out: 名称" in bring_in("--dry-run", "--column", "unit=", "--column", "name=单位")
    with pytest.raises(CommandError, match="no such field or heading"):
        bring_in("--column", "name=nothing")


def test_refusals_are_told_and_enter_nothing(bring_in):
    with pytest.raises(CommandError, match="3 rows are faulty"):
        bring_in("--mode", "all")
    with pytest.raises(CommandError, match="has no role"):
        bring_in(by="somebody@example.org")
    assert Code.objects.filter(list=LIST).count() == 0
    assert Batch.objects.get().entered_count == 0
