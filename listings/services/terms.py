"""Published terms are frozen. With evidence of an approval they change, and the whole period begins again (R3-42)."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import AnnouncementKind, ListingState, Regime
from listings.models import DepositEntry, Listing
from listings.selectors.notice_period import counted
from listings.selectors.proposal import other_terms, term_texts
from listings.selectors.record import NONE_STATED
from listings.selectors.regime import notice_rule
from listings.services.announcement import announce
from listings.services.check import check_published
from listings.services.listing import deposit_of
from listings.services.price_step import refuse_off_step
from listings.services.version import keep_version
from tte.accounts.actor import Actor
from tte.codelists.calendar import period_end
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.files.models import StoredFile
from tte.trail.services import record


class TermsFrozen(DomainError):
    code = "terms_frozen"


class NothingChanged(DomainError):
    code = "nothing_changed"
    field = "price"


class ApprovalMissing(DomainError):
    code = "approval_missing"
    field = "evidence"


@transaction.atomic
def change_terms(
    *,
    listing: Listing,
    price: Decimal,
    text: str,
    evidence: StoredFile | None,
    by: Actor,
    terms: dict[str, str] | None = None,
) -> Listing:
    """Set another price or other terms with evidence of their approval; the old ones stay in public view.

    The period begins anew, and the automatic checks are owed again. `terms` names the texts that change. A deposit that
    somebody has paid stays as it was fixed.
    """
    if evidence is None:
        raise ApprovalMissing(_("Attach the document by which the change was approved (R3-42)"))
    listing = lock(listing)
    if listing.state != ListingState.IN_NOTICE or listing.regime == Regime.AUCTION:
        raise TermsFrozen(_("Terms change only inside a running notice; else end the listing and list it again"))
    refuse_off_step(price, listing.increment)
    other = other_terms(listing, terms or {})
    if price == listing.price and not other:
        raise NothingChanged(_("Price and terms are as published; change what is to change"))
    before, at = _terms(listing), now()
    listing.price = price
    if not DepositEntry.objects.filter(intent__listing=listing).exists():
        listing.deposit = deposit_of(price)
    _begin_anew(listing, at)
    listing.save()
    if other:
        _rewrite(listing, other, by)
    check_published(achievement=listing.achievement, by=by)
    after = _terms(listing)
    record("listing.change_terms", listing, by=by, before=before, after=after)
    kind = AnnouncementKind.CHANGED
    announce(listing=listing, kind=kind, text=text, before=before, after=after, evidence=evidence, by=by)
    return listing


def _begin_anew(listing: Listing, at: datetime) -> None:
    """The whole period from now on, by the rule of the price."""
    period = notice_rule(listing.regime, listing.price)
    length = max(listing.notice_length, period.number)
    deadline = period_end(at, counted(period, length))
    listing.notice_minimum, listing.notice_length, listing.notice_unit = period.number, length, period.unit
    listing.counted_from, listing.counted_length, listing.counted_unit = at, length, period.unit
    listing.run_before = listing.extensions_made = 0
    listing.notice_ends_at, listing.notice_provisional = deadline.at, deadline.provisional
    listing.notice_words_zh = counted(period, length).words("zh-hans")
    listing.notice_words_en = counted(period, length).words("en")


def _rewrite(listing: Listing, texts: dict[str, str], by: Actor) -> None:
    """The record says the new terms, and keeps them as a version of its own.

    Whoever takes out the last condition states that there are none; a listing is silent about nothing (R3-33).
    """
    achievement = listing.achievement
    for name, text in texts.items():
        setattr(achievement, name, text)
    touched = {name: items for name, items in NONE_STATED.items() if not texts.keys().isdisjoint(items)}
    for name, items in touched.items():
        setattr(achievement, name, not any(getattr(achievement, each) for each in items))
    achievement.save(update_fields=[*texts, *touched])
    keep_version(achievement=achievement, by=by)


def _terms(listing: Listing) -> dict[str, str]:
    return term_texts(listing) | {
        "price": str(listing.price),
        "deposit": str(listing.deposit),
        "notice_ends_at": listing.notice_ends_at.isoformat(),
    }
