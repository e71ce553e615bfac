"""R10: hostile files at every door that takes files. None is run, none is shown by the browser as a page of ours.

The doors are found in the code, so that one nobody tries is told (`r10_doors.py`); the files are made in code and each
says by hand what must become of it (`r10_files.py`). Every file is sent by itself, whatever it made is undone. Oracle:
no answer is a 5xx; what must be refused is not kept; what is kept is handed out as a download under a clean name and a
type that no browser runs, pictures without one byte of what was hidden in them; nobody reads the secret, asks the
address or writes the file that hostile files name; the audit's look finds what it must; no answer costs the processor
more than 2 s. Controls: the extension is trusted; files are shown inline; pictures are kept as they came; ties to
afar are found by their letters; only the first act of a PDF is looked at; a door that nobody tries.
"""

import contextlib
import itertools
import random
import re
import resource
import socketserver
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from unittest.mock import patch

from django.http import FileResponse
from django.test import Client
from django.urls import reverse

from listings.drawing_anew import Drawn
from tests.battery import r10_doors
from tests.battery.outcome import Outcome
from tests.battery.r8 import undone
from tests.battery.r8_world import World
from tests.battery.r10_doors import KNOCKS, Knock, uncovered, ways_out
from tests.battery.r10_files import SCRIPT, TRAP, Hostile, Traps, by_chance, known
from tests.battery.stage import staged
from tte.files import acts
from tte.files.inspection import file_faults
from tte.files.models import StoredFile
from tte.files.services import store_file
from tte.files.sniffing import EXTENSIONS

