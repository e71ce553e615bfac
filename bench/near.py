"""Near-duplicates: what is found of altered copies of real records, what else is taken for one, and what a check costs.

Texts are the real records that have an abstract, each title once. A part of them is listed; of these copies are made in
which 10, 20 and 40 per cent of the characters or of the sentences are edited. The others are not listed and asked as
they stand, those of a class that is listed first: the hard negatives. Counted strictly: a record that is not listed
and found near anything is a false alarm, although real files hold real twins; the first are printed for the eye.

For the cost further records are listed, recombined from the real ones, up to the size; the index holds of them what
near records are found by and nothing else. One record is checked at a time, from the question to the verdict.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from bench.figures import Figure, percentile, say, timed
from bench.market import people
from bench.near_records import Editor, Record, records
from bench.stock import load_listings
from bench.texts import SEED, Text, texts
from listings.models import Achievement, Listing
from listings.selectors.near import NearTwins, near_twins
from tte.accounts.actor import Actor
from tte.feed.selectors import feed_id, head
from tte.search.documents import SearchDocument
from tte.search.index import Writing, make_current, new_folder

ASKED = {"smoke": 40, "medium": 2_000, "full": 10_000}
LISTED = {"smoke": 300, "medium": 100_000, "full": 1_000_000}
TIMED = {"smoke": 5, "medium": 200, "full": 400}
SHARES = (0.1, 0.2, 0.4)
BAR_SHARE, BAR, BAR_MS = 0.2, 0.95, 50.0


@dataclass
class Score:
    """Copies asked, those found near their original, those near another record alone; strangers near any."""

    copies: int
    found: int
    astray: int
    alarms: int

    @property
    def recall(self) -> float:
        return self.found / self.copies

    @property
    def precision(self) -> float:
        return self.found / max(1, self.found + self.astray + self.alarms)


def run(size: str) -> list[Figure]:
    officer, auditor = people()
    known, strangers = shared_out(records(size, officer), ASKED[size] // 2)
    groups = {each.group for each in known}
    hard = sum(each.group in groups for each in strangers)
    say(f"  {len(known):,} records listed, {len(strangers):,} strangers asked, {hard:,} of them of a listed class")
    load_listings([each.text for each in known], by=officer, exchange=auditor.organisation, announced=False)
    originals = dict(zip(Listing.objects.order_by("pk").values_list("pk", flat=True), known, strict=True))
    index(list(originals), [each.text for each in known])
    alarms = alarms_among(strangers)
    figures = [quality(size, way, share, originals, alarms) for way in ("characters", "sentences") for share in SHARES]
    return [*figures, cost(size, originals, strangers, officer, auditor)]


def shared_out(found: list[Record], half: int) -> tuple[list[Record], list[Record]]:
    """As many of either language as there are; strangers of a class that is listed first."""
    known: list[Record] = []
    for language in ("zh", "en"):
        known += [each for each in found if each.text.language == language][: half // 2]
    listed = {id(each) for each in known}
    groups = {each.group for each in known}
    rest = sorted((each for each in found if id(each) not in listed), key=lambda each: each.group not in groups)
    strangers: list[Record] = []
    for language in ("zh", "en"):
        strangers += [each for each in rest if each.text.language == language][: half // 2]
    return known, strangers


def index(keys: Sequence[int], listed: Sequence[Text]) -> float:
    """Put in force an index of these listings, with what near records are found by; the seconds it took."""

    def build() -> None:
        writing = Writing(new_folder(), new=True)
        for key, text in zip(keys, listed, strict=True):
            writing.put("listing", key, SearchDocument(pk=key, compared=[text.title, text.abstract]))
        writing.commit(str(feed_id()), head())
        writing.close()
        make_current(writing.folder)

    return timed(build)


def asked(text: Text) -> NearTwins:
    """As the check asks for an achievement that was just handed in."""
    texts_of = {f"title_{text.language}": text.title, f"abstract_{text.language}": text.abstract}
    return near_twins(Achievement(pk=0, **texts_of))


def alarms_among(strangers: list[Record]) -> int:
    alarms = 0
    for each in strangers:
        twins = asked(each.text).twins
        if twins:
            alarms += 1
            if alarms <= 12:
                other = twins[0].record.achievement
                say(f"    {twins[0].share:.2f} {each.text.title[:60]} | {(other.title_zh or other.title_en)[:60]}")
    return alarms


def quality(size: str, way: str, share: float, originals: dict[int, Record], alarms: int) -> Figure:
    editor = Editor(list(originals.values()), random.Random(SEED))
    found = astray = 0
    by_language: dict[str, list[int]] = {"zh": [], "en": []}
    for key, record in originals.items():
        near = [twin.record.pk for twin in asked(getattr(editor, way)(record, share)).twins]
        found += key in near
        astray += bool(near) and key not in near
        by_language[record.text.language].append(key in near)
    score = Score(len(originals), found, astray, alarms)
    recalls = {f"recall_{name}": f"{sum(each) / max(1, len(each)):.4f}" for name, each in by_language.items()}
    details = {"recall": f"{score.recall:.4f}", **recalls, "precision": f"{score.precision:.4f}"}
    details |= {"false_alarms": str(alarms), "astray": str(astray)}
    least = min(score.recall, score.precision)
    judged = size != "smoke" and share == BAR_SHARE
    short = f"precision and recall are to be {BAR}" if judged and least < BAR else ""
    return Figure(f"near-{way}-{share:.0%}", 1 - least, 1, len(originals), details, short)


def cost(size: str, originals: dict[int, Record], strangers: list[Record], by: Actor, auditor: Actor) -> Figure:
    more = texts(LISTED[size] - len(originals), size, by)
    say(f"  filled up to {LISTED[size]:,}: {more.origin}")
    loading = timed(lambda: load_more(more.rows, by, auditor))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    keys = Listing.objects.order_by("pk").values_list("pk", flat=True)
    building = index(list(keys), [each.text for each in originals.values()] + more.rows)
    say(f"  loaded in {loading:.0f} s, index built in {building:.0f} s")
    editor, chance = Editor(list(originals.values()), random.Random(SEED)), random.Random(SEED)
    copies = [editor.characters(each, BAR_SHARE) for each in chance.sample(list(originals.values()), TIMED[size])]
    fresh = [each.text for each in chance.sample(strangers, min(len(strangers), TIMED[size]))]
    asked(copies[0])
    times = [1000 * timed(lambda text=text: asked(text)) for pair in zip(copies, fresh, strict=False) for text in pair]
    mean, p95 = sum(times) / len(times), percentile(times, 95)
    details = {"mean_ms": f"{mean:.1f}", "p50_ms": f"{percentile(times, 50):.1f}", "p95_ms": f"{p95:.1f}"}
    details |= {"worst_ms": f"{max(times):.1f}", "asked": str(len(times))}
    ratio = mean / BAR_MS
    return Figure("near-cost", ratio, 1 if size != "smoke" else float("inf"), LISTED[size], details)


def load_more(rows: list[Text], by: Actor, auditor: Actor) -> None:
    load_listings(rows, by=by, exchange=auditor.organisation, announced=False, first=Listing.objects.count())
