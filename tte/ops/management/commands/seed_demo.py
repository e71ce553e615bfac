"""`manage.py seed_demo`: the demonstration market, or a fresh bidding in it; passwords go to var/demo-accounts.txt."""

import secrets

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tte.accounts.models import Organisation
from tte.ops.demo.people import PEOPLE, write_accounts
from tte.ops.demo.seed import open_fresh_bidding, seed


class Command(BaseCommand):
    help = "Fill an empty database with the demonstration market; open a bidding in a filled one"

    def handle(self, **options: object) -> None:
        if not settings.TTE_DEMO:
            raise CommandError("Only the demonstration settings may seed")
        if Organisation.objects.exists():
            open_fresh_bidding(self.stdout.write)
            return
        passwords = {person.key: secrets.token_urlsafe(9) for person in PEOPLE}
        seed(password_of=lambda person: passwords[person.key], say=self.stdout.write)
        self.stdout.write(f"Accounts: {write_accounts(settings.VAR, passwords)}")
