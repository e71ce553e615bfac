"""Doors for machines that watch: is the process there, can it work, how does the exchange stand."""

import os
import secrets
from collections.abc import Iterator

import redis
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from tte.common.doors import public
from tte.ops.standing import measures


class Standing:
    """The measures as gauges, computed when they are asked for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for measure in measures():
            family = GaugeMetricFamily(measure.name, measure.says, labels=[measure.label] if measure.label else [])
            for key, value in measure.values.items():
                family.add_metric([key] if measure.label else [], value)
            yield family


@public
def live(request: HttpRequest) -> HttpResponse:
    """The process answers. Asks nothing of anybody."""
    return HttpResponse("live\n", content_type="text/plain")


@public
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database and Valkey answer, else 503; says which."""
    found = {"database": _database_answers(), "valkey": _valkey_answers()}
    said = {name: "ok" if answers else "away" for name, answers in found.items()}
    return JsonResponse(said, status=200 if all(found.values()) else 503)


@public
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in Prometheus' text form, for whoever shows TTE_METRICS_TOKEN; to others there is no such door."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = settings.TTE_METRICS_TOKEN
    if not token or not secrets.compare_digest(shown.encode(), token.encode()):
        raise Http404
    registry = CollectorRegistry()
    registry.register(Standing())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)
        figures = generate_latest(registry)
    else:
        figures = generate_latest(registry) + generate_latest(REGISTRY)
    return HttpResponse(figures, content_type=CONTENT_TYPE_LATEST)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return True
    except (DatabaseError, InterfaceError):
        return False


def _valkey_answers() -> bool:
    try:
        with redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2) as valkey:
            return valkey.ping()
    except redis.RedisError:
        return False
