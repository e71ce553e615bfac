"""What a finding rests on, in words of the reader's language. One function a check; old evidence stays readable."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from listings.forms.achievement import DraftForm
from listings.selectors.personal_data import KIND_WORDS
from tte.casework.selectors import ResultRow
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.formats import count, long_date, yuan
from tte.common.languages import in_language, spoken_language
from tte.files.enums import FileFault

Evidence = dict[str, Any]

PLACES = {
    "title_zh": gettext_lazy("the Chinese title"),
    "title_en": gettext_lazy("the English title"),
    "abstract_zh": gettext_lazy("the Chinese abstract"),
    "abstract_en": gettext_lazy("the English abstract"),
    "keywords_zh": gettext_lazy("the Chinese keywords"),
    "keywords_en": gettext_lazy("the English keywords"),
    "description_zh": gettext_lazy("the Chinese description"),
    "description_en": gettext_lazy("the English description"),
    "encumbrances_zh": gettext_lazy("the encumbrances in Chinese"),
    "encumbrances_en": gettext_lazy("the encumbrances in English"),
    "territory_note": gettext_lazy("the note on the territory"),
    "price_basis": gettext_lazy("the basis of the price"),
    "payment_terms_zh": gettext_lazy("the terms of payment in Chinese"),
    "payment_terms_en": gettext_lazy("the terms of payment in English"),
    "buyer_conditions_zh": gettext_lazy("the conditions for buyers in Chinese"),
    "buyer_conditions_en": gettext_lazy("the conditions for buyers in English"),
    "related_party_note": gettext_lazy("the note on related parties"),
    "risks_zh": gettext_lazy("the risks in Chinese"),
    "risks_en": gettext_lazy("the risks in English"),
    "project_name": gettext_lazy("the name of the project"),
    "maturity_evaluator": gettext_lazy("who judged the maturity"),
    "rights": gettext_lazy("the names of the rights"),
    "licences": gettext_lazy("the notes on licences"),
    "pictures": gettext_lazy("the words on pictures"),
    "attachments": gettext_lazy("the names of files that everybody sees"),
    "notice": gettext_lazy("what the notice will say"),
}
UNCHECKED = {
    "no_list": gettext_lazy("No export list is loaded; the operator imports it as a code list."),
    "no_words": gettext_lazy("The list of words of secrecy is empty; the operator keeps it."),
    "no_scanner": gettext_lazy("The exchange has no virus scanner; open files with care."),
    "no_market": gettext_lazy("Too few listings of this field and right to compare with: %(count)s of %(least)s."),
}
BROKEN = {
    "no_index": gettext_lazy("The index of texts is being built; run the checks again in some minutes."),
    "index_behind": gettext_lazy("The index of texts is behind; run the checks again in some minutes."),
    "broke_off": gettext_lazy("The checks broke off again and again; look at this point yourself."),
    "LookerAway": gettext_lazy("The process that looks at files does not start; run the checks again later."),
    "ScannerAway": gettext_lazy("The virus scanner does not answer; run the checks again later."),
}
GRADES = {
    "prohibited": pgettext_lazy("technology", "prohibited"),
    "restricted": pgettext_lazy("technology", "restricted"),
    "": pgettext_lazy("technology", "listed"),
}


def evidence_words(row: ResultRow) -> str:
    """What a finding rests on; the evidence of a pass is not shown."""
    if row.passed:
        return ""
    found = row.evidence
    if row.unchecked:
        return str(UNCHECKED.get(row.unchecked, "")) % found
    if "could_not_run" in found:
        other = gettext_lazy("The check could not run; look at this point yourself.")
        return str(BROKEN.get(found["could_not_run"], other))
    said = WORDS.get(row.name)
    try:
        return said(found) if said else plainly(found)
    except (KeyError, TypeError, ValueError, ArithmeticError):  # kept by an earlier version of the check
        return plainly(found)


def plainly(found: Evidence) -> str:
    values = [each for value in found.values() for each in (value if isinstance(value, list) else [value])]
    return listed(str(each) for each in values if each not in (None, "") and not isinstance(each, list | dict))


def listed(words: Iterable[object]) -> str:
    return _(", ").join(dict.fromkeys(str(word) for word in words))


def day(iso: str) -> str:
    return long_date(date.fromisoformat(iso), spoken_language())


def places(found: Evidence) -> str:
    return listed(PLACES.get(name, name) for name in found["fields"])


def version_words(version: Evidence) -> str:
    """Which list it was: its source, its size, its newest day."""
    zh, en = version["source_zh"], version["source_en"]
    return _("%(source)s; %(n)s entries, the newest of %(day)s") % {
        "source": in_language(zh, en),
        "n": count(version["entries"]),
        "day": day(version["newest"]),
    }


# --- one a check ------------------------------------------------------------------------------------------------------


def missing(found: Evidence) -> str:
    names = DraftForm.base_fields
    words = (str(names[each].label) if each in names else _("Rights") for each in found["fields"])
    return _("Missing or wrong: %(what)s") % {"what": listed(words)}


def personal(found: Evidence) -> str:
    what = listed(KIND_WORDS[kind] for kind in found["kinds"])
    return _("It seems to hold %(what)s, in %(where)s") % {"what": what, "where": places(found)}


def secret(found: Evidence) -> str:
    values = {"words": listed(f"“{word}”" for word in found["words"]), "where": places(found), "n": found["of"]}
    return _("%(words)s in %(where)s; looked for: %(n)s words of the list") % values


def maturity(found: Evidence) -> str:
    claimed = {"level": found["level"], "of": found.get("of", 9)}
    return _("Level %(level)s of %(of)s is claimed, and no file is marked as evidence of it") % claimed


def steps(found: Evidence) -> str:
    if "price" not in found:
        return _("Price or step is missing")
    return _("%(price)s is not a multiple of %(step)s") % {
        name: yuan(Decimal(found[name])) for name in ("price", "step")
    }


def market(found: Evidence) -> str:
    if "count" not in found:
        return _("There is no price")
    figures = {name: yuan(Decimal(found[name])) for name in ("price", "low", "middle", "high")}
    said = _(
        "%(price)s. The newest %(count)s listings of this field and right: lowest tenth %(low)s, middle %(middle)s,"
        " highest tenth %(high)s; flagged beyond %(factor)s times these"
    )
    return said % (figures | {"count": count(found["count"]), "factor": found["factor"]})


def regime(found: Evidence) -> str:
    return _("Holder: %(party)s") % {"party": label(CodeList.PARTY_TYPE, found["party_type"])}


def shares(found: Evidence) -> str:
    said = _("Together %(total)s %%") % {"total": Decimal(found["total"]).normalize()}
    return said if found["holders"] == 1 else _("%(said)s; the holder's own share is not among them") % {"said": said}


def consents(found: Evidence) -> str:
    said = [_("No day of consent: %(names)s") % {"names": listed(found["names"])}] if found["names"] else []
    said += [] if found["paper"] else [_("No document of the consent is attached")]
    return _("; ").join(said)


def owners(found: Evidence) -> str:
    return listed(_("%(right)s: %(holder)s") % {"right": right, "holder": name} for right, name in found["rights"])


def kinds(found: Evidence) -> str:
    return listed(
        _("%(number)s says “%(told)s”, stated is “%(stated)s”")
        % {"number": number, "told": label(CodeList.IP_TYPE, told), "stated": label(CodeList.IP_TYPE, stated)}
        for number, stated, told in found["kinds"]
    )


def statuses(found: Evidence) -> str:
    rights = [
        _("%(right)s: %(status)s") % {"right": right, "status": label(CodeList.IP_STATUS, status)}
        for right, status in found["rights"]
    ]
    unknown = [_("%(right)s: no status is given") % {"right": right} for right in found.get("unknown", [])]
    return listed([*rights, *unknown])


def ended(found: Evidence) -> str:
    numbers = [listed(found["numbers"])] if found["numbers"] else []
    return _("; ").join([*numbers, *nobody_knows(found)])


def nobody_knows(found: Evidence) -> list[str]:
    """Rights of which neither an end nor the day from which it counts is given; earlier evidence named none."""
    unknown = found.get("unknown", [])
    return [_("nothing is given that tells the end of: %(rights)s") % {"rights": listed(unknown)}] if unknown else []


def ending(found: Evidence) -> str:
    if "until" not in found:
        return _("There is no regime, so no notice to count")
    rights = [_("%(right)s on %(day)s") % {"right": number, "day": day(iso)} for number, iso in found["rights"]]
    said = _("; ").join([*([listed(rights)] if rights else []), *nobody_knows(found)])
    return _("%(rights)s; a notice begun now ends on %(day)s") % {"rights": said, "day": day(found["until"])}


def terms(found: Evidence) -> str:
    return listed(
        _("%(right)s: stated %(stated)s, by its term %(counted)s")
        % {"right": number, "stated": day(stated), "counted": day(counted)}
        for number, stated, counted in found["rights"]
    )


def exports(found: Evidence) -> str:
    entries = (
        _("%(code)s %(name)s (%(grade)s)")
        % {
            "code": entry["code"],
            "name": in_language(entry["name_zh"], entry["name_en"]),
            "grade": GRADES[entry["grade"]],
        }
        for entry in found["entries"]
    )
    return _("Its words occur in: %(entries)s. List: %(version)s") % {
        "entries": listed(entries),
        "version": version_words(found["version"]),
    }


def file_words(found: Evidence) -> str:
    return _("; ").join(
        _("%(file)s: %(faults)s") % {"file": name, "faults": listed(FileFault(fault).label for fault in faults)}
        for name, faults in found["faults"]
    )


def viruses(found: Evidence) -> str:
    return _("; ").join(_("%(file)s: %(virus)s") % {"file": name, "virus": virus} for name, virus in found["viruses"])


def records(found: Evidence) -> str:
    """How many; which ones the page shows, as far as the reader may see them."""
    number = len(found["records"])
    return ngettext("%(n)s record", "%(n)s records", number) % {"n": number}


def repeats(found: Evidence) -> str:
    return _("It repeats what was taken down: %(acts)s") % {"acts": listed(found["takedowns"])}


WORDS: dict[str, Callable[[Evidence], str]] = {
    "everything_required_is_given": missing,
    "public_text_holds_no_personal_data": personal,
    "public_text_holds_no_word_of_secrecy": secret,
    "maturity_has_papers": maturity,
    "start_price_is_a_multiple_of_the_increment": steps,
    "price_is_of_the_market": market,
    "regime_is_open_to_the_holder": regime,
    "shares_make_a_whole": shares,
    "other_owners_have_agreed": consents,
    "rights_belong_to_the_owners": owners,
    "patent_numbers_are_of_their_kind": kinds,
    "rights_are_in_force": statuses,
    "no_right_has_expired": ended,
    "rights_outlast_the_notice": ending,
    "rights_end_when_their_term_does": terms,
    "export_list_names_nothing_like_it": exports,
    "attachments_are_sound": file_words,
    "public_files_tell_of_nobody": file_words,
    "pictures_show_something": file_words,
    "files_hold_no_virus": viruses,
    "files_of_the_import_are_sound": file_words,
    "files_of_the_import_hold_no_virus": viruses,
    "rights_carry_no_other_listing": records,
    "text_is_near_no_other_record": records,
    "nothing_taken_down_is_repeated": repeats,
    "no_import_before_it_brings_the_same": records,
    "text_is_near_no_waiting_record": records,
}
