"""P5: pages against the floor, a view with one indexed query behind the same middleware and with the same session.

Server time: from the request in WSGI's hands to the last byte, in this process, so neither sockets nor the one who asks
are in it. Every page is told beside its statements and its size, gzipped. Lists are asked with 1, 20 and 200 rows.
"""

import gzip
import io
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from bench.figures import Figure, in_turn, median_of, say
from bench.market import people, sources, upload
from bench.plans import told
from bench.register import load_contracts
from bench.stock import load_listings
from bench.texts import texts
from listings.models import Listing
from listings.services.bid import place_bid
from tests.factories.accounts import make_actor
from tests.factories.bidding import make_agent, running_auction
from tests.factories.contracts import Cast, ContractFactory, filed_contract
from tests.factories.listings import audited_achievement, make_auditor
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.accounts.models import User
from tte.casework.models import Case
from tte.feed.relay import relay_all
from tte.search.follower import catch_up, rebuild
from tte.statistics.follower import StatisticsFollower

LISTINGS = {"smoke": 60, "medium": 100_000, "full": 1_000_000}
CONTRACTS = {"smoke": 200, "medium": 100_000, "full": 10_000_000}
CASES = {"smoke": (1, 3), "medium": (1, 20, 200), "full": (1, 20, 200)}
BIDS = {"smoke": 3, "medium": 60, "full": 60}
ASKED = {"smoke": 1, "medium": 60, "full": 60}
ROUNDS = {"smoke": 1, "medium": 7, "full": 7}
CHINESE = (
    "方法",
    "装置",
    "系统",
    "材料",
    "电池",
    "图像",
    "检测",
    "控制",
    "制备",
    "涂层",
    "传感器",
    "薄膜",
    "催化",
    "模型",
)
ENGLISH = ("method", "device", "system", "battery", "image", "sensor", "film", "control", "process", "composition")
TIMES_FLOOR, PAGE_MS, STATEMENTS, KILOBYTES = 6.0, 15.0, 8, 14.0


@dataclass(frozen=True)
class Place:
    """A page and who looks at it. Several `queries` are asked in turn."""

    name: str
    path: str
    reader: User | None = None
    language: str = "zh"
    queries: tuple[str, ...] = ("",)


class Inside:
    """The product as its server holds it, asked without a socket."""

    def __init__(self) -> None:
        self.application = get_wsgi_application()
        self.cookies: dict[int, str] = {}
        self.turn = 0

    def ask(self, place: Place) -> bytes:
        found: list[str] = []
        self.turn += 1
        body = self.application(self._environ(place), lambda status, headers: found.append(status))
        content = b"".join(body)
        body.close()
        if not found[0].startswith("200"):
            raise RuntimeError(f"{place.path}: {found[0]}")
        return content

    def statements(self, place: Place) -> int:
        with CaptureQueriesContext(connection) as caught:
            self.ask(place)
        return len(caught)

    def _environ(self, place: Place) -> dict:
        reader = place.reader
        if reader is not None and reader.pk not in self.cookies:
            client = Client(SERVER_NAME="localhost")
            client.force_login(reader)
            self.cookies[reader.pk] = (
                f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
            )
        return {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": place.path,
            "QUERY_STRING": place.queries[self.turn % len(place.queries)],
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_ACCEPT_LANGUAGE": place.language,
            "HTTP_COOKIE": self.cookies[reader.pk] if reader else "",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
        }


@override_settings(ROOT_URLCONF="bench.floor")
def run(size: str) -> list[Figure]:
    officer, auditor = people()
    found = texts(LISTINGS[size], size, officer)
    load_listings(found.rows, by=officer, exchange=auditor.organisation)
    load_contracts(CONTRACTS[size], batch=upload(sources("smoke")[0], officer), by=_registrar())
    say(f"  {LISTINGS[size]:,} listings ({found.origin}) and {CONTRACTS[size]:,} contracts")
    inside = Inside()
    reader = make_auditor()
    counts = growing_queue(inside, reader, CASES[size])
    pages = places(reader, BIDS[size])
    relay_all()
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    catch_up()
    StatisticsFollower().step()
    figures = [measured(size, inside, place) for place in pages]
    return [*figures, same_statements(counts)]


def _registrar() -> Actor:
    return make_actor(role=Role.REGISTRAR)


