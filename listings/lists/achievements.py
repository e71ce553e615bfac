"""What a person has posted, as a list."""

from dataclasses import dataclass
from datetime import datetime

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.enums import AchievementState, ListingState
from listings.models import Achievement, Listing
from listings.permissions.supply import can_post_achievement
from listings.selectors.achievement import my_achievements
from tte.accounts.actor import Actor
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.languages import in_language
from tte.common.marks import state
from tte.common.templatetags.names import in_page_language
from tte.lists.columns import moment, state_of, text
from tte.lists.conditions import coded, state_choices, states, words
from tte.lists.kinds import Column, Sort, declare
from tte.lists.tables import ListFilters, TableKind

NOT_MINE = (AchievementState.IMPORTED, AchievementState.CATALOGUED)
STATES = [one for one in AchievementState.values if one not in NOT_MINE]


class AchievementFilters(ListFilters):
    q = words(gettext_lazy("Number or title"))
    state = states("achievement", STATES)
    listing = django_filters.ChoiceFilter(
        method="listed",
        label=gettext_lazy("Listing"),
        choices=state_choices("listing", ListingState.values),
    )
    field = coded(gettext_lazy("Field"), CodeList.TECHNOLOGY_FIELD)

    @staticmethod
    def finds(words: str) -> Q:
        code = Q(code__iexact=words) | Exists(Listing.objects.filter(achievement=OuterRef("pk"), code__iexact=words))
        return code | Q(title_zh__icontains=words) | Q(title_en__icontains=words)

    def listed(self, rows: QuerySet, _name: str, state: str) -> QuerySet:
        """By the state of the newest listing: those before it have ended."""
        newest = Listing.objects.filter(achievement=OuterRef("pk")).order_by("-pk").values("state")[:1]
        return rows.alias(listing_state=Subquery(newest)).filter(listing_state=state)


@dataclass(frozen=True)
class Line:
    achievement: Achievement
    listing: Listing | None

    @property
    def pk(self) -> int:
        return self.achievement.pk

    @property
    def url(self) -> str:
        return reverse("listings:achievement", args=[self.achievement.code])

    def title(self) -> str:
        zh, en = self.achievement.title_zh, self.achievement.title_en
        return in_page_language(zh, en) if zh or en else _("Untitled draft")

    def plain_title(self) -> str:
        return in_language(self.achievement.title_zh, self.achievement.title_en)

    def field(self) -> str:
        return label(CodeList.TECHNOLOGY_FIELD, self.achievement.field) if self.achievement.field else ""

    def maturity(self) -> str:
        """The level in the scale it was given in."""
        if self.achievement.maturity_13:
            return f"{self.achievement.maturity_13}/13"
        return f"TRL {self.achievement.maturity}" if self.achievement.maturity else ""

    def shown_listing(self) -> str:
        if self.listing is None:
            return ""
        address = reverse("listings:listing", args=[self.listing.code])
        mark = state("listing", self.listing.state)
        link = format_html('<a class="code" href="{}">{}</a>', address, self.listing.code)
        return format_html('<span class="line">{}{}</span>', link, mark)


def lines_of(achievements: list[Achievement], actor: Actor, at: datetime) -> list[Line]:
    return [Line(one, one.listing) for one in achievements]


COLUMNS = (
    text("number", gettext_lazy("Number"), "achievement.code", "code dim"),
    Column("title", gettext_lazy("Achievement"), Line.title, Line.plain_title, fixed=True),
    Column("field", gettext_lazy("Field"), Line.field, Line.field),
    Column(
        "maturity",
        gettext_lazy("Maturity"),
        Line.maturity,
        Line.maturity,
        shown=False,
    ),
    state_of("achievement", "achievement.state"),
    Column(
        "listing",
        gettext_lazy("Listing"),
        Line.shown_listing,
        lambda line: line.listing.code if line.listing else "",
    ),
    moment("posted", gettext_lazy("Posted"), "achievement.posted_at", "n dim"),
)

SORTS = (Sort("posted", gettext_lazy("Posted"), "posted_at"), Sort("number", gettext_lazy("Number"), "code"))

ACHIEVEMENTS = declare(
    TableKind(
        code="listings.mine",
        title=gettext_lazy("My achievements"),
        url_name="listings:achievements",
        may_open=can_post_achievement,
        rows=my_achievements,
        filters=AchievementFilters,
        present=lines_of,
        columns=COLUMNS,
        sorts=SORTS,
        sort="-posted",
    )
)
