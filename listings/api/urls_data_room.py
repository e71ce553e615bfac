from django.urls import path

from listings.api import data_room

urlpatterns = [
    path("listings/<str:code>/room/ask/", data_room.AskDoor.as_view(), name="ask_room"),
    path("room-accesses/", data_room.AccessesDoor.as_view(), name="room_accesses"),
    path("room-accesses/<int:pk>/grant/", data_room.GrantDoor.as_view(), name="grant_access"),
    path("room-accesses/<int:pk>/refuse/", data_room.RefuseDoor.as_view(), name="refuse_access"),
    path("room-accesses/<int:pk>/revoke/", data_room.RevokeDoor.as_view(), name="revoke_access"),
    path("room-entries/", data_room.LooksDoor.as_view(), name="room_entries"),
]
