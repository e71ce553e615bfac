"""The queue of a unit, and all that it has sent on, as lists."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.enums import UNIT_REVIEW
from listings.lists import achievements, audit
from listings.models import Achievement
from listings.permissions.supply import can_review_achievements
from listings.selectors.achievement import unit_achievements
from listings.selectors.unit_review import queued_reviews
from tte.accounts.actor import Actor
from tte.casework.models import Case
from tte.casework.permissions import blocked
from tte.codelists.enums import CodeList, RuleKey
from tte.codelists.selectors.codes import lazy_choices
from tte.common.templatetags.names import as_written
from tte.lists.kinds import Column, declare
from tte.lists.tables import TableKind, or_never


class ReviewFilters(audit.AuditFilters):
    kind = UNIT_REVIEW

    field = django_filters.ChoiceFilter(
        field_name="unit_review__achievement__field",
        label=gettext_lazy("Field"),
        choices=lazy_choices(CodeList.TECHNOLOGY_FIELD),
    )


@dataclass(frozen=True)
class Line(audit.Line):
    limit: ClassVar[RuleKey] = RuleKey.UNIT_REVIEW

    @property
    def achievement(self) -> Achievement:
        return self.case.unit_review.achievement

    @property
    def url(self) -> str:
        return reverse("listings:unit_case", args=[self.case.reference])

    def author(self) -> str:
        return self.achievement.posted_by.name

    def reasons(self) -> list[str]:
        return [
            _("submitted") if each.code == "submitted" else str(audit.reason_words(each.code))
            for each in self.case.reasons.all()
            if each.closed_at is None
        ]


def rows_of(actor: Actor) -> QuerySet[Case]:
    return queued_reviews(actor).annotate(due=or_never("due_at"), closed=or_never("closed_at"))


def lines_of(cases: list[Case], actor: Actor, at: datetime) -> list[Line]:
    off = blocked(actor.user, UNIT_REVIEW, cases)
    return [Line(case, actor, None, at, case.pk in off, audit.standing(case)) for case in cases]


BY_KEY = {column.key: column for column in audit.COLUMNS}
REVIEWS = declare(
    TableKind(
        code="listings.unit_review",
        title=gettext_lazy("Unit review"),
        url_name="listings:unit_review",
        may_open=can_review_achievements,
        rows=rows_of,
        filters=ReviewFilters,
        present=lines_of,
        columns=(
            *(BY_KEY[key] for key in ("due", "number", "title")),
            Column("author", gettext_lazy("Author"), lambda line: as_written(line.author()), Line.author),
            *(BY_KEY[key] for key in ("reason", "field", "state", "holder", "opened", "closed")),
        ),
        sorts=audit.SORTS,
        sort="due",
        tab_sorts={"closed": "-closed"},
        acts=audit.taken_and_given(UNIT_REVIEW, can_review_achievements),
        name_of=lambda case: case.reference,
    )
)

OF_UNIT = declare(
    TableKind(
        code="listings.unit",
        title=gettext_lazy("Achievements of the unit"),
        url_name="listings:unit_achievements",
        may_open=can_review_achievements,
        rows=unit_achievements,
        filters=achievements.AchievementFilters,
        present=achievements.lines_of,
        columns=(
            *achievements.COLUMNS,
            Column(
                "author",
                gettext_lazy("Author"),
                lambda line: as_written(line.achievement.posted_by.name),
                lambda line: line.achievement.posted_by.name,
            ),
        ),
        sorts=achievements.SORTS,
        sort="-posted",
    )
)
