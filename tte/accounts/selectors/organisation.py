from django.db.models import QuerySet

from tte.accounts.enums import OrganisationKind, OrganisationState
from tte.accounts.models import Organisation


def exchange() -> Organisation:
    """The exchange whose office audits listings and confirms deals: the first of its kind."""
    return Organisation.objects.filter(kind=OrganisationKind.EXCHANGE).order_by("pk")[0]


def operator() -> Organisation:
    """The operator of the platform: the first of its kind. Its administrators admit organisations."""
    return Organisation.objects.filter(kind=OrganisationKind.OPERATOR).order_by("pk")[0]


def awaiting_admission() -> QuerySet[Organisation]:
    return Organisation.objects.filter(state=OrganisationState.AWAITING).order_by("created_at", "pk")
