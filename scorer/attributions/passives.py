"""Passive cues: who acts stands behind "by", or nobody is credited ("is said to", "was told that", "it is alleged")."""

from __future__ import annotations

from scorer.attributions.contents import Contents
from scorer.attributions.grammar import MARKS, PRONOUNS
from scorer.attributions.noun_phrases import Phrases
from scorer.attributions.verbs import Range
from scorer.lexicon import Hit
from scorer.text import Text

_BE = frozenset("is was been are be were being 's 're am get got gets".split())
_PARTICIPLES = frozenset("said told seen known thought found shown heard felt held written".split())
_THOUGHT = frozenset(
    """
    expected believed considered seen viewed regarded thought known deemed perceived feared suspected supposed hoped wanted
    intended praised hailed lauded applauded commended welcomed credited assumed felt rated ranked judged planned
    """.split()
)
"""Verbs of mind that are passive behind "be"; others are adjectives there ("was worried that")."""
_PASSED_ON = frozenset("quoted cited heard".split())
_CLAUSES = frozenset("that to whether if why how what who when where as of : with".split())
_HEARD = frozenset(
    "told asked informed warned advised assured reminded notified accused blamed urged ordered charged pressed".split()
)


def is_passive(text: Text, hit: Hit, cue: Range) -> bool:
    """Whether a cue stands in the passive, so that its subject is not who speaks."""
    if cue[0] == hit.first:
        return False
    verb = text.folded[hit.first]
    group = [token for token in text.folded[cue[0] : hit.first] if not token.endswith("ly")]
    if not any(token in _BE for token in group[-2:]):
        return False
    if verb in _PASSED_ON or not (verb.endswith("ed") or verb in _PARTICIPLES):
        return False
    return verb in _THOUGHT or hit.phrase.label != "attitude"


def told_by(
    text: Text, phrases: Phrases, contents: Contents, hit: Hit, cue: Range, low: int, high: int
) -> tuple[Range, Range] | None:
    """Agent and content of "was told by X that …" and "…, first reported by X"."""
    by = hit.last if text.folded[hit.last - 1] != "by" else hit.last - 1
    if by >= high or text.folded[by] != "by" or text.folded[hit.first].endswith("ing"):
        return None
    agent = phrases.after(by + 1, high)
    if agent is None:
        return None
    if agent[1] < high and text.folded[agent[1]] in ("that", "to", "of", "whether") and text.folded[hit.first] in _HEARD:
        content = contents.after(agent[1], high, "")
    else:
        content = _left(text, cue[0], low)
    return (agent, content) if content else None


def unsaid(text: Text, contents: Contents, hit: Hit, cue: Range, subject: Range, low: int, high: int) -> Range | None:
    """What is said where nobody is credited: the clause behind the cue, else its subject."""
    subject_only = hit.last >= high or text.folded[hit.last] not in _CLAUSES
    ahead = contents.after(hit.last, high, text.folded[hit.first])
    if subject_only and text.folded[hit.first] not in _HEARD and text.folded[subject[0]] not in PRONOUNS:
        return subject
    return ahead


def _left(text: Text, end: int, low: int) -> Range | None:
    start = low
    while start < end and (text.folded[start] in ("and", "or", "but", "nor") or text.folded[start] in MARKS):
        start += 1
    return (start, end) if start < end else None
