"""All phrases of all families in one automaton over tokens, walked once: linear time, nothing that can backtrack.

A token may go by several names: itself, its classes, any word. So a state of the automaton is a set of the states that names
lead to; it is made when a text first needs it, and kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

from scorer.lexicon.patterns import Phrase
from scorer.lexicon.states import ANY, CLASS, Grown, States

_UNKNOWN = ""
_NUMBER = "0 "  # no token holds a blank, so no seed means this one
_STATES_KEPT = 50_000
NUMBER_CLASS = "number"


class _Steps:
    """The states by number: 0 is the start, which nothing leads back to, and also stands for "no state"."""

    def __init__(self, states: States):
        self._states = states
        self._parts: list[tuple[int, ...]] = [(0,)]
        self._numbers: dict[tuple[int, ...], int] = {(): 0}
        self._rows: dict[int, dict[str, int]] = {}
        self.accepts: list[list[int]] = [[]]
        self.next: list[dict[str, int]] = [{}]

    def follow(self, state: int, symbol: str, names: list[str]) -> int:
        """The state that a symbol of these names leads to, 0 for none. It stands in ``next`` once all of it is there."""
        rows = [self._row(part) for part in self._parts[state]]
        parts = tuple(sorted({row[name] for row in rows for name in names if name in row}))
        if parts not in self._numbers:
            self._add(parts)
        following = self.next[state][symbol] = self._numbers[parts]
        return following

    def _row(self, part: int) -> dict[str, int]:
        if part not in self._rows:
            self._rows[part] = self._states.row(part)
        return self._rows[part]

    def _add(self, parts: tuple[int, ...]) -> None:
        self.accepts.append(sorted({phrase for part in parts for phrase in self._states.ends(part)}))
        self.next.append({})
        self._numbers[parts] = len(self._parts)
        self._parts.append(parts)


class Automaton:
    """Matches phrases; may be used by many threads at once.

    ``members`` gives the words of a list (single tokens) by its name; ``states`` are those of the phrases, if made before.
    """

    def __init__(
        self, phrases: Sequence[Phrase], members: Callable[[str], frozenset[str]], states: States | None = None
    ):
        self.phrases = phrases
        self._made = states or Grown(phrases)
        self._classes_of: dict[str, list[str]] = {}
        for name in self._made.classes:
            for word in members(name):
                self._classes_of.setdefault(word, []).append(CLASS + name)
        self._known = self._made.tokens | self._classes_of.keys()
        self._lock = Lock()
        self._states = _Steps(self._made)

    def _step(self, states: _Steps, state: int, symbol: str) -> int:
        """The state after a symbol, 0 for none. Other threads see a state only when all of it is there."""
        names = [symbol, *self._classes_of.get(symbol, ())]
        if symbol[:1].isdigit():
            names.append(CLASS + NUMBER_CLASS)
        if symbol == _UNKNOWN or symbol[0].isalnum() or symbol == "'s":
            names.append(ANY)
        with self._lock:
            return states.follow(state, symbol, names)

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
            self._states = _Steps(self._made)  # who walks the old ones meanwhile keeps them
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
