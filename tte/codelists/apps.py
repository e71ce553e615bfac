from django.apps import AppConfig


class CodelistsConfig(AppConfig):
    name = "tte.codelists"
    label = "codelists"

    def ready(self) -> None:
        from tte.codelists import tasks  # noqa: F401, PLC0415 the registries are filled here
