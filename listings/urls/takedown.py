"""Doors of takedowns."""

from django.urls import path

from listings.views import takedown, takedown_own

urlpatterns = [
    path("takedowns/", takedown.index, name="takedowns"),
    path("takedowns/new/<str:code>/", takedown.act, name="take_down"),
    path("takedowns/own/", takedown_own.own, name="own_takedowns"),
    path("takedowns/<str:code>/status/", takedown_own.status, name="takedown_status"),
    path("takedowns/<str:code>/status/write/", takedown_own.write, name="write_about_takedown"),
    path("takedowns/<str:code>/answer/", takedown.answer, name="answer_about_takedown"),
    path("takedowns/<str:code>/", takedown.show, name="takedown"),
    path("takedowns/<str:code>/reinstate/", takedown.undo, name="reinstate"),
    path("takedowns/<str:code>/evidence/", takedown.evidence, name="takedown_evidence"),
]
