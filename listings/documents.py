"""What the search engine is told of listings."""

from collections.abc import Iterable, Sequence

from listings.enums import BEFORE_THE_EXCHANGE, AchievementState, ListingState, TakedownState
from listings.models import Achievement, IPRight, Listing, Takedown
from tte.search.documents import WITHHELD, SearchDocument, document_source

CATALOGUE_FACETS = ("language", "field", "region", "institution")
CATALOGUE_COLUMNS = (
    "pk",
    "code",
    "title_zh",
    "title_en",
    "abstract_zh",
    "abstract_en",
    "field",
    "posted_at",
    "holder__code",
    "holder__region_code",
    "catalogue_entry__stated_holder",
    "catalogue_entry__number",
    "catalogue_entry__source_id",
    "catalogue_entry__keywords",
    "catalogue_entry__classification",
    "catalogue_entry__region_code",
)
COMPARED = ("title_zh", "title_en", "abstract_zh", "abstract_en")
FACETS = ("field", "state", "right", "maturity", "maturity_13", "regime", "region")
COLUMNS = (
    "pk",
    "code",
    "state",
    "regime",
    "right_offered",
    "price",
    "listed_at",
    "notice_ends_at",
    "achievement_id",
    "achievement__code",
    "achievement__title_zh",
    "achievement__title_en",
    "achievement__abstract_zh",
    "achievement__abstract_en",
    "achievement__field",
    "achievement__maturity",
    "achievement__maturity_13",
    "achievement__keywords_zh",
    "achievement__keywords_en",
    "achievement__region",
    "holder__name_zh",
    "holder__name_en",
    "holder__region_code",
)


def listing_documents(keys: Sequence[int]) -> dict[int, SearchDocument | None]:
    """The document of each listing; None for one that is withdrawn or gone."""
    documents: dict[int, SearchDocument | None] = dict.fromkeys(keys)
    rows = Listing.objects.filter(pk__in=keys).exclude(state=ListingState.WITHDRAWN).values(*COLUMNS)
    numbers = _numbers([row["achievement_id"] for row in rows])
    for row in rows:
        documents[row["pk"]] = _document(row, numbers.get(row["achievement_id"], []))
    return documents


def listing_keys() -> Iterable[int]:
    return Listing.objects.order_by("pk").values_list("pk", flat=True).iterator()


def _numbers(achievements: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rights = IPRight.objects.filter(achievement__in=achievements).exclude(number="")
    for achievement, number in rights.order_by("pk").values_list("achievement_id", "number"):
        found.setdefault(achievement, []).append(number)
    return found


def _document(row: dict, numbers: list[str]) -> SearchDocument:
    return SearchDocument(
        pk=row["pk"],
        title_zh=row["achievement__title_zh"],
        title_en=row["achievement__title_en"],
        body_zh=f"{row['achievement__keywords_zh']}\n{row['achievement__abstract_zh']}\n{row['holder__name_zh']}",
        body_en=f"{row['achievement__keywords_en']}\n{row['achievement__abstract_en']}\n{row['holder__name_en']}",
        codes=(row["code"], row["achievement__code"], *numbers),
        compared=[row[f"achievement__{name}"] for name in COMPARED],
        facets={
            "field": (row["achievement__field"],),
            "state": (row["state"],),
            "right": (row["right_offered"],),
            "maturity": _stated(row["achievement__maturity"]),
            "maturity_13": _stated(row["achievement__maturity_13"]),
            "regime": (row["regime"],),
            "region": ((row["achievement__region"] or row["holder__region_code"])[:2] + "00",),
        },
        newest=int(row["listed_at"].timestamp()),
        amount=int(row["price"] * 100),
        due=int(row["notice_ends_at"].timestamp()) if row["state"] == ListingState.IN_NOTICE else None,
    )


def _stated(level: int | None) -> list[str]:
    return [str(level)] if level else []


def record_documents(keys: Sequence[int]) -> dict[int, SearchDocument | None]:
    """The document of each catalogue record; None for one that is not, or no longer, in the catalogue."""
    documents: dict[int, SearchDocument | None] = dict.fromkeys(keys)
    rows = Achievement.objects.filter(pk__in=keys, state=AchievementState.CATALOGUED)
    for row in rows.values(*CATALOGUE_COLUMNS):
        documents[row["pk"]] = _record(row)
    return documents


def record_keys() -> Iterable[int]:
    rows = Achievement.objects.filter(state=AchievementState.CATALOGUED)
    return rows.order_by("pk").values_list("pk", flat=True).iterator()


def _record(row: dict) -> SearchDocument:
    """What the file says about a record is searched with the texts of its own language."""
    said = {name: row[f"catalogue_entry__{name}"] for name in ("stated_holder", "keywords", "classification")}
    more = "\n".join(said.values())
    region = row["catalogue_entry__region_code"] or row["holder__region_code"]
    return SearchDocument(
        pk=row["pk"],
        title_zh=row["title_zh"],
        title_en=row["title_en"],
        body_zh=f"{row['abstract_zh']}\n{more}" if row["title_zh"] else row["abstract_zh"],
        body_en=f"{row['abstract_en']}\n{more}" if not row["title_zh"] else row["abstract_en"],
        codes=[
            each for each in (row["code"], row["catalogue_entry__number"], row["catalogue_entry__source_id"]) if each
        ],
        compared=[row[name] for name in COMPARED],
        facets={
            "language": [each for each in ("zh", "en") if row[f"title_{each}"]],
            "field": [row["field"]] if row["field"] else [],
            "region": [region[:2] + "00"] if region else [],
            "institution": (row["holder__code"],),
        },
        newest=int(row["posted_at"].timestamp()),
    )


def submission_documents(keys: Sequence[int]) -> dict[int, SearchDocument | None]:
    """Of each achievement under audit only what it is compared by; nothing of it can be searched or read."""
    documents: dict[int, SearchDocument | None] = dict.fromkeys(keys)
    rows = Achievement.objects.filter(pk__in=keys, state__in=BEFORE_THE_EXCHANGE)
    for row in rows.values("pk", *COMPARED):
        documents[row["pk"]] = SearchDocument(pk=row["pk"], compared=[row[name] for name in COMPARED])
    return documents


def submission_keys() -> Iterable[int]:
    rows = Achievement.objects.filter(state__in=BEFORE_THE_EXCHANGE)
    return rows.order_by("pk").values_list("pk", flat=True).iterator()


def taken_down() -> Iterable[tuple[str, int]]:
    """What may not be found, from the commit of its takedown on (R8-03)."""
    rows = Takedown.objects.filter(state=TakedownState.STANDING).order_by("pk")
    for achievement, listing in rows.values_list("achievement", "achievement__listings"):
        yield from (("catalogue", achievement), ("submission", achievement))
        if listing:
            yield ("listing", listing)


document_source(topic="listing", kind="listing", documents=listing_documents, keys=listing_keys)
document_source(topic="catalogue", kind="catalogue", documents=record_documents, keys=record_keys)
document_source(topic="submission", kind="submission", documents=submission_documents, keys=submission_keys)
WITHHELD.append(taken_down)
