"""What the world of R8 holds of contracts, messages and webhooks."""

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.core import signing
from django.utils.crypto import get_random_string

from contracts.numbers import grouped
from contracts.services.certificate import issue_certificate
from contracts.services.review import ask_correction as ask_contract_correction
from contracts.services.review import claim_contract
from tests.factories.contracts import (
    Cast,
    ContractFactory,
    accepted_contract,
    checked_contract,
    filed_contract,
    recommended_contract,
    registered_contract,
    taken_over_contract,
)
from tests.factories.imports import make_batches
from tests.factories.invitations import InvitationFactory
from tests.factories.lists import kept_view
from tests.factories.longwork import make_works
from tests.factories.notices import DeliveryFactory, MailFactory, NoticeFactory
from tests.factories.webhooks import DispatchFactory, SubscriptionFactory
from tests.tte.imports.kinds import Codes
from tte.notices.addresses import SALT as LINK_SALT
from tte.notices.preferences import unsubscribe_token

if TYPE_CHECKING:
    from tests.battery.r8_world import World


def make_contracts(world: "World") -> None:
    things, registrar, reviewer = world.things, world.actors["registrar"], world.actors["reviewer"]

    def cast() -> Cast:
        parties = {"seller": world.organisations["seller"], "buyer": world.organisations["buyer"]}
        made = Cast(ContractFactory(**parties, drafted_by=world.users["officer"]))
        made.officer, made.registrar, made.reviewer = world.actors["officer"], registrar, reviewer
        return made

    things["contract_draft"] = cast().contract.application_code
    things["contract_filed"] = filed_contract(cast()).application_code
    things["contract_hand"] = claim_contract(contract=filed_contract(cast()), by=registrar).application_code
    things["contract_accepted"] = accepted_contract(cast()).application_code
    returned = ask_contract_correction(contract=accepted_contract(cast()), reason_code="N9", text="x", by=registrar)
    things["contract_correction"] = returned.application_code
    things["contract_second"] = recommended_contract(cast()).application_code
    things["contract_checked"] = checked_contract(cast()).application_code
    registration = registered_contract(cast())
    issue_certificate(registration_id=registration.pk)
    things["contract_registered"] = registration.contract.application_code
    things["registration"] = registration.number
    taken = taken_over_contract(seller=world.organisations["seller"], buyer=world.organisations["buyer"])
    things["contract_taken"] = taken.application_code
    things["registration_in_groups"] = " ".join(grouped(registration.number))


def make_messages(world: "World") -> None:
    things = world.things
    things["note"] = NoticeFactory(person=world.users["author"]).pk
    things["invitation"] = InvitationFactory(email=world.users["nobody"].email, delivery__sent=True).pk
    things["mail"] = MailFactory(html="<p>Hello</p>").pk
    things["mail_failed"] = DeliveryFactory(person=world.users["author"], failed=True).pk
    things["mail_sent"] = DeliveryFactory(person=world.users["author"], sent=True).pk
    things["unsubscribe_key"] = unsubscribe_token(world.users["author"], "longwork.done")
    address = EmailAddress.objects.get(user=world.users["author"])
    things["address_key"] = signing.dumps(address.pk, salt=LINK_SALT)
    things |= {f"work_{name}": work.pk for name, work in make_works(world.actors["author"]).items()}
    things |= {f"batch_{name}": batch.pk for name, batch in make_batches(world.actors["officer"]).items()}
    things["import_kind"] = Codes.code
    make_webhooks(world)
    things |= {"list_register": "contracts.register", "list_contracts": "contracts.mine"}
    things |= {"list_audit": "listings.audit", "list_search": "listings.search"}
    things["view_own"] = kept_view(world.actors["author"], list_code="listings.mine").pk
    things |= {"table": "months", "key": "", "mail_key": "no-such-key", "key_of_nobody": 987654321}


def make_webhooks(world: "World") -> None:
    """Two webhooks of the seller, and what was and is to be sent to one of them."""
    given = {"organisation": world.organisations["seller"], "created_by": world.users["officer"]}
    webhook = SubscriptionFactory(name=get_random_string(10, "bcdfghjkmnpqrstvwxz"), **given)
    event = {"message__kind": "achievement.submitted", "message__subject_key": 1}
    world.things |= {
        "webhook": webhook.pk,
        "webhook_name": webhook.name,
        "webhook_paused": SubscriptionFactory(state="paused", **given).pk,
        "dispatch_sent": DispatchFactory(subscription=webhook, sent=True, message__position=1, **event).pk,
        "dispatch_queued": DispatchFactory(subscription=webhook, message__position=2, **event).pk,
    }
