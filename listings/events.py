"""The events of supply and trade that programs may hear of: what is told of each subject, and to whom."""

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from listings.enums import DisclosureState
from listings.models import Achievement, Deal, Disclosure, Listing, Objection, RoomAccess, Takedown
from listings.notices.data_room import access_path
from listings.notices.notice import path_of_listing
from listings.notices.objection import path_of_objection_case
from listings.selectors.objection import is_published
from tte.webhooks.kinds import Subject, Told, event_kind

# --- achievements: the holder, and the office that has it under audit


def _achievement(key: int) -> Achievement | None:
    return Achievement.objects.select_related("case").filter(pk=key).first()


def _tell_achievement(row: Achievement) -> Told:
    office = {row.case.office_id} if row.case else set()
    return Told(
        code=row.code,
        path=reverse("listings:achievement", args=[row.code]),
        api=reverse("api:achievement", args=[row.code]),
        concerned=frozenset({row.holder_id} | office),
    )


ACHIEVEMENT = Subject("achievement", _("Achievements"), 1, _achievement, _tell_achievement)

event_kind("achievement.submitted", _("Submitted to the unit"), "achievement.submit", subject=ACHIEVEMENT)
event_kind("achievement.returned", _("Returned by the unit"), "achievement.return", subject=ACHIEVEMENT)
event_kind("achievement.forwarded", _("Sent to the exchange"), "achievement.forward", subject=ACHIEVEMENT)
event_kind(
    "achievement.correction_asked",
    _("Correction of an achievement asked"),
    "achievement.ask_correction",
    subject=ACHIEVEMENT,
)
event_kind("achievement.approved", _("Achievement approved"), "achievement.approve", subject=ACHIEVEMENT)
event_kind("achievement.refused", _("Achievement refused"), "achievement.refuse", subject=ACHIEVEMENT)
event_kind("achievement.withdrawn", _("Achievement withdrawn"), "achievement.withdraw", subject=ACHIEVEMENT)
event_kind("achievement.lapsed", _("Correction not answered in time"), "achievement.lapse", subject=ACHIEVEMENT)

# --- listings: public from the day they are published


def _listing(key: int) -> Listing | None:
    return Listing.objects.filter(pk=key).first()


def _tell_listing(row: Listing) -> Told:
    return Told(
        code=row.code,
        path=path_of_listing(row),
        api=reverse("api:listing", args=[row.code]),
        concerned=frozenset({row.holder_id, row.exchange_id}),
        is_public=True,
    )


def _is_first(row: Model) -> bool:
    return isinstance(row, Listing) and row.previous_id is None


def _is_again(row: Model) -> bool:
    return not _is_first(row)


LISTING = Subject("listing", _("Listings"), 2, _listing, _tell_listing)

event_kind("listing.listed", _("Listed"), "listing.publish", subject=LISTING, only=_is_first)
event_kind("listing.relisted", _("Listed again"), "listing.publish", subject=LISTING, only=_is_again)
event_kind("listing.extended", _("Notice extended"), "listing.extend", subject=LISTING)
event_kind("listing.changed", _("Terms changed"), "listing.change_terms", subject=LISTING)
event_kind("listing.suspended", _("Listing suspended"), "listing.suspend", subject=LISTING)
event_kind(
    "listing.resumed",
    _("Listing resumed"),
    "listing.resume_notice",
    "listing.resume_qualification",
    "listing.resume_bidding",
    "listing.resume_negotiation",
    subject=LISTING,
)
event_kind("listing.notice_ended", _("Notice ended"), "listing.end_notice", subject=LISTING)
event_kind("listing.bidding_announced", _("Bidding announced"), "listing.open_bidding", subject=LISTING)
event_kind("listing.negotiation_begun", _("Negotiation begun"), "listing.negotiate", subject=LISTING)
event_kind("listing.dealt", _("Deal struck on a listing"), "listing.strike", "listing.record_sale", subject=LISTING)
event_kind("listing.expired", _("Listing expired"), "listing.expire", subject=LISTING)
event_kind("listing.withdrawn", _("Listing withdrawn"), "listing.withdraw", subject=LISTING)
event_kind("listing.terminated", _("Listing terminated"), "listing.terminate", subject=LISTING)

# --- objections: the exchange's alone until admitted (R3-05), reports for ever (R8-03); who lodged it is nobody's


def _objection(key: int) -> Objection | None:
    return Objection.objects.select_related("listing").filter(pk=key).first()


def _tell_objection(row: Objection) -> Told:
    listing = row.listing
    is_public = is_published(row)
    return Told(
        code=row.code,
        path=path_of_listing(listing) + "#objections" if is_public else path_of_objection_case(row),
        concerned=frozenset({listing.exchange_id, listing.holder_id} if is_public else {listing.exchange_id}),
        is_public=is_public,
    )


