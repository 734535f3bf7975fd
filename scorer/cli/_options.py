"""Options that several commands share."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

from scorer.discover import member_names
from scorer.errors import ScorerError

Command = TypeVar("Command", bound=Callable[..., Any])


def drafts_argument(command: Command) -> Command:
    """Files, folders and ``-``; whether they can be read is found out one by one."""
    return click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...", type=click.Path(readable=False))(command)


def text_field_option(command: Command) -> Command:
    """Where tables and JSON lines have the text."""
    text = "Column of a CSV or TSV file, or field of JSON lines, that has the text of each draft."
    return click.option("--text-field", metavar="NAME", default="text", show_default=True, help=text)(command)


def output_option(command: Command) -> Command:
    """Where the output goes."""
    kind = click.Path(dir_okay=False)
    return click.option("-o", "--output", default="-", type=kind, metavar="FILE", help="Write here instead of stdout.")(command)


def pager_option(command: Command) -> Command:
    """Whether the reader's pager shows what is longer than the screen."""
    text = "Page what is longer than the screen by $SCORER_PAGER, $PAGER or less; only on a terminal.  [default: pager]"
    return click.option("--pager/--no-pager", "paged", default=True, help=text)(command)


def format_option(command: Command) -> Command:
    """Which report is written."""
    kind = click.Choice(member_names("scorer.reports"))
    text = "How to write it: json is an object a draft, all others but terminal a row a paragraph; parquet (an extra) is binary."
    return click.option("-f", "--format", "form", type=kind, default="terminal", show_default=True, help=text)(command)


def model_option(command: Command) -> Command:
    """Which model scores."""
    text = "Model to score with instead of the shipped one."
    return click.option("--model", type=click.Path(), metavar="PATH", help=text)(command)


def corrections_option(command: Command) -> Command:
    """What a fact-checker has corrected in the list of sources."""
    text = (
        "Correct the sources by a TOML file: [[merge]] sources = [A, B]; [[split]] source, paragraphs, name; "
        "[[kind]] source, kind; [[rename]] source, to. A source is #3, its name or a mention; document = NAME keeps an "
        "entry to one draft."
    )
    return click.option("--corrections", type=click.Path(), metavar="FILE", help=text)(command)


def texts_option(command: Command) -> Command:
    """Where texts of public corpora are."""
    text = "Folder with the texts of the corpora."
    return click.option("--texts", type=click.Path(), metavar="FOLDER", envvar="SCORER_TEXTS", show_envvar=True, help=text)(
        command
    )


def weights_option(command: Command) -> Command:
    """What each part adds in the ranking of what to check first."""
    text = (
        "What a part adds to the consequence in the ranking (accusation, contested, crime, figure, forecast, health, lead, "
        "money, opinion, quotable, war); repeatable."
    )
    return click.option(
        "--weight",
        "weights",
        multiple=True,
        metavar="PART=NUMBER",
        callback=lambda ctx, param, value: _read_weights(value),
        help=text,
    )(command)


def _read_weights(entries: Iterable[str]) -> dict[str, float]:
    read: dict[str, float] = {}
    for entry in entries:
        part, _, number = entry.partition("=")
        try:
            read[part.strip()] = float(number)
        except ValueError:
            read[part.strip()] = math.nan
        if not math.isfinite(read[part.strip()]):
            raise ScorerError(f"--weight {entry}: not of the form PART=NUMBER; write figure=0.5, for instance")
    return read


def place_option(command: Command) -> Command:
    """Where the output goes: a file, or a folder for that of several drafts."""
    text = "Write here instead of stdout; a folder takes a file for each of several drafts."
    return click.option("-o", "--output", default="-", type=click.Path(), metavar="FILE|FOLDER", help=text)(command)
