"""People at their browsers, without the browser: signed-in sessions, the product's own forms, and a log of what was
answered. A request whose answer never came is sent again, the same body under the same key."""

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

import httpx

from tte.accounts.enums import Role

PEOPLE = {
    "researcher": ("seller", Role.RESEARCHER),
    "officer": ("seller", Role.OFFICER),
    "agent": ("buyer", Role.AGENT),
    "agent2": ("rival", Role.AGENT),
    "auditor": ("exchange", Role.AUDITOR),
    "finance": ("exchange", Role.FINANCE),
    "registrar": ("agency", Role.REGISTRAR),
    "reviewer": ("agency", Role.REVIEWER),
    "statistician": ("agency", Role.STATISTICIAN),
}
PASSWORD = "a-long-enough-phrase-7"  # the factories' word
PATIENCE = 240.0
LOST = (httpx.HTTPError, OSError)
AWAY = range(500, 600)


class Stuck(Exception):
    """Something that had to become true did not."""


class Refused(Stuck):
    """The product said no to what nobody had sent before."""


@dataclass
class Form:
    action: str
    name: str = ""
    fields: dict[str, str] = field(default_factory=dict)


class FormReader(HTMLParser):
    """The forms of a page with what their fields hold; a field may stand outside and name its form."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._open: Form | None = None
        self._text = ""
        self._select: dict[str, str] = {}
        self._loose: list[tuple[str, str, str]] = []
        self._elsewhere: list[tuple[str, str]] = []  # buttons that send their form to another door
        self.feed(page)
        for owner, name, value in self._loose:
            for form in self.forms:
                if form.name == owner:
                    form.fields[name] = value
        sent_elsewhere = [(form, door) for owner, door in self._elsewhere for form in self.forms if form.name == owner]
        self.forms += [Form(door, form.name, form.fields) for form, door in sent_elsewhere]

    def handle_starttag(self, tag: str, attrs: list) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Form(at.get("action", ""), at.get("id", ""))
            self.forms.append(self._open)
        elif tag == "input" and "name" in at:
            box = at.get("type") in ("checkbox", "radio")
            if at.get("type") not in ("submit", "file") and (not box or "checked" in at):
                self._put(at, at.get("value", "on" if box else ""))
        elif tag == "button" and "formaction" in at:
            self._elsewhere.append((at.get("form", self._open.name if self._open else ""), at["formaction"]))
        elif tag == "textarea" and "name" in at:
            self._text = at["name"]
            self._put(at, "")
        elif tag == "select":
            self._select = at
        elif tag == "option" and self._select.get("name"):
            if "selected" in at or not self._select.get("chosen"):  # the first, as long as none is marked
                self._put(self._select, at.get("value", ""))
            self._select["chosen"] = self._select.get("chosen") or "yes"

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = {}
        elif tag == "textarea":
            self._text = ""

    def handle_data(self, data: str) -> None:
        if self._text and self._open is not None:
            self._open.fields[self._text] = self._open.fields.get(self._text, "") + data

    def _put(self, at: dict[str, str], value: str) -> None:
        if "form" in at:
            self._loose.append((at["form"], at["name"], value))
        elif self._open is not None:
            self._open.fields[at["name"]] = value


@dataclass
class Sent:
    """One request that asked for a change, as its sender saw it. `status` 0: no answer came."""

    story: str
    act: str
    request: str
    called: float
    status: int = 0
    location: str = ""
    text: str = field(default="", repr=False)
    again: bool = False

    @property
    def acknowledged(self) -> bool:
        return self.status in (200, 201, 302)


class Exchange:
    """Everybody's sessions at one product, and the log that they share."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies: dict[str, httpx.Cookies] = {}
        self.sent: list[Sent] = []
        self.errors: list[str] = []
        self.lock = threading.Lock()

    def sign_in_everybody(self) -> None:
        for name in PEOPLE:
            with httpx.Client(base_url=self.url, timeout=60) as client:
                form = form_of(client.get("/account/login/").text, "/account/login/")
                body = form.fields | {"login": f"{name}@battery.example", "password": PASSWORD}
                answer = client.post("/account/login/", data=body)
                if answer.status_code != 302:
                    raise Stuck(f"{name} cannot sign in: {answer.status_code}")
                self.cookies[name] = client.cookies

    def note(self, sent: Sent) -> None:
        with self.lock:
            self.sent.append(sent)


def form_of(page: str, action: str, holding: str = "") -> Form:
    """The form that goes to `action` (a pattern) and holds the field named. Without an action one names the field."""
    for form in FormReader(page).forms:
        if re.search(action, form.action) and (not holding or holding in form.fields):
            return form
    raise Stuck(f"The page holds no form to {action!r}: {words_of(page)}")


class Person:
    """One role of one story: its own connections, the role's session."""

    def __init__(self, exchange: Exchange, role: str, story: str) -> None:
        self.exchange, self.role, self.story = exchange, role, story
        self.http = httpx.Client(base_url=exchange.url, cookies=exchange.cookies[role], timeout=60)

    def close(self) -> None:
        self.http.close()

    def read(self, path: str) -> httpx.Response:
        """A page, however long the product is away."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                answer = self.http.get(path)
                if answer.status_code not in AWAY:
                    return answer
            except LOST:
                pass
            if time.monotonic() > deadline:
                raise Stuck(f"{self.role} cannot read {path}")
            time.sleep(0.3)

    def wait_for(self, path: str, pattern: str, seconds: float = PATIENCE) -> re.Match:
        """Read again until the page says it."""
        deadline = time.monotonic() + seconds
        while not (found := re.search(pattern, self.read(path).text)):
            if time.monotonic() > deadline:
                raise Stuck(f"{self.role} waits at {path} for {pattern}")
            time.sleep(0.4)
        return found

    def send(self, act: str, path: str, body: dict, files: dict | None = None, again: bool = False) -> Sent:
        sent = Sent(self.story, act, f"{path} {sorted(body.items())}", time.time(), again=again)
        try:
            answer = self.http.post(path, data=body, files=files)
            if answer.status_code not in AWAY:
                sent.status, sent.location = answer.status_code, answer.headers.get("location", "")
                sent.text = answer.text
        except LOST:
            sent.status = 0
        self.exchange.note(sent)
        return sent

    def insist(
        self,
        act: str,
        path: str,
        body: dict,
        *,
        done: Callable[[], bool],
        files: dict | None = None,
        twice: bool = False,
    ) -> Sent:
        """Send the same body until an answer came; then, if `twice`, once more, as a client does that never saw the
        answer. A refusal of what was done already ends it too; the oracle tells of it."""
        deadline = time.monotonic() + PATIENCE
        cut = False
        while True:
            sent = self.send(act, path, body, files, again=cut)
            if sent.acknowledged or (cut and sent.status and done()):
                break
            if sent.status and not cut:
                raise Refused(f"{self.role} is refused {act} with {sent.status}: {words_of(sent.text)}")
            if time.monotonic() > deadline:
                raise Stuck(f"{self.role} gets no answer to {act}")
            cut = True
            time.sleep(0.4)
        if twice:
            self.send(act, path, body, files, again=True)
        return sent


def words_of(page: str) -> str:
    """What a refused page complains of, else how its main part begins."""
    main = page.partition("data-faults")[2] or page.partition("<main")[2] or page
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())[:300]
