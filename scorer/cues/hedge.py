"""Guards for hedges: conditional or reported *would*, possibility or ability in *could*, evidence or people that *suggest*.

The tables hold log-odds learned from newswire and labelled news paragraphs, rounded; nothing else was kept of them.
"""

from __future__ import annotations

from math import exp, fsum

from scorer.lexicon import Hit, words
from scorer.text import Text

_REACH = 60
"""Tokens looked at on either side, so that a sentence without end costs no more than its length."""
_IF = frozenset(("if", "unless"))
_EFFECT = frozenset(
    """
    need require mean cost put allow take create lead give make help leave force cause hurt result raise bring affect
    become trigger prove spell benefit increase reduce jeopardize undermine damage threaten end backfire alienate
    """.split()
)
_ABILITY = frozenset(
    """
    see hear find get afford understand remember tell do meet go reach feel hardly barely only count say
    """.split()
)
_MANNER = frozenset(("so", "how", "as", "whatever", "wherever", "whenever", "whether"))
_PAST = frozenset("was were had did knew thought".split())
_WISH = frozenset(["like", "love", "prefer", "rather", "hate"])
_ADVERBS = frozenset("likely probably almost potentially conceivably presumably perhaps possibly".split())
_FRESH_CLAUSE = frozenset((".", ",", ";", ":", "--", "-", "and", "but", '"', "''", "``", "because", "say", "think", "\n"))
_PEOPLE = frozenset(("he", "she", "they", "i", "we", "you", "who", "to", "has", "have", "had", "also", "later", "once", "even"))
_PERSONAL = {"i": "I", "we": "we", "he": "third", "she": "third", "they": "third", "it": "it", "you": "you", "who": "who"}

_WOULD = {
    "": -0.5, "past": -1.3, "told": -1.2, "says later": -0.9, "we": -0.8, "not": -0.5, "third": -0.7, "asked if": -0.4,
    "wish": -2.5, "manner": -0.4, "ability": -0.4, "who": -0.5, "you": -0.5, "it": -0.2, "be": 0.8, "effect": 0.7,
    "adverb": 1.5, "if": 1.3, "were to": 0.5, "fresh that": 0.4, "I": -0.2,
}  # fmt: skip
_COULD = {
    "": 0.75, "not": -2.1, "manner": -1.4, "ability": -1.1, "past": -1.2, "quoted": -0.8, "have": -0.6, "third": -0.5,
    "who": -0.4, "I": -0.8, "we": -0.3, "you": -0.4, "if": 0.4, "effect": 0.6, "it": 0.8, "fresh that": 0.8, "asked if": -0.6,
    "adverb": 1.5, "start": -3.0, "be": 0.1,
}  # fmt: skip


def weigh(hit: Hit, text: Text) -> float:
    """The probability that the words hit express uncertainty here."""
    head = text.folded[hit.first]
    label = hit.phrase.label
    if label == "modal" and hit.last - hit.first == 1:
        if head == "would":
            return _logistic(_WOULD, _signs(hit.first, text))
        if head == "could":
            return _logistic(_COULD, _signs(hit.first, text))
        if head == "might" and text.words[hit.first] != "might":
            return 0.3
        return hit.phrase.weight
    if label == "modal" and head in ("would", "could") and hit.phrase.weight < 0.8:
        return _logistic(_WOULD if head == "would" else _COULD, _signs(hit.first, text))
    if label == "verb_noun" and head in ("suggested", "suggesting", "suggest", "indicated", "indicating"):
        return _suggested(hit, text)
    return hit.phrase.weight


def _logistic(table: dict[str, float], signs: set[str]) -> float:
    score = fsum((table[""], *(table.get(sign, 0.0) for sign in signs)))
    return 1 / (1 + exp(-score))


def _signs(at: int, text: Text) -> set[str]:
    """What stands around a modal in its sentence, as names of the tables' rows."""
    folded = text.folded
    first, last = text.sentence_tokens(at)
    first, last = max(first, at - _REACH), min(max(last, at + 1), at + _REACH)
    before, after = folded[first:at], folded[at + 1 : last]
    signs: set[str] = set()
    subject = before[-1] if before else ""
    following = after[0] if after else ""
    tellers = words("tellverb")
    if not before or all(not token[:1].isalnum() for token in before):
        signs.add("start")
    if not _IF.isdisjoint(before[:-4]) or not _IF.isdisjoint(after):
        signs.add("if")
    if not {"if", "whether"}.isdisjoint(before[-4:]):
        asked = any(token in tellers or token in ("whether", "see", "know", "question") for token in before[-6:])
        signs.add("asked if" if asked else "if")
    if "were" in before and "to" in before[before.index("were") : before.index("were") + 2]:
        signs.add("were to")
    if any(token in tellers for token in before):
        signs.add("told")
    if "said" in after or "says" in after:
        signs.add("says later")
    if subject in _PERSONAL:
        signs.add(_PERSONAL[subject])
    elif subject in ("that", "this") and (len(before) < 2 or before[-2] in _FRESH_CLAUSE):
        signs.add("fresh that")
    if following in ("not", "never", "no"):
        signs.add("not")
    if following == "have":
        signs.add("have")
    if following == "be":
        signs.add("be")
    if following in _WISH:
        signs.add("wish")
    if following in _ADVERBS:
        signs.add("adverb")
    if following in _EFFECT:
        signs.add("effect")
    if following in _ABILITY:
        signs.add("ability")
    if not _MANNER.isdisjoint(before[-4:]):
        signs.add("manner")
    if not _PAST.isdisjoint(before[-5:]):
        signs.add("past")
    if text.quoted[at]:
        signs.add("quoted")
    return signs


def _suggested(hit: Hit, text: Text) -> float:
    """Evidence suggests; people propose."""
    first, _ = text.sentence_tokens(hit.first)
    near = text.folded[max(first, hit.first - 6) : hit.first]
    if near and near[-1] in _PEOPLE:
        return min(hit.phrase.weight, 0.25)
    if not words("evidence").isdisjoint(near):
        return max(hit.phrase.weight, 0.8)
    return hit.phrase.weight
