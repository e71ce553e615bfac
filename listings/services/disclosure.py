"""The result of a deal is disclosed by the clock, once (R3-60)."""

from django.db import transaction

from listings.enums import DisclosureState
from listings.lifecycles import DISCLOSURE
from listings.models import Disclosure, Listing
from listings.notices.bidding import RESULT_DISCLOSED, disclosure_path
from listings.notices.question import FOLLOWED_DISCLOSED
from listings.notices.supply import title_values
from listings.selectors.disclosure import (
    disclosure_content,
    disclosure_due,
    disclosure_period,
    due_disclosures,
    end_of_objections,
    listing_of,
)
from listings.selectors.people import agents_of, officers_of_holder
from listings.services.follow import owe_followers
from tte.codelists.calendar import period_end
from tte.common.clock import now
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.services import advance, record


@transaction.atomic
def publish_disclosure(*, disclosure_id: int) -> bool:
    """Write the result notice of a confirmed deal whose hour has come; however often it is asked, once.

    The listing is locked first, so that no objection is admitted or upheld in between.
    """
    listing = lock(Listing(pk=listing_of(disclosure_id)))
    disclosure = _counted_again(lock(Disclosure(pk=disclosure_id)))
    at = now()
    if not due_disclosures().filter(pk=disclosure.pk).exists():
        return False
    period = disclosure_period(disclosure.deal, at)
    ends = period_end(at, period)
    Disclosure.objects.filter(pk=disclosure.pk).update(
        content=disclosure_content(disclosure.deal, at=at, period=period),
        published_at=at,
        period_ends_at=ends.at,
        period_provisional=ends.provisional,
    )
    advance(disclosure, "publish", lifecycle=DISCLOSURE, by=None, ends_at=ends.at.isoformat())
    sides = [*agents_of(disclosure.deal.buyer), *officers_of_holder(listing)]
    url, title = disclosure_path(disclosure), title_values(listing.achievement)
    notify(RESULT_DISCLOSED, sides, subject=disclosure, url=url, title=title, notice=disclosure.code, ends=ends.at)
    owe_followers(listing=listing, kind=FOLLOWED_DISCLOSED, subject=disclosure, url=url, but=sides)
    return True


@transaction.atomic
def recount_disclosure(*, disclosure: Disclosure) -> Disclosure:
    """Count its hour, or the end of its period, again once the year it was counted over has a calendar (R3-32)."""
    return _counted_again(lock(disclosure))


def _counted_again(disclosure: Disclosure) -> Disclosure:
    if disclosure.state == DisclosureState.OWED and disclosure.due_provisional:
        field, flag, ends = "due_at", "due_provisional", disclosure_due(disclosure.deal)
    elif disclosure.state == DisclosureState.PUBLISHED and disclosure.period_provisional:
        field, flag, ends = "period_ends_at", "period_provisional", end_of_objections(disclosure)
    else:
        return disclosure
    if not ends.provisional:
        before = getattr(disclosure, field)
        setattr(disclosure, field, ends.at)
        setattr(disclosure, flag, False)
        disclosure.save(update_fields=[field, flag])
        after = ends.at.isoformat()
        record("disclosure.recount", disclosure, by=None, field=field, before=before.isoformat(), after=after)
    return disclosure
