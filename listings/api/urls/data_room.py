from django.urls import path

from listings.api import data_room, export_gate

urlpatterns = [
    path("listings/<str:code>/room/", data_room.KeepDoor.as_view(), name="keep_room"),
    path("listings/<str:code>/room/ask/", data_room.AskDoor.as_view(), name="ask_room"),
    path("room-accesses/", data_room.AccessesDoor.as_view(), name="room_accesses"),
    path("room-accesses/<int:pk>/grant/", data_room.GrantDoor.as_view(), name="grant_access"),
    path("room-accesses/<int:pk>/refuse/", data_room.RefuseDoor.as_view(), name="refuse_access"),
    path("room-accesses/<int:pk>/revoke/", data_room.RevokeDoor.as_view(), name="revoke_access"),
    path("room-entries/", data_room.LooksDoor.as_view(), name="room_entries"),
    path("export-gates/", export_gate.GatesDoor.as_view(), name="export_gates"),
    path("export-gates/<int:pk>/", export_gate.GateDoor.as_view(), name="export_gate"),
    path("export-gates/<int:pk>/decide/", export_gate.DecideExportDoor.as_view(), name="decide_export"),
]
