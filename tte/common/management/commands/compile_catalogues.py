"""`manage.py compile_catalogues`: makes the `.mo` files of every catalogue, where the `.po` is newer."""

from django.conf import settings
from django.core.management.base import BaseCommand

from tte.common.catalogues import compile_catalogues


class Command(BaseCommand):
    help = "Compile the catalogues under locale/"
    requires_system_checks = []

    def handle(self, **options: object) -> None:
        made, total = compile_catalogues(settings.LOCALE_PATHS)
        self.stdout.write(f"{made} of {total} catalogues compiled")
