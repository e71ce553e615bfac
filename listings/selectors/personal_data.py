"""Numbers of people in text: identity, telephone, bank card, e-mail (R8-20). It says what kind, never which."""

import re

from django.utils.translation import gettext_lazy as _
from stdnum import luhn
from stdnum.cn import ric

from listings.as_read import as_read

ANY = re.compile(r"@|\d[\d ()-]{8}|\d ?(?:室|单元)")  # without such there is none of the others
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
AREA = r"(?<!\d)(?:0\d{2,3}[- ]|\(0\d{2,3}\) ?-?|(?:\+|00)86[- ]?\(?0?[1-9]\d{1,2}\)?[- ])"
LANDLINE = re.compile(AREA + r"\d{3,4}[- ]?\d{4}(?!\d)")
CARD = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
MAIL = re.compile(r"[\w.+-]@[\w-]+\.\w")  # one character before the sign: running Chinese text is one long word
HOME = re.compile(r"(?:路|街|巷|弄|里|村|小区|新村|花园|苑).{0,16}?\d ?(?:室|单元)")  # an address down to the door
KIND_WORDS = {
    "identity_number": _("an identity number"),
    "telephone": _("a telephone number"),
    "bank_card": _("a bank card number"),
    "email": _("an e-mail address"),
    "address": _("the address of a home"),
}


def personal_data(text: str) -> list[str]:
    """The kinds that occur, in this order. Check digits keep serial numbers from being mistaken for people."""
    return personal_data_as_read(as_read(text))


def personal_data_as_read(text: str) -> list[str]:
    if not ANY.search(text):
        return []
    found = {
        "identity_number": any(ric.is_valid(number) for number in IDENTITY.findall(text)),
        "telephone": bool(MOBILE.search(text) or LANDLINE.search(text)),
        "bank_card": any(luhn.is_valid(number) for number in CARD.findall(text)),
        "email": bool(MAIL.search(text)),
        "address": bool(HOME.search(text)),
    }
    return [kind for kind, there in found.items() if there]
