"""Certificates for programs: of one's own contracts, and whether one that somebody holds is genuine (R1-37)."""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from contracts.forms.review import VerifyForm
from contracts.models import Certificate
from contracts.permissions import can_view_certificate
from contracts.selectors.certificate import certificate_of, verified, verify_address
from contracts.selectors.contract import contracts_with_parties
from tte.common.api import PUBLIC, Door


class CertificateSerializer(serializers.ModelSerializer):
    number = serializers.CharField(source="registration.number")
    version = serializers.IntegerField(source="registration.version")
    registered_on = serializers.DateField(source="registration.registered_on")
    total_amount = serializers.DecimalField(source="registration.total_amount", max_digits=16, decimal_places=2)
    technology_amount = serializers.DecimalField(
        source="registration.technology_amount", max_digits=16, decimal_places=2
    )
    pdf = serializers.SerializerMethodField()
    verify = serializers.SerializerMethodField(help_text="Where everybody who holds it may verify it")

    class Meta:
        model = Certificate
        fields = (
            *("number", "version", "registered_on", "total_amount", "technology_amount"),
            *("check_value", "issued_at", "sha256", "pdf", "verify"),
        )

    def get_pdf(self, certificate: Certificate) -> str:
        code = certificate.registration.contract.application_code
        return settings.TTE_BASE_URL.rstrip("/") + reverse("contracts:certificate_pdf", args=[code])

    def get_verify(self, certificate: Certificate) -> str:
        return verify_address(certificate.registration.number, certificate.check_value)


class VerifiedSerializer(serializers.Serializer):
    number = serializers.CharField()
    contract_type = serializers.CharField()
    seller_zh = serializers.CharField()
    seller_en = serializers.CharField()
    registered_on = serializers.DateField()
    state = serializers.CharField()


class CertificateDoor(Door):
    door = staticmethod(can_view_certificate)

    @extend_schema(operation_id="contracts_certificate", responses=CertificateSerializer)
    def get(self, request: Request, application_code: str) -> Response:
        """The certificate of the newest version, once it is made; until then 404."""
        certificate = certificate_of(self.thing(contracts_with_parties(), application_code=application_code))
        if certificate is None:
            raise Http404
        return Response(CertificateSerializer(certificate).data)


class VerifyDoor(Door):
    door = PUBLIC

    @extend_schema(
        operation_id="certificates_verify",
        responses=VerifiedSerializer,
        parameters=[OpenApiParameter("number", str, required=True), OpenApiParameter("check", str, required=True)],
    )
    def get(self, request: Request) -> Response:
        """What a holder of number and check code may know; a wrong code and an unknown number are both 404."""
        form = VerifyForm(request.query_params)
        if not form.is_valid():
            raise ValidationError(form.errors)
        found = verified(**form.cleaned_data)
        if found is None:
            raise Http404
        return Response(VerifiedSerializer(found).data)
