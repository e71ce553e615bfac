"""`manage.py seed_demo`: the demonstration market; passwords are written to var/demo-accounts.txt."""

import secrets

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tte.accounts.models import Organisation
from tte.ops.demo.people import PEOPLE, write_accounts
from tte.ops.demo.seed import seed


class Command(BaseCommand):
    help = "Fill an empty database with the demonstration market"

    def handle(self, **options: object) -> None:
        if not settings.TTE_DEMO:
            raise CommandError("Only the demonstration settings may seed")
        if Organisation.objects.exists():
            self.stdout.write("The market is there already")
            return
        passwords = {person.key: secrets.token_urlsafe(9) for person in PEOPLE}
        seed(password_of=lambda person: passwords[person.key], say=self.stdout.write)
        self.stdout.write(f"Accounts: {write_accounts(settings.VAR, passwords)}")
