"""COPY takes whatever a cell may hold."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction

from tte.accounts.models import Organisation
from tte.common.bulk import copy_rows

TEXTS = ["plain", "a\tb", "a\\b", "\\N", "a\nb", "a\r\nb", "", "引号 “\"'”", "ends in \\"]
COLUMNS = ("code", "kind", "name_zh", "name_en", "party_type", "region_code", "state")


@pytest.mark.django_db
def test_cells_come_back_as_they_were_given():
    with transaction.atomic():
        copy_rows(
            Organisation,
            COLUMNS,
            [(f"o-{place}", "holder", text, "\\x", "0221", "3300", "admitted") for place, text in enumerate(TEXTS)],
        )
    rows = Organisation.objects.filter(code__startswith="o-").order_by("pk").values_list("name_zh", "name_en")
    assert list(rows) == [(text, "\\x") for text in TEXTS]


@pytest.mark.django_db
def test_nothing_dates_and_figures_are_written_as_the_database_reads_them():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE copied (none text, day date, amount numeric, said text) ON COMMIT DROP")
        table = type("Copied", (), {"_meta": type("Meta", (), {"db_table": "copied"})})
        copy_rows(table, ("none", "day", "amount", "said"), [(None, date(2026, 1, 5), Decimal("1.50"), "\\N\t")])
        cursor.execute("SELECT * FROM copied")
        assert cursor.fetchall() == [(None, date(2026, 1, 5), Decimal("1.50"), "\\N\t")]
