from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.forms.fields import MomentField
from listings.models import Achievement, NoticePlan
from listings.selectors.notice_plan import PLAN_FIELDS, shown_fields
from listings.selectors.regime import notice_rule
from tte.casework.forms import AnswerForm
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.drafts.forms import KeptForm

TEXTS = ("auctioneer", "licence_number", "viewing_place", "sale_place", "intended_buyer_name", "relation")


class NoticePlanForm(KeptForm):
    """What the notice to come will say beyond the terms; only what its regime asks for is shown."""

    kept_as = "achievement.notice"
    kept_rows: ClassVar = {"answer": AnswerForm}

    notice_length = forms.IntegerField(label=_("Length of the notice"), required=False, min_value=1, max_value=365)
    extensions_allowed = forms.TypedChoiceField(
        label=_("If nobody registers"), required=False, coerce=int, empty_value=0, widget=forms.RadioSelect
    )
    extension_length = forms.IntegerField(
        label=_("Length of each extension"), required=False, min_value=0, max_value=60
    )
    intended_buyer_name = forms.CharField(label=_("Intended buyer"), max_length=200, required=False)
    related_party = forms.TypedChoiceField(
        label=_("Is the buyer an inventor, or tied to one by family, money or in another way?"),
        required=False,
        coerce=lambda value: value == "yes",
        empty_value=None,
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
    )
    relation = forms.CharField(label=_("How they are related"), max_length=500, required=False)
    auctioneer = forms.CharField(label=_("Auctioneer"), max_length=200, required=False)
    licence_number = forms.CharField(label=_("Number of its licence"), max_length=60, required=False)
    viewing_place = forms.CharField(label=_("Place of the viewing"), max_length=300, required=False)
    viewing_from = MomentField(label=_("Viewing from"))
    viewing_until = MomentField(label=_("Viewing until"))
    sale_place = forms.CharField(label=_("Place of the sale"), max_length=300, required=False)
    sale_at = MomentField(label=_("Time of the sale"))

    def __init__(self, *args: Any, achievement: Achievement, plan: NoticePlan, **options: Any) -> None:
        initial = {name: getattr(plan, name) for name in PLAN_FIELDS}
        initial["related_party"] = {True: "yes", False: "no"}.get(plan.related_party)
        initial["extension_length"] = plan.extension_length or None
        options.setdefault("initial", initial)
        super().__init__(*args, about=achievement.code, **options)
        least = rule(RuleKey.NOTICE_EXTENSION)
        extension: Any = self.fields["extensions_allowed"]
        extension.choices = [(0, _("The notice ends by itself")), (1, _("Extend it once")), (2, _("Extend it twice"))]
        self.fields["extension_length"].help_text = _("At least %(least)s") % {"least": least.words()}
        self.units = {"extension_length": least.unit.label}
        if achievement.regime:
            period = notice_rule(achievement.regime, achievement.price)
            self.units["notice_length"] = period.unit.label
            self.fields["notice_length"].help_text = _("At least %(least)s; leave empty for the minimum") % {
                "least": period.words()
            }
        self.shown = shown_fields(achievement.regime)
        self.stands = {name: getattr(plan, name) for name in self.shown}

    def clean(self) -> dict:
        given = self.cleaned_data
        for name in PLAN_FIELDS:
            if name not in self.shown:
                given[name] = "" if name in TEXTS else 0 if name.startswith("extension") else None
        given["extension_length"] = given.get("extension_length") or 0
        return given
