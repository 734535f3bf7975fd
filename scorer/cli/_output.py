"""Where output goes: to stdout as it comes, to a file all at once."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from scorer.errors import ScorerError
from scorer.reports import Reporter, open_report
from scorer.reports._changes import Reporter as ChangesReporter
from scorer.reports._changes import open_changes
from scorer.reports._sources import Reporter as TablesReporter
from scorer.reports._sources import open_tables


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
    elif _special(path):
        with open(path, "w", encoding="utf-8", errors="backslashreplace") as stream:
            yield stream
    else:
        target = os.path.realpath(path)
        try:
            handle, draft = tempfile.mkstemp(prefix=".scorer-", dir=os.path.dirname(target))
        except OSError as error:
            raise ScorerError(f"{path}: cannot be written ({error.strerror}); try another place for --output") from error
        try:
            with open(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
                yield stream
            os.chmod(draft, _mode(target))
            os.replace(draft, target)
        except BaseException:
            os.unlink(draft)
            raise


@contextmanager
def open_reporter(form: str, path: str, *, paged: bool = False) -> Iterator[Reporter]:
    """A reporter of the given format that writes to ``path``."""
    with open_output(path, paged=paged) as stream:
        reporter = open_report(form, stream)
        reporter.begin()
        yield reporter
        reporter.end()


@contextmanager
def open_tables_reporter(form: str, path: str, tables: tuple[str, ...], *, paged: bool = False) -> Iterator[TablesReporter]:
    """A reporter of these tables in the given format that writes to ``path``."""
    with open_output(path, paged=paged) as stream:
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


def _special(path: str) -> bool:
    """Whether a path is a device or a pipe, which cannot be replaced."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


def _mode(target: str) -> int:
    """The permissions of the file to be replaced, else those of any new file."""
    if os.path.exists(target):
        return stat.S_IMODE(os.stat(target).st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
