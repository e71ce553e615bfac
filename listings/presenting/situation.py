"""What the page of a listing says to whom: the sentence of its situation, and the one act that comes next.

Both come from one table, so that a situation without a sentence, or without an act for a reader, is an error at once.
"""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from listings.enums import Regime
from listings.models import Listing
from listings.permissions.bidding import can_register_intents, can_see_deal, can_see_negotiation
from listings.permissions.notice import can_open_notice
from listings.permissions.stake import is_of_holder
from listings.selectors.intent import intent_of
from listings.selectors.listing import is_intended_buyer, may_be_intended_buyer, name_is_shared
from listings.selectors.situation import Situation
from tte.accounts.actor import Actor


class Reader(StrEnum):
    """`OTHER` is signed in and acts for none of the sides: an expert, a registrar, a broker."""

    VISITOR = auto()
    ENTERPRISE = auto()
    HOLDER = auto()
    EXCHANGE = auto()
    OTHER = auto()


class Act(StrEnum):
    TAKE = auto()
    """Whatever its regime has for a taker: register, go to the auctioneer, or object to a price in publicity."""
    REGISTER = auto()
    INTENT = auto()
    AUCTIONEER = auto()
    OBJECT = auto()
    DESK = auto()
    QUALIFY = auto()
    ROOM = auto()
    NEGOTIATION = auto()
    DEAL = auto()
    RESULT = auto()
    NEWER = auto()
    SIMILAR = auto()
    ANNOUNCEMENTS = auto()
    OBJECTIONS = auto()
    SALE = auto()


LABELS: dict[Act, str | Promise] = {
    Act.REGISTER: _("Register intent"),
    Act.INTENT: _("State of your intent"),
    Act.AUCTIONEER: _("How to take part in the sale"),
    Act.OBJECT: _("Object"),
    Act.DESK: _("Notice and acts"),
    Act.QUALIFY: _("Decide who qualifies"),
    Act.ROOM: _("Bidding room"),
    Act.NEGOTIATION: _("To the negotiation"),
    Act.DEAL: _("To the deal"),
    Act.RESULT: _("Read the disclosed result"),
    Act.NEWER: _("Go to the new listing"),
    Act.SIMILAR: _("See similar listings"),
    Act.ANNOUNCEMENTS: _("Read what was announced"),
    Act.OBJECTIONS: _("Read about the objection"),
    Act.SALE: _("About the sale"),
}
DOORS = {
    Act.REGISTER: "listings:register_intent",
    Act.INTENT: "listings:register_intent",
    Act.OBJECT: "listings:object",
    Act.DESK: "listings:notice",
    Act.QUALIFY: "listings:qualify",
    Act.ROOM: "listings:room",
    Act.NEGOTIATION: "listings:negotiation",
}
PLACES = {
    Act.AUCTIONEER: "#sale",
    Act.SALE: "#sale",
    Act.SIMILAR: "#similar",
    Act.ANNOUNCEMENTS: "#announcements",
    Act.OBJECTIONS: "#objections",
}
LEADING = (Act.REGISTER, Act.INTENT, Act.QUALIFY, Act.ROOM, Act.NEGOTIATION, Act.DEAL, Act.RESULT, Act.NEWER)


class Acts(NamedTuple):
    """What comes next for each reader."""

    public: Act
    enterprise: Act
    holder: Act
    exchange: Act

    def of(self, reader: Reader) -> Act:
        sides = {Reader.ENTERPRISE: self.enterprise, Reader.HOLDER: self.holder, Reader.EXCHANGE: self.exchange}
        return sides.get(reader, self.public)


