"""A contract from its draft to its filing. Locks: deal or contract; the case is made in the same transaction."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypedDict

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from contracts.classification import type_of_right
from contracts.enums import CONTRACT_REVIEW, ContractState
from contracts.lifecycles import CONTRACT
from contracts.models import Contract, NonTechnicalItem
from contracts.notices import CONTRACT_FILED, path_of, path_of_review, title_values
from contracts.permissions import can_draft_contract, can_draft_from_deal, can_edit_contract
from contracts.selectors.amounts import split_of
from contracts.selectors.contract import FIELDS, stored_items, twin_of
from contracts.selectors.limits import review_limit
from contracts.selectors.requirements import missing
from institutions.models import Agency
from institutions.selectors.agency import agency_of_region
from listings.enums import ENDED_LISTINGS, RightOffered
from listings.models import Achievement, Deal
from listings.selectors.objection import stops_listing
from listings.services.deal import DealStopped
from listings.services.hold import refuse_held
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation
from tte.accounts.roles import Permission
from tte.accounts.selectors.people import people_with
from tte.casework.models import Case
from tte.casework.services import answer_case, ask_checks, open_case
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.clock import now
from tte.common.errors import DomainError, PermissionRefused
from tte.common.locks import lock
from tte.common.numbering import yearly_code
from tte.common.presence import present
from tte.drafts.merging import Seen, typed_changes
from tte.files.services import store_file
from tte.notices.services import notify
from tte.trail.services import advance, record

FILED_ONCE = "contract_registered_once"


class ItemRow(TypedDict):
    kind: str
    name: str
    quantity: int
    amount: Decimal


class NoAgency(DomainError):
    code = "no_agency"


class ContractIncomplete(DomainError):
    code = "incomplete"


class AlreadyFiled(DomainError):
    """R1-12: one contract is never registered twice."""

    code = "already_filed"


class OwnBuyer(DomainError):
    code = "own_buyer"
    field = "buyer"


@transaction.atomic
def draft_from_deal(*, deal: Deal, by: Actor) -> Contract:
    """A draft filled in from a confirmed deal. The same deal asked twice gives the same contract."""
    deal = lock(deal)
    if not can_draft_from_deal(by, deal):
        raise PermissionRefused(_("The seller's officer drafts the contract, once the deal is confirmed"))
    made = Contract.objects.filter(deal=deal).first()
    if made is not None:
        return made
    _refuse_stopped(deal)
    achievement = deal.listing.achievement
    right = achievement.ip_rights.order_by("pk").first()
    ip_type = right.ip_type if right else "20"
    mode = deal.listing.right_offered
    is_licence = mode != RightOffered.TRANSFER
    contract_type = type_of_right(licence=is_licence, ip_type=ip_type)
    title, title_en = _titles(achievement, contract_type)
    return _draft(
        by=by,
        buyer=deal.buyer,
        deal=deal,
        title=title,
        title_en=title_en,
        contract_type=contract_type,
        licence_mode=mode if is_licence else "",
        ip_type=ip_type,
        field=achievement.field,
        total_amount=deal.price,
        related_party=deal.related_party,
    )


def _refuse_stopped(deal: Deal | None) -> None:
    """An objection that is examined stops the signing; one that was upheld has ended the deal (R3-05)."""
    if deal is not None and (stops_listing(deal.listing) or deal.listing.state in ENDED_LISTINGS):
        raise DealStopped(_("An objection is under examination or was upheld: the contract is not signed (R3-05)"))
    if deal is not None:
        refuse_held(deal.listing)


@transaction.atomic
def draft_contract(*, buyer: Organisation, by: Actor) -> Contract:
    """An empty draft of a contract made without this exchange; the seller is the acting organisation."""
    if not can_draft_contract(by):
        raise PermissionRefused(_("An officer of the seller drafts the contract"))
    if buyer == by.organisation:
        raise OwnBuyer(_("Seller and buyer are two parties: name the other one"))
    return _draft(by=by, buyer=buyer)


def _draft(*, by: Actor, buyer: Organisation, **fields: Any) -> Contract:
    contract = Contract.objects.create(
        application_code=yearly_code("HT{yy}-{number:06d}", series="application:{year}"),
        seller=by.acting_for,
        buyer=buyer,
        agency=_agency_of(by.acting_for),
        rule_set=settings.TTE_RULE_SET,
        drafted_by=by.user,
        **fields,
    )
    record("contract.draft", contract, by=by, code=contract.application_code)
    return contract


def _titles(achievement: Achievement, contract_type: str) -> tuple[str, str]:
    """The title of the work with the kind of contract, in the languages the work has."""
    zh, en = (label(CodeList.CONTRACT_TYPE, contract_type, language) for language in ("zh-hans", "en"))
    title_zh = f"{achievement.title_zh}{zh}合同" if achievement.title_zh else ""
    title_en = f"{en}: {achievement.title_en}" if achievement.title_en else ""
    return title_zh or title_en, title_en if title_zh else ""


def _agency_of(seller: Organisation) -> Agency:
    agency = agency_of_region(seller.region_code)
    if agency is None:
        raise NoAgency(_("No registration agency serves the region of %(seller)s"), seller=seller)
    return agency


@transaction.atomic
def save_draft(
    *,
    contract: Contract,
    by: Actor,
    items: Sequence[ItemRow] | None = None,
    upload: UploadedFile | None = None,
    seen: Seen | None = None,
    **fields: Any,
) -> Contract:
    """Keep what is given, complete or not. `items` replaces the list of costs, `upload` the document.

    With `seen`, the fingerprints of what the sender had before the eyes, nothing that others wrote meanwhile is written
    over (`ChangedMeanwhile`).
    """
    contract = lock(contract)
    if not can_edit_contract(by, contract):
        raise PermissionRefused(_("Only a draft can be changed, and only by the seller's officer"))
    rows = {} if items is None else {"items": items}
    said = {name: value for name, value in fields.items() if name in FIELDS} | rows
    standing = {name: getattr(contract, name) for name in FIELDS} | {"items": stored_items(contract)}
    given = typed_changes(said, standing=standing, seen=seen)
    costs = given.pop("items", None)
    for name, value in given.items():
        setattr(contract, name, value)
    if upload is not None:
        contract.document = store_file(upload=upload, by=by)
        given["document"] = contract.document
    contract.save(update_fields=[*given])
    if costs is not None:
        contract.items.all().delete()
        NonTechnicalItem.objects.bulk_create(NonTechnicalItem(contract=contract, **item) for item in costs)
    return contract


@transaction.atomic
def file_contract(*, contract: Contract, by: Actor) -> Contract:
    """File with the agency of the seller's region: complete, once only (R1-12), within its validity (R1-14)."""
    contract = lock(contract)
    if not can_edit_contract(by, contract):
        raise PermissionRefused(_("Only a draft can be filed, and only by the seller's officer"))
    _refuse_stopped(contract.deal)
    lines = missing(contract)
    if lines:
        raise ContractIncomplete(_("Not yet complete: %(missing)s"), missing="; ".join(each.label for each in lines))
    is_first = contract.state == ContractState.DRAFT
    contract.agency = _agency_of(contract.seller) if is_first else contract.agency
    contract.declared_technology_amount = present(split_of(contract)).technology
    contract.filed_at, contract.filed_by = now(), by.user
    contract.case = _case_of(contract, by)
    contract.save(update_fields=["agency", "declared_technology_amount", "filed_at", "filed_by", "case"])
    _submit(contract, by)
    ask_checks(case=contract.case)
    _tell_filed(contract)
    return contract


