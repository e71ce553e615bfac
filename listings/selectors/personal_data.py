"""Numbers of people in text: identity, telephone, bank card, e-mail, WeChat (R8-20). It says what kind, never which."""

import re

from django.utils.translation import gettext_lazy as _
from stdnum import luhn
from stdnum.cn import ric

from listings.as_read import as_read

SIGN = r"(?:[^\w\n]|_)"  # what may part the digits of one number
WITHIN = r"(?:[^\w\n,;、。:×*±~]|_)"  # of these; those left out part the items of a list or the sides of a thing
ANY = re.compile(  # without such there is none of the others
    rf"@|\d(?:{SIGN}{{0,3}}\d){{8}}|\d ?(?:室|单元)|[\[({{]at[\])}}]|微信|wechat|weixin", re.IGNORECASE
)
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
MOBILE = re.compile(
    rf"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{{4}}[- ]?|{WITHIN}{{1,3}}\d{{4}}{WITHIN}{{1,3}})\d{{4}}(?!\d)"
    r"|(?<!\d)1(?P<sign>[^\w\n,;、]|_)[3-9](?:(?P=sign)\d){9}(?!(?P=sign)?\d)"  # each digit by itself; no list
)
AREA = r"(?<!\d)(?:0\d{2,3}[- ]|\(0\d{2,3}\) ?-?|(?:\+|00)86[- ]?\(?0?[1-9]\d{1,2}\)?[- ])"
LANDLINE = re.compile(AREA + r"\d{3,4}[- ]?\d{4}(?!\d)")
CARD = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
MAIL = re.compile(  # one character before the sign: running Chinese text is one long word
    r"[\w.+-](?:@| ?[\[({]at[\])}] ?)[\w-]+(?:\.| ?[\[({]dot[\])}] ?)\w", re.IGNORECASE
)
ACCOUNT = re.compile(  # its name is told by a colon, or by what no word holds
    r"(?:微信|wechat|weixin)(?: ?(?:号|id)?[:：]| ?号 ?(?=[a-z-]*[\d_])) ?[a-z][a-z\d_-]{5,19}", re.IGNORECASE
)
HOME = re.compile(r"(?:路|街|巷|弄|里|村|小区|新村|花园|苑).{0,16}?\d ?(?:室|单元)")  # an address down to the door
KIND_WORDS = {
    "identity_number": _("an identity number"),
    "telephone": _("a telephone number"),
    "bank_card": _("a bank card number"),
    "email": _("an e-mail address"),
    "account": _("the name of an account by which somebody is reached"),
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
        "account": bool(ACCOUNT.search(text)),
        "address": bool(HOME.search(text)),
    }
    return [kind for kind, there in found.items() if there]
