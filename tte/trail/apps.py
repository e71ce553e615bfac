from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "tte.trail"
    label = "trail"
