"""What is looked at again: past audits, in a market too small for the draw alone, and what waits in the queue."""

from listings.enums import LISTING_AUDIT, AchievementState, AuditConclusion
from listings.models import Achievement
from listings.selectors.second_look import waiting_second_looks
from listings.services.check import check_again
from tte.casework.models import Decision
from tte.casework.services.reaudit import open_second_look
from tte.ops.demo.market import Market

AUDITORS = ("xu", "wang")


def look_again(market: Market) -> None:
    """A look waits for each auditor at an audit that only the other decided."""
    for person, other in (AUDITORS, AUDITORS[::-1]):
        auditor, decider = market.actor(person), market.actor(other)
        if waiting_second_looks(auditor).exists():
            continue
        alone = Decision.objects.filter(decided_by=decider.user, conclusion=AuditConclusion.APPROVE, reaudit=None)
        alone = alone.filter(case__kind=LISTING_AUDIT).exclude(case__decisions__decided_by=auditor.user)
        open_second_look(decision=alone.earliest("pk"), by=decider)


def check_again_what_waits(market: Market) -> None:
    """The index of texts lay behind while the market was told; the workers look once more with all before them."""
    for achievement in Achievement.objects.filter(state=AchievementState.IN_AUDIT).order_by("pk"):
        check_again(case=achievement.case, by=market.actor(AUDITORS[0]))
