"""Identifiers of organisations: scheme + value, checked before they are stored.

The credit code (GB 32100-2015, R4-30) takes its check character from python-stdnum. Its shape is checked here, because
stdnum refuses the letters that GB 32100 allows in the first two places (N for rural collectives, Y for others).
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc

from tte.accounts.enums import IdentifierScheme
from tte.common.errors import DomainError

CREDIT_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_CODE = re.compile(rf"[{CREDIT_CODE_ALPHABET}]{{2}}[0-9]{{6}}[{CREDIT_CODE_ALPHABET}]{{10}}")
ORGANISATION_CODE_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ORGANISATION_CODE_VALUES = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FOREIGN = re.compile(r"[0-9A-Za-z][0-9A-Za-z ./:_-]{2,58}[0-9A-Za-z.]")


class IdentifierRefused(DomainError):
    code = "identifier_refused"
    field = "value"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A value that may be stored, with what a person should look at again (R4-32)."""

    scheme: str
    value: str
    warnings: tuple[str | Promise, ...] = ()


def check_identifier(scheme: str, value: str) -> Identifier:
    """The identifier as it is stored, or a refusal that says what is wrong."""
    return CHECKS[IdentifierScheme(scheme)](value)


def check_credit_code(value: str) -> Identifier:
    """R4-30 and R4-31; a wrong organisation code inside is a warning only (R4-32)."""
    code = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", value)).upper()
    if len(code) != 18:
        raise IdentifierRefused(_("A credit code has 18 characters; this one has %(length)s"), length=len(code))
    strange = next((character for character in code if character not in CREDIT_CODE_ALPHABET), None)
    if strange is not None:
        raise IdentifierRefused(
            _("“%(character)s” at place %(place)s is not in a credit code: digits and capitals without I, O, S, V, Z"),
            character=strange,
            place=code.index(strange) + 1,
        )
    if not CREDIT_CODE.fullmatch(code):
        raise IdentifierRefused(_("Places 3 to 8 of a credit code are the digits of a region"))
    expected = uscc.calc_check_digit(code[:17])
    if code[17] != expected:
        raise IdentifierRefused(
            _("The check character should be %(expected)s, not %(found)s: please compare with the certificate"),
            expected=expected,
            found=code[17],
        )
    return Identifier(IdentifierScheme.CREDIT_CODE, code, _organisation_code_warnings(code[8:17]))


def check_foreign_number(value: str) -> Identifier:
    """A number of a foreign register has no common check: only its characters and length are looked at."""
    number = " ".join(unicodedata.normalize("NFKC", value).split())
    if not FOREIGN.fullmatch(number):
        raise IdentifierRefused(_("A foreign registration number has 4 to 60 letters, digits, spaces or . / : _ -"))
    return Identifier(IdentifierScheme.FOREIGN, number)


def organisation_code_check(body: str) -> str:
    """The check character of a nine-character organisation code (GB 11714) from its first eight."""
    total = sum(
        ORGANISATION_CODE_VALUES.index(character) * weight
        for character, weight in zip(body, ORGANISATION_CODE_WEIGHTS, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def _organisation_code_warnings(code: str) -> tuple[str | Promise, ...]:
    expected = organisation_code_check(code[:8])
    if code[8] == expected:
        return ()
    sentence = _("The organisation code inside (places 9 to 17) should end in {expected}, not {found}")
    return (format_lazy(sentence, expected=expected, found=code[8]),)


CHECKS: dict[IdentifierScheme, Callable[[str], Identifier]] = {
    IdentifierScheme.CREDIT_CODE: check_credit_code,
    IdentifierScheme.FOREIGN: check_foreign_number,
}
