"""The audit queue as a list: mine and unclaimed, all, waiting for a party, closed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.enums import LISTING_AUDIT
from listings.models import Achievement
from listings.permissions.audit import can_audit_listings, can_see_audits
from listings.selectors.audit import CheckCount, check_counts, in_view, queued_cases
from tte.accounts.actor import Actor
from tte.casework.checks import named_check
from tte.casework.claiming import claim_acts
from tte.casework.enums import CaseState
from tte.casework.models import Case, CaseStop
from tte.casework.permissions import blocked, leads_cases
from tte.casework.selectors.people import colleague_of, workers
from tte.casework.services import assign_case, claim_case, hand_over_case, release_case, share_out
from tte.codelists.calendar import Deadline, working_days_left
from tte.codelists.enums import CodeList, RuleKey, Unit
from tte.codelists.selectors.codes import label, lazy_choices
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.icons import icon
from tte.common.languages import in_language, name_of
from tte.common.states import look_of
from tte.common.templatetags.names import as_written, in_page_language, named
from tte.common.templatetags.parts import left_in_words, time_in_words
from tte.lists.cells import dim, due
from tte.lists.columns import moment, state_of, text
from tte.lists.kinds import Act, Column, Sort, declare
from tte.lists.tables import ListFilters, TableKind

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
REASONS = {
    "submitted": gettext_lazy("listing"),
    "answered": gettext_lazy("after correction"),
    "second_person": gettext_lazy("second person"),
    "after_audit": gettext_lazy("asked by the exchange"),
}
TABS = [
    ("", gettext_lazy("Mine and unclaimed")),
    ("all", gettext_lazy("All")),
    ("waiting", gettext_lazy("Waiting for party")),
    ("closed", gettext_lazy("Closed")),
]


class AuditFilters(ListFilters):
    tabs = "view"
    kind = LISTING_AUDIT

    q = django_filters.CharFilter(label=gettext_lazy("Number, title or unit"), method="holds", max_length=100)
    view = django_filters.ChoiceFilter(choices=TABS[1:], empty_label=TABS[0][1], method="as_it_is")
    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(one, look_of("case", one).word) for one in CaseState.values],
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    field = django_filters.ChoiceFilter(
        field_name="achievement__field", label=gettext_lazy("Field"), choices=lazy_choices(CodeList.TECHNOLOGY_FIELD)
    )
    overdue = django_filters.BooleanFilter(
        label=gettext_lazy("Overdue"), widget=forms.CheckboxInput, method="is_overdue"
    )

    def filter_queryset(self, rows: QuerySet) -> QuerySet:
        return super().filter_queryset(in_view(rows, self.form.cleaned_data.get("view", ""), self.actor, self.kind))

    def as_it_is(self, rows: QuerySet, _name: str, _value: str) -> QuerySet:
        return rows

    def holds(self, rows: QuerySet, _name: str, words: str) -> QuerySet:
        title = Q(title_zh__icontains=words) | Q(title_en__icontains=words)
        unit = Q(applicant__name_zh__icontains=words) | Q(applicant__name_en__icontains=words)
        return rows.filter(Q(reference__iexact=words) | title | unit)

    def is_overdue(self, rows: QuerySet, _name: str, wanted: bool) -> QuerySet:
        return rows.filter(due_at__lt=now(), closed_at=None) if wanted else rows


@dataclass(frozen=True)
class Line:
    case: Case
    actor: Actor
    checks: CheckCount | None
    at: datetime
    blocked: bool
    stop: CaseStop | None

    limit: ClassVar[RuleKey] = RuleKey.EXCHANGE_AUDIT

    @property
    def pk(self) -> int:
        return self.case.pk

    @property
    def achievement(self) -> Achievement:
        return self.case.achievement

    @property
    def url(self) -> str:
        return reverse("listings:audit_case", args=[self.case.reference])

    def due(self) -> str:
        if self.stop is not None:
            return dim(stopped_words(self.stop))
        left = due_of(self.case, self.at, self.limit)
        return due(left["words"], over=left["over"], tone=left["tone"]) if left else "—"

    def title(self) -> str:
        return in_page_language(self.achievement.title_zh, self.achievement.title_en)

    def plain_title(self) -> str:
        return in_language(self.achievement.title_zh, self.achievement.title_en)

    def field(self) -> str:
        return label(CodeList.TECHNOLOGY_FIELD, self.achievement.field) if self.achievement.field else ""

    def passed(self) -> str:
        if self.checks is None or self.checks.owed:
            return ""
        return f"{self.checks.passed}/{self.checks.total}"

    def not_run(self) -> str:
        """What could not run has not passed: how many, beside those that did."""
        count = self.checks.total - self.checks.passed - len(self.checks.failed) if self.checks else 0
        return format_html(' <span class="tag">{}</span>', _("%(count)d not run") % {"count": count}) if count else ""

    def why(self) -> str:
        failed = named_check(LISTING_AUDIT, self.checks.failed[0]) if self.checks and self.checks.failed else None
        return str(failed.says) if failed else ""

    def checked(self) -> str:
        if self.blocked:
            return dim("—")
        if self.checks is None or self.checks.owed:
            return format_html('<span class="dim">{}{}</span>', icon("clock"), _("running"))
        if not self.checks.failed:
            return format_html('<span class="dim">{}{}{}</span>', icon("check"), self.passed(), self.not_run())
        why = format_html('<span class="q-why">{}</span>', _("Not met: %(says)s") % {"says": self.why()})
        return format_html('<span class="q-bad">{}{}</span>{}{}', icon("fault"), self.passed(), self.not_run(), why)

    def holder(self) -> str:
        if self.case.claimed_by_id == self.actor.user.pk:
            return _("me")
        if self.case.claimed_by:
            return as_written(self.case.claimed_by.name)
        if self.blocked:
            return format_html('<span class="tag is-heed">{}</span>', _("conflict of interest"))
        return dim(_("nobody"))

    def reasons(self) -> list[str]:
        return [str(reason_words(each.code)) for each in self.case.reasons.all() if each.closed_at is None]

    def why_here(self) -> str:
        return format_html_join(" ", '<span class="tag">{}</span>', ((each,) for each in self.reasons()))

    def unit_name(self) -> str:
        return name_of(self.case.applicant)


def rows_of(actor: Actor) -> QuerySet[Case]:
    return queued_cases(actor).annotate(
        due=Coalesce("due_at", Value(NEVER)), closed=Coalesce("closed_at", Value(NEVER))
    )


def lines_of(cases: list[Case], actor: Actor, at: datetime) -> list[Line]:
    counts, off = check_counts(cases), blocked(actor.user, LISTING_AUDIT, cases)
    shown = {pk: count for pk, count in counts.items() if pk not in off}
    return [Line(case, actor, shown.get(case.pk), at, case.pk in off, standing(case)) for case in cases]


def standing(case: Case) -> CaseStop | None:
    """The stop that has not ended, of the stops that were fetched with the case."""
    return next((stop for stop in case.stops.all() if stop.resumed_at is None), None)


def stopped_words(stop: CaseStop) -> str:
    """The clock stands: what will be left when it goes on."""
    if stop.days_left is None:
        return _("clock paused")
    return _("paused: %(left)s") % {"left": left_in_words(stop.days_left, Unit.WORKING_DAYS)}


def colleagues(kind: str) -> Callable[[Actor], list[tuple[str, str]]]:
    """Whom a case may be given to, by name; a conflict of interest shows when it is given."""
    return lambda actor: [(str(person.pk), person.name) for person in workers(actor.acting_for, kind)]


def other_colleagues(kind: str) -> Callable[[Actor], list[tuple[str, str]]]:
    """To whom one may hand over."""
    return lambda actor: [each for each in colleagues(kind)(actor) if each[0] != str(actor.user.pk)]


def given_to(service: Callable) -> Callable:
    """A service that gives a case to a colleague, told by the number that was chosen."""
    return lambda case, actor, chosen: service(case=case, colleague=colleague_of(case, chosen), by=actor)


def reason_words(code: str) -> str | Promise:
    return REASONS.get(code, code)


def due_of(case: Case, moment: datetime, limit: RuleKey = RuleKey.EXCHANGE_AUDIT) -> dict | None:
    """The due moment in working days where the office's limit counts them, by the clock where it does not."""
    if case.due_at is None or case.closed_at:
        return None
    in_days = rule(limit).counts_days
    left = working_days_left(moment, Deadline(case.due_at, case.due_provisional)) if in_days else None
    words = time_in_words(case.due_at)[0] if left is None else left_in_words(left, Unit.WORKING_DAYS)
    over = case.due_at < moment
    tone = "is-fault" if over else "is-heed" if left is not None and left <= 2 else ""
    return {"at": case.due_at, "left": left, "over": over, "words": words, "tone": tone}


