"""Shares of people asked, as polls tell them: "two-thirds of voters", "one in five nurses", "41 percent"."""

from __future__ import annotations

from functools import cache

from scorer.attributions.grammar import COMMA
from scorer.lexicon import words

_SHARES = frozenset("percent % pct third thirds two-thirds three-quarters one-third quarter quarters fifth fifths tenths".split())
_WITHIN = 6
_PARTS = frozenset("half majority plurality".split())
_JOINTS = frozenset(["of", "in", COMMA])
_ASKED = frozenset(
    """
    respondents voters americans adults people republicans democrats britons residents households participants women men
    students workers employees parents drivers readers customers consumers patients executives insiders those likely registered
    """.split()
)


def is_share_asked(phrase: list[str]) -> bool:
    """Whether those who speak are a share of people asked; ``phrase`` holds folded tokens."""
    if _heads().isdisjoint(phrase):
        return False
    joint = next((at for at, token in enumerate(phrase[:_WITHIN]) if token in _JOINTS), len(phrase))
    head = phrase[joint - 1] if joint else ""
    if head in _SHARES:
        return True
    following = phrase[joint : joint + 4]
    if head in _PARTS:
        return following[:1] == ["of"] and not _ASKED.isdisjoint(following)
    counted = head == "one" or head in words("count")
    return counted and following[:1] == ["in"] and following[1:2] != [] and following[1] in words("count")


@cache
def _heads() -> frozenset[str]:
    return _SHARES | _PARTS | words("count") | {"one"}
