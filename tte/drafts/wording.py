from django.conf import settings
from django.utils.translation import gettext as _

from tte.common import formats
from tte.common.languages import spoken_language
from tte.drafts.models import Draft


def saved_words(draft: Draft) -> str:
    at = formats.moment(draft.saved_at, spoken_language(), zone=settings.TTE_TIME_ZONE, with_date=False)
    return _("Saved %(at)s") % {"at": at}
