"""The undertakings of the seller as another system reads them before it gives them."""

from rest_framework import serializers

from listings.undertakings import Undertakings


class UndertakingsSerializer(serializers.Serializer):
    """What the seller undertakes with every listing (R3-34)."""

    version = serializers.IntegerField()
    clauses_zh = serializers.SerializerMethodField()
    clauses_en = serializers.SerializerMethodField()

    def get_clauses_zh(self, undertakings: Undertakings) -> list[str]:
        return undertakings.words("zh-hans")

    def get_clauses_en(self, undertakings: Undertakings) -> list[str]:
        return undertakings.words("en")
