"""Words themselves: lower-case words and pairs of them, as far as a model learned weights for them. No names."""

from __future__ import annotations

from scorer.features._view import View
from scorer.types import Span

PREFIX = "words."
_OPENERS = frozenset(
    """
    he she they we i it but the in a this and if for as at on that there while when after his her their its so not by
    to with from what who how why
    """.split()
)
_SIGNS = frozenset("?!:;$%")


class Vocabulary:
    """Which words and pairs of words count, indexed by their first word."""

    def __init__(self, columns: list[str]):
        self.seconds: dict[str, set[str]] = {}
        for column in columns:
            if column.startswith(PREFIX):
                first, _, second = column.removeprefix(PREFIX).partition(" ")
                self.seconds.setdefault(first, set()).add(second)

    def add(self, view: View, values: dict[str, float], spans: dict[str, list[Span]]) -> None:
        """Mark the words of a paragraph that count in ``values``, and where they stand in ``spans``."""
        seconds = self.seconds
        text = view.page.text
        for at, token in enumerate(view.folded, view.first):
            following = seconds.get(token)
            if following is None or not _plain(token, text.words[at]):
                continue
            if "" in following:
                values[PREFIX + token] = 1.0
                spans.setdefault(PREFIX + token, []).append(text.span(at, at + 1))
            if len(following) > 1 or "" not in following:
                second = text.folded[at + 1]
                if second in following and second and _pairs(text.words[at], text.words[at + 1]):
                    name = f"{PREFIX}{token} {second}"
                    values[name] = 1.0
                    spans.setdefault(name, []).append(text.span(at, at + 2))


def grams(view: View) -> set[str]:
    """All words and pairs of words that a vocabulary may be made of."""
    found: set[str] = set()
    words = view.page.text.words[view.first : view.last]
    for at, token in enumerate(view.folded):
        if not _plain(token, words[at]):
            continue
        found.add(token)
        if at + 1 < len(words) and view.folded[at + 1].isalpha() and token.isalpha() and _pairs(words[at], words[at + 1]):
            found.add(f"{token} {view.folded[at + 1]}")
    return found


def _plain(token: str, written: str) -> bool:
    """Whether a token is a word of the language rather than a name or a figure."""
    if written[:1].isupper():
        return token in _OPENERS
    return token.isalpha() or "'" in token or token in _SIGNS


def _pairs(written: str, following: str) -> bool:
    return not written[:1].isupper() and not following[:1].isupper() and following.isalpha()
