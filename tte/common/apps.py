from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "tte.common"
    label = "common"

    def ready(self) -> None:
        from tte.common import tasks  # noqa: F401, PLC0415
