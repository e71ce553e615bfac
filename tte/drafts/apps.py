from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "tte.drafts"
    label = "drafts"

    def ready(self):
        from tte.drafts import tasks  # noqa: F401, PLC0415 its sweep is registered
