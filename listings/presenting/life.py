"""The life line of an achievement and of its listing: read from states and from the trail, official acts as squares."""

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from listings.enums import AchievementState, ListingState, Regime
from listings.models import Achievement, Listing
from listings.selectors.unit_review import newest_review
from tte.codelists.calendar import Deadline
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import official_date
from tte.common.formats import short_date
from tte.common.languages import is_chinese, name_of, spoken_language
from tte.common.parts import Station
from tte.common.states import look_of
from tte.trail.models import Event

Moments = dict[str, datetime]

STEP_OF_ACHIEVEMENT = {
    AchievementState.DRAFT: 0,
    AchievementState.SUBMITTED: 1,
    AchievementState.IN_AUDIT: 2,
    AchievementState.CORRECTION: 2,
    AchievementState.REFUSED: 2,
    AchievementState.WITHDRAWN: 0,
    AchievementState.IMPORTED: 0,
    AchievementState.CATALOGUED: 0,
}
STEP_OF_LISTING = {
    ListingState.IN_NOTICE: 3,
    ListingState.SUSPENDED: 3,
    ListingState.TERMINATED: 3,
    ListingState.WITHDRAWN: 3,
    ListingState.QUALIFYING: 4,
    ListingState.BIDDING: 5,
    ListingState.NEGOTIATING: 5,
    ListingState.SOLD: 6,
}
OVER = (AchievementState.REFUSED, ListingState.WITHDRAWN, ListingState.EXPIRED, ListingState.TERMINATED)
STOPPED = (*OVER, AchievementState.WITHDRAWN, ListingState.SUSPENDED)
HALTS = {
    ListingState.SUSPENDED: "listing.suspend",
    ListingState.TERMINATED: "listing.terminate",
    ListingState.WITHDRAWN: "listing.withdraw",
}


def moments(achievement: Achievement, listing: Listing | None) -> Moments:
    """When each kind of event happened last, of the achievement and of its listing."""
    about = Q(subject_type="listings.achievement", subject_key=achievement.pk)
    if listing is not None:
        about |= Q(subject_type="listings.listing", subject_key=listing.pk)
    return dict(Event.objects.filter(about).order_by("at", "pk").values_list("kind", "at"))


def achievement_stations(achievement: Achievement, listing: Listing | None = None) -> list[Station]:
    """From posting to the registration of the contract; what is to come says its limit, and nothing comes once over."""
    past = moments(achievement, listing)
    step = _step(achievement, listing, past)
    stopped = (listing.state if listing else achievement.state) in STOPPED
    rows = [*_supply_rows(achievement, past), *_market_rows(listing, past)]
    stations = []
    for place, (label, when, actor, limit, official) in enumerate(rows):
        form = "done" if place < step else "todo" if place > step else "stop" if stopped else "now"
        if place == step and listing is not None and listing.state in HALTS:
            label, when = look_of("listing", listing.state).word, past.get(HALTS[ListingState(listing.state)])
        stations.append(Station(str(label), _said(when, limit, reached=place <= step), actor, form, official))
    return stations[: step + 1] if (listing.state if listing else achievement.state) in OVER else stations


def _said(when: datetime | str | None, limit: str, *, reached: bool) -> date | str:
    """What stands below a station: its day once it is reached, the limit before."""
    if not when or not reached:
        return limit
    return when if isinstance(when, str) else official_date(when)


def listing_stations(listing: Listing) -> list[Station]:
    return achievement_stations(listing.achievement, listing)


def _step(achievement: Achievement, listing: Listing | None, past: Moments) -> int:
    if listing is None:
        return STEP_OF_ACHIEVEMENT.get(AchievementState(achievement.state), 3)
    if listing.state in (ListingState.EXPIRED, ListingState.SUSPENDED, ListingState.TERMINATED):
        return _step_reached(listing, past)
    if listing.state != ListingState.SOLD:
        return STEP_OF_LISTING[ListingState(listing.state)]
    if "listing.registered" in past:
        return 8
    return 7 if disclosed_at(listing) else 6


