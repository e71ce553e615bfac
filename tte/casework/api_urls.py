from django.urls import path

from tte.casework import api

urlpatterns = [
    path("cases/<int:pk>/", api.CaseDoor.as_view(), name="case"),
    path("cases/<int:pk>/notes/", api.NotesDoor.as_view(), name="note_case"),
    path("cases/<int:pk>/hand-over/", api.HandOverDoor.as_view(), name="hand_over_case"),
    path("cases/<int:pk>/assign/", api.AssignDoor.as_view(), name="assign_case"),
    path("cases/corrections/<int:pk>/close/", api.CloseCorrectionDoor.as_view(), name="close_correction"),
    path("cases/corrections/<int:pk>/drop/", api.DropCorrectionDoor.as_view(), name="drop_correction"),
]
