from django.db import transaction
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.casework.models import Case, CaseNote
from tte.casework.permissions import can_note_case
from tte.casework.services.reasons import refuse_wordless
from tte.common.clock import now
from tte.common.errors import PermissionRefused


@transaction.atomic
def write_note(*, case: Case, text: str, by: Actor) -> CaseNote:
    """A word for the people of the office alone; it stays as it is."""
    if not can_note_case(by, case):
        raise PermissionRefused(_("Only the people who work this case write notes on it"))
    refuse_wordless(text, _("Write what a colleague should know"))
    return CaseNote.objects.create(case=case, text=text.strip(), written_by=by.user, written_at=now())
