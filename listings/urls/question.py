"""Doors of questions, messages and follows."""

from django.urls import path

from listings.views import follow, question

urlpatterns = [
    path("questions/", question.index, name="questions"),
    path("questions/<int:pk>/", question.show, name="question"),
    path("listings/<str:code>/ask/", question.ask, name="ask"),
    path("listings/<str:code>/follow/", follow.follow, name="follow"),
    path("followed/", follow.index, name="followed"),
]
