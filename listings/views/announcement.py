from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from listings.models import Announcement
from listings.permissions.notice import can_read_announcement
from listings.presenting.qr import qr_code
from listings.selectors.announcement import announcement_row, announcements, beside
from tte.common.doors import requires


@requires(can_read_announcement, announcements)
def show(request: HttpRequest, announcement: Announcement) -> HttpResponse:
    """One announcement by itself, to link to, to read and to print."""
    earlier, later = beside(announcement)
    context = {
        "one": announcement_row(announcement),
        "listing": announcement.listing,
        "earlier": earlier,
        "later": later,
        "qr": qr_code(request.build_absolute_uri(request.path)),
    }
    return render(request, "listings/announcement/show.html", context)
