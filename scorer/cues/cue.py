"""Attribution cues: how sure a verb or phrase is of being one, given the words on either side of it.

A seed's weight is the share of its occurrences that attach content to a source, counted in the training part of PolNeAR
outside direct speech and outside content already credited (nested attributions are not annotated there), and drawn
towards a guess where there are few. The neighbours move it: "noted that" is surer than "noted", "a claim" less sure than "he
claimed". The shifts are the coefficients (log-odds) of a logistic regression on the same counts. Whether a cue stands
inside direct speech is told by its flag ``quoted`` and left to whoever reads it.
"""

from __future__ import annotations

from functools import cache
from math import exp, log

from scorer.lexicon import Hit
from scorer.text import Text

_BASE = -0.07
_QUOTES = frozenset(('"', "''", "``"))

_AFTER_KINDS = {
    "pronoun": "he she they it i we there",
    "object": "him them me us himself reporters journalists",
    "determiner": "a an the this that these those no any some every each such his her their its my our your",
    "question": "how what why whether if",
    "mark": ", ; . ? ! \n )",
    "link": "and or but",
}
_BEFORE_KINDS = {
    "determiner": "a an the this that these those no any some every each such his her their its my our your 's another",
    "pronoun": "he she i we they you",
    "it": "it",
    "who": "who which",
    "to": "to",
    "have": "has have had 've he's she's they've",
    "be": "is are was were be been being 're",
    "modal": "will would could can should may might must shall can't won't wouldn't",
    "preposition": "of in for on by with from at about into against as over after under between than without through "
    "among during before since",
    "link": "and or but",
    "comma": ",",
    "start": "\n . ; ? ! :",
    "adverb": "also later then once previously earlier recently still now often never",
}


def _by_word(kinds: dict[str, str]) -> dict[str, str]:
    return {word: kind for kind, words in kinds.items() for word in words.split(" ")}


_PLAIN = ("that", "of", "to", "for", "on", "in", "by", "at", "with", "from", "about", "as", "against", ":")
_AFTER = _by_word(_AFTER_KINDS) | {word: word for word in _PLAIN} | dict.fromkeys(_QUOTES, "quote")
_BEFORE = _by_word(_BEFORE_KINDS) | dict.fromkeys(_QUOTES, "quote")


def _shifts(table: str) -> dict[str, float]:
    """Pairs of a sign and its shift in log-odds."""
    parts = table.split()
    return dict(zip(parts[::2], map(float, parts[1::2]), strict=True))


_SHIFT_AFTER = _shifts(
    """
    about 1.47 quote 1.33 that 0.89 question 0.71 pronoun 0.38 capital 0.17 determiner 0.12 for 0.11 to -0.11 at
    -0.17 word -0.22 by -0.41 : -0.47 as -0.49 in -0.49 with -0.5 from -0.6 mark -0.8 link -1.25
    """
)
_SHIFT_BEFORE = _shifts(
    """
    pronoun 0.74 have 0.46 capital 0.41 adverb 0.27 be 0.24 comma 0.16 word 0.11 modal -0.12 preposition -0.17 to
    -0.25 who -0.3 determiner -0.46 number -0.51 start -0.57
    """
)
_SHIFT_FORM = _shifts(
    """
    past+pronoun 0.6 s+pronoun 0.42 past+quote 0.4 past+capital 0.35 past+adverb 0.28 past+comma 0.22 ing+be 0.2
    ing+adverb -0.2 s+start -0.22 base+pronoun -0.24 base+modal -0.25 past+be -0.25 base+determiner -0.29
    base+have -0.31 base+number -0.37 ing+preposition -0.39 base+link -0.4 s+determiner -0.47 past+determiner
    -0.49 ing+capital -0.52 ing+determiner -0.52 s+word -0.69 ing+word -0.72 base+preposition -0.76 base+start
    -0.78
    """
)


def weigh(hit: Hit, text: Text) -> float:
    """The probability that a hit attaches content to a source."""
    weight = hit.phrase.weight
    if weight <= 0:
        return 0.0
    folded, words = text.folded, text.words
    first, last, _ = hit
    before = _before(folded, words, first)
    after = _after(folded, words, last) if last < len(folded) else "mark"
    return _probability(weight, before, after, _form(folded[first]) if last - first == 1 else "")


@cache
def _probability(weight: float, before: str, after: str, form: str) -> float:
    odds = log(min(weight, 0.99) / (1 - min(weight, 0.99)))
    odds += _BASE + _SHIFT_BEFORE.get(before, 0.0) + _SHIFT_AFTER.get(after, 0.0)
    odds += _SHIFT_FORM.get(f"{form}+{before}", 0.0) if form else 0.0
    return round(1 / (1 + exp(-odds)), 4)


def _after(folded: list[str], words: list[str], at: int) -> str:
    """What stands at the token behind a hit."""
    token = folded[at]
    if token in ",:" and at + 1 < len(folded) and folded[at + 1] in _QUOTES:
        return "quote"
    return _AFTER.get(token) or ("capital" if words[at][:1].isupper() else _number_or_word(token))


def _before(folded: list[str], words: list[str], first: int) -> str:
    """What stands at the token before a hit."""
    if not first:
        return "start"
    token = folded[first - 1]
    if token == "," and first > 1 and folded[first - 2] in _QUOTES:
        return "quote"
    if token in _BEFORE:
        return _BEFORE[token]
    if token.endswith("ly"):
        return "adverb"
    return "capital" if words[first - 1][:1].isupper() else _number_or_word(token)


def _number_or_word(token: str) -> str:
    return "number" if token[:1].isdigit() else "word"


def _form(token: str) -> str:
    """The ending of a single word."""
    return "ing" if token.endswith("ing") else "past" if token.endswith("ed") else "s" if token.endswith("s") else "base"
