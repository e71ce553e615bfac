"""Result notices: which are owed, which are public, and what one says (R3-60)."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation
from django.utils.functional import Promise

from listings.enums import DealMode, DisclosureState, ListingState, RightOffered
from listings.models import Deal, Disclosure, Listing, Objection, Takedown
from listings.selectors.objection import STOPPING, WAITING
from tte.accounts.models import Organisation
from tte.codelists.calendar import Deadline, end_after_pause, period_end
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import RuleValue, rule
from tte.common import formats
from tte.common.clock import ClockTimestamp, official_date
from tte.common.languages import own_language
from tte.common.presence import present

LANGUAGES = {"zh": "zh-hans", "en": "en"}


def due_disclosures() -> QuerySet[Disclosure]:
    """Owed, its hour come, its deal confirmed: the disclosure of a result starts with the confirmation (R3-29).

    While an objection to the deal is examined, or one with papers waits for its admission, it waits; of a deal that
    was ended no result is disclosed (R3-05).
    """
    stopped = Objection.objects.filter(STOPPING | WAITING, listing=OuterRef("deal__listing"))
    return Disclosure.objects.filter(
        ~Exists(stopped),
        state=DisclosureState.OWED,
        due_at__lte=ClockTimestamp(),
        deal__confirmed_at__isnull=False,
        deal__listing__state=ListingState.SOLD,
    ).order_by("due_at", "pk")


def listing_of(disclosure: int) -> int | None:
    """The key of the listing whose result it is."""
    return Disclosure.objects.filter(pk=disclosure).values_list("deal__listing", flat=True).first()


def provisional_dues() -> QuerySet[Disclosure]:
    """Owed, with an hour that was counted over a year without an official calendar."""
    return Disclosure.objects.filter(state=DisclosureState.OWED, due_provisional=True)


def provisional_periods() -> QuerySet[Disclosure]:
    """Public until an end that was counted over a year without an official calendar."""
    return Disclosure.objects.filter(
        state=DisclosureState.PUBLISHED, period_provisional=True, period_ends_at__gt=ClockTimestamp()
    )


def disclosure_due(deal: Deal) -> Deadline:
    """When the result of the deal is to be disclosed (R3-29)."""
    delay = rule(RuleKey.DISCLOSURE_DELAY, rule_set=deal.listing.rule_set, on=official_date(deal.struck_at))
    return period_end(deal.struck_at, delay)


def disclosure_period(deal: Deal, published_at: datetime) -> RuleValue:
    return rule(RuleKey.DISCLOSURE_PERIOD, rule_set=deal.listing.rule_set, on=official_date(published_at))


def end_of_objections(disclosure: Disclosure) -> Deadline:
    """When its time for objections ends, of which no day is lost while nobody could read it (R8-03, R3-32).

    Counted from its publication by the calendar as it stands, through every takedown that was undone since.
    """
    published_at = present(disclosure.published_at)
    period = disclosure_period(disclosure.deal, published_at)
    ends = period_end(published_at, period)
    pauses = Takedown.objects.filter(
        achievement=disclosure.deal.listing.achievement_id,
        taken_down_at__gte=published_at,
        reinstated_at__isnull=False,
    )
    for pause in pauses.order_by("taken_down_at"):
        if pause.taken_down_at < ends.at:
            again = present(pause.reinstated_at)
            after = end_after_pause(ends, period.unit, stopped=pause.taken_down_at, moment=again)
            ends = Deadline(after.at, after.provisional or ends.provisional)
    return ends


def published_disclosures() -> QuerySet[Disclosure]:
    return (
        Disclosure.objects.filter(state=DisclosureState.PUBLISHED)
        .select_related("deal__listing")
        .order_by("-published_at", "-pk")
    )


def disclosure_content(deal: Deal, *, at: datetime, period: RuleValue) -> dict:
    """The words of the notice, frozen in both languages. A natural person is masked, an organisation named in full."""
    listing = deal.listing
    achievement = listing.achievement
    auction = getattr(listing, "auction", None)
    return {
        "listing": listing.code,
        "title": _pair(achievement.title_zh, achievement.title_en),
        "exchange": _name(listing.exchange),
        "seller": public_name(deal.seller),
        "buyer": public_name(deal.buyer),
        "mode": _both(DealMode(deal.mode).label),
        "by_bidding": deal.mode == DealMode.BIDDING,
        "right": _both(RightOffered(listing.right_offered).label),
        "rights": [str(right) for right in achievement.ip_rights.order_by("pk")],
        "base_price": str(listing.price),
        "deal_price": str(deal.price),
        "qualified_bidders": None if deal.mode == DealMode.AUCTION else deal.qualified_bidders,
        "bids": auction.bid_count if auction else None,
        "struck_on": official_date(deal.struck_at).isoformat(),
        "notice_from": official_date(listing.listed_at).isoformat(),
        "notice_to": _last_day(listing),
        "related_party": deal.related_party,
        "contract_number": None,
        "published_on": official_date(at).isoformat(),
        "period": {key: period.words(language) for key, language in LANGUAGES.items()},
        "operator": {"zh": settings.TTE_OPERATOR_NAME_ZH, "en": settings.TTE_OPERATOR_NAME_EN},
    }


def _last_day(listing: Listing) -> str:
    """The notice ends at 24:00 of its last day, or within it."""
    return official_date(listing.notice_ends_at - timedelta(microseconds=1)).isoformat()


def _pair(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh or en, "en": en or zh}


def _name(organisation: Organisation) -> dict[str, str]:
    return _pair(organisation.name_zh, organisation.name_en)


def public_name(organisation: Organisation) -> dict[str, str]:
    """An organisation in full; of a natural person only the family name."""
    if not organisation.is_natural_person:
        return _name(organisation)
    names = _name(organisation)
    return {language: formats.family_name(name) for language, name in names.items()}


def _both(label: str | Promise) -> dict[str, str]:
    said = {}
    for key, language in LANGUAGES.items():
        with translation.override(language):
            said[key] = str(label)
    return said


def check_value(disclosure: Disclosure) -> str:
    """The first 16 digits of the SHA-256 of the frozen content, in groups of four."""
    text = json.dumps(disclosure.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))


@dataclass(frozen=True)
class DisclosureRow:
    """A notice in the words of the page's language, ready to be placed; `has_fallen` where its deal was ended since."""

    code: str
    number: int
    year: int
    content: dict
    title: str
    seller: str
    buyer: str
    mode: str
    right: str
    price: Decimal
    base_price: Decimal
    struck_on: date
    notice_from: date
    notice_to: date
    published_on: date
    published_at: datetime
    period: str
    period_ends_at: datetime
    period_provisional: bool
    exchange: str
    has_fallen: bool


