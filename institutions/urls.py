"""Doors of organisations: `urls_people` holds those of memberships and admission."""

from django.urls import include, path

from institutions.views import agency

app_name = "institutions"

urlpatterns = [
    path("institutions/", agency.index, name="agencies"),
    path("", include("institutions.urls_people")),
]
