"""What the desk of a listing shows: its period, its acts, what was asked, announced and objected."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.enums import ListingState, ProposalKind, ProposalState, Regime
from listings.forms.notice import AnswerForm, ChargedAnswerForm, ResumeSaleForm, form_of
from listings.lifecycles import LISTING, RUNNING
from listings.models import Listing, Proposal, Suspension, UndertakingAcceptance
from listings.permissions.audit import can_audit_case
from listings.permissions.notice import can_govern_listing
from listings.permissions.supply import is_seller
from listings.presenting.life import listing_stations, notice_words
from listings.presenting.objection import held_words
from listings.presenting.second_words import why_two
from listings.selectors.announcement import announcement_rows
from listings.selectors.charge import charge_of, needs_charge
from listings.selectors.intent import has_paid_deposit
from listings.selectors.notice_period import counted, earliest_signing, minimum_of, notice_left, remaining_of
from listings.selectors.objection import examined_objections, public_objections, stops_listing
from listings.selectors.outside_sale import MOMENTS, SALE_LABELS, awaits_buyer
from listings.selectors.proposal import TERM_LABELS, proposals_of, proposals_open_to, term_texts, two_decide
from listings.selectors.undertaking import undertakings_of
from listings.undertakings import current_undertakings
from tte.accounts.actor import Actor
from tte.casework.models import Case
from tte.casework.selectors import checks_owed, findings
from tte.codelists.enums import CodeList, RuleKey
from tte.codelists.selectors.codes import label
from tte.codelists.selectors.rules import rule
from tte.common import formats
from tte.common.clock import official_date
from tte.common.languages import spoken_language
from tte.common.templatetags.figures import end_moment
from tte.drafts.forms import KeptForm, recall

SELLER_FORMS = ("withdraw", *(f"ask_{kind}" for kind in ProposalKind.values))
MONEY = ("price",)
_TERMS = TERM_LABELS | SALE_LABELS


@dataclass(frozen=True)
class ActWords:
    """What an act is called, what its dialogue asks, what follows from it, what its button says."""

    label: str | Promise
    title: str | Promise
    says: str | Promise
    button: str | Promise
    rule: str


WORDS = {
    "suspend": ActWords(
        gettext_lazy("Suspend"),
        gettext_lazy("Suspend this listing?"),
        gettext_lazy(
            "Intents, qualification, negotiation and bidding are on hold and the notice is paused. It is announced at "
            "once."
        ),
        gettext_lazy("Suspend and announce"),
        "R3-40",
    ),
    "resume": ActWords(
        gettext_lazy("Resume"),
        gettext_lazy("Let this listing go on?"),
        gettext_lazy("It goes on where it stood; a notice runs for its remaining days, at least half of the minimum."),
        gettext_lazy("Resume and announce"),
        "R3-41",
    ),
    "terminate": ActWords(
        gettext_lazy("Terminate"),
        gettext_lazy("End this listing for good?"),
        gettext_lazy("It cannot be undone. Deposits that were received go back; the holder may list it again."),
        gettext_lazy("Terminate and announce"),
        "R3-24",
    ),
    "record_sale": ActWords(
        gettext_lazy("Record the result of the sale"),
        gettext_lazy("Record what the auctioneer reports"),
        gettext_lazy("The result is announced; it is recorded once."),
        gettext_lazy("Record and announce"),
        "R3-30",
    ),
    "name_buyer": ActWords(
        gettext_lazy("Name the buyer of the sale"),
        gettext_lazy("Make the sale a deal"),
        gettext_lazy("The deal is disclosed and its contract registered, as of every other sale."),
        gettext_lazy("Record the deal"),
        "R3-29",
    ),
    "withdraw": ActWords(
        gettext_lazy("Withdraw the listing"),
        gettext_lazy("Withdraw this listing?"),
        gettext_lazy("Free as long as nobody has paid a deposit. The reason is announced; it may be listed again."),
        gettext_lazy("Withdraw and announce"),
        "R3-43",
    ),
    "ask_suspension": ActWords(
        gettext_lazy("Ask to suspend it"),
        gettext_lazy("Ask the exchange to suspend it"),
        gettext_lazy("The exchange decides. What you write is announced if it agrees."),
        gettext_lazy("Ask the exchange"),
        "R3-40",
    ),
    "ask_change": ActWords(
        gettext_lazy("Ask to change the terms"),
        gettext_lazy("Ask the exchange to change price or terms"),
        gettext_lazy(
            "Published terms are frozen. They change with the approval document; the old ones stay in view and the "
            "whole period begins again."
        ),
        gettext_lazy("Ask the exchange"),
        "R3-42",
    ),
    "ask_withdrawal": ActWords(
        gettext_lazy("Ask to withdraw it"),
        gettext_lazy("Ask the exchange for the withdrawal"),
        gettext_lazy(
            "A deposit has been paid, so the exchange decides and all deposits go back. On a ground of a suspension "
            "there is no charge; for a reason of your own you bear the cost, which the exchange states."
        ),
        gettext_lazy("Ask the exchange"),
        "R3-43",
    ),
    "ask_relisting": ActWords(
        gettext_lazy("Ask to list it again"),
        gettext_lazy("Ask the exchange to list it again"),
        gettext_lazy("From nine tenths of the first price it is free; below that attach an approval document."),
        gettext_lazy("Ask the exchange"),
        "R3-44",
    ),
}


SUSPEND_SALE = replace(
    WORDS["suspend"],
    says=gettext_lazy("The auctioneer's sale is on hold and the notice is paused. It is announced at once."),
)

RESUME_SALE = replace(
    WORDS["resume"],
    says=gettext_lazy(
        "The sale keeps its hours where they leave its notice and its viewing their time. Else state others, with the "
        "whole notice before them; they are announced."
    ),
)


@dataclass(frozen=True)
class NoticeAct:
    """One act on the page with its form; `open` when the form was refused."""

    name: str
    words: ActWords
    form: KeptForm
    fields: list
    is_open: bool


def act_form(act: str, listing: Listing, *data: Any) -> KeptForm:
    """The form of an act, with ids of its own."""
    return form_of(act, listing)(*data, about=listing.code, auto_id=f"{act}_%s")


def answer_form(proposal: Proposal, *data: Any) -> AnswerForm:
    states = needs_charge(proposal) and charge_of(proposal) is None
    form = ChargedAnswerForm if states else AnswerForm
    return form(*data, about=f"{proposal.listing.code}/{proposal.pk}", auto_id=f"answer_{proposal.pk}_%s")


def notice_context(
    actor: Actor, listing: Listing, now: datetime, *, bound: dict[str, KeptForm] | None = None
) -> dict[str, Any]:
    bound = bound or {}
    suspension = listing.suspensions.filter(ended_at=None).first()
    return {
        "listing": listing,
        "achievement": listing.achievement,
        "stations": listing_stations(listing),
        "notice": notice_left(listing, now) if listing.state == ListingState.IN_NOTICE else None,
        "facts": period_facts(listing, suspension),
        "undertakings": current_undertakings(),
        **_rest(listing, suspension, now),
        **_open(actor, listing, bound),
        "announcements": announcement_rows(listing),
        "objections": public_objections(listing),
        "checks": _checks(listing.achievement.case) if can_audit_case(actor, listing.achievement.case) else None,
        "examined": examined_objections(listing).first(),
        "held": held_words(listing),
        "bound": next(iter(bound.values()), None),
    }


def _checks(case: Case) -> dict[str, Any]:
    """What the newest run of the automatic checks says of it, and where they stand."""
    return {"owed": checks_owed(case), "findings": len(findings(case)), "case": case}


def _act(name: str, bound: dict[str, KeptForm], listing: Listing) -> NoticeAct:
    form = bound.get(name) or act_form(name, listing)
    if name == "ask_change":
        form.initial = {"price": listing.price, **term_texts(listing)}
    words = SUSPEND_SALE if name == "suspend" and listing.regime == Regime.AUCTION else WORDS[name]
    if isinstance(form, ResumeSaleForm):
        form.initial, words = {each: getattr(listing.outside_sale, each) for each in SALE_LABELS}, RESUME_SALE
    return NoticeAct(name, words, form, [(field, field.name in MONEY) for field in form], name in bound)


def _open(actor: Actor, listing: Listing, bound: dict[str, KeptForm]) -> dict[str, Any]:
    """The acts and requests open to whoever looks, each form with what was typed into it and not sent."""
    governs, may_ask = can_govern_listing(actor, listing), is_seller(actor, listing)
    acts = [_act(name, bound, listing) for name in _governing(listing)] if governs else []
    asks = [_act(name, bound, listing) for name in _asking(listing)] if may_ask else []
    requests = _requests(actor, listing, bound if governs else None)
    recall(actor, *(act.form for act in (*acts, *asks)), *(row[2] for row in requests if row[2]))
    return {
        "acts": acts,
        "asks": asks,
        "proposals": requests,
        "typed": newest_typing((*acts, *asks)),
        "governs": governs,
        "is_conflicted": not governs and not may_ask,
    }


def newest_typing(acts: Iterable[NoticeAct]) -> str:
    """The act in whose dialogue something was typed last and not sent: it is open when the page is."""
    typed = [(act.form.typing.saved_at, act.name) for act in acts if act.form.typing and act.form.typing.restored]
    return max(typed, default=("", ""))[1]


def _rest(listing: Listing, suspension: Any, now: datetime) -> dict[str, Any]:
    """The running suspension, what will run after it, and whether it has lasted too long."""
    return {
        "suspension": suspension,
        "ground": label(CodeList.SUSPENSION_GROUND, suspension.ground) if suspension else "",
        "remaining": _remaining(listing, suspension),
        "is_overdue": suspension is not None and suspension.due_at <= now,
    }


def _requests(actor: Actor, listing: Listing, bound: dict[str, KeptForm] | None) -> list[tuple]:
    """What the seller asked, the form of the answer for whoever governs, whose word is owed, the charge."""
    return [
        (one, asked(one), None if bound is None else _answer(one, bound), second_word(one, actor), charge_of(one))
        for one in proposals_of(listing)
    ]


def second_word(proposal: Proposal, actor: Actor) -> dict[str, Any] | None:
    """Of a request that waits and on which two people decide: why, and whether the first word is given, and whose."""
    why = two_decide(proposal) if proposal.state == ProposalState.ASKED else []
    if not why:
        return None
    return {**why_two(why), "is_given": proposal.approved_at, "is_own": proposal.approved_by_id == actor.user.pk}


def asked(proposal: Proposal) -> list[tuple[str | Promise, str]]:
    """The texts of the terms that the seller asks to publish instead."""
    return [(_TERMS[name], _said(name, text)) for name, text in proposal.terms.items()]


def _said(name: str, text: str) -> str:
    """A term as a reader sees it: the hours of a sale in the zone of the page."""
    if name not in MOMENTS:
        return text
    return formats.moment(datetime.fromisoformat(text), spoken_language(), zone=settings.TTE_TIME_ZONE)


def _answer(proposal: Proposal, bound: dict[str, KeptForm]) -> AnswerForm | None:
    if proposal.state != ProposalState.ASKED:
        return None
    return bound.get(f"answer-{proposal.pk}") or answer_form(proposal)


def _governing(listing: Listing) -> list[str]:
    """The acts of the exchange that the state allows, in the order of the page."""
    names = []
    if listing.state == ListingState.SUSPENDED and not stops_listing(listing):
        names.append("resume")
    if listing.state in RUNNING:
        names.append("suspend")
    if listing.regime == Regime.AUCTION and listing.state == ListingState.QUALIFYING:
        names.append("record_sale")
    if awaits_buyer(listing):
        names.append("name_buyer")
    may_end = listing.state in LISTING["terminate"].sources and listing.state != ListingState.SOLD
    if may_end and not stops_listing(listing):
        names.append("terminate")
    return names


def _asking(listing: Listing) -> list[str]:
    names = [f"ask_{kind}" for kind in proposals_open_to(listing)]
    is_running = listing.state in (ListingState.IN_NOTICE, ListingState.SUSPENDED)
    if is_running and not has_paid_deposit(listing) and not stops_listing(listing):
        names.append("withdraw")
    return names


def _remaining(listing: Listing, suspension: Any) -> str:
    """What will run of the notice after a resumption, in words."""
    is_counted = suspension is not None and suspension.state_before == ListingState.IN_NOTICE
    if not is_counted or listing.regime == Regime.AUCTION:
        return ""
    return counted(minimum_of(listing), remaining_of(listing, suspension.elapsed), listing.counted_unit).words()


def period_facts(listing: Listing, suspension: Suspension | None) -> list[tuple]:
    """The notice in figures; while its period is paused no day is its last one."""
    is_paused = suspension is not None and suspension.state_before == ListingState.IN_NOTICE
    ends = _("paused while the listing is on hold") if is_paused else end_moment(listing.notice_ends_at)
    rows = [
        (_("Notice"), notice_words(listing)),
        (_("Minimum of its regime"), minimum_of(listing).words()),
        (_("Notice ends"), ends),
        (_("If nobody registers"), extension_words(listing)),
    ]
    if given := undertakings_of(listing).last():
        rows.append((_("Undertakings of the seller"), given_words(given)))
    signing = earliest_signing(listing)
    if listing.regime == Regime.NEGOTIATED and signing:
        rows.append((_("Earliest signing"), formats.long_date(signing, spoken_language())))
    return rows


def given_words(given: UndertakingAcceptance) -> str:
    """In which version the seller gave its undertakings for this listing, and when (R3-34)."""
    values = {
        "version": given.version,
        "on": formats.long_date(official_date(given.accepted_at), spoken_language()),
    }
    return _("Version %(version)s, given on %(on)s") % values


def extension_words(listing: Listing) -> str:
    """The extension as it was announced."""
    if not listing.extensions_allowed:
        return _("The notice ends by itself")
    period = rule(RuleKey.NOTICE_EXTENSION, rule_set=listing.rule_set)
    values = {"times": listing.extensions_allowed, "period": counted(period, listing.extension_length).words()}
    return _("Extended up to %(times)s times, each by %(period)s") % values
