"""Batches. `make_batch_of` makes one as the page does, from the bytes of a file."""

import factory
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.accounts import MembershipFactory, OrganisationFactory
from tests.factories.files import StoredFileFactory
from tests.tte.imports.kinds import Codes
from tte.accounts.actor import Actor
from tte.imports.enums import Mode
from tte.imports.lifecycles import BATCH
from tte.imports.mapping import signature
from tte.imports.models import Batch, BatchFault, ColumnMap
from tte.imports.running import check_now, enter_now
from tte.imports.services.batch import make_batch
from tte.imports.services.entry import start_check
from tte.trail.services import advance

HEADINGS = ["code", "name"]


class BatchFactory(factory.django.DjangoModelFactory):
    """An uploaded batch of the kind of the tests; its file is none that could be read."""

    class Meta:
        model = Batch

    kind = Codes.code
    membership = factory.SubFactory(MembershipFactory)
    organisation = factory.SelfAttribute("membership.organisation")
    made_by = factory.SelfAttribute("membership.user")
    source = factory.SubFactory(StoredFileFactory)
    shape = factory.LazyFunction(lambda: {"format": "csv", "headings": HEADINGS, "rows": 1})


class BatchFaultFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = BatchFault

    batch = factory.SubFactory(BatchFactory)
    line = 2
    reason = "This must be given"


class ColumnMapFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ColumnMap

    organisation = factory.SubFactory(OrganisationFactory)
    kind = Codes.code
    headings = signature(HEADINGS)
    columns = factory.LazyFunction(lambda: {"code": "code", "name": "name"})


def make_batch_of(
    content: bytes | str, *, by: Actor, name: str = "codes.csv", kind: str = Codes.code, options: dict | None = None
) -> Batch:
    raw = content.encode() if isinstance(content, str) else content
    return make_batch(kind=kind, upload=SimpleUploadedFile(name, raw), by=by, options=options)


def make_batches(by: Actor) -> dict[str, Batch]:
    """A batch of the actor in every state: uploaded, checked with a bad row, being checked, partly in, entered."""
    mixed = "code,name,unit\nR1,one,\nR2,bad two,\n"
    made = {"uploaded": make_batch_of("code,name\nR0,zero\n", by=by)}
    made["checked"] = check_now(batch=make_batch_of(mixed, by=by), by=by)
    columns = {"code": 0, "name": 1, "unit": 2}
    made["running"] = start_check(batch=make_batch_of(mixed, by=by), columns=columns, by=by)
    begun = check_now(batch=make_batch_of(mixed.replace("R1", "R3"), by=by), by=by)
    made["begun"] = advance(begun, "begin", lifecycle=BATCH, by=by)
    checked = check_now(batch=make_batch_of(mixed.replace("R1", "R4"), by=by), by=by)
    made["entered"] = enter_now(batch=checked, mode=Mode.GOOD, by=by)
    return made
