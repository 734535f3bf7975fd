"""``scorer evaluate``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scorer.cli._evaluation_sheet import lay_out_evaluation
from scorer.cli._options import model_option, output_option, texts_option
from scorer.cli._output import open_output
from scorer.cli._progress import progress_on_terminal
from scorer.cli._sheets import write_sheet


@click.command(
    short_help="Measure a model by labelled articles.",
    epilog="""\b
Examples:
  scorer evaluate labelled.jsonl
  scorer evaluate my-model labelled.jsonl more.jsonl
  scorer evaluate default labelled.jsonl --baselines --texts corpora
  scorer evaluate my-model labelled.jsonl --plots plots --format markdown -o evaluation.md

Intervals are from a bootstrap over documents. A slice of fewer than 50 paragraphs or 5 documents is too small to read.""",
)
@click.argument("arguments", nargs=-1, required=True, metavar="[MODEL] CORPUS...", type=click.Path())
@model_option
@click.option("--resamples", type=click.IntRange(0), default=1000, show_default=True, metavar="N",
              help="Draws of documents for the intervals; 0 for none.")  # fmt: skip
@click.option("--baselines", is_flag=True, help="Compare with baselines learned from the recipe's corpora (takes minutes).")
@click.option("--recipe", type=click.Path(), metavar="FILE", help="Recipe of the baselines instead of the shipped one.")
@texts_option
@click.option("--plots", type=click.Path(), metavar="FOLDER", help="Draw plots into this folder (needs matplotlib).")
@click.option("--plot-format", type=click.Choice(["svg", "png"]), default="svg", show_default=True, help="Their format.")
@click.option("-f", "--format", "form", type=click.Choice(["terminal", "json", "markdown"]), default="terminal",
              show_default=True, help="How to write it.")  # fmt: skip
@output_option
@click.pass_context
def evaluate(
    ctx: click.Context,
    arguments: tuple[str, ...],
    model: str | None,
    resamples: int,
    baselines: bool,
    recipe: str | None,
    texts: str | None,
    plots: str | None,
    plot_format: str,
    form: str,
    output: str,
) -> None:
    """Measure levels, scores, kinds and cues of MODEL by the labelled articles of each CORPUS.

    MODEL is a model's folder or file, or "default"; without it the shipped one is measured.
    """
    import scorer

    model, corpora = _part(ctx, arguments, model)
    figures = scorer.evaluate(
        corpora,
        model,
        resamples=resamples,
        baselines=baselines,
        recipe=recipe,
        texts=texts,
        plots=plots,
        plot_format=plot_format,
        progress=progress_on_terminal(),
    )
    with open_output(output) as stream:
        if form == "json":
            json.dump(figures, stream, ensure_ascii=False, allow_nan=False)
            stream.write("\n")
        else:
            write_sheet(stream, lay_out_evaluation(figures, corpora), markdown=form == "markdown")


def _part(ctx: click.Context, arguments: tuple[str, ...], model: str | None) -> tuple[str | None, tuple[str, ...]]:
    """Which of the arguments is the model, if any, and which are corpora."""
    from scorer.evaluation.cases import names_model

    first, *rest = arguments
    for second in filter(names_model, rest):
        raise click.UsageError(f"{second} is a model, too; compare two by 'scorer compare A B CORPUS'", ctx)
    if not names_model(first):
        if rest and not Path(first).exists():
            raise click.UsageError(f"{first}: there is neither a model nor a corpus; check the path", ctx)
        return model, arguments
    if model:
        raise click.UsageError(f"two models, {first} and {model}; evaluate one, or compare them by 'scorer compare'", ctx)
    if not rest:
        raise click.UsageError(f"{first} is a model, and no CORPUS follows it; give labelled articles", ctx)
    return first, tuple(rest)
