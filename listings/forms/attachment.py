from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.enums import AttachmentAudience, Evidence
from listings.forms.fields import text_field
from listings.models import Attachment
from tte.common.forms import ActionForm, up_to_the_limit


def audiences() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Who may open it"),
        choices=AttachmentAudience.choices,
        initial=AttachmentAudience.AUDITORS,
        widget=forms.RadioSelect,
    )


class DescriptionForm(ActionForm):
    """What a file is, whom it is for and what it bears out; of one that stands, the ids carry the number of its row."""

    description = text_field(_("What it is"), 300)
    evidence = forms.ChoiceField(
        label=_("Evidence of"), choices=[("", _("Nothing in particular")), *Evidence.choices], required=False
    )
    audience = audiences()

    def __init__(self, *args: Any, attachment: Attachment | None = None, **options: Any) -> None:
        self.attachment = attachment
        if attachment is not None:
            options["auto_id"] = f"id_file_{attachment.pk}_%s"
            options["initial"] = {name: getattr(attachment, name) for name in DescriptionForm.base_fields}
        super().__init__(*args, **options)


class AttachmentForm(DescriptionForm):
    upload = forms.FileField(
        label=_("File"), help_text=up_to_the_limit(_("PDF, images, tables or text, up to {limit}"))
    )
