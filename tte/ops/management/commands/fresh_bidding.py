"""`manage.py fresh_bidding`: the demonstration always has a bidding that is open right now."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tte.ops.demo.seed import open_fresh_bidding


class Command(BaseCommand):
    help = "Open a bidding in the demonstration market unless one is open"

    def handle(self, **options: object) -> None:
        if not settings.TTE_DEMO:
            raise CommandError("Only the demonstration has such biddings")
        open_fresh_bidding()
