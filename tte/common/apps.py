from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "tte.common"
    label = "common"
