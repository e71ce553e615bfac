"""The invented bodies and people of the demonstration market. Credit codes use the fictitious region 990000."""

import json
import secrets
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from tte.accounts.demo import demo_email
from tte.accounts.enums import OrganisationKind, Role

DATA = Path(__file__).parent / "data"
ROUNDS = 10_000


@dataclass(frozen=True)
class Body:
    code: str
    kind: OrganisationKind
    name_zh: str
    name_en: str
    party_type: str
    region_code: str
    credit_code_base: str = ""
    foreign_number: str = ""
    point: str = ""


@dataclass(frozen=True)
class Person:
    """`button` is the code of the role whose button signs in as this person (demonstration only)."""

    key: str
    name: str
    language: str
    posts: tuple[tuple[str, Role], ...]
    button: str

    @property
    def email(self) -> str:
        return demo_email(self.button or self.key)


def read(name: str) -> list[dict]:
    """What stands in a file of `data/`."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def _person(row: dict) -> Person:
    return Person(**row | {"posts": tuple((body, Role(role)) for body, role in row["posts"])})


BODIES = tuple(Body(**row | {"kind": OrganisationKind(row["kind"])}) for row in read("bodies"))
PEOPLE = tuple(map(_person, read("people")))


def fresh_passwords() -> dict[str, str]:
    """A random password of 72 bits for each person, by key."""
    return {person.key: secrets.token_urlsafe(9) for person in PEOPLE}


def hashed(passwords: Mapping[str, str]) -> dict[str, str]:
    """The passwords as they are stored. Nobody guesses 72 random bits, so few rounds of hashing do."""
    hasher = PBKDF2PasswordHasher()

    def one(password: str) -> str:
        return hasher.encode(password, hasher.salt(), iterations=ROUNDS)

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(passwords, pool.map(one, passwords.values()), strict=True))


def write_accounts(var: Path, passwords: Mapping[str, str]) -> Path:
    """One line an account for who runs the demonstration; readable by that person alone."""
    lines = [
        f"{person.email:28} {passwords[person.key]:14} {person.name}, "
        + "; ".join(f"{role} at {body}" for body, role in person.posts)
        for person in PEOPLE
    ]
    target = var / "demo-accounts.txt"
    target.touch(mode=0o600)
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target
