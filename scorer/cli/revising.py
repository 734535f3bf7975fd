"""``scorer diff``."""

from __future__ import annotations

import click

from scorer.cli._options import model_option, output_option, pager_option
from scorer.cli._output import open_changes_reporter
from scorer.discover import member_names
from scorer.errors import UnreadableInput
from scorer.types import Document


@click.command(
    short_help="Tell what changed between two drafts.",
    epilog="""\b
Examples:
  scorer diff old.md new.md
  scorer diff --git HEAD~1 draft.md                      # since a git revision
  scorer diff --format html -o changes.html old.md new.md
  scorer diff --format json -o changes.json old.md new.md
  pandoc -t plain new.docx | scorer diff old.md -
\b
Exit codes: 0 compared, whatever changed, 2 wrong usage or unreadable input.""",
)
@click.argument("drafts", nargs=-1, required=True, metavar="OLD NEW", type=click.Path(readable=False))
@click.option("--git", "revision", metavar="REV", help="Compare one FILE with what it was at this git revision.")
@click.option("-f", "--format", "form", type=click.Choice(member_names("scorer.reports._changes")), default="terminal",
              show_default=True, help="How to write it: html is one page for the browser, json one object.")  # fmt: skip
@output_option
@pager_option
@model_option
@click.pass_context
def diff(
    ctx: click.Context,
    drafts: tuple[str, ...],
    revision: str | None,
    form: str,
    output: str,
    paged: bool,
    model: str | None,
) -> None:
    """Tell what changed from the draft OLD to the draft NEW (files, or - for stdin).

    Paragraphs are aligned by their words: which were added, removed, changed or moved, with level and score before and after;
    then sources that came, went, or were named or made anonymous, replies and hedges that came or went, and quotations with
    other words or another speaker.
    """
    import scorer
    from scorer.model import load

    if revision is not None and len(drafts) != 1:
        raise click.UsageError("--git takes one FILE, which is compared with itself", ctx)
    if revision is None and len(drafts) != 2:
        raise click.UsageError("name two drafts, OLD and NEW, or one with --git REV", ctx)
    if drafts == ("-", "-"):
        raise click.UsageError("only one of the drafts can come from standard input", ctx)
    old = scorer.read(drafts[0]) if revision is None else _read_former(revision, drafts[0])
    changes = scorer.diff(old, scorer.read(drafts[-1]), load(model))
    with open_changes_reporter(form, output, paged=paged) as reporter:
        reporter.document(changes)


def _read_former(revision: str, path: str) -> Document:
    """The draft that a file was at a git revision."""
    from scorer.readers import read_bytes, suffix_of
    from scorer.repository import fetch_former

    data = fetch_former(revision, path)
    if data is None:
        raise UnreadableInput(f"{path}: was not there at {revision}; try a later revision, or name two files")
    return read_bytes(data, f"{path} at {revision}", suffix_of(path))
