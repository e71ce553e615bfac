from django.urls import include, path

from listings.api.listing import ListingDoor, ListingsDoor

urlpatterns = [
    path("listings/", ListingsDoor.as_view(), name="listings"),
    path("listings/<str:code>/", ListingDoor.as_view(), name="listing"),
    path("", include("listings.api.urls_bidding")),
]
