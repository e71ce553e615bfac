"""What stands in an evidence pack: small documents of text, each with its name, read from the rows as they are."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from listings.enums import AnnouncementKind, Evidence, ObjectionConclusion, ObjectionState, ProposalKind, ProposalState
from listings.evidence.competition import competition
from listings.evidence.papers import Paper, requests_of, said_of
from listings.models import Achievement, Listing, Proposal, SecrecyDeclaration, Version
from listings.selectors.announcement import announcement_rows
from listings.selectors.approval import APPROVAL_FIELDS, filing_due
from listings.selectors.charge import charge_of
from listings.selectors.notice_period import earliest_signing
from listings.selectors.objection import published_objections
from listings.selectors.record import content_of
from listings.selectors.undertaking import undertakings_of
from listings.undertakings import VERSIONS
from tte.casework.models import Case
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common import formats
from tte.common.languages import is_chinese
from tte.common.spreadsheets import Value, csv_head, csv_lines
from tte.trail.models import Event

TERMS = (
    *("code", "state", "regime", "right_offered", "price", "base_price", "price_basis", "increment", "deposit"),
    *("rule_set", "notice_rule_id", "notice_words_zh", "notice_words_en", "listed_at", "notice_ends_at"),
    *("notice_length", "notice_minimum", "notice_unit", "extension_length", "extensions_allowed", "extensions_made"),
    *("intended_buyer_name", "related_party", "relation"),
)
TEXTS = ("title_zh", "title_en", "abstract_zh", "abstract_en", "field", "maturity", "maturity_13")
Document = tuple[str, bytes]


def documents(listing: Listing, papers: list[Paper]) -> Iterator[Document]:
    """Every document of the pack but the cover, the files and the manifest, in the language that is set."""
    yield from (
        ("notice.json", as_json(notice_of(listing))),
        ("versions.json", as_json(versions(listing))),
        ("announcements.json", as_json(announcements(listing))),
        ("objections.json", as_json(objections(listing))),
        ("undertakings.json", as_json(undertakings(listing))),
        ("secrecy.json", as_json(secrecy(listing.achievement.secrecy) | {"approval": approval(listing.achievement)})),
        ("approvals.json", as_json(approvals(listing))),
        ("requests.json", as_json(requests(listing))),
        ("competition.json", as_json(competition(listing))),
        ("papers.json", as_json(said_of(papers))),
        ("trail.csv", trail(listing)),
    )


def as_json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode()


def notice_of(listing: Listing) -> dict[str, Any]:
    """The text of the notice with its dates, and of the listing before it, if this one followed another."""
    published = published_versions(listing)
    texts = published[-1].content if published else content_of(listing.achievement)
    return {
        "listing": {name: getattr(listing, name) for name in TERMS},
        "holder": {"zh": listing.holder.name_zh, "en": listing.holder.name_en},
        "exchange": {"zh": listing.exchange.name_zh, "en": listing.exchange.name_en},
        "achievement": {"code": listing.achievement.code} | {name: texts.get(name) for name in TEXTS},
        "rights": [{name: right[name] for name in ("ip_type", "number", "expires_on")} for right in texts["rights"]],
        "earliest_signing": earliest_signing(listing),
        "follows": listing.previous.code if listing.previous else None,
    }


def published_versions(listing: Listing) -> list[Version]:
    """The record as it was handed in last before the listing was published, and as its terms changed since."""
    rows = listing.achievement.versions.select_related("handed_in_by").order_by("number")
    next_one = listing.achievement.listings.filter(listed_at__gt=listing.listed_at).order_by("listed_at").first()
    if next_one:
        rows = rows.filter(handed_in_at__lt=next_one.listed_at)
    versions = list(rows)
    before = [version for version in versions if version.handed_in_at <= listing.listed_at]
    return before[-1:] + versions[len(before) :]


def versions(listing: Listing) -> list[dict[str, Any]]:
    return [
        {
            "number": version.number,
            "handed_in_by": version.handed_in_by.name,
            "handed_in_at": version.handed_in_at,
            "content": version.content,
        }
        for version in published_versions(listing)
    ]


def announcements(listing: Listing) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "kind": one.kind,
            "what": str(AnnouncementKind(one.kind).label),
            "reason": one.reason,
            "text": one.text,
            "changes": [vars(change) for change in one.changes],
            "at": one.at,
        }
        for one in announcement_rows(listing)
    ]


def objections(listing: Listing) -> list[dict[str, Any]]:
    """Those that were published, with the decisions and their reasons; who lodged them stands in none of it."""
    rows = published_objections(listing).order_by("pk")
    return [
        {
            "code": one.code,
            "ground": label(CodeList.OBJECTION_GROUND, one.ground),
            "state": str(ObjectionState(one.state).label),
            "lodged_at": one.lodged_at,
            "papers": list(one.files.order_by("pk").values("file__sha256", "file__size")),
            "decisions": _decisions(one.case) if one.case else [],
        }
        for one in rows
    ]


def _decisions(case: Case) -> list[dict[str, Any]]:
    rows = case.decisions.select_related("decided_by", "organisation").order_by("pk")
    return [
        {
            "step": row.step,
            "conclusion": row.conclusion,
            "words": str(ObjectionConclusion(row.conclusion).label)
            if row.conclusion in ObjectionConclusion.values
            else "",
            "reason_code": row.reason_code,
            "text": row.text,
            "by": row.decided_by.name,
            "organisation": row.organisation.code,
            "at": row.decided_at,
        }
        for row in rows
    ]


def undertakings(listing: Listing) -> list[dict[str, Any]]:
    return [
        {
            "version": row.version,
            "clauses": VERSIONS[row.version].words(),
            "by": row.accepted_by.name,
            "organisation": row.organisation.code,
            "at": row.accepted_at,
        }
        for row in undertakings_of(listing)
    ]


def secrecy(review: SecrecyDeclaration) -> dict[str, Any]:
    """Reviewer, date, conclusion and document (R8-02)."""
    return {
        "conclusion": review.level,
        "reviewer": review.reviewer_name,
        "reviewed_on": review.reviewed_on,
        "declared_by": review.declared_by.name,
        "organisation": review.organisation.code,
        "declared_at": review.declared_at,
        "document": review.paper.sha256 if review.paper else None,
    }


def approval(achievement: Achievement) -> dict[str, Any]:
    """Whether it needed the approval of a department before trading, and that approval with its filing (R3-07)."""
    due = filing_due(achievement)
    papers = achievement.attachments.filter(evidence=Evidence.APPROVAL).select_related("file").order_by("pk")
    return {name: getattr(achievement, name) for name in APPROVAL_FIELDS} | {
        "finance_filing_due": due.at if due else None,
        "documents": [paper.file.sha256 for paper in papers],
    }


def approvals(listing: Listing) -> list[dict[str, Any]]:
    """What the exchange concluded on the achievement."""
    case = listing.achievement.case
    return _decisions(case) if case else []


def requests(listing: Listing) -> list[dict[str, Any]]:
    return [
        {
            "what": str(ProposalKind(row.kind).label),
            "state": str(ProposalState(row.state).label),
            "text": row.text,
            "price": row.price,
            "paper": row.evidence.sha256 if row.evidence else None,
            "undertakings": row.undertakings,
            "asked_by": row.asked_by.name,
            "asked_at": row.asked_at,
            "approved_by": row.approved_by.name if row.approved_by else None,
            "approved_at": row.approved_at,
            "charge": _charge(row),
            "answer": row.answer,
            "decided_by": row.decided_by.name if row.decided_by else None,
            "decided_at": row.decided_at,
        }
        for row in requests_of(listing)
    ]


def _charge(proposal: Proposal) -> dict[str, Any] | None:
    """What a withdrawal after a deposit cost its seller, on which basis, and whether it was received (R3-43)."""
    charge = charge_of(proposal)
    if charge is None:
        return None
    return {
        "amount": charge.amount,
        "basis": charge.basis,
        "stated_by": charge.stated_by.name,
        "stated_at": charge.stated_at,
        "received_at": charge.received_at,
        "bank_reference": charge.bank_reference,
    }


def trail_events(listing: Listing) -> list[Event]:
    """Everything the trail holds on the achievement and on each of its listings, oldest first."""
    keys = list(listing.achievement.listings.values_list("pk", flat=True))
    about = Q(subject_type="listings.achievement", subject_key=listing.achievement_id)
    about |= Q(subject_type="listings.listing", subject_key__in=keys)
    return list(Event.objects.filter(about).order_by("at", "pk"))


def trail(listing: Listing) -> bytes:
    names = ["at", "kind", "subject", "key", "user", "organisation", "data"]
    rows = ([*_subject(event), json.dumps(event.data, ensure_ascii=False)] for event in trail_events(listing))
    about = [(_("Listing"), listing.code)]
    return "".join([csv_head(about, names, for_people=True), *csv_lines(rows, for_people=True)]).encode()


def _subject(event: Event) -> list[Value]:
    keys = (event.subject_key, event.user_key, event.organisation_key)
    subject, user, organisation = ("" if key is None else str(key) for key in keys)
    return [event.at.isoformat(), event.kind, event.subject_type, subject, user, organisation]


def cover_rows(listing: Listing, language: str) -> list[tuple[str, str]]:
    """The sheet in front, for a reader."""

    def said(moment: datetime) -> str:
        return formats.moment(moment, language, zone=settings.TTE_TIME_ZONE)

    with translation.override(language):
        achievement = listing.achievement
        zh = is_chinese(language)
        title = achievement.title_zh if zh else achievement.title_en
        holder, exchange = listing.holder, listing.exchange
        rows = [
            (_("Achievement"), title or achievement.title_zh or achievement.title_en),
            (_("Listing"), listing.code),
            (_("Holder"), (holder.name_zh if zh else holder.name_en) or holder.name_zh),
            (_("Exchange"), (exchange.name_zh if zh else exchange.name_en) or exchange.name_zh),
            (_("Listing price"), formats.yuan(listing.price)),
            (_("Notice"), listing.notice_words_zh if zh else listing.notice_words_en),
            (_("Published"), said(listing.listed_at)),
            (_("Notice ends"), formats.end_moment(listing.notice_ends_at, language, zone=settings.TTE_TIME_ZONE)),
            (_("Announcements"), str(listing.announcements.count())),
            (_("Objections"), str(published_objections(listing).count())),
            (_("Undertakings"), str(undertakings_of(listing).count())),
        ]
    return [(str(name), str(value)) for name, value in rows]
