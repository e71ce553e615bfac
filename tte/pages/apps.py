from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "tte.pages"
    label = "pages"
