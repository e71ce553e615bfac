"""The exchange says in public what has become of a listing: numbered, never rewritten, told to everybody it touches."""

from typing import Any

from django.db import transaction

from listings.enums import AnnouncementKind
from listings.models import Announcement, Listing
from listings.notices.notice import ANNOUNCED, path_of_announcement
from listings.notices.question import FOLLOWED_ANNOUNCED
from listings.notices.supply import title_values
from listings.selectors.announcement import announcement_words
from listings.selectors.people import touched_by
from listings.services.follow import owe_followers
from listings.services.public_words import refuse_unfit
from tte.accounts.actor import Actor
from tte.common.clock import now, official_date
from tte.common.numbering import yearly_code
from tte.files.models import StoredFile
from tte.notices.services import notify


@transaction.atomic
def announce(
    *,
    listing: Listing,
    kind: AnnouncementKind,
    by: Actor | None,
    reason_code: str = "",
    text: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    evidence: StoredFile | None = None,
) -> Announcement:
    """Publish one announcement in the transaction of the act it tells of. The caller holds the listing's lock.

    What somebody wrote for it is never rewritten, so what may not be public is refused before (R8-01, R8-20).
    """
    if by is not None:
        refuse_unfit(text)
    at = now()
    made = Announcement.objects.create(
        listing=listing,
        code=yearly_code("GG{yy}-{number:05d}", series="announcement-{year}", on=official_date(at)),
        kind=kind,
        reason_code=reason_code,
        text=text,
        before=before or {},
        after=after or {},
        evidence=evidence,
        announced_at=at,
        announced_by=by.user if by else None,
    )
    _tell(made)
    return made


def _tell(made: Announcement) -> None:
    """Whom it touches, and whoever follows the listing besides."""
    listing = made.listing
    people = list(touched_by(listing))
    said: dict[str, Any] = {"url": path_of_announcement(made), "what": announcement_words(made)}
    title = title_values(listing.achievement)
    notify(ANNOUNCED, people, subject=made, title=title, listing=listing.code, text=made.text, **said)
    owe_followers(listing=listing, kind=FOLLOWED_ANNOUNCED, subject=made, but=people, **said)
