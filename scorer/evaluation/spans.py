"""Evaluate attributions on articles whose sources, cues and contents people marked (PolNeAR form), span by span.

Every role is counted by itself. Of a span in pieces the longest piece counts. Spans are paired one to one, the finds in
order taking the marked span they share most with; a pair agrees by *overlap* if they share half of the longer of the two,
and *exactly* if they are the same. The *reporting* subset are the attributions whose cue reports what was said or written
(not beliefs and intentions); a find that agrees with a marked span outside the subset is not held against it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from scorer.dataset import joined
from scorer.errors import CorpusError
from scorer.pipeline import annotate_document
from scorer.presence import Counts
from scorer.readers import read_text
from scorer.reports._records import list_paragraphs

ROLES = ("source", "cue", "content")
AGREEMENTS = ("overlap", "exact")
SUBSETS = ("reporting", "all")

Extent = tuple[int, int]
Figures = dict[tuple[str, str, str], Counts]
"""Counts by subset, role and agreement."""

_LEAST_SHARE = 0.5
_TYPES = ("Attribution", "Attribution-no-source")
_REPORTING = re.compile(
    r"""
    \b(?: sa(?:id|ys?|ying) | t(?:old|ells?|elling) | according\ to | add(?:ed|s) | wrote | writes? | stat(?:ed|es) | not(?:ed|es)
    | argu(?:ed|es) | claim(?:ed|s) | insist(?:ed|s) | announc(?:ed|es) | acknowledg(?:ed|es) | conced(?:ed|es) | admit(?:ted|s)
    | ask(?:ed|s) | explain(?:ed|s) | testif(?:ied|ies) | tweet(?:ed|s) | post(?:ed|s) | repl(?:ied|ies) | respond(?:ed|s)?
    | warn(?:ed|s) | suggest(?:ed|s) | confirm(?:ed|s) | declar(?:ed|es) | recall(?:ed|s) | report(?:ed|s) | alleg(?:ed|es)
    | contend(?:ed|s) | maintain(?:ed|s) | predict(?:ed|s) | point(?:ed|s)\ out | describ(?:ed|es) | conclud(?:ed|es)
    | reveal(?:ed|s) | disclos(?:ed|es) | den(?:ied|ies|y) | accus(?:ed|es) | call(?:ed|s) | quot(?:ed|es) | cit(?:ed|es|ing)
    | comment(?:ed)? )\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


class Marked(NamedTuple):
    """A span that a person marked, and whether one of the attributions it belongs to reports."""

    extent: Extent
    reporting: bool


def evaluate_spans(corpus: Path | str) -> Figures:
    """How the attributions found in the articles of a corpus agree with the marked ones.

    The corpus has one JSON object a line with ``paragraphs`` and ``attributions``, whose ``source``, ``cue`` and ``content``
    are lists of ``[paragraph, start, end, text]``. Raises ``CorpusError`` naming file and line.
    """
    return sum_figures(_compare(article, f"{corpus}:{number}") for number, article in read_lines(corpus))


def read_lines(corpus: Path | str) -> list[tuple[int, dict[str, Any]]]:
    """The JSON objects of a file, one a line, each with its line number. Raises ``CorpusError``."""
    try:
        lines = Path(corpus).read_text("utf-8").split("\n")
    except OSError as error:
        raise CorpusError(f"{corpus}: cannot be read ({error.strerror}); check the path") from None
    try:
        return [(number, json.loads(line)) for number, line in enumerate(lines, 1) if line.strip()]
    except ValueError as error:
        raise CorpusError(f"{corpus}: is no JSON Lines ({error})") from None


def _compare(article: dict[str, Any], where: str) -> Figures:
    try:
        text, spans = joined(article["paragraphs"])
        marked = {role: marked_spans(article["attributions"], role, [start for start, _ in spans]) for role in ROLES}
    except (KeyError, TypeError, IndexError):
        raise CorpusError(f"{where}: needs paragraphs and attributions with spans, as in PolNeAR") from None
    return compare_spans(marked, found_spans(text))


def found_spans(text: str) -> dict[str, list[Extent]]:
    """The spans of every role in a text as a report prints them, each once, in order."""
    records = list_paragraphs(annotate_document(read_text(text)))
    attributions = [one for record in records for one in record["attributions"]]
    return {role: sorted({(one[role]["start"], one[role]["end"]) for one in attributions if one[role]}) for role in ROLES}


def marked_spans(attributions: Iterable[dict[str, Any]], role: str, starts: list[int]) -> list[Marked]:
    """The marked spans of a role, each once, in order; ``starts`` are the offsets of the paragraphs in the whole text."""
    found: dict[Extent, bool] = {}
    for one in attributions:
        if one.get("type", _TYPES[0]) not in _TYPES or not one[role]:
            continue
        paragraph, start, end = max(one[role], key=lambda piece: piece[2] - piece[1])[:3]
        extent = (starts[paragraph] + start, starts[paragraph] + end)
        reporting = bool(_REPORTING.search(" ".join(piece[3] for piece in one["cue"])))
        found[extent] = found.get(extent, False) or reporting
    return [Marked(extent, found[extent]) for extent in sorted(found)]


def compare_spans(marked: dict[str, list[Marked]], found: dict[str, list[Extent]]) -> Figures:
    """Counts of one article by subset, role and agreement, from its marked and found spans by role."""
    figures: Figures = {}
    for role, agreement in product(ROLES, AGREEMENTS):
        agreed = _agreeing(marked[role], found[role], agreement)
        for subset in SUBSETS:
            inside = [at for at, one in enumerate(marked[role]) if subset == "all" or one.reporting]
            right = sum(at in agreed for at in inside)
            held = len(found[role]) - (len(agreed) - right)
            figures[subset, role, agreement] = Counts(right, held, len(inside))
    return figures


def _agreeing(marked: list[Marked], found: list[Extent], agreement: str) -> set[int]:
    """The marked spans that a find agrees with, one to one, as indices; the finds choose in order."""
    taken: set[int] = set()
    for find in found:
        shares = [
            (shared / max(find[1] - find[0], one.extent[1] - one.extent[0]), at)
            for at, one in enumerate(marked)
            if at not in taken and (shared := min(find[1], one.extent[1]) - max(find[0], one.extent[0])) > 0
        ]
        if not shares:
            continue
        share, at = max(shares)
        if share >= _LEAST_SHARE if agreement == "overlap" else find == marked[at].extent:
            taken.add(at)
    return taken


def sum_figures(parts: Iterable[Figures]) -> Figures:
    """The counts of several articles added up."""
    total: dict[tuple[str, str, str], list[Counts]] = defaultdict(list)
    for part in parts:
        for key, counts in part.items():
            total[key].append(counts)
    return {key: Counts(*map(sum, zip(*each, strict=True))) for key, each in total.items()}
