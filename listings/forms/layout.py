"""Where the fields of a draft stand on its page: first what every reader asks, the rest folded below it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from listings.forms.achievement import DraftForm


@dataclass(frozen=True)
class Place:
    """One field: the rule beside it and what helps to fill it."""

    name: str
    rule: str = ""
    hint: str | Promise = ""
    money: bool = False
    after: str = ""
    bound: BoundField | None = None


Line = tuple[Place, ...]


@dataclass(frozen=True)
class Part:
    """A stretch of a section; with a title it is folded until something stands in it."""

    lines: tuple[Line, ...]
    title: str | Promise = ""
    is_open: bool = True


def pair(name: str, rule: str = "", hint: str | Promise = "") -> Line:
    return Place(f"{name}_zh", rule, hint), Place(f"{name}_en")


MARKDOWN = _("Headings with #, lists with -, **bold**, links in [brackets](https://…). No pictures from elsewhere.")
WORK = (
    Part(
        (
            pair("title", "R3-33"),
            pair("abstract", "R8-20", _("What everybody reads: no names, telephone numbers or addresses of people.")),
            (Place("field", "R2-10"), Place("kind", "R4-02")),
        )
    ),
    Part(
        (
            pair("keywords", "R4-01", _("Three at most, with ; between them.")),
            pair("description", "R8-05", MARKDOWN),
            (Place("region"), Place("industry", "R4-40")),
            (Place("forms", "R4-01"),),
            (Place("origin", "R4-01"), Place("level", "R4-01", _("From the conclusion of an appraisal."))),
            (Place("stage", "R4-01"), Place("registration_number", "R4-03")),
            (Place("research_from"), Place("research_to")),
            (Place("registered_on"),),
        ),
        _("More to help people find it"),
    ),
    Part(
        (
            (Place("value_scientific", "R4-45", _("0 to 100")), Place("value_technical")),
            (Place("value_economic"), Place("value_social")),
            (Place("value_cultural"),),
        ),
        _("Five values of an evaluation"),
    ),
)
MATURITY = (
    Part(
        (
            (Place("maturity", "R4-10", _("A level is a claim until evidence is attached below.")),),
            (Place("maturity_on"), Place("maturity_evaluator", "R4-10")),
        )
    ),
)
BEARING = _(
    "A yes needs the approval of the department in charge before it is traded; attach it below. What is a state secret "
    "itself never enters here."
)
OWNERSHIP = (
    Part(
        (
            (
                Place("is_fiscally_funded", "R8-13", _("Then a transfer abroad needs the authority that funded it.")),
                Place("is_encumbered", "R3-35"),
            ),
        )
    ),
    Part(
        ((Place("funding_source"), Place("project_number", "R8-13")), (Place("project_name"),)),
        _("Plan and project"),
    ),
    Part((pair("encumbrances", "R3-33"),), _("Encumbrances")),
    Part(((Place("bears_on_security", "R3-07", BEARING),),)),
    Part(
        (
            (Place("approval_department", "R3-07"), Place("approval_number")),
            (Place("approved_on"), Place("is_central_unit", "R3-07")),
            (Place("finance_filed_on", "R3-07", _("Of a unit of the central level, within the time that is shown.")),),
        ),
        _("Approval of the department in charge"),
    ),
)
TERMS = (
    Part(
        (
            (Place("regime", "R3-30", _("Only the regimes open to your type of party are offered.")),),
            (Place("right_offered", "R3-36", _("Existing licences continue after a transfer and are listed.")),),
            (
                Place("price", "R3-42", _("Fixed during the notice; to change it, list again."), money=True),
                Place("increment", "R3-33", _("The price is a whole multiple of it."), money=True),
            ),
            (
                Place("price_basis_kind", "R3-08"),
                Place("price_basis", "R3-06", _("Number and date of the appraisal or of the decision.")),
            ),
        )
    ),
    Part(
        (
            (
                Place("territory", "R3-33", _("Of a licence.")),
                Place("term_years", "R1-03", _("Of a licence, which ends no later than its patent.")),
            ),
            (Place("payment_method", "R3-33"), Place("is_related_party", "R3-03", _("The notice marks it."))),
        )
    ),
    Part(
        ((Place("ways", "R3-09"),), (Place("territory_note"), Place("related_party_note", "R3-04"))),
        _("Ways of conversion; notes on territory and related parties"),
    ),
    Part(
        (
            pair("payment_terms"),
            pair("buyer_conditions", "R3-42", _("Fixed during the notice, like the price.")),
            pair("risks", "R3-33"),
        ),
        _("Payment terms, conditions, risks"),
    ),
)
NONE = (
    Part(
        (
            (Place("no_licences"), Place("no_first_refusals")),
            (Place("no_buyer_conditions"), Place("no_risks")),
        )
    ),
)
SECTIONS = {"work": WORK, "maturity": MATURITY, "ownership": OWNERSHIP, "terms": TERMS, "none": NONE}


def parts(draft: DraftForm) -> dict[str, list[Part]]:
    """The parts of every section with the fields of this form; what the form does not ask has no place."""
    return {section: list(_parts_of(draft, section)) for section in SECTIONS}


def _parts_of(draft: DraftForm, section: str) -> Iterator[Part]:
    for part in SECTIONS[section]:
        lines = tuple(line for line in (tuple(_bound(draft, each)) for each in part.lines) if line)
        if not lines:
            continue
        names = [place.name for line in lines for place in line]
        is_open = not part.title or any(draft[name].value() or draft[name].errors for name in names)
        yield Part(lines, part.title, is_open)


def _bound(draft: DraftForm, line: Line) -> Iterator[Place]:
    for place in line:
        if place.name in draft.fields:
            yield Place(place.name, place.rule, place.hint, place.money, place.after, draft[place.name])
