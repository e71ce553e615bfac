"""The sample of achievements, as an officer takes it from the page and uploads it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from listings.imports import Achievements
from tests.factories.accounts import make_actor
from tests.factories.listings import OPTIONS, the_exchange
from tte.accounts.enums import Role
from tte.imports.kinds import KINDS
from tte.imports.running import check_now
from tte.imports.services.batch import make_batch
from tte.imports.sheets import write_sample

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_sample_holds_three_good_rows_and_four_planted_faults(language):
    the_exchange()
    path = write_sample(KINDS[Achievements.code], language)
    upload = SimpleUploadedFile("sample.xlsx", path.read_bytes())
    path.unlink()
    officer = make_actor(role=Role.OFFICER)

    batch = make_batch(kind=Achievements.code, upload=upload, options=OPTIONS, by=officer)
    batch = check_now(batch=batch, by=officer)

    found = list(batch.faults.order_by("line", "pk").values_list("line", "field"))
    assert (batch.row_count, batch.good_count) == (7, 3)
    assert found == [(5, "number"), (6, "field"), (7, "maturity"), (8, "")]
