from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "tte.files"
    label = "files"
