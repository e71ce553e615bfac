"""The seller asks, the exchange decides: suspension, other terms, withdrawal after a deposit, a second listing."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import ProposalKind, ProposalState, Regime
from listings.lifecycles import PROPOSAL
from listings.models import Listing, Proposal, UndertakingAcceptance
from listings.notices.notice import PROPOSAL_APPROVED, PROPOSAL_ASKED, PROPOSAL_DECLINED, path_of_notice
from listings.notices.supply import title_values
from listings.selectors.charge import needs_charge
from listings.selectors.people import officers_of_holder
from listings.selectors.proposal import other_terms, proposals_open_to, two_decide
from listings.selectors.stake import free_auditors_of
from listings.services.auction_suspension import take_turn_of
from listings.services.charge import owe_charge, state_charge
from listings.services.check import check_published
from listings.services.ending import refuse_unnamed, take_back
from listings.services.price_step import refuse_off_step
from listings.services.public_words import refuse_unfit
from listings.services.relisting import refuse_price_without_approval, refuse_sale, relist
from listings.services.stake import refuse_stake
from listings.services.suspension import suspend_listing
from listings.services.terms import ApprovalMissing, NothingChanged, change_terms
from listings.services.undertaking import UndertakingsMissing, refuse_unread
from tte.accounts.actor import Actor
from tte.casework.services import SamePerson
from tte.casework.services.reasons import refuse_wordless
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.files.models import StoredFile
from tte.files.services import store_file
from tte.notices.services import notify
from tte.trail.services import advance, record


class NotOpen(DomainError):
    code = "not_open"


class PriceMissing(DomainError):
    code = "price_missing"
    field = "price"


@transaction.atomic
def propose(
    *,
    listing: Listing,
    kind: str,
    text: str,
    by: Actor,
    reason_code: str = "",
    price: Decimal | None = None,
    terms: dict[str, str] | None = None,
    evidence: UploadedFile | None = None,
    undertakings: int | None = None,
) -> Proposal:
    """Ask, once at a time; an approval has its paper, a relisting its checks and `undertakings`, as read (R3-34)."""
    listing = lock(listing)
    _refuse_request(listing, kind, text, reason_code)
    other = (terms or {}) if kind == ProposalKind.RELISTING else other_terms(listing, terms or {})
    for name, words in {"text": text, **other}.items():
        refuse_unfit(words, field=name)
    stored = store_file(upload=evidence, by=by) if evidence else None
    if kind in (ProposalKind.CHANGE, ProposalKind.RELISTING):
        _refuse_offer(listing, kind, price, stored, other)
    if kind == ProposalKind.RELISTING:
        refuse_unread(undertakings)
        check_published(achievement=listing.achievement, by=by)
    made = Proposal.objects.create(
        listing=listing,
        kind=kind,
        reason_code=reason_code,
        text=text,
        price=price,
        terms=other,
        evidence=stored,
        undertakings=undertakings if kind == ProposalKind.RELISTING else None,
        asked_by=by.user,
    )
    record("proposal.ask", made, by=by, listing=listing.code, proposal=kind)
    _tell_office(made)
    return made


def _refuse_request(listing: Listing, kind: str, text: str, reason_code: str) -> None:
    if kind not in proposals_open_to(listing):
        raise NotOpen(_("This cannot be asked for the listing in its present state"))
    refuse_wordless(text, _("Say why: it is published if the exchange grants it"))
    if kind == ProposalKind.WITHDRAWAL:
        refuse_unnamed(reason_code)


def _tell_office(asked: Proposal) -> None:
    listing = asked.listing
    notify(
        PROPOSAL_ASKED,
        free_auditors_of(listing),
        subject=asked,
        url=path_of_notice(listing),
        title=title_values(listing.achievement),
        listing=listing.code,
        what=ProposalKind(asked.kind).label,
        text=asked.text,
    )


def _refuse_offer(
    listing: Listing, kind: str, price: Decimal | None, stored: StoredFile | None, terms: dict[str, str]
) -> None:
    """What is refused when it is granted is refused when it is asked."""
    if price is None:
        raise PriceMissing(_("State the price"))
    refuse_off_step(price, listing.achievement.increment if kind == ProposalKind.RELISTING else listing.increment)
    if kind == ProposalKind.RELISTING:
        refuse_price_without_approval(listing=listing, price=price, evidence=stored)
        if listing.regime == Regime.AUCTION:
            refuse_sale(terms)
    elif price == listing.price and not terms:
        raise NothingChanged(_("Price and terms are as published; change what is to change"))
    elif stored is None:
        raise ApprovalMissing(_("Attach the document by which the change was approved (R3-42)"))


@transaction.atomic
def grant_proposal(
    *, proposal: Proposal, answer: str, by: Actor, charge: Decimal | None = None, charge_basis: str = ""
) -> Proposal:
    """Grant it: what was asked is done in the same transaction, by the auditor who grants it.

    Where two people decide, the word of the first is kept, and nothing happens before that of the second. The first
    states the charge of a withdrawal that has no ground of a suspension (R3-43).
    """
    listing = _hold(proposal)
    proposal = lock(proposal)
    proposal.listing = listing
    refuse_stake(listing, by)
    if proposal.state == ProposalState.ASKED and proposal.approved_by_id is None and two_decide(proposal):
        if needs_charge(proposal):
            state_charge(proposal=proposal, amount=charge, basis=charge_basis, by=by)
        return _approve(proposal, answer, by)
    if proposal.approved_by_id == by.user.pk:
        raise SamePerson(_("You have approved it already; the second word is somebody else's"))
    _decide(proposal, "grant", answer, by)
    words: dict[str, Any] = {"listing": listing, "text": proposal.text, "by": by}
    ground, price = {"reason_code": proposal.reason_code}, {"price": proposal.price, "evidence": proposal.evidence}
    given = {"undertakings": _undertakings(proposal), "terms": proposal.terms}
    is_charged = needs_charge(proposal)
    acts: dict[str, tuple[Callable[..., object], dict[str, Any]]] = {
        ProposalKind.SUSPENSION: (suspend_listing, ground),
        ProposalKind.WITHDRAWAL: (take_back, ground | {"is_charged": is_charged}),
        ProposalKind.CHANGE: (change_terms, price | {"terms": proposal.terms}),
        ProposalKind.RELISTING: (relist, price | given),
    }
    act, named = acts[proposal.kind]
    act(**words, **named)
    if is_charged:
        owe_charge(proposal=proposal, by=by)
    return proposal


def _undertakings(proposal: Proposal) -> UndertakingAcceptance | None:
    """As whoever asked gave them with the request."""
    if proposal.kind != ProposalKind.RELISTING:
        return None
    if proposal.undertakings is None:
        raise UndertakingsMissing(_("The request came without the undertakings of the seller: decline it and say so"))
    return UndertakingAcceptance(
        achievement=proposal.listing.achievement,
        version=proposal.undertakings,
        organisation=proposal.listing.holder,
        accepted_by=proposal.asked_by,
        accepted_at=proposal.asked_at,
    )


def _hold(proposal: Proposal) -> Listing:
    """What the act will lock, in the order of docs/locking.md: turn, achievement, listing; then comes the request."""
    take_turn_of(proposal.listing)
    if proposal.kind == ProposalKind.RELISTING:
        lock(proposal.listing.achievement)
    return lock(proposal.listing)


def _approve(proposal: Proposal, answer: str, by: Actor) -> Proposal:
    """The word of the first of two people; the others who may give the second are told."""
    proposal.approved_at, proposal.approved_by = now(), by.user
    proposal.save(update_fields=["approved_at", "approved_by"])
    listing = proposal.listing
    record("proposal.approve", proposal, by=by, listing=listing.code, proposal=proposal.kind, text=answer)
    notify(
        PROPOSAL_APPROVED,
        [person for person in free_auditors_of(listing) if person != by.user],
        subject=proposal,
        url=path_of_notice(listing),
        title=title_values(listing.achievement),
        listing=listing.code,
        what=ProposalKind(proposal.kind).label,
        name=by.user.name,
    )
    return proposal


@transaction.atomic
def decline_proposal(*, proposal: Proposal, answer: str, by: Actor) -> Proposal:
    """Decline it with the words the seller reads; the listing stays as it is."""
    refuse_wordless(answer, _("Tell the seller why"), field="answer")
    refuse_stake(proposal.listing, by)
    _decide(proposal, "decline", answer, by)
    notify(
        PROPOSAL_DECLINED,
        officers_of_holder(proposal.listing),
        subject=proposal,
        url=path_of_notice(proposal.listing),
        title=title_values(proposal.listing.achievement),
        what=ProposalKind(proposal.kind).label,
        text=answer,
    )
    return proposal


def _decide(proposal: Proposal, verb: str, answer: str, by: Actor) -> None:
    advance(proposal, verb, lifecycle=PROPOSAL, by=by)
    proposal.answer, proposal.decided_at, proposal.decided_by = answer, now(), by.user
    proposal.save(update_fields=["answer", "decided_at", "decided_by"])
