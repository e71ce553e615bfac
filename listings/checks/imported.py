"""What is wrong with a row of an import, before anything of it enters. Only the code lists are asked."""

import re
from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter, gt, itemgetter

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from listings.as_read import as_read
from listings.models import Achievement, CatalogueEntry
from listings.patent_numbers import PatentNumberRefused, check_patent_number
from listings.records import Texts, level_of
from listings.selectors.personal_data import KIND_WORDS, personal_data_as_read
from listings.selectors.secrecy_words import secrecy_words
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import codes
from tte.imports.kinds import Fault, Row

CHINESE_NUMBER = re.compile(r"(?:CN|ZL)?\s?\d{12}\.[\dXx]")
REGISTERED = {
    "kind": CodeList.ACHIEVEMENT_KIND,
    "origin": CodeList.ACHIEVEMENT_ORIGIN,
    "level": CodeList.ACHIEVEMENT_LEVEL,
    "stage": CodeList.ACHIEVEMENT_STAGE,
}
LISTED = {"field": CodeList.TECHNOLOGY_FIELD, "ip_type": CodeList.IP_TYPE, "region": CodeList.REGION, **REGISTERED}
TEXTS = ("title_zh", "title_en", "abstract_zh", "abstract_en")
VALUES = ("number", "source_id", "source_url", "keywords", "classification", "dated", "holder")
RECORDED = {"details": "description_zh", "project_number": "project_number"}
SAID_OF = itemgetter("keywords", "classification", "holder", "details")
TEXTS_OF, VALUES_OF = attrgetter(*TEXTS), itemgetter(*VALUES, *RECORDED)
LONGEST = (
    {name: Achievement._meta.get_field(name).max_length for name in TEXTS}
    | {
        name: CatalogueEntry._meta.get_field("stated_holder" if name == "holder" else name).max_length
        for name in VALUES
    }
    | {name: Achievement._meta.get_field(column).max_length for name, column in RECORDED.items()}
)
SHOWN = 30


class Lists:
    """The code lists a row may speak of, as they are now: code and both names → code."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], str] = {}

    @cached_property
    def known(self) -> dict[str, dict[str, str]]:
        found = {}
        for name, code_list in LISTED.items():
            words = {}
            for entry in codes(code_list):
                if name == "ip_type" or not entry.parent_code:
                    words |= dict.fromkeys((entry.code, entry.name_zh, entry.name_en.lower()), entry.code)
            found[name] = words
        return found

    def code(self, name: str, given: str) -> str:
        """The code for a code or a name; nothing where the list knows neither. A region may be named in short."""
        asked = (name, given)
        if asked not in self.answers:
            self.answers[asked] = self._found(name, given)
        return self.answers[asked]

    @cached_property
    def secret(self) -> re.Pattern[str]:
        """Any word of secrecy; where the list is empty, nothing."""
        return re.compile("|".join(map(re.escape, secrecy_words())) or r"(?!)")

    def _found(self, name: str, given: str) -> str:
        words = self.known[name]
        if found := words.get(given) or words.get(given.lower()):
            return found
        if name != "region" or len(given) < 2 or given.isascii():
            return ""
        return next((code for word, code in words.items() if word.startswith(given)), "")

    def choices(self, name: str) -> dict[str, str]:
        """The codes with their names, for a sentence in either language."""
        used = set(self.known[name].values())
        listed = [entry for entry in codes(LISTED[name]) if entry.code in used][:SHOWN]
        return {
            "zh": "；".join(f"{entry.code} {entry.name_zh}" for entry in listed),
            "en": "; ".join(f"{entry.code} {entry.name_en}" for entry in listed),
        }


def row_faults(row: Row, texts: Texts, lists: Lists, further: str = "") -> Iterator[Fault]:
    """Everything that is wrong with the row; warnings let it in. `further` is what it says beside its texts."""
    values = row.values
    if not (texts.title_zh or texts.title_en):
        yield Fault(row.line, "title", _("Every record needs a title, in Chinese or in English"))
    yield from _too_long(row, texts)
    yield from _not_listed(row, lists)
    if values["maturity"] and level_of(values["maturity"]) is None:
        yield Fault(row.line, "maturity", _("Maturity is a level from 1 to 9"), given=values["maturity"])
    if CHINESE_NUMBER.fullmatch(values["number"]):
        yield from _wrong_number(row)
    whole = as_read("\n".join((*TEXTS_OF(texts), *SAID_OF(values), further)))
    if secret := lists.secret.search(whole.lower()):
        reason = _("It holds the words “%(word)s”: what is not public may not be stored here; take the offline route")
        yield Fault(row.line, None, reason, {"word": secret[0]})
    elif kinds := personal_data_as_read(whole):
        reason = _("It seems to hold %(kinds)s, so it is kept as a draft until that is taken out (R8-20)")
        yield Fault(row.line, None, reason, {"kinds": named_kinds(kinds)}, warning=True)


def named_kinds(kinds: list[str]) -> dict[str, str]:
    """The kinds of personal data in words of both languages."""
    said = {}
    for language, joint in (("zh-hans", "、"), ("en", ", ")):
        with translation.override(language):
            said[language.partition("-")[0]] = joint.join(str(KIND_WORDS[kind]) for kind in kinds)
    return said


def _too_long(row: Row, texts: Texts) -> Iterator[Fault]:
    lengths = list(map(len, (*TEXTS_OF(texts), *VALUES_OF(row.values))))
    if not any(map(gt, lengths, LONGEST.values())):
        return
    for (name, limit), length in zip(LONGEST.items(), lengths, strict=True):
        if length > limit:
            field = name if row.values.get(name) else name.partition("_")[0]
            values = {"limit": f"{limit:,}", "length": f"{length:,}"}
            yield Fault(row.line, field, _("It has %(length)s characters; at most %(limit)s are taken"), values)


def _not_listed(row: Row, lists: Lists) -> Iterator[Fault]:
    for name in LISTED:
        given = row.values[name]
        if not given or lists.code(name, given):
            continue
        if name == "region" and not given.isdigit():
            yield Fault(
                row.line, name, _("No region of the list has this name; it is left out"), given=given, warning=True
            )
            continue
        if name in REGISTERED:
            yield Fault(row.line, name, _("This is not in the list; it is left out"), given=given, warning=True)
            continue
        values = {"choices": lists.choices(name)}
        yield Fault(row.line, name, _("This is not in the list; choose one of: %(choices)s"), values, given=given)


def _wrong_number(row: Row) -> Iterator[Fault]:
    try:
        check_patent_number(row.values["number"])
    except PatentNumberRefused as refusal:
        yield Fault(row.line, "number", refusal.message, refusal.values, given=row.values["number"])
