"""Many files, in order, by as many workers as are worth it; what cannot be checked says why, and the rest goes on."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from scorer.checks import check_document
from scorer.errors import ScorerError
from scorer.ledger.corrections import Correction
from scorer.model import Model, load
from scorer.pipeline import collector_at_rest
from scorer.readers import read_bytes, read_path, suffix_of
from scorer.settings import Configurations, automaton_for
from scorer.types import CheckedDocument, Document

DEBUG = "SCORER_DEBUG"
_WORTH_WORKERS = 400_000
"""Bytes of drafts from which it pays to start workers."""
_CHUNK = 16
_WARM = 40
"""Drafts that are checked before workers are begun: most of what the automaton learns, it learns from the first."""

Entry = str | ScorerError
"""The path of a draft, or why it cannot be read."""


class Checker(NamedTuple):
    """What every draft of a run is checked with; goes to workers as it is.

    ``model`` is the path of a model that takes the place of a configured one; ``base`` a revision, of whose unchanged
    paragraphs nothing is said; ``called`` is the name under which standard input goes.
    """

    configurations: Configurations
    model: str | None = None
    corrections: list[Correction] | None = None
    base: str | None = None
    today: date | None = None
    called: str = ""


def check_files(entries: Sequence[Entry], checker: Checker, jobs: int = 0) -> Iterator[CheckedDocument]:
    """Each entry checked, in order, by so many workers (0: as many as pay; negative: all cores but some, -1 all).

    The results are the same whatever ``jobs`` is. A draft that cannot be read or checked has its ``error``.
    """
    workers = min(_workers(entries, jobs), -(-len(entries) // _CHUNK))
    if workers < 2:
        gc.freeze()  # what is loaded stays: no collection walks it
        for few in _cut(entries, _CHUNK):
            with collector_at_rest():
                yield from (check_entry(checker, entry) for entry in few)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # forked workers have what is loaded and learned here, and nobody does it twice; frozen, no collection walks and copies it
    yield from (check_entry(checker, entry) for entry in entries[:_WARM])
    gc.freeze()
    with ProcessPoolExecutor(workers) as pool:
        try:
            for checked in pool.map(partial(_check_chunk, checker), _cut(entries[_WARM:], _CHUNK)):
                yield from checked
        except BrokenProcessPool:
            raise ScorerError("a worker was killed, perhaps for want of memory; try --jobs 1") from None
        finally:
            pool.shutdown(cancel_futures=True)


def check_entry(checker: Checker, entry: Entry) -> CheckedDocument:
    """One draft checked; whatever goes wrong stands in its ``error``."""
    if isinstance(entry, ScorerError):
        return _failed(str(entry).partition(": ")[0], str(entry))
    name = checker.called if entry == "-" and checker.called else entry
    try:
        return _check(checker, entry, name)
    except ScorerError as error:
        return _failed(name, str(error))
    except Exception as error:  # its message might hold words of the draft
        if os.environ.get(DEBUG):
            raise
        return _failed(name, f"{name}: internal error ({type(error).__name__}); please report it; {DEBUG}=1 shows the traceback")


def _check(checker: Checker, entry: str, name: str) -> CheckedDocument:
    configuration = checker.configurations.for_path(name)
    model = checker.model or (str(configuration.model) if configuration.model else None)
    checked = check_document(
        _read(entry, name),
        configuration.settings_for(name),
        model=_model(model),
        automaton=automaton_for(configuration),
        corrections=checker.corrections,
        today=checker.today,
    )
    if not checker.base:
        return checked
    from scorer.suppressions.revisions import open_revision  # it needs what a plain check does not

    return open_revision(checker.base, name).drop_unchanged(checked)


def _read(entry: str, name: str) -> Document:
    if entry == name:
        return read_path(entry)
    return read_bytes(sys.stdin.buffer.read(), name, suffix_of(name))


def _check_chunk(checker: Checker, entries: Sequence[Entry]) -> list[CheckedDocument]:
    with collector_at_rest():
        return [check_entry(checker, entry) for entry in entries]


def _cut(entries: Sequence[Entry], size: int) -> list[Sequence[Entry]]:
    return [entries[at : at + size] for at in range(0, len(entries), size)]


def _workers(entries: Sequence[Entry], jobs: int) -> int:
    if jobs > 0 or not entries:
        return jobs
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if jobs < 0:
        return max(cores + 1 + jobs, 1)
    return cores if sum(map(_size, entries)) >= _WORTH_WORKERS else 1


def _size(entry: Entry) -> int:
    try:
        return 0 if isinstance(entry, ScorerError) or entry == "-" else os.path.getsize(entry)
    except (OSError, ValueError):
        return 0


@cache
def _model(path: str | None) -> Model:
    return load(path)


def _failed(name: str, error: str) -> CheckedDocument:
    return CheckedDocument(Document("", name), error=error)
