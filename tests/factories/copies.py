"""Many rows at little cost: copies of one that was made by the road, for tests that only look."""

from collections.abc import Callable

from django.db import models


def copies(thing: models.Model, places: range, **changes: Callable[[int], object]) -> dict[int, models.Model]:
    """A row like this one for each place; `changes` say what it has of its own."""
    fields = [each for each in thing._meta.concrete_fields if not each.primary_key and not each.generated]
    same = {each.attname: getattr(thing, each.attname) for each in fields}
    rows = [type(thing)(**same | {name: make(place) for name, make in changes.items()}) for place in places]
    return dict(zip(places, type(thing)._base_manager.bulk_create(rows), strict=True))


def cased_copies(thing: models.Model, places: range, **changes: Callable[[int], object]) -> dict[int, models.Model]:
    """The same of things that have a case each: the case, its reasons, checks and results are copied with them."""
    case = thing.case
    cases = copies(case, places, reference=lambda place: f"{case.reference}-{place}")
    for each in case.reasons.all():
        copies(each, places, case_id=lambda place: cases[place].pk)
    for run in case.check_runs.prefetch_related("results"):
        runs = copies(run, places, case_id=lambda place: cases[place].pk)
        for result in run.results.all():
            copies(result, places, run_id=lambda place, runs=runs: runs[place].pk)
    return copies(thing, places, case_id=lambda place: cases[place].pk, **changes)
