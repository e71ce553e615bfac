from collections.abc import Iterator

from django import forms
from django.forms.boundfield import BoundField

from tte.common.forms import ActionForm
from tte.notices.enums import MailChoice
from tte.notices.kinds import KINDS, NoticeArea, NoticeKind, areas, kinds_of

# Points are not for the names of fields: a browser's autofill and our anchors read them as paths.
POINT = "__"


class PreferencesForm(ActionForm):
    """One choice for each kind of notice whose e-mail may be switched off."""

    def __init__(self, *args, chosen: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for code, mail in chosen.items():
            self.fields[code.replace(".", POINT)] = forms.ChoiceField(
                label=KINDS[code].name, choices=MailChoice.choices, initial=mail
            )

    def clean(self) -> dict[str, object]:
        choices = {name.replace(POINT, "."): mail for name, mail in super().clean().items()}
        return {"choices": choices}

    def areas(self) -> Iterator[tuple[NoticeArea, list[tuple[NoticeKind, BoundField | None]]]]:
        """Every kind by area; without a field where it may not be switched off."""
        for area in areas():
            kinds = kinds_of(area)
            yield area, [(kind, None if kind.because else self[kind.code.replace(".", POINT)]) for kind in kinds]
