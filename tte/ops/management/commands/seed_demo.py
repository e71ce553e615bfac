"""`manage.py seed_demo`: the demonstration market; passwords are written to var/demo-accounts.txt."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tte.accounts.models import Organisation
from tte.ops.demo.people import fresh_passwords, write_accounts
from tte.ops.demo.seed import seed

CONTRACTS = 3000


class Command(BaseCommand):
    help = "Fill an empty database with the demonstration market"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--contracts", type=int, default=CONTRACTS, help="how many contracts of the years before")

    def handle(self, *, contracts: int, **options: object) -> None:
        if not settings.TTE_DEMO:
            raise CommandError("Only the demonstration settings may seed")
        if Organisation.objects.exists():
            self.stdout.write("The market is there already")
            return
        passwords = fresh_passwords()
        seed(passwords=passwords, contracts=contracts, say=self.stdout.write)
        self.stdout.write(f"Accounts: {write_accounts(settings.VAR, passwords)}")
