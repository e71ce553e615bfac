from django.apps import AppConfig


class LongworkConfig(AppConfig):
    name = "tte.longwork"
    label = "longwork"

    def ready(self) -> None:
        from tte.longwork import looks, notices, tasks  # noqa: F401, PLC0415 the registries are filled here
