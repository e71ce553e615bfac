"""What the public page of a listing shows: the facts that decide first, its time, its matter, what became of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from listings.enums import (
    ENDED_LISTINGS,
    ListingState,
    ObjectionAgainst,
    ObjectionState,
    Regime,
    RightOffered,
    SaleResult,
)
from listings.models import Disclosure, Listing
from listings.permissions.notice import can_open_notice
from listings.permissions.takedown import can_take_down
from listings.presenting.data_room import room_panel
from listings.presenting.languages import abstracts, is_own, titles
from listings.presenting.life import listing_stations
from listings.presenting.listing_matter import matter_of
from listings.presenting.objection import answer_time
from listings.presenting.search import whole_entry
from listings.presenting.sharing import sharing_of
from listings.presenting.situation import NextAct, say_next
from listings.selectors.announcement import announcement_rows
from listings.selectors.notice_period import NoticeLeft, earliest_signing, notice_left
from listings.selectors.objection import objection_against, public_objections
from listings.selectors.similar import similar_listings
from listings.selectors.situation import Course, situation_of
from tte.accounts.actor import Actor
from tte.codelists.enums import CodeList, RuleKey
from tte.codelists.selectors.codes import label
from tte.codelists.selectors.rules import rule
from tte.common import formats
from tte.common.clock import official_date
from tte.common.languages import foreign_language, own_language
from tte.common.templatetags.names import as_written

LAST_HOURS = timedelta(hours=24)


def listing_context(actor: Actor | None, listing: Listing, at: datetime) -> dict:
    achievement = listing.achievement
    title, other, other_language = titles(achievement.title_zh, achievement.title_en)
    matter = matter_of(listing, official_date(at))
    return {
        "listing": listing,
        "achievement": achievement,
        "title": title,
        "title_language": "" if is_own(achievement.title_zh, achievement.title_en) else foreign_language(),
        "other_title": other,
        "other_language": other_language,
        "abstracts": abstracts(achievement.abstract_zh, achievement.abstract_en),
        "field": label(CodeList.TECHNOLOGY_FIELD, achievement.field),
        "regime": Regime(listing.regime).label,
        "right": RightOffered(listing.right_offered).label,
        **matter,
        **deposit_terms(listing),
        **time_of(listing, at),
        **course_of(actor, listing, at),
        "room": room_panel(actor, listing),
        "similar": [whole_entry(row, None, at) for row in similar_listings(listing, own_language())],
        "may_take_down": can_take_down(actor, achievement),
        "share": sharing_of(listing, title, matter["cover"]),
        "as_of": at,
    }


def deposit_terms(listing: Listing) -> dict:
    """The deposit's share of the price, and when it is given back (R3-45, R3-47)."""
    share, refund = (rule(key, rule_set=listing.rule_set) for key in (RuleKey.DEPOSIT_RATE, RuleKey.DEPOSIT_REFUND))
    return {"deposit_share": share.value, "deposit_return": refund.words()}


def time_of(listing: Listing, at: datetime) -> dict:
    """The notice that runs, by the clock in its last hours; what may still be objected to; the auctioneer's hours."""
    running = listing.state == ListingState.IN_NOTICE and at < listing.notice_ends_at
    notice: NoticeLeft | None = notice_left(listing, at) if running else None
    is_negotiated = running and listing.regime == Regime.NEGOTIATED
    return {
        "notice": notice,
        "counts_down": notice is not None and (notice.left is None or notice.ends_at - at < LAST_HOURS),
        "signing": earliest_signing(listing) if is_negotiated else None,
        "objected": objection_words(listing, at),
        "sale": sale_rows(listing),
    }


def course_of(actor: Actor | None, listing: Listing, at: datetime) -> dict:
    """What has become of it: its situation in a sentence, the next act, announcements, objections, what came later."""
    announcements, objections = announcement_rows(listing), public_objections(listing)
    stations = listing_stations(listing)
    ended = listing.state in ENDED_LISTINGS
    later = listing.later.order_by("-pk").first() if ended else None
    course = Course(
        announced=[one.kind for one in announcements],
        is_objected=any(one.state == ObjectionState.EXAMINED for one in objections),
        is_relisted=later is not None,
        is_registered=stations[-1].form == "done",
    )
    told = say_next(situation_of(listing, course, at), actor, listing, newer=later)
    return {
        "stations": stations,
        "said": told,
        "manages": told.act != NextAct.DESK and can_open_notice(actor, listing),
        "suspended": suspension_of(listing),
        "held": answer_time(listing) if listing.is_held and not ended else "",
        "announcements": announcements,
        "objections": objections,
        "beside": beside(listing, told.act),
        "deal_price": listing.deal.price if disclosure_of(listing) else None,
        "is_open": not ended and listing.state != ListingState.SOLD,
    }


def suspension_of(listing: Listing) -> dict | None:
    found = None
    if listing.state == ListingState.SUSPENDED:
        found = listing.suspensions.filter(ended_at=None).first()
    if found is None:
        return None
    ground = label(CodeList.SUSPENSION_GROUND, found.ground)
    return {"ground": ground, "since": found.began_at, "until": found.due_at}


def objection_words(listing: Listing, at: datetime) -> str:
    """Against what anybody may object now; nothing where the time for it is over."""
    against = objection_against(listing, at)
    return str(ObjectionAgainst(against).label) if against else ""


def beside(listing: Listing, act: str) -> list[tuple[str, str, str]]:
    """Sign, words and address of what stands open beside the next act: the room, the published result."""
    links = []
    if getattr(listing, "auction", None) and act != NextAct.ROOM:
        links.append(("bid", _("Bidding room"), reverse("listings:room", args=[listing.code])))
    if (disclosure := disclosure_of(listing)) and act != NextAct.RESULT:
        address = reverse("listings:disclosure", args=[disclosure.code])
        links.append(("certificate", _("Read the disclosed result"), address))
    return links


def disclosure_of(listing: Listing) -> Disclosure | None:
    """The published result; nothing before its publication."""
    found = getattr(getattr(listing, "deal", None), "disclosure", None)
    return found if found and found.published_at else None


def sale_rows(listing: Listing) -> list[tuple]:
    """The auctioneer's sale as the notice announces it, and its result."""
    sale = getattr(listing, "outside_sale", None)
    if sale is None:
        return []
    language = own_language()
    rows = [
        (_("Auctioneer"), as_written(sale.auctioneer)),
        (_("Number of its licence"), as_written(sale.licence_number)),
        (_("Viewing"), as_written(sale.viewing_place)),
        (_("Viewing from"), formats.moment(sale.viewing_from, language, zone=settings.TTE_TIME_ZONE)),
        (_("Viewing until"), formats.moment(sale.viewing_until, language, zone=settings.TTE_TIME_ZONE)),
        (_("Sale"), as_written(sale.sale_place)),
        (_("Time of the sale"), formats.moment(sale.sale_at, language, zone=settings.TTE_TIME_ZONE)),
    ]
    if sale.result:
        rows.append((_("Result"), SaleResult(sale.result).label))
    if sale.price:
        rows.append((_("Price of the sale"), formats.yuan(sale.price)))
    return rows
