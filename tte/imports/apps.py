from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "tte.imports"
    label = "imports"
