"""What people are told of objections."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listings.models import Objection
from listings.notices.supply import SUPPLY
from tte.notices.kinds import notice_kind

OBJECTION_LODGED = notice_kind(
    "listings.objection_lodged",
    area=SUPPLY,
    name=_("Objection lodged"),
    title=_("Objection %(objection)s: %(title)s"),
    sentences=(_("Ground: %(ground)s. Decide by %(due)s whether to admit it."),),
    duty=True,
    because=_("Whether an objection is admitted must be said within a stated time."),  # R3-05
)


OBJECTION_ADMITTED = notice_kind(
    "listings.objection_admitted",
    area=SUPPLY,
    name=_("Objection admitted"),
    title=_("An objection is examined: %(title)s"),
    sentences=(_("The procedure is on hold until the exchange has decided on objection %(objection)s: %(ground)s."),),
)


OBJECTION_DECIDED = notice_kind(
    "listings.objection_decided",
    area=SUPPLY,
    name=_("Objection decided"),
    title=_("Objection %(objection)s, %(conclusion)s: %(title)s"),
    sentences=(_("The exchange gives its reasons: %(text)s"),),
)


OBJECTION_WITHDRAWN = notice_kind(
    "listings.objection_withdrawn",
    area=SUPPLY,
    name=_("Objection withdrawn"),
    title=_("Objection %(objection)s was withdrawn: %(title)s"),
    sentences=(_("Close the case; a suspended listing then goes on."),),
    duty=True,
)


OBJECTION_PAPERS = notice_kind(
    "listings.objection_papers",
    area=SUPPLY,
    name=_("Papers to an objection"),
    title=_("Papers have come to objection %(objection)s: %(title)s"),
    sentences=(_("The objector has sent what you asked for. It is with the evidence of the case."),),
    duty=True,
)


def path_of_objection_case(objection: Objection) -> str:
    return reverse("listings:objection_case", args=[objection.code])