def by_service(service: Callable) -> Callable:
    return lambda case, actor: service(case=case, by=actor)


def taken_and_given(kind: str, may: Callable) -> tuple[Act, ...]:
    """Claiming, putting back and handing over as acts on several rows."""
    return (
        *claim_acts(by_service(claim_case), by_service(release_case), may),
        Act(
            "hand_over",
            gettext_lazy("Hand over"),
            gettext_lazy("Handed over: %(n)s."),
            gettext_lazy("Not handed over: %(n)s."),
            given_to(hand_over_case),
            asks=gettext_lazy("Colleague"),
            choices=other_colleagues(kind),
            may=may,
        ),
    )


COLUMNS = (
    Column("due", gettext_lazy("Due"), Line.due, lambda line: line.case.due_at, "nowrap"),
    text("number", gettext_lazy("Number"), "case.reference", "code dim"),
    Column("title", gettext_lazy("Achievement"), Line.title, Line.plain_title, "q-t", fixed=True),
    Column("unit", gettext_lazy("Unit"), lambda line: named(line.case.applicant), Line.unit_name, "q-u"),
    Column("reason", gettext_lazy("Reason"), Line.why_here, lambda line: ", ".join(line.reasons()), "q-r"),
    text("field", gettext_lazy("Field"), Line.field, shown=False),
    Column("checks", gettext_lazy("Automatic checks"), Line.checked, Line.passed, "q-c"),
    text("finding", gettext_lazy("First finding"), Line.why, shown=False),
    state_of("case", "case.state"),
    Column("holder", gettext_lazy("Claimed by"), Line.holder, lambda line: str(line.case.claimed_by or "")),
    moment("opened", gettext_lazy("Opened"), "case.opened_at"),
    moment("closed", gettext_lazy("Closed"), "case.closed_at", shown=False),
)