S, A = Situation, Act
RUNNING = Acts(A.TAKE, A.TAKE, A.DESK, A.DESK)
WATCHED = Acts(A.ROOM, A.ROOM, A.ROOM, A.ROOM)
PUBLISHED = Acts(A.RESULT, A.RESULT, A.RESULT, A.RESULT)
ENDED = Acts(A.SIMILAR, A.SIMILAR, A.DESK, A.DESK)
TABLE = {
    S.IN_NOTICE: (
        _("Its terms are frozen. To take it, register an intent before the notice ends."),
        RUNNING,
    ),
    S.EXTENDED: (
        _("Nobody had registered when the notice ended, so it was extended as announced; the terms are the same."),
        RUNNING,
    ),
    S.RESTARTED: (
        _("Its terms have changed, so the whole period began again; the old ones stay in view under Announcements."),
        RUNNING,
    ),
    S.RESUMED: (
        _("It was suspended and has resumed; the end of its notice was counted again."),
        RUNNING,
    ),
    S.PUBLICITY: (
        _("Its price was negotiated with the named buyer and is open to objections; anyone with grounds may object."),
        RUNNING,
    ),
    S.SALE_AHEAD: (
        _("Its terms are frozen. Bidders register with the auctioneer before the sale."),
        Acts(A.AUCTIONEER, A.AUCTIONEER, A.DESK, A.DESK),
    ),
    S.NOTICE_OVER: (
        _("The notice is over; what follows from it is being recorded and shows here within minutes."),
        Acts(A.SIMILAR, A.INTENT, A.DESK, A.DESK),
    ),
    S.SUSPENDED: (
        _("It is on hold: nothing is registered, qualified or negotiated until it resumes."),
        Acts(A.ANNOUNCEMENTS, A.INTENT, A.DESK, A.DESK),
    ),
    S.OBJECTED: (
        _("An objection with evidence is under examination; until it is decided the procedure is on hold."),
        Acts(A.OBJECTIONS, A.OBJECTIONS, A.DESK, A.DESK),
    ),
    S.QUALIFYING: (
        _("The notice has ended. The exchange and the holder confirm who qualifies."),
        Acts(A.SIMILAR, A.INTENT, A.DESK, A.QUALIFY),
    ),
    S.SALE_AWAITED: (
        _("The notice has ended. The auctioneer runs the sale; its result is announced here."),
        Acts(A.SALE, A.SALE, A.DESK, A.DESK),
    ),
    S.BIDDING_AHEAD: (
        _("Several bidders qualified: online bidding is about to open. Anyone can watch."),
        WATCHED,
    ),
    S.BIDDING: (
        _("Several bidders qualified: the price is set by online bidding. Anyone can watch."),
        WATCHED,
    ),
    S.BIDDING_OVER: (
        _("The online bidding has closed; its outcome is being recorded."),
        WATCHED,
    ),
    S.NEGOTIATING: (
        _("One bidder qualified: the price is negotiated, at or above the listing price."),
        Acts(A.SIMILAR, A.NEGOTIATION, A.NEGOTIATION, A.NEGOTIATION),
    ),
    S.DEALT: (
        _("A deal is struck. Its result will be disclosed here and is then open to objections."),
        Acts(A.SIMILAR, A.DEAL, A.DEAL, A.DEAL),
    ),
    S.DISCLOSED: (
        _("A deal is struck and its result is disclosed."),
        PUBLISHED,
    ),
    S.REGISTERED: (
        _("It is sold, and its technology contract is registered."),
        PUBLISHED,
    ),
    S.SOLD_OUTSIDE: (
        _("The auctioneer sold it; the result is announced. The deal is recorded once the buyer is registered here."),
        Acts(A.ANNOUNCEMENTS, A.ANNOUNCEMENTS, A.DESK, A.DESK),
    ),
    S.EXPIRED: (
        _("No deal came about. It may be listed again."),
        ENDED,
    ),
    S.UNSOLD_OUTSIDE: (
        _("It was not sold at the auctioneer's sale. It may be listed again."),
        ENDED,
    ),
    S.WITHDRAWN: (
        _("The holder withdrew it before the end of the notice; the reason is announced."),
        ENDED,
    ),
    S.TERMINATED: (
        _("The exchange ended it: the obstacle could not be removed. The ground is announced."),
        ENDED,
    ),
    S.RELISTED: (
        _("This listing has ended; the achievement is offered again under a new number."),
        Acts(A.NEWER, A.NEWER, A.NEWER, A.NEWER),
    ),
}


