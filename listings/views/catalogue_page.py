"""What the pages of the catalogue show."""

import re

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from listings.documents import CATALOGUE_FACETS
from listings.forms.catalogue import CompleteForm
from listings.models import Achievement, CatalogueEntry
from listings.permissions import can_complete_record
from listings.selectors.life import name_in_language
from listings.selectors.search import DEEPEST, Found, Question
from listings.views.listing_page import abstracts, foreign_language, is_own, own_language, titles
from listings.views.search_page import SNIPPET, address, marked, marking, snippet
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common import formats
from tte.common.clock import official_date
from tte.common.parts import Facet, FacetValue, Link
from tte.common.templatetags.tte import as_written

MOST_VALUES = 30


def catalogue_context(question: Question, found: Found, parameters: QueryDict) -> dict:
    pattern = marking(question.text)
    last = found.start + len(found.rows)
    names = _names(found, question)
    return {
        "rows": [record_entry(row, pattern) for row in found.rows],
        "total": found.total,
        "first": found.start + 1,
        "facets": facets(question, found, names),
        "chips": chips(question, parameters, names),
        "as_of": found.as_of,
        "position": found.position,
        "is_deepest": last >= DEEPEST and found.total > DEEPEST,
        "following": address(parameters, at=found.next) if found.next else "",
        "previous": address(parameters, at=found.previous) if found.previous else "",
        "says": f"{found.start + 1:,}–{last:,} / {found.total:,}",
        "clear_url": address(QueryDict(mutable=True), q=question.text) if question.is_filtered else "",
        "sorts": [("relevance", _("Relevance")), ("newest", _("Newest first"))],
    }


def _names(found: Found, question: Question) -> dict[str, str]:
    """The names of the institutions that occur, in one query."""
    codes = {*found.facets.get("institution", {}), *question.chosen.get("institution", [])}
    rows = Organisation.objects.filter(code__in=codes).order_by("pk")
    return {organisation.code: name_in_language(organisation) for organisation in rows}


def words_of(name: str, value: str, names: dict[str, str]) -> str:
    if name == "institution":
        return names.get(value, value)
    if name == "language":
        return {"zh": _("Chinese"), "en": _("English")}.get(value, value)
    return label({"field": CodeList.TECHNOLOGY_FIELD, "region": CodeList.REGION}[name], value)


def facets(question: Question, found: Found, names: dict[str, str]) -> list[Facet]:
    titles_of = {
        "language": _("Language"),
        "field": _("Technology field"),
        "region": _("Region"),
        "institution": _("Entered by"),
    }
    rows = []
    for name in CATALOGUE_FACETS:
        chosen = question.chosen.get(name, [])
        counts = {**dict.fromkeys(chosen, 0), **found.facets.get(name, {})}
        most = max(counts.values(), default=0) or 1
        values = [
            FacetValue(value, words_of(name, value, names), counts[value], value in chosen, 100 * counts[value] // most)
            for value in sorted(counts, key=lambda value: (-counts[value], value))[:MOST_VALUES]
        ]
        rows.append(Facet(name, titles_of[name], values))
    return rows


def chips(question: Question, parameters: QueryDict, names: dict[str, str]) -> list[Link]:
    """The conditions that hold, each with the address of the list without it."""
    links = []
    for name, values in question.chosen.items():
        for value in values:
            rest = parameters.copy()
            rest.setlist(name, [each for each in rest.getlist(name) if each != value])
            rest.pop("at", None)
            links.append(Link(words_of(name, value, names), f"?{rest.urlencode()}"))
    return links


def record_entry(row: dict, pattern: re.Pattern | None) -> dict:
    """One record: its title and abstract in whichever language it has, found words marked."""
    title, _other, _language = titles(row["title_zh"], row["title_en"])
    language = own_language()
    other = "en" if language == "zh" else "zh"
    text = row[f"abstract_{language}"] or row[f"abstract_{other}"]
    is_own_text = bool(row[f"abstract_{language}"])
    return {
        "url": reverse("listings:record", args=[row["code"]]),
        "code": row["code"],
        "title": marked(title, pattern),
        "title_language": "" if row[f"title_{language}"] else foreign_language(),
        "abstract": marked(snippet(text, pattern, SNIPPET[language if is_own_text else other]), pattern),
        "abstract_language": "" if is_own_text or not text else foreign_language(),
        "stated_holder": row["catalogue_entry__stated_holder"],
        "number": row["catalogue_entry__number"],
        "holder": row[f"holder__name_{language}"] or row[f"holder__name_{other}"],
        "field": label(CodeList.TECHNOLOGY_FIELD, row["field"]) if row["field"] else "",
    }


def record_context(actor: Actor | None, achievement: Achievement, form: CompleteForm) -> dict:
    title, other, other_language = titles(achievement.title_zh, achievement.title_en)
    own = is_own(achievement.title_zh, achievement.title_en)
    return {
        "achievement": achievement,
        "entry": achievement.catalogue_entry,
        "title": title,
        "title_language": "" if own else foreign_language(),
        "other_title": other,
        "other_language": other_language,
        "abstracts": abstracts(achievement.abstract_zh, achievement.abstract_en),
        "description": achievement.abstract_zh or achievement.abstract_en or title,
        "facts": record_rows(achievement),
        "origin": origin_rows(achievement),
        "web_address": web_address(achievement.catalogue_entry),
        "can_complete": can_complete_record(actor, achievement),
        "form": form,
    }


def record_rows(achievement: Achievement) -> list[tuple]:
    """What is known of the result. Nothing is filled in that the file did not say."""
    entry = achievement.catalogue_entry
    rows = [
        (_("Holder as stated"), as_written(entry.stated_holder)),
        (_("Number as stated"), as_written(entry.number)),
        (_("Type of right"), label(CodeList.IP_TYPE, entry.ip_type) if entry.ip_type else ""),
        (_("Technology field"), label(CodeList.TECHNOLOGY_FIELD, achievement.field) if achievement.field else ""),
        (_("Classification"), as_written(entry.classification)),
        (_("Keywords"), as_written(entry.keywords)),
        (_("Region"), label(CodeList.REGION, entry.region_code) if entry.region_code else ""),
        (_("Maturity"), f"TRL {achievement.maturity}" if achievement.maturity else ""),
        (_("Dated"), as_written(entry.dated)),
    ]
    return [(name, value) for name, value in rows if value]


def origin_rows(achievement: Achievement) -> list[tuple]:
    entry = achievement.catalogue_entry
    day = official_date(achievement.posted_at)
    rows = [
        (_("Entered by"), name_in_language(achievement.holder)),
        (_("Entered on"), formats.long_date(day, get_language() or "zh")),
        (pgettext("of records", "Source"), as_written(entry.batch.source)),
        (_("Licence"), as_written(entry.batch.licence)),
        (_("Identifier in the source"), as_written(entry.source_id)),
    ]
    return [(name, value) for name, value in rows if value]


def web_address(entry: CatalogueEntry) -> str:
    """The address in the source, where it can be followed."""
    return entry.source_url if entry.source_url.startswith(("https://", "http://")) else ""
