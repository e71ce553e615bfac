from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "tte.lists"
    label = "lists"

    def ready(self):
        from tte.lists import exporting  # noqa: F401, PLC0415 the kind of long work is registered here
