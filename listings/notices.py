"""What the supply side tells people."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listings.models import Achievement, CatalogueBatch, Listing
from tte.notices.kinds import notice_kind

UNIT_REVIEW_ASKED = notice_kind(
    "listings.unit_review_asked",
    title=_("Unit review asked: %(title)s"),
    sentences=(_("%(author)s submitted this achievement to the unit. Review it and send it to the exchange."),),
)
ACHIEVEMENT_RETURNED = notice_kind(
    "listings.achievement_returned",
    title=_("Returned by the unit: %(title)s"),
    sentences=(_("Your unit asks for a change before it goes to the exchange: %(reason)s"),),
)
ACHIEVEMENT_FORWARDED = notice_kind(
    "listings.achievement_forwarded",
    title=_("Sent to the exchange: %(title)s"),
    sentences=(_("The unit review is done. The exchange audits it next."),),
)
ACHIEVEMENT_WITHDRAWN = notice_kind(
    "listings.achievement_withdrawn",
    title=_("Withdrawn: %(title)s"),
    sentences=(_("%(author)s has withdrawn this achievement. Nothing more is to be done."),),
)
CORRECTION_ASKED = notice_kind(
    "listings.correction_asked",
    title=_("Correction asked: %(title)s"),
    sentences=(_("Reason %(code)s, %(reason)s."), _("The auditor writes: %(text)s")),
)
ACHIEVEMENT_REFUSED = notice_kind(
    "listings.achievement_refused",
    title=_("Not admitted to listing: %(title)s"),
    sentences=(_("Reason %(code)s, %(reason)s."), _("The auditor writes: %(text)s")),
)
LISTING_PUBLISHED = notice_kind(
    "listings.listing_published",
    title=_("Listed as %(listing)s: %(title)s"),
    sentences=(_("The notice runs until %(ends)s. Until then its terms are frozen and intents are registered."),),
)
NOTICE_ENDED = notice_kind(
    "listings.notice_ended",
    title=_("The notice has ended: %(title)s"),
    sentences=(_("Listing %(listing)s is now in qualification."),),
)
BATCH_APPROVED = notice_kind(
    "listings.batch_approved",
    title=_("Import published: %(file)s"),
    sentences=(_("%(count)s records are public in the catalogue. Complete a record to offer it for trade."),),
)
BATCH_REFUSED = notice_kind(
    "listings.batch_refused",
    title=_("Import refused: %(file)s"),
    sentences=(
        _("Reason %(code)s, %(reason)s."),
        _("The auditor writes: %(text)s"),
        _("Nothing of it is shown. Mend the file and import it again."),
    ),
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
