"""An evaluation as a sheet for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from scorer.cli._sheets import Grid, Words

MEANINGS = {
    "accuracy": "levels that are right",
    "macro_f1": "mean F1 of the five levels",
    "macro_f1_present": "mean F1 of labelled levels",
    "quadratic_kappa": "agreement beyond chance",
    "concordance": "pairs that are put in order",
    "ap_needs_checking": "finding weak and unsupported",
    "ece": "calibration, less is better",
    "log_loss": "less is better",
    "brier": "less is better",
    "ranked_probability_score": "less is better",
    "kind_accuracy": "right kinds of source",
    "kind_macro_f1": "mean F1 of the kinds",
}
NONE = "-"


def lay_out_evaluation(figures: dict[str, Any], corpora: Sequence[str]) -> Iterator[Words | Grid]:
    """The figures that ``scorer.evaluate`` returns, part by part."""
    yield Words(
        f"Model {name_model(figures['model'])} on {', '.join(corpora)}: "
        f"{count(figures['paragraphs'], 'labelled paragraph')} of {count(figures['documents'], 'document')}."
    )
    yield from map(Words, figures["notes"])
    intervals = figures["intervals"]
    rows = [
        [name, show(figures[name]), show_interval(intervals.get(name)), meaning]
        for name, meaning in MEANINGS.items()
        if name in figures and (name != "macro_f1_present" or figures[name] != figures["macro_f1"])
    ]
    resamples = figures["bootstrap"]["resamples"]
    drawn = f" ({resamples:,} resamples of the documents)" if resamples else ""
    yield Grid(f"Figures{drawn}", ["figure", "value", "95 % interval", "meaning"], rows, "lrll")
    yield _classes(figures)
    yield _cues(figures)
    yield _confusion(figures["confusion"])
    yield from (_slices(name, slices) for name, slices in figures["slices"].items())
    if figures.get("baselines"):
        yield from _baselines(figures)
    if figures.get("plots"):
        yield Grid("Plots", ["file"], [[path] for path in figures["plots"]], "l")


def name_model(about: dict[str, Any]) -> str:
    """Name, version and the beginning of the digest."""
    digest = str(about.get("digest") or "").removeprefix("sha256:")[:12]
    return " ".join(str(part) for part in (about.get("name"), about.get("version"), f"({digest})" if digest else "") if part)


def count(number: int, thing: str) -> str:
    """So many of a thing."""
    return f"{number:,} {thing}" + "s" * (number != 1)


def show(figure: float | None, form: str = ".3f") -> str:
    """A figure to the third digit; a dash where it is undefined."""
    return NONE if figure is None else f"{figure:{form}}"


def show_interval(ends: Sequence[float | None] | None, form: str = ".3f") -> str:
    """The ends of an interval."""
    return NONE if ends is None or None in ends else " to ".join(show(end, form) for end in ends)


def show_p(p: float | None) -> str:
    """A p to the third digit."""
    return NONE if p is None else "<.001" if p < 0.001 else f"{p:.3f}"


def _classes(figures: dict[str, Any]) -> Grid:
    intervals = figures["intervals"].get("class_f1", {})
    rows = [
        [
            level,
            str(figures["support"][level]),
            show(figures["class_precision"][level]),
            show(figures["class_recall"][level]),
            show(f1),
            show_interval(intervals.get(level)),
        ]
        for level, f1 in figures["class_f1"].items()
    ]
    return Grid("Levels", ["level", "labelled", "precision", "recall", "F1", "95 % interval of F1"], rows, "lrrrrl")


def _cues(figures: dict[str, Any]) -> Grid:
    intervals = figures["intervals"].get("cue_f1", {})
    rows = [
        [
            family,
            str(found["count"]),
            str(found["found"]),
            str(found["right"]),
            show(found["precision"] if found["found"] else None),
            show(found["recall"] if found["count"] else None),
            show(found["f1"] if found["found"] or found["count"] else None),
            show_interval(intervals.get(family)),
        ]
        for family, found in figures["cue_f1"].items()
    ]
    header = ["family", "labelled", "found", "right", "precision", "recall", "F1", "95 % interval of F1"]
    return Grid("Paragraphs with cues", header, rows, "lrrrrrrl")


def _confusion(confusion: dict[str, Any]) -> Grid:
    levels, matrix = confusion["rows"], confusion["matrix"]
    rows = [[level, *map(str, row), str(sum(row))] for level, row in zip(levels, matrix, strict=True)]
    rows.append(["all", *(str(sum(column)) for column in zip(*matrix, strict=True)), str(sum(map(sum, matrix)))])
    return Grid("Confusion: labelled in rows, said in columns", ["labelled", *levels, "all"], rows, "lrrrrrr")


def _slices(name: str, slices: list[dict[str, Any]]) -> Grid:
    rows = [
        [
            one["slice"],
            str(one["paragraphs"]),
            str(one["documents"]),
            *(show(one[figure]) for figure in ("accuracy", "macro_f1_present", "ap_needs_checking", "ece")),
            "too small to read" if one["too_small"] else "",
        ]
        for one in slices
    ]
    header = [name, "paragraphs", "documents", "accuracy", "macro-F1", "AP", "ECE", ""]
    return Grid(f"By {name}", header, rows, "lrrrrrrl")


def _baselines(figures: dict[str, Any]) -> Iterator[Words | Grid]:
    baselines = figures["baselines"]
    names = [name for name in MEANINGS if name in next(iter(baselines.values())) and name != "macro_f1_present"]
    rows = [[name, show(figures[name]), *(show(one[name]) for one in baselines.values())] for name in names]
    yield Grid("Baselines on the same paragraphs", ["figure", "model", *baselines], rows, "l" + "r" * (len(baselines) + 1))
    yield from (Words(f"{name}: {one['about']}.") for name, one in baselines.items())
    for name, one in baselines.items():
        if one["beaten"]:
            steps = [
                [figure, show(step["value"], "+.3f"), show_interval((step["low"], step["high"]), "+.3f"), show_p(step["p"])]
                for figure, step in one["beaten"].items()
            ]
            yield Grid(f"Model less {name}", ["figure", "difference", "95 % interval", "p"], steps, "lrlr")
