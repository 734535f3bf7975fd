"""How the whole document is written, the same for each paragraph: judging, turning, sent by an agency."""

from __future__ import annotations

from collections import Counter

from scorer.features._lead import rule_level
from scorer.features._view import Page
from scorer.lexicon import words
from scorer.types import LEVELS, Span

_CUES = (
    "narr.public_record", "narr.scene", "narr.analysis", "narr.stat_unsourced", "hedge.modal", "hedge.hearsay", "boost.certainty",
)  # fmt: skip
COLUMNS = {
    **{f"ruled_{level}": f"share of body paragraphs that the guide's procedure finds {level} (0 to 1)" for level in LEVELS},
    **{f"cued_{cue.replace('.', '_')}": f"cues {cue} in each body paragraph, at most 2 of one, on average" for cue in _CUES},
}

_AGENCIES = frozenset(["ap", "reuters", "afp", "upi", "pti"])
_TURNS = frozenset("but and so yet now of indeed well look".split())


def agency(page: Page) -> bool:
    """One of the first three blocks names a news agency."""
    return any(not view.flat.isdisjoint(_AGENCIES) for view in page.views[:3])


def evaluative(page: Page) -> float:
    """Evaluative words of the narrator per hundred of its words."""
    body = page.body()
    judging = words("evaluative")
    return 100 * sum(sum(map(judging.__contains__, view.own)) for view in body) / max(sum(len(view.own) for view in body), 1)


def judges_alone(page: Page) -> float:
    """Share of body paragraphs in which nobody is credited and the narrator judges."""
    bare = [view for view in page.body() if not view.asserted and not view.stretches]
    return sum(not view.own_words.isdisjoint(words("evaluative")) for view in bare) / max(len(page.body()), 1)


def turns(page: Page) -> float:
    """Share of body paragraphs that open with but, and, so, yet, now."""
    return sum(not _TURNS.isdisjoint(view.folded[:1]) for view in page.body()) / max(len(page.body()), 1)


def count(page: Page) -> dict[str, tuple[float, list[Span]]]:
    """What the procedure and the narrator's cues make of the body paragraphs."""
    body = page.body()
    ruled = Counter(map(rule_level, body))
    cued = {cue: sum(min(view.counts[cue], 2.0) for view in body if cue in view.counts) for cue in _CUES}
    sums = {f"ruled_{level}": ruled[level] for level in LEVELS} | {f"cued_{cue.replace('.', '_')}": cued[cue] for cue in _CUES}
    return {name: (found / len(body), []) for name, found in sums.items() if found}
