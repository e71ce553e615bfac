import time

from django.core.management.base import BaseCommand, CommandError

from tte.statistics.projection import rebuild


class Command(BaseCommand):
    help = (
        "Makes the statistics base anew from PostgreSQL and publishes it; readers change over at their next question."
    )

    def handle(self, **options):
        started = time.monotonic()
        base = rebuild()
        if base is None:
            raise CommandError("Another process is publishing a base; wait for it")
        took = time.monotonic() - started
        self.stdout.write(f"{base.file}: {base.rows} contracts up to position {base.position} ({took:.1f} s)")
