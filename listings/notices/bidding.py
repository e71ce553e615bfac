"""What people are told between intent and disclosure."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listings.models import Deal, Disclosure, Listing
from tte.notices.kinds import notice_area, notice_kind

TRADE = notice_area("trade", _("Intents, bidding and deals"), place=2)

INTENT_REGISTERED = notice_kind(
    "listings.intent_registered",
    area=TRADE,
    name=_("Deposit expected"),
    title=_("Deposit expected: %(title)s"),
    sentences=(_("%(bidder)s registered its intent. Record the deposit of %(deposit)s once the bank reports it."),),
    duty=True,
    because=_("Only a deposit recorded before the end of the notice lets a bidder take part."),  # R3-46
)
DEPOSIT_RECORDED = notice_kind(
    "listings.deposit_recorded",
    area=TRADE,
    name=_("Deposit received"),
    title=_("Deposit received: %(title)s"),
    sentences=(_("Your deposit of %(deposit)s is recorded. Qualification follows when the notice has ended."),),
)
BIDDER_QUALIFIED = notice_kind(
    "listings.bidder_qualified",
    area=TRADE,
    name=_("Qualified as a bidder"),
    title=_("Qualified: %(title)s"),
    sentences=(_("Your organisation is qualified for this listing. The exchange opens the next stage."),),
)
BIDDER_DISQUALIFIED = notice_kind(
    "listings.bidder_disqualified",
    area=TRADE,
    name=_("Not qualified as a bidder"),
    title=_("Not qualified: %(title)s"),
    sentences=(_("Reason: %(reason)s"), _("A deposit that was received goes back to you.")),
)
BIDDING_SCHEDULED = notice_kind(
    "listings.bidding_scheduled",
    area=TRADE,
    name=_("Online bidding announced"),
    title=_("Online bidding announced: %(title)s"),
    sentences=(_("It opens at %(opens)s and ends at %(closes)s at the earliest."),),
    duty=True,
    because=_("If you miss the hours of a bidding you lose the right to bid."),  # R3-50, R3-52
)
BIDDING_PASSED_IN = notice_kind(
    "listings.bidding_passed_in",
    area=TRADE,
    name=_("Bidding ended without a bid"),
    title=_("Bidding ended without a bid: %(title)s"),
    sentences=(_("The listing has expired. Deposits go back."),),
)
NEGOTIATION_OPENED = notice_kind(
    "listings.negotiation_opened",
    area=TRADE,
    name=_("Negotiation opened"),
    title=_("Negotiation opened: %(title)s"),
    sentences=(_("One bidder is qualified. The price is negotiated, at or above the listing price of %(price)s."),),
    duty=True,
)
LISTING_EXPIRED = notice_kind(
    "listings.listing_expired",
    area=TRADE,
    name=_("Listing expired"),
    title=_("Listing expired: %(title)s"),
    sentences=(_("It ended without a deal: %(reason)s"),),
)
OFFER_MADE = notice_kind(
    "listings.offer_made",
    area=TRADE,
    name=_("Offer in a negotiation"),
    title=_("Offer of %(amount)s: %(title)s"),
    sentences=(_("%(bidder)s offers %(amount)s. Accept it to strike the deal."),),
    duty=True,
)
DEAL_STRUCK = notice_kind(
    "listings.deal_struck",
    area=TRADE,
    name=_("Deal struck"),
    title=_("Deal struck at %(price)s: %(title)s"),
    sentences=(_("The exchange confirms the deal with the names of both sides; then the contract can be drafted."),),
    duty=True,
    because=_("The period in which the contract is signed runs from the deal."),
)
DEAL_LOST = notice_kind(
    "listings.deal_lost",
    area=TRADE,
    name=_("Another bidder takes it"),
    title=_("Another bidder takes it: %(title)s"),
    sentences=(_("It was struck at %(price)s. Your deposit goes back."),),
)
DEAL_TO_CONFIRM = notice_kind(
    "listings.deal_to_confirm",
    area=TRADE,
    name=_("Deal to confirm"),
    title=_("Deal to confirm: %(title)s"),
    sentences=(_("%(seller)s and %(buyer)s, %(price)s. Confirm it the same day."),),
    duty=True,
    because=_("A deal is confirmed the same day."),
)
DEAL_CONFIRMED = notice_kind(
    "listings.deal_confirmed",
    area=TRADE,
    name=_("Deal confirmed"),
    title=_("Deal confirmed: %(title)s"),
    sentences=(_("%(seller)s and %(buyer)s, %(price)s. The next step is the contract."),),
)
RESULT_DISCLOSED = notice_kind(
    "listings.result_disclosed",
    area=TRADE,
    name=_("Result disclosed"),
    title=_("Result disclosed: %(title)s"),
    sentences=(_("Notice %(notice)s is public until %(ends)s."),),
)


def bidding_room_path(listing: Listing) -> str:
    return reverse("listings:room", args=[listing.code])


def intent_path(listing: Listing) -> str:
    return reverse("listings:register_intent", args=[listing.code])


def negotiation_path(listing: Listing) -> str:
    return reverse("listings:negotiation", args=[listing.code])


def deal_path(deal: Deal) -> str:
    return reverse("listings:deal", args=[deal.code])


def disclosure_path(disclosure: Disclosure) -> str:
    return reverse("listings:disclosure", args=[disclosure.code])
