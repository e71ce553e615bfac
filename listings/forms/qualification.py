from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tte.common.forms import ActionForm
from tte.drafts.forms import KeptForm


class ReasonForm(ActionForm):
    """Why somebody is turned down or something is ended; those concerned read it."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class TurnDownForm(KeptForm, ReasonForm):
    """One a taker: each has its own reason and its own ids on the page."""

    kept_as = "intent.turn_down"

    reason = forms.CharField(
        label=_("Reason the bidder reads"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )

    def __init__(self, *args: Any, intent: int, **options: Any) -> None:
        super().__init__(*args, about=str(intent), auto_id=f"id_{intent}_%s", **options)
