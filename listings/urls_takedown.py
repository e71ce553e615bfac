"""Doors of takedowns; included by listings/urls.py."""

from django.urls import path

from listings.views import takedown

urlpatterns = [
    path("takedowns/", takedown.index, name="takedowns"),
    path("takedowns/new/<str:code>/", takedown.act, name="take_down"),
    path("takedowns/<str:code>/", takedown.show, name="takedown"),
    path("takedowns/<str:code>/reinstate/", takedown.undo, name="reinstate"),
    path("takedowns/<str:code>/evidence/", takedown.evidence, name="takedown_evidence"),
]
