"""The kinds of notice of this app, loaded with it. One module a subject; it also says where such a notice leads."""

from listings.notices import bidding, catalogue, data_room, notice, objection, question, supply, takedown  # noqa: F401
