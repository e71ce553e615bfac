"""`/api/v1/`: each app's doors, the schema and its page."""

from django.urls import include, path

from tte.api.views import Docs, Schema

app_name = "api"

urlpatterns = [
    path("", include("listings.api.urls")),
    path("", include("contracts.api.urls")),
    path("", include("tte.casework.api_urls")),
    path("", include("tte.longwork.api_urls")),
    path("", include("tte.imports.api_urls")),
    path("", include("tte.statistics.api_urls")),
    path("", include("tte.codelists.api_urls")),
    path("", include("tte.webhooks.api_urls")),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", Docs.as_view(), name="docs"),
]
