from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.forms.fields import text_field
from listings.models import Picture
from tte.common.forms import ActionForm


class AltForm(ActionForm):
    """What a picture shows. It stands on one page with the other pictures and the files, so its ids are its own."""

    alt_zh = text_field(_("What it shows, in Chinese"), 200)
    alt_en = text_field(_("What it shows, in English"), 300)

    def __init__(self, *args: Any, picture: Picture | None = None, **options: Any) -> None:
        self.picture = picture
        options["auto_id"] = f"id_picture_{picture.pk}_%s" if picture else "id_picture_%s"
        if picture is not None:
            options["initial"] = {"alt_zh": picture.alt_zh, "alt_en": picture.alt_en}
        super().__init__(*args, **options)


class PictureForm(AltForm):
    upload = forms.FileField(
        label=_("Picture"), help_text=_("PNG, JPEG or WebP, up to 20 MB. Place and camera are taken out.")
    )
