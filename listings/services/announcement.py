"""The exchange says in public what has become of a listing: numbered, never rewritten, told to everybody it touches."""

from typing import Any

from django.db import transaction

from listings.enums import AnnouncementKind
from listings.models import Announcement, Listing
from listings.notices import ANNOUNCED, path_of_listing, title_of
from listings.selectors.announcement import announcement_words
from listings.selectors.people import touched_by
from tte.accounts.actor import Actor
from tte.common.clock import now, official_date
from tte.common.numbering import next_number
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
    """Publish one announcement in the transaction of the act it tells of. The caller holds the listing's lock."""
    at = now()
    year = official_date(at).year
    made = Announcement.objects.create(
        listing=listing,
        code=f"GG{year % 100:02d}-{next_number(f'announcement-{year}'):05d}",
        kind=kind,
        reason_code=reason_code,
        text=text,
        before=before or {},
        after=after or {},
        evidence=evidence,
        announced_at=at,
        announced_by=by.user if by else None,
    )
    notify(
        ANNOUNCED,
        touched_by(listing),
        subject=made,
        url=f"{path_of_listing(listing)}#announcements",
        title=title_of(listing.achievement),
        listing=listing.code,
        what=announcement_words(made),
        text=text,
    )
    return made
