"""Objections for programs: lodged by anybody, worked on by the exchange. Who lodged one is for the exchange alone."""

from typing import Any

import django_filters
from allauth.account.adapter import get_adapter
from django.db.models import QuerySet
from django.http import FileResponse
from django.utils.crypto import salted_hmac
from django.utils.datastructures import MultiValueDict
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request

from listings.api.checklist import AnswerToLine, LineSerializer, answers_sent, checklist
from listings.api.listing import OnListing
from listings.enums import ObjectionConclusion, ObjectionState
from listings.forms.objection import AskPapersForm, ConclusionForm, ObjectionForm, PapersForm
from listings.models import Listing, Objection, ObjectionFile
from listings.permissions.audit import can_audit_listings
from listings.permissions.objection import can_examine_objection, can_follow_objection, can_object, can_open_proof
from listings.selectors.objection import objections, objections_of_office, proofs
from listings.services.file_reading import log_reading
from listings.services.objection import conclude_objection, settle_withdrawn, withdraw_objection
from listings.services.objection_lodging import confirm_objection, lodge_objection
from listings.services.objection_paper import add_papers, ask_papers
from tte.accounts.actor import Actor
from tte.casework.services import claim_case, release_case
from tte.common.api import Door
from tte.common.api_verbs import act, cleaned, handed, listed, sent, shown
from tte.files.serving import serve


class ObjectionShape(serializers.Serializer):
    ground = serializers.CharField(max_length=10, help_text="A code of the list `objection_ground`")
    text = serializers.CharField(max_length=4000)
    name = serializers.CharField(max_length=120, required=False, help_text="Of somebody who is not signed in")
    email = serializers.EmailField(required=False, help_text="A link to confirm it is mailed there")
    evidence = serializers.ListField(child=serializers.FileField(), required=False, max_length=5)


class LodgedSerializer(serializers.ModelSerializer):
    """Of a visitor's objection the private link comes by mail alone."""

    listing = serializers.CharField(source="listing.code")

    class Meta:
        model = Objection
        fields: tuple[str, ...] = ("code", "listing", "state", "against", "ground", "text", "lodged_at")


class ObjectionSerializer(LodgedSerializer):
    """As the office works on it."""

    case_state = serializers.CharField(source="case.state")
    due_at = serializers.DateTimeField(source="case.due_at")
    claimed_by = serializers.CharField(source="case.claimed_by.name", default=None, allow_null=True)
    papers = serializers.SerializerMethodField()
    checklist = serializers.SerializerMethodField()

    class Meta(LodgedSerializer.Meta):
        fields = (
            *LodgedSerializer.Meta.fields,
            *("name", "email", "case_state", "due_at", "claimed_by", "papers", "published_text", "concluded_at"),
            "checklist",
        )

    def get_papers(self, objection: Objection) -> int:
        return objection.files.count()

    @extend_schema_field(LineSerializer(many=True))
    def get_checklist(self, objection: Objection) -> list[dict]:
        return checklist(objection.case if objection.is_undecided else None)


class OwnObjectionSerializer(LodgedSerializer):
    """As whoever lodged it reads it: everything but who works on it."""

    papers = serializers.SerializerMethodField()

    class Meta(LodgedSerializer.Meta):
        fields = (*LodgedSerializer.Meta.fields, "papers", "published_text", "concluded_at")

    def get_papers(self, objection: Objection) -> int:
        return objection.files.count()


class PaperSerializer(serializers.ModelSerializer):
    name = serializers.CharField(source="file.name")
    size = serializers.IntegerField(source="file.size")
    sha256 = serializers.CharField(source="file.sha256")

    class Meta:
        model = ObjectionFile
        fields = ("pk", "name", "size", "sha256", "added_at")


class AskedPapersShape(serializers.Serializer):
    text = serializers.CharField(max_length=2000, help_text="Which documents are missing")


class AddedPapersShape(serializers.Serializer):
    evidence = serializers.ListField(child=serializers.FileField(), max_length=5)


class QueuedObjection(LodgedSerializer):
    """As the queue shows it: its words are for whom the case is open to (R8-31)."""

    case_state = serializers.CharField(source="case.state")
    due_at = serializers.DateTimeField(source="case.due_at")

    class Meta(LodgedSerializer.Meta):
        fields = tuple(name for name in (*LodgedSerializer.Meta.fields, "case_state", "due_at") if name != "text")


class ConclusionOnObjection(serializers.Serializer):
    conclusion = serializers.ChoiceField(choices=ObjectionConclusion.choices)
    reason_code = serializers.CharField(max_length=10, required=False, help_text="Why it is not admitted")
    text = serializers.CharField(max_length=4000, default="", allow_blank=True)
    answers = AnswerToLine(many=True, default=list)


