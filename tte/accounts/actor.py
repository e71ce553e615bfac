"""Who acts: a person through one membership. Every write is told its actor; every trail row keeps both names."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tte.accounts.enums import Role
from tte.accounts.models import Membership, Organisation, User
from tte.accounts.roles import ROLE_PERMISSIONS, Permission
from tte.common.errors import PermissionRefused


@dataclass(frozen=True)
class Actor:
    user: User
    membership: Membership | None = None
    second_factor_missing: bool = False

    @property
    def organisation(self) -> Organisation | None:
        return self.membership.organisation if self.membership else None

    @property
    def acting_as(self) -> Membership:
        """The membership a write goes through; the doors let nobody in who has none."""
        if self.membership is None:
            raise PermissionRefused(_("Choose the organisation you act for first"))
        return self.membership

    @property
    def acting_for(self) -> Organisation:
        """The organisation a write belongs to."""
        return self.acting_as.organisation

    @property
    def role(self) -> str | None:
        return self.membership.role if self.membership else None


def has_permission(actor: Actor | None, permission: Permission) -> bool:
    """Whether the role of the acting membership carries the permission.

    A visitor has none, nor have the people of an organisation that is not admitted, nor staff without a second factor.
    """
    if actor is None or actor.membership is None or actor.second_factor_missing:
        return False
    role, organisation = Role(actor.membership.role), actor.membership.organisation
    return organisation.is_admitted and permission in ROLE_PERMISSIONS[role]


def same_organisation(actor: Actor | None, organisation_id: int | None) -> bool:
    return (
        actor is not None
        and actor.membership is not None
        and organisation_id is not None
        and actor.membership.organisation_id == organisation_id
    )
