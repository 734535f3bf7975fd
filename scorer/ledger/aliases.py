"""Organisations by all their names: in full, cut short at either end, by their initials."""

from __future__ import annotations

from scorer.types import Source

_SMALL = frozenset({"of", "the", "and", "for", "&", "on", "in"})


class Bodies:
    """The organisations that have spoken so far."""

    def __init__(self) -> None:
        self._by_part: dict[str, Source] = {}
        self._by_initials: dict[str, Source] = {}
        self._acronyms: dict[str, Source] = {}

    def add(self, name: str, source: Source) -> None:
        """Know a body by its name and what that may be cut to."""
        words = name.split()
        if len(words) == 1:
            self._acronyms.setdefault(name, source)
            return
        for part in _parts(words):
            self._by_part.setdefault(part, source)
        for initials in _initials(words):
            self._by_initials.setdefault(initials, source)

    def find(self, name: str) -> Source | None:
        """The body of this name: one whose name it shortens, or which shortens it."""
        words = name.split()
        if len(words) == 1:
            return self._by_initials.get(name.replace(".", ""))
        known = self._by_part.get(name) or next((self._by_part[part] for part in _parts(words) if part in self._by_part), None)
        if known is not None:
            return known if known.name.lower().endswith(name) or name.endswith(known.name.lower().removeprefix("the ")) else None
        return next((self._acronyms[initials] for initials in _initials(words) if initials in self._acronyms), None)


def _parts(words: list[str]) -> list[str]:
    """What a name may be cut to: its end, at least two words long ("Tarnwick Harbour Board": "Harbour Board")."""
    return [" ".join(words[at:]) for at in range(max(len(words) - 4, 0), len(words) - 1)]


def _initials(words: list[str]) -> set[str]:
    """The initials of a name, with and without its small words."""
    return {
        "".join(word[0] for word in words if word not in _SMALL),
        "".join(word[0] for word in words if word != "the"),
    }
