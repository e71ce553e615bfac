"""Registered contracts by the million, made by the database itself in the real tables.

Triggers and foreign keys rest meanwhile, so nothing of it is in the feed: the base of the statistics is built from the
tables afterwards, as `manage.py rebuild_statistics` does it. The draw is seeded: the same rows each time.
"""

from django.db import connection, transaction

from bench.texts import SEED
from institutions.models import Agency
from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind
from tte.accounts.models import Organisation
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import codes
from tte.imports.models import Batch
from tte.statistics.projection import rebuild

YEARS = 10
FIRST_YEAR = 2016
SELLERS, BUYERS = 2000, 20_000
PARTY_TYPES = ["0221", "0241", "110", "150", "170", "310", "400"]


def load_contracts(count: int, *, batch: Batch, by: Actor) -> None:
    """`count` contracts with registration and fact, then the base file of the statistics. Money is as skewed as in
    real registers: a few of a hundred carry most of the value."""
    sellers, buyers = min(SELLERS, count), min(BUYERS, count)
    _parties(sellers, buyers)
    agency = Agency.objects.create(organisation=by.organisation, region_code="9900", point="01")
    values = {"count": count, "batch": batch.pk, "user": by.user.pk, "agency": agency.pk}
    values |= {"sellers": sellers, "buyers": buyers, **_lists()}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SELECT setseed(%s)", [SEED / 10**8])
        for statement in (DRAWN, CONTRACTS, REGISTRATIONS, FACTS, *AFTER):
            cursor.execute(statement, values)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rebuild()


def _parties(sellers: int, buyers: int) -> None:
    kinds = ((OrganisationKind.HOLDER, "seller", sellers), (OrganisationKind.ENTERPRISE, "buyer", buyers))
    regions = tops_of(CodeList.REGION)
    Organisation.objects.bulk_create(
        (
            Organisation(
                code=f"bench-{name}-{number}",
                kind=kind,
                name_zh=f"{name} {number}",
                party_type=PARTY_TYPES[number % len(PARTY_TYPES)],
                region_code=regions[number % len(regions)],
            )
            for kind, name, count in kinds
            for number in range(count)
        ),
        batch_size=5000,
    )


def _lists() -> dict[str, object]:
    return {
        "types": leaves_of(CodeList.CONTRACT_TYPE),
        "fields": tops_of(CodeList.TECHNOLOGY_FIELD),
        "ip": leaves_of(CodeList.IP_TYPE),
        "regions": tops_of(CodeList.REGION),
        "parties": PARTY_TYPES,
        "plans": ["P0", "P1", "P3"],
        "objectives": ["01", "05", "10", "12"],
        "first_seller": _first("seller"),
        "first_buyer": _first("buyer"),
    }


def tops_of(name: CodeList) -> list[str]:
    return [entry.code for entry in codes(name) if not entry.parent_code]


def leaves_of(name: CodeList) -> list[str]:
    entries = codes(name)
    parents = {entry.parent_code for entry in entries}
    return [entry.code for entry in entries if entry.code not in parents]


def _first(name: str) -> int:
    return Organisation.objects.get(code=f"bench-{name}-0").pk


def _of(name: str, *, even: bool = True) -> str:
    """One of a list, evenly or with the square of an even chance, which makes the first of the list frequent."""
    chance = "random()" if even else "random() ^ 2"
    return f"(%({name})s::text[])[(1 + floor(array_length(%({name})s::text[], 1) * {chance}))::int]"


DRAWN = f"""
CREATE TEMP TABLE bench_drawn AS
SELECT place,
       %(first_seller)s + floor(%(sellers)s * random() ^ 2)::bigint AS seller,
       %(first_buyer)s + floor(%(buyers)s * random() ^ 2)::bigint AS buyer,
       {_of("types")} AS contract_type, {_of("fields", even=False)} AS field, {_of("ip")} AS ip_type,
       {_of("plans")} AS plan_source, {_of("objectives")} AS objective,
       {_of("parties")} AS seller_type, {_of("parties")} AS buyer_type,
       {_of("regions", even=False)} AS seller_region, {_of("regions", even=False)} AS buyer_region,
       date '{FIRST_YEAR}-01-01' + floor({YEARS * 365} * random())::int AS day,
       least(1 + floor(100 * exp(random_normal(11.75, 2.55))), 1e14)::bigint AS total_fen,
       0.3 + 0.7 * random() AS share
FROM generate_series(1, %(count)s) AS place
"""
CONTRACTS = """
INSERT INTO contracts_contract (id, application_code, seller_id, buyer_id, agency_id, state, rule_set, batch_id, title,
       title_en, contract_type, licence_mode, ip_type, field, objective, plan_source, payment_method, signed_on,
       total_amount, related_party, drafted_by_id, proposed_refusal)
SELECT place, 'T' || lpad(place::text, 16, '0'), seller, buyer, %(agency)s, 'registered', 'DEMO', %(batch)s,
       '技术合同 ' || place, '', contract_type, '', ip_type, field, objective, plan_source, '', day, total_fen / 100.0,
       false, %(user)s, ''
FROM bench_drawn
"""
REGISTRATIONS = """
INSERT INTO contracts_registration (id, contract_id, version, number, total_amount, technology_amount, registered_on,
       batch_id, rule_set)
SELECT place, place, 1, lpad(place::text, 16, '0'), total_fen / 100.0, greatest(1, floor(total_fen * share)) / 100.0,
       day, %(batch)s, 'DEMO'
FROM bench_drawn
"""
FACTS = """
INSERT INTO contracts_contractfact (registration_id, number, registered_on, month, contract_type, licence_mode, field,
       ip_type, plan_source, objective, seller_key, seller_type, seller_region, buyer_key, buyer_type, buyer_region,
       agency_key, total_fen, technology_fen)
SELECT place, lpad(place::text, 16, '0'), day, date_trunc('month', day)::date, contract_type, '', field, ip_type,
       plan_source, objective, seller, seller_type, seller_region, buyer, buyer_type, buyer_region, %(agency)s,
       total_fen, greatest(1, floor(total_fen * share))::bigint
FROM bench_drawn
"""
AFTER = (
    "SELECT setval(pg_get_serial_sequence('contracts_contract', 'id'), %(count)s)",
    "SELECT setval(pg_get_serial_sequence('contracts_registration', 'id'), %(count)s)",
    "DROP TABLE bench_drawn",
)
