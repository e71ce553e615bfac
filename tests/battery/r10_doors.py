"""The doors that take files: found in the code, knocked at as KNOCKS says; and where what they kept is handed out.

A new door that takes files, a new form or serializer with a file in it, a new table that keeps files: each makes R10
red until it has its line here.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import FunctionType

from django import forms
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from rest_framework import serializers

from listings.models import Attachment, SecrecyDeclaration
from tests.battery.r8_world import World
from tte.files.models import StoredFile

VERBS = "tte.common.api_verbs"
OURS = ("tte", "listings", "contracts", "institutions", "tests")
# Forms with a file that nothing takes.
SHOWN_ONLY = {"SampleForm": "the page of parts shows one of every kind of control"}
FILING = {
    **{"contract_type": "31", "licence_mode": "E", "ip_type": "11", "field": "05", "objective": "10"},
    **{"title": "热障涂层工艺独占许可合同", "plan_source": "P0", "payment_method": "LS", "signed_on": "2026-01-06"},
    **{"begins_on": "2026-02-01", "ends_on": "2036-01-31", "total_amount": "10000000", "buyer": "{buyer_organisation}"},
}


@dataclass(frozen=True)
class Knock:
    """Who sends a file to this door, under which name, beside which words. `takes`: papers, pictures or tables."""

    person: str
    thing: str
    file: str
    takes: str
    words: dict[str, str] = field(default_factory=dict)


KNOCKS = {
    "listings:attach_file": [Knock("author", "draft", "upload", "papers", {"audience": "public"})],
    "listings:add_picture": [Knock("author", "draft", "upload", "pictures")],
    "listings:attach_secrecy_paper": [Knock("author", "draft", "upload", "papers")],
    "listings:attach_batch_paper": [Knock("officer", "batch_audit", "upload", "papers")],
    "listings:object": [
        Knock(
            *("visitor", "notice", "evidence", "papers"),
            {"ground": "O1", "text": "R10", "name": "Shen", "email": "r10@outside.example"},
        ),
        Knock("bidder", "notice", "evidence", "papers", {"ground": "O1", "text": "R10"}),
    ],
    "listings:objection": [Knock("visitor", "objection_asked", "evidence", "papers", {"act": "papers"})],
    "listings:ask_for_listing": [
        Knock("officer", "notice", "evidence", "papers", {"act": "ask_change", "price": "9,000,000", "text": "R10"}),
    ],
    "contracts:edit_contract": [
        Knock(
            *("officer", "contract_draft", "upload", "papers"),
            {"items-TOTAL_FORMS": "0", "items-INITIAL_FORMS": "0", "title": "R10"},
        ),
    ],
    "imports:new": [
        Knock("officer", "import_kind", "upload", "tables"),
        Knock("administrator", "administrators_kind", "upload", "tables"),
    ],
    "api:imports": [
        Knock("officer", "", "upload", "tables", {"kind": "{import_kind}"}),
        Knock("administrator", "", "upload", "tables", {"kind": "{administrators_kind}"}),
    ],
    "api:attach_batch_paper": [Knock("officer", "batch_audit", "upload", "papers")],
    "api:achievement_files": [Knock("author", "draft", "upload", "papers", {"audience": "public"})],
    "api:attach_secrecy_paper": [Knock("author", "draft", "upload", "papers")],
    "api:achievement_pictures": [Knock("author", "draft", "upload", "pictures")],
    "api:lodge_objection": [Knock("bidder", "notice", "evidence", "papers", {"ground": "O1", "text": "R10"})],
    "api:add_papers": [Knock("visitor", "objection_asked", "evidence", "papers")],
    "api:propose": [
        Knock("officer", "notice", "evidence", "papers", {"kind": "change", "price": "9000000", "text": "R10"}),
    ],
    "api:contracts": [Knock("officer", "", "document", "papers", FILING)],
}


# --- what the code has ------------------------------------------------------------------------------------------------


def routes(patterns: list, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern


def is_ours(thing: object) -> bool:
    return str(getattr(thing, "__module__", "")).partition(".")[0] in OURS


def reached_from(start: Callable) -> tuple[set[str], set[type]]:
    """Every attribute that a view's code asks for, and every class, over all functions of ours that it leads to.

    A function leads to what it calls by name; a verb of a program's door to what it was made with.
    """
    names: set[str] = set()
    classes: set[type] = set()
    seen: set[int] = set()
    open_: list[object] = [start]
    while open_:
        thing = open_.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, dict | list | tuple):
            open_ += thing.values() if isinstance(thing, dict) else thing
        elif isinstance(thing, type) and is_ours(thing):
            classes.add(thing)
        elif isinstance(thing, FunctionType) and is_ours(thing):
            used = names_of(thing)
            names |= used - thing.__globals__.keys()
            open_ += [thing.__globals__[name] for name in used & thing.__globals__.keys()]
            if thing.__module__ == VERBS:
                open_ += [cell.cell_contents for cell in thing.__closure__ or ()]
    return names, classes


def names_of(function: FunctionType) -> set[str]:
    codes, names = [function.__code__], set()
    while codes:
        code = codes.pop()
        names |= set(code.co_names)
        codes += [each for each in code.co_consts if inspect.iscode(each)]
    return names


def with_file(classes: set[type]) -> set[type]:
    """Forms and serializers that hold a file."""
    return {
        each
        for each in classes
        for fields in (getattr(each, "base_fields", None) or getattr(each, "_declared_fields", {}),)
        if any(isinstance(one, forms.FileField | serializers.FileField) for one in fields.values())
    }


def doors_with_files() -> dict[str, set[type]]:
    """Route → the forms or serializers with a file that its view leads to."""
    found = {}
    for route, pattern in routes(get_resolver().url_patterns):
        door = getattr(pattern.callback, "cls", None)
        if door is not None and is_ours(door):
            if takers := takers_of(door):
                found[route] = takers
        elif is_ours(view := inspect.unwrap(pattern.callback)):
            names, classes = reached_from(view)
            if "FILES" in names:
                found[route] = {each for each in with_file(classes) if issubclass(each, forms.BaseForm)}
    return found


def takers_of(door: type) -> set[type]:
    """The serializers with a file that a program's door reads, else its forms with one, if it reads files at all."""
    names: set[str] = set()
    classes: set[type] = set()
    for method in ("post", "put", "patch"):
        if hasattr(door, method):
            used, reached = reached_from(getattr(door, method))
            names, classes = names | used, classes | with_file(reached)
    read = {each for each in classes if issubclass(each, serializers.BaseSerializer)}
    return read or (classes if "FILES" in names else set())


