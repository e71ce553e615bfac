from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from listings.forms.fields import code_field, date_field, text_field
from listings.models import IPRight
from listings.selectors.record import RIGHT_FIELDS
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import grouped_choices
from tte.common.forms import ActionForm
from tte.drafts.forms import KeptForm


class RightForm(KeptForm):
    """A right to be named, or one that is changed: then its fields carry the number of the row in their ids."""

    kept_as = "achievement.right"

    ip_type = forms.ChoiceField(label=_("Type of right"), initial="11")
    number = text_field(_("Number"), 40, help_text=_("Application number with its check character"))
    name = text_field(_("Name of the right"), 300)
    holder = text_field(_("Owner of the right"), 200)
    status = code_field(_("Status of the right"), CodeList.IP_STATUS)
    filed_on = date_field(_("Filed on"))
    granted_on = date_field(_("Granted or registered on"))
    published_on = date_field(_("First published or used on"))
    expires_on = date_field(_("Expires on"))

    def __init__(self, *args: Any, about: str = "", right: IPRight | None = None, **options: Any) -> None:
        self.right = right
        if right is not None:
            about = f"{about}/{right.pk}"
            options["auto_id"] = f"id_right_{right.pk}_%s"
            self.stands = {name: getattr(right, name) for name in RIGHT_FIELDS}
            options.setdefault("initial", self.stands)
        super().__init__(*args, about=about, **options)
        self.fields["ip_type"].choices = grouped_choices(CodeList.IP_TYPE)


class MendForm(ActionForm):
    number = forms.CharField(max_length=40)


def refused_change(right: IPRight, refused: ActionForm) -> RightForm:
    """The whole right to be changed, with what a smaller form about it said and the faults that were found there."""
    stands = {name: getattr(right, name) for name in RIGHT_FIELDS}
    said = {name: "" if value is None else value for name, value in (stands | refused.data.dict()).items()}
    form = RightForm(said, about=right.achievement.code, right=right)
    form.full_clean()
    for name, faults in refused.errors.as_data().items():
        if name not in form.errors:
            form.add_error(name if name in form.fields else None, faults)
    return form
