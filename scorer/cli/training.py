"""``scorer train``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from scorer.cli._complaints import complain
from scorer.cli._options import texts_option
from scorer.cli._tables import write_figures

_SHOWN = ("name", "version", "digest", "temperature", "corpora", "libraries")


@click.command(
    short_help="Train a model after a recipe, or on your own labels.",
    epilog="""\b
Examples:
  scorer train                                        (the shipped model again)
  scorer train my-recipe.toml -o my-model
  scorer train labelled.jsonl more/ -o my-model       (corpora in any format)
  scorer train labelled.jsonl --from default -o mine  (few labels: start from the shipped model)
  scorer train --promote --frozen levels/dev.jsonl    (replace models/default if not worse)
  scorer train --attributions --hedges --texts corpora   (everything the shipped model was made from)

Without --output the model is written to models/NAME, as the recipe names it ("own" for corpora of your own). Features are kept
in the cache folder as pickles: choose one that only you can write to. Exit codes: 0 trained, 1 not promoted, 2 an error.""",
)
@click.argument("given", nargs=-1, metavar="[RECIPE.toml|CORPUS]...", type=click.Path())
@click.option("--recipe", type=click.Path(), metavar="FILE", help="What to train on, and how, instead of the shipped recipe.")
@click.option("-o", "--output", type=click.Path(), metavar="FOLDER", help="Where the model is written.  [default: models/NAME]")
@click.option("--from", "start", metavar="MODEL", help="Start from the weights of this model, or of the shipped one: default.")
@click.option("--quick", is_flag=True, help="Leave out the ablation and the learning curve of the card.")
@click.option("-j", "--jobs", type=click.IntRange(1, 1024), metavar="N", help="How many cores work.  [default: all]")
@click.option("--cache", "store", type=click.Path(file_okay=False), metavar="FOLDER", envvar="SCORER_CACHE", show_envvar=True,
              help="Where features are kept for the next time.  [default: the user's cache folder]")  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Keep no features, use none that are kept.")
@click.option("--promote", is_flag=True, help="Replace the model in the output folder only by one that is not worse.")
@click.option("--frozen", multiple=True, type=click.Path(), metavar="CORPUS",
              help="Judge by these documents with --promote instead of the recipe's; may be repeated.")  # fmt: skip
@click.option("--attributions", is_flag=True, help="First learn how surely cues attribute, from the recipe's marked articles.")
@click.option("--hedges", is_flag=True, help="First learn what hedges, from the recipe's texts with marked hedges.")
@texts_option
@click.pass_context
def train(
    ctx: click.Context,
    given: tuple[str, ...],
    recipe: str | None,
    output: str | None,
    start: str | None,
    quick: bool,
    jobs: int | None,
    store: str | None,
    no_cache: bool,
    promote: bool,
    frozen: tuple[str, ...],
    attributions: bool,
    hedges: bool,
    texts: str | None,
) -> None:
    """Train a model after a RECIPE.toml, or on each CORPUS of your own, and write it. The same texts give the same file.

    The card beside the model tells how good it is on documents that were held out whole, and how sure that is.
    """
    import scorer
    from scorer.extraction import default_cache
    from scorer.recipes import read_recipe

    recipes = [path for path in given if Path(path).suffix.lower() == ".toml"]
    corpora = [path for path in given if path not in recipes]
    if len(recipes) + (recipe is not None) > 1:
        raise click.UsageError(f"one recipe is enough, got {', '.join([*recipes, recipe or ''][:3])}", ctx)
    if frozen and not promote:
        raise click.UsageError("--frozen goes with --promote", ctx)
    if promote and (attributions or hedges):
        raise click.UsageError("--promote compares models on the same cues; learn --attributions and --hedges apart", ctx)
    recipe = recipe or (recipes[0] if recipes else None)
    options = read_recipe(recipe).options
    output = output or str(Path("models") / ("own" if corpora and recipe is None else options["name"]))
    if attributions:
        from scorer.fitting.attributions import learn_from_recipe

        learn_from_recipe(recipe, output, texts)
    if hedges:
        from scorer.fitting.hedges import learn_from_recipe as learn_hedges

        learn_hedges(recipe, output, texts)
    content = scorer.train(
        recipe,
        output,
        texts,
        corpora,
        _show_progress if sys.stderr.isatty() else None,
        start=start,
        jobs=jobs,
        store=None if no_cache else store or default_cache(),
        quick=quick,
        promote=promote,
        frozen=frozen,
    )
    for warning in content["card"]["warnings"]:
        complain(f"warning: {warning}")
    verdict = content.get("verdict")
    write_figures(sys.stdout, _figures(content) | {"written to": _place(output, verdict)})
    if verdict and not verdict.promoted:
        for reason in verdict.reasons:
            complain(f"not promoted: {reason}")
        ctx.exit(1)


def _figures(content: dict[str, Any]) -> dict[str, Any]:
    figures = {name: content[name] for name in _SHOWN if name in content}
    figures["corpora"] = {corpus["name"]: f"{corpus['paragraphs']} paragraphs" for corpus in content["corpora"]}
    held_out = content["card"].get("held_out")
    figures["held out"] = {name: values[0] for name, values in held_out.items()} if held_out else "nothing: one document"
    if verdict := content.get("verdict"):
        figures |= {"promoted": "yes" if verdict.promoted else "no", "before": verdict.before, "now": verdict.after}
    return figures


def _place(output: str, verdict: Any) -> str:
    return output if verdict is None or verdict.promoted else f"{output}.challenger; {output} is as it was"


def _show_progress(stage: str, done: int, total: int) -> None:
    click.echo(f"\r{stage} {done}/{total}\x1b[K", err=True, nl=done >= total)
