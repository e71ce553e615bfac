from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.codes import INDUSTRY
from listings.enums import Regime, RightOffered
from listings.forms.fields import (
    AmountField,
    NoneField,
    StatementField,
    code_field,
    codes_field,
    date_field,
    text_field,
)
from listings.forms.rows import ROW_LABELS, ROWS, row_set
from listings.models import Achievement
from listings.selectors.approval import APPROVAL_FIELDS, asks_approval
from listings.selectors.record import RECORD_FIELDS, Rows, stored_rows, typed_once
from listings.selectors.regime import allowed_regimes
from tte.casework.forms import AnswerForm
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import choices, codes
from tte.drafts.forms import KeptForm
from tte.drafts.merging import Seen, fingerprint
from tte.drafts.values import Values

THIRTEEN = "13-"
MONTH = r"\d{4}-(0[1-9]|1[0-2])"
REGISTRATION_NUMBER = r"[0-9A-Z]{3}\d{4}[A-Z]\d{4}"


def maturity_levels() -> list:
    """Both scales in one list; a level of the thirteen carries its scale before it."""
    nine = [(code, f"TRL {code}　{name}") for code, name in choices(CodeList.MATURITY)]
    thirteen = [(THIRTEEN + code, f"{code}/13　{name}") for code, name in choices(CodeList.MATURITY_13)]
    return [("", _("Choose")), (_("Nine levels"), nine), (_("Thirteen levels"), thirteen)]


def score(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100, required=False)


def month(label: Any) -> forms.RegexField:
    wrong = {"invalid": _("Give year and month, as in 2024-03")}
    widget = forms.TextInput(attrs={"type": "month", "placeholder": "2024-03"})
    return forms.RegexField(MONTH, label=label, required=False, widget=widget, error_messages=wrong)


