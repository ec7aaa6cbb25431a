"""GET /metrics: how the service does, in the text form that Prometheus reads.

Labels are the method, the template of the route and the status: as many as there are routes, whatever is asked. Counts of what is
stored are those that strangers see. Each process tells of itself only: of several on one store, each is read at its own port.
"""

from collections.abc import Iterable
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from app.errors import StrikemapError
from app.model.feature import CollectionId
from app.version import __version__
from app.web.params import Arguments
from app.web.ports import Service
from app.web.site import site_of

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds in seconds."""

_COUNTED: tuple[CollectionId, CollectionId] = ("reports", "claims")

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """What one process has counted."""

    def __init__(self, service: Service) -> None:
        """Ask the service whenever the metrics are read."""
        self._registry = CollectorRegistry()
        self._requests = Counter("strikemap_requests", "Requests answered.", ("method", "route", "status"), registry=self._registry)
        self._seconds = Histogram(
            "strikemap_request_seconds", "Time to the end of the answer.", ("method", "route"), buckets=BUCKETS, registry=self._registry
        )
        self._registry.register(_Stored(service))

        # what counts requests of one kind is looked up once: their kinds are as few as the labels
        self._counters = cache(lambda method, route, status: self._requests.labels(method, route, str(status)))
        self._timers = cache(self._seconds.labels)

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._counters(method, route, status).inc()
        self._timers(method, route).observe(seconds)

    def rendered(self) -> bytes:
        """All of it as text."""
        return generate_latest(self._registry)


class _Stored(Collector):
    """Gauges of what is stored, read when they are asked for; a store that cannot answer says so with ``strikemap_up`` 0."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def describe(self) -> Iterable[Metric]:
        """Nothing, so that registering asks nothing of the store."""
        return []

    def collect(self) -> Iterable[Metric]:
        """The present state."""
        try:
            reports, claims = (self._service.extent(one).count for one in _COUNTED)
            imports, versions = self._service.imports_under_way(), self._service.about()
        except StrikemapError:
            yield GaugeMetricFamily("strikemap_up", "Whether the store answers.", 0)
            return
        yield GaugeMetricFamily("strikemap_up", "Whether the store answers.", 1)
        yield GaugeMetricFamily("strikemap_reports", "Public reports, rows of public data sets among them.", reports)
        yield GaugeMetricFamily("strikemap_claims", "Public claims.", claims)
        yield GaugeMetricFamily("strikemap_imports_under_way", "Imports begun and not finished.", imports)
        yield GaugeMetricFamily("strikemap_store_version", "The version of the store's file.", int(versions["store_version"]))
        yield InfoMetricFamily("strikemap_versions", "What answers.", {"version": __version__, **versions})


async def metrics(request: Request) -> Response:
    """GET /metrics."""
    Arguments(request, ())
    counted = request.app.state.metrics
    assert isinstance(counted, Metrics)  # noqa: S101 (set once in application)
    return Response(await site_of(request).run(counted.rendered), headers={"cache-control": "no-store", "content-type": CONTENT_TYPE})
