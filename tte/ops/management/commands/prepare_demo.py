"""`manage.py prepare_demo`: everything that is made or loaded before the programs start, in one process."""

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Bring database, code lists, catalogues and static files up to date"

    def handle(self, **options: object) -> None:
        call_command("compile_catalogues", stdout=self.stdout)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_codelists", stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("build_schemas", stdout=self.stdout)
