"""The listings a person follows, as a list of the person's own."""

from dataclasses import dataclass
from datetime import datetime

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from listings.enums import AnnouncementKind, ListingState
from listings.models import Announcement, Follow, Listing
from listings.permissions.question import can_follow_listings
from listings.selectors.follow import followed_by
from listings.services.follow import unfollow_listing
from tte.accounts.actor import Actor
from tte.codelists.enums import CodeList
from tte.common.languages import in_language, name_of
from tte.common.templatetags.names import in_page_language, named
from tte.lists.columns import coded as coded_column
from tte.lists.columns import ends, moment, money, state_of, text
from tte.lists.conditions import coded, state_choices, ticked, words
from tte.lists.kinds import Act, Column, Sort, declare
from tte.lists.tables import ListFilters, TableKind


class FollowedFilters(ListFilters):
    q = words(gettext_lazy("Listing, title or holder"))
    state = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"),
        field_name="listing__state",
        choices=state_choices("listing", ListingState.values),
        widget=forms.CheckboxSelectMultiple,
        distinct=False,
    )
    field = coded(gettext_lazy("Field"), CodeList.TECHNOLOGY_FIELD, "listing__achievement__field")
    announced = ticked(gettext_lazy("With an announcement"), "with_news")

    @staticmethod
    def finds(words: str) -> Q:
        work, holder = "listing__achievement__title", "listing__holder__name"
        titles = Q(**{f"{work}_zh__icontains": words}) | Q(**{f"{work}_en__icontains": words})
        holders = Q(**{f"{holder}_zh__icontains": words}) | Q(**{f"{holder}_en__icontains": words})
        return Q(listing__code__iexact=words) | titles | holders

    def with_news(self, rows: QuerySet, _name: str, wanted: bool) -> QuerySet:
        announced = Announcement.objects.filter(listing=OuterRef("listing"))
        return rows.filter(Exists(announced)) if wanted else rows


@dataclass(frozen=True)
class Line:
    follow: Follow
    latest: Announcement | None

    @property
    def pk(self) -> int:
        return self.follow.pk

    @property
    def listing(self) -> Listing:
        return self.follow.listing

    @property
    def url(self) -> str:
        return reverse("listings:listing", args=[self.listing.code])

    def title(self) -> str:
        work = self.listing.achievement
        return in_page_language(work.title_zh, work.title_en)

    def plain_title(self) -> str:
        return in_language(self.listing.achievement.title_zh, self.listing.achievement.title_en)

    def news(self) -> str:
        """What was announced last."""
        return str(AnnouncementKind(self.latest.kind).label) if self.latest else ""


def lines_of(rows: list[Follow], actor: Actor, at: datetime) -> list[Line]:
    listings = [one.listing_id for one in rows]
    announced = Announcement.objects.filter(listing__in=listings).order_by("listing", "-pk").distinct("listing")
    latest = {one.listing_id: one for one in announced}
    return [Line(one, latest.get(one.listing_id)) for one in rows]


COLUMNS = (
    text("listing", gettext_lazy("Listing"), "listing.code", "code nowrap"),
    Column("title", gettext_lazy("Achievement"), Line.title, Line.plain_title, fixed=True),
    Column(
        "holder",
        gettext_lazy("Holder"),
        lambda line: named(line.listing.holder),
        lambda line: name_of(line.listing.holder),
    ),
    coded_column("field", gettext_lazy("Field"), CodeList.TECHNOLOGY_FIELD, "listing.achievement.field", shown=False),
    state_of("listing", "listing.state"),
    text("news", gettext_lazy("Announced last"), Line.news),
    ends("ends", gettext_lazy("Notice ends"), "listing.notice_ends_at"),
    money("price", gettext_lazy("Listing price"), "listing.price"),
    moment("followed", gettext_lazy("Followed since"), "follow.followed_at", "n dim"),
)


def _unfollow(follow: Follow, actor: Actor) -> None:
    unfollow_listing(listing=follow.listing, by=actor)


FOLLOWED = declare(
    TableKind(
        code="listings.followed",
        title=gettext_lazy("What I follow"),
        url_name="listings:followed",
        may_open=can_follow_listings,
        of_organisation=False,
        rows=followed_by,
        filters=FollowedFilters,
        present=lines_of,
        columns=COLUMNS,
        sorts=(
            Sort("followed", gettext_lazy("Followed since"), "followed_at"),
            Sort("ends", gettext_lazy("Notice ends"), "listing__notice_ends_at"),
            Sort("price", gettext_lazy("Listing price"), "listing__price"),
        ),
        sort="-followed",
        acts=(
            Act(
                "unfollow",
                gettext_lazy("Unfollow"),
                gettext_lazy("No longer followed: %(n)s."),
                gettext_lazy("Still followed: %(n)s."),
                _unfollow,
            ),
        ),
        name_of=lambda follow: follow.listing.code,
    )
)
