from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "tte.ops"
    label = "ops"

    def ready(self):
        from tte.ops import tasks  # noqa: F401, PLC0415 the registries are filled here
