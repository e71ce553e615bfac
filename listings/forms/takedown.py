from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import TakedownWordKind
from listings.forms.data_room import passage
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import lazy_choices
from tte.drafts.forms import KeptForm


class ConfirmedForm(forms.Form):
    """An act that is confirmed on purpose: the box is part of its shape, and no word of the service."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return {name: value for name, value in given.items() if name != "confirmed"}


class AlongField(forms.MultipleChoiceField):
    """Numbers; whether each may be taken down is said by the act, which looks anew."""

    def valid_value(self, value: str) -> bool:
        return len(value) <= 20


class TakedownForm(ConfirmedForm, KeptForm):
    """The reason from the list, what it rests on, what goes with it, and the box ticked."""

    kept_as = "takedown.act"

    reason_code = forms.ChoiceField(
        label=_("Reason"),
        choices=lazy_choices(CodeList.TAKEDOWN_REASON, blank=_("Choose")),
        help_text=_("The holder and the authorities are told the reason, and nothing more."),
    )
    basis = forms.CharField(
        label=_("Basis"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The order, the report, what was seen. The exchange alone reads it; do not repeat what is secret."),
    )
    along = AlongField(label=_("Take down with it"), required=False, widget=forms.CheckboxSelectMultiple)
    confirmed = forms.BooleanField(label=_("I confirm: hide it everywhere now"))

    def __init__(self, *args: Any, along: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["along"]
        choice.choices = [(code, code) for code in along]


class ReinstatementForm(ConfirmedForm, KeptForm):
    kept_as = "takedown.reinstate"

    reason_code = forms.ChoiceField(
        label=_("Reason"), choices=lazy_choices(CodeList.REINSTATEMENT_REASON, blank=_("Choose"))
    )
    text = forms.CharField(
        label=_("What was found"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    confirmed = forms.BooleanField(label=_("I confirm: show it to everyone again as before"))


class FindForm(forms.Form):
    """The number of an achievement or a listing that is to be taken down."""

    code = forms.CharField(label=_("Number of the achievement or listing"), max_length=20)


class TakedownWordForm(KeptForm):
    """What the holder has to say about it."""

    kept_as = "takedown.word"

    kind = forms.ChoiceField(
        label=_("What you want"),
        choices=[each for each in TakedownWordKind.choices if each[0] != TakedownWordKind.ANSWER],
        widget=forms.RadioSelect,
        initial=TakedownWordKind.ASK,
    )
    text = passage(
        _("What you want to say"),
        2000,
        help_text=_("Give your reasons, or say what you will change. Do not repeat what must not be public."),
    )


class TakedownAnswerForm(KeptForm):
    kept_as = "takedown.answer"

    text = passage(_("Your answer"), 2000, help_text=_("The author and the holder's officers read it"))
