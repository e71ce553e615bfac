"""Listings for programs: the same search and the same public facts as the pages."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from listings.documents import FACETS
from listings.enums import AttachmentAudience
from listings.forms.search import question_of
from listings.models import Attachment, ExistingLicence, FirstRefusal, Listing, RightShare
from listings.permissions.supply import can_view_listing
from listings.selectors.listing import listings
from listings.selectors.objection import public_objections
from listings.selectors.public_record import (
    first_refusals_of,
    first_taker_name,
    intended_buyer_name,
    licences_of,
    owner_name,
    shares_of,
    shown_papers,
)
from listings.selectors.record import NONE_STATED
from listings.selectors.search import SORTS, found_listings
from tte.common.api import PUBLIC, Door
from tte.common.api_verbs import shown

QUERY = [
    OpenApiParameter("q", str, description="Words in Chinese or English, or a number"),
    OpenApiParameter("sort", str, enum=list(SORTS)),
    OpenApiParameter("after", int, description="How many results to pass over: `next` of the answer before"),
    OpenApiParameter("price_from", str),
    OpenApiParameter("price_to", str),
    *(OpenApiParameter(name, str, many=True, description="Repeat for several values") for name in FACETS),
]


class ListingSummary(serializers.Serializer):
    code = serializers.CharField()
    state = serializers.CharField()
    title_zh = serializers.CharField(source="achievement__title_zh")
    title_en = serializers.CharField(source="achievement__title_en")
    field = serializers.CharField(source="achievement__field")
    maturity = serializers.IntegerField(source="achievement__maturity", allow_null=True)
    maturity_13 = serializers.IntegerField(source="achievement__maturity_13", allow_null=True)
    right_offered = serializers.CharField()
    regime = serializers.CharField()
    price = serializers.DecimalField(max_digits=16, decimal_places=2)
    holder_zh = serializers.CharField(source="holder__name_zh")
    holder_en = serializers.CharField(source="holder__name_en")
    listed_at = serializers.DateTimeField()
    notice_ends_at = serializers.DateTimeField()


class ListingPage(serializers.Serializer):
    total = serializers.IntegerField()
    next = serializers.IntegerField(allow_null=True)
    position = serializers.IntegerField()
    as_of = serializers.DateTimeField()
    facets = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))
    results = ListingSummary(many=True)


class RightSerializer(serializers.Serializer):
    ip_type = serializers.CharField()
    number = serializers.CharField()
    expires_on = serializers.DateField(allow_null=True)


class AnnouncementSerializer(serializers.Serializer):
    code = serializers.CharField()
    kind = serializers.CharField()
    reason_code = serializers.CharField()
    text = serializers.CharField()
    before = serializers.DictField(child=serializers.CharField())
    after = serializers.DictField(child=serializers.CharField())
    announced_at = serializers.DateTimeField()


class FileSerializer(serializers.Serializer):
    """A file that everybody may take."""

    name = serializers.CharField(source="file.name")
    size = serializers.IntegerField(source="file.size")
    evidence = serializers.CharField()
    description = serializers.CharField()
    url = serializers.SerializerMethodField()

    def get_url(self, attachment: Attachment) -> str:
        return settings.TTE_BASE_URL.rstrip("/") + reverse("listings:attachment", args=[attachment.pk])


class OwnerSerializer(serializers.ModelSerializer):
    name = serializers.SerializerMethodField(help_text="Of a natural person the family name")

    def get_name(self, share: RightShare) -> str:
        return owner_name(share)

    class Meta:
        model = RightShare
        fields = ("owner", "name", "percent", "consented_on")


class StandingLicenceSerializer(serializers.ModelSerializer):
    """A licence that stands already and goes on (R3-36), without its licensee."""

    class Meta:
        model = ExistingLicence
        fields = ("mode", "territory", "granted_on", "ends_on", "note")


class FirstTakerSerializer(serializers.ModelSerializer):
    """Who may take it first (R3-52)."""

    name = serializers.SerializerMethodField(help_text="Of a natural person the family name")

    def get_name(self, refusal: FirstRefusal) -> str:
        return first_taker_name(refusal)

    class Meta:
        model = FirstRefusal
        fields = ("rank", "name", "ground")


class PublicObjection(serializers.Serializer):
    """What everybody may read of an objection: never who lodged it, never its papers."""

    code = serializers.CharField()
    state = serializers.CharField()
    ground = serializers.CharField()
    text = serializers.CharField()
    lodged_at = serializers.DateTimeField(source="at")
    concluded_at = serializers.DateTimeField(allow_null=True)


def _none_stated(name: str) -> serializers.BooleanField:
    return serializers.BooleanField(source=f"achievement.{name}", help_text="The holder states that there are none")


class ListingSerializer(serializers.ModelSerializer):
    achievement = serializers.CharField(source="achievement.code")
    title_zh = serializers.CharField(source="achievement.title_zh")
    title_en = serializers.CharField(source="achievement.title_en")
    abstract_zh = serializers.CharField(source="achievement.abstract_zh")
    abstract_en = serializers.CharField(source="achievement.abstract_en")
    field = serializers.CharField(source="achievement.field")
    maturity = serializers.IntegerField(source="achievement.maturity", allow_null=True)
    maturity_13 = serializers.IntegerField(
        source="achievement.maturity_13", allow_null=True, help_text="Where the thirteen-level scale was used instead"
    )
    holder = serializers.CharField(source="holder.code")
    holder_zh = serializers.CharField(source="holder.name_zh")
    holder_en = serializers.CharField(source="holder.name_en")
    exchange = serializers.CharField(source="exchange.code")
    rights = RightSerializer(source="achievement.ip_rights", many=True)
    owners = serializers.SerializerMethodField(help_text="Empty where the holder owns it alone")
    licences = serializers.SerializerMethodField()
    first_refusals = serializers.SerializerMethodField()
    risks_zh = serializers.CharField(source="achievement.risks_zh")
    risks_en = serializers.CharField(source="achievement.risks_en")
    no_licences = _none_stated("no_licences")
    no_first_refusals = _none_stated("no_first_refusals")
    no_buyer_conditions = _none_stated("no_buyer_conditions")
    no_risks = _none_stated("no_risks")
    previous = serializers.CharField(source="previous.code", default=None, allow_null=True)
    intended_buyer_name = serializers.SerializerMethodField(help_text="Of a natural person the family name")
    announcements = AnnouncementSerializer(many=True)
    later = serializers.SerializerMethodField(help_text="The listing that followed this one")
    suspended_until = serializers.SerializerMethodField(help_text="The longest it may rest")
    disclosure = serializers.SerializerMethodField(help_text="Of the result, once it is published")
    objections = serializers.SerializerMethodField()
    files = serializers.SerializerMethodField()

    def get_intended_buyer_name(self, listing: Listing) -> str:
        return intended_buyer_name(listing)

    def get_later(self, listing: Listing) -> str | None:
        later = listing.later.order_by("-pk").first()
        return later.code if later else None

    def get_suspended_until(self, listing: Listing) -> datetime | None:
        suspension = listing.suspensions.filter(ended_at=None).first()
        return suspension.due_at if suspension else None

    def get_disclosure(self, listing: Listing) -> str | None:
        disclosure = getattr(getattr(listing, "deal", None), "disclosure", None)
        return disclosure.code if disclosure and disclosure.published_at else None

    @extend_schema_field(OwnerSerializer(many=True))
    def get_owners(self, listing: Listing) -> list[dict]:
        return OwnerSerializer(shares_of(listing.achievement), many=True).data

    @extend_schema_field(StandingLicenceSerializer(many=True))
    def get_licences(self, listing: Listing) -> list[dict]:
        return StandingLicenceSerializer(licences_of(listing.achievement), many=True).data

    @extend_schema_field(FirstTakerSerializer(many=True))
    def get_first_refusals(self, listing: Listing) -> list[dict]:
        return FirstTakerSerializer(first_refusals_of(listing.achievement), many=True).data

    @extend_schema_field(PublicObjection(many=True))
    def get_objections(self, listing: Listing) -> list[dict]:
        return PublicObjection(public_objections(listing), many=True).data

    @extend_schema_field(FileSerializer(many=True))
    def get_files(self, listing: Listing) -> list[dict]:
        """None once the seller has withdrawn it, as on its page."""
        return FileSerializer(shown_papers(listing, AttachmentAudience.PUBLIC), many=True).data

    class Meta:
        model = Listing
        fields = (
            "code",
            "achievement",
            "state",
            "title_zh",
            "title_en",
            "abstract_zh",
            "abstract_en",
            "field",
            "maturity",
            "maturity_13",
            "holder",
            "holder_zh",
            "holder_en",
            "exchange",
            "rights",
            "owners",
            "licences",
            "first_refusals",
            "risks_zh",
            "risks_en",
            *NONE_STATED,
            "regime",
            "right_offered",
            "price",
            "price_basis",
            "increment",
            "deposit",
            "rule_set",
            "notice_rule_id",
            "listed_at",
            "notice_ends_at",
            "notice_provisional",
            "notice_length",
            "notice_minimum",
            "notice_unit",
            "intended_buyer_name",
            "related_party",
            "previous",
            "announcements",
            "later",
            "suspended_until",
            "disclosure",
            "objections",
            "files",
        )


class OnListing(Door):
    rows, noun = staticmethod(listings), "listing"


class ListingsDoor(Door):
    door = PUBLIC

    @extend_schema(operation_id="listings_search", parameters=QUERY, responses=ListingPage)
    def get(self, request: Request) -> Response:
        """The listings that are found by words and conditions, in the order of the page."""
        language = "en" if request.query_params.get("language") == "en" else "zh"
        found = found_listings(question_of(request.query_params), language)
        page = {
            "total": found.total,
            "next": found.following,
            "position": found.position,
            "as_of": found.as_of,
            "facets": found.facets,
            "results": found.rows,
        }
        return Response(ListingPage(page).data)


class ListingDoor(OnListing):
    door = staticmethod(can_view_listing)
    get = shown(
        ListingSerializer,
        operation_id="listings_retrieve",
        says="A listing as everybody may read it, whatever has become of it.",
    )
