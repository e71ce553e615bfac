from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from listings.enums import ObjectionConclusion, ObjectionState
from listings.forms.fields import SeveralFilesField
from tte.accounts.actor import Actor
from tte.casework.answering import ChecklistForm
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import lazy_choices
from tte.common.forms import ActionForm
from tte.drafts.forms import KeptForm


class ObjectionForm(KeptForm):
    """Anybody's objection. Whoever is signed in is known by name and address, and finds what was typed."""

    kept_as = "objection.lodge"
    visitors_alone = ("name", "email")

    ground = forms.ChoiceField(label=_("Ground"), choices=lazy_choices(CodeList.OBJECTION_GROUND, blank=_("Choose")))
    text = forms.CharField(
        label=_("What is wrong, and how you know"), max_length=4000, widget=forms.Textarea(attrs={"rows": 7})
    )
    evidence = SeveralFilesField(
        label=pgettext_lazy("objection", "Evidence"),
        required=False,
        help_text=_("Up to 5 files: PDF, images, tables or text. Only an objection with evidence stops the procedure."),
    )
    name = forms.CharField(
        label=_("Your real name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def __init__(self, *args: Any, by: Actor | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if by is not None:
            for name in ("name", "email"):
                self.fields[name].required = False
                self.fields[name].widget = forms.HiddenInput()


class PapersForm(ActionForm):
    """What the exchange asked the objector for."""

    evidence = SeveralFilesField(
        label=_("Papers"), help_text=_("Up to 5 files at a time: PDF, images, tables or text.")
    )


class AskPapersForm(KeptForm):
    kept_as = "objection.ask_papers"

    text = forms.CharField(
        label=_("Which documents are missing"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ConclusionForm(ChecklistForm):
    """What the exchange concludes on an objection, as far as it has come."""

    kept_as = "objection.conclusion"

    conclusion = forms.ChoiceField(label=_("Conclusion"), choices=ObjectionConclusion.choices, widget=forms.RadioSelect)
    reason_code = forms.ChoiceField(
        label=_("Reason not to admit it"),
        required=False,
        choices=lazy_choices(CodeList.OBJECTION_REFUSAL, blank="—"),
    )
    text = forms.CharField(
        label=_("Reasons"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, state: str, **options: Any) -> None:
        super().__init__(*args, **options)
        first = (ObjectionConclusion.ADMIT, ObjectionConclusion.TURN_AWAY)
        second = (ObjectionConclusion.UPHOLD, ObjectionConclusion.DISMISS)
        is_examined = state == ObjectionState.EXAMINED
        choice: Any = self.fields["conclusion"]
        choice.choices = [(each.value, each.label) for each in (second if is_examined else first)]
        if is_examined:
            del self.fields["reason_code"]
