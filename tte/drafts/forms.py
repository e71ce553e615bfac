"""`KeptForm`: a form whose typing is kept until it is carried out. A subclass names itself; that is all it takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_hex
from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.forms import ActionForm
from tte.drafts.models import Draft
from tte.drafts.selectors import drafts_in
from tte.drafts.services import keep_typing, let_go, take_typing
from tte.drafts.tickets import Ticket, read_ticket
from tte.drafts.values import TooMuchTyped, Values, kept_rows, raw_values, typed_values

KEPT: dict[str, type["KeptForm"]] = {}


class ActingForAnother(DomainError):
    """The form was opened for one organisation and sent while acting for another."""

    code = "acting_for_another"


@dataclass(frozen=True)
class Typing:
    """Where the typing of one form on one page stands."""

    ticket: Ticket
    tab: str
    version: int = 0
    saved_at: datetime | None = None
    restored: bool = False
    apart: bool = False


class KeptForm(ActionForm):
    """What is typed into it is kept. `kept_as` names it for good, `about` is the thing, `kept_rows` its form sets.

    Never for a question whose answer may have to leave no trace (R8-01).
    """

    kept_as: ClassVar[str]
    kept_rows: ClassVar[dict[str, type[forms.Form]]] = {}
    typing: Typing | None = None
    kept_values: Values | None = None

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if KEPT.setdefault(cls.kept_as, cls).__qualname__ != cls.__qualname__:
            raise TypeError(f"{cls} and {KEPT[cls.kept_as]} are kept under one name")

    def __init__(self, *args: Any, about: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = about

    @staticmethod
    def window_in(data: Mapping[str, Any]) -> tuple[str, int]:
        """The window a form was sent from, and the version that window had seen."""
        tab, base = str(data.get("kept_tab", "")), str(data.get("kept_version", ""))
        return tab if tab.isalnum() and len(tab) <= 32 else "", int(base) if base.isdecimal() and len(base) < 9 else 0

    @cached_property
    def sent_ticket(self) -> Ticket | None:
        return read_ticket(self.data.get("kept", ""))

    def carry_out(self, service: Callable[..., Any], **given: Any) -> bool:
        """As any act; what was typed is let go in the same transaction, and stays where the act is refused."""
        by: Actor = given["by"]

        @transaction.atomic
        def act(**wanted: Any) -> Any:
            self._refuse_other_actor(by)
            tab, base = self.window_in(self.data)
            page = self.sent_ticket.page if self.sent_ticket else ""
            draft = take_typing(form=self.kept_as, about=self.about, page=page, tab=tab, base=base, by=by)
            outcome = service(**wanted)
            let_go(draft=draft, tab=tab, at=now(), by=by)
            return outcome

        return super().carry_out(act, **given)

    def _refuse_other_actor(self, by: Actor) -> None:
        ticket = self.sent_ticket
        if ticket and (ticket.user, ticket.membership) != owner_of(by):
            raise ActingForAnother(
                _("This form was opened for another organisation than the one you act for now. Nothing has been sent.")
            )

    def rows(self, prefix: str) -> list[dict[str, object]] | None:
        """The rows of a form set as they were typed; nothing where no typing is kept."""
        return None if self.kept_values is None else kept_rows(self.kept_rows[prefix], self.kept_values, prefix)

    def show_again(self, values: Values) -> None:
        self.kept_values = values
        self.initial = self.initial | raw_values(type(self), values)


def owner_of(actor: Actor) -> tuple[int, int | None]:
    return actor.user.pk, actor.membership.pk if actor.membership else None


def recall(by: Actor, *given: KeptForm) -> None:
    """Before a page shows forms: a fresh one shows again what its person typed; a refused one has its typing kept."""
    rows = drafts_in(by, [(form.kept_as, form.about) for form in given])
    for form in given:
        _recall(by, form, rows.get((form.kept_as, form.about)))


def recalled(by: Actor, form: KeptForm) -> KeptForm:
    """The one form of a page, recalled."""
    recall(by, form)
    return form


def _recall(by: Actor, form: KeptForm, draft: Draft | None) -> None:
    tab, base = form.window_in(form.data)
    page = form.sent_ticket.page if form.sent_ticket and form.is_bound else ""
    ticket = Ticket(*owner_of(by), form.kept_as, form.about, page)
    form.typing = Typing(ticket, tab or token_hex(8), base)
    if form.is_bound:
        draft = _keep_refused(by, form) or draft
    elif draft is not None and draft.values:
        form.show_again(draft.values)
    if draft is not None:
        form.typing = replace(
            form.typing,
            version=base if form.typing.tab in draft.aside else draft.version,
            saved_at=draft.saved_at if draft.values else None,
            restored=not form.is_bound and bool(draft.values),
            apart=bool(draft.aside),
        )


def _keep_refused(by: Actor, form: KeptForm) -> Draft | None:
    """What came with a refused form is kept, so that it is there again whatever happens to the page of the refusal."""
    ticket, (tab, base) = form.sent_ticket, form.window_in(form.data)
    if ticket is None or not tab or (ticket.user, ticket.membership) != owner_of(by):
        return None
    try:
        values = typed_values(type(form), form.kept_rows, form.data)
    except TooMuchTyped:
        return None
    kept = keep_typing(form=form.kept_as, about=form.about, page=ticket.page, tab=tab, base=base, values=values, by=by)
    return kept.draft
