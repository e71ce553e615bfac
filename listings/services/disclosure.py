"""The result of a deal is disclosed by the clock, once (R3-60)."""

from datetime import datetime

from django.db import transaction

from listings.enums import DisclosureState
from listings.lifecycles import DISCLOSURE
from listings.models import Disclosure
from listings.notices_bidding import RESULT_DISCLOSED, disclosure_path, title_values
from listings.selectors.disclosure import disclosure_content
from listings.selectors.people import agents_of, officers_of_holder
from tte.codelists.calendar import period_end
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.services import advance


@transaction.atomic
def publish_disclosure(*, disclosure_id: int) -> bool:
    """Write the result notice of a confirmed deal whose hour has come; however often it is asked, once."""
    disclosure = lock(Disclosure(pk=disclosure_id))
    at = now()
    if not _is_due(disclosure, at):
        return False
    listing = disclosure.deal.listing
    period = rule(RuleKey.DISCLOSURE_PERIOD, rule_set=listing.rule_set)
    ends_at = period_end(at, period).at
    Disclosure.objects.filter(pk=disclosure.pk).update(
        content=disclosure_content(disclosure.deal, at=at, period=period), published_at=at, period_ends_at=ends_at
    )
    advance(disclosure, "publish", lifecycle=DISCLOSURE, by=None, ends_at=ends_at.isoformat())
    notify(
        RESULT_DISCLOSED,
        [*agents_of(disclosure.deal.buyer), *officers_of_holder(listing)],
        subject=disclosure,
        url=disclosure_path(disclosure),
        title=title_values(listing),
        notice=disclosure.code,
        ends=ends_at,
    )
    return True


def _is_due(disclosure: Disclosure, at: datetime) -> bool:
    return (
        disclosure.state == DisclosureState.OWED
        and disclosure.deal.confirmed_at is not None
        and disclosure.due_at <= at
    )
