"""R13: texts that would run, in every text field of every table, and every page that shows them, in Chromium.

The texts are planted in the tables themselves, so no form has softened them; then each page of the permission matrix is
opened by somebody who may, in one browser that asks the product in this process. Oracle: no script of theirs has run
(one would call us), the browser reports no breach of the policy, no element of theirs stands in the page, no dialogue
opens; and every answer carries the headers. Control: a template that calls its title safe.
"""

import contextlib
import mimetypes
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client, override_settings
from playwright.sync_api import Page, Route

from tests.battery import r8_matrix
from tests.battery.outcome import Outcome
from tests.battery.r8 import address, undone
from tests.battery.r8_lines import Cell, cells_of
from tests.battery.r8_world import World
from tests.battery.r13_payloads import MARK, payloads, plant
from tests.battery.stage import staged
from tests.stack import open_browser
from tte.codelists.selectors import forget
from tte.feed.relay import relay_all
from tte.search.follower import rebuild as rebuild_search

HOST = "http://localhost"
QUICK_PAGES = 90
SIZES = {"quick": 60, "full": 500}
HEARS = f"""
window.r13Heard = [];
window.r13 = () => window.r13Heard.push('a script ran');
document.addEventListener('securitypolicyviolation', e =>
  window.r13Heard.push('policy: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + (e.sample || '')));
window.r13Seen = () => [...window.r13Heard, ...[...document.querySelectorAll('[{MARK}]')].map(e =>
  'an element of theirs: ' + e.outerHTML.slice(0, 80))];
"""
POLICY = {"default-src 'none'", "script-src 'self'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"}
CONTROL = (
    "contracts/contract/show.html",
    "{% title_of contract.title contract.title_en %}",
    "{{ contract.title|safe }}",
)


@dataclass
class Looking:
    world: World
    page: Page
    person: str = "visitor"
    pages: int = 0
    answers: int = 0
    shown: int = 0
    violations: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        """The product's answer to what the browser asks, from this process; files that are no page's matter are not."""
        asked, parts = route.request, urlsplit(route.request.url)
        if not asked.url.startswith(f"{HOST}/"):
            self.violations.append(f"{self.page.url}: the page asks {asked.url[:80]}")
            return route.abort()
        if parts.path.startswith(settings.STATIC_URL):
            return static(route, parts.path.removeprefix(settings.STATIC_URL))
        if asked.resource_type in ("image", "font", "eventsource", "media"):
            return route.abort()
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        if self.person != "visitor":
            client.cookies["sessionid"] = self.world.sessions[self.person]
        headers = {"Accept": asked.headers.get("accept", "*/*")}
        answer = client.get(f"{parts.path}?{parts.query}", headers=headers, follow=True)
        self.answers += 1
        self.violations += [f"{parts.path}: {fault}" for fault in header_faults(answer)]
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        self.shown += body.count(MARK.encode())
        return route.fulfill(status=answer.status_code, headers=dict(answer.headers), body=body)


def static(route: Route, name: str) -> None:
    path = finders.find(name)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    route.fulfill(status=200, body=Path(path).read_bytes(), content_type=kind) if path else route.abort()


def header_faults(answer: object) -> list[str]:
    """What the headers of an answer lack, whatever its status."""
    said = answer.headers
    policy = {part.strip() for part in said.get("Content-Security-Policy", "").split(";")}
    if any(part.startswith("sandbox") and "allow-scripts" not in part for part in policy):
        return []  # a mail as it was sent, in a frame where nothing runs
    faults = [f"the policy lacks {each}" for each in sorted(POLICY - policy)]
    faults += ["the policy allows what is inline"] if any("unsafe" in part for part in policy) else []
    faults += ["no nosniff"] if said.get("X-Content-Type-Options") != "nosniff" else []
    faults += ["may be framed"] if said.get("X-Frame-Options") != "DENY" else []
    faults += ["no policy of referrers"] if "Referrer-Policy" not in said else []
    faults += [f"answered {answer.status_code}"] if answer.status_code >= 500 else []
    return [f"{fault} ({answer.status_code})" for fault in faults]