def all_disclosures() -> QuerySet[Disclosure]:
    return Disclosure.objects.select_related("deal__listing")


def disclosure_rows(disclosures: Iterable[Disclosure]) -> list[DisclosureRow]:
    key = own_language()
    return [_row(disclosure, key) for disclosure in disclosures]


def _row(disclosure: Disclosure, key: str) -> DisclosureRow:
    content = disclosure.content
    return DisclosureRow(
        code=disclosure.code,
        number=int(disclosure.code.rsplit("-", 1)[1]),
        year=date.fromisoformat(content["published_on"]).year,
        content=content,
        title=content["title"][key],
        seller=content["seller"][key],
        buyer=content["buyer"][key],
        mode=content["mode"][key],
        right=content["right"][key],
        price=Decimal(content["deal_price"]),
        base_price=Decimal(content["base_price"]),
        struck_on=date.fromisoformat(content["struck_on"]),
        notice_from=date.fromisoformat(content["notice_from"]),
        notice_to=date.fromisoformat(content["notice_to"]),
        published_on=date.fromisoformat(content["published_on"]),
        published_at=present(disclosure.published_at),
        period=content["period"][key],
        period_ends_at=present(disclosure.period_ends_at),
        period_provisional=disclosure.period_provisional,
        exchange=content["exchange"][key],
        has_fallen=disclosure.deal.listing.state == ListingState.TERMINATED,
    )
