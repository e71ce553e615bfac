from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import RoomOpening
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import lazy_choices
from tte.common.forms import ActionForm
from tte.drafts.forms import KeptForm


def passage(label: object, limit: int, **options: object) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=limit, widget=area, **options)


class OpenRoomForm(ActionForm):
    opening = forms.ChoiceField(
        label=_("What opens the room"),
        choices=RoomOpening.choices,
        widget=forms.RadioSelect,
        initial=RoomOpening.DECISION,
    )
    offers_unmarked = forms.BooleanField(
        label=_("Also release files other than PDF, which carry no watermark"), required=False
    )


class AskForm(KeptForm):
    kept_as = "room.ask"

    reason = passage(
        _("What your enterprise wants to find out"),
        1000,
        help_text=_(
            "The holder reads this: your plan with the technology, and which questions the files should answer"
        ),
    )


class SignForm(ActionForm):
    """`version` is the text that was shown; another one in force meanwhile is refused."""

    version = forms.CharField(widget=forms.HiddenInput)
    agrees = forms.BooleanField(
        label=_("I have read the agreement, may sign for my organisation, and it is bound by it"), required=False
    )


class GrantForm(KeptForm):
    kept_as = "room.grant"

    ends_on = forms.DateField(
        label=_("Last day of access"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: as long as the listing runs"),
    )
    reason = passage(_("Note on the decision"), 500, required=False)


class RefuseForm(KeptForm):
    kept_as = "room.refuse"

    reason = passage(_("Reason"), 500, help_text=_("The enterprise reads it"))


class WithdrawForm(KeptForm):
    kept_as = "room.withdraw"

    reason = passage(_("Reason"), 500, help_text=_("The enterprise reads it"))


class ExportForm(KeptForm):
    """The class of the technology on the export list, and on which edition of the list that was found (R8-11)."""

    kept_as = "room.decide_export"

    trade_class = forms.ChoiceField(
        label=_("Class of the export list"), choices=lazy_choices(CodeList.TRADE_CONTROL), widget=forms.RadioSelect
    )
    list_version = forms.CharField(
        label=_("Edition of the list"),
        max_length=200,
        help_text=_("Name and date of the list that was looked up, with its last change"),
    )
    reference = forms.CharField(
        label=_("Number of licence or registration"),
        max_length=100,
        required=False,
        help_text=_("Needed for a restricted technology"),
    )
    note = passage(_("Note on the decision"), 500, required=False)
