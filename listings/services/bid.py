"""The one door where lean SQL replaces the ORM: a bid arrives, then its lot takes a turn (docs/locking.md).

Arrival is a single statement in a transaction of its own: the trigger draws number and stamp under the lot's barrier.
A turn decides everything that arrived before its cut, in order of arrival, and writes it in one statement.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from listings.enums import AuctionState
from listings.lifecycles import AUCTION
from listings.models import Auction, Listing
from listings.permissions.stake import SELLERS
from listings.pricing.ascending import AscendingRules, Course, Verdict, judge, turned_away
from listings.selectors.bid import BidOutcome, outcome_of
from listings.services.bell import ring
from listings.services.stake import refuse_seller
from tte.accounts.actor import Actor
from tte.common.errors import DomainError, KeyReused
from tte.trail.services import advance

ARRIVE = """
INSERT INTO listings_bidintake (auction_id, bidder_id, placed_by_id, amount, request_key)
SELECT admission.auction_id, admission.bidder_id, member.user_id, %(amount)s, %(key)s
FROM listings_admission admission
JOIN accounts_membership member ON member.organisation_id = admission.bidder_id
JOIN accounts_user person ON person.id = member.user_id
WHERE admission.auction_id = %(lot)s AND member.id = %(membership)s AND member.user_id = %(person)s
  AND member.ended_at IS NULL AND person.is_active
  AND NOT EXISTS (
      SELECT FROM accounts_membership seller JOIN listings_listing listing ON listing.holder_id = seller.organisation_id
      JOIN listings_auction auction ON auction.listing_id = listing.id
      WHERE auction.id = admission.auction_id AND seller.user_id = person.id AND seller.ended_at IS NULL
        AND seller.role = ANY(%(sellers)s)
  )
  AND NOT EXISTS (
      SELECT FROM listings_takedown takedown JOIN listings_listing listing USING (achievement_id)
      JOIN listings_auction auction ON auction.listing_id = listing.id
      WHERE takedown.state = 'standing' AND auction.id = admission.auction_id
  )
ON CONFLICT (auction_id, bidder_id, request_key) DO NOTHING
RETURNING id
"""
SENT_BEFORE = "SELECT id, amount FROM listings_bidintake WHERE auction_id = %s AND bidder_id = %s AND request_key = %s"
TAKE_TURN = "SELECT decided, cut, at FROM listings_take_turn(%s, %s)"
LOT = """
SELECT id, state, start_price, increment, opens_at, closes_at, extension_window_seconds * interval '1 second',
       extension_seconds * interval '1 second', highest_amount, highest_bidder_id, bid_count, decided_to
FROM listings_auction WHERE id = %s
"""
RESTS = (AuctionState.SUSPENDED, AuctionState.CANCELLED)
UNDECIDED = """
SELECT id, bidder_id, placed_by_id, amount, arrived_at FROM listings_bidintake
WHERE auction_id = %s AND id > %s AND id < %s ORDER BY arrived_at, id
"""
WRITE_ROUND = """
WITH decided AS (
    SELECT * FROM unnest(%(intake)s::bigint[], %(accepted)s::boolean[], %(sequence)s::integer[], %(refusal)s::text[],
                         %(least)s::numeric[], %(closes_at)s::timestamptz[], %(people)s::bigint[],
                         %(bidders)s::bigint[], %(amounts)s::numeric[])
        AS row (intake, accepted, sequence, refusal, least, closes_at, person, bidder, amount)
), decisions AS (
    INSERT INTO listings_biddecision (intake_id, auction_id, cut, accepted, sequence, refusal, least, closes_at)
    SELECT intake, %(lot)s, %(cut)s, accepted, sequence, refusal, least, closes_at FROM decided
), trail AS (
    INSERT INTO trail_event (at, kind, subject_type, subject_key, user_key, organisation_key, data)
    SELECT clock_timestamp(), CASE WHEN accepted THEN 'auction.bid' ELSE 'auction.refuse_bid' END, 'listings.auction',
           %(lot)s, person, bidder, jsonb_build_object('intake', intake, 'amount', amount::text, 'sequence', sequence,
                                                       'refusal', refusal, 'closes_at', closes_at)
    FROM decided ORDER BY intake
)
UPDATE listings_auction SET closes_at = %(end)s, highest_amount = %(highest)s, highest_bidder_id = %(leader)s,
       bid_count = %(bids)s, decided_to = %(cut)s
