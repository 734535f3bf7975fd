"""How far a long command is, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click


def progress_on_terminal() -> Callable[[str, int, int], None] | None:
    """A function that shows stage, done and total in one line of stderr; None where nobody looks."""
    return _show if sys.stderr.isatty() else None


def _show(stage: str, done: int, total: int) -> None:
    click.echo(f"\r{stage} {done}/{total}\x1b[K", err=True, nl=done >= total)
