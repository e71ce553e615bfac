"""The tables of the statistics pages for programs: same figures, same suppression."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from tte.common.api import PUBLIC, Door
from tte.statistics.enums import Side
from tte.statistics.filters import question_of
from tte.statistics.permissions import can_browse_statistics
from tte.statistics.selectors.market import Table, market
from tte.statistics.slices import DIMENSIONS, MOST_DIMENSIONS, Cell

STANDING = ["contract_class"]


class CellSerializer(serializers.Serializer):
    keys = serializers.ListField(child=serializers.CharField(allow_null=True), help_text="null is the total")
    contracts = serializers.IntegerField(allow_null=True, help_text="null where the figure is suppressed (R2-07)")
    turnover_fen = serializers.IntegerField(allow_null=True)
    technology_fen = serializers.IntegerField(allow_null=True)
    suppressed = serializers.BooleanField()


class MarketTableSerializer(serializers.Serializer):
    dimensions = serializers.ListField(child=serializers.CharField())
    year = serializers.IntegerField()
    region = serializers.CharField(allow_blank=True)
    side = serializers.ChoiceField(choices=Side.values)
    position = serializers.IntegerField(help_text="Every change up to this place of the feed is counted, none after")
    as_of = serializers.DateTimeField()
    cells = CellSerializer(many=True)


class MarketTable(Door):
    """Registered contracts of a year by up to three dimensions, with totals. Money in fen."""

    door = PUBLIC

    @extend_schema(
        operation_id="statistics_table",
        parameters=[
            OpenApiParameter("by", OpenApiTypes.STR, many=True, enum=sorted(DIMENSIONS), description="Up to three"),
            OpenApiParameter("year", OpenApiTypes.INT),
            OpenApiParameter("region", OpenApiTypes.STR, description="Four digits of the region list"),
            OpenApiParameter("side", OpenApiTypes.STR, enum=Side.values),
        ],
        responses=MarketTableSerializer,
    )
    def get(self, request: Request) -> Response:
        question = question_of(request.query_params)
        by = request.query_params.getlist("by") or STANDING
        if set(by) - DIMENSIONS.keys() or len(set(by)) != len(by) or len(by) > MOST_DIMENSIONS:
            raise serializers.ValidationError(
                {"by": [f"At most {MOST_DIMENSIONS} different ones of {sorted(DIMENSIONS)}"]}
            )
        found = market({"asked": question.slice(*by)}, full=can_browse_statistics(request.actor))
        table = found.tables["asked"]
        answer = {"dimensions": by, **question.stated, "position": found.position, "as_of": found.as_of}
        cells = [as_told(table, cell) for cell in table.cells.values()]
        return Response(MarketTableSerializer(answer | {"cells": cells}).data)


def as_told(table: Table, cell: Cell) -> dict[str, object]:
    suppressed = cell.keys in table.hidden
    figures = (None, None, None) if suppressed else (cell.n, cell.total_fen, cell.technology_fen)
    named = dict(zip(("contracts", "turnover_fen", "technology_fen"), figures, strict=True))
    return {"keys": list(cell.keys), "suppressed": suppressed, **named}
