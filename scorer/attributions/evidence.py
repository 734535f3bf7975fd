"""How likely a found cue really attributes something: a few yes-or-no observations with learned weights.

The weights lie in ``models/default/attributions.json``: log-odds by observation, fitted by logistic regression on
articles whose attributions people marked. Without the file every find counts as the weight of its seed.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from scorer.attributions.grammar import ARTICLES, AUXILIARIES, DETERMINERS, MARKS, PREPOSITIONS, PRONOUNS
from scorer.attributions.kinds import Kinds
from scorer.resources import folder
from scorer.text import Text

if TYPE_CHECKING:
    from scorer.attributions.nests import Find

THRESHOLD = 0.7
"""Finds less likely than this are dropped."""
_LEAST_ODDS = math.log(THRESHOLD / (1 - THRESHOLD))
_SIZES = (2, 5, 12, 30)
_IRREGULAR = frozenset("said told wrote found thought knew saw felt".split())
_TOLD_AS_IT_IS = frozenset("that to of about for on with by as whether if how , : .".split())
_LINKS = frozenset("to and or but of by that who which 's".split())
_BE = frozenset("is are was were be been being 's".split())

Sight = tuple[Any, ...]
"""A group of observations: what names them, and what was seen."""


@cache
def learned() -> dict[str, float]:
    """Log-odds by observation; empty where no file was learned yet."""
    _effect.cache_clear()
    _reach_of_source.cache_clear()
    path = folder("models") / "default" / "attributions.json"
    if not path.is_file():
        return {}
    weights: dict[str, float] = json.loads(path.read_text("utf-8"))["weights"]
    return weights


def is_likely(text: Text, kinds: Kinds, find: Find) -> bool:
    """Whether a find is an attribution by at least the threshold; who its source is counts only where that can decide."""
    phrase = find.hit.phrase
    weights = learned()
    if not weights:
        return phrase.weight >= THRESHOLD
    odds = weights["base"] + sum([_effect(*sight) for sight in _sights(text, find)])
    least, most = _reach_of_source(phrase.label)
    if odds + most < _LEAST_ODDS:
        return False
    return odds + least >= _LEAST_ODDS or odds + _effect(*_source_seen(kinds, find)) >= _LEAST_ODDS


def observe(text: Text, kinds: Kinds, find: Find) -> list[str]:
    """What is seen of a find, as names of observations."""
    return [name for naming, *seen in (*_sights(text, find), _source_seen(kinds, find)) for name in naming(*seen)]


@cache
def _effect(naming: Callable[..., list[str]], *seen: object) -> float:
    """What a group of observations adds to the log-odds."""
    weights = learned()
    return sum([weights.get(name, 0.0) for name in naming(*seen)])


@cache
def _reach_of_source(label: str) -> tuple[float, float]:
    """The least and the most that a source, whoever it is, adds to the log-odds of a cue of this label."""
    alone = [weight for name, weight in learned().items() if name.startswith("who=") and "&" not in name]
    joint = [weight for name, weight in learned().items() if name.startswith("who=") and name.endswith(f"&label={label}")]
    return min([0.0, *alone]) + min([0.0, *joint]), max([0.0, *alone]) + max([0.0, *joint])


def _sights(text: Text, find: Find) -> list[Sight]:
    """What is seen of a find beside its source."""
    phrase = find.hit.phrase
    prior = round(phrase.weight * 10)
    direct = bool(find.content and text.quoted[find.content[0]])
    block = text.document.blocks[text.paragraph_of[find.cue[0]]].kind
    return [
        (_of_cue, phrase.label, prior, _following(text, find.hit.last)),
        (_of_group, _form(text.folded[find.hit.first]), _before(text, find), find.polarity, _group(text, find)),
        (_of_content, find.order, direct, prior, _size(find), block),
    ]


def _source_seen(kinds: Kinds, find: Find) -> Sight:
    kind = kinds.of(find.source) if find.source else None
    label = find.hit.phrase.label
    return (_of_source, kind.kind, f".{kind.subkind}", label) if kind else (_of_source, "nobody", "", label)


def _of_cue(label: str, prior: int, following: str) -> list[str]:
    return [f"label={label}", f"prior={prior}", f"next={following}", f"label={label}&next={following}"]


def _of_group(form: str, before: str, polarity: str, group: str) -> list[str]:
    return [f"form={form}", f"before={before}", f"polarity={polarity}", f"group={group}", f"form={form}&before={before}"]


def _of_content(order: str, direct: bool, prior: int, size: int, block: str) -> list[str]:
    return [
        f"order={order}",
        f"size={size}",
        f"block={block}",
        f"direct={direct}&order={order}",
        f"prior={prior}&order={order}",
        f"prior={prior}&direct={direct}",
    ]


def _of_source(kind: str, subkind: str, label: str) -> list[str]:
    return [f"who={kind}{subkind}", f"who={kind}&label={label}"]


def _form(verb: str) -> str:
    if verb.endswith("ing"):
        return "ing"
    if verb.endswith("ed") or verb in _IRREGULAR:
        return "past"
    return "third" if verb.endswith("s") else "base"


def _following(text: Text, at: int) -> str:
    """What stands right behind the cue, coarsely."""
    folded = text.folded
    if at >= len(folded):
        return "mark"
    token = folded[at]
    if token.endswith("ly") and at + 1 < len(folded) and folded[at + 1] == "that":
        return "that"  # "acknowledged privately that"
    if token in _TOLD_AS_IT_IS:
        return token
    if text.quoted[at]:
        return "quote"
    if token in PRONOUNS:
        return "pronoun"
    if token in DETERMINERS:
        return "determiner"
    if token in PREPOSITIONS:
        return "preposition"
    if token in MARKS:
        return "mark"
    if token.endswith("ing"):
        return "ing"
    return "name" if text.capitals[at] else "word"


def _before(text: Text, find: Find) -> str:
    """What stands right before the verb group, coarsely."""
    at = find.cue[0] - 1
    token = text.folded[at] if at >= 0 else "\n"
    if token in MARKS:
        return "mark"
    if token in _LINKS:
        return token
    if token in PRONOUNS:
        return "pronoun"
    if token in ARTICLES:
        return "article"
    return "name" if text.capitals[at] else "word"


def _group(text: Text, find: Find) -> str:
    """Auxiliaries of the verb group, coarsely."""
    tokens = [token for token in text.folded[find.cue[0] : find.hit.first] if token in AUXILIARIES]
    if not tokens:
        return "bare"
    if tokens[-1] in _BE:
        return "be"
    return "have" if tokens[-1] in ("has", "have", "had") else "modal"


def _size(find: Find) -> int:
    length = find.content[1] - find.content[0] if find.content else 0
    return bisect_left(_SIZES, length)
