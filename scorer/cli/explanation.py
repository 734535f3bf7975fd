"""``scorer explain``."""

from __future__ import annotations

import json
from textwrap import fill

import click

from scorer.cli._options import model_option, output_option
from scorer.cli._output import open_output


@click.command(
    short_help="Show every feature, its meaning and its weights.",
    epilog="""\b
Examples:
  scorer explain
  scorer explain --format json -o features.json""",
)
@model_option
@click.option("-f", "--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True,
              help="How to write it.")  # fmt: skip
@output_option
def explain(model: str | None, form: str, output: str) -> None:
    """Show every feature: what it means, and what it weighs for each level, the most influential first.

    A weight is what one unit of the feature adds to the logit of a level.
    """
    import scorer
    from scorer.model import load

    loaded = load(model)
    features = sorted(scorer.explain(loaded), key=lambda feature: -feature["influence"])
    with open_output(output) as stream:
        if form == "json":
            json.dump(features, stream, ensure_ascii=False, indent=1)
            stream.write("\n")
            return
        if loaded.estimator is not None:
            kind = loaded.content["estimator"]["class"]
            stream.write(f"This model is a {kind}: it weighs no feature by itself,\n")
            stream.write("so there are no weights, and its scores come without reasons.\n\n")
        for feature in features:
            weights = "  ".join(f"{level} {weight:+.2f}" for level, weight in feature["weights"].items())
            stream.write(f"{feature['feature']}\n")
            stream.write(fill(feature["documentation"], 100, initial_indent="    ", subsequent_indent="    ") + "\n")
            stream.write(f"    {weights or ('used' if feature['used'] else 'not in this model')}\n\n")
