"""`manage.py demo_passwords`: fresh passwords for every demonstration account, written to var/demo-accounts.txt."""

import secrets

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tte.accounts.models import User
from tte.ops.demo.people import PEOPLE, write_accounts


class Command(BaseCommand):
    help = "Give the demonstration accounts fresh passwords"

    def handle(self, **options: object) -> None:
        if not settings.TTE_DEMO:
            raise CommandError("Only the demonstration has such accounts")
        passwords = {person.key: secrets.token_urlsafe(9) for person in PEOPLE}
        for person in PEOPLE:
            user = User.objects.get(email=person.email)
            user.set_password(passwords[person.key])
            user.save(update_fields=["password"])
        self.stdout.write(f"Accounts: {write_accounts(settings.VAR, passwords)}")
