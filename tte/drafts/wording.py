from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tte.common import formats
from tte.drafts.models import Draft


def saved_words(draft: Draft) -> str:
    at = formats.moment(
        draft.saved_at, get_language() or settings.LANGUAGE_CODE, zone=settings.TTE_TIME_ZONE, with_date=False
    )
    return _("Saved %(at)s") % {"at": at}
