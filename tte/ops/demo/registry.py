"""From the deal to the registered contract: each state of a contract."""

from datetime import date

from contracts.models import Contract
from contracts.services.certificate import issue_certificate
from contracts.services.contract import draft_from_deal, file_contract
from contracts.services.contract import save_draft as save_contract
from contracts.services.registration import register_contract
from contracts.services.review import (
    accept_contract,
    ask_correction,
    claim_contract,
    recommend_refusal,
    recommend_registration,
    refuse_contract,
)
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.common.clock import today
from tte.ops.demo.market import Market
from tte.ops.demo.papers import contract_paper
from tte.ops.demo.supply import check, officer_of
from tte.ops.demo.trade import disclosed

OBJECTIVES = {"01": "10", "02": "08", "04": "03", "06": "02", "07": "01", "09": "09", "10": "05", "11": "05"}
INDUSTRY = "10"


def registrar_of(market: Market, contract: Contract) -> Actor:
    return market.of(contract.agency.organisation.code, Role.REGISTRAR)


def reviewer_of(market: Market, contract: Contract) -> Actor:
    return market.of(contract.agency.organisation.code, Role.REVIEWER)


def drafted(market: Market, item: dict) -> Contract:
    """Signed, filled in and with its paper, but not filed."""
    officer = officer_of(market, item)
    deal = disclosed(market, item)
    market.clock.work(hours=50)
    contract = draft_from_deal(deal=deal, by=officer)
    signed = today()
    fields = {"signed_on": signed, "begins_on": signed, "ends_on": date(signed.year + 5, 1, 31)}
    fields |= {"objective": OBJECTIVES.get(item["field"], INDUSTRY), "payment_method": "LS"}
    items = [{"kind": "materials", "name": "试用材料", "quantity": 1, "amount": contract.total_amount / 20}]
    return save_contract(contract=contract, by=officer, items=items, upload=contract_paper(contract), **fields)


def filed(market: Market, item: dict) -> Contract:
    contract = drafted(market, item)
    market.clock.work(hours=18)
    contract = file_contract(contract=contract, by=officer_of(market, item))
    market.clock.on(seconds=4)
    check(contract.case)
    return contract


def accepted(market: Market, item: dict) -> Contract:
    contract = filed(market, item)
    market.clock.work(hours=17)
    contract = claim_contract(contract=contract, by=registrar_of(market, contract))
    market.clock.work(hours=1)
    return accept_contract(contract=contract, by=registrar_of(market, contract))


def to_correct(market: Market, item: dict) -> None:
    contract = accepted(market, item)
    market.clock.work(hours=19)
    text = "合同文本缺少验收标准附件，请补充并加盖骑缝章。"
    ask_correction(contract=contract, reason_code="N7", text=text, by=registrar_of(market, contract))


def recommended(market: Market, item: dict) -> Contract:
    contract = accepted(market, item)
    market.clock.work(hours=21)
    technology = contract.total_amount - contract.total_amount / 20
    by = registrar_of(market, contract)
    return recommend_registration(contract=contract, technology_amount=technology, text="", by=by)


def refused(market: Market, item: dict) -> None:
    contract = accepted(market, item)
    market.clock.work(hours=22)
    text = "标的实为磁体产品买卖，合同中没有技术内容条款。"
    by = registrar_of(market, contract)
    contract = recommend_refusal(contract=contract, reason_code="N2", text=text, by=by)
    market.clock.work(hours=20)
    contract = claim_contract(contract=contract, by=reviewer_of(market, contract))
    refuse_contract(contract=contract, reason_code="N2", text=text, by=reviewer_of(market, contract))


def registered(market: Market, item: dict) -> None:
    contract = recommended(market, item)
    market.clock.work(hours=18)
    reviewer = reviewer_of(market, contract)
    contract = claim_contract(contract=contract, by=reviewer)
    registration = register_contract(contract=contract, by=reviewer, text="")
    market.clock.on(seconds=9)
    issue_certificate(registration_id=registration.pk)
