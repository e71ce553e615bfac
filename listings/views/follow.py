"""Following a listing, and what one follows."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from listings.lists.followed import FOLLOWED
from listings.models import Listing
from listings.permissions.question import can_follow_listing, can_follow_listings
from listings.selectors.listing import listings
from listings.services.follow import follow_listing, unfollow_listing
from tte.common.doors import posted, repeatable, requires
from tte.lists.rendering import render_list


@requires(can_follow_listings)
def index(request: HttpRequest) -> HttpResponse:
    return render_list(request, FOLLOWED, "listings/follow/list.html")


@requires(can_follow_listing, rows=listings)
@posted
@repeatable
def follow(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Follow it or follow it no more; whoever presses twice has what was pressed."""
    act = request.POST.get("act", "")
    if act == "follow":
        follow_listing(listing=listing, by=request.actor)
        messages.success(request, _("You follow this listing: what becomes of it is told to you"))
    elif act == "unfollow":
        unfollow_listing(listing=listing, by=request.actor)
        messages.success(request, _("You no longer follow this listing"))
    else:
        raise PermissionDenied
    return redirect("listings:listing", code=listing.code)
