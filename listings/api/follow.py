"""Following a listing, for programs that act for a person."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from listings.models import Follow, Listing
from listings.permissions.question import can_follow_listing, can_follow_listings
from listings.selectors.follow import followed_by, follows
from listings.selectors.listing import listings
from listings.services.follow import follow_listing, unfollow_listing
from tte.common.api import Door
from tte.common.api_verbs import listed


class FollowSerializer(serializers.Serializer):
    listing = serializers.CharField()
    follows = serializers.BooleanField()


class FollowedSerializer(serializers.ModelSerializer):
    listing = serializers.CharField(source="listing.code")
    state = serializers.CharField(source="listing.state")

    class Meta:
        model = Follow
        fields = ("listing", "state", "followed_at")


class FollowsDoor(Door):
    door = staticmethod(can_follow_listings)
    get = listed(followed_by, FollowedSerializer, operation_id="follows_list", says="What the person follows.")


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
