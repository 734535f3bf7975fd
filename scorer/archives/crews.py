"""Who does the parts: joblib with one of its backends, so that a cluster that is there does the distribution."""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from typing import Any

from scorer.archives.plans import BACKENDS, Crew
from scorer.errors import ScorerError, nearest

_NEEDS = {"loky": "joblib", "dask": "distributed", "ray": "ray", "spark": "joblibspark"}
_STREAMING = ("loky", "dask")
"""Backends that hand over each result as it comes; of the others we ask for a few parts at a time."""
_WAVE = 4


def hand_out(work: Callable[..., Any], tasks: Iterable[tuple[Any, ...]], crew: Crew) -> Iterator[Any]:
    """The results of some tasks, in the order they are done; so few are taken at a time that memory stays bounded."""
    with _assemble(crew) as parallel:
        if crew.backend in _STREAMING:
            yield from parallel(return_as="generator_unordered")(_calls(work, tasks))
            return
        pending = iter(tasks)
        size = _WAVE * _width(crew)
        while wave := list(islice(pending, size)):
            yield from parallel()(_calls(work, wave))


def _calls(work: Callable[..., Any], tasks: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
    from joblib import delayed

    return (delayed(work)(*task) for task in tasks)


def _width(crew: Crew) -> int:
    """How many work at once on the backend in use."""
    from joblib import effective_n_jobs

    return max(int(effective_n_jobs(crew.jobs)), 1)


@contextmanager
def _assemble(crew: Crew) -> Iterator[Callable[..., Any]]:
    """What makes a ``Parallel`` on the backend wanted; a cluster that we started ends with it."""
    import joblib

    if crew.backend not in BACKENDS:
        raise ScorerError(f"no backend {crew.backend!r}; {nearest(crew.backend, list(BACKENDS))}")
    try:
        import_module(_NEEDS[crew.backend])
        if crew.backend == "spark":
            import_module("pyspark")
    except ImportError:
        missing = f"--backend {crew.backend} needs the extra {crew.backend}"
        raise ScorerError(f"{missing}, which is not installed; pip install 'attribution-scorer[{crew.backend}]'") from None
    special = {"initializer": _leave_ctrl_c_to_us} if crew.backend == "loky" else {}
    with _CLUSTERS[crew.backend](crew), joblib.parallel_config(backend=crew.backend, n_jobs=crew.jobs, **special):
        yield lambda **how: joblib.Parallel(batch_size=1, pre_dispatch="2*n_jobs", **how)


def _leave_ctrl_c_to_us() -> None:
    """Ctrl-C reaches every process of a terminal; workers would answer it with tracebacks, and we end them anyway."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _use_loky(crew: Crew) -> Iterator[None]:
    """Processes of this machine."""
    yield


@contextmanager
def _use_dask(crew: Crew) -> Iterator[None]:
    """A client of the caller's, of the scheduler named here or in Dask's configuration, else of processes started here."""
    import dask

    distributed: Any = import_module("distributed")
    try:
        distributed.default_client()
    except ValueError:
        address = crew.address or dask.config.get("scheduler-address", None)
        jobs = None if crew.jobs < 1 else crew.jobs
        local = {"n_workers": jobs, "threads_per_worker": 1, "dashboard_address": None}
        with distributed.Client(address) if address else distributed.Client(**local):
            yield
    else:
        yield


@contextmanager
def _use_ray(crew: Crew) -> Iterator[None]:
    """The cluster named, or the one that Ray finds; else processes started here."""
    import ray
    from ray.util.joblib import register_ray

    started = not ray.is_initialized()
    if started:
        ray.init(address=crew.address)
    register_ray()
    try:
        yield
    finally:
        if started:
            ray.shutdown()


@contextmanager
def _use_spark(crew: Crew) -> Iterator[None]:
    """The session that is there, or one of the master named; else what spark-submit or Spark's configuration says."""
    from joblibspark import register_spark
    from pyspark.sql import SparkSession

    started = SparkSession.getActiveSession() is None
    if "PYSPARK_GATEWAY_PORT" not in os.environ and (crew.address or "local").startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers of this machine are of this environment
    builder = SparkSession.builder.appName("scorer batch")
    session = (builder.master(crew.address) if crew.address else builder).getOrCreate()
    register_spark()
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", module="joblibspark")
            yield
    finally:
        if started:
            session.stop()


_CLUSTERS: dict[str, Callable[[Crew], Any]] = {"loky": _use_loky, "dask": _use_dask, "ray": _use_ray, "spark": _use_spark}

__all__ = ["hand_out"]