@dataclass(frozen=True)
class Said:
    """The sentence, the address and the words of the next act (none where this reader has none), and what to know."""

    situation: Situation
    reader: Reader
    sentence: str
    act: str
    url: str
    label: str
    is_leading: bool
    hint: str


def reader_of(actor: Actor | None, listing: Listing) -> Reader:
    if actor is None:
        return Reader.VISITOR
    if is_of_holder(actor, listing.achievement):
        return Reader.HOLDER
    if can_open_notice(actor, listing):
        return Reader.EXCHANGE
    return Reader.ENTERPRISE if can_register_intents(actor) else Reader.OTHER


def said(situation: Situation, actor: Actor | None, listing: Listing, *, newer: Listing | None = None) -> Said:
    """The sentence of a situation and the next act of this reader; of every situation and every reader."""
    reader = reader_of(actor, listing)
    sentence, acts = TABLE[situation]
    act = _open_to(acts.of(reader), actor, reader, listing)
    return Said(
        situation=situation,
        reader=reader,
        sentence=str(sentence),
        act=act or "",
        url=_address(act, listing, newer) if act else "",
        label=str(LABELS[act]) if act else "",
        is_leading=act in LEADING,
        hint=str(_hint(reader, act, actor, listing)),
    )


def _open_to(act: Act, actor: Actor | None, reader: Reader, listing: Listing) -> Act | None:
    """The act of the table, or the one in its stead where this very reader may not do it."""
    if act == Act.TAKE:
        act = _taking(actor, listing)
    if reader == Reader.ENTERPRISE and act in (Act.REGISTER, Act.INTENT):
        return _of_enterprise(act, actor, listing)
    if act == Act.REGISTER and reader == Reader.OTHER:
        return None
    if act == Act.DESK and not can_open_notice(actor, listing):
        return None
    if act == Act.NEGOTIATION and not can_see_negotiation(actor, listing):
        return Act.SIMILAR
    return Act.SIMILAR if act == Act.DEAL and not _sees_deal(actor, listing) else act


def _sees_deal(actor: Actor | None, listing: Listing) -> bool:
    deal = getattr(listing, "deal", None)
    return deal is not None and can_see_deal(actor, deal)


def _taking(actor: Actor | None, listing: Listing) -> Act:
    if listing.regime == Regime.AUCTION:
        return Act.AUCTIONEER
    if not listing.intended_buyer_name:
        return Act.REGISTER
    is_meant = actor is not None and actor.organisation is not None and is_intended_buyer(listing, actor.organisation)
    return Act.REGISTER if is_meant else Act.OBJECT


def _of_enterprise(act: Act, actor: Actor | None, listing: Listing) -> Act:
    """Who has registered sees where it stands; to anybody else only a running notice is open."""
    if intent_of(listing, actor.organisation if actor else None):
        return Act.INTENT
    return Act.REGISTER if act == Act.REGISTER else Act.SIMILAR


def _address(act: Act, listing: Listing, newer: Listing | None) -> str:
    if act in PLACES:
        return PLACES[act]
    if act == Act.RESULT:
        return reverse("listings:disclosure", args=[listing.deal.disclosure.code])
    if act == Act.DEAL:
        return reverse("listings:deal", args=[listing.deal.code])
    if act == Act.NEWER:
        return reverse("listings:listing", args=[newer.code]) if newer else PLACES[Act.SIMILAR]
    return reverse(DOORS[act], args=[listing.code])


def _hint(reader: Reader, act: Act | None, actor: Actor | None, listing: Listing) -> str | Promise:
    """What this reader is to know of the act, or why there is none."""
    if act == Act.OBJECT and actor and actor.organisation and may_be_intended_buyer(listing, actor.organisation):
        return name_is_shared(listing)
    if reader == Reader.HOLDER:
        return _("This is a listing of your own organisation; it cannot take it itself.")
    if act == Act.REGISTER and reader == Reader.VISITOR:
        return _("You sign in first; an intent is registered for an enterprise, by the agent who acts for it.")
    if act is None and reader == Reader.OTHER:
        return _("Enterprises register intents, by the agent who acts for them.")
    return ""
