from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tte.accounts.actor import Actor
from tte.casework.kinds import KINDS
from tte.casework.permissions import leads_cases, works_cases, works_kind
from tte.casework.selectors.board import disagreement, due_bins, kind_rows, person_rows
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.doors import requires


@requires(works_cases)
def board(request: HttpRequest) -> HttpResponse:
    """Ages and throughput of the office: by kind, by person, by what is left of the periods."""
    return render(request, "casework/board.html", board_of(request.actor))


def kinds_of(actor: Actor) -> list[str]:
    """The kinds the actor works, or all that the office has work of where the actor leads it."""
    if leads_cases(actor):
        used = actor.organisation.cases.order_by().values_list("kind", flat=True).distinct()
        return [kind for kind in KINDS if kind in set(used)]
    return [kind for kind in KINDS if works_kind(actor, kind)]


def board_of(actor: Actor) -> dict[str, Any]:
    moment, office, kinds = now(), actor.organisation, kinds_of(actor)
    bins = due_bins(office, kinds, moment)
    looks = disagreement(office, kinds, moment)
    return {
        "as_of": moment,
        "kinds": [(KINDS[row.kind].title, row) for row in kind_rows(office, kinds, moment)],
        "people": person_rows(office, kinds, moment),
        "bins": list(zip(bin_names(), bins, strict=True)),
        "bins_words": bins_in_words(bins),
        "looks": looks,
        "rate": round(100 * looks.differed / looks.looked, 1) if looks.looked else None,
        "sample": rule(RuleKey.AUDIT_SECOND_LOOK),
    }


def bin_names() -> list[str]:
    """Over, today, 1 to 4 working days left, 5 and more."""
    return [_("overdue"), _("today"), *(str(n) for n in range(1, 5)), _("5 and more")]


def bins_in_words(bins: list[int]) -> str:
    """The picture in a sentence, for whoever does not see it."""
    total, over, today = sum(bins), bins[0], bins[1]
    if not total:
        return _("No open case has a due date.")
    says = ngettext("%(total)s open case has a due date", "%(total)s open cases have a due date", total)
    rest = _("%(over)s are overdue, %(today)s end today.")
    return _("%(first)s: %(rest)s") % {
        "first": says % {"total": total},
        "rest": rest % {"over": over, "today": today},
    }
