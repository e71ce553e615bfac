"""The conditions on which lines of the checklists hang: what is so of an achievement, and how far an objection is."""

from django.db.models import Exists, OuterRef, Q

from listings.enums import AttachmentAudience, ObjectionConclusion
from listings.models import (
    Achievement,
    Attachment,
    ExistingLicence,
    FirstRefusal,
    IPRight,
    NoticePlan,
    Objection,
    RightShare,
)
from listings.selectors.data_room import needs_export_decision

NONE = "00"
SOFTWARE = "30"
VARIETIES = ("50", "60")

OF = {"achievement": OuterRef("pk")}
RIGHTS = IPRight.objects.filter(**OF)
HOLDS = {
    "priced": Q(price__isnull=False),
    "rights": Exists(RIGHTS.exclude(ip_type=NONE)),
    "software": Exists(RIGHTS.filter(ip_type=SOFTWARE)),
    "variety": Exists(RIGHTS.filter(ip_type__in=VARIETIES)),
    "co_owned": Exists(RightShare.objects.filter(**OF, percent__lt=100)),
    "licensed": Exists(ExistingLicence.objects.filter(**OF)),
    "encumbered": Q(is_encumbered=True),
    "first_refusal": Exists(FirstRefusal.objects.filter(**OF)),
    "funded": Q(is_fiscally_funded=True),
    "related": Q(is_related_party=True) | Exists(NoticePlan.objects.filter(**OF, related_party=True)),
    "data_room": Exists(Attachment.objects.filter(**OF, audience=AttachmentAudience.CONFIDENTIAL)),
    "matured": Q(maturity__isnull=False) | Q(maturity_13__isnull=False),
}


def conditions_of(achievement: Achievement) -> dict[str, bool]:
    """Each condition that a line may hang on, by its word."""
    asked = {f"has_{word}": condition for word, condition in HOLDS.items()}
    found = Achievement.objects.filter(pk=achievement.pk).annotate(**asked).values(*asked).get()
    return {word: bool(found[f"has_{word}"]) for word in HOLDS} | {"abroad": _is_abroad(achievement)}


def _is_abroad(achievement: Achievement) -> bool:
    plan = NoticePlan.objects.filter(achievement=achievement).select_related("intended_buyer").first()
    buyer = plan.intended_buyer if plan else None
    return needs_export_decision(achievement.holder) or (buyer is not None and needs_export_decision(buyer))


def stage_of(objection: Objection) -> dict[str, bool]:
    """Before it is admitted, and after."""
    admitted = objection.case.decisions.filter(conclusion=ObjectionConclusion.ADMIT) if objection.case else None
    is_examined = admitted is not None and admitted.exists()
    return {"lodged": not is_examined, "examined": is_examined}
