"""How likely a found cue really attributes something: a few yes-or-no observations with learned weights.

The weights lie in ``models/default/attributions.json``: log-odds by observation, fitted by logistic regression on
articles whose attributions people marked. Without the file every find counts as the weight of its seed.
"""

from __future__ import annotations

import json
import math
from functools import cache
from typing import TYPE_CHECKING

from scorer.attributions.grammar import ARTICLES, AUXILIARIES, DETERMINERS, MARKS, PREPOSITIONS, PRONOUNS
from scorer.attributions.kinds import Kinds
from scorer.resources import folder
from scorer.text import Text

if TYPE_CHECKING:
    from scorer.attributions.nests import Find

THRESHOLD = 0.7
"""Finds less likely than this are dropped."""
_SIZES = (2, 5, 12, 30)


@cache
def learned() -> dict[str, float]:
    """Log-odds by observation; empty where no file was learned yet."""
    path = folder("models") / "default" / "attributions.json"
    if not path.is_file():
        return {}
    weights: dict[str, float] = json.loads(path.read_text("utf-8"))["weights"]
    return weights


def likelihood(text: Text, kinds: Kinds, find: Find) -> float:
    """The probability that a find is an attribution, 0 to 1."""
    weights = learned()
    if not weights:
        return find.hit.phrase.weight
    total = weights["base"] + sum([weights.get(name, 0.0) for name in observe(text, kinds, find)])
    return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def observe(text: Text, kinds: Kinds, find: Find) -> list[str]:
    """What is seen of a find, as names of observations."""
    label = find.hit.phrase.label
    prior = round(find.hit.phrase.weight * 10)
    following = _following(text, find.hit.last)
    kind = kinds.of(find.source) if find.source else None
    who = f"{kind.kind}.{kind.subkind}" if kind else "nobody"
    form = _form(text.folded[find.hit.first])
    before = _before(text, find)
    direct = bool(find.content and text.quoted[find.content[0]])
    return [
        f"label={label}",
        f"order={find.order}",
        f"who={who}",
        f"form={form}",
        f"prior={prior}",
        f"next={following}",
        f"before={before}",
        f"polarity={find.polarity}",
        f"size={_size(find)}",
        f"block={text.document.blocks[text.paragraph_of[find.cue[0]]].kind}",
        f"group={_group(text, find)}",
        f"direct={direct}&order={find.order}",
        f"label={label}&next={following}",
        f"prior={prior}&order={find.order}",
        f"prior={prior}&direct={direct}",
        f"form={form}&before={before}",
        f"who={kind.kind if kind else 'nobody'}&label={label}",
    ]


def _form(verb: str) -> str:
    if verb.endswith("ing"):
        return "ing"
    if verb.endswith("ed") or verb in ("said", "told", "wrote", "found", "thought", "knew", "saw", "felt"):
        return "past"
    return "third" if verb.endswith("s") else "base"


def _following(text: Text, at: int) -> str:
    """What stands right behind the cue, coarsely."""
    token = text.folded[at] if at < len(text) else "\n"
    if token.endswith("ly") and at + 1 < len(text) and text.folded[at + 1] == "that":
        return "that"  # "acknowledged privately that"
    if token in ("that", "to", "of", "about", "for", "on", "with", "by", "as", "whether", "if", "how", ",", ":", "."):
        return token
    if text.quoted[at] if at < len(text) else False:
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
    if token in ("to", "and", "or", "but", "of", "by", "that", "who", "which", "'s"):
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
    if tokens[-1] in ("is", "are", "was", "were", "be", "been", "being", "'s"):
        return "be"
    return "have" if tokens[-1] in ("has", "have", "had") else "modal"


def _size(find: Find) -> int:
    length = find.content[1] - find.content[0] if find.content else 0
    return sum(length > limit for limit in _SIZES)
