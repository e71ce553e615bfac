"""The kind of case these checks belong to."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contracts.enums import CONTRACT_REVIEW
from tte.accounts.roles import Permission
from tte.casework.kinds import case_kind

case_kind(
    CONTRACT_REVIEW,
    title=_("Contract review"),
    subject="contract",
    permissions={Permission.CONTRACT_REVIEW, Permission.CONTRACT_SECOND_REVIEW},
    page=lambda case: reverse("contracts:review", args=[case.reference]),
    party_page=lambda case: reverse("contracts:contract", args=[case.reference]),
    restarts=True,
)
