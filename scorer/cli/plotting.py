"""``scorer plot``."""

from __future__ import annotations

from pathlib import PurePath

import click

from scorer.cli._drafts import work_through
from scorer.cli._folders import FileNames, is_folder, place_in, prepare_folder
from scorer.cli._options import corrections_option, drafts_argument, model_option, place_option, text_field_option
from scorer.cli._output import open_binary_output, open_output, shows_bar
from scorer.errors import ScorerError
from scorer.pictures import PICTURES
from scorer.types import Document

_FORMATS = ("svg", "png")
_SEVERAL = "there are several drafts; name a folder with -o, to have a file for each"


@click.command(
    short_help="Draw the strip, who says what, or a timeline.",
    epilog="""\b
Examples:
  scorer plot strip draft.md > strip.svg
  scorer plot sources -o sources.png draft.md            # needs attribution-scorer[plots]
  scorer plot timeline --corrections sources.toml -o timeline.svg draft.md
  scorer plot strip -o pictures/ drafts/                 # pictures/NAME.strip.svg for each draft
  scorer plot strip --format png --scale 4 -o pictures/ drafts/""",
)
@click.argument("picture", metavar="|".join(PICTURES), type=click.Choice(list(PICTURES)))
@drafts_argument
@place_option
@click.option("-f", "--format", "form", type=click.Choice(_FORMATS), help="How to write it, if FILE does not say; else svg.")
@click.option("--scale", type=click.FloatRange(0.5, 10), default=2, show_default=True, metavar="X",
              help="Pixels of a PNG for each unit of the picture, which is some 700 units wide.")  # fmt: skip
@model_option
@corrections_option
@text_field_option
@click.pass_context
def plot(
    ctx: click.Context,
    picture: str,
    drafts: tuple[str, ...],
    output: str,
    form: str | None,
    scale: float,
    model: str | None,
    corrections: str | None,
    text_field: str,
) -> None:
    """Draw a picture of each DRAFT (a file, a folder, or - for stdin).

    strip: a cell a paragraph in reading order, with its level and marks. sources: who is credited with something in which
    paragraph. timeline: scores, sources, accusations and replies from the first paragraph to the last.
    """
    import scorer
    from scorer.ledger.corrections import read_corrections
    from scorer.model import load
    from scorer.pictures import draw, rasterise, require_resvg
    from scorer.readers import expand
    from scorer.tables import tabulate

    many = len(expand(drafts)) > 1
    folder = prepare_folder(output) if is_folder(output, many) else None
    written = _choose_format(ctx, output, form, folder is not None)
    if many and folder is None:
        raise click.UsageError(_SEVERAL, ctx)
    if written == "png":
        require_resvg()
    loaded = load(model)
    corrected = read_corrections(corrections) if corrections else None

    def work(draft: Document) -> tuple[str, str]:
        scored = scorer.score(draft, loaded, corrections=corrected)
        return draft.name, draw(picture, scored, tabulate(scored.annotated))

    def write(svg: str, place: str) -> None:
        if written == "png":
            with open_binary_output(place) as binary:
                binary.write(rasterise(svg, scale))
        else:
            with open_output(place) as stream:
                stream.write(svg)

    names = FileNames(f".{picture}.{written}")
    alone: list[str] = []  # the picture that goes to one place is kept until it is sure to be the only one

    def deliver(made: tuple[str, str]) -> None:
        name, svg = made
        if alone:
            raise ScorerError(f"{name}: {_SEVERAL}")
        if folder is None:
            alone.append(svg)
        else:
            write(svg, place_in(folder, names.name_after(name)))

    whole = work_through(drafts, work, deliver, bar=shows_bar(output), field=text_field)
    for svg in alone:
        write(svg, output)
    ctx.exit(0 if whole else 2)


def _choose_format(ctx: click.Context, output: str, form: str | None, into: bool) -> str:
    """The format that is asked for, else that of the suffix."""
    if into or output == "-":
        return form or _FORMATS[0]
    suffix = PurePath(output).suffix.lower().removeprefix(".")
    if form is None and suffix not in _FORMATS:
        raise click.UsageError(f"{output}: neither .svg nor .png; name it so, or add --format svg or --format png", ctx)
    if form and suffix in _FORMATS and suffix != form:
        raise click.UsageError(f"{output}: ends in .{suffix}, but --format is {form}; make them agree", ctx)
    return form or suffix
