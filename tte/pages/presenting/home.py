"""The front page: what the market holds today, as plain rows made once. Eight queries, whatever the market's size."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from contracts.models import Registration
from listings.enums import DisclosureState, ListingState, RightOffered
from listings.models import Auction, Disclosure, Listing
from listings.plates import plate
from listings.selectors.auction import running_auctions
from listings.selectors.disclosure import published_disclosures
from listings.selectors.notice_period import NoticeLeft, notice_left
from tte.codelists.calendar import end_of_day, start_of_day
from tte.codelists.enums import CodeList
from tte.codelists.selectors import codes, label
from tte.common import clock
from tte.common.templatetags.names import in_page_language, named

OPEN_STATES = (
    ListingState.IN_NOTICE,
    ListingState.QUALIFYING,
    ListingState.BIDDING,
    ListingState.NEGOTIATING,
)
NEWEST, LOTS, NOTICES = 5, 4, 4


@dataclass(frozen=True)
class FieldRow:
    label: str
    url: str
    count: int
    cover: SafeString


@dataclass(frozen=True)
class WorkRow:
    title: str
    url: str
    holder: str
    field: str
    right: str
    price: Decimal
    maturity: int | None
    maturity_13: int | None
    state: str
    notice: NoticeLeft | None
    abstract: str
    cover: SafeString


@dataclass(frozen=True)
class LotRow:
    title: str
    url: str
    holder: str
    right: str
    amount: Decimal
    bids: int
    state: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class NoticeRow:
    title: str
    url: str
    published_at: datetime
    period_ends_at: datetime


@dataclass(frozen=True)
class BookRow:
    label: str
    url: str
    held: int
    today: str


def front_page() -> dict[str, object]:
    now = clock.now()
    works = newest_works(now)
    return {
        "now": now,
        "today": clock.official_date(now),
        "fields": fields(),
        "lots": open_lots(),
        "notices": newest_notices(),
        "feature": works[0] if works else None,
        "works": works[1:],
        "book": day_book(now),
        "examples": examples(),
    }


def examples() -> list[str]:
    """Words that show what the search understands."""
    return [_("graphene coating"), _("saline wastewater"), _("unmanned aircraft")]


def fields() -> list[FieldRow]:
    """The eleven fields (R2-10) with what is on offer in each."""
    offered = Listing.objects.filter(state__in=OPEN_STATES).values_list("achievement__field").annotate(n=Count("pk"))
    counts = dict(offered.order_by())
    search = reverse("listings:search")
    return [
        FieldRow(field.name(), f"{search}?field={field.code}", counts.get(field.code, 0), plate(field.code, field.code))
        for field in codes(CodeList.TECHNOLOGY_FIELD, parent="")
    ]


def newest_works(now: datetime) -> list[WorkRow]:
    """The first is told in full, with what is left of its notice."""
    rows = (
        Listing.objects.filter(state__in=OPEN_STATES)
        .select_related("achievement", "holder")
        .order_by("-listed_at", "-pk")[:NEWEST]
    )
    return [_work(listing, None if place else _running(listing, now)) for place, listing in enumerate(rows)]


def _running(listing: Listing, now: datetime) -> NoticeLeft | None:
    return notice_left(listing, now) if listing.state == ListingState.IN_NOTICE else None


def _work(listing: Listing, notice: NoticeLeft | None) -> WorkRow:
    work = listing.achievement
    return WorkRow(
        title=in_page_language(work.title_zh, work.title_en),
        url=reverse("listings:listing", args=[listing.code]),
        holder=named(listing.holder),
        field=label(CodeList.TECHNOLOGY_FIELD, work.field),
        right=str(RightOffered(listing.right_offered).label),
        price=listing.price,
        maturity=work.maturity,
        maturity_13=work.maturity_13,
        state=listing.state,
        notice=notice,
        abstract=in_page_language(beginning(work.abstract_zh, 110), beginning(work.abstract_en, 220)),
        cover=plate(work.field, work.title_zh or work.title_en),
    )


def beginning(text: str, length: int) -> str:
    """The first sentences of an abstract; cut text says so."""
    return text if len(text) <= length else f"{text[:length].rstrip()}…"


def open_lots() -> list[LotRow]:
    return [_lot(auction) for auction in running_auctions()[:LOTS]]


def _lot(auction: Auction) -> LotRow:
    listing = auction.listing
    return LotRow(
        title=in_page_language(listing.achievement.title_zh, listing.achievement.title_en),
        url=reverse("listings:room", args=[listing.code]),
        holder=named(listing.holder),
        right=str(RightOffered(listing.right_offered).label),
        amount=auction.highest_amount or auction.start_price,
        bids=auction.bid_count,
        state=auction.state,
        opens_at=auction.opens_at,
        closes_at=auction.closes_at,
    )


def newest_notices() -> list[NoticeRow]:
    return [
        NoticeRow(
            title=in_page_language(disclosure.content["title"]["zh"], disclosure.content["title"]["en"]),
            url=reverse("listings:disclosure", args=[disclosure.code]),
            published_at=disclosure.published_at,
            period_ends_at=disclosure.period_ends_at,
        )
        for disclosure in published_disclosures()[:NOTICES]
    ]


def day_book(now: datetime) -> list[BookRow]:
    """What there is and what today added: works, biddings, results in their period, contracts of the year."""
    today = clock.official_date(now)
    listed = Listing.objects.filter(state__in=OPEN_STATES).aggregate(held=Count("pk"), new=_since(today, "listed_at"))
    lots = running_auctions().aggregate(held=Count("pk"), ending=Count("pk", filter=Q(closes_at__lt=end_of_day(today))))
    shown = Disclosure.objects.filter(state=DisclosureState.PUBLISHED, period_ends_at__gt=now).aggregate(
        held=Count("pk"), new=_since(today, "published_at")
    )
    registered = Registration.objects.filter(registered_on__year=today.year).aggregate(
        held=Count("contract", distinct=True), new=Count("contract", distinct=True, filter=Q(registered_on=today))
    )
    return [
        BookRow(_("Achievements on offer"), reverse("listings:search"), listed["held"], f"+{listed['new']}"),
        BookRow(
            _("Biddings now"),
            reverse("listings:biddings"),
            lots["held"],
            _("%(n)d ending") % {"n": lots["ending"]},
        ),
        BookRow(_("Results in their period"), reverse("listings:disclosures"), shown["held"], f"+{shown['new']}"),
        BookRow(
            _("Contracts registered this year"),
            reverse("statistics:index"),
            registered["held"],
            f"+{registered['new']}",
        ),
    ]


def _since(today: date, name: str) -> Count:
    return Count("pk", filter=Q(**{f"{name}__gte": start_of_day(today)}))
