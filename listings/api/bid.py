"""Biddings for programs: the public state, and the one door that takes bids, with the service of the page."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from listings.permissions.bidding import can_place_bids
from listings.selectors.auction import auction_number, public_state
from listings.selectors.bid import BidOutcome
from listings.services.bid import place_bid
from tte.common.api import PUBLIC, Door


class LogLineSerializer(serializers.Serializer):
    n = serializers.IntegerField(help_text="Number of the accepted bid, dense from 1")
    code = serializers.CharField()
    amount = serializers.DecimalField(max_digits=16, decimal_places=2)
    at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()


class BiddingState(serializers.Serializer):
    lot = serializers.IntegerField()
    code = serializers.CharField()
    state = serializers.CharField()
    highest = serializers.DecimalField(max_digits=16, decimal_places=2, allow_null=True)
    leader = serializers.CharField(allow_null=True)
    bids = serializers.IntegerField()
    start = serializers.DecimalField(max_digits=16, decimal_places=2)
    step = serializers.DecimalField(max_digits=16, decimal_places=2)
    least = serializers.DecimalField(max_digits=16, decimal_places=2)
    opens_at = serializers.DateTimeField()
    announced_close_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    server_time = serializers.DateTimeField()
    log = LogLineSerializer(many=True)


class BidSerializer(serializers.Serializer):
    amount = serializers.DecimalField(max_digits=16, decimal_places=2, min_value=0)
    request_key = serializers.CharField(max_length=64, help_text="The same key sent again gets the same answer")


class DecisionSerializer(serializers.Serializer):
    code = serializers.CharField(help_text="accepted, or why it was refused: not_open, closed, too_low, steps")
    detail = serializers.CharField()
    number = serializers.IntegerField(source="intake")
    amount = serializers.DecimalField(max_digits=16, decimal_places=2)
    arrived_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    least = serializers.DecimalField(max_digits=16, decimal_places=2)
    sequence = serializers.IntegerField(allow_null=True)


class BiddingDoor(Door):
    """A bidding as everybody may see it."""

    door = PUBLIC

    @extend_schema(responses=BiddingState)
    def get(self, request: Request, code: str) -> Response:
        lot = auction_number(code)
        if lot is None:
            raise Http404
        return Response(public_state(lot))


class BidsDoor(Door):
    """Bids of an admitted bidder: 201 when the bid stands, 409 when it was decided otherwise; both are final."""

    door = staticmethod(can_place_bids)

    @extend_schema(request=BidSerializer, responses={201: DecisionSerializer, 409: DecisionSerializer})
    def post(self, request: Request, code: str) -> Response:
        given = BidSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        lot = auction_number(code)
        if lot is None:
            raise Http404
        outcome = place_bid(auction_id=lot, by=request.actor, **given.validated_data)
        answered = status.HTTP_201_CREATED if outcome.accepted else status.HTTP_409_CONFLICT
        return Response(decision(outcome), status=answered)


def decision(outcome: BidOutcome) -> dict:
    body = DecisionSerializer(
        {
            "code": outcome.refusal or "accepted",
            "detail": outcome.sentence,
            "intake": outcome.intake,
            "amount": outcome.amount,
            "arrived_at": outcome.arrived_at,
            "closes_at": outcome.closes_at,
            "least": outcome.least,
            "sequence": outcome.sequence,
        }
    )
    return body.data
