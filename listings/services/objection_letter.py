"""Letters to objectors, who may have no account: each says where the objection stands and gives the private link."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.enums import ObjectionLetterKind as Kind
from listings.enums import ObjectionState
from listings.models import Achievement, Objection, ObjectionLetter
from listings.selectors.objection import confirmation_due
from tte.accounts.adapter import operator_name
from tte.common import formats
from tte.notices.kinds import LetterKind, Written, letter_kind
from tte.notices.letters import address_of
from tte.notices.models import Delivery
from tte.notices.services import owe_letter

WAITING = (ObjectionState.LODGED, ObjectionState.EXAMINED)


def owe_objection_letter(*, objection: Objection, kind: Kind) -> ObjectionLetter:
    """Owe the objector a letter, in the caller's transaction; one that is still on its way is sent no more."""
    delivery = owe_letter(OBJECTION_LETTER, address=objection.email)
    return ObjectionLetter.objects.create(objection=objection, kind=kind, delivery=delivery)


def tell_objectors(*, achievement: Achievement, kind: Kind) -> int:
    """Owe those whose objection waits for the exchange that its case rests, or goes on; not what became of the rest."""
    rows = Objection._base_manager.filter(listing__achievement=achievement, state__in=WAITING)
    return len([owe_objection_letter(objection=one, kind=kind) for one in rows.order_by("pk")])


def _letter(delivery: Delivery) -> Written:
    letter: ObjectionLetter = delivery.objection_letter
    objection = letter.objection
    with translation.override(objection.language):
        context: dict[str, object] = {
            "operator": operator_name(objection.language),
            "kind": letter.kind,
            "code": objection.code,
            "listing": objection.listing.code,
            "asked": objection.papers_asked,
            "until": formats.end_moment(confirmation_due(objection), objection.language, zone=settings.TTE_TIME_ZONE),
            "link": address_of("listings:objection", objection.token),
        }
        subject = _("Objection %(code)s to listing %(listing)s") % context
    return Written(objection.language, subject, "listings/objection/letter", context)


def _is_needed(delivery: Delivery) -> bool:
    """Not once a later letter has taken its place; while it is taken down the one that says so alone."""
    letter = ObjectionLetter._base_manager.filter(delivery=delivery).first()
    if letter is None or ObjectionLetter._base_manager.filter(objection=letter.objection_id, pk__gt=letter.pk).exists():
        return False
    return letter.kind == Kind.RESTING or ObjectionLetter.objects.filter(pk=letter.pk).exists()


def _returned(delivery: Delivery) -> None:
    """The page of the case shows how each letter stands; nobody else is told."""


OBJECTION_LETTER = letter_kind(
    LetterKind(
        "listings.objection",
        name=gettext_lazy("Letter to an objector"),
        write=_letter,
        is_needed=_is_needed,
        returned=_returned,
    )
)
