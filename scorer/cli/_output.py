"""Where output goes: to stdout as it comes, to a file all at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, Any, BinaryIO, TextIO, cast

from scorer.errors import ScorerError
from scorer.reports import Reporter, open_report, writes_bytes
from scorer.reports._changes import Reporter as ChangesReporter
from scorer.reports._changes import open_changes
from scorer.reports._sources import Reporter as TablesReporter
from scorer.reports._sources import open_tables
from scorer.whole_files import open_whole


@contextmanager
def open_output(path: str, *, paged: bool = False) -> Iterator[TextIO]:
    """A stream to ``path`` ("-" is stdout); a file appears, or is replaced, only when all of it is written.

    ``paged`` sends what is longer than the screen through a pager.
    """
    if path == "-" and paged and sys.stdout.isatty():
        from scorer.cli._pager import open_pager

        with open_pager(sys.stdout) as stream:
            yield stream
    elif path == "-":
        yield sys.stdout
    else:
        with _open_file(path, "w", encoding="utf-8", errors="backslashreplace") as stream:
            yield cast(TextIO, stream)


@contextmanager
def open_binary_output(path: str) -> Iterator[BinaryIO]:
    """A stream of bytes to ``path``, as ``open_output`` has one of text; a terminal, which could not show them, is refused."""
    if path == "-":
        if sys.stdout.isatty():
            raise ScorerError("stdout is a terminal, and this format is binary; try -o FILE")
        sys.stdout.flush()
        yield sys.stdout.buffer
    else:
        with _open_file(path, "wb") as stream:
            yield cast(BinaryIO, stream)


@contextmanager
def open_reporter(
    form: str, path: str, *, scored: bool = True, ranked: bool = False, paged: bool = False
) -> Iterator[Reporter]:
    """A reporter of the given format that writes to ``path``, of documents that are scored, or ranked, or neither."""
    with open_binary_output(path) if writes_bytes(form) else open_output(path, paged=paged) as stream:
        reporter = open_report(form, stream, scored=scored, ranked=ranked)
        reporter.begin()
        yield reporter
        reporter.end()


@contextmanager
def open_tables_reporter(form: str, path: str, tables: tuple[str, ...], *, paged: bool = False) -> Iterator[TablesReporter]:
    """A reporter of these tables in the given format that writes to ``path``."""
    with open_binary_output(path) if writes_bytes(form, "scorer.reports._sources") else open_output(path, paged=paged) as stream:
        reporter = open_tables(form, stream, tables)
        reporter.begin()
        yield reporter
        reporter.end()


@contextmanager
def open_changes_reporter(form: str, path: str, *, paged: bool = False) -> Iterator[ChangesReporter]:
    """A reporter of what changed, in the given format, that writes to ``path``."""
    with open_output(path, paged=paged) as stream:
        yield open_changes(form, stream)


def shows_bar(output: str) -> bool:
    """Whether a progress bar would not stand in the way of the output."""
    return output != "-" or not sys.stdout.isatty()


@contextmanager
def _open_file(path: str, mode: str, **how: Any) -> Iterator[IO[Any]]:
    with ExitStack() as opened:
        try:
            stream = opened.enter_context(open_whole(path, mode, **how))
        except OSError as error:
            raise ScorerError(f"{path}: cannot be written ({error.strerror}); try another place for --output") from error
        yield stream
