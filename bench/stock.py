"""Listings by the hundred thousand: COPY into the real tables, so triggers, outbox and index see them."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from bench.texts import SEED, Text
from listings.models import Achievement, IPRight, Listing, SecrecyDeclaration
from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind
from tte.accounts.models import Organisation
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import codes
from tte.common.bulk import copy_rows, next_keys
from tte.feed.relay import relay_all

HOLDERS = 400
STATES = ("in_notice", "in_notice", "in_notice", "qualifying", "bidding", "negotiating", "sold", "sold", "expired")
RIGHTS = ("transfer", "transfer", "E", "S", "O")
REGIMES = ("LIST-PUB", "LIST-PUB", "NEG", "LIST-SOE", "LIST-PRIV")
ACHIEVEMENT = (
    *("id", "code", "state", "secrecy_id", "holder_id", "posted_by_id"),
    *("title_zh", "title_en", "abstract_zh", "abstract_en"),
    *("field", "maturity", "regime", "right_offered", "price_basis", "price", "increment"),
)
LISTING = (
    *("id", "achievement_id", "code", "holder_id", "exchange_id", "state", "regime", "right_offered", "price"),
    *("price_basis", "increment", "deposit", "rule_set", "notice_rule_id", "notice_words_zh", "notice_words_en"),
    *("listed_at", "notice_ends_at", "notice_provisional", "base_price", "intended_buyer_name", "relation"),
    *("notice_unit", "notice_minimum", "notice_length", "counted_from", "counted_length", "counted_unit"),
    *("run_before", "extension_length", "extensions_allowed", "extensions_made"),
)
CHUNK = 20_000


def load_listings(
    texts: list[Text], *, by: Actor, exchange: Organisation, announced: bool = True, first: int = 0
) -> None:
    """One listing a text, of some hundred holders in all regions; their changes numbered in the feed, unless the
    triggers rest. Numbers begin with `first`."""
    chance = random.Random(SEED)
    holders = _holders(chance, first)
    declared = {holder.pk: _declaration(holder, by).pk for holder in holders}
    for start in range(0, len(texts), CHUNK):
        with transaction.atomic():
            if not announced:
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL session_replication_role = replica")
            _load(texts[start : start + CHUNK], first + start, chance, holders, declared, by, exchange)
        if announced:
            relay_all()


def _holders(chance: random.Random, first: int) -> list[Organisation]:
    regions = [entry.code for entry in codes(CodeList.REGION) if not entry.parent_code]
    weights = [chance.paretovariate(1.2) for _ in regions]
    return Organisation.objects.bulk_create(
        Organisation(
            code=f"bench-holder-{first}-{number}",
            kind=OrganisationKind.HOLDER,
            name_zh=f"第{number}研究院",
            name_en=f"Research Institute {number}",
            party_type="0221",
            region_code=chance.choices(regions, weights)[0],
        )
        for number in range(HOLDERS)
    )


def _declaration(holder: Organisation, by: Actor) -> SecrecyDeclaration:
    return SecrecyDeclaration.objects.create(
        level="public", reviewer_name="bench", reviewed_on="2026-01-05", organisation=holder, declared_by=by.user
    )


def _load(
    texts: list[Text],
    start: int,
    chance: random.Random,
    holders: list[Organisation],
    declared: dict[int, int],
    by: Actor,
    exchange: Organisation,
) -> None:
    keys, places = next_keys(Achievement, len(texts)), next_keys(Listing, len(texts))
    terms = [_terms(chance, holders) for _ in texts]
    fields = [entry.code for entry in codes(CodeList.TECHNOLOGY_FIELD) if not entry.parent_code]
    copy_rows(
        Achievement,
        ACHIEVEMENT,
        (
            _achievement(
                text, key, f"B{start + at:07d}", term, declared, by, chance.choice(fields), chance.randint(1, 9)
            )
            for at, (text, key, term) in enumerate(zip(texts, keys, terms, strict=True))
        ),
    )
    copy_rows(IPRight, ("achievement_id", "ip_type", "number"), _rights(keys, start))
    copy_rows(
        Listing,
        LISTING,
        (
            _listing(place, key, f"BX{start + at:07d}", term, exchange)
            for at, (place, key, term) in enumerate(zip(places, keys, terms, strict=True))
        ),
    )


def _terms(chance: random.Random, holders: list[Organisation]) -> dict:
    price = chance.randint(1, 2000) * 10_000
    listed = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randint(0, 400_000))
    return {
        "holder": chance.choice(holders).pk,
        "state": chance.choice(STATES),
        "regime": chance.choice(REGIMES),
        "right": chance.choice(RIGHTS),
        "price": price,
        "step": max(1000, price // 100),
        "listed": listed,
        "ends": listed + timedelta(days=chance.randint(15, 400)),
    }


def _achievement(
    text: Text, key: int, code: str, term: dict, declared: dict[int, int], by: Actor, field: str, maturity: int
) -> tuple:
    zh = text.language == "zh"
    return (
        *(key, code, "approved", declared[term["holder"]], term["holder"], by.user.pk),
        *(text.title if zh else "", "" if zh else text.title, text.abstract if zh else "", "" if zh else text.abstract),
        *(field, maturity, term["regime"], term["right"], "bench", term["price"], term["step"]),
    )


def _rights(keys: list[int], start: int) -> Iterator[tuple]:
    for at, key in enumerate(keys):
        if at % 2 == 0:
            yield key, "11", f"CN{110_000_000 + start + at}A"


def _listing(place: int, key: int, code: str, term: dict, exchange: Organisation) -> tuple:
    return (
        *(place, key, code, term["holder"], exchange.pk, term["state"], term["regime"], term["right"], term["price"]),
        *("bench", term["step"], term["price"] // 10, "DEMO", "R3-42", "公示", "notice"),
        *(term["listed"], term["ends"], "f", term["price"], "", ""),
        *("days", 1, 1, term["listed"], 1, "days", 0, 0, 0, 0),
    )