class ObjectionFilters(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=ObjectionState.choices)
    listing = django_filters.CharFilter(field_name="listing__code", max_length=20)

    class Meta:
        model = Objection
        fields: list[str] = []


def lodged(listing: Listing, request: Request) -> dict[str, Any]:
    """Who sent it is known by no more than a hash of the address."""
    files = MultiValueDict({"evidence": request.FILES.getlist("evidence")})
    form = ObjectionForm(sent(request), files, by=request.actor)
    address = get_adapter(request._request).get_client_ip(request._request)
    return cleaned(form) | {"sender": salted_hmac("listings.objection", address).hexdigest()}


def concluded(objection: Objection, request: Request) -> dict[str, Any]:
    return cleaned(ConclusionForm(sent(request), state=objection.state)) | {"answers": answers_sent(request)}


def added(objection: Objection, request: Request) -> dict[str, Any]:
    return cleaned(PapersForm(sent(request), MultiValueDict({"evidence": request.FILES.getlist("evidence")})))


def papers_of(objection: Objection) -> QuerySet[ObjectionFile]:
    return proofs().filter(objection=objection)


def evidence(paper: ObjectionFile, actor: Actor) -> FileResponse:
    log_reading(file=paper.file, matter=paper.objection, by=actor)
    return serve(paper.file)


class OnObjection(Door):
    rows, noun = staticmethod(objections), "objection"


class LodgeDoor(OnListing):
    door = staticmethod(can_object)
    parser_classes = (JSONParser, MultiPartParser, FormParser)
    post = act(
        lodge_objection,
        ObjectionShape,
        LodgedSerializer,
        reads=lodged,
        makes=Objection,
        says="Object to a listing in its notice, or to a result that was disclosed.",
    )


class ObjectionsDoor(Door):
    door = staticmethod(can_audit_listings)
    get = listed(
        objections_of_office,
        QueuedObjection,
        filters=ObjectionFilters,
        operation_id="objections_list",
        says="The objections of the acting office, newest first; the words of each are behind its own door.",
    )


class ObjectionDoor(OnObjection):
    door = staticmethod(can_examine_objection)
    get = shown(
        ObjectionSerializer,
        operation_id="objections_retrieve",
        says="One objection with who lodged it, for the exchange alone.",
    )


class ReleaseObjectionDoor(OnObjection):
    door = staticmethod(can_examine_objection)
    post = act(release_case, gives=ObjectionSerializer, on="case", says="Put its case back into the queue.")


class AskPapersDoor(OnObjection):
    door = staticmethod(can_examine_objection)
    post = act(
        ask_papers,
        AskedPapersShape,
        ObjectionSerializer,
        form=AskPapersForm,
        says="Ask for papers that are missing; a letter with the private link goes out.",
    )


class SettleDoor(OnObjection):
    door = staticmethod(can_examine_objection)
    post = act(settle_withdrawn, gives=ObjectionSerializer, says="Close the case of an objection that was withdrawn.")


class PapersDoor(OnObjection):
    door = staticmethod(can_examine_objection)
    get = listed(
        papers_of,
        PaperSerializer,
        operation_id="objections_papers",
        says="The papers that bear it out, newest first; for the exchange alone.",
    )


class PaperDoor(Door):
    door, rows = staticmethod(can_open_proof), staticmethod(proofs)
    get = handed(evidence, operation_id="objections_paper", says="One of them as a file.")


class OwnObjectionDoor(OnObjection):
    door = staticmethod(can_follow_objection)
    get = shown(
        OwnObjectionSerializer,
        operation_id="objections_own",
        says="Where it stands, for whoever has the private link; `token` is its last part.",
    )


class ConfirmDoor(OnObjection):
    door = staticmethod(can_follow_objection)
    post = act(confirm_objection, gives=OwnObjectionSerializer, says="Confirm it, as its letter asks; then it counts.")


class WithdrawObjectionDoor(OnObjection):
    door = staticmethod(can_follow_objection)
    post = act(withdraw_objection, gives=OwnObjectionSerializer, says="Take it back, as long as nothing is concluded.")


class AddPapersDoor(OnObjection):
    door = staticmethod(can_follow_objection)
    parser_classes = (MultiPartParser,)
    post = act(
        add_papers,
        AddedPapersShape,
        OwnObjectionSerializer,
        reads=added,
        says="Hand in papers, five at a time at the most.",
    )


class ClaimObjectionDoor(OnObjection):
    door = staticmethod(can_examine_objection)
    post = act(claim_case, gives=ObjectionSerializer, on="case", says="Take its case in hand.")


class ConcludeObjectionDoor(OnObjection):
    door = staticmethod(can_examine_objection)
    post = act(
        conclude_objection,
        ConclusionOnObjection,
        ObjectionSerializer,
        reads=concluded,
        says="Admit it or turn it away; once admitted, uphold or dismiss it. Everybody whom it touches is told.",
    )
