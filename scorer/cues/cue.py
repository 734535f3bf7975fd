"""Attribution cues: how sure a verb or phrase is of being one, given the words on either side of it.

A seed's weight is the share of its occurrences outside direct speech that attach content to a source, counted in the
training part of PolNeAR. The neighbours move it: "noted that" is surer than "noted", "a claim" less sure than "he
claimed". The shifts are the coefficients (log-odds) of a logistic regression on the same counts. Whether a cue stands
inside direct speech is told by its flag ``quoted`` and left to whoever reads it.
"""

from __future__ import annotations

from math import exp, log

from scorer.lexicon import Hit
from scorer.text import Text

_BASE = -0.21
_QUOTES = frozenset(('"', "''", "``"))
_ENDS = frozenset(".\n?!;")

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
    "adverb": "also later then once previously earlier recently still now often never",
}


def _by_word(kinds: dict[str, str], mark: str = "") -> dict[str, str]:
    table = {word: kind for kind, words in kinds.items() for word in words.split(" ") if word}
    if mark:
        table.update(dict.fromkeys("\n.;?!:", mark))
    return table


_AFTER = _by_word(_AFTER_KINDS)
_BEFORE = _by_word(_BEFORE_KINDS, "start") | {",": "comma"}
_PLAIN = frozenset("that of to for on in by at with from about as against :".split())

_SHIFT_AFTER: dict[str, float] = {"about": 1.03, "that": 0.83, "question": 0.64, "quote": 0.38, "capital": 0.23, "for": 0.17, "determiner": 0.16, "pronoun": 0.15, ":": -0.14, "at": -0.15, "by": -0.31, "as": -0.33, "mark": -0.38, "in": -0.4, "from": -0.42, "with": -0.54, "link": -1.19}
_SHIFT_BEFORE: dict[str, float] = {"capital": 0.57, "comma": 0.51, "adverb": 0.4, "have": 0.33, "quote": 0.28, "pronoun": 0.12, "be": 0.11, "it": -0.1, "start": -0.12, "preposition": -0.23, "number": -0.29, "modal": -0.34, "determiner": -0.5, "to": -0.72}
_SHIFT_FORM: dict[str, float] = {"base+quote": 0.5, "past+pronoun": 0.49, "past+quote": 0.46, "s+to": 0.45, "s+who": 0.39, "base+pronoun": 0.31, "past+comma": 0.29, "past+capital": 0.24, "base+comma": 0.22, "ing+be": 0.22, "base+to": 0.18, "past+adverb": 0.18, "s+quote": 0.16, "ing+comma": 0.12, "ing+quote": 0.11, "s+preposition": 0.11, "base+be": -0.1, "ing+link": -0.11, "s+pronoun": -0.11, "base+word": -0.14, "past+have": -0.16, "s+start": -0.17, "ing+start": -0.18, "s+number": -0.21, "base+number": -0.22, "s+link": -0.23, "base+who": -0.26, "base+modal": -0.3, "base+determiner": -0.33, "base+link": -0.4, "ing+adverb": -0.43, "base+have": -0.51, "s+word": -0.55, "base+start": -0.56, "ing+preposition": -0.56, "s+determiner": -0.57, "ing+capital": -0.67, "ing+determiner": -0.67, "past+determiner": -0.67, "ing+word": -0.68, "base+preposition": -0.77, "past+preposition": -0.89}


def weigh(hit: Hit, text: Text) -> float:
    """The probability that a hit attaches content to a source."""
    weight = hit.phrase.weight
    if weight <= 0:
        return 0.0
    before, after, form = _signs(hit, text)
    odds = log(min(weight, 0.99) / (1 - min(weight, 0.99)))
    odds += _BASE + _SHIFT_BEFORE.get(before, 0.0) + _SHIFT_AFTER.get(after, 0.0) + _SHIFT_FORM.get(form, 0.0)
    return round(1 / (1 + exp(-odds)), 4)


def _signs(hit: Hit, text: Text) -> tuple[str, str, str]:
    """What stands before and after a hit, and, for a single word, its ending together with what stands before."""
    folded, words = text.folded, text.words
    first, last = hit.first, hit.last
    previous = folded[first - 1] if first else "\n"
    before_that = folded[first - 2] if first > 1 else "\n"
    following = folded[last] if last < len(folded) else "\n"
    after_that = folded[last + 1] if last + 1 < len(folded) else "\n"
    if following in _QUOTES or (following in ",:" and after_that in _QUOTES):
        after = "quote"
    elif following in _PLAIN:
        after = following
    elif following in _AFTER:
        after = _AFTER[following]
    elif words[last : last + 1] and words[last][:1].isupper():
        after = "capital"
    else:
        after = "number" if following[:1].isdigit() else "word"
    if previous in _QUOTES or (previous == "," and before_that in _QUOTES):
        before = "quote"
    elif previous in _BEFORE:
        before = _BEFORE[previous]
    elif previous.endswith("ly"):
        before = "adverb"
    elif first and words[first - 1][:1].isupper():
        before = "capital"
    else:
        before = "number" if previous[:1].isdigit() else "word"
    form = ""
    if last - first == 1:
        token = folded[first]
        form = "ing" if token.endswith("ing") else "past" if token.endswith("ed") else "s" if token.endswith("s") else "base"
        form += "+" + before
    return before, after, form
