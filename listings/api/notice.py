"""What becomes of a listing, for the exchange's and the seller's own systems: the acts of the desk of its page."""

from decimal import Decimal
from typing import Any

from django.http import FileResponse, Http404
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api.listing import ListingSerializer, OnListing
from listings.api.undertaking import UndertakingsSerializer
from listings.enums import ProposalKind, SaleResult
from listings.evidence.pack import ask_for_pack
from listings.forms.notice import BuyerForm, SaleForm, SuspendForm, TerminateForm, WithdrawForm, form_of
from listings.models import Listing, Proposal, WithdrawalCharge
from listings.permissions.notice import can_decide_proposal, can_govern_listing, can_open_evidence, can_open_notice
from listings.permissions.supply import is_seller
from listings.selectors.charge import charge_of
from listings.selectors.listing import listings
from listings.selectors.outside_sale import kept_sale, may_move_sale
from listings.selectors.proposal import proposals, proposals_of, term_texts
from listings.services.ending import terminate_listing, withdraw_listing
from listings.services.file_reading import log_reading
from listings.services.outside_sale import name_buyer, record_sale
from listings.services.proposal import decline_proposal, grant_proposal, propose
from listings.services.suspension import resume_listing, suspend_listing
from listings.undertakings import current_undertakings
from tte.accounts.actor import Actor
from tte.common.api import Door
from tte.common.api_verbs import act, cleaned, handed, listed, sent, shaped
from tte.files.serving import serve
from tte.longwork.api import WorkSerializer
from tte.longwork.models import Work


class GroundedShape(serializers.Serializer):
    reason_code = serializers.CharField(max_length=10, help_text="A code of the list of grounds for this act")
    text = serializers.CharField(max_length=2000, default="", allow_blank=True, help_text="Text of the announcement")


class WordsShape(serializers.Serializer):
    text = serializers.CharField(max_length=2000, default="", allow_blank=True, help_text="Text of the announcement")


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
    reason_code = serializers.CharField(
        max_length=10,
        required=False,
        help_text="Suspension, withdrawal: of `suspension_ground`; a withdrawal of `withdrawal_reason` is charged",
    )
    text = serializers.CharField(max_length=2000)
    price = serializers.DecimalField(max_digits=16, decimal_places=2, required=False, help_text="The new price")
    payment_terms_zh = serializers.CharField(max_length=1000, required=False, help_text="Not sent: as published")
    payment_terms_en = serializers.CharField(max_length=2000, required=False, help_text="Not sent: as published")
    buyer_conditions_zh = serializers.CharField(max_length=1000, required=False, help_text="Not sent: as published")
    buyer_conditions_en = serializers.CharField(max_length=2000, required=False, help_text="Not sent: as published")
    evidence = serializers.FileField(required=False, help_text="The paper of its approval")
    undertakings = serializers.IntegerField(
        min_value=1, required=False, help_text="Relisting: the version that was read and is given"
    )


class BuyerShape(serializers.Serializer):
    buyer_name = serializers.CharField(max_length=200, help_text="Name or number as it is registered here")
    related_party = serializers.BooleanField(default=False, help_text="An inventor, or tied to one")


class SaleShape(serializers.Serializer):
    result = serializers.ChoiceField(choices=SaleResult.choices)
    price = serializers.DecimalField(max_digits=16, decimal_places=2, required=False)
    buyer_name = serializers.CharField(max_length=200, default="", allow_blank=True)
    related_party = serializers.BooleanField(default=False, help_text="The buyer is an inventor, or tied to one")
    text = serializers.CharField(max_length=2000, default="", allow_blank=True, help_text="Text of the announcement")


class ProposalAnswerShape(serializers.Serializer):
    grant = serializers.BooleanField()
    answer = serializers.CharField(max_length=2000, default="", allow_blank=True)
    charge = serializers.DecimalField(
        max_digits=16,
        decimal_places=2,
        min_value=Decimal("0.01"),
        required=False,
        help_text="The first grant of a withdrawal after a deposit, for a reason of the seller's own (R3-43)",
    )
    charge_basis = serializers.CharField(max_length=1000, required=False, help_text="What the charge consists of")


class ChargeSerializer(serializers.ModelSerializer):
    """What the seller bears who withdraws after a deposit; due once the withdrawal is granted (R3-43)."""

    class Meta:
        model = WithdrawalCharge
        fields = ("amount", "basis", "stated_at", "received_at")


class ProposalSerializer(serializers.ModelSerializer):
    listing = serializers.CharField(source="listing.code")
    charge = serializers.SerializerMethodField()

    @extend_schema_field(ChargeSerializer(allow_null=True))
    def get_charge(self, proposal: Proposal) -> dict | None:
        charge = charge_of(proposal)
        return ChargeSerializer(charge).data if charge else None

    class Meta:
        model = Proposal
        fields = (
            *("pk", "listing", "kind", "state", "reason_code", "text", "price", "terms", "undertakings"),
            "charge",
            *("asked_at", "approved_at", "answer", "decided_at"),
        )


