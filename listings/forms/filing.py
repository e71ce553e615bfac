from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.models import Achievement
from tte.common.clock import today
from tte.common.forms import ActionForm


class FilingForm(ActionForm):
    """When the approval was filed with the finance ministry (R3-07)."""

    filed_on = forms.DateField(
        label=_("Filed with the finance ministry on"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *given: Any, achievement: Achievement, **named: Any) -> None:
        super().__init__(*given, initial={"filed_on": achievement.finance_filed_on}, **named)
        if achievement.approved_on:
            bounds = {"min": achievement.approved_on.isoformat(), "max": today().isoformat()}
            self.fields["filed_on"].widget.attrs.update(bounds)