OBJECTION = Subject("objection", _("Objections"), 3, _objection, _tell_objection)

event_kind("objection.lodged", _("Objection lodged"), "objection.confirm", subject=OBJECTION)
event_kind("objection.admitted", _("Objection admitted"), "objection.admit", subject=OBJECTION)
event_kind("objection.turned_away", _("Objection not admitted"), "objection.turn_away", subject=OBJECTION)
event_kind("objection.upheld", _("Objection upheld"), "objection.uphold", subject=OBJECTION)
event_kind("objection.dismissed", _("Objection dismissed"), "objection.dismiss", subject=OBJECTION)
event_kind("objection.withdrawn", _("Objection withdrawn"), "objection.withdraw", subject=OBJECTION)

# --- deals: both sides and the exchange; their result is public once it is disclosed


def _deal(key: int) -> Deal | None:
    return Deal.objects.select_related("listing").filter(pk=key).first()


def _sides(deal: Deal) -> frozenset[int]:
    return frozenset({deal.seller_id, deal.buyer_id, deal.listing.exchange_id})


def _tell_deal(row: Deal) -> Told:
    return Told(code=row.code, path=reverse("listings:deal", args=[row.code]), concerned=_sides(row))


def _disclosure(key: int) -> Disclosure | None:
    return Disclosure.objects.select_related("deal__listing").filter(pk=key).first()


def _tell_disclosure(row: Disclosure) -> Told:
    return Told(
        code=row.code,
        path=reverse("listings:disclosure", args=[row.code]),
        concerned=_sides(row.deal),
        is_public=row.state == DisclosureState.PUBLISHED,
    )


DEAL = Subject("deal", _("Deals"), 4, _deal, _tell_deal)
DISCLOSURE = Subject("disclosure", _("Results disclosed"), 5, _disclosure, _tell_disclosure)

event_kind("deal.struck", _("Deal struck"), "deal.strike", subject=DEAL)
event_kind("deal.confirmed", _("Deal confirmed by the exchange"), "deal.confirm", subject=DEAL)
event_kind("disclosure.published", _("Result of a deal disclosed"), "disclosure.publish", subject=DISCLOSURE)

# --- data rooms: the holder and the one enterprise


def _access(key: int) -> RoomAccess | None:
    return RoomAccess.objects.select_related("room__listing").filter(pk=key).first()


def _tell_access(row: RoomAccess) -> Told:
    """The address is the holder's page of the access; it leads the enterprise to the room."""
    listing = row.room.listing
    return Told(
        code=listing.code,
        path=access_path(row),
        concerned=frozenset({listing.holder_id, row.organisation_id}),
    )


ACCESS = Subject("room_access", _("Data rooms"), 6, _access, _tell_access)

event_kind("room_access.asked", _("Access to a data room asked"), "room.ask", "roomaccess.ask_again", subject=ACCESS)
event_kind("room_access.signed", _("Undertaking of a data room signed"), "roomaccess.sign", subject=ACCESS)
event_kind("room_access.granted", _("Access to a data room granted"), "roomaccess.grant", subject=ACCESS)
event_kind("room_access.refused", _("Access to a data room refused"), "roomaccess.refuse", subject=ACCESS)
event_kind("room_access.withdrawn", _("Access to a data room withdrawn"), "roomaccess.withdraw", subject=ACCESS)

# --- takedowns: the act, its number and the addresses that are gone, and nothing of what was there (R8-03)


def _takedown(achievement: int) -> Takedown | None:
    """The newest of an achievement: the lines of the trail are about that."""
    return Takedown.objects.filter(achievement=achievement).order_by("-pk").first()


def _tell_takedown(row: Takedown) -> Told:
    achievement = Achievement._base_manager.get(pk=row.achievement_id)
    gone = list(Listing._base_manager.filter(achievement=achievement).order_by("pk").values_list("code", flat=True))
    place, code = ("listing", gone[-1]) if gone else ("achievement", achievement.code)
    if row.was_public and not gone:
        place = "record"
    return Told(
        code=row.code,
        path=reverse(f"listings:{place}", args=[code]),
        api=reverse(f"api:{place}", args=[code]) if place != "record" else "",
        concerned=frozenset({achievement.holder_id, row.office_id}),
        is_public=row.was_public,
        more={"listings": gone},
    )


TAKEDOWN = Subject("takedown", _("Takedowns"), 7, _takedown, _tell_takedown)

event_kind("takedown.made", _("Something was taken down"), "achievement.take_down", subject=TAKEDOWN)
event_kind("takedown.undone", _("What was taken down is shown again"), "achievement.reinstate", subject=TAKEDOWN)
