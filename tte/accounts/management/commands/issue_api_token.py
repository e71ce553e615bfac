"""`manage.py issue_api_token EMAIL ORGANISATION ROLE --label TEXT`: a key for a program, for one membership."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from tte.accounts.actor import Actor
from tte.accounts.models import Membership
from tte.accounts.tokens import issue_token


class Command(BaseCommand):
    help = "Print a new API token of a running membership; it is shown once and only its hash is kept"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("organisation", help="the code of the organisation, as in /institutions/<code>/")
        parser.add_argument("role")
        parser.add_argument("--label", required=True, help="what the program is, for whoever revokes it")

    def handle(self, *, email: str, organisation: str, role: str, label: str, **options: object) -> None:
        membership = (
            Membership.objects.filter(
                user__email__iexact=email, organisation__code=organisation, role=role, ended_at=None
            )
            .select_related("user", "organisation")
            .first()
        )
        if membership is None:
            raise CommandError("No running membership of this person, organisation and role")
        self.stdout.write(issue_token(label=label, by=Actor(membership.user, membership)))
