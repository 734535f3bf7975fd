"""What changed paragraph by paragraph: words, level, score, hedges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from scorer.changes._alignment import Pair, Stretch, align
from scorer.changes._edits import find_edits
from scorer.text.digests import digest_paragraphs
from scorer.types import Cue, Paragraph, ParagraphChange, Score, ScoredDocument

SLIGHT = 0.05
"""A paragraph of the same words and level is reported where its score differs by this: what stands around it counts, too."""
_SURE = 0.5


def pair_paragraphs(old: ScoredDocument, new: ScoredDocument) -> list[Pair]:
    """The paragraphs of two drafts that belong together, by index."""
    return align(_stretches(old), _stretches(new))


def list_paragraphs(old: ScoredDocument, new: ScoredDocument, pairs: list[Pair]) -> list[ParagraphChange]:
    """The paragraphs that differ, in the order of the new draft; a removed one stands where it stood."""
    partner = {pair.new: pair for pair in pairs}
    kept = {pair.old for pair in pairs}
    removed = [at for at in range(len(old.scores)) if at not in kept]
    digests = digest_paragraphs(old.annotated.document), digest_paragraphs(new.annotated.document)
    found: list[ParagraphChange] = []
    for at, score in enumerate(new.scores):
        pair = partner.get(at)
        if pair is None:
            found.append(ParagraphChange("added", False, None, score, hedges_added=tuple(_hedges(score.paragraph))))
            continue
        while removed and not pair.moved and removed[0] < pair.old:
            found.append(_removed(old.scores[removed.pop(0)]))
        before = old.scores[pair.old]
        if digests[0][pair.old] != digests[1][at]:
            found.append(_changed(before, score, pair.moved))
        elif pair.moved or _differ(before, score):
            found.append(ParagraphChange("moved" if pair.moved else "same", pair.moved, before, score))
    return [*found, *(_removed(old.scores[at]) for at in removed)]


def _removed(score: Score) -> ParagraphChange:
    return ParagraphChange("removed", False, score, None, hedges_dropped=tuple(_hedges(score.paragraph)))


def _changed(before: Score, after: Score, moved: bool) -> ParagraphChange:
    old, new = before.paragraph, after.paragraph
    hedges = _hedges(old), _hedges(new)
    added, dropped = _surplus(hedges[1], new, hedges[0], old), _surplus(hedges[0], old, hedges[1], new)
    return ParagraphChange("changed", moved, before, after, find_edits(old, new), added, dropped)


def _differ(before: Score, after: Score) -> bool:
    """Whether a paragraph of the same words is judged otherwise."""
    if before.level != after.level or (before.value is None) != (after.value is None):
        return True
    return before.value is not None and after.value is not None and abs(before.value - after.value) >= SLIGHT


def _hedges(paragraph: Paragraph) -> list[Cue]:
    """The hedges that are likelier than not; rounders before numbers are none, as in the measures."""
    return [
        cue
        for cue in paragraph.cues
        if cue.family == "hedge" and cue.label != "approx" and cue.weight >= _SURE and not cue.negated
    ]


def _surplus(cues: Iterable[Cue], paragraph: Paragraph, others: Iterable[Cue], other: Paragraph) -> tuple[Cue, ...]:
    """Those cues of a paragraph whose words are not among the cues of the other."""
    there = Counter(_said(cue, other) for cue in others)
    found = []
    for cue in cues:
        words = _said(cue, paragraph)
        if there[words]:
            there[words] -= 1
        else:
            found.append(cue)
    return tuple(found)


def _said(cue: Cue, paragraph: Paragraph) -> str:
    return " ".join(paragraph.document.text[cue.start : cue.end].casefold().split())


def _stretches(scored: ScoredDocument) -> list[Stretch]:
    text = scored.annotated.text
    stretches = []
    for number, digest in enumerate(digest_paragraphs(scored.annotated.document)):
        first, last = text.paragraph_tokens(number)
        stretches.append(Stretch(digest, tuple(word for word in text.folded[first:last] if word[0].isalnum())))
    return stretches
