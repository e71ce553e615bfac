"""Takedowns: which stand, what an address may say of one, and everything that hangs on an achievement."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from listings.enums import LEGAL_REASONS, AchievementState, TakedownState
from listings.models import (
    Achievement,
    Announcement,
    Attachment,
    Deal,
    Listing,
    Objection,
    Picture,
    Takedown,
    TakedownWord,
)
from listings.models.takedown import CHAINS, TOGETHER
from listings.permissions.supply import can_review_achievements
from tte.accounts.actor import Actor, same_organisation
from tte.accounts.enums import Role
from tte.accounts.models import Organisation, User
from tte.accounts.selectors.people import members_among, people_in
from tte.casework.models import Case

BY_CODE: tuple[type[Model], ...] = (Listing, Achievement, Deal, Announcement)
PRIVATE_LINK = "objection"
THE_ACT = ("take_down", "kin")  # their own addresses say nothing of what was done
BY_KEY: dict[str, type[Model]] = {"attachment": Attachment, "room_file": Attachment, "picture": Picture}


@dataclass(frozen=True)
class Gone:
    """What an address says whose thing was taken down: when, under which number, and whether the law asked for it."""

    takedown: Takedown
    status: int


def takedowns() -> QuerySet[Takedown]:
    rows = Takedown.objects.select_related(
        "achievement__holder", "office", "taken_down_by", "reinstated_by", "evidence", "first"
    )
    return rows.prefetch_related(*TOGETHER)


def takedowns_of(office: Organisation) -> QuerySet[Takedown]:
    """Those of one exchange, what stands first, then the newest."""
    return takedowns().filter(office=office).order_by("-state", "-taken_down_at", "-pk")


def own_takedowns(actor: Actor) -> QuerySet[Takedown]:
    """What was taken down of the actor's own: an author's records, all of the holder's to its officers."""
    rows = takedowns().filter(achievement__holder=actor.organisation)
    if not can_review_achievements(actor):
        rows = rows.filter(achievement__posted_by=actor.user)
    return rows.order_by("-state", "-taken_down_at", "-pk")


def standing_of(actor: Actor) -> int:
    return own_takedowns(actor).filter(state=TakedownState.STANDING).count()


def holders_people(takedown: Takedown) -> list[User]:
    """Who is told for the holder: the author, as long as they act for it, and the holder's officers."""
    achievement = takedown.achievement
    officers = people_in(achievement.holder, [Role.OFFICER])
    return [*members_among([achievement.posted_by], achievement.holder), *officers]


def words_of(takedown: Takedown) -> QuerySet[TakedownWord]:
    return takedown.words.select_related("organisation", "written_by").order_by("pk")


def withheld_cases(takedown: Takedown) -> QuerySet[Case]:
    """The cases that rest with it, which no queue shows."""
    rows = Case._base_manager.filter(withheld_at=takedown.taken_down_at, closed_at=None)
    return rows.select_related("claimed_by").prefetch_related("stops").order_by("kind", "pk")


def achievement_called(code: str) -> Achievement | None:
    """The achievement of a number, or of the number of one of its listings; none where it is taken down."""
    wanted = code.strip().upper()
    found = Achievement.objects.filter(code=wanted).first()
    listing = None if found else Listing.objects.select_related("achievement").filter(code=wanted).first()
    return listing.achievement if listing else found


def was_public(achievement: Achievement) -> bool:
    """Whether the public could see it: as a listing or as a catalogue record."""
    return achievement.state == AchievementState.CATALOGUED or achievement.listings.exists()


def gone_at(url_name: str, arguments: dict[str, Any], actor: Actor | None) -> Gone | None:
    """What is to be said at an address that leads nowhere: that a thing was taken down, to whom knew of it."""
    achievement = None if url_name in THE_ACT else _achievement_at(url_name, arguments)
    if achievement is None:
        return None
    takedown = Takedown.objects.filter(achievement=achievement, state=TakedownState.STANDING).first()
    if takedown is None:
        return None
    holder = Achievement._base_manager.values_list("holder", flat=True).get(pk=achievement)
    knew = same_organisation(actor, holder) or same_organisation(actor, takedown.office_id)
    if not takedown.was_public and not knew:
        return None
    return Gone(takedown, 451 if takedown.reason_code in LEGAL_REASONS else 410)


def _achievement_at(url_name: str, arguments: dict[str, Any]) -> int | None:
    code, key = arguments.get("code") or arguments.get("listing__code"), arguments.get("pk")
    if "token" in arguments and url_name == PRIVATE_LINK:
        asked: list[tuple[type[Model], dict[str, Any]]] = [(Objection, {"token": arguments["token"]})]
    elif isinstance(code, str):
        asked = [(model, {"code": code}) for model in BY_CODE]
    elif key is not None and url_name in BY_KEY:
        asked = [(BY_KEY[url_name], {"pk": key})]
    else:
        return None
    for model, lookup in asked:
        place = "__".join(CHAINS[model]) or "pk"
        found = model._base_manager.filter(**lookup).values_list(place, flat=True).first()
        if found:
            return found
    return None


def rows_of(achievement: Achievement) -> Iterator[tuple[type[Model], QuerySet[Any]]]:
    """Every row that tells of the achievement, table by table, whether it may be shown or not."""
    for model, path in CHAINS.items():
        place = "__".join(path) or "pk"
        yield model, model._base_manager.filter(**{place: achievement.pk}).order_by("pk")
