"""A comparison of two models as a sheet for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scorer.cli._evaluation_sheet import count, name_model, show, show_interval, show_p
from scorer.cli._sheets import Grid, Words
from scorer.evaluation.comparison import Change, Comparison


def lay_out_comparison(comparison: Comparison, corpora: Sequence[str], *, text: bool) -> Iterator[Words | Grid]:
    """A comparison part by part; ``text`` shows the paragraphs that were gained and lost."""
    models = f"A {name_model(comparison.a)}, B {name_model(comparison.b)}"
    size = f"{count(sum(comparison.agreement), 'labelled paragraph')} of {count(comparison.documents, 'document')}"
    yield Words(f"{models} on {', '.join(corpora)}: {size}.")
    yield from map(Words, comparison.notes)
    rows = [
        [
            row.figure + ("" if row.rises else " (less is better)"),
            show(row.a),
            show(row.b),
            show(row.difference, "+.3f"),
            show_interval((row.low, row.high), "+.3f"),
            show_p(row.p),
            row.verdict,
        ]
        for row in comparison.figures
    ]
    drawn = f" ({comparison.resamples:,} paired resamples of the documents)" if comparison.resamples else ""
    yield Grid(f"Figures{drawn}", ["figure", "A", "B", "B less A", "95 % interval", "p", "B is"], rows, "lrrrlrl")
    both, only_a, only_b, neither = comparison.agreement
    yield Grid(
        f"Paragraphs that are right (McNemar's exact test: p {show_p(comparison.p)})",
        ["", "B right", "B wrong"],
        [["A right", str(both), str(only_a)], ["A wrong", str(only_b), str(neither)]],
        "lrr",
    )
    yield _list_changes("Gained: A wrong, B right", comparison.gained, text)
    yield _list_changes("Lost: A right, B wrong", comparison.lost, text)
    yield Words("B is worse, or may be:" if comparison.objections else "B is not worse.")
    yield from map(Words, comparison.objections)


def _list_changes(title: str, changes: Sequence[Change], text: bool) -> Grid:
    rows = [
        [
            change.case.document,
            str(change.case.number),
            change.level,
            *(f"{level} {chance:.2f}" for level, chance in zip(change.levels, change.of_own, strict=True)),
            " to ".join(f"{chance:.2f}" for chance in change.of_label),
        ]
        for change in changes
    ]
    header = ["document", "paragraph", "labelled", "A says", "B says", "probability of the label"]
    return Grid(f"{title} ({len(changes)})", header, rows, "lrllll", [change.case.text for change in changes] if text else ())
