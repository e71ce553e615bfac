"""Refusals: what a service says when it does not act. A refused act changes nothing."""

from django.utils.functional import Promise


class DomainError(Exception):
    """A sentence for people, a code for machines (its class's, or its own) and, where one field is to blame, its name.

    `DomainError(_("The next bid is at least %(least)s"), least=least)` keeps the named values beside the sentence.
    """

    code = "refused"
    field: str | None = None

    def __init__(
        self, message: str | Promise, *, code: str | None = None, field: str | None = None, **values: object
    ) -> None:
        super().__init__(message)
        self.message = message
        self.values = values
        self.code = code or self.code
        self.field = field or self.field

    def __str__(self) -> str:
        return str(self.message) % self.values if self.values else str(self.message)


class PermissionRefused(DomainError):
    code = "permission_refused"


class TransitionRefused(DomainError):
    code = "transition_refused"


class KeyReused(DomainError):
    """The same request key came with another body."""

    code = "key_reused"
