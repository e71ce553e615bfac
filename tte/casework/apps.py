from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "tte.casework"
    label = "casework"

    def ready(self) -> None:
        from tte.casework import forms, looks, notices, tasks  # noqa: F401, PLC0415 the registries are filled here
