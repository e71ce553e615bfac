"""Doors of people: our own pages in the namespace `accounts`, django-allauth's under its own names."""

from django.urls import include, path

from tte.accounts.views import profile, roles, session

ours = (
    [
        path("act-as/", session.act_as, name="act_as"),
        path("demo/", session.demo_sign_in, name="demo_sign_in"),
        path("second-factor/needed/", session.second_factor, name="second_factor"),
        path("profile/", profile.profile, name="profile"),
        path("roles/", roles.roles, name="roles"),
    ],
    "accounts",
)

urlpatterns = [
    path("", include(ours)),
    path("", include("allauth.account.urls")),
    path("second-factor/", include("allauth.mfa.urls")),
]
