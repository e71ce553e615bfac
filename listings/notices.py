"""What the supply side tells people."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listings.models import Achievement, CatalogueBatch, Listing
from tte.notices.kinds import notice_area, notice_kind

SUPPLY = notice_area("supply", _("Achievements and listings"), place=1)

UNIT_REVIEW_ASKED = notice_kind(
    "listings.unit_review_asked",
    area=SUPPLY,
    name=_("Unit review asked"),
    title=_("Unit review asked: %(title)s"),
    sentences=(_("%(author)s submitted this achievement to the unit. Review it and send it to the exchange."),),
    duty=True,
)
ACHIEVEMENT_RETURNED = notice_kind(
    "listings.achievement_returned",
    area=SUPPLY,
    name=_("Achievement returned by the unit"),
    title=_("Returned by the unit: %(title)s"),
    sentences=(_("Your unit asks for a change before it goes to the exchange: %(reason)s"),),
    duty=True,
)
ACHIEVEMENT_FORWARDED = notice_kind(
    "listings.achievement_forwarded",
    area=SUPPLY,
    name=_("Achievement sent to the exchange"),
    title=_("Sent to the exchange: %(title)s"),
    sentences=(_("The unit review is done. The exchange audits it next."),),
)
ACHIEVEMENT_WITHDRAWN = notice_kind(
    "listings.achievement_withdrawn",
    area=SUPPLY,
    name=_("Achievement withdrawn"),
    title=_("Withdrawn: %(title)s"),
    sentences=(_("%(author)s has withdrawn this achievement. Nothing more is to be done."),),
)
CORRECTION_ASKED = notice_kind(
    "listings.correction_asked",
    area=SUPPLY,
    name=_("Correction of an achievement asked"),
    title=_("Correction asked: %(title)s"),
    sentences=(_("Reason %(code)s, %(reason)s."), _("The auditor writes: %(text)s")),
    duty=True,
)
ACHIEVEMENT_REFUSED = notice_kind(
    "listings.achievement_refused",
    area=SUPPLY,
    name=_("Achievement not admitted to listing"),
    title=_("Not admitted to listing: %(title)s"),
    sentences=(_("Reason %(code)s, %(reason)s."), _("The auditor writes: %(text)s")),
)
LISTING_PUBLISHED = notice_kind(
    "listings.listing_published",
    area=SUPPLY,
    name=_("Listing published"),
    title=_("Listed as %(listing)s: %(title)s"),
    sentences=(_("The notice runs until %(ends)s. Until then its terms are frozen and intents are registered."),),
)
NOTICE_ENDED = notice_kind(
    "listings.notice_ended",
    area=SUPPLY,
    name=_("Notice of a listing ended"),
    title=_("The notice has ended: %(title)s"),
    sentences=(_("Listing %(listing)s is now in qualification."),),
)
BATCH_APPROVED = notice_kind(
    "listings.batch_approved",
    area=SUPPLY,
    name=_("Import published"),
    title=_("Import published: %(file)s"),
    sentences=(_("%(count)s records are public in the catalogue. Complete a record to offer it for trade."),),
)
BATCH_REFUSED = notice_kind(
    "listings.batch_refused",
    area=SUPPLY,
    name=_("Import refused"),
    title=_("Import refused: %(file)s"),
    sentences=(
        _("Reason %(code)s, %(reason)s."),
        _("The auditor writes: %(text)s"),
        _("Nothing of it is shown. Mend the file and import it again."),
    ),
    duty=True,
)


def title_of(achievement: Achievement) -> dict[str, str]:
    """The title in both languages where there are two."""
    return {"zh": achievement.title_zh or achievement.title_en, "en": achievement.title_en or achievement.title_zh}


def path_of(achievement: Achievement) -> str:
    return reverse("listings:achievement", args=[achievement.code])


def path_of_batch(batch: CatalogueBatch) -> str:
    return reverse("listings:catalogue_batch", args=[batch.code])


def path_of_listing(listing: Listing) -> str:
    return reverse("listings:listing", args=[listing.code])
