"""All phrases of all families in one automaton over tokens, walked once: linear time, nothing that can backtrack.

A place in a phrase knows what is left of it and reads its moves off the pattern when they are first asked for; states
are sets of places, made when a text first needs them and kept. So a short text pays only for the phrases it touches:
with an ``Index`` at hand, the others need not even be parsed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import NamedTuple

from scorer.lexicon.patterns import Choice, Class, Element, Gap, Phrase, Word

_UNKNOWN = ""
_NUMBER = "0 "  # no token holds a blank, so no seed means this one
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
    """What is to know of phrases before any text.

    Which of them a symbol opens, what may come second in each (symbols with blanks between), their tokens, the classes they
    name.
    """

    openings: dict[str, list[int]]
    seconds: list[str]
    tokens: set[str]
    classes: list[str]


class _States:
    """Deterministic states by number: 0 is the start, which nothing leads back to, and also stands for "no state".

    A state behind a first symbol only knows which phrases that opens; a phrase is looked at when its second symbol comes, too,
    or where it may end before: "a" and "the" open hundreds.
    """

    def __init__(self, phrases: Sequence[Phrase], index: Index):
        self._phrases = phrases
        self._index = index
        self._opened: dict[int, _Place] = {}
        self._begun: dict[int, tuple[tuple[str, ...], dict[str, list[int]]]] = {}
        self.number: dict[frozenset[_Place] | tuple[str, ...], int] = {}
        self.moves: list[dict[str, list[_Place]]] = [{}]
        self.accepts: list[tuple[int, ...]] = [()]
        self.next: list[dict[str, int]] = [{}]

    def follow(self, state: int, names: list[str]) -> int:
        """The state that a symbol of these names leads to, 0 for none."""
        if state == 0:
            return self._begin(tuple(name for name in names if name in self._index.openings))
        if state in self._begun:
            first, by_second = self._begun[state]
            reached = frozenset(
                after
                for index in {index for name in names for index in by_second.get(name, ())}
                for place in self._behind(index, first)
                for name, after in place.moves()
                if name in names
            )
        else:
            moves = self.moves[state]
            reached = frozenset(target for name in names for target in moves.get(name, ()))
        return self.add(reached) if reached else 0

    def _begin(self, first: tuple[str, ...]) -> int:
        if not first:
            return 0
        number = self.number.get(first)
        if number is None:
            indices = sorted({index for name in first for index in self._index.openings[name]})
            number = self.number[first] = len(self.moves)
            self._begun[number] = first, self._by_second(indices)
            self.moves.append({})
            self.next.append({})
            self.accepts.append(tuple(index for index in indices if self._may_end(index, first)))
        return number

    def _may_end(self, index: int, first: tuple[str, ...]) -> bool:
        """Whether a phrase may be no more than its first symbol."""
        return _END in self._index.seconds[index] and any(
            name == _END for place in self._behind(index, first) for name, _ in place.moves()
        )

    def _by_second(self, indices: list[int]) -> dict[str, list[int]]:
        """Of these phrases, which a symbol goes on with."""
        found: dict[str, list[int]] = {}
        for index in indices:
            for symbol in self._index.seconds[index].split(" "):
                found.setdefault(symbol, []).append(index)
        return found

    def _behind(self, index: int, first: tuple[str, ...]) -> list[_Place]:
        """The places behind the first symbol of a phrase."""
        if index not in self._opened:
            self._opened[index] = _first_place(self._phrases[index], index)
        return [place for name, place in self._opened[index].moves() if name in first]

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
        self._index = index
        self._known = index.tokens
        self._classes_of: dict[str, list[str]] = {}
        for name in index.classes:
            for word in members(name):
                self._classes_of.setdefault(word, []).append(_CLASS + name)
        self._known |= self._classes_of.keys()
        self._lock = Lock()
        self._states = _States(self.phrases, self._index)

    def _step(self, states: _States, state: int, symbol: str) -> int:
        """The state after a symbol, 0 for none. Other threads see a state only when all of it is there."""
        names = [symbol, *self._classes_of.get(symbol, ())]
        if symbol[:1].isdigit():
            names.append(_CLASS + NUMBER_CLASS)
        if symbol == _UNKNOWN or symbol[0].isalnum() or symbol == "'s":
            names.append(_ANY)
        with self._lock:
            following = states.follow(state, names)
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
            self._states = _States(self.phrases, self._index)  # who walks the old ones meanwhile keeps them
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
    seconds: list[str] = []
    for index, phrase in enumerate(phrases):
        moves = [(symbol, place) for symbol, place in _first_place(phrase, index).moves() if symbol != _END]
        for symbol in sorted({symbol for symbol, _ in moves}):
            openings.setdefault(symbol, []).append(index)
        seconds.append(" ".join(sorted({symbol for place in {place for _, place in moves} for symbol, _ in place.moves()})))
    tokens, names = _vocabulary(phrases)
    return Index(openings, seconds, tokens, sorted(names))


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
