from django.apps import AppConfig


class LongworkConfig(AppConfig):
    name = "tte.longwork"
    label = "longwork"
