"""Doors of the clock, loaded with the app."""

from listings.tasks import audit, bidding, data_room, notice, question  # noqa: F401
