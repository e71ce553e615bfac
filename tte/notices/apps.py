from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "tte.notices"
    label = "notices"

    def ready(self):
        from tte.notices import looks, tasks  # noqa: F401, PLC0415 the registries are filled here
