"""What says again what is taken down now, though under another record. It names the acts alone (R8-03)."""

from collections.abc import Iterator

from django.db.models import Q, Value

from listings.enums import TakedownState
from listings.models import Achievement, IPRight, Takedown, TitleKey
from tte.search.likeness import Text

LANGUAGES = ("zh", "en")
MOST_COMPARED = 2_000  # texts, the newest acts first; titles and numbers are compared with all


def repeated_takedowns(achievement: Achievement) -> list[str]:
    """The codes of the standing acts whose matter this record repeats: copied from it, by title, number or text."""
    acts = Takedown.objects.filter(state=TakedownState.STANDING).exclude(achievement=achievement.pk)
    if not acts.exists():
        return []
    said = Q(pk=achievement.copied_from_id) | Q(pk__in=_of_the_same_number(achievement))
    for language in LANGUAGES:
        if title := getattr(achievement, f"title_{language}"):
            said |= Q(**{f"title_key_{language}": TitleKey(Value(title))})
    hidden = Achievement._base_manager.filter(pk__in=acts.values("achievement"))
    found = set(hidden.filter(said).values_list("pk", flat=True))
    newest = acts.order_by("-taken_down_at").values_list("achievement", flat=True)[:MOST_COMPARED]
    found |= set(_of_near_text(achievement, list(newest)))
    return list(acts.filter(achievement__in=found).order_by("code").values_list("code", flat=True))


def _of_the_same_number(achievement: Achievement) -> list[int]:
    numbers = [right.number for right in achievement.ip_rights.all() if right.number]
    same = IPRight._base_manager.filter(number__in=numbers).exclude(achievement=achievement.pk)
    return list(same.values_list("achievement_id", flat=True))


def _of_near_text(achievement: Achievement, keys: list[int]) -> Iterator[int]:
    ours = {language: Text(getattr(achievement, f"abstract_{language}")) for language in LANGUAGES}
    rows = Achievement._base_manager.filter(pk__in=keys).values_list("pk", "abstract_zh", "abstract_en")
    for key, *texts in rows:
        if any(
            ours[one].letters and ours[one].likeness(Text(text)).near
            for one, text in zip(LANGUAGES, texts, strict=True)
        ):
            yield key
