from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "tte.imports"
    label = "imports"

    def ready(self) -> None:
        from tte.imports import code_lists, looks, work  # noqa: F401, PLC0415 kinds of import and of work register themselves
