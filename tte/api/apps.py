from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "tte.api"
    label = "api"

    def ready(self) -> None:
        from tte.api import schema  # noqa: F401, PLC0415