class DraftForm(KeptForm):
    """The shape of a draft: everything may be empty, nothing may be of the wrong kind. Its rows are `row_sets`."""

    kept_as = "achievement.draft"
    kept_rows: ClassVar = ROWS | {"answer": AnswerForm}

    title_zh = text_field(_("Title in Chinese"), 200)
    title_en = text_field(_("Title in English"), 300)
    abstract_zh = text_field(_("Abstract in Chinese"), 4000, rows=8)
    abstract_en = text_field(_("Abstract in English"), 8000, rows=8)
    field = code_field(_("Technology field"), CodeList.TECHNOLOGY_FIELD, parent="")
    kind = code_field(_("Kind of achievement"), CodeList.ACHIEVEMENT_KIND)
    keywords_zh = text_field(_("Keywords in Chinese"), 120)
    keywords_en = text_field(_("Keywords in English"), 200)
    description_zh = text_field(_("Description in Chinese"), 20000, rows=8)
    description_en = text_field(_("Description in English"), 40000, rows=8)
    region = code_field(_("Region"), CodeList.REGION)
    industry = code_field(_("Industry"), INDUSTRY)
    origin = code_field(_("Origin of the achievement"), CodeList.ACHIEVEMENT_ORIGIN)
    level = code_field(_("Level of the achievement"), CodeList.ACHIEVEMENT_LEVEL)
    stage = code_field(_("Stage of the achievement"), CodeList.ACHIEVEMENT_STAGE)
    registration_number = forms.RegexField(
        REGISTRATION_NUMBER,
        label=_("Registration number of the achievement"),
        required=False,
        strip=True,
        error_messages={"invalid": _("Twelve characters: three for region or department, year, Y, four figures")},
    )
    registered_on = date_field(_("Date of the registration number"))
    research_from = month(_("Research began"))
    research_to = month(_("Research ended"))
    value_scientific = score(_("Scientific value"))
    value_technical = score(_("Technical value"))
    value_economic = score(_("Economic value"))
    value_social = score(_("Social value"))
    value_cultural = score(_("Cultural value"))

    maturity = forms.ChoiceField(label=_("Maturity level"), required=False, choices=maturity_levels)
    maturity_on = date_field(_("Date of the evaluation"))
    maturity_evaluator = text_field(_("Who evaluated it"), 200)

    is_fiscally_funded = StatementField(label=_("Made with fiscal funds?"))
    funding_source = code_field(_("Plan"), CodeList.PLAN_SOURCE)
    project_number = text_field(_("Project number"), 80)
    project_name = text_field(_("Project name"), 200)
    is_encumbered = StatementField(label=_("Is the right pledged, seized or in dispute?"))
    encumbrances_zh = text_field(_("Encumbrances in Chinese"), 2000, rows=3)
    encumbrances_en = text_field(_("Encumbrances in English"), 4000, rows=3)

    bears_on_security = StatementField(
        label=_("Does it bear on state secrets, national security or key core technology?")
    )
    approval_department = text_field(_("Department that approved the trade"), 200)
    approval_number = text_field(_("Number of the approval"), 80)
    approved_on = date_field(_("Date of the approval"))
    is_central_unit = StatementField(label=_("Is the holder a unit of the central level?"))
    finance_filed_on = date_field(_("Filed with the finance ministry on"))

    regime = forms.ChoiceField(label=_("Regime"), required=False, choices=Regime.choices, widget=forms.RadioSelect)
    right_offered = forms.ChoiceField(
        label=_("Right offered"), required=False, choices=RightOffered.choices, widget=forms.RadioSelect
    )
    price = AmountField(label=_("Listing price"), required=False)
    price_basis_kind = code_field(_("Kind of basis"), CodeList.PRICE_BASIS)
    price_basis = text_field(_("Basis of the price"), 300)
    increment = AmountField(label=_("Bidding step"), required=False)
    ways = codes_field(_("Ways of conversion"), CodeList.CONVERSION_WAY)
    territory = code_field(_("Territory"), CodeList.LICENCE_TERRITORY)
    territory_note = text_field(_("Which regions, or what else is to be said"), 200)
    term_years = forms.IntegerField(label=_("Term in years"), min_value=1, max_value=50, required=False)
    payment_method = code_field(_("Payment method"), CodeList.PAYMENT_METHOD)
    payment_terms_zh = text_field(_("Payment terms in Chinese"), 1000, rows=3)
    payment_terms_en = text_field(_("Payment terms in English"), 2000, rows=3)
    buyer_conditions_zh = text_field(_("Conditions for buyers in Chinese"), 1000, rows=3)
    buyer_conditions_en = text_field(_("Conditions for buyers in English"), 2000, rows=3)
    is_related_party = StatementField(label=_("Is a buyer in sight related to the inventors?"))
    related_party_note = text_field(_("Who, and how"), 300)
    risks_zh = text_field(_("Risks and defects in Chinese"), 2000, rows=3)
    risks_en = text_field(_("Risks and defects in English"), 4000, rows=3)
    no_licences = NoneField(label=_("There are no existing licences"))
    no_first_refusals = NoneField(label=_("Nobody has a right of first refusal"))
    no_buyer_conditions = NoneField(label=_("There are no conditions for buyers"))
    no_risks = NoneField(label=_("No risks or defects are known"))
    forms = codes_field(_("Forms it takes"), CodeList.ACHIEVEMENT_FORM)

    def __init__(self, *args: Any, achievement: Achievement, **options: Any) -> None:
        options.setdefault("initial", record_initial(achievement))
        super().__init__(*args, about=achievement.code, **options)
        allowed = allowed_regimes(achievement.holder.party_type)
        self.fields["regime"].choices = [(each.value, each.label) for each in Regime if each in allowed]
        if not codes(INDUSTRY):
            del self.fields["industry"]
        if not asks_approval(achievement):
            for name in APPROVAL_FIELDS:
                del self.fields[name]
        self.stored = stored_rows(achievement)
        self.stands = typed_once({name: getattr(achievement, name) for name in RECORD_FIELDS}) | self.stored
        self.row_sets = {name: row_set(name, self.data or None, self.stored[name]) for name in ROWS}

    def show_again(self, values: Values, seen: Seen) -> None:
        super().show_again(values, seen)
        for name, row in ROWS.items():
            typed = self.rows(name) or []
            shapes = [row(each) for each in typed]
            whole = all(shape.is_valid() for shape in shapes)
            if whole and seen.get(name) == fingerprint([shape.cleaned_data for shape in shapes]):
                self.made_with[name] = fingerprint(self.stored[name])
            else:
                self.row_sets[name] = row_set(name, None, typed)

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(each.is_valid() for each in self.row_sets.values() if each.is_bound)])

    def clean(self) -> dict[str, Any]:
        """The chosen level goes to the column of its scale."""
        cleaned = self.cleaned_data
        if "maturity" in cleaned:
            chosen = cleaned["maturity"]
            is_thirteen = chosen.startswith(THIRTEEN)
            cleaned["maturity"] = int(chosen) if chosen and not is_thirteen else None
            cleaned["maturity_13"] = int(chosen.removeprefix(THIRTEEN)) if is_thirteen else None
        return cleaned

    def said(self) -> dict[str, Any]:
        return typed_once(self.cleaned_data) | self.given_rows()

    def rows_label(self, prefix: str) -> str:
        return str(ROW_LABELS[prefix])

    def take_in(self, fresh: KeptForm) -> None:
        """Rows that were left alone are shown as they stand, too."""
        given = self.given_rows()
        super().take_in(fresh)
        alone = [name for name, rows in given.items() if self.made_with.get(name) == fingerprint(rows)]
        self.row_sets |= {name: fresh.row_sets[name] for name in alone}

    def given_rows(self) -> Rows:
        """The rows that came with the form; of what did not come nothing is said."""
        return {name: each.filled() for name, each in self.row_sets.items() if each.is_bound and each.is_valid()}

    def carry_out(self, service: Callable[..., Any], **given: Any) -> bool:
        return super().carry_out(service, rows=self.given_rows(), **given)


def record_initial(achievement: Achievement) -> dict[str, Any]:
    shown = {name: getattr(achievement, name) for name in RECORD_FIELDS}
    if achievement.maturity_13:
        shown["maturity"] = f"{THIRTEEN}{achievement.maturity_13}"
    return shown
