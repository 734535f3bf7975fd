"""Sentence ends by short rules: on news they are as good as the packages, and tokens are already there."""

from __future__ import annotations

from scorer.text.tokens import END

ENDERS = frozenset({".", "!", "?", "..", "...", "...."})
CLOSERS = frozenset({'"', "'", "''", ")", "]", "»"})
_ABBREVIATIONS = frozenset(
    """ste
    jan feb mar apr jun jul aug sept sep oct nov dec no vs inc corp co ltd llc bros mt ft dept est al fig approx
    pvt cpl spc ret pres amb atty del assn univ""".split()
)

def split_sentences(words: list[str], folded: list[str], starts: list[int], ends: list[int]) -> list[tuple[int, int]]:
    """Token ranges of the sentences, end exclusive, sentinels left out, in order."""
    sentences: list[tuple[int, int]] = []
    begin = 0
    total = len(folded)
    for at, token in enumerate(folded):
        if token == END:
            if at > begin:
                sentences.append((begin, at))
            begin = at + 1
        elif token in ENDERS and at >= begin:
            after = at + 1
            while after < total and folded[after] in CLOSERS and starts[after] == ends[after - 1]:
                after += 1
            if after < total and folded[after] != END and _ends_here(words, folded, starts, ends, at, after):
                sentences.append((begin, after))
                begin = after
        elif token[-1:] == "." and len(token) > 3 and _initialism_ends(words, folded, at):
            sentences.append((begin, at + 1))
            begin = at + 1
    if begin < total:
        sentences.append((begin, total))
    return sentences


def _ends_here(words: list[str], folded: list[str], starts: list[int], ends: list[int], at: int, after: int) -> bool:
    following = words[after]
    if starts[after] == ends[after - 1] and following[:1].isalnum():
        return False  # "4.30pm", "example.org"
    if folded[at] == "." and at:
        before = folded[at - 1]
        if before in _ABBREVIATIONS and not following[:1].isupper():
            return False
        if before in _ABBREVIATIONS and following[:1].isdigit():
            return False
        if before in _ABBREVIATIONS and before not in {"inc", "corp", "co", "ltd", "llc", "bros", "ret"}:
            return False  # "Dec. 4", "No. 10"
    if after > at + 1 and following[:1].islower():
        return False  # "Why?" he asked
    return not (folded[at] != "." and following[:1].islower())


_GO_ON = frozenset("the in on a an he she it they but and we i this that his her as at".split())


def _initialism_ends(words: list[str], folded: list[str], at: int) -> bool:
    """Whether "U.S." closes a sentence: only before a capitalised function word."""
    following = folded[at + 1] if at + 1 < len(folded) else END
    return following in _GO_ON and words[at + 1][:1].isupper()
