"""``scorer compare``."""

from __future__ import annotations

import json

import click

from scorer.cli._options import output_option, texts_option
from scorer.cli._output import open_output
from scorer.cli._progress import progress_on_terminal
from scorer.cli._sheets import write_sheet
from scorer.text.visible import escape_json


@click.command(
    short_help="Compare two models by labelled articles.",
    epilog="""\b
Examples:
  scorer compare default my-model labelled.jsonl
  scorer compare default my-model labelled.jsonl --text
  scorer compare --fail-if-worse default my-model labelled.jsonl

Exit codes: 0 done, 1 B is significantly worse in macro-F1 or log-loss (with --fail-if-worse), 2 wrong usage or input.""",
)
@click.argument("a", metavar="A", type=click.Path())
@click.argument("b", metavar="B", type=click.Path())
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS...", type=click.Path())
@click.option("--resamples", type=click.IntRange(0), default=1000, show_default=True, metavar="N",
              help="Paired draws of documents for intervals and p; 0 for none.")  # fmt: skip
@click.option("--text", is_flag=True, help="Show the text of the paragraphs gained and lost.")
@click.option("--fail-if-worse", is_flag=True, help="Exit with 1 when B is significantly worse in macro-F1 or log-loss.")
@texts_option
@click.option("-f", "--format", "form", type=click.Choice(["terminal", "json", "markdown"]), default="terminal",
              show_default=True, help="How to write it.")  # fmt: skip
@output_option
@click.pass_context
def compare(
    ctx: click.Context,
    a: str,
    b: str,
    corpora: tuple[str, ...],
    resamples: int,
    text: bool,
    fail_if_worse: bool,
    texts: str | None,
    form: str,
    output: str,
) -> None:
    """Compare model B with model A by the labelled articles of each CORPUS: figures, and paragraphs gained and lost.

    A and B are a model's folder or file, or "default".
    """
    import scorer
    from scorer.cli._comparison_sheet import lay_out_comparison
    from scorer.evaluation.comparison import describe_comparison

    comparison = scorer.compare(a, b, corpora, resamples=resamples, texts=texts, progress=progress_on_terminal())
    with open_output(output) as stream:
        if form == "json":
            told = json.dumps(describe_comparison(comparison, text=text), ensure_ascii=False, allow_nan=False)
            stream.write(escape_json(told) + "\n")
        else:
            write_sheet(stream, lay_out_comparison(comparison, corpora, text=text), markdown=form == "markdown")
    ctx.exit(1 if fail_if_worse and comparison.fails else 0)
