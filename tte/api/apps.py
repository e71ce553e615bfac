from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "tte.api"
    label = "api"
