"""The permission matrix as a page shows it."""

from dataclasses import dataclass

from django.utils.functional import Promise

from tte.accounts.enums import Role
from tte.accounts.roles import PERMISSION_WORDS, ROLE_PERMISSIONS, STAFF_ROLES, Permission


@dataclass(frozen=True)
class RoleColumn:
    code: str
    name: str | Promise
    second_factor: bool


@dataclass(frozen=True)
class PermissionRow:
    code: str
    says: str | Promise
    cells: list[bool]


@dataclass(frozen=True)
class Matrix:
    roles: list[RoleColumn]
    rows: list[PermissionRow]


def permission_matrix() -> Matrix:
    """Every role and every permission in the order of `roles.py`."""
    return Matrix(
        roles=[RoleColumn(role.value, role.label, role in STAFF_ROLES) for role in Role],
        rows=[
            PermissionRow(each.value, PERMISSION_WORDS[each], [each in ROLE_PERMISSIONS[role] for role in Role])
            for each in Permission
        ],
    )
