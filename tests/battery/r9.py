"""R9: two organisations side by side. Whatever both do, in whatever order, no word of one reaches the other.

A hypothesis machine lets the people of two holders write (drafts, words, files, pictures, imports, kept typing, views,
organisations' own data) and read (lists, pages, search, exports, lists of the API, files, notices), their own and each
other's. Every text written bears a mark of its side. Oracle: no answer to one side, nor to a visitor, bears a mark of
the other; one's own marks are found again, so there is something to leak; a person whose role has ended meets, on the
next request, none of what the role opened. Controls: a page without its predicate; a list without its filter; a role
that does not end.
"""

import contextlib
import io
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from listings.api.achievement import AchievementsDoor, OwnAchievement
from listings.models import Achievement
from listings.views import achievement as achievement_views
from tests.battery.outcome import Outcome
from tests.battery.r8 import undone, without_predicate
from tests.battery.r8_world import World
from tests.battery.stage import staged
from tests.factories.accounts import make_actor
from tests.factories.listings import AchievementFactory, SecrecyDeclarationFactory
from tests.factories.notices import NoticeFactory
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.accounts.models import Membership
from tte.common.api_verbs import listed
from tte.common.clock import now
from tte.notices.models import Notice

SIDES = {"ours": ("author", "officer"), "theirs": ("researcher2", "officer2")}
OTHER = {"ours": "theirs", "theirs": "ours"}
STEPS = {"quick": (8, 40), "full": (250, 40)}  # examples, steps of each
LISTS = (
    *("listings:achievements", "listings:search", "contracts:contracts", "imports:batches", "notices:inbox"),
    *("longwork:jobs", "pages:desk", "pages:home", "api:achievements", "api:listings", "listings:deals"),
    *("listings:unit_review", "listings:kept_rooms", "drafts:back", "listings:catalogue", "listings:disclosures"),
)
EXPORTS = ("listings.mine", "contracts.mine", "listings.search", "listings.catalogue")
sides = st.sampled_from(sorted(SIDES))
people = st.integers(0, 1)
forms = st.sampled_from(("csv", "xlsx"))


@dataclass
class Run:
    """What the examples share: the world, and what was seen."""

    world: World
    steps: int = 0
    own: int = 0
    answers: int = 0
    number: int = 0


@dataclass
class Side:
    achievements: list[Achievement] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


class TwoSides(RuleBasedStateMachine):
    run: Run

    def __init__(self) -> None:
        super().__init__()
        self.undoing = contextlib.ExitStack()
        self.undoing.enter_context(undone())
        self.sides = {name: Side() for name in SIDES}

    def teardown(self) -> None:
        self.undoing.close()

    # --- writing

    def marked(self, side: str) -> str:
        """A word that nobody else has."""
        self.run.number += 1
        word = f"zq{'o' if side == 'ours' else 't'}{self.run.number:06}zq"
        self.sides[side].marks.append(word)
        return word

    def actor(self, side: str, person: int) -> Actor:
        return self.run.world.actors[SIDES[side][person]]

    def client(self, name: str) -> Client:
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        if name:
            client.cookies["sessionid"] = self.run.world.sessions[name]
        return client

    def post(self, side: str, person: int, door: str, arguments: list, words: dict) -> object:
        self.run.steps += 1
        return self.judge(side, self.client(SIDES[side][person]).post(reverse(door, args=arguments), words))

    @initialize()
    def both_have_something(self) -> None:
        for side in SIDES:
            self.begin(side)

    @rule(side=sides)
    def begin(self, side: str) -> None:
        author = self.actor(side, 0)
        secrecy = SecrecyDeclarationFactory(organisation=author.organisation, declared_by=author.user)
        made = AchievementFactory(secrecy=secrecy, title_zh=self.marked(side), abstract_zh=self.marked(side))
        self.sides[side].achievements.append(made)
        for door in ("achievement", "edit_achievement"):
            self.sides[side].addresses.append(reverse(f"listings:{door}", args=[made.code]))
        self.sides[side].addresses.append(reverse("api:achievement", args=[made.code]))
        self.run.steps += 1

    @rule(side=sides, pick=st.integers(0, 99))
    def attach(self, side: str, pick: int) -> None:
        if not (held := self.sides[side].achievements):
            return
        made, word = held[pick % len(held)], self.marked(side)
        upload = SimpleUploadedFile(f"{word}.txt", f"{self.marked(side)}\n".encode())
        words = {"upload": upload, "audience": "public", "description": self.marked(side)}
        self.post(side, 0, "listings:attach_file", [made.code], words)
        if newest := made.attachments.order_by("-pk").first():
            self.sides[side].addresses.append(reverse("listings:attachment", args=[newest.pk]))

    @rule(side=sides)
    def bring_in(self, side: str) -> None:
        table = f"code,name\n{self.marked(side)},{self.marked(side)}\n"
        upload = SimpleUploadedFile(f"{self.marked(side)}.csv", table.encode())
        answer = self.post(side, 1, "imports:new", [self.run.world.things["import_kind"]], {"upload": upload})
        if answer.status_code == 302:
            self.sides[side].addresses.append(answer["Location"])

    @rule(side=sides)
    def keep_a_view(self, side: str) -> None:
        words = {"name": self.marked(side), "query": f"q={self.marked(side)}"}
        self.post(side, 0, "lists:views", ["listings.mine"], words)
        self.sides[side].addresses.append(reverse("lists:views", args=["listings.mine"]))

    @rule(side=sides, person=people)
    def be_told(self, side: str, person: int) -> None:
        note = NoticeFactory(person=self.actor(side, person).user)
        Notice.objects.filter(pk=note.pk).update(context={name: self.marked(side) for name in note.context})
        self.run.steps += 1

    # --- reading

    def judge(self, side: str, answer: object) -> object:
        """No mark of the other side; `side` is empty for a visitor."""
        self.run.answers += 1
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer.status_code < 500, f"{answer.request['PATH_INFO']} answered {answer.status_code}"
        said = plainly(body) + answer.headers.get("Content-Disposition", "").encode()
        for name, one in self.sides.items():
            for word in one.marks:
                if word.encode() in said:
                    assert name == side, f"{answer.request['PATH_INFO']} told {side or 'a visitor'} a word of {name}"
                    self.run.own += 1
        return answer

    @rule(side=sides, person=people, door=st.sampled_from(LISTS))
    def read(self, side: str, person: int, door: str) -> None:
        self.run.steps += 1
        self.judge(side, self.client(SIDES[side][person]).get(reverse(door)))

    @rule(side=sides, person=people, pick=st.integers(0, 99), of=sides)
    def open(self, side: str, person: int, pick: int, of: str) -> None:
        """A page or a file, one's own or the other's."""
        if not (held := self.sides[of].addresses):
            return
        self.run.steps += 1
        for address in [held[pick % len(held)], *held[-4:]]:
            self.judge(side, self.client(SIDES[side][person]).get(address))

    @rule(pick=st.integers(0, 99), of=sides)
    def open_as_nobody(self, pick: int, of: str) -> None:
        if not (held := self.sides[of].addresses):
            return
        self.run.steps += 1
        self.judge("", self.client("").get(held[pick % len(held)]))

    @rule(side=sides, person=people, name=st.sampled_from(EXPORTS), form=forms)
    def export(self, side: str, person: int, name: str, form: str) -> None:
        self.run.steps += 1
        self.judge(side, self.client(SIDES[side][person]).get(reverse("lists:export", args=[name]), {"form": form}))

    @rule(side=sides, person=people, of=sides, pick=st.integers(0, 99))
    def search(self, side: str, person: int, of: str, pick: int) -> None:
        """For a title of the other side's. The question stands on the page that answers it, so the hits are counted."""
        if not (held := self.sides[of].achievements):
            return
        self.run.steps += 1
        client, word = self.client(SIDES[side][person]), held[pick % len(held)].title_zh
        found = client.get(reverse("api:listings"), {"q": word}).json()
        assert found["total"] == 0, f"search found what is not listed for {side}"

    # --- an end

    @rule(side=sides)
    def end_a_role(self, side: str) -> None:
        """Somebody who has just read a page of the role reads it no more."""
        self.run.steps += 1
        if not (held := self.sides[side].achievements):
            return
        one = make_actor(role=Role.OFFICER, organisation=self.actor(side, 0).organisation)
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        client.force_login(one.user)
        page = reverse("listings:achievement", args=[held[0].code])
        client.get(page)
        Membership.objects.filter(pk=one.membership.pk).update(ended_at=now(), ended_by=one.user)
        for address in (page, reverse("listings:unit_review"), reverse("contracts:contracts")):
            answer = client.get(address)
            assert answer.status_code in (302, 403, 404), f"{address} is open after the end of the role"
            self.judge("", answer)


