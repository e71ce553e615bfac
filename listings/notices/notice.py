"""What people are told of a listing while its notice runs."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listings.models import Announcement, Listing
from listings.notices.supply import SUPPLY
from tte.notices.kinds import notice_kind

LISTING_PUBLISHED = notice_kind(
    "listings.listing_published",
    area=SUPPLY,
    name=_("Listing published"),
    title=_("Listed as %(listing)s: %(title)s"),
    sentences=(_("The notice runs until %(ends)s. Until then its terms are frozen and intents are registered."),),
)


NOTICE_ENDED = notice_kind(
    "listings.notice_ended",
    area=SUPPLY,
    name=_("Notice of a listing ended"),
    title=_("The notice has ended: %(title)s"),
    sentences=(_("Listing %(listing)s is now in qualification."),),
)


ANNOUNCED = notice_kind(
    "listings.announced",
    area=SUPPLY,
    name=_("Announcement about a listing"),
    title=_("%(listing)s, %(what)s: %(title)s"),
    sentences=(_("The exchange has announced it on the page of the listing. %(text)s"),),
    because=_("What is announced moves the periods and the acts that are open to you."),  # R3-40, R3-42
)


SUSPENSION_OVER = notice_kind(
    "listings.suspension_over",
    area=SUPPLY,
    name=_("Longest suspension over"),
    title=_("Resume it or end it: %(title)s"),
    sentences=(_("The longest suspension of listing %(listing)s ended at %(ended)s. Resume or terminate it now."),),
    duty=True,
    because=_("A suspension runs for a stated time at most."),  # R3-40
)


PROPOSAL_ASKED = notice_kind(
    "listings.proposal_asked",
    area=SUPPLY,
    name=_("Request of a seller"),
    title=_("%(what)s: %(title)s"),
    sentences=(_("The holder of listing %(listing)s asks for it: %(text)s"), _("Grant it or decline it.")),
    duty=True,
)


PROPOSAL_APPROVED = notice_kind(
    "listings.proposal_approved",
    area=SUPPLY,
    name=_("Second word on a request of a seller"),
    title=_("Needs a second person, %(what)s: %(title)s"),
    sentences=(
        _("%(name)s has approved what the holder of listing %(listing)s asks; two people decide such a request."),
        _("Grant it or decline it."),
    ),
    duty=True,
)


PROPOSAL_DECLINED = notice_kind(
    "listings.proposal_declined",
    area=SUPPLY,
    name=_("Request declined"),
    title=_("Declined, %(what)s: %(title)s"),
    sentences=(_("The exchange writes: %(text)s"),),
)


WITHDRAWAL_CHARGED = notice_kind(
    "listings.withdrawal_charged",
    area=SUPPLY,
    name=_("Withdrawal charge"),
    title=_("Charge for the withdrawal: %(title)s"),
    sentences=(
        _("Listing %(listing)s was withdrawn after a deposit had been paid. The charge is %(amount)s: %(basis)s"),
        _("Pay it to the settlement account of the exchange and give the number of the listing."),
    ),
    because=_("Deposits go back to the bidders, and a seller that withdraws for its own reasons bears the cost."),
)


def path_of_announcement(announcement: Announcement) -> str:
    return reverse("listings:announcement", args=[announcement.code])


def path_of_listing(listing: Listing) -> str:
    return reverse("listings:listing", args=[listing.code])


def path_of_notice(listing: Listing) -> str:
    """The desk of a listing: what may be done with its notice, and what was asked."""
    return reverse("listings:notice", args=[listing.code])
