"""Draft by draft: read it, work on it, deliver the result; what fails is complained of, and the rest goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from scorer.cli._complaints import DEBUG, complain
from scorer.errors import ScorerError
from scorer.types import Document

Result = TypeVar("Result")


def work_through(
    paths: Sequence[str], work: Callable[[Document], Result], deliver: Callable[[Result], None], *, bar: bool = False
) -> bool:
    """Whether all drafts could be read and worked on. Complaints follow the results, where they are not scrolled away.

    ``bar`` allows a progress bar, which shows itself on a terminal when there is more than one draft.
    """
    from scorer.readers import expand, read_path

    complaints: list[tuple[str, str]] = []
    entries = expand(paths)
    hidden = not (bar and len(entries) > 1 and sys.stderr.isatty())
    try:
        with click.progressbar(entries, label="drafts", file=sys.stderr, hidden=hidden) as shown:
            for entry in shown:
                if isinstance(entry, ScorerError):
                    complaints.append((str(entry), ""))
                    continue
                try:
                    result = work(read_path(entry))
                except ScorerError as error:
                    complaints.append((str(error), ""))
                except Exception as error:  # its message might hold words of the draft
                    if os.environ.get(DEBUG):
                        raise
                    hint = f"please report it; {DEBUG}=1 shows the traceback"
                    complaints.append((f"{entry}: internal error ({type(error).__name__})", hint))
                else:
                    deliver(result)
    finally:
        for message, hint in complaints:
            complain(message, hint)
    return not complaints
