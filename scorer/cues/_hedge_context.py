"""What stands around a possible hedge: a few yes-or-no observations, which ``hedge.py`` weighs.

Nothing here decides. An observation names the words of a seed phrase or a closed class of English, never other words of
a text, so that the learned weights tell nothing of the texts they were learned from.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from scorer.lexicon import Hit, words
from scorer.lexicon.patterns import Choice, Element, Word
from scorer.text import Text

ALWAYS = "always"
"""The sign that every hit shows; its weight for all hits is the base."""
_REACH = 60
"""Tokens looked at on either side, so that a sentence without end costs no more than its length."""
_NEAR = 4
_LIGHT = frozenset(
    """
    a an the to of that this it he she they we i you there is are was were be been being am 's 're 'm has have had not
    n't no never do does did don't didn't doesn't isn't wasn't aren't by in on at as for with and or if so very more most
    less also still widely now long yet would will can
    """.split()
)  # fmt: skip
_KINDS = (
    ("be", "be been being is are was were am 's 're 'm isn't wasn't aren't weren't"),
    ("have", "have has had having 've hasn't haven't hadn't"),
    ("not", "not n't never no neither nor cannot hardly"),
    ("do", "do does did don't doesn't didn't"),
    ("modal", "will would can could may might shall should must won't wouldn't can't couldn't shouldn't 'll 'd"),
    ("I", "i"),
    ("we", "we us"),
    ("you", "you"),
    ("third", "he she they him her them"),
    ("it", "it"),
    ("that", "that this those these which what"),
    ("who", "who whom"),
    ("there", "there"),
    ("article", "the a an"),
    ("possessive", "his her its their my our your 's"),
    ("amount", "some any many several few most all both one two three four five more less each every another"),
    ("to", "to"),
    ("if", "if unless whether"),
    ("when", "when while as after before until once because although though where how why since than"),
    ("join", "and or but"),
    ("preposition", "of for at in from with on by between against about under over within across among around near into"),
    ("mark", ", . ; : -- - ( ) .. ? !"),
    ("quote", "\" '' ``"),
    ("end", "\n"),
)
_KIND_OF = {word: kind for kind, listed in reversed(_KINDS) for word in listed.split(" ")}
_EFFECT = frozenset(
    """
    need require mean cost put allow take create lead give make help leave force cause hurt result raise bring affect
    become trigger prove spell benefit increase reduce jeopardize undermine damage threaten end backfire alienate face
    lose win change turn push send drive emerge happen fall rise lower boost limit expose open harm
    """.split()
)
_ABILITY = frozenset(
    """
    see hear find get afford understand remember tell do meet go reach feel hardly barely only count say believe stand
    imagine help talk speak use keep buy pay
    """.split()
)
_MANNER = frozenset(("so", "how", "as", "whatever", "wherever", "whenever", "whether", "than", "where", "what"))
_PAST = frozenset("was were had did knew thought".split())
_INVERTED = frozenset(("had", "were", "should"))
"""Words that open a condition without "if": "had he looked up"."""
_UNREAL = frozenset(
    """
    were was had did could would lost won rose fell went came took made got gave left broke became began ran held kept
    found knew saw felt met paid sold bought thought wanted chose withdrew grew drew led cut put let quit hit
    """.split()
)
_PRESENT = frozenset("is are has have says say 's 're does do".split())
_NEGATORS = frozenset(
    """
    not n't never no nor neither without hardly cannot can't didn't doesn't don't isn't wasn't aren't weren't
    """.split()
)
_WISH = frozenset(["like", "love", "prefer", "rather", "hate"])
_ADVERBS = frozenset("likely probably almost potentially conceivably presumably perhaps possibly".split())
_FOLLOWING = (("wish", _WISH), ("adverb", _ADVERBS), ("effect", _EFFECT), ("ability", _ABILITY))
"""Words that tell right behind a modal."""
_IF = frozenset(("if", "unless"))
_QUESTION = frozenset(("whether", "see", "know", "question"))
_WILL = frozenset(("will", "'ll", "won't", "would", "wouldn't", "could", "might"))


class Seen(NamedTuple):
    """What is seen of a hit: its label, the word that carries it, and signs of its context."""

    label: str
    word: str
    signs: tuple[str, ...]


def observe(hit: Hit, text: Text) -> Seen:
    """What is seen of a hit; the first sign is always the same."""
    folded, written = text.folded, text.words
    before = _kind(folded[hit.first - 1], written[hit.first - 1]) if hit.first else "end"
    following = _kind(folded[hit.last], written[hit.last]) if hit.last < len(folded) else "end"
    signs = (ALWAYS, f"before={before}", f"next={following}", *_signs(hit, text))
    return Seen(hit.phrase.label, _carrier(hit, folded), signs)


def observations(label: str, word: str, sign: str) -> tuple[str, str, str]:
    """The names under which a sign is weighed: for every hit, for those of the label, and for the word."""
    return sign, f"{label}&{sign}", f"{word}&{sign}"


def _carrier(hit: Hit, folded: list[str]) -> str:
    """The first word that carries meaning of those the seed phrase spells out; no word that only fills a gap in it."""
    phrase = hit.phrase
    listed = _SPELT.get(phrase.source)
    if listed is None:
        listed = _SPELT[phrase.source] = _spelt(phrase.elements)
    spelt = [token for token in folded[hit.first : hit.last] if token in listed]
    return next((token for token in spelt if token not in _LIGHT), spelt[0] if spelt else "")


_SPELT: dict[str, frozenset[str]] = {}
"""What phrases spell out, by their source: their elements would be hashed anew at every hit."""


def _spelt(elements: tuple[Element, ...]) -> frozenset[str]:
    """The words that the elements of a seed phrase spell out."""
    found: set[str] = set()
    pending: list[tuple[Element, ...]] = [elements]
    while pending:
        for element in pending.pop():
            if isinstance(element, Word):
                found.add(element.token)
            elif isinstance(element, Choice):
                pending.extend(element.options)
    return frozenset(found)


def _unreal(tokens: list[str]) -> bool:
    """Whether a condition is put in the past tense soon after its "if": "if rates rose", "if it were so"."""
    at = tokens.index("if")
    return any(token in _UNREAL or (token.endswith("ed") and len(token) > 3) for token in tokens[at + 1 : at + 6])


def _kind(token: str, written: str) -> str:
    """A neighbour, coarsely."""
    kind = _KIND_OF.get(token)
    if kind:
        return kind
    if token[:1].isdigit():
        return "number"
    if written[:1].isupper():
        return "name"
    if token.endswith("ly"):
        return "adverb"
    if token.endswith("ed"):
        return "ed"
    if token.endswith("ing"):
        return "ing"
    return "plural" if token.endswith("s") else "word"


def _signs(hit: Hit, text: Text) -> list[str]:
    """What the sentence around a hit shows."""
    folded = text.folded
    start, end = text.sentence_tokens(hit.first)
    first, last = max(start, hit.first - _REACH), min(max(end, hit.last), hit.last + _REACH)
    before, after = folded[first : hit.first], folded[hit.last : last]
    earlier, later = _sought().intersection(before), _sought().intersection(after)
    signs = [*_conditions(before, after, earlier, later), *_voices(before, earlier, later), *_tenses(before, earlier, later)]
    following = after[0] if after else ""
    signs += [name for name, listed in _FOLLOWING if following in listed]
    if len(before) < 2 and not any(token[:1].isalnum() for token in before):
        signs.append("opens")
    if not _MANNER.isdisjoint(before[-_NEAR:]):
        signs.append("manner")
    if not _NEGATORS.isdisjoint(before[-3:]):
        signs.append("negated")
    if text.quoted[hit.first]:
        signs.append("quoted")
    if "?" in after[-2:]:
        signs.append("question")
    if text.capitals[hit.first] and before:
        signs.append("capital")
    return signs


@cache
def _sought() -> frozenset[str]:
    """The words whose place in the sentence does not matter: looked for once on either side."""
    return words("tellverb") | _IF | _PRESENT | _PAST | _WILL | {"said", "says"}


def _conditions(before: list[str], after: list[str], earlier: frozenset[str], later: frozenset[str]) -> list[str]:
    """Where the sentence has a condition, and of what sort."""
    signs = []
    near = before[-_NEAR:]
    inverted = bool(before) and before[0] in _INVERTED
    if inverted or (not _IF.isdisjoint(earlier) and not _IF.isdisjoint(before[:-_NEAR])):
        signs.append("if before")
    if not _IF.isdisjoint(later):
        signs.append("if after")
    if "if" in near or "whether" in near:
        asked = not _QUESTION.isdisjoint(before[-6:]) or not words("tellverb").isdisjoint(before[-6:])
        signs.append("asked if" if asked else "if near")
    if inverted or ("if" in later and _unreal(after)) or ("if" in earlier and _unreal(before)):
        signs.append("unreal")
    return signs


def _voices(before: list[str], earlier: frozenset[str], later: frozenset[str]) -> list[str]:
    """Whether somebody or some evidence says it."""
    signs = []
    tellers = words("tellverb")
    if not tellers.isdisjoint(earlier):
        signs.append("told")
        if not tellers.isdisjoint(before[-_NEAR:]):
            signs.append("told near")
    if "said" in later or "says" in later:
        signs.append("said later")
    if not words("evidence").isdisjoint(before[-6:]):
        signs.append("evidence")
    return signs


def _tenses(before: list[str], earlier: frozenset[str], later: frozenset[str]) -> list[str]:
    """Past, present and future, by the plainest verbs on either side."""
    signs = []
    if not _PAST.isdisjoint(before[-5:]):
        signs.append("past")
    elif not _PRESENT.isdisjoint(earlier):
        signs.append("present")
    if not _PAST.isdisjoint(later):
        signs.append("past later")
    elif not _PRESENT.isdisjoint(later):
        signs.append("present later")
    if any(token.endswith("ed") for token in before):
        signs.append("ed before")
    if not _WILL.isdisjoint(earlier):
        signs.append("will before")
    if not _WILL.isdisjoint(later):
        signs.append("will later")
    return signs
