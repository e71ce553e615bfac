"""A canary in every text that an achievement has, and every surface of the exchange on which it may be looked for."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import CharField, EmailField, JSONField, TextField, URLField
from django.test import Client
from django.urls import reverse

from listings.evidence.frozen import Material, material_of
from listings.models import Achievement
from listings.selectors.record import NONE_STATED
from tests.battery import r8_matrix
from tests.battery.r8_lines import Cell, cells_of
from tests.battery.r8_world import World
from tests.factories.longwork import WorkFactory
from tests.factories.notices import MailFactory
from tte.common.clock import now
from tte.drafts.models import Draft
from tte.files.models import StoredFile
from tte.lists.kinds import LISTS
from tte.notices.withholding import deliveries_of, notices_about

ZH, EN = "朱鹮砗磲榫", "Zephyrwyvern"
READERS = (
    *("visitor", "author", "officer", "bidder", "rival", "auditor", "head", "finance", "expert", "registrar"),
    *("reviewer", "inspector", "statistician", "administrator"),
)
FEW = ("visitor", "author", "bidder", "head")  # what is open to everybody is read by one of each side
OPENS = ("yes", "kept", "open")
PLAIN = {
    *("sha256", "file_sha256", "text_sha256", "token", "sender", "content", "content_type"),
    *("check_value", "check_name", "standing_key"),
}


def canaries(text: bytes) -> bool:
    return ZH.encode() in text or EN.encode() in text


# --- hiding it in everything ------------------------------------------------------------------------------------------


def fill(achievement: Achievement) -> Material:
    """Write it into every text of every row, also of those that are only ever added; nothing else may notice."""
    material = material_of(achievement)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for label, rows in material.rows.items():
            _fill_rows(apps.get_model(label), [row["pk"] for row in rows])
        for notice in notices_about(material.subjects):
            said = {name: _canary_in(value) for name, value in notice.context.items()}
            type(notice)._base_manager.filter(pk=notice.pk).update(context=said)
        cursor.execute("SET LOCAL session_replication_role = origin")
    for number, (key, _role) in enumerate(material.files):
        _fill_file(StoredFile.objects.get(pk=key), number)
    return material


def _fill_rows(model: type, keys: list[int]) -> None:
    given = {}
    for each in model._meta.concrete_fields:
        if each.name in PLAIN or each.unique or each.choices or getattr(each, "generated", False) or each.is_relation:
            continue
        if isinstance(each, JSONField):
            given[each.name] = {"title_zh": ZH, "title_en": EN} if model.__name__ == "Version" else None
        elif isinstance(each, EmailField | URLField) or not isinstance(each, CharField | TextField):
            continue
        elif each.max_length is None or each.max_length >= 80:
            given[each.name] = ZH if each.name.endswith("_zh") else EN
    given = {name: value for name, value in given.items() if value is not None}
    if model is Achievement:
        given |= dict.fromkeys(NONE_STATED, False)
    if given:
        model._base_manager.filter(pk__in=keys).update(**given)


def _canary_in(value: object) -> object:
    if isinstance(value, dict):
        return {"zh": ZH, "en": EN} if "zh" in value else value
    return EN if isinstance(value, str) else value


def _fill_file(stored: StoredFile, number: int) -> None:
    if stored.content_type == "application/pdf" and stored.size < 200:
        stored.content = ContentFile(f"%PDF-1.7 {EN} {number}".encode(), name=f"canary-{number}")
    stored.name = f"{EN}-{number}.pdf"
    stored.save()


def beside(world: World, material: Material) -> None:
    """What other floors keep of it: a file of a list, a kept mail, what somebody typed and has not sent."""
    for person in ("author", "auditor"):
        work = WorkFactory(
            membership=world.actors[person].membership,
            state="done",
            ended_at=now(),
            result_name="list.csv",
            result_type="text/csv",
            result_until=now().replace(year=2099),
            result_sha256="0" * 64,
            result_size=20,
            sentence=None,
        )
        work.result.save(f"{person}.csv", ContentFile(f"{ZH},{EN}\n".encode()))
        world.things[f"work_of_{person}"] = work.pk
    for delivery in deliveries_of(notices_about(material.subjects)).order_by("pk")[:3]:
        MailFactory(message_id=delivery.message_id, subject=f"{ZH} {EN}", text=f"{ZH} {EN}", html=f"<p>{ZH} {EN}</p>")
    author = world.actors["author"]
    Draft.objects.create(
        user=author.user,
        membership=author.membership,
        form="achievement.right",
        about=material.codes[0],
        page="/",
        values={"name": [EN]},
        has_text=True,
        tab="t",
    )


# --- looking for it everywhere ----------------------------------------------------------------------------------------


@dataclass
class Walk:
    """Every address for every kind of reader; `asked` counts them."""

    world: World
    asked: int = 0
    found: list[str] = field(default_factory=list)

    def look(self, person: str, address: str) -> bool:
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        if person != "visitor":
            client.cookies["sessionid"] = self.world.sessions[person]
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        self.asked += 1
        told = repr(sorted(answer.headers.items())).encode() + unpacked(body)
        if canaries(told):
            self.found.append(f"{person} {address}")
            return True
        return False


def unpacked(body: bytes) -> bytes:
    """What lies in an archive is read too: spreadsheets and packs are archives."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as pack:
        return b"\n".join(pack.read(name) + name.encode() for name in pack.namelist())


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """Person and address: the doors of the matrix, searches in both languages, files of every list."""
    seen = set()
    cells = [cell for cell in cells_of(r8_matrix) if cell.method == "GET" and cell.answer in OPENS]
    public = {(cell.route, cell.thing) for cell in cells if cell.person == "visitor"}
    for cell in cells:
        readers = FEW if (cell.route, cell.thing) in public else READERS
        if cell.person in readers and cell.thing != "absent" and not cell.route.startswith(("account", "mfa")):
            seen.add((cell.person, address_of(world, cell)))
    for person in FEW:
        for words in (ZH[:-1], EN.lower()):  # a page repeats what was asked, so that is not the whole name
            for place in ("listings:search", "listings:catalogue", "api:listings"):
                seen.add((person, f"{reverse(place)}?q={words}"))
    for person in READERS:
        for code, kind in LISTS.items():
            if person != "visitor" and kind.may_open(world.actors[person]):
                for form in ("csv", "xlsx"):
                    seen.add((person, f"{reverse('lists:export', args=[code])}?form={form}"))
    for door in ("imports:batch", "imports:bad_rows"):
        seen.add(("officer", reverse(door, args=[world.things["canary_sheet"]])))
    for person in ("author", "auditor"):
        seen.add((person, reverse("longwork:result", args=[world.things[f"work_of_{person}"]])))
    yield from sorted(seen)


def address_of(world: World, cell: Cell) -> str:
    route, _mark, query = cell.route.partition("?")
    thing = world.things[cell.thing] if cell.thing else ()
    arguments = thing if isinstance(thing, tuple) else (thing,)
    return reverse(route, args=arguments) + (f"?{query}" if query else "")


def in_valkey() -> list[str]:
    """Keys of the cache whose name or value holds it."""
    client = cache._cache.get_client(None, write=True)
    found = []
    for key in client.scan_iter(count=1000):
        value = client.dump(key) or b""
        if canaries(key) or canaries(value):
            found.append(key.decode(errors="replace"))
    return found