WHERE id = %(lot)s AND decided_to = %(before)s
"""


class NotAdmitted(DomainError):
    code = "not_admitted"


class TurnBroken(RuntimeError):
    """Somebody decided this lot without its turn: the round is rolled back whole."""


@dataclass(frozen=True)
class Turn:
    """A turn of a lot: everything numbered below `cut` is visible, and whatever comes later is stamped after `at`."""

    decided: bool
    cut: int
    at: datetime


@dataclass(frozen=True)
class Lot:
    """The row of a bidding as a turn finds it, in the shape the arithmetic asks for."""

    pk: int
    state: str
    rules: AscendingRules
    course: Course
    leader: int | None
    decided_to: int


def place_bid(*, auction_id: int, amount: Decimal, request_key: str, by: Actor) -> BidOutcome:
    """Receive a bid and answer with its decision. The same request sent again gets the same answer."""
    intake = receive_bid(auction_id=auction_id, amount=amount, request_key=request_key, by=by)
    decide_bids(auction_id=auction_id, own=intake)
    return outcome_of(intake)


def receive_bid(*, auction_id: int, amount: Decimal, request_key: str, by: Actor) -> int:
    """Stamp a bid on arrival, from somebody of an admitted bidder who is no seller (R3-54), and return its number.

    Nothing shares its transaction: one autocommitted statement, which the server commits by itself, so that no pause of
    this process can hold the barrier.
    """
    with transaction.atomic(durable=True):
        pass  # raises inside an open transaction, sends nothing outside one
    given = {
        "lot": auction_id,
        "membership": by.membership.pk if by.membership else None,
        "person": by.user.pk,
        "amount": amount,
        "key": request_key,
        "sellers": SELLERS,
    }
    with connection.cursor() as cursor:
        cursor.execute(ARRIVE, given)
        arrived = cursor.fetchone()
        if arrived:
            return arrived[0]
        cursor.execute(SENT_BEFORE, [auction_id, by.organisation.pk if by.organisation else None, request_key])
        before = cursor.fetchone()
    if before is None:
        for listing in Listing.objects.filter(auction=auction_id).select_related("holder").order_by("pk"):
            refuse_seller(listing, by)
        raise NotAdmitted(_("Your organisation is not admitted to this bidding"))
    if before[1] != amount:
        raise KeyReused(_("This request was already sent with another amount"))
    return before[0]


def decide_bids(*, auction_id: int, own: int | None = None) -> None:
    """Decide every undecided bid of the lot in order of arrival, each once; nothing if `own` is decided."""
    with transaction.atomic():
        turn = take_turn(auction_id, own)
        accepted = 0 if turn.decided else decide_round(auction_id, turn)
    if accepted:
        ring(auction_id)


def take_turn(auction_id: int, own: int | None = None) -> Turn:
    """Wait for the lot's turn, which lasts until the transaction ends, and touch the barrier."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE_TURN, [auction_id, own])
        return Turn(*cursor.fetchone())


def decide_round(auction_id: int, turn: Turn) -> int:
    """Decide what lies below the cut and write the round in one statement; returns how many were accepted."""
    with connection.cursor() as cursor:
        cursor.execute(LOT, [auction_id])
        lot = _lot(cursor.fetchone())
        cursor.execute(UNDECIDED, [auction_id, lot.decided_to, turn.cut])
        bids = cursor.fetchall()
    if lot.state == AuctionState.SCHEDULED and turn.at >= lot.rules.opens_at:
        advance(Auction(pk=lot.pk, state=lot.state), "open", lifecycle=AUCTION, by=None)
    if not bids:
        return 0
    course, leader, verdicts = _judge_all(lot, bids)
    _write_round(lot, turn, bids, verdicts, course, leader)
    return course.bids - lot.course.bids


def _lot(row: tuple) -> Lot:
    pk, state, start, increment, opens_at, closes_at, window, extension, highest, leader, count, decided_to = row
    rules = AscendingRules(start, increment, opens_at, window, extension)
    return Lot(pk, state, rules, Course(closes_at, highest, count), leader, decided_to)


def _judge_all(lot: Lot, bids: list[tuple]) -> tuple[Course, int | None, list[Verdict]]:
    course, leader, verdicts = lot.course, lot.leader, []
    for _intake, bidder, _person, amount, arrived_at in bids:
        at_rest = lot.state in RESTS
        verdict = turned_away(lot.rules, course) if at_rest else judge(lot.rules, course, amount, arrived_at)
        if verdict.accepted:
            course, leader = verdict.course, bidder
        verdicts.append(verdict)
    return course, leader, verdicts


def _write_round(
    lot: Lot, turn: Turn, bids: list[tuple], verdicts: list[Verdict], course: Course, leader: int | None
) -> None:
    given: dict[str, Any] = {
        "lot": lot.pk,
        "cut": turn.cut,
        "before": lot.decided_to,
        "end": course.closes_at,
        "highest": course.highest,
        "leader": leader,
        "bids": course.bids,
        "intake": [bid[0] for bid in bids],
        "bidders": [bid[1] for bid in bids],
        "people": [bid[2] for bid in bids],
        "amounts": [bid[3] for bid in bids],
        "accepted": [verdict.accepted for verdict in verdicts],
        "sequence": [verdict.course.bids if verdict.accepted else None for verdict in verdicts],
        "refusal": [verdict.refusal for verdict in verdicts],
        "least": [verdict.least for verdict in verdicts],
        "closes_at": [verdict.course.closes_at for verdict in verdicts],
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE_ROUND, given)
        if cursor.rowcount != 1:
            raise TurnBroken(f"lot {lot.pk} was decided by somebody else")
