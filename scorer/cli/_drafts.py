"""Draft by draft: read it, work on it, deliver the result; what fails is complained of, and the rest goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import click

from scorer.cli._complaints import DEBUG, complain
from scorer.errors import ScorerError
from scorer.types import Document

Result = TypeVar("Result")
Complaint = tuple[str, str]
"""What is wrong, and what helps where the first does not say it."""


def work_through(
    paths: Sequence[str],
    work: Callable[[Document], Result],
    deliver: Callable[[Result], None],
    *,
    bar: bool = False,
    field: str | None = None,
) -> bool:
    """Whether all drafts could be read and worked on. Complaints follow the results, where they are not scrolled away.

    ``bar`` allows a progress bar, which shows itself on a terminal when there is more than one draft. ``field`` is
    where tables and JSON lines have the text.
    """
    from scorer.readers import expand

    complaints: list[Complaint] = []
    entries = expand(paths)
    hidden = not (bar and len(entries) > 1 and sys.stderr.isatty())
    try:
        with click.progressbar(entries, label="drafts", file=sys.stderr, hidden=hidden) as shown:
            for entry in shown:
                for draft in _drafts_of(entry, field):
                    if isinstance(draft, tuple):
                        complaints.append(draft)
                        continue
                    try:
                        result = work(draft)
                    except ScorerError as error:
                        complaints.append((str(error), ""))
                    except Exception as error:
                        complaints.append(_internal(draft.name, error))
                    else:
                        deliver(result)
    finally:
        for message, hint in complaints:
            complain(message, hint)
    return not complaints


def _drafts_of(entry: str | ScorerError, field: str | None) -> Iterator[Document | Complaint]:
    """The drafts of a file; in place of what cannot be read, what to complain of."""
    from scorer.readers import TEXT_FIELD, read_documents

    if isinstance(entry, ScorerError):
        yield str(entry), ""
        return
    try:
        for draft in read_documents(entry, field or TEXT_FIELD):
            yield (str(draft), "") if isinstance(draft, ScorerError) else draft
    except ScorerError as error:
        yield str(error), ""
    except Exception as error:
        yield _internal(entry, error)


def _internal(name: str, error: Exception) -> Complaint:
    """The complaint of an error of ours, without its message, which might hold words of the draft."""
    if os.environ.get(DEBUG):
        raise error
    return f"{name}: internal error ({type(error).__name__})", f"please report it; {DEBUG}=1 shows the traceback"
