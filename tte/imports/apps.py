from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "tte.imports"
    label = "imports"

    def ready(self):
        from tte.imports import work  # noqa: F401, PLC0415 the kinds of work are registered here
