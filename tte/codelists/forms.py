from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tte.codelists.enums import Mark
from tte.common.forms import ActionForm

ONE_LANGUAGE = _("One language is enough; pages show it as it is")


class DayField(forms.DateField):
    def __init__(self, **given: object) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}), **given)


class SourceForm(forms.Form):
    """Facts that stand in two languages, of which one is enough: `told` are those that must be there."""

    told = ("source",)

    source_zh = forms.CharField(
        label=_("Source in Chinese"), max_length=300, required=False, help_text=_("Who published it, where and when")
    )
    source_en = forms.CharField(label=_("Source in English"), max_length=300, required=False, help_text=ONE_LANGUAGE)

    def clean(self) -> dict:
        cleaned = super().clean()
        for name in self.told:
            if not cleaned.get(f"{name}_zh") and not cleaned.get(f"{name}_en"):
                self.add_error(f"{name}_zh", _("Fill it in, in at least one language"))
        return cleaned


class LicenceForm(SourceForm):
    told = ("source", "licence")

    licence_zh = forms.CharField(
        label=_("Licence in Chinese"),
        max_length=300,
        required=False,
        help_text=_("The terms under which the source may be used, or that none are stated"),
    )
    licence_en = forms.CharField(label=_("Licence in English"), max_length=300, required=False, help_text=ONE_LANGUAGE)


class NamesForm(SourceForm, ActionForm):
    """What an entry is called; one language is enough."""

    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=2000, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=2000, required=False)


class ListForm(LicenceForm, ActionForm):
    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    mark = forms.ChoiceField(
        label=_("How it is known"), choices=Mark.choices, initial=Mark.SOURCED, widget=forms.RadioSelect
    )
    field_order = ("name_zh", "name_en", "mark")


class BeginListForm(ListForm):
    code = forms.CharField(
        label=_("Code of the list"),
        max_length=40,
        help_text=_("Small letters, digits and underscores; it is part of addresses and never changes"),
    )
    field_order = ("code", *ListForm.field_order)


class AddForm(NamesForm, LicenceForm):
    told = ("source",)

    code = forms.CharField(label=pgettext_lazy("of a list", "Code"), max_length=20)
    parent_code = forms.CharField(
        label=_("Parent"), max_length=20, required=False, help_text=_("The code above it in the tree; empty on top")
    )
    valid_from = DayField(label=_("First day"))
    mark = forms.ChoiceField(label=_("How it is known"), choices=Mark.choices, widget=forms.RadioSelect)
    licence_zh = forms.CharField(
        label=_("Licence in Chinese"), max_length=300, required=False, help_text=_("Empty: that of the list")
    )
    field_order = ("code", "parent_code", "name_zh", "name_en", "valid_from", "mark")


class CorrectForm(NamesForm):
    parent_code = forms.CharField(label=_("Parent"), max_length=20, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300)
    field_order = ("name_zh", "name_en", "parent_code", "source_zh", "source_en", "reason")


class EndForm(ActionForm):
    last_day = DayField(label=_("Last day"), help_text=_("Until 24:00 of this day it can be chosen"))
    reason = forms.CharField(label=_("Reason"), max_length=300)


class SucceedForm(NamesForm):
    code = forms.CharField(
        label=_("Code of the successor"), max_length=20, help_text=_("The same code may go on with another meaning")
    )
    begins_on = DayField(label=_("First day of the successor"))
    reason = forms.CharField(label=_("Reason"), max_length=300)
    field_order = ("code", "name_zh", "name_en", "begins_on", "source_zh", "source_en", "reason")


class MoveForm(ActionForm):
    direction = forms.ChoiceField(choices=[("up", _("Up")), ("down", _("Down"))])


class YearForm(SourceForm, ActionForm):
    """The yearly notice, as it is written: which days are off, which weekends are at work."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    days_off = forms.CharField(
        label=_("Days off"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "One per line: first day, last day and, where it has one, the code of the holiday. 2027-01-01 2027-01-03"
        ),
    )
    days_at_work = forms.CharField(
        label=_("Weekends at work"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("A day a line: 2027-02-14"),
    )
    source_zh = forms.CharField(
        label=_("Source in Chinese"),
        max_length=300,
        required=False,
        help_text=_("The notice, with its number and date"),
    )
    field_order = ("year", "days_off", "days_at_work")


class FigureForm(ActionForm):
    value = forms.DecimalField(label=_("Figure"), max_digits=18, decimal_places=4)
    begins_on = DayField(label=_("First day"))
    mark = forms.ChoiceField(label=_("How it is known"), choices=Mark.choices, widget=forms.RadioSelect)
    source_zh = forms.CharField(label=_("Source in Chinese"), max_length=300)
    source_en = forms.CharField(label=_("Source in English"), max_length=300)


class LookForm(forms.Form):
    """How a list is looked at. What cannot be read is as if it had not been asked."""

    on = DayField(label=_("Valid on"), required=False)
    q = forms.CharField(label=_("Code or name"), max_length=100, required=False)
    parent = forms.CharField(max_length=20, required=False)
    after = forms.CharField(max_length=40, required=False)

    def asked(self, today: date) -> dict:
        self.full_clean()
        given = self.cleaned_data
        return {
            "day": given.get("on") or today,
            "text": given.get("q", "").strip(),
            "parent": given.get("parent", ""),
            "after": given.get("after", ""),
        }
