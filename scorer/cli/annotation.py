"""``scorer annotate``."""

from __future__ import annotations

import click

from scorer.cli._drafts import work_through
from scorer.cli._options import drafts_argument, format_option, output_option
from scorer.cli._output import open_reporter, shows_bar


@click.command(
    short_help="Show cues, attributions and sources.",
    epilog="""\b
Examples:
  scorer annotate draft.md
  scorer annotate --format json draft.md | python -m json.tool""",
)
@drafts_argument
@format_option
@output_option
@click.pass_context
def annotate(ctx: click.Context, drafts: tuple[str, ...], form: str, output: str) -> None:
    """Show the cues, attributions and sources of each DRAFT (a file, a folder, or - for stdin), without scoring it."""
    import scorer

    with open_reporter(form, output) as reporter:
        whole = work_through(drafts, scorer.annotate, reporter.document, bar=shows_bar(output))
    ctx.exit(0 if whole else 2)
