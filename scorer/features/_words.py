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
    """Which words and pairs of words count, indexed by their first word: its own column if any, columns by the word behind it.

    With it stands whether the word counts when it is capitalised, too.
    """

    def __init__(self, columns: list[str]):
        self._known: dict[str, tuple[str, dict[str, str], bool]] = {}
        for column in columns:
            if column.startswith(PREFIX):
                first, _, second = column.removeprefix(PREFIX).partition(" ")
                alone, pairs, opens = self._known.get(first, ("", {}, first in _OPENERS))
                if _plain(first, first):
                    self._known[first] = (alone, {**pairs, second: column}, opens) if second else (column, pairs, opens)

    def add(self, view: View, values: dict[str, float], places: dict[str, list[int]]) -> None:
        """Mark the words of a paragraph that count in ``values``, and the tokens where they stand in ``places``."""
        words, folded, capitals = view.page.text.words, view.page.text.folded, view.page.text.capitals
        for at, known in enumerate(map(self._known.get, view.folded), view.first):
            if known is None:
                continue
            column, pairs, opens = known
            if capitals[at] and not opens and words[at] != folded[at]:
                continue
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
