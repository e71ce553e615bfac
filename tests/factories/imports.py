"""Batches. `make_batch_of` makes one as the page does, from the bytes of a file."""

import factory
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.accounts import MembershipFactory, OrganisationFactory
from tests.factories.files import StoredFileFactory
from tests.tte.imports.kinds import Codes
from tte.accounts.actor import Actor
from tte.imports.mapping import signature
from tte.imports.models import Batch, BatchFault, ColumnMap
from tte.imports.services.batch import make_batch

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


def make_batch_of(content: bytes | str, *, by: Actor, name: str = "codes.csv", kind: str = Codes.code) -> Batch:
    raw = content.encode() if isinstance(content, str) else content
    return make_batch(kind=kind, upload=SimpleUploadedFile(name, raw), by=by)