SIZES = {"medium": 120, "full": 2_000}  # files, each at every door
NAMES = 12
PATIENCE = 2.0
HARMLESS = {
    *("application/pdf", "image/png", "image/jpeg", "image/webp", "text/plain", "text/csv"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
RAW = (SCRIPT.encode(), b"<img src=x onerror")
STRANGE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


@dataclass
class Trying:
    world: World
    traps: Traps
    secret: str
    cases: int = 0
    kept: int = 0
    fetched: int = 0
    slowest: tuple[float, str] = (0.0, "")
    violations: list[str] = field(default_factory=list)

    def blame(self, file: Hostile, door: str, what: str) -> None:
        self.violations.append(f"{file} at {door}: {what}")

    def took(self, seconds: float, file: Hostile, door: str) -> None:
        self.slowest = max(self.slowest, (seconds, f"{file} at {door}"))
        if seconds > PATIENCE:
            self.blame(file, door, f"took {seconds:.1f} s of the processor")


# --- one file at one door ---------------------------------------------------------------------------------------------


def knock(trying: Trying, file: Hostile, route: str, how: Knock) -> None:
    door = f"{route} ({how.person})"
    with undone():
        before = StoredFile.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        began = time.process_time()
        answer = send(trying.world, file, route, how)
        trying.took(time.process_time() - began, file, door)
        trying.cases += 1
        look_at(trying, file, door, answer)
        kept = list(StoredFile.objects.filter(pk__gt=before))
        expected = getattr(file, how.takes)
        if kept and expected is False:
            trying.blame(file, door, f"kept as {kept[0].content_type}")
        if not kept and expected is True:
            trying.blame(file, door, f"refused ({answer.status_code})")
        for stored in kept:
            trying.kept += 1
            follow(trying, file, route, how, stored, answer.headers.get("Location", ""))


def send(world: World, file: Hostile, route: str, how: Knock) -> object:
    words = {name: value.format(**world.things) for name, value in how.words.items()}
    address = reverse(route, args=[world.things[how.thing]] if how.thing else [])
    mark = "----r10"
    parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in words.items()]
    name = file.name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")  # as browsers write it
    parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{how.file}"; filename="{name}"\r\n')
    body = "".join(parts).encode() + f"Content-Type: {file.claims}\r\n\r\n".encode() + file.content
    body += f"\r\n--{mark}--\r\n".encode()
    client = client_of(world, how.person)
    return client.generic("POST", address, body, content_type=f"multipart/form-data; boundary={mark}")


def client_of(world: World, person: str) -> Client:
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    if person != "visitor":
        client.cookies["sessionid"] = world.sessions[person]
    return client


def body_of(answer: object) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def look_at(trying: Trying, file: Hostile, door: str, answer: object) -> bytes:
    """What no answer may hold."""
    body = body_of(answer)
    if answer.status_code >= 500:
        trying.blame(file, door, f"answered {answer.status_code}")
    if trying.secret.encode() in body:
        trying.blame(file, door, "told the secret")
    if answer.headers.get("Content-Type", "").startswith("text/html") and any(raw in body for raw in RAW):
        trying.blame(file, door, "said it again as markup")
    return body


# --- what was kept ----------------------------------------------------------------------------------------------------


def follow(trying: Trying, file: Hostile, route: str, how: Knock, stored: StoredFile, led_to: str) -> None:
    """Wherever it comes out, and the page that the sender is led to."""
    world, door = trying.world, f"{route} ({how.person})"
    if led_to and how.person != "visitor":
        began = time.process_time()
        look_at(trying, file, f"{door} page", client_of(world, how.person).get(led_to))
        trying.took(time.process_time() - began, file, f"{door} page")
    for person, address in ways_out(world, stored):
        began = time.process_time()
        answer = client_of(world, person).get(address)
        judge_download(trying, file, f"{door} out", how, answer)
        trying.took(time.process_time() - began, file, f"{door} out ({address})")
        trying.fetched += 1
    if how.takes == "papers":
        inspect(trying, file, door, stored)


def judge_download(trying: Trying, file: Hostile, door: str, how: Knock, answer: object) -> None:
    body = look_at(trying, file, door, answer)
    if answer.status_code == 403 and "room" in answer.wsgi_request.path:
        return  # the data room hands out only what it can mark
    said = answer.headers.get("Content-Disposition", "")
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    if answer.status_code != 200 or not said.startswith("attachment"):
        trying.blame(file, door, f"shown inline ({answer.status_code} {said!r})")
    if kind not in HARMLESS or answer.headers.get("X-Content-Type-Options") != "nosniff":
        trying.blame(file, door, f"handed out as {kind}")
    name = name_in(said)
    ending = EXTENSIONS.get(kind, "?")
    if STRANGE.search(name) or not name.endswith(f".{ending}") or name.startswith(".") or len(name) > 200:
        trying.blame(file, door, f"handed out under the name {name!r}")
    if how.takes == "pictures" and (TRAP.encode() in body or not body.startswith(b"RIFF")):
        trying.blame(file, door, "a picture still holds what was hidden in it")


def name_in(said: str) -> str:
    message = Message()
    message["Content-Disposition"] = said
    return message.get_filename() or ""


def inspect(trying: Trying, file: Hostile, door: str, stored: StoredFile) -> None:
    """The look of the audit, which is the product's own: it must end, and object to what is flagged."""
    began = time.process_time()
    with stored.content.open("rb") as content:
        faults = file_faults(content, stored.name, stored.content_type)
    trying.took(time.process_time() - began, file, f"{door} audit")
    if file.flagged and not faults:
        trying.blame(file, door, "the audit's look finds nothing")


# --- traps ------------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def laid(folder: Path) -> Iterator[tuple[Traps, str, list[str]]]:
    """A secret to be read, a listener to be asked, a place to be written; and who has asked."""
    asked: list[str] = []

    class Asked(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked.append(self.request.recv(200).decode("latin-1"))

    secret = f"secret-{random.SystemRandom().getrandbits(64):x}"
    (folder / "secret.txt").write_text(secret)
    with socketserver.TCPServer(("127.0.0.1", 0), Asked) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        yield Traps(str(folder / "secret.txt"), address, str(folder / "touched")), secret, asked
        server.shutdown()


def sprung(traps: Traps, asked: list[str], media: Path) -> list[str]:
    """What has become of the traps, and of the folder where files are kept."""
    faults = [f"the address was asked: {asked[:2]}"] if asked else []
    faults += ["the file outside was written"] if Path(traps.outside).exists() else []
    for path in media.rglob("*"):
        if path.is_file() and (path.stat().st_mode & 0o111 or not path.resolve().is_relative_to(media.resolve())):
            faults.append(f"{path} may be run")
        if path.is_file() and path.suffix in (".html", ".svg", ".py", ".php", ".exe"):
            faults.append(f"{path} has the sender's ending")
    return faults


# --- controls ---------------------------------------------------------------------------------------------------------


def by_ending(content: object, name: str) -> str:
    """The type that the name claims."""
    kinds = {ending: kind for kind, ending in EXTENSIONS.items()}
    return kinds.get(name.lower().rpartition(".")[2], "text/html")


def shown_inline(*given: object, **named: object) -> FileResponse:
    return FileResponse(*given, **named | {"as_attachment": False})


def as_it_came(content: object, name: str) -> Drawn:
    content.seek(0)
    return Drawn(content.read(), name, 64, 64)


def by_letters(archive: zipfile.ZipFile) -> bool:
    """One spelling alone."""
    links = [archive.read(name) for name in archive.namelist() if name.endswith(".rels")]
    return any(b'<Relationship Id="r" TargetMode="External"' in link for link in links)


def is_act(thing: object) -> bool:
    return isinstance(thing, dict)


def controls(world: World, files: list[Hostile], traps: Traps) -> dict[str, int]:
    """Violations seen with each fault; none may be nought."""

    def seen(fault: contextlib.AbstractContextManager, route: str, family: str) -> int:
        trying = Trying(world, traps, "never said")
        with fault:
            for file in [each for each in files if each.family.startswith(family)][:12]:
                knock(trying, file, route, KNOCKS[route][0])
        return len(trying.violations)

    trusting = patch.dict(store_file.__wrapped__.__kwdefaults__, sniff=by_ending)
    first_only = patch.object(acts._Looking, "things", lambda _self, *first, along: filter(is_act, first))
    one_less = {route: knocks for route, knocks in KNOCKS.items() if route != "contracts:edit_contract"}
    found = {
        "the extension is trusted": seen(trusting, "listings:attach_file", "markup"),
        "files are shown inline": seen(patch("tte.files.serving.FileResponse", shown_inline), "api:contracts", "name"),
        "pictures are kept as they came": seen(
            patch("listings.services.picture.drawn_anew", as_it_came), "listings:add_picture", "polyglot"
        ),
        "ties are found by their letters": seen(
            patch("tte.files.inspection.is_fetched_from_afar", by_letters), "listings:attach_file", "office: afar"
        ),
        "only the first act is looked at": seen(first_only, "listings:attach_file", "pdf: late"),
    }
    with patch.object(r10_doors, "KNOCKS", one_less):
        return found | {"a door without a knock": len(uncovered())}


# --- the run ----------------------------------------------------------------------------------------------------------


def drawn(files: list[Hostile], chance: random.Random) -> list[tuple[Hostile, str, Knock]]:
    """Quick: of every kind of file one, a dozen names; each at a door where it does most, all doors in turn."""
    kinds: dict[str, Hostile] = {}
    for file in chance.sample(files, len(files)):
        kinds.setdefault(file.family, file)
    chosen = [*kinds.values(), *chance.sample([each for each in files if each.family == "name"], NAMES)]
    doors: dict[str, list[tuple[str, Knock]]] = {}
    for route, knocks in KNOCKS.items():
        for how in knocks:
            doors.setdefault(how.takes, []).append((route, how))
    turns = {takes: itertools.cycle(chance.sample(there, len(there))) for takes, there in doors.items()}
    return [(file, *next(turns[at(file)])) for file in chosen]


def so_many(files: list[Hostile], count: int, traps: Traps, chance: random.Random) -> list[Hostile]:
    """Of every family one, then whichever: of those that are known, and others made by chance once they are used up."""
    mixed = chance.sample(files, len(files))
    first = list({file.family: file for file in mixed}.values())
    rest = [file for file in mixed if file not in first]
    return [*first, *rest, *by_chance(traps, max(0, count - len(files)), chance)][:count]


def at(file: Hostile) -> str:
    if file.family.startswith("polyglot") and file.pictures is None:
        return "pictures"
    is_table = file.name.endswith(("xlsx", "csv", "gz", "jsonl"))
    return "tables" if is_table and file.family.startswith(("bomb", "table", "office: entity")) else "papers"


def run(size: str, seed: int) -> Outcome:
    began, chance = time.monotonic(), random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="tte-r10-") as name, staged(Path(name) / "kept") as world:
        folder = Path(name)
        with laid(folder) as (traps, secret, asked):
            files = known(traps)
            trying = Trying(world, traps, secret)
            trying.violations += uncovered()
            if size in SIZES:
                files = so_many(files, SIZES[size], traps, chance)
                tries = [(file, route, how) for file in files for route, knocks in KNOCKS.items() for how in knocks]
            else:
                tries = drawn(files, chance)
            for file, route, how in tries:
                knock(trying, file, route, how)
            faults = controls(world, files, traps)
            trying.violations += sprung(traps, asked, folder / "kept" / "media")
    figures = {"files": len({id(file) for file, *_ in tries}), "doors": len(KNOCKS), "kept": trying.kept}
    figures |= {"handed out": trying.fetched, "slowest": f"{trying.slowest[0]:.1f} s, {trying.slowest[1]}"}
    figures |= {"most memory": f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"}
    figures |= {"seconds": round(time.monotonic() - began, 1), **faults}
    return Outcome("r10", seed, trying.cases, all(faults.values()), trying.violations, figures)
