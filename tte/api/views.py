"""The schema and its page; every other API door belongs to its app."""

import gzip
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import urlencode
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request

from tte.api.built import VERSIONS, built
from tte.common.api import PUBLIC
from tte.common.languages import spoken_language


class Schema(SpectacularAPIView):
    """`?lang=` and `?oas=3.0` choose; the answer is a file made beforehand, and a 304 for whoever has it."""

    door = PUBLIC

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        form, version = request.accepted_renderer.format, request.GET.get("oas")
        schema = built(form, version if version in VERSIONS else "3.1", _language(request.GET.get("lang")))
        packed = "gzip" in request.headers.get("Accept-Encoding", "")
        content = schema.packed if packed else gzip.decompress(schema.packed)
        answer = HttpResponse(content, content_type=request.accepted_renderer.media_type)
        if packed:
            answer["Content-Encoding"] = "gzip"
        answer["ETag"] = f'"{schema.tag}{".gz" if packed else ""}"'
        answer["Cache-Control"] = "no-cache"
        answer["Content-Disposition"] = f'inline; filename="technology-exchange-api.{form}"'
        patch_vary_headers(answer, ("Accept", "Accept-Encoding", "Accept-Language", "Cookie"))
        return get_conditional_response(request, etag=answer["ETag"], response=answer)


class Docs(SpectacularSwaggerSplitView):
    door = PUBLIC
    url_name = "api:schema"
    template_name = "api/docs.html"

    def _get_schema_url(self, request: HttpRequest) -> str:
        chosen = {"oas": "3.0", "format": "json", "lang": _language(request.GET.get("lang"))}
        return f"{reverse(self.url_name)}?{urlencode(chosen)}"


def _language(asked: str | None) -> str:
    return asked if asked in dict(settings.LANGUAGES) else spoken_language()
