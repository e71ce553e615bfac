from django.urls import path

from listings.api.bid import BiddingDoor, BidsDoor

urlpatterns = [
    path("bidding/<str:code>/", BiddingDoor.as_view(), name="bidding"),
    path("bidding/<str:code>/bids/", BidsDoor.as_view(), name="bids"),
]
