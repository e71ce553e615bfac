"""`KeptForm`: a form whose typing is kept until it is carried out. A subclass names itself; that is all it takes."""

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_hex
from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.forms import ActionForm
from tte.drafts.merging import Seen, fingerprint, fingerprints, read_seen
from tte.drafts.models import Draft
from tte.drafts.selectors import drafts_in, is_to_be_asked_for
from tte.drafts.services import TooManyDrafts, keep_typing, let_go, take_typing
from tte.drafts.tickets import Ticket, most_of, read_ticket
from tte.drafts.typists import NOBODY, Typist, Visitor, owner_of
from tte.drafts.values import TooMuchTyped, Values, as_data, kept_rows, raw_values, shown_texts, typed_values

KEPT: dict[str, type["KeptForm"]] = {}
VISITORS_ALONE: dict[str, tuple[str, ...]] = {}


class ActingForAnother(DomainError):
    """The form was opened for one organisation and sent while acting for another."""

    code = "acting_for_another"


@dataclass(frozen=True)
class Typing:
    """Where the typing of one form on one page stands; `asks`: a visitor's of a while ago, not shown."""

    ticket: Ticket
    tab: str
    version: int = 0
    saved_at: datetime | None = None
    restored: bool = False
    apart: bool = False
    asks: bool = False


