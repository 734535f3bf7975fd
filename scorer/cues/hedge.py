"""Hedges told from their look-alikes by context: what the guide counts (narrow) and what the Szeged corpus counts (wide).

Each definition has its weights in ``models/default/hedges.json``: log-odds by observation, fitted by logistic regression
on sentences and paragraphs whose hedges people marked. Labels of the guide are weighed by the narrow definition, those
that only the corpus counts (a holder's belief, a condition, an open inquiry) by the wide one. Without the file every hit
counts as the weight of its seed.
"""

from __future__ import annotations

import json
from functools import cache
from math import exp, log

from scorer.cues._hedge_context import Seen, observations, observe
from scorer.lexicon import Hit, words_of_all
from scorer.resources import folder
from scorer.text import Text
from scorer.types import HEDGES, WIDE_HEDGES, Cue

FILE = "hedges.json"
LEAN = 0.4
"""Added to the log-odds: a hedge missed is held a little worse than one too many."""
_LEAST_PRIOR = 0.02
_HOPELESS = 0.1
"""Seeds below this (plain *will*, *can*, *must*) are many and never likelier than not; they keep their weight."""
_BELIEVED = frozenset(
    """
    believed thought expected feared presumed assumed suspected anticipated estimated predicted considered forecast projected
    """.split()
)
_UNASSERTED = frozenset(("modal", "verb_noun", "likelihood"))
"""Labels of the guide whose words the corpus also counts where a thing is only named as possible ("a possible sale"), as
somebody's view ("she suggested they were ready") or as what a condition leads to; there the label says so."""
_VIEWS = frozenset(
    """
    suggest suggests suggested suggesting suggestion suggestions imply implies implied implying implication indicate
    indicates indicated indicating hint hints hinted hinting predict predicts predicted predicting speculate speculates
    speculated speculating suspected suspicion signs sign indication indications doubt doubtful
    """.split()
)
_DATES = frozenset("then now next this mid late early end year-end mid-year noon midnight today tomorrow".split())


@cache
def learned() -> dict[str, dict[str, float]]:
    """Log-odds by definition and observation; empty where no file was learned yet."""
    path = folder("models") / "default" / FILE
    if not path.is_file():
        return {}
    weights: dict[str, dict[str, float]] = json.loads(path.read_text("utf-8"))["weights"]
    return weights


def settle(cue: Cue, hit: Hit, text: Text) -> Cue:
    """The cue with its learned weight, and with another label where the context asks for one.

    Negation is one of the observations ("not likely" still hedges, "not possible" does not), so it is not marked again.
    """
    if cue.label not in WIDE_HEDGES or hit.phrase.weight < _HOPELESS or not learned():
        return cue
    seen = observe(hit, text)
    label = "doxastic" if cue.label == "hearsay" and _has_agent(hit, text) else cue.label
    weight = _likelihood("narrow" if label in HEDGES else "wide", hit, seen)
    if label in _UNASSERTED and weight < 0.5:
        wide = _likelihood("wide", hit, seen)
        if wide >= 0.5:
            label, weight = "doxastic" if seen.word in _VIEWS else "condition", wide
    return cue._replace(label=label, weight=weight, negated=False)


def log_prior(hit: Hit) -> float:
    """The log-odds of the seed's own weight, not beyond 49 to 1 either way."""
    return _log_odds(hit.phrase.weight)


@cache
def _log_odds(weight: float) -> float:
    prior = min(max(weight, _LEAST_PRIOR), 1 - _LEAST_PRIOR)
    return log(prior / (1 - prior))


def _likelihood(definition: str, hit: Hit, seen: Seen) -> float:
    """The probability that a hit is a hedge by one definition, 0 to 1."""
    effects = _effects(definition, seen.label, seen.word)
    total = LEAN + learned()[definition]["prior"] * log_prior(hit) + sum([effects[sign] for sign in seen.signs])
    return 1 / (1 + exp(-max(min(total, 30.0), -30.0)))


class _Effects(dict[str, float]):
    """The effect of a sign on one word under one label, added up when it is first asked for."""

    def __init__(self, weights: dict[str, float], label: str, word: str):
        super().__init__()
        self.weights, self.label, self.word = weights, label, word

    def __missing__(self, sign: str) -> float:
        effect = sum([self.weights.get(name, 0.0) for name in observations(self.label, self.word, sign)])
        self[sign] = effect
        return effect


@cache
def _effects(definition: str, label: str, word: str) -> _Effects:
    return _Effects(learned()[definition], label, word)


def forget() -> None:
    """Read the weights anew when they are next needed."""
    learned.cache_clear()
    _effects.cache_clear()


def _has_agent(hit: Hit, text: Text) -> bool:
    """Whether a passive names who believes: "is expected by analysts", not "is expected by Friday"."""
    folded = text.folded
    by = hit.last - 1 if folded[hit.last - 1] == "by" else hit.last
    if by + 1 >= len(folded) or folded[by] != "by" or _BELIEVED.isdisjoint(folded[hit.first : hit.last]):
        return False
    following = folded[by + 1 : by + 3]
    dated = not (_DATES.isdisjoint(following) and words_of_all("weekday", "month").isdisjoint(following))
    return following[0][:1].isalpha() and not dated and not following[0].endswith("ing")
