"""Each test that reads the code would notice what it forbids: a seeded fault beside the real modules."""

import ast
import sys

import pytest

from tests.architecture import (
    source,
    test_budgets,
    test_exports,
    test_habits,
    test_jobs,
    test_services,
    test_states,
)

LONG, LONG_FOR_A_VIEW = ("def f():\n" + "    x = 1\n" * lines for lines in (40, 25))
SEEDED = [
    (test_habits.test_there_are_no_signals, "tte/x.py", "from django.db.models.signals import post_save"),
    (test_habits.test_there_are_no_drawers_for_everything, "tte/utils.py", ""),
    (test_habits.test_there_are_no_generic_foreign_keys, "tte/x.py", "a = GenericForeignKey()"),
    (
        test_habits.test_nothing_is_imported_inside_a_function_but_when_an_app_is_ready,
        "tte/x.py",
        "def f():\n    import os",
    ),
    (test_habits.test_only_reasoned_places_catch_everything, "tte/x.py", "try:\n    f()\nexcept Exception:\n    pass"),
    (test_habits.test_only_reasoned_places_catch_everything, "tte/x.py", "try:\n    f()\nexcept:\n    pass"),
    (test_habits.test_every_lock_takes_only_its_own_rows, "tte/x.py", "rows.select_for_update(no_key=True)"),
    (test_habits.test_no_task_takes_a_model, "tte/tasks.py", "@shared_task(name='x')\ndef f(listing: Listing): ..."),
    (test_habits.test_nothing_acts_while_it_is_saved, "tte/x/models.py", "class A:\n    def save(self): ..."),
    (test_jobs.test_every_deferred_job_exists_and_takes_its_keys, "tte/x.py", "defer('common.nothing', pk=1)"),
    (test_jobs.test_every_deferred_job_exists_and_takes_its_keys, "tte/x.py", "defer('longwork.run', pk=1)"),
    (test_jobs.test_nothing_is_sent_past_defer, "tte/x.py", "run.delay(1)"),
    (test_services.test_services_are_keyword_only, "tte/x/services.py", "@atomic\ndef f(a, *, by: Actor) -> None: ..."),
    (test_services.test_services_are_told_who_acts, "tte/x/services.py", "@atomic\ndef f(*, a: int) -> None: ..."),
    (test_services.test_the_actor_is_an_actor, "tte/x/services.py", "@atomic\ndef f(*, by: User) -> None: ..."),
    (test_services.test_services_are_typed, "tte/x/services.py", "@atomic\ndef f(*, a, by: Actor) -> None: ..."),
    (test_states.test_no_state_is_assigned, "tte/x.py", "thing.state = 'done'"),
    (test_states.test_no_state_is_written_by_a_query, "tte/x.py", "rows.update(state='done')"),
    (test_budgets.test_functions_keep_their_budget, "tte/x.py", LONG),
    (test_budgets.test_functions_keep_their_budget, "tte/x/views.py", LONG_FOR_A_VIEW),
    (test_exports.test_whoever_writes_a_table_is_known, "tte/x.py", "csv.writer(out)"),
    (test_exports.test_whoever_writes_a_table_is_known, "tte/x.py", "sql = 'COPY a TO STDOUT'"),
]


@pytest.mark.parametrize(("test", "path", "code"), SEEDED)
def test_a_seeded_fault_is_noticed(monkeypatch, test, path, code):
    test()
    trees = source.modules() | {path: ast.parse(code)}
    for module in (source, sys.modules[test.__module__]):
        if hasattr(module, "modules"):
            monkeypatch.setattr(module, "modules", lambda: trees)
    with pytest.raises(AssertionError):
        test()