class KeptForm(ActionForm):
    """What is typed into it is kept. `kept_as` names it for good, `about` is the thing, `kept_rows` its form sets.

    A form that changes a record says in `stands` what the record holds. Then it carries the fingerprints of that, and
    its service is given `seen`: it saves what was typed and refuses what was changed in the record meanwhile.
    A form that visitors fill in as well says in `visitors_alone` which of its fields only they do, and is made with its
    `visitor`. Never for a question whose answer may have to leave no trace (R8-01).
    """

    kept_as: ClassVar[str]
    kept_rows: ClassVar[dict[str, type[forms.Form]]] = {}
    typing: Typing | None = None
    kept_values: Values | None = None
    stands: Mapping[str, Any] = {}
    visitors_alone: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if KEPT.setdefault(cls.kept_as, cls).__qualname__ != cls.__qualname__:
            raise TypeError(f"{cls} and {KEPT[cls.kept_as]} are kept under one name")
        VISITORS_ALONE[cls.kept_as] = cls.visitors_alone

    def __init__(self, *args: Any, about: str = "", visitor: Visitor | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.about, self.visitor = about, visitor

    @staticmethod
    def window_in(data: Mapping[str, Any]) -> tuple[str, int]:
        """The window a form was sent from, and the version that window had seen."""
        tab, base = str(data.get("kept_tab", "")), str(data.get("kept_version", ""))
        return tab if tab.isalnum() and len(tab) <= 32 else "", int(base) if base.isdecimal() and len(base) < 9 else 0

    @cached_property
    def sent_ticket(self) -> Ticket | None:
        return read_ticket(self.data.get("kept", ""))

    @cached_property
    def made_with(self) -> Seen:
        """The fingerprints of the record this form was made with: as it stands, or as the form was sent with."""
        return read_seen(self.data.get("kept_seen", "")) if self.is_bound else fingerprints(self.stands)

    def said(self) -> Mapping[str, Any]:
        """What came with the form, by the names of `stands`."""
        return self.cleaned_data

    def seen(self) -> Seen:
        """What its person has seen of the record: what it was made with, and what was chosen of what changed since."""
        chosen = {name: self.data.get(f"settle_{name}", "") for name in self.stands}
        given = self.said()
        return self.made_with | {
            name: fingerprint(given[name]) if choice == "standing" else choice.removeprefix("mine-")
            for name, choice in chosen.items()
            if choice and name in given
        }

    def rows_label(self, prefix: str) -> str:
        """What the rows of a form set are called."""
        return prefix

    def take_in(self, fresh: "KeptForm") -> None:
        """Fields that its person left alone show what stands now, in a form that is shown again."""
        self.data = self.data.copy()
        for name, value in self.said().items():
            if name in self.fields and self.made_with.get(name) == fingerprint(value):
                self.data.setlist(name, shown_texts(fresh[name].value()))

    def carry_out(self, service: Callable[..., Any], **given: Any) -> bool:
        """As any act; what was typed is let go in the same transaction, and stays where the act is refused."""
        by: Typist | None = given["by"] or self.visitor
        if by is None:  # a visitor, for whom nothing is kept
            return super().carry_out(service, **given)

        @transaction.atomic
        def act(**wanted: Any) -> Any:
            self._refuse_other_actor(by)
            tab, base = self.window_in(self.data)
            page = self.sent_ticket.page if self.sent_ticket else ""
            draft = take_typing(form=self.kept_as, about=self.about, page=page, tab=tab, base=base, by=by)
            outcome = service(**wanted, **({"seen": self.seen()} if self.stands else {}))
            let_go(draft=draft, tab=tab, at=now(), by=by)
            return outcome

        return super().carry_out(act, **given)

    def _refuse_other_actor(self, by: Typist) -> None:
        ticket = self.sent_ticket
        if ticket and ticket.user != NOBODY and (ticket.user, ticket.membership) != owner_of(by):
            raise ActingForAnother(
                _("This form was opened for another organisation than the one you act for now. Nothing has been sent.")
            )

    def rows(self, prefix: str) -> list[dict[str, object]] | None:
        """The rows of a form set as they were typed; nothing where no typing is kept."""
        return None if self.kept_values is None else kept_rows(self.kept_rows[prefix], self.kept_values, prefix)

    def show_again(self, values: Values, seen: Seen) -> None:
        """Show what was typed; a field that was left alone shows what stands now."""
        self.kept_values = values
        raw = raw_values(type(self), values)
        if seen:
            alone = self._left_alone(values, seen)
            raw = {name: value for name, value in raw.items() if name not in alone}
            self.made_with |= {name: mark for name, mark in seen.items() if name not in alone}
        self.initial = self.initial | raw

    def _left_alone(self, values: Values, seen: Seen) -> set[str]:
        twin = copy(self)
        twin.data, twin.is_bound, twin._errors, twin._bound_fields_cache = as_data(values), True, None, {}
        twin.full_clean()
        return {name for name, value in twin.said().items() if seen.get(name) == fingerprint(value)}


def recall(by: Typist, *given: KeptForm) -> None:
    """Before a page shows forms: a fresh one shows again what its person typed; a refused one has its typing kept."""
    rows = drafts_in(by, [(form.kept_as, form.about) for form in given])
    for form in given:
        _recall(by, form, rows.get((form.kept_as, form.about)))


def recalled(by: Typist, form: KeptForm) -> KeptForm:
    """The one form of a page, recalled."""
    recall(by, form)
    return form


def _recall(by: Typist, form: KeptForm, draft: Draft | None) -> None:
    tab, base = form.window_in(form.data)
    page = form.sent_ticket.page if form.sent_ticket and form.is_bound else ""
    ticket = Ticket(*owner_of(by), form.kept_as, form.about, page)
    form.typing = Typing(ticket, tab or token_hex(8), base)
    if form.is_bound:
        draft = _keep_refused(by, form) or draft
    asks = draft is not None and not form.is_bound and draft.has_text and is_to_be_asked_for(draft)
    if draft is not None and draft.values and not form.is_bound and not asks:
        form.show_again(draft.values, draft.seen)
    if draft is not None:
        form.typing = replace(
            form.typing,
            version=base if form.typing.tab in draft.aside else draft.version,
            saved_at=draft.saved_at if draft.values else None,
            restored=not form.is_bound and bool(draft.values) and not asks,
            apart=bool(draft.aside) and not asks,
            asks=asks,
        )


def _keep_refused(by: Typist, form: KeptForm) -> Draft | None:
    """What came with a refused form is kept, so that it is there again whatever happens to the page of the refusal."""
    ticket, (tab, base) = form.sent_ticket, form.window_in(form.data)
    if ticket is None or not tab or (ticket.user, ticket.membership) != owner_of(by):
        return None
    try:
        values = typed_values(type(form), form.kept_rows, form.data, most=most_of(ticket))
    except TooMuchTyped:
        return None
    try:
        kept = keep_typing(
            form=form.kept_as,
            about=form.about,
            page=ticket.page,
            tab=tab,
            base=base,
            values=values,
            seen=form.made_with,
            by=by,
        )
    except TooManyDrafts:
        return None
    return kept.draft
