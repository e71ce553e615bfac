"""After the notice: who is qualified, and which way the listing goes (S5, R3-25)."""

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.enums import IntentState, ListingState, Regime
from listings.lifecycles import INTENT, LISTING
from listings.models import Intent, Listing
from listings.notices.bidding import (
    BIDDER_DISQUALIFIED,
    BIDDER_QUALIFIED,
    LISTING_EXPIRED,
    NEGOTIATION_OPENED,
    intent_path,
    negotiation_path,
)
from listings.notices.notice import path_of_listing
from listings.notices.supply import title_values
from listings.selectors.people import agents_of, officers_of_holder
from listings.services.auction import schedule_auction
from listings.services.hold import refuse_held
from listings.services.stake import refuse_stake
from tte.accounts.actor import Actor
from tte.casework.services.reasons import refuse_wordless
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.services import advance

NOBODY = gettext_lazy("no qualified bidder")


class NotInQualification(DomainError):
    code = "not_in_qualification"


class Undecided(DomainError):
    code = "undecided"


@transaction.atomic
def qualify_bidder(*, intent: Intent, by: Actor) -> Intent:
    """Admit a bidder whose deposit has been received."""
    listing = _qualifying(intent.listing, by)
    intent = lock(intent)
    advance(intent, "qualify", lifecycle=INTENT, by=by)
    notify(
        BIDDER_QUALIFIED,
        agents_of(intent.bidder),
        subject=intent,
        url=intent_path(listing),
        title=title_values(listing.achievement),
    )
    return intent


@transaction.atomic
def disqualify_bidder(*, intent: Intent, reason: str, by: Actor) -> Intent:
    """Turn a bidder down, with the reason it is told."""
    refuse_wordless(reason, _("Say why: the bidder reads it"), field="reason")
    listing = _qualifying(intent.listing, by)
    intent = lock(intent)
    advance(intent, "disqualify", lifecycle=INTENT, by=by, reason=reason)
    Intent.objects.filter(pk=intent.pk).update(reason=reason)
    notify(
        BIDDER_DISQUALIFIED,
        agents_of(intent.bidder),
        subject=intent,
        url=intent_path(listing),
        title=title_values(listing.achievement),
        reason=reason,
    )
    return intent


def _qualifying(listing: Listing, by: Actor) -> Listing:
    listing = lock(listing)
    refuse_stake(listing, by)
    if listing.state != ListingState.QUALIFYING or listing.regime == Regime.AUCTION:
        raise NotInQualification(_("Bidders are qualified between the end of the notice and the opening"))
    return listing


@transaction.atomic
def open_competition(*, listing: Listing, by: Actor) -> Listing:
    """Nobody qualified: expired. One: negotiation from the listing price. Two or more: online bidding (R3-25)."""
    listing = _qualifying(listing, by)
    refuse_held(listing)
    waiting = listing.intents.filter(state__in=(IntentState.DEPOSIT_DUE, IntentState.DEPOSIT_RECEIVED)).count()
    if waiting:
        raise Undecided(_("%(count)s bidders are not decided yet"), count=waiting)
    qualified = list(listing.intents.filter(state=IntentState.QUALIFIED).select_related("bidder").order_by("pk"))
    if not qualified:
        return expire_listing(listing=listing, reason=NOBODY, by=by)
    if len(qualified) == 1:
        return _negotiate(listing, qualified[0], by)
    advance(listing, "open_bidding", lifecycle=LISTING, by=by, qualified=len(qualified))
    schedule_auction(listing=listing, intents=qualified, by=by)
    return listing


def _negotiate(listing: Listing, intent: Intent, by: Actor) -> Listing:
    advance(listing, "negotiate", lifecycle=LISTING, by=by)
    notify(
        NEGOTIATION_OPENED,
        [*agents_of(intent.bidder), *officers_of_holder(listing)],
        subject=listing,
        url=negotiation_path(listing),
        title=title_values(listing.achievement),
        price=listing.price,
    )
    return listing


def expire_listing(*, listing: Listing, reason: str | Promise, by: Actor) -> Listing:
    """End a listing without a deal, for a stated reason."""
    advance(listing, "expire", lifecycle=LISTING, by=by, reason=str(reason))
    bidders = [intent.bidder for intent in listing.intents.filter(state=IntentState.QUALIFIED).select_related("bidder")]
    agents = [person for bidder in bidders for person in agents_of(bidder)]
    title = title_values(listing.achievement)
    for people, url in ((officers_of_holder(listing), path_of_listing(listing)), (agents, intent_path(listing))):
        notify(LISTING_EXPIRED, people, subject=listing, url=url, title=title, reason=reason)
    return listing
