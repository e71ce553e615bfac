import csv
import uuid

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from listings.exports import bid_log_rows
from listings.forms.bid import BidForm, bidding_pass
from listings.models import Auction
from listings.permissions.bidding import can_place_bids, can_see_deal, can_watch_bidding
from listings.permissions.stake import sells_for_holder
from listings.presenting.bidding_room import auction_of, clock_of, pictures, room_of
from listings.selectors.auction import ENDED, admission_of, auctions, ended_auctions, public_state, running_auctions
from tte.common.clock import now
from tte.common.doors import public, requires


@public
def biddings(request: HttpRequest) -> HttpResponse:
    """Biddings open now or announced, and the last that ended."""
    context = {"running": running_auctions()[:50], "ended": ended_auctions()[:20]}
    return render(request, "listings/auction/list.html", context)


@public
@never_cache
def room(request: HttpRequest, code: str) -> HttpResponse:
    return room_page(request, code)


def room_page(request: HttpRequest, code: str, *, form: BidForm | None = None, status: int = 200) -> HttpResponse:
    """The room for bidders and spectators; `form` brings back a bid that was refused."""
    auction = get_object_or_404(auction_of(code))
    actor = request.actor
    room = room_of(auction, actor)
    may_bid = not (room.has_ended or room.is_suspended)
    is_seller = bool(room.my_code) and sells_for_holder(actor, auction.listing)
    if room.my_code and can_place_bids(actor) and form is None and may_bid and not is_seller:
        given = {
            "amount": room.least,
            "request_key": uuid.uuid4().hex,
            "bidding_pass": bidding_pass(actor, auction, code),
        }
        form = BidForm(initial=given, actor=actor, code=code)
    deal = getattr(auction.listing, "deal", None)
    context = {
        "room": room,
        "clock": clock_of(room),
        "auction": auction,
        "listing": auction.listing,
        "form": form if room.my_code else None,
        "is_seller": is_seller and may_bid,
        "deal": deal if deal and can_see_deal(actor, deal) else None,
    }
    return render(request, "listings/auction/room.html", context, status=status)


@requires(can_watch_bidding, rows=auctions)
@never_cache
def room_state(request: HttpRequest, auction: Auction) -> JsonResponse:
    """What the live frames carry, for pages that must poll and for setting their clocks."""
    return JsonResponse(public_state(auction.pk))


@requires(can_watch_bidding, rows=auctions)
@never_cache
def course(request: HttpRequest, auction: Auction) -> HttpResponse:
    """The drawing of the course alone, for the page to renew."""
    admission = admission_of(auction, request.actor.organisation) if request.actor else None
    wide, narrow = pictures(auction, admission.bidder_code if admission else "", now())
    return render(request, "listings/auction/course.html", {"wide": wide, "narrow": narrow, "auction": auction})


@requires(can_watch_bidding, rows=auctions)
def bid_log(request: HttpRequest, auction: Auction) -> HttpResponse:
    """After the end the whole log as a file, refused bids too; before it there is none."""
    if auction.state not in ENDED:
        raise Http404
    writer = csv.writer(Echo())
    rows = (writer.writerow(row) for row in bid_log_rows(auction))
    answer = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{auction.listing.code}-bids.csv"'
    return answer


class Echo:
    """A file that hands each line on."""

    def write(self, line: str) -> str:
        return line
