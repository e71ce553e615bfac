"""What the page of a listing says to whom: the sentence of its situation, and the one act that comes next.

From top to bottom: who reads; the acts, with their words and where they lead (LINKS); of each situation its sentence
and what comes next for each reader (TABLE); what a reader gets in the stead of an act that is not open (INSTEAD).
A situation without a sentence, or without an act for a reader, is an error at once.
"""

from collections.abc import Callable
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


def reader_of(actor: Actor | None, listing: Listing) -> Reader:
    if actor is None:
        return Reader.VISITOR
    if is_of_holder(actor, listing.achievement):
        return Reader.HOLDER
    if can_open_notice(actor, listing):
        return Reader.EXCHANGE
    return Reader.ENTERPRISE if can_register_intents(actor) else Reader.OTHER


class NextAct(StrEnum):
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


Address = Callable[[Listing, Listing | None], str]


class Link(NamedTuple):
    """The words of an act and its address, which may be of the newer listing. Leading is what one does, not reads."""

    words: str | Promise
    address: Address
    is_leading: bool = False


def page(door: str) -> Address:
    return lambda listing, _newer: reverse(f"listings:{door}", args=[listing.code])


def place(anchor: str) -> Address:
    return lambda _listing, _newer: f"#{anchor}"


def newer_listing(_listing: Listing, newer: Listing | None) -> str:
    return reverse("listings:listing", args=[newer.code]) if newer else "#similar"


def deal_page(listing: Listing, _newer: Listing | None) -> str:
    return reverse("listings:deal", args=[listing.deal.code])


def disclosure_page(listing: Listing, _newer: Listing | None) -> str:
    return reverse("listings:disclosure", args=[listing.deal.disclosure.code])


N = NextAct
LINKS = {
    N.REGISTER: Link(_("Register intent"), page("register_intent"), is_leading=True),
    N.INTENT: Link(_("State of your intent"), page("register_intent"), is_leading=True),
    N.AUCTIONEER: Link(_("How to take part in the sale"), place("sale")),
    N.OBJECT: Link(_("Object"), page("object")),
    N.DESK: Link(_("Notice and acts"), page("notice")),
    N.QUALIFY: Link(_("Decide who qualifies"), page("qualify"), is_leading=True),
    N.ROOM: Link(_("Bidding room"), page("room"), is_leading=True),
    N.NEGOTIATION: Link(_("To the negotiation"), page("negotiation"), is_leading=True),
    N.DEAL: Link(_("To the deal"), deal_page, is_leading=True),
    N.RESULT: Link(_("Read the disclosed result"), disclosure_page, is_leading=True),
    N.NEWER: Link(_("Go to the new listing"), newer_listing, is_leading=True),
    N.SIMILAR: Link(_("See similar listings"), place("similar")),
    N.ANNOUNCEMENTS: Link(_("Read what was announced"), place("announcements")),
    N.OBJECTIONS: Link(_("Read about the objection"), place("objections")),
    N.SALE: Link(_("About the sale"), place("sale")),
}


class Acts(NamedTuple):
    """What comes next for each reader; who acts for none of the sides has what is public."""

    public: NextAct
    enterprise: NextAct
    holder: NextAct
    exchange: NextAct

    def of(self, reader: Reader) -> NextAct:
        sides = {Reader.ENTERPRISE: self.enterprise, Reader.HOLDER: self.holder, Reader.EXCHANGE: self.exchange}
        return sides.get(reader, self.public)


