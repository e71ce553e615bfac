from django.core.management.base import BaseCommand

from tte.codelists.loader import load_codelists


class Command(BaseCommand):
    help = "Load code lists, rule sets and working days: inserts what is missing, never changes what stands."

    def handle(self, *args, **options):
        for table, count in load_codelists().items():
            self.stdout.write(f"{table}: {count} inserted")
