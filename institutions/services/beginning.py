"""An empty exchange gets its bodies and its first administrator; everybody else is invited by pages."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind, Role
from tte.accounts.models import Membership, Organisation, User
from tte.common.errors import DomainError
from tte.trail.services import record


class AlreadyBegun(DomainError):
    code = "already_begun"


@transaction.atomic
def begin_exchange(*, user: User, party_type: str, region_code: str) -> Membership:
    """Enter the operator named in the settings (R3-57) and its exchange, and make the person its administrator.

    Only where there is no operator yet: from then on administrators invite each other and the staff under /people/.
    """
    if Organisation.objects.filter(kind=OrganisationKind.OPERATOR).exists():
        raise AlreadyBegun(
            _("The operator is entered already; its administrators invite others under People and roles")
        )
    facts = {
        "name_zh": settings.TTE_OPERATOR_NAME_ZH,
        "name_en": settings.TTE_OPERATOR_NAME_EN,
        "party_type": party_type,
        "region_code": region_code,
    }
    operator = Organisation.objects.create(code="operator", kind=OrganisationKind.OPERATOR, **facts)
    exchange = Organisation.objects.create(code="exchange", kind=OrganisationKind.EXCHANGE, **facts)
    membership = Membership.objects.create(user=user, organisation=operator, role=Role.ADMINISTRATOR)
    for body in (operator, exchange):
        record("organisation.begin", body, by=Actor(user, membership))
    return membership
