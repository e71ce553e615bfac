from django.apps import AppConfig


class CodelistsConfig(AppConfig):
    name = "tte.codelists"
    label = "codelists"
