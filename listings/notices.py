"""What the supply side tells people."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listings.models import Achievement, Announcement, CatalogueBatch, Listing, Objection
from tte.casework.models import Case
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
CORRECTION_LAPSED = notice_kind(
    "listings.correction_lapsed",
    area=SUPPLY,
    name=_("Correction not answered in time"),
    title=_("Not answered in time: %(title)s"),
    sentences=(
        _("The correction that the exchange asked for was not answered in time, so its audit is closed."),
        _("Nothing is lost: copy the achievement into a new draft and submit that."),
    ),
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
        _("Nothing of it is shown. Mend the file and import it again."),
    ),
    duty=True,
)

ANNOUNCED = notice_kind(
    "listings.announced",
    area=SUPPLY,
    name=_("Announcement about a listing"),
    title=_("%(listing)s, %(what)s: %(title)s"),
    sentences=(_("The exchange has announced it on the page of the listing. %(text)s"),),
    because=_("What is announced moves the periods and the acts that are open to you."),  # R3-40, R3-42
)
SUSPENSION_OVER = notice_kind(
    "listings.suspension_over",
    area=SUPPLY,
    name=_("Longest suspension over"),
    title=_("Resume it or end it: %(title)s"),
    sentences=(_("The longest suspension of listing %(listing)s ended at %(ended)s. Resume or terminate it now."),),
    duty=True,
    because=_("A suspension runs for a stated time at most."),  # R3-40
)
PROPOSAL_ASKED = notice_kind(
    "listings.proposal_asked",
    area=SUPPLY,
    name=_("Request of a seller"),
    title=_("%(what)s: %(title)s"),
    sentences=(_("The holder of listing %(listing)s asks for it: %(text)s"), _("Grant it or decline it.")),
    duty=True,
)
PROPOSAL_APPROVED = notice_kind(
    "listings.proposal_approved",
    area=SUPPLY,
    name=_("Second word on a request of a seller"),
    title=_("Needs a second person, %(what)s: %(title)s"),
    sentences=(
        _("%(name)s has approved what the holder of listing %(listing)s asks; two people decide such a request."),
        _("Grant it or decline it."),
    ),
    duty=True,
)
PROPOSAL_DECLINED = notice_kind(
    "listings.proposal_declined",
    area=SUPPLY,
    name=_("Request declined"),
    title=_("Declined, %(what)s: %(title)s"),
    sentences=(_("The exchange writes: %(text)s"),),
)
OBJECTION_LODGED = notice_kind(
    "listings.objection_lodged",
    area=SUPPLY,
    name=_("Objection lodged"),
    title=_("Objection %(objection)s: %(title)s"),
    sentences=(_("Ground: %(ground)s. Decide by %(due)s whether to admit it."),),
    duty=True,
    because=_("Whether an objection is admitted must be said within a stated time."),  # R3-05
)
OBJECTION_ADMITTED = notice_kind(
    "listings.objection_admitted",
    area=SUPPLY,
    name=_("Objection admitted"),
    title=_("An objection is examined: %(title)s"),
    sentences=(_("The procedure is on hold until the exchange has decided on objection %(objection)s: %(ground)s."),),
)
OBJECTION_DECIDED = notice_kind(
    "listings.objection_decided",
    area=SUPPLY,
    name=_("Objection decided"),
    title=_("Objection %(objection)s, %(conclusion)s: %(title)s"),
    sentences=(_("The exchange gives its reasons: %(text)s"),),
)
OBJECTION_WITHDRAWN = notice_kind(
    "listings.objection_withdrawn",
    area=SUPPLY,
    name=_("Objection withdrawn"),
    title=_("Objection %(objection)s was withdrawn: %(title)s"),
    sentences=(_("Close the case; a suspended listing then goes on."),),
    duty=True,
)
OBJECTION_PAPERS = notice_kind(
    "listings.objection_papers",
    area=SUPPLY,
    name=_("Papers to an objection"),
    title=_("Papers have come to objection %(objection)s: %(title)s"),
    sentences=(_("The objector has sent what you asked for. It is with the evidence of the case."),),
    duty=True,
)


def title_of(achievement: Achievement) -> dict[str, str]:
    """The title in both languages where there are two."""
    return {"zh": achievement.title_zh or achievement.title_en, "en": achievement.title_en or achievement.title_zh}


def path_of(achievement: Achievement) -> str:
    return reverse("listings:achievement", args=[achievement.code])


def path_of_review(case: Case) -> str:
    return reverse("listings:unit_case", args=[case.reference])


def path_of_batch(batch: CatalogueBatch) -> str:
    return reverse("listings:catalogue_batch", args=[batch.code])


def path_of_announcement(announcement: Announcement) -> str:
    return reverse("listings:announcement", args=[announcement.code])


def path_of_listing(listing: Listing) -> str:
    return reverse("listings:listing", args=[listing.code])


def path_of_notice(listing: Listing) -> str:
    """The desk of a listing: what may be done with its notice, and what was asked."""
    return reverse("listings:notice", args=[listing.code])


def path_of_objection_case(objection: Objection) -> str:
    return reverse("listings:objection_case", args=[objection.code])
