"""Every door of the house, by app."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("tte.accounts.urls")),
    path("", include("tte.drafts.urls")),
    path("", include("tte.notices.urls")),
    path("", include("tte.longwork.urls")),
    path("", include("tte.lists.urls")),
    path("", include("tte.webhooks.urls")),
    path("", include("tte.imports.urls")),
    path("", include("tte.codelists.urls")),
    path("", include("tte.casework.urls")),
    path("", include("institutions.urls")),
    path("", include("listings.urls")),
    path("", include("contracts.urls")),
    path("", include("tte.statistics.urls")),
    path("api/v1/", include("tte.api.urls")),
    path("", include("tte.ops.urls")),
    path("", include("tte.pages.urls")),
]

handler400 = "tte.pages.views.errors.bad_request"
handler403 = "tte.pages.views.errors.permission_denied"
handler404 = "tte.pages.views.errors.not_found"
handler500 = "tte.pages.views.errors.server_error"
