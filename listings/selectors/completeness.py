"""What an achievement still lacks before it may be submitted (R3-33): one line a requirement, wrong, open or done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from listings.enums import Owner, Regime, RightOffered
from listings.lifecycles import ACHIEVEMENT
from listings.models import Achievement, IPRight
from listings.patent_numbers import OFFICES_OF_SEVERAL, PatentNumberRefused, check_patent_number
from listings.selectors.approval import approval_lacks
from listings.selectors.correction import NOTICE, correctable
from listings.selectors.notice_plan import plan_faults, plan_of
from listings.selectors.record import NONE_STATED, Rows, stored_rows
from listings.selectors.regime import allowed_regimes
from listings.selectors.right_term import end_of, has_end
from listings.selectors.unit_review import asking_case
from tte.casework.enums import CaseState
from tte.casework.selectors.correction import asked_corrections
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import codes

DONE, OPEN, WRONG = "done", "open", "wrong"
MOST_KEYWORDS = 3
BETWEEN_KEYWORDS = re.compile(r"[;；,，、\n]+")
WHOLE = Decimal(100)
FOREIGN = re.compile(r"(?!CN|ZL)([A-Z]{2}).*\d", re.IGNORECASE)


@dataclass(frozen=True)
class Need:
    """`field` names the place on the page that mends it; `section` groups the needs of one part of the form."""

    field: str
    section: str
    label: str | Promise
    state: str
    rule: str = "R3-33"


def is_patent(ip_type: str) -> bool:
    return ip_type.startswith("1")


def right_fault(right: IPRight) -> PatentNumberRefused | None:
    """Why the number of a right cannot be right (R4-20). Of a number from abroad we judge the office alone."""
    if not is_patent(right.ip_type):
        return None
    if abroad := FOREIGN.match(right.number):
        return None if is_known_office(abroad[1]) else _no_office(abroad[1])
    try:
        check_patent_number(right.number)
    except PatentNumberRefused as refusal:
        return refusal
    return None


def is_known_office(letters: str) -> bool:
    """Of a state of the list of countries, or of several states together."""
    known = OFFICES_OF_SEVERAL | {entry.code for entry in codes(CodeList.COUNTRY)}
    return letters.upper() in known


def _no_office(letters: str) -> PatentNumberRefused:
    return PatentNumberRefused(_("No patent office has the letters %(letters)s"), letters=letters.upper())


def mended_number(right: IPRight) -> str | None:
    """The number with the check character its digits ask for, where only that is wrong or missing."""
    refusal = right_fault(right)
    if refusal is None or "expected" not in refusal.values:
        return None
    digits = re.sub(r"\D", "", right.number)[:12]
    return f"{digits}.{refusal.values['expected']}"


def keywords_of(text: str) -> list[str]:
    """The keywords in what was typed: any sign of punctuation parts them."""
    return [word.strip() for word in BETWEEN_KEYWORDS.split(text) if word.strip()]


def needs(achievement: Achievement, rows: Rows | None = None) -> list[Need]:
    """Every requirement in the order of the form; `rows` are those that are being typed, not those that stand."""
    rows = stored_rows(achievement) if rows is None else rows
    return [
        *_text_needs(achievement),
        *_ownership_needs(achievement, rows["shares"]),
        *_approval_needs(achievement),
        *_term_needs(achievement),
        *_agreed_needs(achievement),
        *_named_or_none(achievement, rows),
        *_notice_needs(achievement),
        *_right_needs(achievement),
        *_secrecy_needs(achievement),
        *_correction_needs(achievement),
    ]


def missing(achievement: Achievement) -> list[Need]:
    """What stands in the way of a submission: what is wrong first, then what is open."""
    lacking = [need for need in needs(achievement) if need.state != DONE]
    return sorted(lacking, key=lambda need: need.state != WRONG)


def _filled(value: object) -> str:
    return DONE if value not in (None, "") else OPEN


def _text_needs(achievement: Achievement) -> Iterator[Need]:
    has_title = achievement.title_zh or achievement.title_en
    has_pair = (achievement.title_zh and achievement.abstract_zh) or (achievement.title_en and achievement.abstract_en)
    language = "en" if achievement.title_en and not achievement.title_zh else "zh"
    yield Need("title_zh", "work", _("Name the result, in one language at least"), _filled(has_title))
    yield Need(f"abstract_{language}", "work", _("Describe it in the language of its name"), DONE if has_pair else OPEN)
    yield Need("field", "work", _("Choose the technology field"), _filled(achievement.field), "R2-10")
    yield Need("kind", "work", _("Say what kind it is"), _filled(achievement.kind), "R4-02")
    for name in ("keywords_zh", "keywords_en"):
        if len(keywords_of(getattr(achievement, name))) > MOST_KEYWORDS:
            yield Need(name, "work", _("Keep to three keywords"), WRONG, "R4-01")
    level = achievement.maturity or achievement.maturity_13
    yield Need("maturity", "maturity", _("State the maturity level"), _filled(level), "R4-10")


def _ownership_needs(achievement: Achievement, shares: list[dict[str, Any]]) -> Iterator[Need]:
    funded, encumbered = achievement.is_fiscally_funded, achievement.is_encumbered
    if shares:
        total = sum((row["percent"] for row in shares), Decimal(0))
        yield Need("shares", "ownership", _("Shares of the right sum to 100 %"), _or_wrong(total == WHOLE), "R3-16")
        others = [row for row in shares if row["owner"] != Owner.HOLDER]
        if others and achievement.right_offered != RightOffered.ORDINARY:
            agreed = all(row["consented_on"] for row in others)
            yield Need("shares", "ownership", _("Every other owner consents"), DONE if agreed else OPEN, "R1-44")
    yield Need("is_fiscally_funded", "ownership", _("Say whether fiscal funds paid for it"), _filled(funded), "R8-13")
    if funded:
        named = achievement.funding_source and achievement.project_number
        yield Need("project_number", "ownership", _("Name plan and project"), DONE if named else OPEN, "R8-13")
    yield Need("is_encumbered", "ownership", _("Say whether the right is encumbered"), _filled(encumbered), "R3-35")
    if encumbered:
        told = achievement.encumbrances_zh or achievement.encumbrances_en
        yield Need("encumbrances_zh", "ownership", _("Say what encumbers it"), _filled(told), "R3-33")


def _or_wrong(is_right: bool) -> str:
    return DONE if is_right else WRONG


def _approval_needs(achievement: Achievement) -> Iterator[Need]:
    for field, says, is_said in approval_lacks(achievement):
        yield Need(field, "files" if field == "files" else "ownership", says, DONE if is_said else OPEN, "R3-07")


def _term_needs(achievement: Achievement) -> Iterator[Need]:
    regime = _filled(achievement.regime)
    if achievement.regime and achievement.regime not in allowed_regimes(achievement.holder.party_type):
        regime = WRONG
    yield Need("regime", "terms", _("Choose a regime that is open to this holder"), regime, "R3-30")
    yield Need("right_offered", "terms", _("Say which right is offered"), _filled(achievement.right_offered))
    yield Need("price", "terms", _("Set the price"), _filled(achievement.price))
    kind = _filled(achievement.price_basis_kind)
    yield Need("price_basis_kind", "terms", _("Say of which kind the basis of the price is"), kind, "R3-08")
    yield Need("price_basis", "terms", _("State the basis of the price"), _filled(achievement.price_basis))
    step = _filled(achievement.increment)
    if achievement.price and achievement.increment and achievement.price % achievement.increment:
        step = WRONG
    yield Need("increment", "terms", _("Set a bidding step of which the price is a whole multiple"), step)
    if achievement.is_related_party:
        note = _filled(achievement.related_party_note)
        yield Need("related_party_note", "terms", _("Say who is related, and how"), note, "R3-03")


def _agreed_needs(achievement: Achievement) -> Iterator[Need]:
    """A licence has its bounds; the notice of a negotiated price says of its own buyer whether it is related."""
    if achievement.right_offered not in ("", RightOffered.TRANSFER):
        yield Need("territory", "terms", _("Say for which territory the licence is"), _filled(achievement.territory))
        yield Need("term_years", "terms", _("Say how long the licence runs"), _filled(achievement.term_years))
    yield Need("payment_method", "terms", _("Say how you expect to be paid"), _filled(achievement.payment_method))
    if achievement.regime != Regime.NEGOTIATED:
        said = _filled(achievement.is_related_party)
        yield Need("is_related_party", "terms", _("Say whether a buyer in sight is related"), said)


NAME_OR_NONE = {
    "no_licences": _("Name the existing licences, or state that there are none"),
    "no_first_refusals": _("Name who has a right of first refusal, or state that nobody has"),
    "no_buyer_conditions": _("Give the conditions for buyers, or state that there are none"),
    "no_risks": _("Describe the risks and defects, or state that none are known"),
}


def _named_or_none(achievement: Achievement, rows: Rows) -> Iterator[Need]:
    """What there is of each, or the word of the holder that there is none; not both."""
    for statement, items in NONE_STATED.items():
        is_named = any(rows[each] if each in rows else getattr(achievement, each) for each in items)
        is_none = getattr(achievement, statement)
        state = WRONG if is_named and is_none else DONE if is_named or is_none else OPEN
        yield Need(statement, "terms", NAME_OR_NONE[statement], state)


def _notice_needs(achievement: Achievement) -> Iterator[Need]:
    """What the notice must say is planned on a page of its own."""
    for field, says in plan_faults(achievement, plan_of(achievement)):
        yield Need(f"notice-{field}", "terms", says, OPEN, "R3-30")


def _right_needs(achievement: Achievement) -> Iterator[Need]:
    rights = sorted(achievement.ip_rights.all(), key=lambda right: right.pk)
    yield Need("rights", "rights", _("Name the rights it is based on"), DONE if rights else OPEN)
    for right in rights:
        if is_patent(right.ip_type):
            state = WRONG if right_fault(right) else DONE
            label = _("Give the application number with its check character")
            yield Need(f"right-{right.pk}", "rights", label, state, "R4-20")
        yield Need(f"right-{right.pk}", "rights", _("Give the status of the right"), _filled(right.status))
        if has_end(right.ip_type):
            label = _("Say when the right expires, or give the date from which its term runs")
            yield Need(f"right-{right.pk}", "rights", label, _filled(end_of(right)))


def _secrecy_needs(achievement: Achievement) -> Iterator[Need]:
    """Reviewer, date and conclusion came first of all; the document is attached to the draft, or to its import."""
    paper = _filled(achievement.secrecy.paper_id)
    yield Need("secrecy", "secrecy", _("Attach the document of the secrecy review"), paper, "R8-02")


def _correction_needs(achievement: Achievement) -> Iterator[Need]:
    """Each field that the unit or the auditor marked is mended or answered."""
    case = asking_case(achievement) if achievement.state in ACHIEVEMENT["submit"].sources else None
    if case is None or case.state != CaseState.WAITING:
        return
    held = correctable(achievement)
    for asked in asked_corrections(case):
        done = asked.answer or held.get(asked.field, "") != asked.old_value
        label = _("Correct or answer what was marked")
        place = "notice-" if asked.field.startswith(f"{NOTICE}.") else ""
        yield Need(f"{place}answer-{asked.number}-text", "asked", label, DONE if done else OPEN, "S1")
