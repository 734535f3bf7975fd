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
    pager_option,
    text_field_option,
    weights_option,
)
from scorer.cli._output import open_reporter, shows_bar
from scorer.types import ScoredDocument


@click.command(
    short_help="Score every paragraph, with the evidence.",
    epilog="""\b
Examples:
  scorer score draft.md
  scorer score --format jsonl -o scores.jsonl drafts/
  scorer score --format parquet -o scores.parquet drafts/
  scorer score --top 5 draft.md                          # what to check first
  scorer score --top 5 --weight lead=1 --weight opinion=-1 draft.md
  scorer score --text-field body feed.rss stories.csv
  scorer score --fail-under 0.5 draft.md || echo 'look again'""",
)
@drafts_argument
@format_option
@output_option
@pager_option
@model_option
@corrections_option
@text_field_option
@click.option("--fail-under", type=click.FloatRange(0, 1), metavar="X", help="Exit with 1 when a draft's mean score is lower.")
@click.option(
    "--top",
    type=click.IntRange(min=1),
    metavar="N",
    help="Rank the N paragraphs to check first, with the parts of the ranking and what would raise them; on a terminal in place "
    "of all paragraphs.",
)
@weights_option
@click.pass_context
def score(
    ctx: click.Context,
    drafts: tuple[str, ...],
    form: str,
    output: str,
    paged: bool,
    model: str | None,
    corrections: str | None,
    fail_under: float | None,
    top: int | None,
    weights: dict[str, float],
    text_field: str,
) -> None:
    """Score every paragraph of each DRAFT (a file, a folder, or - for stdin) and show the evidence."""
    import scorer
    from scorer.improvements import suggest_improvements
    from scorer.ledger.corrections import read_corrections
    from scorer.model import load
    from scorer.priorities import complete_weights, rank

    if weights and top is None:
        raise click.UsageError("--weight changes the ranking of --top; add --top N", ctx)
    weighed = complete_weights(weights)
    loaded = load(model)
    corrected = read_corrections(corrections) if corrections else None
    low: list[str] = []
    with open_reporter(form, output, ranked=top is not None, paged=paged) as reporter:

        def deliver(scored: ScoredDocument) -> None:
            mean = scored.measures["score"]
            name = scored.annotated.document.name
            if fail_under is not None and mean is not None and mean < fail_under:
                low.append(f"{name}: mean score {mean:.4f} is below {fail_under:g}")
            if top is not None:
                scored.priorities = rank(scored, weighed)[:top]
                scored.improvements = suggest_improvements(scored)
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

