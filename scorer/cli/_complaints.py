"""What goes to stderr: one line each, `scorer: NAME: what; what to try`, never a word of the draft."""

from __future__ import annotations

import click

from scorer.reports._lettering import make_visible

DEBUG = "SCORER_DEBUG"
"""Set in the environment, internal errors show their traceback (which may quote the draft)."""


def complain(message: str, hint: str = "") -> None:
    """One line on stderr."""
    line = " ".join(f"{message}; {hint}".split()) if hint else " ".join(message.split())
    click.echo(f"scorer: {make_visible(line)}", err=True)
