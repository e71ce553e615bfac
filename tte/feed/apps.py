from django.apps import AppConfig


class FeedConfig(AppConfig):
    name = "tte.feed"
    label = "feed"
