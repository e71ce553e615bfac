"""The secrecy declaration opens a draft; what is written into it afterwards, and what another one lends it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import AchievementState, AskedSecrecyLevel
from listings.models import Achievement, SecrecyDeclaration
from listings.selectors.record import (
    NONE_STATED,
    RECORD_FIELDS,
    RIGHT_FIELDS,
    ROW_FIELDS,
    ROW_MODELS,
    SCALES,
    Rows,
    stored_rows,
    typed_once,
)
from tte.accounts.actor import Actor
from tte.common.clock import today
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.common.numbering import yearly_code
from tte.drafts.merging import Seen, typed_changes
from tte.trail.services import record

TWIN_KEYS = {"shares": ("owner", "name"), "first_refusals": ("name",)}
FROM_ANOTHER = tuple(name for name in RECORD_FIELDS if name not in ("registration_number", "registered_on"))


class OfflineRoute(DomainError):
    """Nothing of a result that is not public enters this system (R8-01)."""

    code = "offline_route"
    field = "level"


class NamedTwice(DomainError):
    code = "named_twice"


class StatementContradicted(DomainError):
    """There is none of it, and there is one: only one of the two is true (R3-33)."""

    code = "statement_contradicted"


class NotOpenForWriting(DomainError):
    code = "not_open_for_writing"


@transaction.atomic
def declare_secrecy(
    *, level: str, reviewer_name: str, reviewed_on: date, by: Actor, source: Achievement | None = None
) -> Achievement:
    """Record a public conclusion and open the draft under its number. Any other level stores nothing (R8-01, R8-02).

    With a `source`, which the door has shown to the actor, the draft begins as a copy of it.
    """
    if level != AskedSecrecyLevel.PUBLIC:
        raise OfflineRoute(_("This result takes the offline route"))
    if reviewed_on > today():
        raise DomainError(_("The conclusion cannot lie in the future"), field="reviewed_on")
    declaration = SecrecyDeclaration.objects.create(
        level=AskedSecrecyLevel.PUBLIC,
        reviewer_name=reviewer_name,
        reviewed_on=reviewed_on,
        organisation=by.acting_for,
        declared_by=by.user,
    )
    achievement = Achievement.objects.create(
        secrecy=declaration,
        holder=by.acting_for,
        posted_by=by.user,
        code=yearly_code("A{year}{number:06d}", series="achievement-{year}"),
    )
    record("achievement.declare", achievement, by=by, reviewed_on=reviewed_on.isoformat())
    if source is not None:
        _copy_from(source, achievement, by)
    return achievement


def lock_open(achievement: Achievement) -> Achievement:
    """The locked row, if it may still be written; terms are frozen once it is on its way (R3-42)."""
    achievement = lock(achievement)
    if achievement.state not in (AchievementState.DRAFT, AchievementState.CORRECTION):
        raise NotOpenForWriting(_("It has been submitted and can no longer be changed"))
    return achievement


@transaction.atomic
def save_draft(
    *, achievement: Achievement, by: Actor, rows: Rows | None = None, seen: Seen | None = None, **fields: Any
) -> Achievement:
    """Keep what was typed; rows that are given replace those that stand.

    A draft may be incomplete or wrong: only a submission is held against the rules. With `seen`, the fingerprints of
    what the sender had before the eyes, nothing that others wrote meanwhile is written over (`ChangedMeanwhile`).
    """
    achievement = lock_open(achievement)
    wanted = _typed(achievement, fields, rows or {}, seen)
    fallen = _fallen_statements(achievement, fields | (rows or {}), wanted)
    fields, wanted = fields | fallen, {*wanted, *fallen}
    changed = [name for name in fields if name in wanted and getattr(achievement, name) != fields[name]]
    for name in changed:
        setattr(achievement, name, fields[name])
    if changed:
        achievement.save(update_fields=changed)
    changed += _replace_rows(achievement, {name: given for name, given in (rows or {}).items() if name in wanted})
    if changed:
        record("achievement.edit", achievement, by=by, fields=changed)
    return achievement


def _typed(achievement: Achievement, fields: dict[str, Any], rows: Rows, seen: Seen | None) -> set[str]:
    """The names of what the sender changed; both scales of maturity go together."""
    standing = {name: getattr(achievement, name) for name in {*fields, *SCALES}}
    said = typed_once(standing | fields) if set(SCALES) & set(fields) else fields
    changed = typed_changes(said | rows, standing=typed_once(standing) | stored_rows(achievement), seen=seen)
    return {*changed, *(SCALES if "maturity" in changed else ())}


def _fallen_statements(achievement: Achievement, given: dict[str, Any], wanted: set[str]) -> dict[str, bool]:
    """The statements that there is none which fall, since one is named now; made beside it one is refused (R3-33)."""
    stands = {name: getattr(achievement, name) for name in RECORD_FIELDS} | stored_rows(achievement)
    after = stands | {name: given[name] for name in wanted if name in given}
    named = [name for name, items in NONE_STATED.items() if after[name] and any(after[each] for each in items)]
    for name in named:
        if not stands[name]:
            raise StatementContradicted(
                _("You name one and state that there are none: remove it, or take the tick away"), field=name
            )
    return dict.fromkeys(named, False)


def _replace_rows(achievement: Achievement, rows: Rows) -> list[str]:
    """The names of the kinds of row that changed."""
    standing, changed = stored_rows(achievement), []
    for name, given in rows.items():
        model, columns = ROW_MODELS[name], ROW_FIELDS[name]
        wanted = [{column: _or_default(model, column, row.get(column)) for column in columns} for row in given]
        if wanted != standing[name]:
            _refuse_twins(name, wanted)
            model.objects.filter(achievement=achievement).delete()
            model.objects.bulk_create(model(achievement=achievement, **row) for row in wanted)
            changed.append(name)
    return changed


def _or_default(model: Any, column: str, value: Any) -> Any:
    return model._meta.get_field(column).get_default() if value is None else value


def _refuse_twins(name: str, rows: list[dict[str, Any]]) -> None:
    keys = [tuple(row[column] for column in TWIN_KEYS[name]) for row in rows] if name in TWIN_KEYS else []
    twin = next((key for place, key in enumerate(keys) if key in keys[:place]), None)
    if twin is not None:
        raise NamedTwice(_("%(name)s is named twice"), name=twin[-1])


def _copy_from(source: Achievement, achievement: Achievement, by: Actor) -> None:
    """Its texts, terms, rows and rights; not its files, nor what is one result's own: number and declaration."""
    for name in FROM_ANOTHER:
        setattr(achievement, name, getattr(source, name))
    achievement.copied_from = source
    achievement.save(update_fields=[*FROM_ANOTHER, "copied_from"])
    _replace_rows(achievement, stored_rows(source))
    rights = source.ip_rights.order_by("pk").values(*RIGHT_FIELDS)
    achievement.ip_rights.bulk_create(achievement.ip_rights.model(achievement=achievement, **row) for row in rights)
    record("achievement.copy", achievement, by=by, source=source.code)
