"""`manage.py demo_passwords`: fresh passwords for every demonstration account, written to var/demo-accounts.txt."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tte.accounts.models import User
from tte.ops.demo.people import PEOPLE, fresh_passwords, hashed, write_accounts


class Command(BaseCommand):
    help = "Give the demonstration accounts fresh passwords"

    def handle(self, **options: object) -> None:
        if not settings.TTE_DEMO:
            raise CommandError("Only the demonstration has such accounts")
        passwords = fresh_passwords()
        stored = hashed(passwords)
        for person in PEOPLE:
            User.objects.filter(email=person.email).update(password=stored[person.key])
        self.stdout.write(f"Accounts: {write_accounts(settings.VAR, passwords)}")
