"""How the whole document is written, the same for each paragraph: judging, turning, sent by an agency."""

from __future__ import annotations

from collections import Counter

from scorer.features._lead import rule_level
from scorer.features._view import Page, View
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


def count(view: View) -> dict[str, tuple[float, list[Span]]]:
    """What the procedure and the narrator's cues make of the body paragraphs."""
    return view.page.once(_habits)


def evaluative(view: View) -> float:
    """Evaluative words of the narrator per hundred of its words."""
    return view.page.once(_evaluative)


def judges_alone(view: View) -> float:
    """Share of body paragraphs in which nobody is credited and the narrator judges."""
    return view.page.once(_judging)


def turns(view: View) -> float:
    """Share of body paragraphs that open with but, and, so, yet, now."""
    return view.page.once(_turning)


def agency(view: View) -> bool:
    """One of the first three blocks names a news agency."""
    return view.page.once(_sent_by_agency)


def _sent_by_agency(page: Page) -> bool:
    return any(not view.flat.isdisjoint(_AGENCIES) for view in page.views[:3])


def _evaluative(page: Page) -> float:
    body = page.body()
    judging = words("evaluative")
    return 100 * sum(sum(map(judging.__contains__, view.own)) for view in body) / max(sum(len(view.own) for view in body), 1)


def _judging(page: Page) -> float:
    bare = [view for view in page.body() if not view.asserted and not view.stretches]
    return sum(not view.own_words.isdisjoint(words("evaluative")) for view in bare) / max(len(page.body()), 1)


def _turning(page: Page) -> float:
    return sum(not _TURNS.isdisjoint(view.folded[:1]) for view in page.body()) / max(len(page.body()), 1)


def _habits(page: Page) -> dict[str, tuple[float, list[Span]]]:
    body = page.body()
    ruled = Counter(map(rule_level, body))
    cued = {cue: sum(min(view.counts[cue], 2.0) for view in body if cue in view.counts) for cue in _CUES}
    sums = {f"ruled_{level}": ruled[level] for level in LEVELS} | {f"cued_{cue.replace('.', '_')}": cued[cue] for cue in _CUES}
    return {name: (found / len(body), []) for name, found in sums.items() if found}
