"""Audits, readings and suggestions as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any, TextIO

from scorer.cli._tables import write_figures
from scorer.corpora import LabelledDocument
from scorer.curation.readings import find_differences
from scorer.curation.suggestions import Suggestion
from scorer.reports._lettering import Lettering
from scorer.terms import count

_RUNS = 20


def write_audit(stream: TextIO, audit: dict[str, Any]) -> None:
    """Every finding with its places, then what there is of what, then what is repeated."""
    letters = Lettering(stream)
    write_findings(stream, audit["findings"])
    counts = audit["counts"]
    heading = f"{count(audit['errors'], 'error')}, {count(audit['warnings'], 'warning')}"
    stream.write(letters.paint(heading, bold=True, fg="red" if audit["errors"] else "green") + "\n")
    write_figures(stream, audit["totals"], "  ")
    read = f"{count(counts['documents'], 'document')} ({counts['read_twice']} read twice)"
    stream.write(letters.paint(f"{read}, {count(counts['paragraphs'], 'paragraph')}", bold=True) + "\n")
    if not counts["documents"]:
        return
    for name in ("part", "genre", "corpus"):
        write_levels(stream, name, counts[name])
    _write_table(stream, ["kind", "paragraphs"], [[kind, str(number)] for kind, number in counts["kind"].items()])
    if audit["repetition"]:
        _write_repetition(stream, audit["repetition"])


def write_findings(stream: TextIO, findings: Iterable[dict[str, Any]]) -> None:
    """What is wrong, findings of a kind together, and below it each place: file and line, document, paragraph."""
    letters = Lettering(stream)
    for (severity, code, message), alike in groupby(findings, itemgetter("severity", "code", "message")):
        colour = "red" if severity == "error" else "yellow"
        stream.write(letters.paint(f"{severity} {code}", fg=colour) + f": {letters.clean(message)}\n")
        for finding in alike:
            rows = [_place(place) for place in finding["places"]]
            stream.write("".join(f"  {'-' if at == 0 else ' '} {letters.clean(row)}\n" for at, row in enumerate(rows)))


def _place(place: dict[str, Any]) -> str:
    where, document = place["where"], place["document"]
    named = "" if where.startswith(f"{document}:") else f" {document}"  # a plain draft goes by the name of its file
    return f"{where}{named}" + (f" paragraph {place['paragraph']}" if place["paragraph"] else "")


def write_levels(stream: TextIO, name: str, tables: dict[str, dict[str, int]]) -> None:
    """Paragraphs by level, a row for each genre, corpus or part, and one for all where there are several."""
    levels = list(dict.fromkeys(level for table in tables.values() for level in table))
    rows = [[row, *(str(table.get(level, 0)) for level in levels)] for row, table in tables.items()]
    if len(tables) > 1:
        rows.append(["all", *(str(sum(table.get(level, 0) for table in tables.values())) for level in levels)])
    _write_table(stream, [name, *levels], rows)


def _write_table(stream: TextIO, head: list[str], rows: list[list[str]]) -> None:
    """A name to the left, numbers to the right."""
    letters = Lettering(stream)
    rows = [[letters.clean(cell) for cell in row] for row in [head, *rows]] if rows else []
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))] if rows else []
    for name, *numbers in rows:
        cells = [number.rjust(width) for number, width in zip(numbers, widths[1:], strict=True)]
        stream.write("  ".join(["", name.ljust(widths[0]), *cells]).rstrip() + "\n")


def _write_repetition(stream: TextIO, repetition: dict[str, Any]) -> None:
    letters = Lettering(stream)
    limit = f"{repetition['share']:.0%} of {count(repetition['documents'], 'document')}"
    runs = f"{count(repetition['shared'], 'run')} of {repetition['words']} words shared by more than {limit}"
    stream.write(letters.paint(runs, bold=True) + "\n")
    for run in repetition["runs"][:_RUNS]:
        stream.write(f"  {run['documents']:>5}  {letters.clean(run['run'])}  ({letters.clean(', '.join(run['first']))})\n")
    if len(repetition["runs"]) > _RUNS:
        stream.write(f"         and {len(repetition['runs']) - _RUNS} more; --format json has all\n")


def write_agreement(stream: TextIO, figures: dict[str, Any]) -> None:
    """Figures with their intervals, what is confused with what, and the figures by genre."""
    for name in ("documents", "paragraphs"):
        stream.write(f"{name:<18}{figures[name]}\n")
    for name, interval in figures["intervals"].items():
        between = f"  ({interval[0]:.3f} to {interval[1]:.3f})" if interval else ""
        stream.write(f"{name:<18}{_figure(figures[name])}{between}\n")
    rows, matrix = figures["confusion"]["rows"], figures["confusion"]["matrix"]
    _write_table(stream, ["first \\ second", *rows], [[row, *map(str, line)] for row, line in zip(rows, matrix, strict=True)])
    names = list(figures["intervals"])
    genres = [
        [genre, str(row["paragraphs"]), *(_figure(row[name]) for name in names)] for genre, row in figures["by_genre"].items()
    ]
    _write_table(stream, ["genre", "paragraphs", *names], genres)


def _figure(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"


def write_differences(stream: TextIO, documents: Iterable[LabelledDocument]) -> None:
    """A line for each paragraph on which the readers differ."""
    letters = Lettering(stream)
    for place, first, second in find_differences(list(documents)):
        stream.write(letters.clean(f"{_place(place._asdict())}: {first} / {second}") + "\n")


def write_suggestions(stream: TextIO, suggestions: Iterable[Suggestion]) -> None:
    """The best first: where it stands, what the model takes it for, how unsure it is, and the text."""
    letters = Lettering(stream)
    for number, one in enumerate(suggestions, 1):
        likeliest = f"{one.level} {max(one.probabilities):.2f}, uncertainty {one.uncertainty:.2f}, gain {one.gain:.2f}"
        stream.write(f"{number:>4}  {letters.paint(letters.clean(_place(one.place._asdict())), bold=True)}\n")
        stream.write(f"      {likeliest}\n")
        stream.write("".join(f"{line}\n" for line in letters.wrap(one.text, "      ")))
