"""``scorer train``."""

from __future__ import annotations

import sys

import click

from scorer.cli._options import texts_option
from scorer.cli._tables import write_figures

_SHOWN = ("name", "version", "digest", "temperature", "corpora", "libraries")


@click.command(
    short_help="Train a model after a recipe.",
    epilog="""\b
Examples:
  scorer train
  scorer train --recipe my-recipe.toml -o my-model
  scorer train labelled.jsonl -o my-model
  scorer train --attributions --hedges --texts corpora   (everything the shipped model was made from)""",
)
@click.argument("corpora", nargs=-1, metavar="[CORPUS]...", type=click.Path())
@click.option("--recipe", type=click.Path(), metavar="FILE", help="What to train on, and how, instead of the shipped recipe.")
@click.option("-o", "--output", default="models/default", show_default=True, type=click.Path(), metavar="FOLDER",
              help="Where the model is written.")  # fmt: skip
@click.option("--attributions", is_flag=True, help="First learn how surely cues attribute, from the recipe's marked articles.")
@click.option("--hedges", is_flag=True, help="First learn what hedges, from the recipe's texts with marked hedges.")
@texts_option
def train(
    corpora: tuple[str, ...], recipe: str | None, output: str, attributions: bool, hedges: bool, texts: str | None
) -> None:
    """Train a model after a recipe, or on each CORPUS of your own, and write it. The same texts give the same file."""
    import scorer

    if attributions:
        from scorer.attribution_fitting import learn_from_recipe

        learn_from_recipe(recipe, output, texts)
    if hedges:
        from scorer.hedge_fitting import learn_from_recipe as learn_hedges

        learn_hedges(recipe, output, texts)
    content = scorer.train(recipe, output, texts, corpora, _show_progress if sys.stderr.isatty() else None)
    figures = {name: content[name] for name in _SHOWN if name in content}
    if "corpora" in figures:
        figures["corpora"] = {corpus["name"]: f"{corpus['paragraphs']} paragraphs" for corpus in content["corpora"]}
    write_figures(sys.stdout, figures | {"held out": content["recipe"].get("held_out", {}), "written to": output})


def _show_progress(stage: str, done: int, total: int) -> None:
    click.echo(f"\r{stage} {done}/{total}\x1b[K", err=True, nl=done >= total)
