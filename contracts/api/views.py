"""Filing, status and register for programs. The same predicates and services as the pages."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from contracts.api.serializers import ContractSerializer, FilingSerializer, RegisterPage
from contracts.permissions import can_draft_contract, can_view_contract, can_work_registry
from contracts.selectors.contract import contracts_with_parties
from contracts.selectors.register import register_of
from contracts.services.filing import file_new_contract
from tte.common.api import AFTER, KEY, Door, part_after, request_key


class ContractsDoor(Door):
    door = staticmethod(can_draft_contract)
    parser_classes = (MultiPartParser,)

    @extend_schema(request=FilingSerializer, responses={201: ContractSerializer}, parameters=[KEY])
    def post(self, request: Request) -> Response:
        """File a contract with the agency of the seller's region."""
        shape = FilingSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        given = dict(shape.validated_data)
        upload, buyer, items = given.pop("document"), given.pop("buyer"), given.pop("items", [])
        contract = file_new_contract(
            buyer=buyer, upload=upload, items=items, fields=given, request_key=request_key(request), by=request.actor
        )
        return Response(ContractSerializer(contract).data, status=status.HTTP_201_CREATED)


class ContractDoor(Door):
    door = staticmethod(can_view_contract)

    @extend_schema(responses=ContractSerializer)
    def get(self, request: Request, application_code: str) -> Response:
        """Where a contract stands; for its parties and its agency."""
        contract = self.thing(contracts_with_parties(), application_code=application_code)
        return Response(ContractSerializer(contract).data)


class RegisterDoor(Door):
    door = staticmethod(can_work_registry)

    @extend_schema(operation_id="register_list", responses=RegisterPage, parameters=[AFTER])
    def get(self, request: Request) -> Response:
        """The register of the acting agency, oldest first, a hundred at a time."""
        rows, following = part_after(request, register_of(request.actor.organisation), oldest_first=True)
        return Response(RegisterPage({"results": rows, "next": following}).data)
