"""All phrases of all families in one automaton over tokens, walked once: linear time, nothing that can backtrack.

A place in a phrase knows what is left of it and reads its moves off the pattern when they are first asked for; states
are sets of places, made when a text first needs them and kept. So a short text pays only for the phrases it touches:
with an ``Index`` at hand, the others need not even be parsed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import NamedTuple

from scorer.lexicon.patterns import Choice, Class, Element, Gap, Phrase, Word

_UNKNOWN = ""
_NUMBER = "0"
_CLASS = "{"  # marks the name of a class among tokens; a token that begins with it has no second character
_ANY = "{*"
_STATES_KEPT = 50_000
NUMBER_CLASS = "number"

_Elements = tuple[Element, ...]


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
        """The symbols that may come next, each with the place behind it; the end moves to itself by no symbol."""
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
            return [(_CLASS + element.name, after)]
        if isinstance(element, Gap):
            one_less = _Place((Gap(element.most - 1),), 0, after) if element.most > 1 else after
            return [(_ANY, one_less), *after.moves()] if element.most else after.moves()
        return [move for option in element.options for move in _opening(option, after)]


_END = "{}"


def _opening(option: _Elements, after: _Place) -> list[tuple[str, _Place]]:
    """The moves into one option of a choice; an empty one is passed by."""
    if len(option) == 1 and isinstance(option[0], Word):
        return [(option[0].token, after)]
    return _Place(option, 0, after).moves() if option else after.moves()


class Index(NamedTuple):
    """What is to know of phrases before any text: which of them a symbol opens, their tokens, the classes they name."""

    openings: dict[str, list[int]]
    tokens: set[str]
    classes: list[str]


class _States:
    """Deterministic states by number: 0 is the start, which nothing leads back to, and also stands for "no state"."""

    def __init__(self, phrases: Sequence[Phrase], openings: dict[str, list[int]]):
        self._phrases = phrases
        self._openings = openings
        self._opened: dict[int, _Place] = {}
        self.number: dict[frozenset[_Place], int] = {}
        self.moves: list[dict[str, list[_Place]]] = [{}]
        self.accepts: list[tuple[int, ...]] = [()]
        self.next: list[dict[str, int]] = [{}]

    def reach(self, state: int, symbol: str) -> Iterable[_Place]:
        """The places that a symbol leads to from a state; phrases that it opens are looked at only now."""
        if state:
            return self.moves[state].get(symbol, ())
        return [
            target for index in self._openings.get(symbol, ()) for name, target in self._open(index).moves() if name == symbol
        ]

    def _open(self, index: int) -> _Place:
        if index not in self._opened:
            self._opened[index] = _first_place(self._phrases[index], index)
        return self._opened[index]

    def add(self, places: frozenset[_Place]) -> int:
        """The state that is these places."""
        number = self.number.get(places)
        if number is None:
            moves: dict[str, list[_Place]] = {}
            for place in places:
                for symbol, target in place.moves():
                    moves.setdefault(symbol, []).append(target)
            number = len(self.moves)
            self.accepts.append(tuple(sorted({end.ends for end in moves.pop(_END, ())})))
            self.next.append({})
            self.moves.append(moves)
            self.number[places] = number
        return number


class Automaton:
    """Matches phrases; may be used by many threads at once. ``members`` gives the words of a list (single tokens) by its name."""

    def __init__(self, phrases: Sequence[Phrase], members: Callable[[str], frozenset[str]], index: Index | None = None):
        self.phrases = phrases
        index = index or index_phrases(phrases)
        self._openings = index.openings
        self._known = index.tokens
        self._classes_of: dict[str, list[str]] = {}
        for name in index.classes:
            for word in members(name):
                self._classes_of.setdefault(word, []).append(_CLASS + name)
        self._known |= self._classes_of.keys()
        self._lock = Lock()
        self._states = self._begin()

    def _begin(self) -> _States:
        return _States(self.phrases, self._openings)

    def _step(self, states: _States, state: int, symbol: str) -> int:
        """The state after a symbol, 0 for none. Other threads see a state only when all of it is there."""
        names = [symbol, *self._classes_of.get(symbol, ())]
        if symbol[:1].isdigit():
            names.append(_CLASS + NUMBER_CLASS)
        if symbol.isalnum() or symbol == _UNKNOWN or len(symbol) > 2 or symbol == "'s":
            names.append(_ANY)
        with self._lock:
            reached = frozenset(target for name in names for target in states.reach(state, name))
            following = states.add(reached) if reached else 0
            states.next[state][symbol] = following
        return following

    def symbols(self, folded: list[str]) -> list[str]:
        """Tokens as the automaton sees them: known ones as they are, numbers as one, marks as they are, the rest as unknown."""
        known = self._known
        return [
            token if token in known or not token[:1].isalnum() else _NUMBER if token[0].isdigit() else _UNKNOWN
            for token in folded
        ]

    def walk(self, folded: list[str]) -> list[tuple[int, int, int]]:
        """All hits as (first token, end token, phrase index); of one phrase from one start only the longest."""
        if len(self._states.next) > _STATES_KEPT:
            self._states = self._begin()  # who walks the old ones meanwhile keeps them
        states = self._states
        symbols = self.symbols(folded)
        total = len(symbols)
        start, following, accepts = states.next[0], states.next, states.accepts
        hits: list[tuple[int, int, int]] = []
        for at, symbol in enumerate(symbols):
            state = start.get(symbol, -1)
            if state < 0:
                state = self._step(states, 0, symbol)
            if not state:
                continue
            longest: dict[int, int] | None = None
            end = at + 1
            while True:
                if accepts[state]:
                    longest = {} if longest is None else longest
                    for index in accepts[state]:
                        longest[index] = end
                if end >= total:
                    break
                symbol = symbols[end]
                after = following[state].get(symbol, -1)
                if after < 0:
                    after = self._step(states, state, symbol)
                if not after:
                    break
                state = after
                end += 1
            if longest:
                hits.extend((at, end, index) for index, end in longest.items())
        return hits


def _first_place(phrase: Phrase, index: int) -> _Place:
    return _Place(phrase.elements, 0, _Place((), 0, None, index))


def index_phrases(phrases: Sequence[Phrase]) -> Index:
    """The index of phrases that are parsed already."""
    openings: dict[str, list[int]] = {}
    for index, phrase in enumerate(phrases):
        for symbol in sorted({symbol for symbol, _ in _first_place(phrase, index).moves()} - {_END}):
            openings.setdefault(symbol, []).append(index)
    tokens, names = _vocabulary(phrases)
    return Index(openings, tokens, sorted(names))


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
