"""The kinds of notice of this app, loaded with it. One module a subject; it also says where such a notice leads."""

from listings.notices import (  # noqa: F401
    bidding,
    catalogue,
    data_room,
    filing,
    notice,
    objection,
    question,
    supply,
    takedown,
)
