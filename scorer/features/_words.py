"""Words themselves: lower-case words and pairs of them, as far as a model learned weights for them. No names."""

from __future__ import annotations

from scorer.features._view import View

PREFIX = "words."
_OPENERS = frozenset(
    """
    he she they we i it but the in a this and if for as at on that there while when after his her their its so not by
    to with from what who how why
    """.split()
)
_SIGNS = frozenset("?!:;$%")


class Vocabulary:
    """Which words and pairs of words count, indexed by their first word: its own column if any, columns by the word behind it."""

    def __init__(self, columns: list[str]):
        self._known: dict[str, tuple[str, dict[str, str]]] = {}
        for column in columns:
            if column.startswith(PREFIX):
                first, _, second = column.removeprefix(PREFIX).partition(" ")
                alone, pairs = self._known.get(first, ("", {}))
                if _plain(first, first):
                    self._known[first] = (alone, {**pairs, second: column}) if second else (column, pairs)

    def add(self, view: View, values: dict[str, float], places: dict[str, list[int]]) -> None:
        """Mark the words of a paragraph that count in ``values``, and the tokens where they stand in ``places``."""
        known, folded = self._known, view.page.text.folded
        words, capitals = view.page.text.words, view.page.text.capitals
        for at, token in [(at, token) for at, token in enumerate(view.folded, view.first) if token in known]:
            capital = capitals[at] and words[at] != token
            if capital and token not in _OPENERS:
                continue
            column, pairs = known[token]
            if column:
                values[column] = 1.0
                places.setdefault(column, []).append(at)
            small = pairs and not (capitals[at] or capitals[at + 1])
            if small and (column := pairs.get(folded[at + 1], "")) and words[at + 1].isalpha():
                values[column] = 1.0
                places.setdefault(column, []).append(at)


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