def growing_queue(inside: Inside, reader: Actor, sizes: tuple[int, ...]) -> dict[int, int]:
    """Statements of the audit queue with so many cases in it."""
    counts, made = {}, 0
    for size in sizes:
        while made < size:
            audited_achievement()
            made += 1
        queue = Place("queue", "/audit/", reader.user, queries=("view=all",))
        inside.ask(queue)  # what a process keeps, such as code lists, is there before anything is counted
        counts[size] = inside.statements(queue)
    return counts


def places(reader: Actor, bids: int) -> list[Place]:
    """The pages that are asked most, each as the one who uses it."""
    reference = Case.objects.filter(office=reader.organisation).earliest("pk").reference
    agents = [make_agent() for _ in range(3)]
    auction = running_auction(agents)
    for number in range(bids):
        least = auction.start_price + auction.increment * (number + 1)
        place_bid(auction_id=auction.pk, amount=Decimal(least), by=agents[number % 3], request_key=f"bench-{number}")
    cast = Cast(ContractFactory())
    filed_contract(cast)
    listing = Listing.objects.filter(code__startswith="BX", state="in_notice").order_by("pk").first()
    code = cast.contract.application_code
    room = f"/bidding/{auction.listing.code}/"
    return [
        Place("listing", f"/listings/{listing.code}/"),
        Place("search", "/search/", queries=tuple(urlencode({"q": word}) for word in CHINESE)),
        Place(
            "search-en", "/search/", None, "en", tuple(urlencode({"q": word, "state": "in_notice"}) for word in ENGLISH)
        ),
        Place("queue", "/audit/", reader.user, queries=("view=all",)),
        Place("case", f"/audit/{reference}/", reader.user),
        Place("registry", "/registry/", cast.registrar.user),
        Place("review", f"/registry/{code}/", cast.registrar.user),
        Place("room", room),
        Place("room-bidder", room, agents[0].user),
    ]


def measured(size: str, inside: Inside, place: Place) -> Figure:
    """The page and its floor in turn, and what else is asked of a page."""
    least = Place("floor", f"/floor/{Listing.objects.earliest('pk').code}/", place.reader, place.language)
    body = inside.ask(place)
    statements, floor_statements = inside.statements(place), inside.statements(least)
    say(f"  {place.name}, its dearest statements:\n{told(partial(inside.ask, place))}")
    kilobytes = len(gzip.compress(body, 6)) / 1024
    ratios, costs, ours_ms, floor_ms = [], [], [], []
    for number in range(ROUNDS[size]):
        ours, floor = in_turn(*([partial(inside.ask, each)] * ASKED[size] for each in (place, least)), number)
        ours_ms.append(1000 * ours.p(95))
        floor_ms.append(1000 * floor.p(95))
        ratios.append(ours.p(50) / floor.p(50))
        costs.append(ours.processor / floor.processor)
    ratio, spread = median_of(ratios)
    p95 = median_of(ours_ms)[0]
    short = "" if size == "smoke" else shortfall(place, p95, statements - floor_statements + 1, kilobytes)
    details = {"p95_ms": f"{p95:.1f}", "floor_p95_ms": f"{median_of(floor_ms)[0]:.1f}", "range": spread}
    details["processor_ratio"] = f"{median_of(costs)[0]:.1f}"
    details |= {"statements": f"{statements} (floor {floor_statements})", "kb": f"{kilobytes:.1f}"}
    return Figure(
        f"P5-{place.name}", ratio, TIMES_FLOOR if size != "smoke" else float("inf"), LISTINGS[size], details, short
    )


def shortfall(place: Place, p95: float, statements: int, kilobytes: float) -> str:
    """What a page misses. The statements are its own: those of session and actor stand in the floor as well."""
    if place.name == "listing" and p95 > PAGE_MS:
        return f"p95 is {p95:.1f} ms, {PAGE_MS:g} may be"
    if place.name == "listing" and statements > STATEMENTS:
        return f"{statements} statements, {STATEMENTS} may be"
    if place.name == "listing" and kilobytes > KILOBYTES:
        return f"{kilobytes:.1f} KB, {KILOBYTES:g} may be"
    return ""


def same_statements(counts: dict[int, int]) -> Figure:
    said = ", ".join(f"{rows} rows: {statements}" for rows, statements in counts.items())
    short = "" if len(set(counts.values())) == 1 else f"the queue asks more with more rows: {said}"
    return Figure("P5-statements", 1.0, 1.0, max(counts), {"queue": said.replace(" ", "_")}, short)
