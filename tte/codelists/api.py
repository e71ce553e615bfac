"""The code lists for programs: read by anybody, on any day."""

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from tte.codelists.enums import Mark
from tte.codelists.forms import LookForm
from tte.codelists.models import Code, ListHead
from tte.codelists.selectors.lists import after_place, counted_lists, matching, place_of, spans, valid_on
from tte.common.api import PUBLIC, Door
from tte.common.clock import today

PAGE = 1000


class ListSerializer(serializers.Serializer):
    code = serializers.CharField(source="head.code")
    name_zh = serializers.CharField(source="head.name_zh")
    name_en = serializers.CharField(source="head.name_en")
    mark = serializers.ChoiceField(source="head.mark", choices=Mark.values)
    source_zh = serializers.CharField(source="head.source_zh", help_text="Empty where it stands in English only")
    source_en = serializers.CharField(source="head.source_en", help_text="Empty where it stands in Chinese only")
    licence_zh = serializers.CharField(source="head.licence_zh", help_text="Empty where it stands in English only")
    licence_en = serializers.CharField(source="head.licence_en", help_text="Empty where it stands in Chinese only")
    entries = serializers.IntegerField(help_text="Entries valid today")


class EntrySerializer(serializers.ModelSerializer):
    valid_to = serializers.DateField(allow_null=True, help_text="The last day; null while it has no end")
    licence_zh = serializers.CharField(help_text="Both empty where that of the list holds")
    predecessor = serializers.CharField(
        source="predecessor.code", default=None, allow_null=True, help_text="Code of the entry whose place it took"
    )

    class Meta:
        model = Code
        fields = (
            *("code", "parent_code", "name_zh", "name_en", "valid_from", "valid_to"),
            *("mark", "source_zh", "source_en", "licence_zh", "licence_en", "predecessor"),
        )


class ListsSerializer(serializers.Serializer):
    on = serializers.DateField()
    results = ListSerializer(many=True)


class EntriesSerializer(serializers.Serializer):
    list = serializers.CharField()
    on = serializers.DateField()
    next = serializers.CharField(allow_null=True, help_text="Give it as `after` for the next part")
    results = EntrySerializer(many=True)


class Lists(Door):
    """Every code list with source and licence."""

    door = PUBLIC

    @extend_schema(operation_id="codelists", responses=ListsSerializer)
    def get(self, request: Request) -> Response:
        day = today()
        rows = ListSerializer(counted_lists(day), many=True).data
        return Response({"on": day, "results": rows})


class Entries(Door):
    """The entries of a list valid on a day, up to 1,000 at once."""

    door = PUBLIC

    @extend_schema(
        operation_id="codelist_entries",
        parameters=[
            OpenApiParameter("on", OpenApiTypes.DATE, description="Valid on this day; today"),
            OpenApiParameter("parent", OpenApiTypes.STR, description="Only what hangs on this code"),
            OpenApiParameter("q", OpenApiTypes.STR, description="Beginning of the code, or part of a name"),
            OpenApiParameter("after", OpenApiTypes.STR, description="`next` of the part before"),
        ],
        responses=EntriesSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        if not ListHead.objects.filter(code=code).exists():
            raise Http404
        form = LookForm(request.query_params)
        if not form.is_valid():
            raise serializers.ValidationError(form.errors)
        asked = form.asked(today())
        found = valid_on(asked["day"]).filter(list=code).select_related("predecessor")
        if "parent" in request.query_params:
            found = found.filter(parent_code=asked["parent"])
        if asked["text"]:
            found = found.filter(matching(asked["text"]))
        rows = list(after_place(found, asked["after"])[: PAGE + 1])
        following = place_of(rows[PAGE - 1]) if len(rows) > PAGE else None
        results = EntrySerializer(rows[:PAGE], many=True).data
        return Response({"list": code, "on": asked["day"], "next": following, "results": results})


class Entry(Door):
    """Every entry that a code has been, the newest first."""

    door = PUBLIC

    @extend_schema(operation_id="codelist_entry", responses=EntrySerializer(many=True))
    def get(self, request: Request, code: str, entry: str) -> Response:
        found = spans(code, entry)
        if not found:
            raise Http404
        return Response(EntrySerializer(found, many=True).data)
