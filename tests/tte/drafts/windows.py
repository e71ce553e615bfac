"""A window with the form for sending an achievement back: opened, saved as its script does, sent."""

import re

from django.urls import reverse

DATA = {"Accept": "application/json"}
HIDDEN = re.compile(r'name="(kept|kept_tab|kept_version)" value="([^"]*)"')


def page_of(achievement) -> str:
    return reverse("listings:unit_case", args=[f"{achievement.code}-1"])


def opened(client, achievement) -> dict[str, str]:
    """The hidden fields of the form for sending back, as a window that opens the page gets them."""
    return hidden_of(client.get(page_of(achievement)).text, achievement)


def hidden_of(text: str, achievement) -> dict[str, str]:
    _before, _action, form = text.partition(
        f'action="{reverse("listings:return_achievement", args=[achievement.code])}"'
    )
    return dict(HIDDEN.findall(form.partition("</form>")[0]))


def save(client, window: dict[str, str], reason: str, **options):
    answer = client.post(reverse("drafts:keep"), window | {"reason": reason}, headers=DATA, **options)
    if answer.status_code == 200:
        window["kept_version"] = str(answer.json()["version"])
    return answer


def send(client, achievement, window: dict[str, str], reason: str):
    return client.post(reverse("listings:return_achievement", args=[achievement.code]), window | {"reason": reason})
