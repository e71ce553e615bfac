"""Chinese patent application numbers: twelve digits, a point and a check character (R4-20). No database, no clock."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tte.common.errors import DomainError

WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
NUMBER = re.compile(r"(?:CN|ZL)?(\d{12})(?:\.?([0-9X]))?")
IP_TYPES = {"1": "11", "2": "12", "3": "13", "8": "11", "9": "12"}
"""The fifth digit tells the kind: 1 invention, 2 utility model, 3 design, 8 and 9 the first two by PCT."""

OFFICES_OF_SEVERAL = {"AP", "BX", "EA", "EM", "EP", "GC", "IB", "OA", "WO", "XN", "XV"}
"""The letters of offices that several states have together (WIPO ST.3); a state's own are those of ISO 3166."""


class PatentNumberRefused(DomainError):
    code = "patent_number_refused"
    field = "number"


@dataclass(frozen=True, slots=True)
class PatentNumber:
    """`202310123456.6`: the year of filing, the kind of patent as a code of the list `ip_type`, and the whole."""

    digits: str
    check: str

    @property
    def year(self) -> int:
        return int(self.digits[:4])

    @property
    def ip_type(self) -> str:
        return IP_TYPES[self.digits[4]]

    def __str__(self) -> str:
        return f"{self.digits}.{self.check}"


def check_character(digits: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return "0123456789X"[total % 11]


def check_patent_number(text: str) -> PatentNumber:
    """The number in its stored form, or a refusal that says what is wrong. "CN", "ZL" and spaces are allowed."""
    compact = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper().replace("。", ".")
    match = NUMBER.fullmatch(compact)
    if match is None:
        raise PatentNumberRefused(_("An application number has twelve digits, a point and a check character"))
    digits, found = match.groups()
    if int(digits[:4]) < 1985 or digits[4] not in IP_TYPES:
        raise PatentNumberRefused(_("An application number begins with the year of filing and the kind of patent"))
    expected = check_character(digits)
    if found is None:
        raise PatentNumberRefused(_("The check character is missing: it should be %(expected)s"), expected=expected)
    if found != expected:
        raise PatentNumberRefused(
            _("The check character should be %(expected)s, not %(found)s"), expected=expected, found=found
        )
    return PatentNumber(digits, expected)
