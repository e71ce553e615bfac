"""What says the same as an achievement: what was copied from it or lent to it, what names the same right or title, what
is near by its text. A head who takes it down decides about each of them (R8-03)."""

from dataclasses import dataclass, field

from django.db.models import Q, Value

from listings.enums import AchievementState, KinReason
from listings.models import Achievement, IPRight, TitleKey
from listings.permissions.audit import can_see_case
from listings.permissions.catalogue import can_see_batch
from listings.permissions.takedown import reachable
from listings.selectors.near import near_twins
from tte.accounts.actor import Actor
from tte.search.level import is_level
from tte.search.queries import SearchUnavailable

LANGUAGES = ("zh", "en")
MOST = 200  # of copies, and of each likeness; nobody decides about more than that in one act
MOST_TWINS = 20


@dataclass
class Kin:
    """One of them: where it is shown, by what it is known, how near its text is, and whether it may be taken down."""

    achievement: Achievement
    place: str
    why: list[KinReason] = field(default_factory=list)
    share: int | None = None
    is_open: bool = False


@dataclass(frozen=True)
class Kindred:
    """Those that the actor may know of, copies first; how many others there are; whether all texts were compared."""

    records: list[Kin]
    elsewhere: int
    is_complete: bool


def kindred(achievement: Achievement, *, by: Actor) -> Kindred:
    why = {KinReason.COPY: _copies(achievement), KinReason.RIGHT: _same_right(achievement)}
    why |= {KinReason.TITLE: _same_title(achievement)}
    shares, is_complete = _near(achievement)
    why |= {KinReason.TEXT: set(shares)}
    keys = {key for each in why.values() for key in each} - {achievement.pk}
    rows = Achievement.objects.filter(pk__in=keys).prefetch_related("listings")
    rows = rows.select_related("holder", "case", "catalogue_entry__batch__case").order_by("pk")
    found = {row.pk: Kin(row, place) for row in rows if (place := _place(row, by))}
    may = reachable(by, found)
    for key, kin in found.items():
        kin.why, kin.share = [reason for reason, each in why.items() if key in each], shares.get(key)
        kin.is_open = key in may
    return Kindred(sorted(found.values(), key=_order), len(rows) - len(found), is_complete)


def _order(kin: Kin) -> tuple[bool, int, int]:
    return KinReason.COPY not in kin.why, -(kin.share or 0), kin.achievement.pk


def _copies(achievement: Achievement) -> set[int]:
    """All that was copied from it, from what it was copied from, and so on; what is hidden leads on to what is not."""
    found, edge = {achievement.pk}, {achievement.pk}
    while edge and len(found) < MOST:
        rows = Achievement._base_manager.order_by("pk")
        lent = rows.filter(copies__in=edge).values_list("pk", flat=True)
        edge = {*lent, *rows.filter(copied_from__in=edge).values_list("pk", flat=True)[:MOST]} - found
        found |= edge
    return found


def _same_right(achievement: Achievement) -> set[int]:
    numbers = [right.number for right in achievement.ip_rights.all() if right.number]
    same = IPRight.objects.filter(number__in=numbers).order_by("pk")
    return set(same.values_list("achievement", flat=True)[:MOST])


def _same_title(achievement: Achievement) -> set[int]:
    same = Q(pk=None)
    for language in LANGUAGES:
        if title := getattr(achievement, f"title_{language}"):
            same |= Q(**{f"title_key_{language}": TitleKey(Value(title))})
    return set(Achievement.objects.filter(same).order_by("pk").values_list("pk", flat=True)[:MOST])


def _near(achievement: Achievement) -> tuple[dict[int, int], bool]:
    """How near, by achievement; not complete where the index is not there or has not seen everything yet."""
    level = is_level()
    try:
        twins = near_twins(achievement, most=MOST_TWINS).twins
    except SearchUnavailable:
        return {}, False
    return {twin.record.achievement.pk: round(100 * twin.share) for twin in reversed(twins)}, level


def _place(achievement: Achievement, by: Actor) -> str:
    """Where it is shown: to everybody, or to the actor's office. Nothing for what stays with its holder."""
    if achievement.listing:
        return "listing"
    if achievement.state == AchievementState.CATALOGUED:
        return "catalogue"
    if achievement.case and can_see_case(by, achievement.case):
        return "submission"
    entry = getattr(achievement, "catalogue_entry", None)
    return "import" if entry and can_see_batch(by, entry.batch) else ""
