"""What becomes of a listing, for the exchange's and the seller's own systems: the acts of the desk of its page."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api.listing import ListingSerializer
from listings.enums import ProposalKind, Regime, SaleResult
from listings.forms.notice import (
    AskChangeForm,
    AskRelistingForm,
    AskSaleAgainForm,
    AskSuspensionForm,
    BuyerForm,
    ResumeForm,
    ResumeSaleForm,
    SaleForm,
    SuspendForm,
    TerminateForm,
    WithdrawForm,
)
from listings.models import Listing, Proposal
from listings.permissions import can_decide_proposal, can_govern_listing, can_propose, can_see_notice
from listings.selectors.listing import listings
from listings.selectors.outside_sale import kept_sale, may_move_sale
from listings.selectors.proposal import proposals, proposals_of, term_texts
from listings.services.ending import terminate_listing, withdraw_listing
from listings.services.outside_sale import name_buyer, record_sale
from listings.services.proposal import decline_proposal, grant_proposal, propose
from listings.services.suspension import resume_listing, suspend_listing
from tte.common.api import AFTER, Door, part_after
from tte.common.forms import ActionForm

ASKED: dict[str, type[ActionForm]] = {
    ProposalKind.SUSPENSION: AskSuspensionForm,
    ProposalKind.CHANGE: AskChangeForm,
    ProposalKind.WITHDRAWAL: WithdrawForm,
    ProposalKind.RELISTING: AskRelistingForm,
}


class GroundedShape(serializers.Serializer):
    reason_code = serializers.CharField(max_length=10, help_text="A code of the list of grounds for this act")
    text = serializers.CharField(max_length=2000, default="", allow_blank=True, help_text="Words of the announcement")


class WordsShape(serializers.Serializer):
    text = serializers.CharField(max_length=2000, default="", allow_blank=True, help_text="Words of the announcement")


class SaleTermsShape(serializers.Serializer):
    auctioneer = serializers.CharField(max_length=200, required=False, help_text="Of an auctioneer's sale")
    licence_number = serializers.CharField(max_length=60, required=False)
    viewing_place = serializers.CharField(max_length=300, required=False)
    viewing_from = serializers.DateTimeField(required=False)
    viewing_until = serializers.DateTimeField(required=False)
    sale_place = serializers.CharField(max_length=300, required=False)
    sale_at = serializers.DateTimeField(required=False)


class ResumeShape(SaleTermsShape, WordsShape):
    """What is not sent of a sale stays as it was announced."""


class ProposalShape(SaleTermsShape):
    """A further sale of an auctioneer is stated in full."""

    kind = serializers.ChoiceField(choices=ProposalKind.choices)
    reason_code = serializers.CharField(max_length=10, required=False, help_text="For a suspension or a withdrawal")
    text = serializers.CharField(max_length=2000)
    price = serializers.DecimalField(max_digits=16, decimal_places=2, required=False, help_text="The new price")
    payment_terms_zh = serializers.CharField(max_length=1000, required=False, help_text="Not sent: as published")
    payment_terms_en = serializers.CharField(max_length=2000, required=False, help_text="Not sent: as published")
    buyer_conditions_zh = serializers.CharField(max_length=1000, required=False, help_text="Not sent: as published")
    buyer_conditions_en = serializers.CharField(max_length=2000, required=False, help_text="Not sent: as published")
    evidence = serializers.FileField(required=False, help_text="The paper of its approval")


class BuyerShape(serializers.Serializer):
    buyer_name = serializers.CharField(max_length=200, help_text="Name or number as it is registered here")
    related_party = serializers.BooleanField(default=False, help_text="An inventor, or tied to one")


class SaleShape(serializers.Serializer):
    result = serializers.ChoiceField(choices=SaleResult.choices)
    price = serializers.DecimalField(max_digits=16, decimal_places=2, required=False)
    buyer_name = serializers.CharField(max_length=200, default="", allow_blank=True)
    related_party = serializers.BooleanField(default=False, help_text="The buyer is an inventor, or tied to one")
    text = serializers.CharField(max_length=2000, default="", allow_blank=True, help_text="Words of the announcement")


class ProposalAnswerShape(serializers.Serializer):
    grant = serializers.BooleanField()
    answer = serializers.CharField(max_length=2000, default="", allow_blank=True)


class ProposalSerializer(serializers.ModelSerializer):
    listing = serializers.CharField(source="listing.code")

    class Meta:
        model = Proposal
        fields = (
            *("pk", "listing", "kind", "state", "reason_code", "text", "price", "terms"),
            *("asked_at", "approved_at", "answer", "decided_at"),
        )


class ProposalPage(serializers.Serializer):
    results = ProposalSerializer(many=True)
    next = serializers.IntegerField(allow_null=True)


def whole() -> QuerySet[Listing]:
    return listings().prefetch_related("achievement__ip_rights", "announcements")


def filled(form: ActionForm) -> dict[str, Any]:
    """What the form of the page makes of it; what is wrong is answered by field."""
    if not form.is_valid():
        raise ValidationError(form.errors)
    return form.cleaned_data


class ListingAct(Door):
    """One act on a listing, through the form and the service of the page."""

    form: type[ActionForm]
    service: Callable[..., Any]

    def act(self, request: Request, code: str) -> Response:
        listing = self.thing(listings(), code=code)
        given = filled(self.filled_in(listing, request.data if isinstance(request.data, dict) else {}))
        type(self).service(listing=listing, by=request.actor, **given)
        return Response(ListingSerializer(whole().get(pk=listing.pk)).data)

    def filled_in(self, listing: Listing, sent: dict[str, Any]) -> ActionForm:
        return self.form(sent)


class SuspendDoor(ListingAct):
    door = staticmethod(can_govern_listing)
    form, service = SuspendForm, staticmethod(suspend_listing)

    @extend_schema(request=GroundedShape, responses=ListingSerializer)
    def post(self, request: Request, code: str) -> Response:
        """Suspend it on a ground; its notice rests and what is left of it is kept."""
        return self.act(request, code)


class ResumeDoor(ListingAct):
    door = staticmethod(can_govern_listing)
    form, service = ResumeForm, staticmethod(resume_listing)

    @extend_schema(request=ResumeShape, responses=ListingSerializer)
    def post(self, request: Request, code: str) -> Response:
        """Go on where it rested; the notice runs for the days that were left, a sale may get other hours."""
        return self.act(request, code)

    def filled_in(self, listing: Listing, sent: dict[str, Any]) -> ActionForm:
        if not may_move_sale(listing):
            return self.form(sent)
        return ResumeSaleForm(kept_sale(vars(listing.outside_sale)) | sent)


class TerminateDoor(ListingAct):
    door = staticmethod(can_govern_listing)
    form, service = TerminateForm, staticmethod(terminate_listing)

    @extend_schema(request=GroundedShape, responses=ListingSerializer)
    def post(self, request: Request, code: str) -> Response:
        """End it for good on a ground; deposits go back."""
        return self.act(request, code)


class WithdrawDoor(ListingAct):
    door = staticmethod(can_propose)
    form, service = WithdrawForm, staticmethod(withdraw_listing)

    @extend_schema(request=GroundedShape, responses=ListingSerializer)
    def post(self, request: Request, code: str) -> Response:
        """The seller takes it back, as long as nobody has paid a deposit; afterwards it asks the exchange."""
        return self.act(request, code)


class RecordSaleDoor(ListingAct):
    door = staticmethod(can_govern_listing)
    form, service = SaleForm, staticmethod(record_sale)

    @extend_schema(request=SaleShape, responses=ListingSerializer)
    def post(self, request: Request, code: str) -> Response:
        """Record what the auctioneer reports; sold to a buyer who is registered here, the sale is a deal at once."""
        return self.act(request, code)


class NameBuyerDoor(ListingAct):
    door = staticmethod(can_govern_listing)
    form, service = BuyerForm, staticmethod(name_buyer)

    @extend_schema(request=BuyerShape, responses=ListingSerializer)
    def post(self, request: Request, code: str) -> Response:
        """Name the buyer of a recorded sale, who has registered since: the sale becomes a deal."""
        return self.act(request, code)


class ProposalsDoor(Door):
    door = staticmethod(can_see_notice)

    @extend_schema(operation_id="listings_proposals", responses=ProposalPage, parameters=[AFTER])
    def get(self, request: Request, code: str) -> Response:
        """What the seller asked of the exchange, newest first, and the answers."""
        rows, following = part_after(request, proposals_of(self.thing(listings(), code=code)))
        return Response(ProposalPage({"results": rows, "next": following}).data)


class ProposeDoor(Door):
    door = staticmethod(can_propose)
    parser_classes = (JSONParser, MultiPartParser, FormParser)

    @extend_schema(request=ProposalShape, responses={201: ProposalSerializer})
    def post(self, request: Request, code: str) -> Response:
        """Ask the exchange to suspend, change, withdraw or list again."""
        listing = self.thing(listings(), code=code)
        shape = ProposalShape(data=request.data)
        shape.is_valid(raise_exception=True)
        given = dict(shape.validated_data)
        kind, upload = given.pop("kind"), given.pop("evidence", None)
        if kind == ProposalKind.CHANGE:
            given = {"price": listing.price} | term_texts(listing) | given
        again = kind == ProposalKind.RELISTING and listing.regime == Regime.AUCTION
        form = AskSaleAgainForm if again else ASKED[kind]
        cleaned = filled(form(given, {"evidence": upload} if upload else None))
        asked = propose(listing=listing, kind=kind, by=request.actor, **cleaned)
        return Response(ProposalSerializer(asked).data, status=status.HTTP_201_CREATED)


class DecideProposalDoor(Door):
    door = staticmethod(can_decide_proposal)

    @extend_schema(request=ProposalAnswerShape, responses=ProposalSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Grant what the seller asked, which carries it out, or decline it.

        Where two people decide, the first grant leaves it `asked` with `approved_at`; that of a second carries it out.
        """
        proposal = self.thing(proposals(), pk=pk)
        shape = ProposalAnswerShape(data=request.data)
        shape.is_valid(raise_exception=True)
        service = grant_proposal if shape.validated_data["grant"] else decline_proposal
        decided = service(proposal=proposal, answer=shape.validated_data["answer"], by=request.actor)
        return Response(ProposalSerializer(decided).data)
