from django.urls import path

from tte.drafts import views

app_name = "drafts"

urlpatterns = [
    path("drafts/", views.keep, name="keep"),
    path("drafts/state/", views.state, name="state"),
    path("drafts/compare/", views.compare, name="compare"),
    path("drafts/discard/", views.discard, name="discard"),
    path("drafts/own/", views.own, name="own"),
    path("drafts/signed-in/", views.back, name="back"),
]
