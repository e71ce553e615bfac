from django.core.management.base import BaseCommand

from tte.feed.services import renew_identity


class Command(BaseCommand):
    help = "After a restore to an earlier moment: gives the feed another id, so that every projection is made anew."

    def handle(self, **options: object) -> None:
        self.stdout.write(f"The feed is now {renew_identity()}")
