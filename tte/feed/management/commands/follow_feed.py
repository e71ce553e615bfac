from django.core.management.base import BaseCommand, CommandError, CommandParser

from tte.feed.followers import FOLLOWERS, Following


class Command(BaseCommand):
    help = "Stands and brings the projections up to date as the feed grows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", help="which followers; all when none is named")

    def handle(self, names: list[str], **options: object) -> None:
        if unknown := set(names) - set(FOLLOWERS):
            raise CommandError(f"No such follower: {', '.join(sorted(unknown))}. There are {', '.join(FOLLOWERS)}.")
        following = Following(names)
        following.listen_to_signals()
        following.run()
        if following.failed:
            raise CommandError("A follower failed; the log says which")
