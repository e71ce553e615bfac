from tte.accounts.actor import Actor


def can_use_desk(actor: Actor | None) -> bool:
    return actor is not None
