from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import QuestionAudience
from listings.forms.data_room import passage
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import lazy_choices
from tte.common.forms import ActionForm
from tte.drafts.forms import KeptForm

LONGEST = 2000


class AskForm(KeptForm):
    """A new question. Who reads it is chosen first, for it decides what may be written."""

    kept_as = "question.ask"

    audience = forms.ChoiceField(
        label=_("Who reads it"),
        choices=QuestionAudience.choices,
        widget=forms.RadioSelect,
        initial=QuestionAudience.PUBLIC,
    )
    text = passage(
        _("Your question"),
        LONGEST,
        help_text=_("No e-mail address and no telephone number: the answer reaches you here, and you are told of it"),
    )


class WriteForm(KeptForm):
    """The next message. `upon` is the last one its page showed; `audience` is asked where a public question waits."""

    kept_as = "question.write"

    text = passage(
        _("Your message"), LONGEST, help_text=_("No e-mail address and no telephone number: all of it goes this way")
    )
    audience = forms.ChoiceField(
        label=_("Who reads the answer"),
        choices=[
            (QuestionAudience.PUBLIC.value, _("Everybody, together with the question")),
            (QuestionAudience.PRIVATE.value, _("The asker alone; the question then stays private too")),
        ],
        widget=forms.RadioSelect,
        initial=QuestionAudience.PUBLIC,
        required=False,
    )
    upon = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, asks_audience: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not asks_audience:
            del self.fields["audience"]


class DeclineForm(KeptForm):
    kept_as = "question.decline"

    reason_code = forms.ChoiceField(label=_("Reason"), choices=lazy_choices(CodeList.QUESTION_REFUSAL, blank="—"))
    text = passage(_("A word to the asker"), 500, required=False, help_text=_("The asker reads it"))


class ReportForm(KeptForm):
    kept_as = "question.report"

    reason_code = forms.ChoiceField(label=_("Ground"), choices=lazy_choices(CodeList.MESSAGE_GROUND, blank="—"))
    text = passage(
        _("What is wrong"), 500, required=False, help_text=_("The exchange reads it, the other side does not")
    )


class StopForm(KeptForm):
    kept_as = "question.stop"

    reason_code = forms.ChoiceField(label=_("Ground"), choices=lazy_choices(CodeList.MESSAGE_GROUND, blank="—"))
    text = passage(_("Reasons"), 500, required=False, help_text=_("Both sides read them"))


class SettleForm(KeptForm):
    kept_as = "question.settle"

    text = passage(_("What you found"), 500, help_text=_("The person who reported it reads this"))


class PlainForm(ActionForm):
    """An act that needs no word."""

    def __init__(self, *args: Any, about: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
