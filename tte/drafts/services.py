"""Keeping what is typed, and letting go of it when the form is carried out. Nothing is validated here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.drafts.merging import Seen
from tte.drafts.models import Draft
from tte.drafts.selectors import drafts_of, is_outdated, is_to_be_asked_for, visitors_drafts_from
from tte.drafts.typists import Visitor, as_owner, sent_from
from tte.drafts.values import Values, differing, has_text

WINDOWS_ASIDE = 5


@dataclass(frozen=True)
class Kept:
    """The draft after a save. `stands` is false where another window was first and this typing was put aside."""

    draft: Draft
    stands: bool


class CarriedOut(DomainError):
    code = "carried_out"


class TooManyDrafts(DomainError):
    code = "too_many_drafts"


class TypedElsewhere(DomainError):
    """Another window holds newer typing of the same form; sending would lose it."""

    code = "typed_elsewhere"


@transaction.atomic
def keep_typing(
    *,
    form: str,
    about: str,
    page: str,
    tab: str,
    base: int,
    values: Values,
    by: Actor | Visitor,
    seen: Seen | None = None,
) -> Kept:
    """Keep what a window holds. Upon the newest version it stands; upon an older one it is put aside, never over it."""
    draft, made = _locked(by).get_or_create(
        **as_owner(by),
        form=form,
        about=about,
        defaults={
            **{"page": page, "tab": tab, "values": values, "seen": seen or {}, "has_text": has_text(values)},
            **sent_from(by),
        },
    )
    if made:
        _refuse_too_many(by)
        return Kept(draft, stands=True)
    if draft.carried_out_at is not None and draft.tab == tab:
        raise CarriedOut(_("This form has been sent already; open it again to go on"))
    if not _is_newest(draft, tab, base) and next(differing(draft.values, values), None) is not None:
        return _put_aside(draft, tab, values, seen or {})
    draft.aside.pop(tab, None)
    if is_outdated(draft):
        draft.aside = {}
    return _stand(draft, tab, values, seen or {}, page)


def hand_over(*, to: Actor, by: Visitor, visitors_alone: Mapping[str, Collection[str]]) -> None:
    """The visitor has signed in: what they typed becomes theirs, without the fields that only visitors fill in.

    What has lain so long that a visitor would be asked for it is nobody's to be given, and goes.
    """
    for draft in drafts_of(by).filter(has_text=True, carried_out_at=None).order_by("pk"):
        if is_to_be_asked_for(draft):
            continue
        alone = visitors_alone.get(draft.form, ())
        values = {name: texts for name, texts in draft.values.items() if name not in alone}
        keep_typing(form=draft.form, about=draft.about, page=draft.page, tab=draft.tab, base=0, values=values, by=to)
    Draft.objects.filter(user=None, visitor=by.key).delete()


def _locked(by: Actor | Visitor):
    return Draft.objects.filter(**as_owner(by)).select_for_update(of=("self",), no_key=True)


def _is_newest(draft: Draft, tab: str, base: int) -> bool:
    """Whether a window has seen all there is: it saved last itself, began from this version, or nothing is held."""
    return draft.tab == tab or draft.version == base or draft.carried_out_at is not None or is_outdated(draft)


def _refuse_too_many(by: Actor | Visitor) -> None:
    """A soft limit, counted without a lock: it bounds a runaway program, not a person.

    A visitor without a cookie is a new one each time, so all of one network are counted together.
    """
    if isinstance(by, Visitor):
        if visitors_drafts_from(by.sender).count() > settings.TTE_VISITOR_DRAFTS_A_NETWORK:
            raise TooManyDrafts(
                _("Not saved: too many drafts of visitors come from your network. Send the form, or sign in.")
            )
        return
    if drafts_of(by).filter(carried_out_at=None).count() > settings.TTE_DRAFTS_A_PERSON:
        raise TooManyDrafts(_("Too many unfinished forms are kept for you; send or discard some of them first"))


def _stand(draft: Draft, tab: str, values: Values, seen: Seen, page: str) -> Kept:
    draft.values, draft.seen, draft.has_text, draft.tab, draft.page = values, seen, has_text(values), tab, page
    draft.version, draft.saved_at, draft.carried_out_at = draft.version + 1, now(), None
    draft.save()
    return Kept(draft, stands=True)


def _put_aside(draft: Draft, tab: str, values: Values, seen: Seen) -> Kept:
    """The newest of several windows are held; the save of one window replaces its own earlier one."""
    draft.aside[tab] = {"at": now().isoformat(), "values": values, "seen": seen}
    newest = sorted(draft.aside.items(), key=lambda item: item[1]["at"])[-WINDOWS_ASIDE:]
    draft.aside = dict(newest)
    draft.save(update_fields=["aside"])
    return Kept(draft, stands=False)


@transaction.atomic
def settle_versions(
    *, draft: Draft, base: int, tab: str, values: Values, by: Actor | Visitor, seen: Seen | None = None
) -> Draft:
    """The person has chosen between two windows: the choice stands, what it was chosen from is gone.

    Both windows are older than the choice now, so neither can overwrite it.
    """
    draft = _locked(by).get(pk=draft.pk)
    if draft.version != base or tab not in draft.aside:
        raise TypedElsewhere(_("Something was typed meanwhile; here are both versions"))
    draft.aside.pop(tab)
    return _stand(draft, f"settled-{draft.version}", values, seen or {}, draft.page).draft


@transaction.atomic
def discard_typing(*, form: str, about: str, tab: str, by: Actor | Visitor) -> None:
    """The person does not want it: what was typed in this form is gone, in all windows."""
    draft = _locked(by).filter(form=form, about=about).first()
    if draft is not None:
        let_go(draft=draft, tab=tab, at=now(), by=by)


@transaction.atomic
def own_typing(*, form: str, about: str, by: Actor | Visitor) -> None:
    """The visitor says that it is theirs: it is in the form again."""
    _locked(by).filter(form=form, about=about, carried_out_at=None).update(saved_at=now())


def take_typing(*, form: str, about: str, page: str, tab: str, base: int, by: Actor | Visitor) -> Draft:
    """Lock the typing of a form that is about to be carried out; refuse where another window holds newer typing.

    Part of the transaction of the act. Without typing a row is made all the same: a save that is under way waits for
    the act, and is then told that it comes too late.
    """
    draft, made = _locked(by).get_or_create(
        **as_owner(by), form=form, about=about, defaults={"page": page, "tab": tab, **sent_from(by)}
    )
    unseen = not made and tab and not _is_newest(draft, tab, base) and draft.has_text
    others = [each for window, each in draft.aside.items() if window != tab and has_text(each["values"])]
    if unseen or (tab and others):
        raise TypedElsewhere(
            _("Another window holds a different version of this form. Compare them first; nothing has been sent.")
        )
    return draft


def let_go(*, draft: Draft, tab: str, at: datetime, by: Actor | Visitor) -> None:
    """Empty a draft whose form was carried out or discarded; the window is remembered for its late saves."""
    drafts_of(by).filter(pk=draft.pk).update(
        values={},
        seen={},
        aside={},
        has_text=False,
        tab=tab or draft.tab,
        version=draft.version + 1,
        carried_out_at=at,
    )
