from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import Regime, RightOffered
from listings.forms.fields import AmountField
from listings.models import Achievement
from listings.selectors.regime import allowed_regimes
from tte.casework.forms import AnswerForm
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import choices, grouped_choices, lazy_choices
from tte.common.forms import ActionForm
from tte.drafts.forms import KeptForm

DRAFT_FIELDS = (
    "title_zh",
    "title_en",
    "abstract_zh",
    "abstract_en",
    "field",
    "maturity",
    "regime",
    "right_offered",
    "price",
    "price_basis",
    "increment",
)


def maturity_levels() -> list[tuple[str, str]]:
    return [("", _("Choose")), *((code, f"TRL {code}　{name}") for code, name in choices(CodeList.MATURITY))]


class DraftForm(KeptForm):
    """The shape of a draft: everything may be empty, nothing may be of the wrong kind."""

    kept_as = "achievement.draft"
    kept_rows: ClassVar = {"answer": AnswerForm}

    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=300, required=False)
    abstract_zh = forms.CharField(
        label=_("Abstract in Chinese"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    abstract_en = forms.CharField(
        label=_("Abstract in English"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    field = forms.ChoiceField(
        label=_("Technology field"),
        required=False,
        choices=lazy_choices(CodeList.TECHNOLOGY_FIELD, parent="", blank=_("Choose")),
    )
    maturity = forms.TypedChoiceField(
        label=_("Maturity level"), required=False, coerce=int, empty_value=None, choices=maturity_levels
    )
    regime = forms.ChoiceField(label=_("Regime"), required=False, choices=Regime.choices, widget=forms.RadioSelect)
    right_offered = forms.ChoiceField(
        label=_("Right offered"), required=False, choices=RightOffered.choices, widget=forms.RadioSelect
    )
    price = AmountField(label=_("Listing price"), required=False)
    price_basis = forms.CharField(label=_("Basis of the price"), max_length=300, required=False)
    increment = AmountField(label=_("Bidding step"), required=False)

    def __init__(self, *args: Any, achievement: Achievement, **options: Any) -> None:
        options.setdefault("initial", {name: getattr(achievement, name) for name in DRAFT_FIELDS})
        super().__init__(*args, about=achievement.code, **options)
        allowed = allowed_regimes(achievement.holder.party_type)
        self.fields["regime"].choices = [(each.value, each.label) for each in Regime if each in allowed]


class RightForm(ActionForm):
    ip_type = forms.ChoiceField(label=_("Type of right"), initial="11")
    number = forms.CharField(
        label=_("Number"), max_length=40, required=False, help_text=_("Application number with its check character")
    )
    expires_on = forms.DateField(label=_("Expires on"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ip_type"].choices = grouped_choices(CodeList.IP_TYPE)


class MendForm(ActionForm):
    number = forms.CharField(max_length=40)