def _case_of(contract: Contract, by: Actor) -> Case:
    """The case in the agency's queue. Corrected papers restart its period on arrival (R1-26)."""
    if contract.case is not None:
        limit = review_limit(contract) if contract.accepted_at else None
        return answer_case(case=contract.case, reason="corrected", limit=limit, by=by)
    return open_case(
        kind=CONTRACT_REVIEW,
        office=contract.agency.organisation,
        applicant=contract.seller,
        author=contract.drafted_by,
        reference=contract.application_code,
        title={"zh": contract.title, "en": contract.title_en},
        reason="filed",
        by=by,
    )


def _submit(contract: Contract, by: Actor) -> None:
    """The state moves; a twin already on its way is told by the constraint, whoever came first."""
    try:
        with transaction.atomic():
            advance(contract, "file", lifecycle=CONTRACT, by=by, agency=contract.agency.organisation.code)
    except IntegrityError as fault:
        if FILED_ONCE not in str(fault):
            raise
        twin = twin_of(contract)
        raise AlreadyFiled(
            _("This contract is already filed as %(number)s: same parties, title, date and amount"),
            number=twin.application_code if twin else "",
        ) from fault


def _tell_filed(contract: Contract) -> None:
    words = {
        "title": title_values(contract),
        "code": contract.application_code,
        "seller": contract.seller,
        "agency": contract.agency.organisation,
    }
    key = f"filed-{present(contract.filed_at).isoformat()}"
    registrars = people_with(contract.agency.organisation, Permission.CONTRACT_REVIEW)
    notify(CONTRACT_FILED, registrars, subject=contract, url=path_of_review(contract), key=key, **words)
    buyers = people_with(contract.buyer, Permission.INTENT_REGISTER)
    notify(CONTRACT_FILED, buyers, subject=contract, url=path_of(contract), key=key, **words)
