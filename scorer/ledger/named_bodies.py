"""Organisations named in a document: their full names, initials and short forms, and where each stands."""

from __future__ import annotations

from bisect import bisect_left

from scorer.attributions import Kinds
from scorer.attributions.grammar import ARTICLES
from scorer.text import Text

_LINKS = frozenset(("of", "for", "and", "&", "the"))
_SMALL = frozenset(("of", "the", "and", "for", "&"))
_LONGEST = 7
_GENERIC = frozenset(
    """
    company firm agency group organisation organization campaign department office business body institution authority
    ministry board council bank union charity association foundation commission network maker manufacturer operator
    """.split()
)
"""Common nouns that point at a body named before, whatever its name."""


class NamedBodies:
    """All named bodies of one text in reading order; short forms lead to the name that stood first."""

    def __init__(self, text: Text, kinds: Kinds):
        self.text = text
        self.kinds = kinds
        self._aliases: dict[str, str] = {}
        self._starts: list[int] = []
        self._keys: list[str] = []
        self._written: dict[str, str] = {}
        self._by_head: dict[str, list[tuple[int, str]]] = {}
        self._collect()

    def _collect(self) -> None:
        words, folded, capitals = self.text.words, self.text.folded, self.text.capitals
        total, end = len(words), 0
        for at in self.text.capitalised:
            if at < end or not (words[at].isupper() or (at + 1 < total and (capitals[at + 1] or folded[at + 1] in _LINKS))):
                continue
            run = self.run(at, len(words))
            end = run[1]
            if self.names_body(run):
                self._note(run)

    def run(self, first: int, high: int) -> tuple[int, int]:
        """The capitalised words from token ``first`` on, with "of", "for" and "and" inside a name."""
        folded, capitals = self.text.folded, self.text.capitals
        while first < high and folded[first] in ARTICLES:
            first += 1
        end = first
        while end < high and end - first < _LONGEST:
            if capitals[end] or (
                folded[end] in _LINKS
                and end > first
                and end + 1 < high
                and self._body_word(folded[first])
                and not (folded[end] == "and" and self._body_word(folded[end - 1]))
                and (capitals[end + 1] or (folded[end + 1] == "the" and capitals[min(end + 2, high - 1)]))
            ):
                end += 1
            else:
                break
        while end > first and folded[end - 1] in _LINKS:
            end -= 1
        return first, end

    def names_body(self, run: tuple[int, int]) -> bool:
        """Whether a run of capitals is the name of an organisation: by its words, or because it is all initials."""
        first, last = run
        if last <= first:
            return False
        names = self.text.folded[first:last]
        if last - first == 1:
            word = self.text.words[first]
            return word.isupper() and 2 <= len(word) <= 6 and word.isalpha()
        return self._body_word(names[0]) or self._body_word(names[-1])

    def _body_word(self, token: str) -> bool:
        return token in self.kinds.institutions or token in self.kinds.suffixes

    def _note(self, run: tuple[int, int]) -> None:
        names = self.text.folded[run[0] : run[1]]
        name = " ".join(names)
        key = self._aliases.get(name, name)
        if name not in self._aliases:
            self._aliases[name] = key
            self._written[key] = " ".join(self.text.words[run[0] : run[1]])
            if len(names) > 1:
                self._aliases.setdefault("".join(part[0] for part in names if part not in _SMALL), key)
                for size in range(1, len(names)):
                    if names[0] not in self.kinds.given and not (size == 1 and self._everyday(names[0])):
                        self._aliases.setdefault(" ".join(names[:size]), key)
        self._starts.append(run[0])
        self._keys.append(key)
        for part in set(names):
            if self._body_word(part):
                self._by_head.setdefault(part, []).append((run[0], key))

    def _everyday(self, token: str) -> bool:
        return token in self.kinds.places or token in self.kinds.demonyms or self._body_word(token)

    def key(self, name: str) -> str | None:
        """The body a folded name, its initials or a short form of it mean."""
        return self._aliases.get(name)

    def written(self, key: str, name: str = "") -> str:
        """The full name as it stands in the text, else ``name``."""
        return self._written.get(key, name or key)

    def described(self, head: str, at: int) -> str | None:
        """The body that "the ministry" means at token ``at``: one so called, else, for a general word, the last."""
        known = self._by_head.get(head)
        if known:
            index = bisect_left(known, (at, "")) - 1
            return known[max(index, 0)][1]
        return self.last_before(at, 3) if head in _GENERIC else None

    def last_before(self, at: int, reach: int) -> str | None:
        """The body named last before token ``at``, at most ``reach`` paragraphs back."""
        index = bisect_left(self._starts, at) - 1
        if index < 0 or self.text.paragraph_of[at] - self.text.paragraph_of[self._starts[index]] > reach:
            return None
        return self._keys[index]
