"""Conversations as a list: what one's organisation asks, what it has to answer, what the exchange oversees."""

from dataclasses import dataclass
from datetime import datetime

import django_filters
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.enums import QuestionAudience, QuestionState
from listings.models import Question, QuestionReport
from listings.permissions.question import can_open_questions
from listings.selectors.question import is_late, question_path, questions_seen_by
from tte.accounts.actor import Actor
from tte.common import formats
from tte.common.clock import ClockTimestamp
from tte.common.languages import in_language, name_of, spoken_language
from tte.common.templatetags.names import in_page_language, named
from tte.lists.columns import moment, state_of, text
from tte.lists.conditions import states, ticked, words
from tte.lists.kinds import Column, Sort, declare
from tte.lists.tables import ListFilters, TableKind


class QuestionFilters(ListFilters):
    q = words(gettext_lazy("Listing, title or organisation"))
    state = states("question", QuestionState.values)
    audience = django_filters.ChoiceFilter(
        label=gettext_lazy("Who reads it"), field_name="audience", choices=QuestionAudience.choices
    )
    new = ticked(gettext_lazy("With something new"), "news")
    late = ticked(gettext_lazy("Past the day for the answer"), "lates")
    reported = ticked(gettext_lazy("Reported to the exchange"), "reports")

    @staticmethod
    def finds(words: str) -> Q:
        titles = Q(listing__achievement__title_zh__icontains=words) | Q(listing__achievement__title_en__icontains=words)
        sides = Q(organisation__name_zh__icontains=words) | Q(organisation__name_en__icontains=words)
        return Q(listing__code__iexact=words) | titles | sides

    def news(self, rows: QuerySet, _name: str, wanted: bool) -> QuerySet:
        return rows.filter(is_new=True) if wanted else rows

    def lates(self, rows: QuerySet, _name: str, wanted: bool) -> QuerySet:
        return rows.filter(state=QuestionState.ASKED, due_at__lte=ClockTimestamp()) if wanted else rows

    def reports(self, rows: QuerySet, _name: str, wanted: bool) -> QuerySet:
        """Who reported is known to the exchange and to the side that did."""
        own = self.actor.organisation
        told = QuestionReport.objects.filter(question=OuterRef("pk"), organisation=own, settled_at=None)
        return rows.filter(Q(listing__exchange=own) | Exists(told), is_reported=True) if wanted else rows


@dataclass(frozen=True)
class Line:
    question: Question
    is_own: bool
    is_late: bool

    @property
    def pk(self) -> int:
        return self.question.pk

    @property
    def url(self) -> str:
        return question_path(self.question)

    @property
    def code(self) -> str:
        return self.question.listing.code

    def title(self) -> SafeString | str:
        """With a mark where somebody has written since."""
        work = self.question.listing.achievement
        title = in_page_language(work.title_zh, work.title_en)
        if not self.question.is_new:
            return title
        return format_html('<b>{}</b> <span class="tag is-heed">{}</span>', title, _("New"))

    def plain_title(self) -> str:
        work = self.question.listing.achievement
        return in_language(work.title_zh, work.title_en)

    def other(self) -> object:
        """The other side: the holder to the asker, the asker to everybody else."""
        return self.question.listing.holder if self.is_own else self.question.organisation

    def due(self) -> SafeString | str:
        if self.question.state != QuestionState.ASKED:
            return ""
        at = self.question.due_at
        words = formats.due_moment(at, spoken_language(), zone=settings.TTE_TIME_ZONE)
        end = format_html('<time datetime="{}">{}</time>', at.isoformat(), words)
        if not self.is_late:
            return end
        return format_html('{} <span class="tag is-fault">{}</span>', end, _("Overdue"))

    def plain_due(self) -> str:
        return self.question.due_at.isoformat() if self.question.state == QuestionState.ASKED else ""


def lines_of(rows: list[Question], actor: Actor, at: datetime) -> list[Line]:
    own = actor.organisation.pk if actor.organisation else None
    return [Line(one, one.organisation_id == own, is_late(one, at)) for one in rows]


COLUMNS = (
    text("listing", gettext_lazy("Listing"), "code", "code nowrap"),
    Column("title", gettext_lazy("Achievement"), Line.title, Line.plain_title, fixed=True),
    Column(
        "other",
        gettext_lazy("Other side"),
        lambda line: named(line.other()),
        lambda line: name_of(line.other()),
    ),
    text("audience", gettext_lazy("Who reads it"), lambda line: str(line.question.get_audience_display())),
    state_of("question", "question.state"),
    Column("due", gettext_lazy("Answer due"), Line.due, Line.plain_due, "n"),
    moment("asked", gettext_lazy("Day of the question"), "question.asked_at", "n dim"),
)

QUESTIONS = declare(
    TableKind(
        code="listings.questions",
        title=gettext_lazy("Questions and messages"),
        url_name="listings:questions",
        may_open=can_open_questions,
        rows=questions_seen_by,
        filters=QuestionFilters,
        present=lines_of,
        columns=COLUMNS,
        sorts=(
            Sort("asked", gettext_lazy("Day of the question"), "asked_at"),
            Sort("due", gettext_lazy("Answer due"), "due_at"),
        ),
        sort="-asked",
    )
)
