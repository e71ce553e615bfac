"""What a certificate says, what is owed one, and what the public may learn of it (R1-37)."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.certificate import words
from contracts.certificate.sheet import EN, ZH, Row, Sheet, amount, dates
from contracts.certificate.words import Pair
from contracts.models import Certificate, Contract, Registration
from tte.accounts.models import Organisation
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label, path
from tte.common.clock import ClockTimestamp


@dataclass(frozen=True)
class Verified:
    """All that the public verification tells."""

    number: str
    contract_type: str
    seller_zh: str
    seller_en: str
    registered_on: date
    state: str


def owed_certificates() -> QuerySet[Registration]:
    """Registrations without a certificate for more than five seconds: their bell was lost, or their worker died.

    One taken over from an older register is owed none until somebody asks for it.
    """
    return (
        Registration.objects.filter(Q(batch=None) | Q(request__isnull=False), certificate=None)
        .alias(age=ClockTimestamp() - F("registered_at"))
        .filter(age__gt=timedelta(seconds=5))
        .order_by("pk")
    )


def certificate_of(contract: Contract) -> Certificate | None:
    """The certificate of the newest version, once a worker has made it."""
    return (
        Certificate.objects.filter(registration__contract=contract)
        .select_related("registration__contract__agency__organisation")
        .order_by("-registration__version")
        .first()
    )


def verified(number: str, check: str) -> Verified | None:
    """What a holder of number and check value may know. A wrong check value and an unknown number look the same."""
    digits, code = "".join(number.split()), normal_check(check)
    found = (
        Certificate.objects.filter(registration__number=digits, check_value=code)
        .select_related("registration__contract__seller")
        .order_by("-registration__version")
        .first()
    )
    if found is None:
        return None
    contract = found.registration.contract
    seller = contract.seller
    masked = _("a natural person") if seller.is_natural_person else ""
    return Verified(
        number=digits,
        contract_type=label(CodeList.CONTRACT_TYPE, contract.contract_type),
        seller_zh=masked or seller.name_zh,
        seller_en=masked or seller.name_en,
        registered_on=found.registration.registered_on,
        state=contract.state,
    )


def normal_check(check: str) -> str:
    """A check value as it is kept, whatever the reader typed between its halves."""
    plain = "".join(each for each in check.upper() if each.isascii() and each.isalnum())
    return f"{plain[:4]}-{plain[4:]}"


def verify_address(number: str, check: str) -> str:
    """Where the QR code leads."""
    query = urlencode({"number": number, "check": check})
    return f"{settings.TTE_BASE_URL.rstrip('/')}{reverse('contracts:verify')}?{query}"


def sheet_of(registration: Registration, check: str) -> Sheet:
    """Everything that stands on the certificate of a registration."""
    contract = registration.contract
    return Sheet(
        number=registration.number,
        version=registration.version,
        agency=_named(contract.agency.organisation),
        rows=(
            Row(words.CONTRACT, (contract.title, contract.title_en)),
            Row(words.TYPE, _type(contract)),
            _party(words.SELLER, contract.seller),
            _party(words.BUYER, contract.buyer),
            Row(words.DATES, dates(contract.signed_on, contract.begins_on, contract.ends_on)),
            Row(words.FIELD, _labels(CodeList.TECHNOLOGY_FIELD, contract.field)),
        ),
        sums=(amount(words.TOTAL, registration.total_amount), amount(words.TECHNOLOGY, registration.technology_amount)),
        persons=_persons(registration),
        registered_on=registration.registered_on,
        check=check,
        address=verify_address(registration.number, check),
        seal=Path(settings.TTE_SEAL).read_bytes() if settings.TTE_SEAL else None,
    )


def _persons(registration: Registration) -> Pair:
    if registration.batch_id is not None:
        return words.TAKEN_OVER
    return words.persons(str(registration.recommended_by), str(registration.registered_by))


def _named(organisation: Organisation) -> Pair:
    return organisation.name_zh, organisation.name_en


def _labels(code_list: CodeList, code: str) -> Pair:
    return label(code_list, code, ZH), label(code_list, code, EN)


def _party(heading: Pair, organisation: Organisation) -> Row:
    identifier = organisation.identifiers.order_by("pk").first()
    return Row(heading, _named(organisation), identifier.value if identifier else "")


def _type(contract: Contract) -> Pair:
    zh, en = ("　", ", ")
    names = (
        zh.join(path(CodeList.CONTRACT_TYPE, contract.contract_type, ZH)),
        en.join(path(CodeList.CONTRACT_TYPE, contract.contract_type, EN)),
    )
    if not contract.licence_mode:
        return names
    mode = _labels(CodeList.LICENCE_MODE, contract.licence_mode)
    return f"{names[0]}（{mode[0]}）", f"{names[1]} ({mode[1][0].lower()}{mode[1][1:]})"
