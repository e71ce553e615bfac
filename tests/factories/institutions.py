"""Registration agencies."""

import factory

from institutions.models import Agency
from tests.factories.accounts import OrganisationFactory
from tte.accounts.enums import OrganisationKind


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
