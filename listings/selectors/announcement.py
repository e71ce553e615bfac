"""What was announced about a listing, in the words of its reader."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from listings.enums import AnnouncementKind, ListingState
from listings.models import Announcement, Listing
from listings.selectors.outside_sale import MOMENTS, SALE_LABELS
from listings.selectors.proposal import TERM_LABELS
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import entry, is_code, label
from tte.common import formats
from tte.common.languages import spoken_language

GROUNDS = {
    AnnouncementKind.SUSPENDED: CodeList.SUSPENSION_GROUND,
    AnnouncementKind.TERMINATED: CodeList.TERMINATION_GROUND,
    AnnouncementKind.OBJECTION: CodeList.OBJECTION_GROUND,
}


@dataclass(frozen=True)
class Change:
    """One term that changed: what it is called, its value before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class AnnouncementRow:
    code: str
    kind: str
    what: str
    reason: str
    text: str
    changes: list[Change]
    at: datetime


def announcements_of(listing: Listing) -> QuerySet[Announcement]:
    """Newest first."""
    return listing.announcements.order_by("-pk")


def announcements() -> QuerySet[Announcement]:
    return Announcement.objects.select_related("listing__achievement", "listing__holder", "listing__exchange")


def beside(one: Announcement) -> tuple[Announcement | None, Announcement | None]:
    """What was announced about the same listing just before and just after it."""
    rows = one.listing.announcements
    return rows.filter(pk__lt=one.pk).order_by("-pk").first(), rows.filter(pk__gt=one.pk).order_by("pk").first()


def announcement_rows(listing: Listing) -> list[AnnouncementRow]:
    return [announcement_row(one) for one in announcements_of(listing)]


def termination_of(listing: Listing) -> AnnouncementRow | None:
    """Why the exchange ended a listing for good, if it did."""
    found = announcements_of(listing).filter(kind=AnnouncementKind.TERMINATED).first()
    return announcement_row(found) if found and listing.state == ListingState.TERMINATED else None


def announcement_row(one: Announcement) -> AnnouncementRow:
    return AnnouncementRow(
        code=one.code,
        kind=one.kind,
        what=str(AnnouncementKind(one.kind).label),
        reason=reason_of(one),
        text=one.text,
        changes=_changes(one),
        at=one.announced_at,
    )


def withdrawal_list(reason_code: str) -> CodeList:
    """The list of this reason of a withdrawal: after a deposit it is one of the grounds of a suspension (R3-43)."""
    grounded = is_code(CodeList.SUSPENSION_GROUND, reason_code)
    return CodeList.SUSPENSION_GROUND if grounded else CodeList.WITHDRAWAL_REASON


def _list_of(one: Announcement) -> CodeList | None:
    if one.kind == AnnouncementKind.WITHDRAWN:
        return withdrawal_list(one.reason_code)
    return GROUNDS.get(AnnouncementKind(one.kind))


def reason_of(one: Announcement) -> str:
    code_list = _list_of(one)
    return label(code_list, one.reason_code) if code_list and one.reason_code else ""


def announcement_words(one: Announcement) -> dict[str, str]:
    """What happened and why, in both languages, for notices."""
    said = {}
    for name, language in (("zh", "zh-hans"), ("en", "en")):
        with translation.override(language):
            words, code_list = str(AnnouncementKind(one.kind).label), _list_of(one)
            why = entry(code_list, one.reason_code) if code_list else None
            if why is not None:
                words = _("%(what)s: %(why)s") % {"what": words, "why": why.name(language)}
            said[name] = words
    return said


def _changes(one: Announcement) -> list[Change]:
    names: dict[str, str | Promise] = {
        "price": _("Listing price"),
        "price_basis": _("Basis of the price"),
        **TERM_LABELS,
        "deposit": _("Deposit"),
        "notice_ends_at": _("Notice ends"),
        "opens_at": _("Bidding opens"),
        "closes_at": _("Bidding closes"),
        "listing": _("Listing"),
        "buyer": _("Buyer"),
        "sale_price": _("Price of the sale"),
        "intended_buyer_name": _("Intended buyer"),
        **SALE_LABELS,
    }
    rows = [
        Change(str(names[key]), _said(key, one.before.get(key)), _said(key, value)) for key, value in one.after.items()
    ]
    return [row for row in rows if row.before != row.after]


def _said(key: str, value: str | None) -> str:
    if value in (None, ""):
        return ""
    if key in ("price", "deposit", "sale_price"):
        return formats.yuan(Decimal(value))
    if key in ("notice_ends_at", "opens_at", "closes_at", *MOMENTS):
        moment, in_words = parse_datetime(value), formats.end_moment if key == "notice_ends_at" else formats.moment
        return in_words(moment, spoken_language(), zone=settings.TTE_TIME_ZONE) if moment else value
    return value
