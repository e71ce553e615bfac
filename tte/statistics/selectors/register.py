"""The registered contracts behind the figures, as rows for an export."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils.translation import gettext as _

from tte.statistics.enums import ExportForm, Side
from tte.statistics.exports import Column
from tte.statistics.filters import Question


@dataclass(frozen=True)
class Expression:
    """A column of the register: its name for programs, its SQL, and whether people typed what stands in it."""

    key: str
    sql: str
    typed: bool = False


# The title of a contract about something taken down is not told; its figures stay (R8-03).
TITLE = """CASE WHEN contract.deal_id IN (
        SELECT deal.id FROM listings_deal AS deal JOIN listings_listing AS listing ON listing.id = deal.listing_id
        JOIN listings_takedown AS takedown ON takedown.achievement_id = listing.achievement_id
        WHERE takedown.state = 'standing'
    ) THEN '' ELSE contract.title END"""
EXPRESSIONS = (
    Expression("number", "fact.number"),
    Expression("registered_on", "fact.registered_on"),
    Expression("application", "contract.application_code"),
    Expression("title", TITLE, typed=True),
    Expression("contract_type", "fact.contract_type"),
    Expression("licence_mode", "fact.licence_mode"),
    Expression("field", "fact.field"),
    Expression("ip_type", "fact.ip_type"),
    Expression("plan_source", "fact.plan_source"),
    Expression("objective", "fact.objective"),
    Expression("seller", "seller.name_zh", typed=True),
    Expression("seller_type", "fact.seller_type"),
    Expression("seller_region", "fact.seller_region"),
    Expression("buyer", "buyer.name_zh", typed=True),
    Expression("buyer_type", "fact.buyer_type"),
    Expression("buyer_region", "fact.buyer_region"),
    Expression("agency", "office.name_zh", typed=True),
    Expression("signed_on", "contract.signed_on"),
    Expression("related_party", "contract.related_party::int"),
    Expression("turnover_yuan", "round(fact.total_fen / 100.0, 2)"),
    Expression("technology_yuan", "round(fact.technology_fen / 100.0, 2)"),
    Expression("rule_set", "registration.rule_set"),
)
ROWS = """
    FROM contracts_contractfact AS fact
    JOIN contracts_registration AS registration ON registration.id = fact.registration_id
    JOIN contracts_contract AS contract ON contract.id = registration.contract_id
    LEFT JOIN accounts_organisation AS seller ON seller.id = fact.seller_key
    LEFT JOIN accounts_organisation AS buyer ON buyer.id = fact.buyer_key
    LEFT JOIN institutions_agency AS agency ON agency.id = fact.agency_key
    LEFT JOIN accounts_organisation AS office ON office.id = agency.organisation_id
    WHERE fact.month >= %s AND fact.month < %s
"""
GUARDED = r"CASE WHEN {sql} ~ E'^''*[=+@\\t\\r-]' THEN '''' || {sql} ELSE {sql} END"


def register_columns() -> list[Column]:
    names = {
        "number": _("Registration number"),
        "registered_on": _("Registered on"),
        "application": _("Application number"),
        "title": _("Title"),
        "contract_type": _("Contract type"),
        "licence_mode": _("Licence mode"),
        "field": _("Field of technology"),
        "ip_type": _("Type of intellectual property"),
        "plan_source": _("Plan source"),
        "objective": _("Socio-economic objective"),
        "seller": _("Seller"),
        "seller_type": _("Type of seller"),
        "seller_region": _("Region of seller"),
        "buyer": _("Buyer"),
        "buyer_type": _("Type of buyer"),
        "buyer_region": _("Region of buyer"),
        "agency": _("Registration agency"),
        "signed_on": _("Signed on"),
        "related_party": _("Related parties (1 = yes)"),
        "turnover_yuan": _("Turnover, yuan"),
        "technology_yuan": _("Technology amount, yuan"),
        "rule_set": _("Rule set"),
    }
    return [Column(expression.key, names[expression.key]) for expression in EXPRESSIONS]


def register_sql(question: Question, form: str) -> tuple[str, list]:
    """The query of the register of a year, in the order of the numbers."""
    listed = ", ".join(
        GUARDED.format(sql=expression.sql) if expression.typed and form == ExportForm.CSV_SHEET else expression.sql
        for expression in EXPRESSIONS
    )
    where, values = chosen(question)
    return f"SELECT {listed} {where} ORDER BY fact.number, fact.registration_id", values


def chosen(question: Question) -> tuple[str, list]:
    asked = question.slice()
    values: list[object] = [asked.since, asked.until]
    if not question.region:
        return ROWS, values
    column = "seller_region" if question.side == Side.OUTPUT else "buyer_region"
    return f"{ROWS} AND left(fact.{column}, 2) || '00' = %s", [*values, question.region]


def register_count(question: Question) -> int:
    where, values = chosen(question)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {where}", values)
        return cursor.fetchone()[0]


def register_rows(question: Question) -> Iterator[tuple]:
    """The same rows one by one, from a cursor on the server."""
    sql, values = register_sql(question, ExportForm.XLSX)
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while batch := cursor.fetchmany(2000):
            yield from batch
