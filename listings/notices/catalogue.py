"""What people are told of their imports into the catalogue."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listings.models import CatalogueBatch
from listings.notices.supply import SUPPLY
from tte.notices.kinds import notice_kind

BATCH_APPROVED = notice_kind(
    "listings.batch_approved",
    area=SUPPLY,
    name=_("Import published"),
    title=_("Import published: %(file)s"),
    sentences=(_("%(count)s records are public in the catalogue. Complete a record to offer it for trade."),),
)


BATCH_HELD = notice_kind(
    "listings.batch_held",
    area=SUPPLY,
    name=_("Import published in part"),
    title=_("Import published in part: %(file)s"),
    sentences=(
        _("%(count)s records are public in the catalogue."),
        _("%(held)s were kept back for what the automatic checks found, and are drafts of your institution now."),
        _("The page of the import says of each line what was found: mend the draft and submit it."),
    ),
    duty=True,
)


BATCH_REFUSED = notice_kind(
    "listings.batch_refused",
    area=SUPPLY,
    name=_("Import refused"),
    title=_("Import refused: %(file)s"),
    sentences=(
        _("Reason %(code)s, %(reason)s."),
        _("The auditor writes: %(text)s"),
        _("Nothing of it is shown. Correct the file and import it again."),
    ),
    duty=True,
)


def path_of_batch(batch: CatalogueBatch) -> str:
    return reverse("listings:catalogue_batch", args=[batch.code])
