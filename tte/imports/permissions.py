from tte.accounts.actor import Actor, same_organisation
from tte.imports.kinds import KINDS, kinds_for
from tte.imports.models import Batch


def can_import(actor: Actor | None) -> bool:
    """Whoever may bring in at least one kind of file."""
    return bool(kinds_for(actor))


def can_open_batch(actor: Actor | None, batch: Batch) -> bool:
    """The people of its organisation who may import this kind."""
    kind = KINDS.get(batch.kind)
    return kind is not None and same_organisation(actor, batch.organisation_id) and kind.can_import(actor)
