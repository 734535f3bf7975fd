"""What the service counts, in the text format of Prometheus."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

MEDIA_TYPE = CONTENT_TYPE_LATEST
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """Requests by path and status, their seconds, and what stands at the moment."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        labels = ["path", "status"]
        self._requests = Counter("scorer_requests", "Requests answered.", labels, registry=self._registry)
        self._seconds = Histogram(
            "scorer_request_seconds",
            "From the head of a request to its answer.",
            ["path"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._rejected = Counter(
            "scorer_rejected", "Requests refused for want of room or time.", ["status"], registry=self._registry
        )

    def watch(self, name: str, documentation: str, read: Callable[[], float]) -> None:
        """Show a number that is read when it is asked for."""
        Gauge(name, documentation, registry=self._registry).set_function(read)

    def note(self, path: str, status: int, seconds: float) -> None:
        """Count a request that has been answered."""
        self._requests.labels(path, status).inc()
        self._seconds.labels(path).observe(seconds)
        if status in (408, 413, 429, 503):
            self._rejected.labels(status).inc()

    def write(self) -> bytes:
        """All of it."""
        return generate_latest(self._registry)
