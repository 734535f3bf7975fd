"""Sentence ends by short rules: on news they are as good as the packages, and tokens are already there."""

from __future__ import annotations

from scorer.text.tokens import END

ENDERS = frozenset({".", "!", "?", "..", "...", "...."})
_MAY_CLOSE = ENDERS | {END}
CLOSERS = frozenset({'"', "'", "''", ")", "]", "»"})
_ABBREVIATIONS = frozenset(
    """
    ste jan feb mar apr jun jul aug sept sep oct nov dec vs inc corp co ltd llc bros mt ft dept est al fig approx pvt
    cpl spc ret pres amb atty del assn univ
    """.split()
)
_MAY_END = frozenset("inc corp co ltd llc bros ret".split())
_NAME_ENDS = frozenset(["jr", "sr", "st"])
_GO_ON = frozenset(
    """
    the in on a an he she it they but and we i this that his her as at there after when if for so you
    """.split()
)
"""Words that, capitalised, begin a sentence rather than go on with a name."""


def split_sentences(words: list[str], folded: list[str], starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    """Token ranges of the sentences, end exclusive, sentinels left out, in order."""
    sentences: list[tuple[int, int]] = []
    begin = seen = 0
    total = len(folded)
    for at in [at for at, token in enumerate(folded) if token in _MAY_CLOSE or words[at][-1] == "."]:
        token = folded[at]
        if token == END:
            if at > begin:
                sentences.append((begin, at))
            begin = at + 1
        elif token in ENDERS:
            if at < seen:
                continue  # one of "?!", looked at already
            after = seen = _past_closers(folded, starts, ends, at)
            if after < total and folded[after] != END and _ends_here(words, folded, starts, ends, at, after):
                sentences.append((begin, after))
                begin = after
        elif at >= seen and _is_abbreviation_that_may_end(token):
            after = _past_closers(folded, starts, ends, at)
            if after < total and folded[after] in _GO_ON and words[after][0].isupper():
                sentences.append((begin, after))
                begin = seen = after
    if begin < total:
        sentences.append((begin, total))
    return sentences


def _past_closers(folded: list[str], starts: list[int], ends: list[int], at: int) -> int:
    """The first token behind ``at`` that is no closing mark or further stop set close to it."""
    after = at + 1
    while after < len(folded) and starts[after] == ends[after - 1] and (folded[after] in CLOSERS or folded[after] in ENDERS):
        after += 1
    return after


def _is_abbreviation_that_may_end(token: str) -> bool:
    """Whether a sentence may end in this token that has its stop inside: "U.S.", "Jr.", the B of "Plan B."."""
    return len(token) == 1 or "." in token or token in _NAME_ENDS


def _ends_here(words: list[str], folded: list[str], starts: list[int], ends: list[int], at: int, after: int) -> bool:
    """Whether the stop at ``at`` ends a sentence, so that the next begins at ``after``."""
    following = words[after]
    if starts[after] == ends[after - 1] and following[0].isalnum():
        return False  # "4.30pm", "example.org"
    before = folded[at - 1] if at and after == at + 1 and folded[at] == "." else ""
    if before == "no":
        return not following[0].isdigit()  # "No. 10"
    if before in _ABBREVIATIONS:
        return following[0].isupper() and (before in _MAY_END or folded[after] in _GO_ON)  # "Dec. 4"
    if folded[after] == ",":
        return False  # "(R-Ore.), a farmer,"
    if after > at + 1 or folded[at] != ".":
        return not following[0].islower()  # "Why?" he asked
    return True
