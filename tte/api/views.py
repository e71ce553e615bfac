"""The schema and its page; every other API door belongs to its app."""

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from tte.common.api import PUBLIC


class Schema(SpectacularAPIView):
    door = PUBLIC


class Docs(SpectacularSwaggerSplitView):
    door = PUBLIC
    url_name = "api:schema"
    template_name = "api/docs.html"
