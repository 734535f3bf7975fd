"""What pictures say in words: the draft and its limits, a paragraph, a source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scorer.terms import LETTERS, LIMITS, MARKS, call_source, count, join_runs, list_marks, name_level
from scorer.text.visible import make_visible, measure
from scorer.types import UNCOUNTED, Score, ScoredDocument, SourceRow

_ELLIPSIS = "…"
_NOTE_COLUMNS = 250


def clean(text: str) -> str:
    """A text on one line, with nothing in it that steers what it is shown on."""
    return make_visible(" ".join(text.split()))


def cut(text: str, columns: int) -> str:
    """A text that takes no more than so many columns."""
    shown = clean(text[: 4 * columns])
    if measure(shown) <= columns and len(text) <= 4 * columns:
        return shown
    while measure(shown) >= columns:
        shown = shown[:-1]
    return shown.rstrip() + _ELLIPSIS


def describe_draft(scored: ScoredDocument) -> tuple[str, list[str]]:
    """The name of a draft; then its verdict with the limits, and what makes the verdict less certain."""
    mean, number = scored.measures.get("score"), scored.measures.get("scorable", 0)
    figure = "–" if mean is None else f"{mean:.2f}"
    lines = [f"Sourcing {figure} ({number} of {count(len(scored.scores), 'paragraph')} scored). {LIMITS}"]
    damaged = [score.paragraph.number for score in scored.scores if "damaged" in score.flags]
    if damaged:
        lines.append(cut(f"Broken text, so scores are less certain: paragraph {join_runs(damaged, '–')}.", _NOTE_COLUMNS))
    for entry in scored.annotated.scope:
        lines.append(cut(f"Not what the model was made for: {' – '.join(map(str, entry.values()))}", _NOTE_COLUMNS))
    return scored.annotated.document.name, lines


def describe_score(score: Score) -> str:
    """A paragraph in words: number, level, score, marks."""
    figure = "" if score.value is None else f", score {score.value:.2f}"
    block = "" if score.paragraph.block == "body" else f" ({score.paragraph.block})"
    marks = "".join(f", {word}" for word in list_marks(score))
    return f"Paragraph {score.paragraph.number}{block}: {name_level(score.level)}{figure}{marks}"


def mark(score: Score) -> str:
    """The marks of a paragraph, one letter each."""
    return "".join(MARKS[word] for word in list_marks(score))


def name_source(row: SourceRow) -> str:
    """What to call a source."""
    return call_source(row)[0] or (row.mentions[0].text if row.mentions else f"#{row.source.id}")


def group_source(row: SourceRow) -> str:
    """Whether the reader is told who a source is: named, unnamed, or nobody in particular."""
    if row.source.unnamed or row.source.kind == "unnamed_ordinary":
        return "unnamed"
    return "nobody" if row.source.kind in UNCOUNTED else "named"


class Bundle(NamedTuple):
    """Neighbouring paragraphs that are drawn as one; in drafts that are not long, each holds a single one."""

    scores: Sequence[Score]

    @property
    def first(self) -> int:
        return self.scores[0].paragraph.number

    @property
    def label(self) -> str:
        """The numbers of its paragraphs."""
        last = self.scores[-1].paragraph.number
        return str(self.first) if last == self.first else f"{self.first}–{last}"

    @property
    def value(self) -> float | None:
        """The mean score of those that need a source."""
        values = [score.value for score in self.scores if score.value is not None]
        return sum(values) / len(values) if values else None

    def describe(self) -> str:
        """Number, level, score and marks; of several paragraphs their numbers, mean score and levels."""
        if len(self.scores) == 1:
            return describe_score(self.scores[0])
        figure = "no source needed" if self.value is None else f"mean score {self.value:.2f}"
        levels = [score.level for score in self.scores]
        shares = ", ".join(f"{levels.count(level)} {name_level(level)}" for level in reversed(LETTERS) if level in levels)
        return f"Paragraphs {self.label}: {figure}; {shares}"


def bundle(scores: Sequence[Score], most: int) -> list[Bundle]:
    """All paragraphs in order, in at most so many bundles of one size."""
    size = max(1, -(-len(scores) // most))
    return [Bundle(scores[at : at + size]) for at in range(0, len(scores), size)]
