"""Doors from intent to disclosure."""

from django.urls import path

from listings.views import auction, bid, charge, deal, deposit, disclosure, intent, negotiation, qualification

urlpatterns = [
    path("listings/<str:code>/intent/", intent.register_intent, name="register_intent"),
    path("intents/", intent.intents, name="intents"),
    path("deposits/", deposit.deposits, name="deposits"),
    path("deposits/charges/<int:pk>/", charge.charge, name="charge"),
    path("deposits/<int:pk>/", deposit.deposit, name="deposit"),
    path("qualification/", qualification.qualification, name="qualification"),
    path("qualification/<str:code>/", qualification.qualify, name="qualify"),
    path("negotiations/<str:code>/", negotiation.negotiation, name="negotiation"),
    path("bidding/", auction.biddings, name="biddings"),
    path("bidding/<str:code>/", auction.room, name="room"),
    path("bidding/<str:code>/bid/", bid.bid, name="bid"),
    path("bidding/<str:code>/state/", auction.room_state, name="room_state"),
    path("bidding/<str:code>/course/", auction.course, name="course"),
    path("bidding/<str:code>/log.csv", auction.bid_log, name="bid_log"),
    path("deals/", deal.list_deals, name="deals"),
    path("deals/<str:code>/", deal.deal, name="deal"),
    path("disclosures/", disclosure.disclosures, name="disclosures"),
    path("disclosures/<str:code>/", disclosure.disclosure, name="disclosure"),
]
