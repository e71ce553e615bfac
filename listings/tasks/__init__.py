"""Doors of the clock, loaded with the app."""

from listings.tasks import audit, bidding, data_room, filing, notice, question  # noqa: F401
