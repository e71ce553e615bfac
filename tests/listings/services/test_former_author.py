"""Whoever has left the holder is told nothing of its unpublished matter; its officers go on with it (R8-20)."""

import pytest

from listings.selectors.people import touched_by
from listings.services.achievement import return_achievement
from listings.services.audit import ask_correction
from tests.factories.listings import (
    ListingFactory,
    claimed_achievement,
    make_auditor,
    make_officer,
    submitted_achievement,
)
from tte.common.clock import now
from tte.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R8-20")]


def leave(achievement, how):
    """The author's membership ends, or their account is closed."""
    author = achievement.posted_by
    if how == "left":
        author.memberships.update(ended_at=now(), ended_by=author)
    else:
        type(author).objects.filter(pk=author.pk).update(is_active=False)
    return author


def told(kind):
    return {each.person for each in Notice.objects.filter(kind=kind)}


@pytest.mark.parametrize("how", ["left", "closed"])
def test_a_draft_returned_to_who_has_left_is_told_to_the_officers(how):
    achievement = submitted_achievement()
    officer, colleague = make_officer(achievement.holder), make_officer(achievement.holder)
    leave(achievement, how)
    return_achievement(achievement=achievement, reason="请补充评估报告", by=officer)
    assert told("listings.achievement_returned") == {officer.user, colleague.user}


@pytest.mark.parametrize("how", ["left", "closed"])
def test_what_the_auditor_asks_is_told_to_nobody_who_has_left(how):
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    officer = make_officer(achievement.holder)
    author = leave(achievement, how)
    ask_correction(achievement=achievement, reason_code="E8", text="请补充", by=auditor)
    people = told("listings.correction_asked")
    assert officer.user in people
    assert author not in people


def test_an_author_who_has_left_is_touched_by_no_change_of_the_listing():
    listing = ListingFactory()
    assert listing.achievement.posted_by in touched_by(listing)
    author = leave(listing.achievement, "left")
    assert author not in touched_by(listing)
