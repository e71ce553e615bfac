"""Filing in one command, for programs: draft, fill in, file, all or nothing, once per request key."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from contracts.models import Contract
from contracts.services.contract import ItemRow, draft_contract, file_contract, save_draft
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import is_code
from tte.common.errors import DomainError
from tte.common.requests import once

LISTS = {
    "contract_type": CodeList.CONTRACT_TYPE,
    "licence_mode": CodeList.LICENCE_MODE,
    "ip_type": CodeList.IP_TYPE,
    "field": CodeList.TECHNOLOGY_FIELD,
    "objective": CodeList.OBJECTIVE,
    "plan_source": CodeList.PLAN_SOURCE,
    "payment_method": CodeList.PAYMENT_METHOD,
}


class UnknownCode(DomainError):
    code = "unknown_code"


@transaction.atomic
def file_new_contract(
    *,
    buyer: Organisation,
    upload: UploadedFile,
    items: Sequence[ItemRow],
    fields: dict[str, Any],
    request_key: str,
    by: Actor,
) -> Contract:
    """Draft and file at once; a refusal leaves nothing. The same request sent again gives the contract it made."""

    def act() -> Contract:
        _refuse_unknown_codes(fields)
        contract = draft_contract(buyer=buyer, by=by)
        contract = save_draft(contract=contract, by=by, items=items, upload=upload, **fields)
        return file_contract(contract=contract, by=by)

    content = hashlib.sha256()
    for chunk in upload.chunks():
        content.update(chunk)
    upload.seek(0)
    body = {"buyer": buyer.pk, "items": [dict(item) for item in items], "document": content.hexdigest(), **fields}
    scope = f"contract.file:{by.acting_for.pk}"
    return once(scope=scope, key=request_key, command="contract.file", body=body, act=act, made=Contract)


def _refuse_unknown_codes(fields: dict[str, Any]) -> None:
    for name, code_list in LISTS.items():
        code = fields.get(name, "")
        if code and not is_code(code_list, code):
            raise UnknownCode(_("%(given)s is not in the list"), field=name, given=code)