SORTS = (
    Sort("due", gettext_lazy("Due"), "due"),
    Sort("number", gettext_lazy("Number"), "reference"),
    Sort("opened", gettext_lazy("Opened"), "opened_at"),
    Sort("closed", gettext_lazy("Closed"), "closed"),
)

AUDIT = declare(
    TableKind(
        code="listings.audit",
        title=gettext_lazy("Audit queue"),
        url_name="listings:audit_queue",
        may_open=can_see_audits,
        rows=rows_of,
        filters=AuditFilters,
        present=lines_of,
        columns=COLUMNS,
        sorts=SORTS,
        sort="due",
        tab_sorts={"closed": "-closed"},
        acts=(
            *taken_and_given(LISTING_AUDIT, can_audit_listings),
            Act(
                "assign",
                gettext_lazy("Assign"),
                gettext_lazy("Assigned: %(n)s."),
                gettext_lazy("Not assigned: %(n)s."),
                given_to(assign_case),
                asks=gettext_lazy("Assign to"),
                choices=colleagues(LISTING_AUDIT),
                may=leads_cases,
            ),
            Act(
                "share_out",
                gettext_lazy("Share out fairly"),
                gettext_lazy("Shared out: %(n)s."),
                gettext_lazy("Not shared out: %(n)s."),
                by_service(share_out),
                may=leads_cases,
            ),
        ),
        name_of=lambda case: case.reference,
    )
)
