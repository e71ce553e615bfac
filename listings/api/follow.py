"""Following a listing, for programs that act for a person."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from listings.models import Listing
from listings.permissions_question import can_follow_listing
from listings.selectors.follow import follows
from listings.selectors.listing import listings
from listings.services.follow import follow_listing, unfollow_listing
from tte.common.api import Door


class FollowSerializer(serializers.Serializer):
    listing = serializers.CharField()
    follows = serializers.BooleanField()


class FollowDoor(Door):
    door = staticmethod(can_follow_listing)

    @extend_schema(responses=FollowSerializer)
    def get(self, request: Request, code: str) -> Response:
        """Whether the person follows it."""
        return self._answer(self.thing(listings(), code=code))

    @extend_schema(request=None, responses=FollowSerializer)
    def put(self, request: Request, code: str) -> Response:
        """Follow it: what becomes of it is told. A second time changes nothing."""
        listing = self.thing(listings(), code=code)
        follow_listing(listing=listing, by=request.actor)
        return self._answer(listing)

    @extend_schema(responses=FollowSerializer)
    def delete(self, request: Request, code: str) -> Response:
        """Follow it no more. A second time changes nothing."""
        listing = self.thing(listings(), code=code)
        unfollow_listing(listing=listing, by=request.actor)
        return self._answer(listing)

    def _answer(self, listing: Listing) -> Response:
        is_following = follows(self.request.actor.user, listing)
        return Response(FollowSerializer({"listing": listing.code, "follows": is_following}).data)
