from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.forms.fields import text_field
from listings.models import Picture
from tte.common.forms import ActionForm


class AltForm(ActionForm):
    alt_zh = text_field(_("What it shows, in Chinese"), 200)
    alt_en = text_field(_("What it shows, in English"), 300)


class PictureForm(AltForm):
    upload = forms.FileField(
        label=_("Picture"), help_text=_("PNG, JPEG or WebP, up to 20 MB. Place and camera are taken out.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """It stands on one page with the form of attachments, so its ids are its own."""
        super().__init__(*args, auto_id="id_picture_%s", **options)


def alt_of(picture: Picture) -> AltForm:
    shown = {"alt_zh": picture.alt_zh, "alt_en": picture.alt_en}
    return AltForm(initial=shown, auto_id=f"id_picture_{picture.pk}_%s")
