"""Forms on their pages: what is wrong is gathered on top, and Enter never presses a button of the keeping of drafts."""

import re

from django.conf import settings

TEMPLATES = {
    str(path.relative_to(settings.ROOT / "templates")): path.read_text(encoding="utf-8")
    for path in (settings.ROOT / "templates").rglob("*.html")
}
# Parts of a page that gathers the faults of all its forms.
GATHERED_ABOVE = {"contracts/registry/acts.html"}
# A view that is refused is shown again on a page of its own.
REFUSED_ELSEWHERE = {"lists/tools.html"}
FORM = re.compile(r"<form(?![^>]*method=\"get\")[^>]*>.*?</form>", re.S)


def test_every_page_with_fields_gathers_its_faults():
    asking = {name for name, text in TEMPLATES.items() if any("{% field " in form for form in FORM.findall(text))}
    silent = {name for name in asking if "{% form_faults " not in TEMPLATES[name]}
    assert silent == GATHERED_ABOVE | REFUSED_ELSEWHERE


def test_the_keeping_of_a_form_stands_after_its_own_buttons():
    kept = [(name, form) for name, text in TEMPLATES.items() for form in FORM.findall(text) if "{% kept " in form]
    assert len(kept) >= 12
    assert [name for name, form in kept if "<button" not in form.split("{% kept ")[0]] == []
    assert [name for name, form in kept if "<button" in form.split("{% kept ")[1]] == []
