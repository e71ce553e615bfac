"""The kinds of case of the supply side."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listings.enums import (
    CATALOGUE_AUDIT,
    LISTING_AUDIT,
    LISTING_SECOND_LOOK,
    OBJECTION_CASE,
    PROPOSE,
    UNIT_REVIEW,
    AuditConclusion,
    BatchConclusion,
    ObjectionConclusion,
    UnitConclusion,
)
from listings.selectors.checklist import conditions_of, stage_of
from listings.selectors.correction import correctable
from listings.selectors.people import dealt_with
from listings.selectors.stake import staked_audits, staked_imports, staked_objections, staked_second_looks
from tte.accounts.roles import Permission
from tte.casework.kinds import case_kind

AUDITORS = {Permission.LISTING_AUDIT}

case_kind(
    UNIT_REVIEW,
    title=_("Unit review"),
    subject="unit_review",
    permissions={Permission.ACHIEVEMENT_SUBMIT},
    queue="listings:unit_review",
    page=lambda case: reverse("listings:unit_case", args=[case.reference]),
    party_page=lambda case: reverse("listings:achievement", args=[case.unit_review.achievement.code]),
    fields=lambda review: correctable(review.achievement),
    of_own_house=True,
    conditions=lambda review: conditions_of(review.achievement),
    stands_on=frozenset({UnitConclusion.FORWARD}),
)
case_kind(
    LISTING_AUDIT,
    title=_("Listing audit"),
    subject="achievement",
    permissions=AUDITORS,
    queue="listings:audit_queue",
    page=lambda case: reverse("listings:audit_case", args=[case.reference]),
    party_page=lambda case: reverse("listings:achievement", args=[case.reference]),
    fields=correctable,
    dealt_with=dealt_with,
    stakes=staked_audits,
    second_look=LISTING_SECOND_LOOK,
    conditions=conditions_of,
    stands_on=frozenset({AuditConclusion.APPROVE, PROPOSE}),
)
case_kind(
    LISTING_SECOND_LOOK,
    title=_("Second look at an audit"),
    subject="reaudit",
    permissions=AUDITORS,
    queue="listings:second_looks",
    page=lambda case: reverse("listings:second_look", args=[case.reference]),
    dealt_with=dealt_with,
    is_blind=True,
    stakes=staked_second_looks,
)
case_kind(
    CATALOGUE_AUDIT,
    title=_("Import of achievements"),
    subject="catalogue_batch",
    permissions=AUDITORS,
    queue="listings:catalogue_queue",
    page=lambda case: reverse("listings:catalogue_batch", args=[case.reference]),
    party_page=lambda case: reverse("listings:catalogue_batch", args=[case.reference]),
    dealt_with=dealt_with,
    stakes=staked_imports,
    stands_on=frozenset({BatchConclusion.APPROVE}),
)
case_kind(
    OBJECTION_CASE,
    title=_("Objection"),
    subject="objection",
    permissions=AUDITORS,
    page=lambda case: reverse("listings:objection_case", args=[case.objection.code]),
    dealt_with=dealt_with,
    stakes=staked_objections,
    conditions=stage_of,
    stands_on=frozenset({ObjectionConclusion.ADMIT, ObjectionConclusion.UPHOLD, ObjectionConclusion.DISMISS}),
)
