from django.core.management.base import BaseCommand

from tte.feed.relay import Relay


class Command(BaseCommand):
    help = "Stands and numbers every committed change. Run one; a second waits in reserve."

    def handle(self, **options: object) -> None:
        relay = Relay()
        relay.listen_to_signals()
        relay.run()
