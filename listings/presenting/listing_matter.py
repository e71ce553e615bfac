"""What the public page of a listing says of the record: terms, rights, owners, maturity, papers; all of it in words.

What of it the public may read is said in `selectors/public_record.py`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listings.enums import AttachmentAudience, Evidence, ListingState, Regime, RightOffered
from listings.models import Achievement, Attachment, IPRight, Listing
from listings.presenting.languages import spoken
from listings.presenting.life import notice_words
from listings.presenting.matter import Facts, facts, maturity_words, right_rows, shots_of
from listings.presenting.notice import extension_words
from listings.presenting.record_words import field_label, in_words
from listings.rich_text import rich
from listings.selectors.completeness import keywords_of
from listings.selectors.public_record import (
    fetch_parts,
    first_refusals_of,
    first_taker_name,
    intended_buyer_name,
    is_taken_back,
    licences_of,
    owner_name,
    shares_of,
    shown_papers,
)
from listings.selectors.record import NONE_STATED
from listings.selectors.right_term import end_of, has_end
from tte.common import formats
from tte.common.clock import official_date
from tte.common.languages import name_of, own_language
from tte.common.templatetags.names import as_written

FILE_TYPES = {
    "application/pdf": "PDF",
    "text/plain": "TXT",
    "text/csv": "CSV",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "application/zip": "ZIP",
}
RUNNING = (ListingState.IN_NOTICE, ListingState.SUSPENDED)


@dataclass(frozen=True)
class Passage:
    """A text with its language where the page speaks another one."""

    text: str
    language: str


@dataclass(frozen=True)
class Paper:
    """A document by name; without an address it is confidential."""

    name: str
    url: str
    kind: str
    size: int
    description: str
    evidence: str


def passage(achievement: Achievement, stem: str) -> Passage | None:
    text, language = spoken(getattr(achievement, f"{stem}_zh"), getattr(achievement, f"{stem}_en"))
    return Passage(text, language) if text else None


def marked(found: Passage | None) -> object:
    """A passage as the value of a fact."""
    if found is None:
        return ""
    return format_html('<span lang="{}">{}</span>', found.language, found.text) if found.language else found.text


def matter_of(listing: Listing, day: date) -> dict:
    achievement = listing.achievement
    fetch_parts(achievement)
    papers = papers_of(listing)
    shots = [] if is_taken_back(listing) else shots_of(achievement)
    description, language = spoken(achievement.description_zh, achievement.description_en)
    return {
        "terms": offer_facts(listing),
        "licences": licence_lines(achievement),
        "first_refusals": first_refusals(achievement),
        "rights": rights_of(listing, day),
        "owners": owners_of(achievement),
        "funding": facts(achievement, "funding") if achievement.is_fiscally_funded else [],
        "maturity": maturity_of(achievement, papers),
        "description": rich(description),
        "description_language": language,
        "keywords": keywords_of(spoken(achievement.keywords_zh, achievement.keywords_en)[0]),
        "work_facts": facts(achievement, "result"),
        "risks": passage(achievement, "risks"),
        "cover": next((shot for shot in shots if shot.picture.is_cover), shots[0] if shots else None),
        "shots": shots,
        "papers": [paper for paper in papers if paper.url],
        "kept_papers": [paper for paper in papers if not paper.url],
    }


# --- terms


def offer_facts(listing: Listing) -> Facts:
    """What is offered and on what terms (R3-33); what nobody said is left out."""
    achievement = listing.achievement
    basis = (in_words("price_basis_kind", achievement.price_basis_kind), listing.price_basis)
    rows = [
        (_("Right offered"), RightOffered(listing.right_offered).label),
        (_("Ways of conversion"), in_words("ways", achievement.ways)),
        (_("Territory"), territory_of(achievement)),
        (_("Term of the licence"), _years(achievement.term_years)),
        (_("Regime"), Regime(listing.regime).label),
        (_("Basis of the price"), as_written(" · ".join(part for part in basis if part))),
        (_("Payment"), in_words("payment_method", achievement.payment_method)),
        (_("Terms of payment"), marked(passage(achievement, "payment_terms"))),
        (_("Required of the buyer"), marked(passage(achievement, "buyer_conditions"))),
        *((field_label(name), in_words(name, getattr(achievement, name))) for name in NONE_STATED),
        (_("Encumbrances"), _encumbrances(achievement)),
        *_buyer_facts(listing),
        (_("Notice"), notice_words(listing)),
        (_("If nobody registers"), extension_words(listing)),
        (_("Published by"), name_of(listing.exchange)),
        (_("Published on"), formats.long_date(official_date(listing.listed_at), own_language())),
    ]
    return [(name, value) for name, value in rows if value]


def _years(years: int | None) -> str:
    return ngettext("%(n)d year", "%(n)d years", years) % {"n": years} if years else ""


def territory_of(achievement: Achievement) -> str:
    parts = (in_words("territory", achievement.territory), as_written(achievement.territory_note))
    return format_html("{}{}{}", parts[0], " · " if all(parts) else "", parts[1])


def _encumbrances(achievement: Achievement) -> object:
    if achievement.is_encumbered is None:
        return ""
    if not achievement.is_encumbered:
        return _("None, as the holder states")
    return marked(passage(achievement, "encumbrances")) or _("There are some; ask the holder")


def _buyer_facts(listing: Listing) -> Facts:
    """Whom a publicised price was negotiated with, and whether the inventors are tied to it (R3-03, R3-04)."""
    rows: Facts = []
    if listing.intended_buyer_name:
        rows.append((_("Intended buyer"), as_written(intended_buyer_name(listing))))
    is_related = listing.achievement.is_related_party if listing.related_party is None else listing.related_party
    if is_related is not None:
        rows.append((_("Related party"), _("Declared") if is_related else _("None")))
    if listing.previous:
        address = reverse("listings:listing", args=[listing.previous.code])
        link = format_html('<a class="code" href="{}">{}</a>', address, listing.previous.code)
        rows.append((_("Listed before as"), link))
    return rows


def licence_lines(achievement: Achievement) -> list[dict]:
    """Licences that stand already: who takes the result takes it with them (R3-36)."""
    return [
        {
            "mode": in_words("mode", each.mode),
            "territory": in_words("territory", each.territory),
            "since": each.granted_on,
            "until": each.ends_on,
            "note": each.note,
        }
        for each in licences_of(achievement)
    ]


# --- rights and owners


def rights_of(listing: Listing, day: date) -> list[dict]:
    """The rights, each with how long it still runs, and a plain word where it ends before the notice does."""
    return [row | validity(row["right"], listing, day) for row in right_rows(listing.achievement)]


def validity(right: IPRight, listing: Listing, day: date) -> dict:
    ends = end_of(right)
    shown = {"until": ends, "counted": right.expires_on is None}
    if ends is None:
        return shown | {"left": "", "ends": _("It is not stated when it ends") if has_end(right.ip_type) else ""}
    last = official_date(listing.notice_ends_at - timedelta(microseconds=1))
    said = formats.long_date(ends, own_language())
    if ends < day:
        return shown | {"left": "", "ends": _("It ended on %(day)s") % {"day": said}}
    if listing.state in RUNNING and ends <= last:
        return shown | {"left": "", "ends": _("It ends on %(day)s, while the notice still runs") % {"day": said}}
    return shown | {"left": _time_left(day, ends), "ends": ""}


def _time_left(day: date, ends: date) -> str:
    years = ends.year - day.year - ((ends.month, ends.day) < (day.month, day.day))
    if years:
        return ngettext("%(n)d year left", "%(n)d years left", years) % {"n": years}
    months = (ends.year - day.year) * 12 + ends.month - day.month - (ends.day < day.day)
    if months:
        return ngettext("%(n)d month left", "%(n)d months left", months) % {"n": months}
    return _("less than a month left")


def owners_of(achievement: Achievement) -> list[tuple[str, str, str, date | None]]:
    """Name, kind of owner, share and the day of the consent; none where the holder owns it alone."""
    return [
        (
            as_written(owner_name(each)),
            in_words("owner", each.owner),
            f"{each.percent.normalize():f}",
            each.consented_on,
        )
        for each in shares_of(achievement)
    ]


def first_refusals(achievement: Achievement) -> list[tuple[int, str, str]]:
    """Rank, name and ground (R3-52)."""
    return [
        (each.rank, as_written(first_taker_name(each)), in_words("ground", each.ground))
        for each in first_refusals_of(achievement)
    ]


# --- maturity and papers


def maturity_of(achievement: Achievement, papers: list[Paper]) -> dict:
    """The level in the scale it was given in, drawn in steps: solid with evidence, open where it is only claimed."""
    level, top = (achievement.maturity_13, 13) if achievement.maturity_13 else (achievement.maturity, 9)
    evidence = [paper for paper in papers if paper.evidence == Evidence.MATURITY]
    return {
        "words": maturity_words(achievement),
        "level": level,
        "top": top,
        "steps": range(1, top + 1),
        "is_proven": bool(evidence),
        "evidence": evidence,
        "facts": facts(achievement, "judgement"),
    }


def papers_of(listing: Listing) -> list[Paper]:
    """Public documents with their addresses; those of the data room by name alone; nothing of the auditors' own."""
    shown = (AttachmentAudience.PUBLIC, AttachmentAudience.CONFIDENTIAL)
    return [_paper(each) for each in shown_papers(listing, *shown)]


def _paper(attachment: Attachment) -> Paper:
    file = attachment.file
    is_public = attachment.audience == AttachmentAudience.PUBLIC
    suffix = file.name.rpartition(".")[2].upper() if "." in file.name else ""
    return Paper(
        name=file.name,
        url=reverse("listings:attachment", args=[attachment.pk]) if is_public else "",
        kind=FILE_TYPES.get(file.content_type, suffix[:5]),
        size=file.size,
        description=attachment.description if is_public else "",
        evidence=attachment.evidence,
    )