S = Situation
TAKING = Acts(N.TAKE, N.TAKE, N.DESK, N.DESK)
WATCHED = Acts(N.ROOM, N.ROOM, N.ROOM, N.ROOM)
PUBLISHED = Acts(N.RESULT, N.RESULT, N.RESULT, N.RESULT)
ENDED = Acts(N.SIMILAR, N.SIMILAR, N.DESK, N.DESK)
TABLE = {
    S.IN_NOTICE: (
        _("Its terms are frozen. To take it, register an intent before the notice ends."),
        TAKING,
    ),
    S.EXTENDED: (
        _("Nobody had registered when the notice ended, so it was extended as announced; the terms are the same."),
        TAKING,
    ),
    S.RESTARTED: (
        _("Its terms have changed, so the whole period began again; the old ones stay in view under Announcements."),
        TAKING,
    ),
    S.RESUMED: (
        _("It was suspended and has resumed; the end of its notice was counted again."),
        TAKING,
    ),
    S.PUBLICITY: (
        _("Its price was negotiated with the named buyer and is open to objections; anyone with grounds may object."),
        TAKING,
    ),
    S.SALE_AHEAD: (
        _("Its terms are frozen. Bidders register with the auctioneer before the sale."),
        Acts(N.AUCTIONEER, N.AUCTIONEER, N.DESK, N.DESK),
    ),
    S.NOTICE_OVER: (
        _("The notice is over; what follows from it is being recorded and shows here within minutes."),
        Acts(N.SIMILAR, N.INTENT, N.DESK, N.DESK),
    ),
    S.SUSPENDED: (
        _("It is on hold: nothing is registered, qualified or negotiated until it resumes."),
        Acts(N.ANNOUNCEMENTS, N.INTENT, N.DESK, N.DESK),
    ),
    S.SALE_SUSPENDED: (
        _("It is on hold: the auctioneer does not hold the sale until it resumes."),
        Acts(N.ANNOUNCEMENTS, N.ANNOUNCEMENTS, N.DESK, N.DESK),
    ),
    S.OBJECTED: (
        _("An objection with evidence is under examination; until it is decided the procedure is on hold."),
        Acts(N.OBJECTIONS, N.OBJECTIONS, N.DESK, N.DESK),
    ),
    S.QUALIFYING: (
        _("The notice has ended. The exchange and the holder confirm who qualifies."),
        Acts(N.SIMILAR, N.INTENT, N.DESK, N.QUALIFY),
    ),
    S.SALE_AWAITED: (
        _("The notice has ended. The auctioneer runs the sale; its result is announced here."),
        Acts(N.SALE, N.SALE, N.DESK, N.DESK),
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
        Acts(N.SIMILAR, N.NEGOTIATION, N.NEGOTIATION, N.NEGOTIATION),
    ),
    S.DEALT: (
        _("A deal is struck. Its result will be disclosed here and is then open to objections."),
        Acts(N.SIMILAR, N.DEAL, N.DEAL, N.DEAL),
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
        Acts(N.ANNOUNCEMENTS, N.ANNOUNCEMENTS, N.DESK, N.DESK),
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
        Acts(N.NEWER, N.NEWER, N.NEWER, N.NEWER),
    ),
}


def _sees_deal(actor: Actor | None, listing: Listing) -> bool:
    deal = getattr(listing, "deal", None)
    return deal is not None and can_see_deal(actor, deal)


# To whom an act is open, and what everybody else gets in its stead; an act that is not named is open to its readers.
INSTEAD: dict[NextAct, tuple[Callable[[Actor | None, Listing], bool], NextAct | None]] = {
    N.DESK: (can_open_notice, None),
    N.NEGOTIATION: (can_see_negotiation, N.SIMILAR),
    N.DEAL: (_sees_deal, N.SIMILAR),
}


def next_act(reader: Reader, actor: Actor | None, listing: Listing, planned: NextAct) -> NextAct | None:
    """The act of the table, or the one in its stead where this very reader may not do it."""
    act = _way_to_take(actor, listing) if planned == N.TAKE else planned
    if act in (N.REGISTER, N.INTENT):
        return _of_intent(reader, actor, listing, act)
    if act not in INSTEAD:
        return act
    is_open_to, other = INSTEAD[act]
    return act if is_open_to(actor, listing) else other


def _way_to_take(actor: Actor | None, listing: Listing) -> NextAct:
    if listing.regime == Regime.AUCTION:
        return N.AUCTIONEER
    if not listing.intended_buyer_name:
        return N.REGISTER
    is_meant = actor is not None and actor.organisation is not None and is_intended_buyer(listing, actor.organisation)
    return N.REGISTER if is_meant else N.OBJECT


def _of_intent(reader: Reader, actor: Actor | None, listing: Listing, act: NextAct) -> NextAct | None:
    """Who has registered sees where it stands; to any other enterprise only a running notice is open."""
    if reader == Reader.OTHER and act == N.REGISTER:
        return None
    if reader != Reader.ENTERPRISE:
        return act
    if intent_of(listing, actor.organisation if actor else None):
        return N.INTENT
    return N.REGISTER if act == N.REGISTER else N.SIMILAR


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


def say_next(situation: Situation, actor: Actor | None, listing: Listing, *, newer: Listing | None = None) -> Said:
    """The sentence of a situation and the next act of this reader; of every situation and every reader."""
    reader = reader_of(actor, listing)
    sentence, acts = TABLE[situation]
    act = next_act(reader, actor, listing, acts.of(reader))
    link = LINKS[act] if act else None
    return Said(
        situation=situation,
        reader=reader,
        sentence=str(sentence),
        act=act or "",
        url=link.address(listing, newer) if link else "",
        label=str(link.words) if link else "",
        is_leading=link is not None and link.is_leading,
        hint=str(_hint(reader, act, actor, listing)),
    )


def _hint(reader: Reader, act: NextAct | None, actor: Actor | None, listing: Listing) -> str | Promise:
    """What this reader is to know of the act, or why there is none."""
    if act == N.OBJECT and actor and actor.organisation and may_be_intended_buyer(listing, actor.organisation):
        return name_is_shared(listing)
    if reader == Reader.HOLDER:
        return _("This is a listing of your own organisation; it cannot take it itself.")
    if act == N.REGISTER and reader == Reader.VISITOR:
        return _("You sign in first; an intent is registered for an enterprise, by the agent who acts for it.")
    if act is None and reader == Reader.OTHER:
        return _("Enterprises register intents, by the agent who acts for them.")
    return ""
