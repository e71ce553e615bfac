"""Puts the seeded fault of R4 into every process that starts with the faulty settings."""

from importlib import import_module
from pathlib import Path

from django.apps import AppConfig


class SentApart(AppConfig):
    name = "tests.battery.r4_faulty_app"
    path = str(Path(__file__).parent)

    def ready(self) -> None:
        tasks = import_module("tte.notices.tasks")
        tasks.deliver = import_module("tests.battery.r4_sent_apart").deliver_apart
