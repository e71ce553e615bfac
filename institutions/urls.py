"""Doors of organisations, memberships and admission."""

from django.urls import path

from institutions.views import agency, people

app_name = "institutions"

urlpatterns = [
    path("institutions/", agency.index, name="agencies"),
    path("my-organisations/", people.mine, name="mine"),
    path("my-organisations/new/", people.register, name="register"),
    path("my-organisations/invitations/<int:pk>/", people.accept, name="accept_invitation"),
    path("people/", people.all_members, name="members"),
    path("people/invitations/<int:pk>/mail/", people.mail_again, name="mail_invitation"),
    path("people/<slug:code>/", people.organisation, name="organisation"),
    path("people/<slug:code>/admission/", people.admit, name="admit"),
    path("people/<slug:code>/refusal/", people.refuse, name="refuse"),
    path("people/memberships/<int:pk>/end/", people.end, name="end_membership"),
]
