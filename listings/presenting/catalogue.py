"""What the pages of the catalogue show."""

import re

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from listings.forms.catalogue import CompleteForm
from listings.models import Achievement, CatalogueEntry
from listings.permissions.catalogue import can_complete_record
from listings.presenting.found_words import SNIPPET, marked, snippet
from listings.presenting.languages import abstracts, is_own, titles
from listings.presenting.matter import maturity_words
from tte.accounts.actor import Actor
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common import formats
from tte.common.clock import official_date
from tte.common.languages import foreign_language, name_of, own_language, spoken_language
from tte.common.templatetags.names import as_written

ALWAYS = ("url", "title", "title_language", "abstract_language")


def record_entry(row: dict, pattern: re.Pattern | None, parts: set[str]) -> dict:
    """One record: its title and abstract in whichever language it has, found words marked."""
    title, _other, _language = titles(row["title_zh"], row["title_en"])
    language = own_language()
    other = "en" if language == "zh" else "zh"
    text = row[f"abstract_{language}"] or row[f"abstract_{other}"]
    is_own_text = bool(row[f"abstract_{language}"])
    whole = {
        "url": reverse("listings:record", args=[row["code"]]),
        "code": row["code"],
        "title": marked(title, pattern),
        "title_language": "" if row[f"title_{language}"] else foreign_language(),
        "abstract": marked(snippet(text, pattern, SNIPPET[language if is_own_text else other]), pattern),
        "abstract_language": "" if is_own_text or not text else foreign_language(),
        "stated_holder": row["catalogue_entry__stated_holder"],
        "stated_number": row["catalogue_entry__number"],
        "institution": row[f"holder__name_{language}"] or row[f"holder__name_{other}"],
        "field": label(CodeList.TECHNOLOGY_FIELD, row["field"]) if row["field"] else "",
    }
    return {name: value if name in parts or name in ALWAYS else "" for name, value in whole.items()}


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
        (_("Maturity"), maturity_words(achievement)),
        (_("Dated"), as_written(entry.dated)),
    ]
    return [(name, value) for name, value in rows if value]


def origin_rows(achievement: Achievement) -> list[tuple]:
    entry = achievement.catalogue_entry
    day = official_date(achievement.posted_at)
    rows = [
        (_("Entered by"), name_of(achievement.holder)),
        (_("Entered on"), formats.long_date(day, spoken_language())),
        (pgettext("of records", "Source"), as_written(entry.batch.source)),
        (_("Licence"), as_written(entry.batch.licence)),
        (_("Identifier in the source"), as_written(entry.source_id)),
    ]
    return [(name, value) for name, value in rows if value]


def web_address(entry: CatalogueEntry) -> str:
    """The address in the source, where it can be followed."""
    return entry.source_url if entry.source_url.startswith(("https://", "http://")) else ""
