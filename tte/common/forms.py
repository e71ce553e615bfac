"""Forms that carry out a service and turn its refusal into a form error, so that views need no try."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy

from tte.common.errors import DomainError
from tte.common.formats import file_size


def up_to_the_limit(text: Any) -> Promise:
    """A hint whose {limit} is what an upload may hold, as the refusal of a larger one says it."""
    return format_lazy(text, limit=lazy(lambda: file_size(settings.TTE_UPLOAD_LIMIT), str)())


class ActionForm(forms.Form):
    """The shape of one act. `carry_out` calls the service with the cleaned data; its result is `outcome`, what it says
    where it does not act `refusal`."""

    outcome: Any = None
    refusal: DomainError | None = None

    def carry_out(self, service: Callable[..., Any], **given: Any) -> bool:
        """True when the service acted. A refusal becomes an error of its field, or of the form, and changes nothing."""
        try:
            self.outcome = service(**self.cleaned_data, **given)
        except DomainError as refusal:
            self.refusal = refusal
            field = refusal.field if refusal.field in self.fields else None
            self.add_error(field, forms.ValidationError(str(refusal), code=refusal.code))
            return False
        return True