def resumed(listing: Listing, request: Request) -> dict[str, Any]:
    """Of a sale of an auctioneer what is not sent stays."""
    stands = kept_sale(vars(listing.outside_sale)) if may_move_sale(listing) else {}
    return cleaned(form_of("resume", listing)(stands | sent(request)))


def asked(listing: Listing, request: Request) -> dict[str, Any]:
    """Of a change what is not sent stays as published."""
    given = shaped(ProposalShape, request)
    kind = given.pop("kind")
    if kind == ProposalKind.CHANGE:
        given = {"price": listing.price} | term_texts(listing) | given
    form = form_of(f"ask_{kind}", listing)(given, request.FILES)
    return cleaned(form) | {"kind": kind}


def approval_paper(proposal: Proposal, actor: Actor) -> FileResponse:
    if proposal.evidence is None:
        raise Http404
    log_reading(file=proposal.evidence, matter=proposal.listing, by=actor)
    return serve(proposal.evidence)


def answer_proposal(*, proposal: Proposal, grant: bool, answer: str, by: Actor, **charged: Any) -> Proposal:
    if grant:
        return grant_proposal(proposal=proposal, answer=answer, by=by, **charged)
    return decline_proposal(proposal=proposal, answer=answer, by=by)


class OnProposal(Door):
    rows, noun = staticmethod(proposals), "proposal"


class SuspendDoor(OnListing):
    door = staticmethod(can_govern_listing)
    post = act(
        suspend_listing,
        GroundedShape,
        ListingSerializer,
        form=SuspendForm,
        says="Suspend it on a ground; its notice rests and what is left of it is kept.",
    )


class ResumeDoor(OnListing):
    door = staticmethod(can_govern_listing)
    post = act(
        resume_listing,
        ResumeShape,
        ListingSerializer,
        reads=resumed,
        says="Go on where it rested; the notice runs for the days that were left, a sale may get other hours.",
    )


class TerminateDoor(OnListing):
    door = staticmethod(can_govern_listing)
    post = act(
        terminate_listing,
        GroundedShape,
        ListingSerializer,
        form=TerminateForm,
        says="End it for good on a ground; deposits go back.",
    )


class WithdrawDoor(OnListing):
    door = staticmethod(is_seller)
    post = act(
        withdraw_listing,
        GroundedShape,
        ListingSerializer,
        form=WithdrawForm,
        says="The seller takes it back, as long as nobody has paid a deposit; afterwards it asks the exchange.",
    )


class RecordSaleDoor(OnListing):
    door = staticmethod(can_govern_listing)
    post = act(
        record_sale,
        SaleShape,
        ListingSerializer,
        form=SaleForm,
        says="Record what the auctioneer reports; sold to a buyer who is registered here, the sale is a deal at once.",
    )


class NameBuyerDoor(OnListing):
    door = staticmethod(can_govern_listing)
    post = act(
        name_buyer,
        BuyerShape,
        ListingSerializer,
        form=BuyerForm,
        says="Name the buyer of a recorded sale, who has registered since: the sale becomes a deal.",
    )


class ProposalsDoor(OnListing):
    door = staticmethod(can_open_notice)
    get = listed(
        proposals_of,
        ProposalSerializer,
        operation_id="listings_proposals",
        says="What the seller asked of the exchange, newest first, and the answers.",
    )


class EvidenceDoor(OnListing):
    door = staticmethod(can_open_notice)
    post = act(
        ask_for_pack,
        gives=WorkSerializer,
        makes=Work,
        answers=202,
        says="Have the evidence pack of the decision made (R3-06); `jobs/` says when its file is there.",
    )


class ProposeDoor(OnListing):
    door = staticmethod(is_seller)
    parser_classes = (JSONParser, MultiPartParser, FormParser)
    post = act(
        propose,
        ProposalShape,
        ProposalSerializer,
        reads=asked,
        makes=Proposal,
        says="Ask the exchange to suspend, change, withdraw or list again, the last with its own undertakings (R3-34).",
    )

    @extend_schema(operation_id="listings_undertakings", responses=UndertakingsSerializer)
    def get(self, request: Request, code: str) -> Response:
        """The undertakings that are to be read before they are given for a further listing."""
        self.thing(listings(), code=code)
        return Response(UndertakingsSerializer(current_undertakings()).data)


class ApprovalDoor(OnProposal):
    door = staticmethod(can_open_evidence)
    get = handed(
        approval_paper,
        operation_id="proposals_paper",
        says="The paper of the approval that came with it; 404 where none did.",
    )


class DecideProposalDoor(OnProposal):
    door = staticmethod(can_decide_proposal)
    post = act(
        answer_proposal,
        ProposalAnswerShape,
        ProposalSerializer,
        says="""Grant what the seller asked, which carries it out, or decline it.

        Where two people decide, the first grant leaves it `asked` with `approved_at`; the second carries it out. Of a
        charged withdrawal the first grant states the charge.""",
    )
