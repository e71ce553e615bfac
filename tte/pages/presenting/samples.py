"""Invented rows for the page of parts. Nothing here is read from the database."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from listings.plates import GRAMMARS
from tte.common.parts import Facet, FacetValue, Link, Requirement, Station
from tte.common.states import LOOKS

FILLED = {"price": Decimal(2_750_000), "kind": "P", "right": "T", "clear": True, "fields_of_use": ["05"]}
MOMENT = datetime(2026, 11, 20, 6, 32, 7, tzinfo=UTC)
INKS = (
    "paper sheet sunk ink ink-2 ink-3 act act-wash seal seal-wash heed heed-wash fault fault-wash "
    "seq-1 seq-2 seq-3 seq-4 seq-5 seq-6 cat-1 cat-2 cat-3 cat-4 cat-5 cat-6"
)
TURNOVER = (("2015", "0.98"), ("2018", "1.77"), ("2020", "2.83"), ("2022", "4.78"), ("2023", "6.15"), ("2024", "6.84"))


def states() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    return ((str(looks.name), [(thing, state) for state in looks.of]) for thing, looks in LOOKS.items())


def life() -> list[Station]:
    day = MOMENT.date()
    return [
        Station(_("Disclosed"), day - timedelta(days=39), _("Researcher"), "done"),
        Station(_("Unit review"), day - timedelta(days=32), _("Transfer office"), "done"),
        Station(_("Listing notice"), day - timedelta(days=7), _("Exchange"), "done", official=True),
        Station(_("Bidding"), _("running"), _("4 bidders"), "now"),
        Station(_("Contract"), _("within 5 working days"), _("parties"), "todo"),
        Station(_("Result disclosed"), _("at least 5 working days"), _("Exchange"), "todo", official=True),
    ]


def stopped_life() -> list[Station]:
    day = MOMENT.date()
    return [
        Station(_("Submitted"), day - timedelta(days=18), _("Institution"), "done"),
        Station(_("Listing notice"), day - timedelta(days=14), _("Exchange"), "done", official=True),
        Station(_("Suspended"), day - timedelta(days=2), _("objection to the title"), "stop"),
        Station(_("Resumed or ended"), "", _("Exchange"), "todo", official=True),
    ]


def requirements() -> list[Requirement]:
    return [
        Requirement("done", _("Title and abstract")),
        Requirement("wrong", _("Correct the patent number"), "#id_title", "R4-20"),
        Requirement("open", _("Choose the basis of the price"), "#id_price", "R3-33"),
        Requirement("done", _("Maturity and evidence")),
    ]


def facet() -> Facet:
    rows = (
        (_("New materials"), 2214, 100, True),
        (_("Electronics"), 1862, 84, False),
        (_("Agriculture"), 296, 13, False),
    )
    return Facet(
        "field", _("Field"), [FacetValue(str(i), label, n, on, share) for i, (label, n, share, on) in enumerate(rows)]
    )


def parts() -> dict[str, object]:
    return {
        "inks": INKS.split(),
        "states": states(),
        "at": MOMENT,
        "soon": datetime.now(UTC) + timedelta(seconds=277),
        "now": datetime.now(UTC),
        "strip": ["past"] * 4 + ["today", "off", "off"] + ["open"] * 5,
        "short_strip": ["past"] * 5 + ["today", "off", "off", "open"],
        "price": Decimal(3_200_000),
        "large_price": Decimal(240_000_000),
        "life": life(),
        "stopped": stopped_life(),
        "requirements": requirements(),
        "facet": facet(),
        "chips": [Link(_("In notice"), "?"), Link(_("Due in two days or fewer"), "?")],
        "facts": [(_("Number"), "TX26-05-00318"), (_("Right offered"), _("Ordinary licence"))],
        "fields": list(GRAMMARS),
        "turnover": TURNOVER,
    }
