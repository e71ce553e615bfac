import time

from django.core.management.base import BaseCommand

from tte.search.follower import rebuild


class Command(BaseCommand):
    help = "Builds the search index anew from PostgreSQL and switches to it; searching and writing go on meanwhile."

    def handle(self, **options: object) -> None:
        started = time.monotonic()
        mark = rebuild()
        self.stdout.write(f"The index is at position {mark.position} ({time.monotonic() - started:.1f} s)")
