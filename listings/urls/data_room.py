"""Doors of the data rooms and of the export gate before them."""

from django.urls import path

from listings.views import data_room, data_room_keeping, export_gate

urlpatterns = [
    path("rooms/", data_room.mine, name="data_rooms"),
    path("rooms/log/", data_room.log, name="data_room_log"),
    path("rooms/kept/", data_room_keeping.kept, name="kept_rooms"),
    path("rooms/files/<int:pk>/", data_room.download, name="room_file"),
    path("rooms/access/<int:pk>/", data_room_keeping.access, name="room_access"),
    path("rooms/access/<int:pk>/sign/", data_room.sign, name="sign_agreement"),
    path("rooms/<str:listing__code>/", data_room.show, name="data_room"),
    path("rooms/<str:code>/keep/", data_room_keeping.keep, name="keep_data_room"),
    path("export-gate/", export_gate.queue, name="export_gates"),
    path("export-gate/<int:pk>/", export_gate.decide, name="export_gate"),
]