def _step_reached(listing: Listing, past: Moments) -> int:
    """Where a listing stood when it stopped."""
    if "listing.strike" in past:
        return 6
    if {"listing.open_bidding", "listing.negotiate"} & set(past):
        return 5
    return 4 if "listing.end_notice" in past or listing.state == ListingState.EXPIRED else 3


def disclosed_at(listing: Listing) -> datetime | None:
    deal = getattr(listing, "deal", None)
    disclosure = getattr(deal, "disclosure", None) if deal else None
    return disclosure.published_at if disclosure else None


def _supply_rows(achievement: Achievement, past: Moments) -> list[tuple]:
    """Label, moment, actor, limit, official."""
    exchange = name_of(achievement.case.office) if achievement.case else _("Exchange")
    corrected = achievement.state == AchievementState.CORRECTION
    audit = _("Correction asked") if corrected else _("Exchange audit")
    audited = past.get("achievement.ask_correction" if corrected else "achievement.approve")
    unit_limit, audit_limit = _supply_limits(achievement)
    return [
        (_("Posted"), achievement.posted_at, name_of(achievement.holder), "", False),
        (_("Unit review"), past.get("achievement.forward"), _("Transfer office"), unit_limit, False),
        (audit, audited or past.get("achievement.refuse"), exchange, audit_limit, False),
    ]


def _supply_limits(achievement: Achievement) -> list[str]:
    """The day on which the open case is due; for what is not open, the limit in words."""
    unit, audit = (rule(key).words() for key in (RuleKey.UNIT_REVIEW, RuleKey.EXCHANGE_AUDIT))
    review = newest_review(achievement) if achievement.state == AchievementState.SUBMITTED else None
    if review is not None and review.case.due_at:
        unit = _to(Deadline(review.case.due_at, provisional=False))
    if achievement.state == AchievementState.IN_AUDIT and achievement.case and achievement.case.due_at:
        audit = _to(Deadline(achievement.case.due_at, provisional=False))
    return [unit, audit]


def _limits(listing: Listing | None, *keys: RuleKey) -> list[str]:
    """In words, by the rule set under which it was listed; before that by the one now in force."""
    return [rule(key, rule_set=listing.rule_set if listing else None).words() for key in keys]


def _market_rows(listing: Listing | None, past: Moments) -> list[tuple]:
    notice: datetime | str | None = None
    words = running = ""
    if listing is not None:
        notice, words = listing.listed_at, notice_words(listing)
        if listing.state == ListingState.IN_NOTICE:
            notice, running = _notice_end(listing), words
    traded = past.get("listing.strike") or past.get("listing.open_bidding") or past.get("listing.negotiate")
    disclosed = disclosed_at(listing) if listing else None
    qualification, disclosure = _limits(listing, RuleKey.QUALIFICATION, RuleKey.DISCLOSURE_PERIOD)
    ended = past.get("listing.end_notice")
    trade = [
        (_("Qualification"), ended, "", qualification, False),
        (_("Negotiation or bidding"), traded, "", _("one bidder, or several"), False),
    ]
    if listing is not None and listing.regime == Regime.AUCTION:
        sale = past.get("listing.record_sale")
        trade = [(_("Auctioneer's sale"), ended, "", "", False), (_("Result of the sale"), sale, "", "", False)]
    return [
        (_("Notice"), notice, running, words, True),
        *trade,
        (_("Result disclosed"), disclosed, "", disclosure, True),
        (_("Contract registered"), past.get("listing.registered"), "", "", True),
    ]


def _notice_end(listing: Listing) -> str:
    """The last day of a running notice, which ends at its 24:00."""
    return _to(Deadline(listing.notice_ends_at, listing.notice_provisional))


def _to(end: Deadline) -> str:
    return _("to %(day)s") % {"day": short_date(end.last_day, spoken_language())}


def notice_words(listing: Listing) -> str:
    return listing.notice_words_zh if is_chinese() else listing.notice_words_en
