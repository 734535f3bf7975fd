"""What phrases are to an automaton, name by name: states that a sequence of names leads to.

A name is a token, a class of tokens, or any word. ``Grown`` reads the states off the patterns when they are asked for;
``Table`` has them from a file, where all were made before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from scorer.lexicon.patterns import Choice, Class, Element, Gap, Phrase, Word

CLASS = "{"
"""Marks the name of a class among tokens; a token that begins with it has no second character."""
ANY = "{*"
_END = "{}"
_Elements = tuple[Element, ...]


class States(Protocol):
    """States by number: 0 is the start, to which nothing leads back."""

    @property
    def tokens(self) -> set[str]:
        """The tokens that stand in any phrase."""

    @property
    def classes(self) -> list[str]:
        """The names of the classes that stand in any phrase."""

    def row(self, state: int) -> dict[str, int]:
        """The states that names lead to."""

    def ends(self, state: int) -> list[int]:
        """The phrases that end in a state."""


class Table(NamedTuple):
    """States made before, written short: "8 9;3 17" says that phrases 8 and 9 end, and the names of group 3 lead to state 17."""

    tokens: set[str]
    classes: list[str]
    groups: list[str]
    rows: list[str]

    def row(self, state: int) -> dict[str, int]:
        """The states that names lead to."""
        numbers = iter(map(int, self.rows[state].partition(";")[2].split()))
        return {name: target for group, target in zip(numbers, numbers, strict=True) for name in self.groups[group].split(" ")}

    def ends(self, state: int) -> list[int]:
        """The phrases that end in a state."""
        return list(map(int, self.rows[state].partition(";")[0].split()))


class _Place:
    """What is left of a phrase: its elements from ``at`` on, then ``rest``. The end of phrase ``ends`` has no rest."""

    __slots__ = ("_moves", "at", "elements", "ends", "rest")

    def __init__(self, elements: _Elements, at: int, rest: _Place | None, ends: int = -1):
        self.elements = elements
        self.at = at
        self.rest = rest
        self.ends = ends
        self._moves: list[tuple[str, _Place]] | None = None

    def moves(self) -> list[tuple[str, _Place]]:
        """The names that may come next, each with the place behind it; the end moves to itself by no name."""
        if self._moves is None:
            self._moves = self._read_moves()
        return self._moves

    def _read_moves(self) -> list[tuple[str, _Place]]:
        if self.rest is None:
            return [(_END, self)]
        element = self.elements[self.at]
        after = _Place(self.elements, self.at + 1, self.rest) if self.at + 1 < len(self.elements) else self.rest
        if isinstance(element, Word):
            return [(element.token, after)]
        if isinstance(element, Class):
            return [(CLASS + element.name, after)]
        if isinstance(element, Gap):
            one_less = _Place((Gap(element.most - 1),), 0, after) if element.most > 1 else after
            return [(ANY, one_less), *after.moves()] if element.most else after.moves()
        return [move for option in element.options for move in _into(option, after)]


def _into(option: _Elements, after: _Place) -> list[tuple[str, _Place]]:
    """The moves into one option of a choice; an empty one is passed by."""
    if len(option) == 1 and isinstance(option[0], Word):
        return [(option[0].token, after)]
    return _Place(option, 0, after).moves() if option else after.moves()


class Grown:
    """States as sets of places, each made when something leads to it."""

    def __init__(self, phrases: Sequence[Phrase]):
        self.tokens, names = _vocabulary(phrases)
        self.classes = sorted(names)
        start = [_Place(phrase.elements, 0, _Place((), 0, None, at)) for at, phrase in enumerate(phrases)]
        self._places = [start]
        self._numbers: dict[frozenset[_Place], int] = {}

    def row(self, state: int) -> dict[str, int]:
        """The states that names lead to."""
        reached: dict[str, list[_Place]] = {}
        for place in self._places[state]:
            for name, target in place.moves():
                if name != _END:
                    reached.setdefault(name, []).append(target)
        return {name: self._number(places) for name, places in reached.items()}

    def _number(self, places: list[_Place]) -> int:
        known = frozenset(places)
        if known not in self._numbers:
            self._numbers[known] = len(self._places)
            self._places.append(list(dict.fromkeys(places)))
        return self._numbers[known]

    def ends(self, state: int) -> list[int]:
        """The phrases that end in a state."""
        return sorted({place.ends for place in self._places[state] for name, place in place.moves() if name == _END})

    def tabulate(self) -> Table:
        """All states there are."""
        groups: dict[str, int] = {}
        rows: list[str] = []
        while len(rows) < len(self._places):
            names_by_target: dict[int, list[str]] = {}
            for name, target in self.row(len(rows)).items():
                names_by_target.setdefault(target, []).append(name)
            pairs = ((" ".join(sorted(names)), target) for target, names in names_by_target.items())
            leading = " ".join(f"{groups.setdefault(names, len(groups))} {target}" for names, target in pairs)
            rows.append(f"{' '.join(map(str, self.ends(len(rows))))};{leading}")
        return Table(self.tokens, self.classes, list(groups), rows)


def _vocabulary(phrases: Sequence[Phrase]) -> tuple[set[str], set[str]]:
    """The tokens and the names of classes that stand in any phrase."""
    tokens: set[str] = set()
    names: set[str] = set()
    pending = [phrase.elements for phrase in phrases]
    while pending:
        for element in pending.pop():
            if isinstance(element, Word):
                tokens.add(element.token)
            elif isinstance(element, Choice):
                pending.extend(element.options)
            elif isinstance(element, Class):
                names.add(element.name)
    return tokens, names
