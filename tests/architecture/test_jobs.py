"""Jobs are deferred by name after the commit, with the keys their task takes."""

import ast
import inspect

from celery import current_app
from django.conf import settings

from tests.architecture.source import calls

DEFER = "tte/common/jobs.py"


def deferred() -> list[tuple[str, str, set[str]]]:
    """(place, name of the job, keys) of every `defer`; a name with a condition counts with each of its values."""
    return [
        (place, each.value, {word.arg for word in call.keywords})
        for place, call in calls("defer")
        for each in ast.walk(call.args[0])
        if isinstance(each, ast.Constant) and "." in str(each.value)
    ]


def test_every_deferred_job_exists_and_takes_its_keys():
    wrong = []
    for place, name, keys in deferred():
        task = current_app.tasks.get(name)
        if task is None or keys != set(inspect.signature(task.run).parameters):
            wrong.append((place, name, keys))
    assert wrong == []
    assert len(deferred()) > 5


def test_every_job_of_the_clock_exists():
    assert [
        entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values() if entry["task"] not in current_app.tasks
    ] == []


def test_tasks_are_named_after_their_app_and_take_only_keys():
    ours = [task for name, task in current_app.tasks.items() if not name.startswith("celery.")]
    assert [task.name for task in ours if task.name.split(".")[0] not in task.run.__module__] == []
    kinds = {int, str, inspect.Parameter.empty}
    assert [
        task.name
        for task in ours
        if any(each.annotation not in kinds for each in inspect.signature(task.run).parameters.values())
    ] == []


def test_nothing_is_sent_past_defer():
    assert [place for name in ("delay", "apply_async") for place, _call in calls(name)] == []
    assert [place for place, _call in calls("send_task") if not place.startswith(DEFER)] == []
