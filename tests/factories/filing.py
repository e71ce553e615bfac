"""Listed achievements whose approval is to be filed with the finance ministry (R3-07)."""

from datetime import date, timedelta

from listings.models import Achievement, Listing
from listings.selectors.approval import filing_reminder
from tests.factories.listings import ListingFactory
from tte.common.clock import now, today

APPROVED = {
    "bears_on_security": True,
    "approval_department": "科学技术主管部门",
    "approval_number": "科审〔2026〕31 号",
    "is_central_unit": True,
}


def approved(achievement: Achievement, approved_on: date | None = None) -> Achievement:
    """As it would stand if its form had said so before it was closed."""
    given = APPROVED | {"approved_on": approved_on or today() - timedelta(days=1)}
    Achievement.objects.filter(pk=achievement.pk).update(**given)
    return Achievement.objects.get(pk=achievement.pk)


def to_be_filed(approved_on: date | None = None, **fields) -> Listing:
    listing = ListingFactory(**fields)
    approved(listing.achievement, approved_on)
    return Listing.objects.get(pk=listing.pk)


def ending_soon() -> date:
    """A day of approval whose period for the filing ends within the time in which the holder is reminded ahead."""
    for days in range(60):
        achievement = Achievement(**APPROVED, approved_on=today() - timedelta(days=days))
        found = filing_reminder(achievement, now())
        if found and found[0] == "filing_soon_told":
            return achievement.approved_on
    raise AssertionError("no day of approval ends soon")
