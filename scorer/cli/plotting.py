"""``scorer plot``."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path, PurePath

import click

from scorer.cli._drafts import work_through
from scorer.cli._options import corrections_option, drafts_argument, model_option, text_field_option
from scorer.cli._output import open_binary_output, shows_bar
from scorer.errors import ScorerError
from scorer.pictures import PICTURES
from scorer.types import Document

_FORMATS = ("svg", "png")
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 100
_SEVERAL = "there are several drafts; name a folder with -o, to have a file for each"

Picture = tuple[str, bytes]
"""The name of a draft, and what is drawn of it."""


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
@click.option("-o", "--output", default="-", metavar="FILE|FOLDER", type=click.Path(),
              help="A file that ends in .svg or .png, or a folder for a file each, instead of stdout.")  # fmt: skip
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

    into = _is_folder(output)
    written = _choose_format(ctx, output, form, into)
    if not into and len(expand(drafts)) > 1:
        raise click.UsageError(_SEVERAL, ctx)
    if written == "png":
        require_resvg()
        if output == "-" and sys.stdout.isatty():
            raise click.UsageError("a PNG is nothing for a terminal; name a file with -o", ctx)
    loaded = load(model)
    corrected = read_corrections(corrections) if corrections else None

    def work(draft: Document) -> Picture:
        scored = scorer.score(draft, loaded, corrections=corrected)
        svg = draw(picture, scored, tabulate(scored.annotated))
        return draft.name, rasterise(svg, scale) if written == "png" else svg.encode()

    drawn: list[Picture] = []
    folder = _Folder(output, f".{picture}.{written}") if into else None
    whole = work_through(drafts, work, folder.write if folder else drawn.append, bar=shows_bar(output), field=text_field)
    if len(drawn) > 1:
        raise ScorerError(_SEVERAL)
    for _, content in drawn:
        with open_binary_output(output) as stream:
            stream.write(content)
    ctx.exit(0 if whole else 2)


def _is_folder(output: str) -> bool:
    """Whether the output is a folder that there is, or what has no suffix as a file has."""
    if output == "-" or os.path.isdir(output):
        return output != "-"
    return output.endswith(("/", os.sep)) or not (PurePath(output).suffix or os.path.exists(output))


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


class _Folder:
    """A folder with a file for each draft, made when it is needed; no two drafts share a file."""

    def __init__(self, path: str, ending: str):
        self._path = Path(path)
        self._ending = ending
        self._taken: set[str] = set()

    def write(self, picture: Picture) -> None:
        """Write a picture to a file called after its draft."""
        try:
            self._path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ScorerError(f"{self._path}: cannot be made a folder ({error.strerror}); try another place for -o") from error
        name, content = picture
        with open_binary_output(str(self._path / (self._name(name) + self._ending))) as stream:
            stream.write(content)

    def _name(self, draft: str) -> str:
        base = "stdin" if draft == "-" else PurePath(draft).name
        plain = _UNSAFE.sub("_", PurePath(base).stem if "#" not in base else base).strip(".")[:_LONGEST_NAME] or "draft"
        name, number = plain, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{plain}-{number}"
        self._taken.add(name.casefold())
        return name
