"""Where in a page's elements a walk over its tags is, said as a person finds it: ``article[1]/div[2]/p[3]``."""

from __future__ import annotations

from collections import Counter

_DEEPEST = 6
"""Elements of a path that are said, from the inmost out."""
_VOID = frozenset(["hr"])
_ENDED_BY = {
    "li": frozenset(["li"]),
    **dict.fromkeys(("dd", "dt"), frozenset(["dd", "dt"])),
    **dict.fromkeys(("td", "th"), frozenset(["td", "th"])),
    **dict.fromkeys(("tr", "tbody", "thead", "tfoot"), frozenset(["td", "th", "tr"])),
}
"""Elements whose end need not be written, by what begins."""
_SHORT = frozenset("p h1 h2 h3 h4 h5 h6".split())
"""Elements that no other block is in."""


class Trail:
    """The elements that are open, each with its number among those of its name in the same element."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []
        self._numbers: list[dict[str, int]] = [{}]
        self._depth: Counter[str] = Counter()

    def enter(self, name: str) -> None:
        """An element begins; ends that were left out are made up for."""
        ended = _ENDED_BY.get(name, _SHORT)
        while self._open and (self._open[-1][0] in _SHORT or self._open[-1][0] in ended):
            self._drop()
        if name in _VOID:
            return
        numbers = self._numbers[-1]
        numbers[name] = numbers.get(name, 0) + 1
        self._open.append((name, numbers[name]))
        self._numbers.append({})
        self._depth[name] += 1

    def leave(self, name: str) -> None:
        """An element ends, and all that are still open in it."""
        while self._depth[name]:
            if self._drop() == name:
                return

    def path(self) -> str:
        """The way to the inmost element; "body" outside of all."""
        names = [f"{name}[{number}]" for name, number in self._open[-_DEEPEST:]]
        return "/".join(["…", *names] if len(self._open) > _DEEPEST else names) or "body"

    def _drop(self) -> str:
        name, _ = self._open.pop()
        self._numbers.pop()
        self._depth[name] -= 1
        return name


__all__ = ["Trail"]
