"""Registration agencies; where recorded organisations came from."""

import factory

from institutions.models import Agency, RecordedOrigin
from tests.factories.accounts import OrganisationFactory
from tests.factories.imports import BatchFactory
from tte.accounts.enums import OrganisationKind, OrganisationState


class AgencyFactory(factory.django.DjangoModelFactory):
    """The agency of the region that the organisations of tests belong to; asked again, the same one."""

    class Meta:
        model = Agency
        django_get_or_create = ("region_code", "point")

    organisation = factory.SubFactory(
        OrganisationFactory,
        kind=OrganisationKind.AGENCY,
        name_zh="示例省技术合同登记处",
        name_en="Technology Contract Registration Agency of Example Province",
    )
    region_code = "3300"
    point = "01"


class RecordedOriginFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RecordedOrigin

    organisation = factory.SubFactory(OrganisationFactory, state=OrganisationState.RECORDED)
    batch = factory.SubFactory(BatchFactory)
    source = "Test"
    licence = "Test"