def look(looking: Looking, cell: Cell) -> None:
    looking.person = cell.person
    looking.pages += 1
    page = looking.page
    with undone():
        try:
            page.goto(HOST + address(looking.world, cell), wait_until="load", timeout=20_000)
            seen = page.evaluate("window.r13Seen ? window.r13Seen() : []")
        except Exception as trouble:  # noqa: BLE001 - downloads and whatever else the browser refuses to open
            if "Download is starting" not in str(trouble) and "ERR_ABORTED" not in str(trouble):
                looking.violations.append(f"{cell}: {str(trouble).splitlines()[0]}")
            return
    looking.violations += [f"{cell}: {each}" for each in dict.fromkeys(seen)]


def readers(size: str, chance: random.Random) -> list[Cell]:
    """Each page and thing by one who may; at quick size some of the pages, each with one thing."""
    cells = [cell for cell in cells_of(r8_matrix) if cell.method == "GET" and cell.answer in ("yes", "open", "kept")]
    found: dict[tuple, Cell] = {}
    for cell in chance.sample(cells, len(cells)):
        found.setdefault((cell.route, cell.thing), cell)
    if size == "full":
        return list(found.values())
    doors: dict[str, list[Cell]] = {}
    for cell in found.values():
        doors.setdefault(cell.route, []).append(cell)
    return chance.sample([same[0] for same in doors.values()], QUICK_PAGES)


@contextlib.contextmanager
def browser_page(world: World) -> Iterator[Looking]:
    with open_browser() as browser:
        page = browser.new_context(locale="en-GB").new_page()
        looking = Looking(world, page)
        page.add_init_script(HEARS)
        page.route("**/*", looking.answer)
        page.on("dialog", lambda dialog: (looking.violations.append(f"dialogue: {dialog.message}"), dialog.dismiss()))
        yield looking


@contextlib.contextmanager
def title_called_safe(folder: Path) -> Iterator[None]:
    """The seeded fault: a template of the same name that stands before the product's."""
    name, text, fault = CONTROL
    given = (settings.ROOT / "templates" / name).read_text(encoding="utf-8")
    if text not in given:
        raise LookupError(f"{name} does not hold {text}; the control needs another place")
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text(given.replace(text, fault), encoding="utf-8")
    engine = settings.TEMPLATES[0]
    with override_settings(TEMPLATES=[engine | {"DIRS": [folder, *engine["DIRS"]]}]):
        yield


def run(size: str, seed: int) -> Outcome:
    began, chance = time.monotonic(), random.Random(seed)
    texts = payloads(SIZES[size], chance)
    with tempfile.TemporaryDirectory(prefix="tte-r13-") as name, staged(Path(name) / "kept") as world:
        planted, refused = plant(texts)
        forget()
        relay_all()
        rebuild_search()
        rounds = 1 if size == "quick" else 3
        with browser_page(world) as looking:
            cells = [cell for _ in range(rounds) for cell in readers(size, chance)]
            for cell in cells:
                look(looking, cell)
            faults, seen, opened = looking.violations, looking.shown, looking.pages
            looking.violations = []
            with title_called_safe(Path(name) / "faulty"):
                for cell in [each for each in readers("full", chance) if each.route == "contracts:contract"]:
                    look(looking, cell)
            control = len(looking.violations)
    faults += [] if seen else ["no page showed a payload"]
    figures = {"texts": len(texts), "planted": planted, "fields kept free by a constraint": len(refused)}
    figures |= {f"kept free {place}": each for place, each in enumerate(refused)}
    figures |= {"pages": opened, "answers": looking.answers, "payloads shown": seen, "title called safe": control}
    figures["seconds"] = round(time.monotonic() - began, 1)
    return Outcome("r13", seed, opened, control > 0, faults, figures)
