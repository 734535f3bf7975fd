"""``scorer evaluate``."""

from __future__ import annotations

import json

import click

from scorer.cli._options import model_option, output_option
from scorer.cli._output import open_output
from scorer.cli._tables import write_figures


@click.command(
    short_help="Compare a model with labelled articles.",
    epilog="""\b
Examples:
  scorer evaluate labelled.jsonl
  scorer evaluate --model my-model --format json labelled.jsonl""",
)
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS...", type=click.Path())
@model_option
@click.option("-f", "--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True,
              help="How to write it.")  # fmt: skip
@output_option
def evaluate(corpora: tuple[str, ...], model: str | None, form: str, output: str) -> None:
    """Compare the levels, scores and cues of a model with the labelled articles of each CORPUS."""
    import scorer

    figures = scorer.evaluate(corpora, model)
    with open_output(output) as stream:
        if form == "json":
            json.dump(figures, stream, ensure_ascii=False)
            stream.write("\n")
        else:
            write_figures(stream, figures)
