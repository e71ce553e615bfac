"""`manage.py build_schemas`: the description of the interface, made before anybody asks for it."""

from django.conf import settings
from django.core.management.base import BaseCommand

from tte.api.built import built


class Command(BaseCommand):
    help = "Make the files of the OpenAPI description that this version of the product hands out"

    def handle(self, **options: object) -> None:
        for language, _name in settings.LANGUAGES:
            built("json", "3.0", language)  # the viewer's
            built("yaml", "3.1", language)
        self.stdout.write("the description of the interface is made")
