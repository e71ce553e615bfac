from django.urls import path

from listings.api import takedown

urlpatterns = [
    path("achievements/<str:code>/take-down/", takedown.TakeDownDoor.as_view(), name="take_down"),
    path("takedowns/", takedown.TakedownsDoor.as_view(), name="takedowns"),
    path("takedowns/<str:code>/", takedown.TakedownDoor.as_view(), name="takedown"),
    path("takedowns/<str:code>/reinstate/", takedown.ReinstateDoor.as_view(), name="reinstate"),
]
