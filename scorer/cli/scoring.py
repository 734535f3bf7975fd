"""``scorer score``."""

from __future__ import annotations

import click

from scorer.cli._complaints import complain
from scorer.cli._drafts import work_through
from scorer.cli._options import (
    corrections_option,
    drafts_argument,
    format_option,
    model_option,
    output_option,
    text_field_option,
)
from scorer.cli._output import open_reporter, shows_bar
from scorer.types import ScoredDocument


@click.command(
    short_help="Score every paragraph, with the evidence.",
    epilog="""\b
Examples:
  scorer score draft.md
  scorer score --format jsonl -o scores.jsonl drafts/
  scorer score --text-field body feed.rss stories.csv
  scorer score --fail-under 0.5 draft.md || echo 'look again'""",
)
@drafts_argument
@format_option
@output_option
@model_option
@corrections_option
@text_field_option
@click.option("--fail-under", type=click.FloatRange(0, 1), metavar="X", help="Exit with 1 when a draft's mean score is lower.")
@click.pass_context
def score(
    ctx: click.Context,
    drafts: tuple[str, ...],
    form: str,
    output: str,
    model: str | None,
    corrections: str | None,
    fail_under: float | None,
    text_field: str,
) -> None:
    """Score every paragraph of each DRAFT (a file, a folder, or - for stdin) and show the evidence."""
    import scorer
    from scorer.ledger.corrections import read_corrections
    from scorer.model import load

    loaded = load(model)
    corrected = read_corrections(corrections) if corrections else None
    low: list[str] = []
    with open_reporter(form, output) as reporter:

        def deliver(scored: ScoredDocument) -> None:
            mean = scored.measures["score"]
            name = scored.annotated.document.name
            if fail_under is not None and mean is not None and mean < fail_under:
                low.append(f"{name}: mean score {mean:.4f} is below {fail_under:g}")
            reporter.document(scored)

        whole = work_through(
            drafts,
            lambda draft: scorer.score(draft, loaded, corrections=corrected),
            deliver,
            bar=shows_bar(output),
            field=text_field,
        )
    for message in low:
        complain(message)
    ctx.exit(2 if not whole else 1 if low else 0)
