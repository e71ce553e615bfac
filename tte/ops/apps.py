from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "tte.ops"
    label = "ops"
