"""The words of a paragraph, cut where evidence begins and ends, each piece with what was found in it."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from scorer.reports._lettering import make_visible
from scorer.terms import FAMILIES, list_marks, tell_place
from scorer.text.fillers import words_at
from scorer.types import Cue, Reason, Score, Span

SURE = 0.5
_REST = "rest"  # many small effects in one, which tell a person nothing


class Piece(NamedTuple):
    """A stretch with the same evidence all over; none where ``tip`` is empty.

    The tip tells of cues, then of what they did, the strongest effect first; ``families`` are those of the cues, in order.
    """

    start: int
    end: int
    tip: str = ""
    families: tuple[str, ...] = ()


class Evidence(NamedTuple):
    """A stretch that a piece's tip tells of."""

    start: int
    end: int
    family: str
    told: str


def sure_cues(score: Score) -> list[Cue]:
    """The cues of a paragraph that are likelier to be ones than not, in order."""
    return sorted(cue for cue in score.paragraph.cues if cue.weight >= SURE)


def named_reasons(score: Score) -> list[Reason]:
    """The reasons of a score that name a feature, the strongest first."""
    return sorted((one for one in score.reasons if one.feature != _REST), key=lambda one: -abs(one.effect))


def tell_cue(cue: Cue) -> str:
    """A cue as its code, with what it is in plain words."""
    state = "".join(word for word, holds in ((", negated", cue.negated), (", in direct speech", cue.quoted)) if holds)
    return f"{cue.family}.{cue.label} ({FAMILIES.get(cue.family, cue.family)}{state})"


def tell_reason(reason: Reason, level: str) -> str:
    """What a feature did to the level."""
    return f"{reason.feature}: {reason.effect:+.2f} {'for' if reason.effect >= 0 else 'against'} {level}"


def cut_copy(score: Score) -> list[Piece]:
    """The whole text of a paragraph in pieces."""
    paragraph = score.paragraph
    found = [Evidence(cue.start, cue.end, cue.family, tell_cue(cue)) for cue in sure_cues(score)]
    found += [
        Evidence(max(span.start, paragraph.start), min(span.end, paragraph.end), "", tell_reason(reason, score.level))
        for reason in named_reasons(score)
        for span in reason.spans
        if span.start < paragraph.end and span.end > paragraph.start
    ]
    return [_piece(span, over) for span, over in _sweep(Span(paragraph.start, paragraph.end), found)]


def describe_score(score: Score) -> dict[str, Any]:
    """What every page says of a paragraph first: number, kind of block, place, level, score, marks."""
    paragraph = score.paragraph
    return {
        "number": paragraph.number,
        "block": paragraph.block,
        "place": tell_place(paragraph.document, paragraph.start),
        "level": score.level,
        "value": score.value,
        "marks": list_marks(score),
    }


def write_copy(score: Score) -> Markup:
    """The words of a paragraph, escaped, with a mark around evidence; what a mark tells is shown where it is pointed at."""
    document = score.paragraph.document
    written = []
    for piece in cut_copy(score):
        words = str(escape(make_visible(words_at(document, piece.start, piece.end))))
        if piece.tip and words.strip():
            names = " ".join(f"family-{family}" for family in piece.families) or "reason"
            words = f'<mark tabindex="0" class="{names}" data-tip="{escape(piece.tip)}">{words}</mark>'
        written.append(words)
    return Markup("".join(written))  # every part is escaped above


def _sweep(whole: Span, found: list[Evidence]) -> list[tuple[Span, list[Evidence]]]:
    """Every stretch between two bounds of evidence, with the evidence that lies over it."""
    bounds = sorted({*whole, *(one.start for one in found), *(one.end for one in found)})
    waiting = sorted(found, key=lambda one: one.start)[::-1]
    over: list[Evidence] = []
    cut = []
    for start, end in pairwise(bounds):
        over = [one for one in over if one.end > start]
        while waiting and waiting[-1].start <= start:
            over.append(waiting.pop())
        cut.append((Span(start, end), list(over)))
    return cut


def _piece(span: Span, over: list[Evidence]) -> Piece:
    cues, reasons = ([one for one in over if bool(one.family) is told] for told in (True, False))
    tip = "\n".join(dict.fromkeys(one.told for one in [*cues, *reasons]))
    return Piece(span.start, span.end, tip, tuple(dict.fromkeys(one.family for one in cues)))
