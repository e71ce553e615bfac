"""Whoever walks the stories of R4, made in the database of the product that the battery started, and the periods of
the demonstration cut to seconds. Runs in a process of that product: `manage.py shell -c …`."""

from django.db import transaction

from tests.battery.r4_client import PEOPLE
from tests.factories.accounts import MembershipFactory, OrganisationFactory, OrganisationIdentifierFactory, UserFactory
from tests.factories.institutions import AgencyFactory
from tte.accounts.enums import OrganisationKind
from tte.codelists.models import Rule

PERIODS = {
    "notice.LIST-PUB": 8,
    "bidding.lead": 3,
    "bidding.duration": 15,
    "bidding.extension_window": 3,
    "bidding.extension": 3,
    "disclosure.due": 2,
    "disclosure.period": 5,
}
BODIES = {
    "seller": OrganisationKind.HOLDER,
    "buyer": OrganisationKind.ENTERPRISE,
    "rival": OrganisationKind.ENTERPRISE,
    "exchange": OrganisationKind.EXCHANGE,
}


@transaction.atomic
def make_people() -> None:
    for key, seconds in PERIODS.items():
        if not Rule.objects.filter(rule_set_id="DEMO", key=key).update(value=seconds, unit="seconds"):
            raise LookupError(f"The demonstration has no rule {key}")
    bodies = {
        name: OrganisationFactory(code=name, kind=kind, name_zh=f"{name} 甲", name_en=f"{name} A")
        for name, kind in BODIES.items()
    }
    bodies["agency"] = AgencyFactory().organisation
    for body in bodies.values():
        OrganisationIdentifierFactory(organisation=body)
    for name, (place, role) in PEOPLE.items():
        user = UserFactory(email=f"{name}@battery.example", name=name, language="en")
        MembershipFactory(user=user, role=role, organisation=bodies[place])