def descendants(kind: type) -> set[type]:
    return {each for direct in kind.__subclasses__() for each in ({direct} | descendants(direct))}


def uncovered() -> list[str]:
    """Doors without a knock, knocks without a door, forms that no door leads to, tables nobody fetches from."""
    found = doors_with_files()
    faults = [f"{route} takes files and is not tried" for route in sorted(found.keys() - KNOCKS.keys())]
    faults += [f"{route} takes no file any more" for route in sorted(KNOCKS.keys() - found.keys())]
    taken = {each for classes in found.values() for each in classes}
    all_ = descendants(forms.BaseForm) | descendants(serializers.BaseSerializer)
    own = {each for each in with_file(all_) if is_ours(each) and not each.__module__.startswith("tests")}
    faults += [f"no door leads to {each.__name__}" for each in own - taken if each.__name__ not in SHOWN_ONLY]
    keepers = {model.__name__ for model, _name in keeping()}
    return faults + [f"nobody fetches what {name} keeps" for name in sorted(keepers ^ FETCHED.keys())]


# --- where it comes out -----------------------------------------------------------------------------------------------


def of_attachment(world: World, row: Attachment) -> list[tuple[str, str]]:
    """The holder's people; and the data room, where it stands in one."""
    return [("author", reverse("listings:attachment", args=[row.pk])), ("bidder", in_room(world, row))]


def of_review(world: World, row: SecrecyDeclaration) -> list[tuple[str, str]]:
    """Of one result to its author, of an import to the institution's officer."""
    batch, achievement = row.batches.first(), row.achievements.first()
    if batch is not None:
        return [("officer", reverse("listings:batch_paper", args=[batch.code]))]
    return [("author", reverse("listings:secrecy_paper", args=[achievement.code]))] if achievement else []


def in_room(world: World, row: Attachment) -> str:
    """The same file in the data room of a listing that the bidder is let into."""
    shown = Attachment.objects.get(pk=world.things["file_room"])
    kept = Attachment.objects.create(
        achievement=shown.achievement, file=row.file, audience=shown.audience, position=row.pk
    )
    return reverse("listings:room_file", args=[kept.pk])


FETCHED: dict[str, Callable[[World, object], list[tuple[str, str]]]] = {
    "Attachment": of_attachment,
    "SecrecyDeclaration": of_review,
    "Picture": lambda world, row: [("author", reverse("listings:picture", args=[row.pk]))],
    "ObjectionFile": lambda world, row: (
        [("auditor", reverse("listings:objection_paper", args=[row.pk]))] if row.objection.case else []
    ),  # a visitor's has a case, and readers, when its link is confirmed
    "Proposal": lambda world, row: [("officer", reverse("listings:proposal_paper", args=[row.pk]))],
    "Contract": lambda world, row: [("officer", reverse("contracts:document", args=[row.application_code]))],
    "Announcement": lambda world, row: [],  # the paper of its proposal
    "TakedownFile": lambda world, row: [],  # inside the archive of the evidence, for the head of the exchange
    "Batch": lambda world, row: [],  # an upload of tables is read, never handed back as it came
}


def keeping() -> list[tuple[type, str]]:
    """Every table that points to a kept file, and by which field."""
    return [
        (model, each.name)
        for model in apps.get_models()
        for each in model._meta.fields
        if each.related_model is StoredFile
    ]


def ways_out(world: World, stored: StoredFile) -> list[tuple[str, str]]:
    """Who may fetch a kept file, and where."""
    found = []
    for model, name in keeping():
        for row in model._default_manager.filter(**{name: stored}):
            found += FETCHED[model.__name__](world, row) if model.__name__ in FETCHED else []
    return found
