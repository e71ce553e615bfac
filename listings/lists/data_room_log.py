"""The log of data rooms as a list and as a file: holders see their rooms, enterprises what their own people did."""

from dataclasses import dataclass
from datetime import datetime

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy

from listings.enums import RoomAct
from listings.models import RoomEntry
from listings.permissions.data_room import can_enter_rooms, can_read_room_log
from listings.permissions.supply import can_review_achievements
from tte.accounts.actor import Actor
from tte.common.clock import official_zone
from tte.common.languages import name_of
from tte.common.templatetags.figures import moment as drawn_moment
from tte.lists.columns import text, written
from tte.lists.conditions import days, words
from tte.lists.kinds import Column, Sort, declare
from tte.lists.tables import ListFilters, TableKind


class LogFilters(ListFilters):
    q = words(gettext_lazy("Listing, organisation, person or file"))
    act = django_filters.ChoiceFilter(label=gettext_lazy("What was done"), choices=RoomAct.choices)
    since, until = days("happened_at", gettext_lazy("From"), gettext_lazy("To"))

    @staticmethod
    def finds(words: str) -> Q:
        return (
            Q(access__room__listing__code__iexact=words)
            | Q(organisation__name_zh__icontains=words)
            | Q(organisation__name_en__icontains=words)
            | Q(person__name__icontains=words)
            | Q(file_name__icontains=words)
        )


@dataclass(frozen=True)
class Line:
    entry: RoomEntry
    is_holder: bool

    @property
    def pk(self) -> int:
        return self.entry.pk

    @property
    def code(self) -> str:
        return self.entry.access.room.listing.code

    @property
    def url(self) -> str:
        if self.is_holder:
            return reverse("listings:room_access", args=[self.entry.access_id])
        return reverse("listings:data_room", args=[self.code])


def seen_by(actor: Actor) -> QuerySet[RoomEntry]:
    own = Q(pk=None)
    if can_review_achievements(actor):
        own |= Q(access__room__listing__holder=actor.organisation)
    if can_enter_rooms(actor):
        own |= Q(organisation=actor.organisation)
    return RoomEntry.objects.filter(own).select_related("person", "organisation", "access__room__listing")


def lines_of(entries: list[RoomEntry], actor: Actor, at: datetime) -> list[Line]:
    return [Line(entry, can_review_achievements(actor)) for entry in entries]


COLUMNS = (
    Column(
        "moment",
        gettext_lazy("Moment"),
        lambda line: drawn_moment(line.entry.happened_at),
        lambda line: line.entry.happened_at.astimezone(official_zone()).isoformat(timespec="milliseconds"),
        "n nowrap",
        fixed=True,
    ),
    text("listing", gettext_lazy("Listing"), "code", "code nowrap"),
    text("organisation", gettext_lazy("Organisation"), lambda line: name_of(line.entry.organisation)),
    written("person", gettext_lazy("Person"), "entry.person.name"),
    text("act", gettext_lazy("What was done"), lambda line: str(line.entry.get_act_display())),
    written("file", gettext_lazy("File"), "entry.file_name"),
    text("hash", gettext_lazy("Hash of the file"), "entry.file_sha256", "code", shown=False),
    text("network", gettext_lazy("Network"), "entry.address", "code"),
)

ROOM_LOG = declare(
    TableKind(
        code="listings.data_room_log",
        title=gettext_lazy("Log of data rooms"),
        url_name="listings:data_room_log",
        may_open=can_read_room_log,
        rows=seen_by,
        filters=LogFilters,
        present=lines_of,
        columns=COLUMNS,
        sorts=(Sort("moment", gettext_lazy("Moment"), "happened_at"),),
        sort="-moment",
    )
)
