"""What the registration of contracts tells people."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from tte.common.languages import both
from tte.notices.kinds import notice_area, notice_kind

REGISTRATION = notice_area("registration", _("Registration of contracts"), place=3)

CONTRACT_FILED = notice_kind(
    "contracts.filed",
    area=REGISTRATION,
    name=_("Contract filed"),
    title=_("Filed for registration: %(title)s"),
    sentences=(_("%(seller)s filed contract %(code)s with %(agency)s."),),
    duty=True,
    because=_("The agency's limit for the review runs from the acceptance."),  # R1-28
)
CONTRACT_ACCEPTED = notice_kind(
    "contracts.accepted",
    area=REGISTRATION,
    name=_("Contract accepted for review"),
    title=_("Accepted for review: %(title)s"),
    sentences=(_("The review of contract %(code)s ends at the latest on %(due)s."),),
)
CORRECTION_ASKED = notice_kind(
    "contracts.correction_asked",
    area=REGISTRATION,
    name=_("Correction of a contract asked"),
    title=_("Correction asked: %(title)s"),
    sentences=(
        _("Reason %(reason_code)s, %(reason)s."),
        _("The registrar writes: %(text)s"),
        _("The period of review begins again when the corrected documents arrive."),
    ),
    duty=True,
    because=_("A contract is registered only while it is valid."),  # R1-14, R1-26
)
CONTRACT_REGISTERED = notice_kind(
    "contracts.registered",
    area=REGISTRATION,
    name=_("Contract registered"),
    title=_("Registered: %(title)s"),
    sentences=(
        _("Registration number %(number)s; technology amount %(technology)s."),
        _("The certificate can be printed in a moment."),
    ),
)
CONTRACT_REFUSED = notice_kind(
    "contracts.refused",
    area=REGISTRATION,
    name=_("Registration refused"),
    title=_("Registration refused: %(title)s"),
    sentences=(_("Reason %(reason_code)s, %(reason)s."), _("The agency writes: %(text)s")),
    duty=True,
    because=_("A refusal can be objected to."),  # R1-27
)


def title_values(contract: Contract) -> dict[str, str]:
    return both(contract.title, contract.title_en)


def path_of(contract: Contract) -> str:
    return reverse("contracts:contract", args=[contract.application_code])


def path_of_review(contract: Contract) -> str:
    return reverse("contracts:review", args=[contract.application_code])
