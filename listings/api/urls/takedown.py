from django.urls import path

from listings.api import takedown

urlpatterns = [
    path("achievements/<str:code>/take-down/", takedown.TakeDownDoor.as_view(), name="take_down"),
    path("achievements/<str:code>/kin/", takedown.KinDoor.as_view(), name="kin"),
    path("takedowns/", takedown.TakedownsDoor.as_view(), name="takedowns"),
    path("takedowns/own/", takedown.OwnTakedownsDoor.as_view(), name="own_takedowns"),
    path("takedowns/<str:code>/", takedown.TakedownDoor.as_view(), name="takedown"),
    path("takedowns/<str:code>/reinstate/", takedown.ReinstateDoor.as_view(), name="reinstate"),
    path("takedowns/<str:code>/answer/", takedown.AnswerTakedownDoor.as_view(), name="answer_about_takedown"),
    path("takedowns/<str:code>/evidence/", takedown.EvidenceFileDoor.as_view(), name="takedown_evidence"),
    path("takedowns/<str:code>/status/", takedown.StatusDoor.as_view(), name="takedown_status"),
    path("takedowns/<str:code>/words/", takedown.WriteAboutDoor.as_view(), name="write_about_takedown"),
]
