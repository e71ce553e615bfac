"""Puts the seeded fault of R26 into every process that starts with the faulty settings."""

from importlib import import_module
from pathlib import Path

from django.apps import AppConfig
from django.db import transaction


class DoneTooEarly(AppConfig):
    name = "tests.battery.r26_faulty_app"
    path = str(Path(__file__).parent)

    def ready(self) -> None:
        running, clock = import_module("tte.casework.running"), import_module("tte.common.clock")
        models = import_module("tte.casework.models")

        def run_checks(*, run_id: int) -> bool:
            """The claim is a mark in a transaction of its own; who dies after it leaves a run without answers."""
            waiting = models.CheckRun.objects.filter(pk=run_id, finished_at=None)
            if not waiting.update(finished_at=clock.now()):
                return False
            run = models.CheckRun.objects.select_related("case").get(pk=run_id)
            subject = running.subject_of(run.case)
            for check in running.checks_of(run.case.kind):
                with transaction.atomic():
                    running._result(run, check, running._answer_alone(check, subject, run.asked_at)).save()
            return True

        running.run_checks = run_checks
