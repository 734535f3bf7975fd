"""``scorer annotate``."""

from __future__ import annotations

import click

from scorer.cli._drafts import work_through
from scorer.cli._options import (
    corrections_option,
    drafts_argument,
    format_option,
    output_option,
    pager_option,
    text_field_option,
)
from scorer.cli._output import open_reporter, shows_bar
from scorer.types import AnnotatedDocument, Document


@click.command(
    short_help="Show cues, attributions and sources.",
    epilog="""\b
Examples:
  scorer annotate draft.md
  scorer annotate --format json draft.md | python -m json.tool
  scorer annotate --format csv -o found.csv drafts/""",
)
@drafts_argument
@format_option
@output_option
@pager_option
@corrections_option
@text_field_option
@click.pass_context
def annotate(
    ctx: click.Context,
    drafts: tuple[str, ...],
    form: str,
    output: str,
    paged: bool,
    corrections: str | None,
    text_field: str,
) -> None:
    """Show the cues, attributions and sources of each DRAFT (a file, a folder, or - for stdin), without scoring it."""
    import scorer
    from scorer.ledger.corrections import read_corrections

    corrected = read_corrections(corrections) if corrections else None
    with open_reporter(form, output, scored=False, paged=paged) as reporter:

        def work(draft: Document) -> AnnotatedDocument:
            return scorer.annotate(draft, corrections=corrected)

        whole = work_through(drafts, work, reporter.document, bar=shows_bar(output), field=text_field)
    ctx.exit(0 if whole else 2)
