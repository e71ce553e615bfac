"""What is sent to a case from any page that shows one."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tte.accounts.models import User
from tte.common.forms import ActionForm
from tte.drafts.forms import KeptForm

ANSWER = re.compile(r"answer-(\d{1,3})-text")


def words(label: Any, *, required: bool = True, rows: int = 3, longest: int = 1000) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=longest, widget=forms.Textarea(attrs={"rows": rows})
    )


def one_of(people: list[User], label: Any) -> forms.ModelChoiceField:
    rows = User.objects.filter(pk__in=[each.pk for each in people]).order_by("pk")
    return forms.ModelChoiceField(label=label, queryset=rows)


class NoteForm(KeptForm):
    kept_as = "case.note"

    text = words(_("Note for the people of the office"), longest=2000)


class MarkForm(KeptForm):
    """A field of the matter and what is to be mended there."""

    kept_as = "case.mark"

    field = forms.ChoiceField()
    text = words(_("What is wrong here and how to correct it"), rows=2)

    def __init__(self, *args: Any, fields: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["field"] = forms.ChoiceField(label=_("Marked field"), choices=[("", _("Choose")), *fields])


class HandOverForm(KeptForm):
    kept_as = "case.hand_over"

    colleague = forms.ModelChoiceField(label=_("Colleague"), queryset=User.objects.none())
    text = words(_("What the colleague should know"), required=False, rows=2, longest=2000)

    def __init__(self, *args: Any, colleagues: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["colleague"] = one_of(colleagues, self.fields["colleague"].label)


class AssignForm(ActionForm):
    colleague = forms.ModelChoiceField(label=_("Assign to"), queryset=User.objects.none())

    def __init__(self, *args: Any, colleagues: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["colleague"] = one_of(colleagues, self.fields["colleague"].label)


class AnswerForm(forms.Form):
    """The party's answer to one marked field; its typing is kept with the form that holds the field."""

    text = words(_("Your answer"), required=False, rows=2)


def answers_in(data: Mapping[str, Any]) -> dict[int, str]:
    """The answers that came along with a form, by the number of the point."""
    found = [(ANSWER.fullmatch(name), data[name]) for name in data]
    return {int(match[1]): text for match, text in found if match}