def plainly(body: bytes) -> bytes:
    """Words without the places where a line may break; of a workbook, all that its parts hold."""
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return b"".join(book.read(name) for name in book.namelist())
    return body.replace(b"<wbr>", b"")


# --- the run ----------------------------------------------------------------------------------------------------------


def walk(world: World, number: int, examples: int, steps: int, shrinks: bool = True) -> tuple[Run, list[str]]:
    """The walk of the machine, and the shortest story in which it went wrong."""
    seen = Run(world)
    machine = type("TwoSidesHere", (TwoSides,), {"run": seen})
    phases = (Phase.generate, Phase.shrink) if shrinks else (Phase.generate,)
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    try:
        run_state_machine_as_test(seed(number)(machine), settings=chosen)
    except AssertionError as wrong:
        return seen, [str(wrong).splitlines()[0]]
    return seen, []


def role_without_end() -> contextlib.AbstractContextManager:
    """The membership of the person counts whatever has become of it."""
    return patch(
        "tte.accounts.middleware.running_memberships",
        lambda user: Membership.objects.filter(user=user).select_related("organisation").order_by("-pk"),
    )


def everybodys() -> contextlib.AbstractContextManager:
    """The list of one's own achievements without its filter."""
    rows = Achievement.objects.prefetch_related("listings").order_by("-pk")
    return patch.object(AchievementsDoor, "get", listed(lambda actor: rows.all(), OwnAchievement, says="All of them."))


def controls(world: World, number: int) -> Iterator[tuple[str, int]]:
    for name, fault in (
        ("page without its predicate", without_predicate(achievement_views.show)),
        ("list without its filter", everybodys()),
        ("role that does not end", role_without_end()),
    ):
        with fault:
            yield name, len(walk(world, number, 10, 50, shrinks=False)[1])


def run(size: str, number: int) -> Outcome:
    began = time.monotonic()
    examples, steps = STEPS[size]
    with tempfile.TemporaryDirectory(prefix="tte-r9-") as folder, staged(Path(folder)) as world:
        seen, violations = walk(world, number, examples, steps)
        faults = dict(controls(world, number))
    violations += [] if seen.own else ["nobody found a word of their own, so none could leak"]
    figures = {"steps": seen.steps, "answers": seen.answers, "own words found": seen.own, **faults}
    figures["seconds"] = round(time.monotonic() - began, 1)
    return Outcome("r9", number, seen.steps, all(faults.values()), violations, figures)
