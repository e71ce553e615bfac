from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from institutions.services.beginning import begin_exchange
from tte.accounts.models import User
from tte.codelists.enums import CodeList
from tte.codelists.selectors import is_code
from tte.common.errors import DomainError


class Command(BaseCommand):
    help = "Enters operator and exchange in an empty database; the owner of an account becomes the first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="of an account whose address is confirmed: open it at /account/signup/")
        parser.add_argument("--region", required=True, help="four digits: the operator's region (rules 2.7)")
        parser.add_argument("--party-type", required=True, help="the operator's kind of party (R2-20), such as 0241")

    def handle(self, *, email: str, region: str, party_type: str, **options: object) -> None:
        user = User.objects.filter(email__iexact=email, is_active=True, emailaddress__verified=True).first()
        if user is None:
            raise CommandError("No account has this address, confirmed: open one at /account/signup/")
        for codes, code in ((CodeList.REGION, region), (CodeList.PARTY_TYPE, party_type)):
            if not is_code(codes, code):
                raise CommandError(f"{code} is not in the list {codes}; run load_codelists first")
        try:
            membership = begin_exchange(user=user, party_type=party_type, region_code=region)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{user.email} administers {membership.organisation}")
