"""What people ask of the search: one to three words of real titles, Chinese and English, from rare to frequent."""

import random
from dataclasses import dataclass, field

from bench.texts import SEED, Text
from listings.documents import FACETS
from listings.selectors.search import Question
from tte.search.analysis import asked_terms, segmenter
from tte.search.queries import search
from tte.search.weights import ALL_TERMS_UP_TO

DECILES = 10
CANDIDATES = 6
CHOICES = (
    {"state": ["in_notice"]},
    {"right": ["transfer", "O"]},
    {"state": ["in_notice", "bidding"], "regime": ["NEG"]},
)


@dataclass(frozen=True)
class Asked:
    """A question with its language and how many listings it finds without conditions."""

    text: str
    language: str
    hits: int
    chosen: dict[str, list[str]] = field(default_factory=dict)

    @property
    def question(self) -> Question:
        return Question(text=self.text, chosen=self.chosen)

    @property
    def address(self) -> dict[str, object]:
        return {"q": self.text, **self.chosen}

    def found(self) -> tuple[int, list[int], dict[str, dict[str, int]]]:
        """The answer of our engine."""
        answer = search(self.text, kind="listing", filters=self.chosen, facets=FACETS, language=self.language)
        return answer.total, answer.pks, answer.facets


def mixed_questions(texts: list[Text], count: int) -> list[Asked]:
    """Half Chinese, half English, the same number from every tenth of the hit counts; each fourth has conditions."""
    chance = random.Random(SEED + 1)
    found = [asked for language in ("zh", "en") for asked in _of_language(texts, language, count // 2, chance)]
    chance.shuffle(found)
    return [
        Asked(each.text, each.language, each.hits, chance.choice(CHOICES) if at % 4 == 0 else {})
        for at, each in enumerate(found)
    ]


def _of_language(texts: list[Text], language: str, count: int, chance: random.Random) -> list[Asked]:
    titles = [text.title for text in texts if text.language == language]
    candidates: dict[str, Asked] = {}
    while len(candidates) < CANDIDATES * count:
        text = _words(chance.choice(titles), language, chance)
        if text and text not in candidates and 0 < len(asked_terms(text)) <= ALL_TERMS_UP_TO:
            candidates[text] = Asked(text, language, search(text, kind="listing", language=language, limit=1).total)
    ordered = sorted((each for each in candidates.values() if each.hits), key=lambda each: each.hits)
    share, tenth = max(1, count // DECILES), len(ordered) / DECILES
    return [
        each
        for number in range(DECILES)
        for each in chance.sample(ordered[int(number * tenth) : int((number + 1) * tenth)], share)
    ]


def _words(title: str, language: str, chance: random.Random) -> str:
    if language == "zh":
        words = [word for word in segmenter().cut(title) if len(word) > 1]
    else:
        words = [word for word in title.split() if len(word) > 3 and word.isalpha()]
    chosen = chance.sample(words, min(len(words), chance.choice((1, 1, 2, 2, 3))))
    return ("" if language == "zh" and chance.random() < 0.5 else " ").join(chosen)
