"""All phrases of all families in one automaton over tokens, walked once: linear time, nothing that can backtrack.

A token may go by several names: itself, its classes, any word. So a state of the automaton is a set of the states that names
lead to; it is made when a text first needs it, and kept.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from threading import Lock

from scorer.lexicon.patterns import Phrase
from scorer.lexicon.states import ANY, CLASS, Grown, States
from scorer.text.tokens import END

_UNKNOWN = ""
_NUMBER = "0 "  # no token holds a blank, so no seed means this one
_STATES_KEPT = 50_000
NUMBER_CLASS = "number"
_MAKING = Lock()
"""Held by the thread that makes a state of any automaton, and by one that forks: no child is born with half a state."""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_MAKING.acquire, after_in_parent=_MAKING.release, after_in_child=_MAKING.release)


class _State:
    """Where names led: ``moves`` are the states behind it by symbol, None for one not made yet; other symbols lead ``otherwise``.

    ``ends`` are the phrases that end here; ``rows`` tell which parts of states the names behind it lead to.
    """

    __slots__ = ("ends", "moves", "otherwise", "rows")

    def __init__(self, rows: list[dict[str, int]], ends: list[int]):
        self.rows = rows
        self.ends = ends
        self.moves: dict[str, _State | None] = {}
        self.otherwise: _State | None = None


_NOWHERE = _State([], [])


class _Steps:
    """The states made so far, by their parts."""

    def __init__(self, states: States):
        self._states = states
        self._no_words = {ANY, *(CLASS + name for name in (*states.classes, NUMBER_CLASS))}
        self._rows: dict[int, tuple[dict[str, int], bool]] = {}
        self._made: dict[tuple[int, ...], _State] = {(): _NOWHERE}
        self.start = self._make((0,))

    def __len__(self) -> int:
        return len(self._made)

    def follow(self, state: _State, symbol: str, names: list[str]) -> _State:
        """The state that a symbol of these names leads to. It stands in ``moves`` once all of it is there."""
        targets = [row[name] for row in state.rows for name in names if name in row]
        parts = tuple(targets) if len(targets) < 2 else tuple(sorted(set(targets)))
        following = self._made.get(parts)
        if following is None:
            following = self._made[parts] = self._make(parts)
        state.moves[symbol] = following
        return following

    def _make(self, parts: tuple[int, ...]) -> _State:
        """A state of these parts; one that only words lead on from knows that all other symbols lead nowhere."""
        rows = [self._row(part) for part in parts]
        ends = sorted({phrase for part in parts for phrase in self._states.ends(part)})
        state = _State([row for row, _ in rows], ends)
        if all(only_words for _, only_words in rows):
            state.otherwise = _NOWHERE
            for row, _ in rows:
                state.moves.update(dict.fromkeys(row))
        return state

    def _row(self, part: int) -> tuple[dict[str, int], bool]:
        """Where names lead from a part, and whether all of them are words."""
        known = self._rows.get(part)
        if known is None:
            row = self._states.row(part)
            known = self._rows[part] = row, self._no_words.isdisjoint(row)
        return known


class _Read(dict[int, tuple[Phrase, bool]]):
    """Phrases by their index, once they were met, each with whether it is guarded."""

    def __init__(self, phrases: Sequence[Phrase]):
        self._phrases = phrases

    def __missing__(self, index: int) -> tuple[Phrase, bool]:
        phrase = self._phrases[index]
        self[index] = phrase, phrase.guarded
        return self[index]


class Automaton:
    """Matches phrases; may be used by many threads at once.

    ``members`` gives the words of a list (single tokens) by its name; ``states`` are those of the phrases, if made before.
    ``read`` gives a phrase by its index, and whether it is guarded.
    """

    def __init__(self, phrases: Sequence[Phrase], members: Callable[[str], frozenset[str]], states: States | None = None):
        self.phrases = phrases
        self._made = states or Grown(phrases)
        self._classes_of: dict[str, list[str]] = {}
        for name in self._made.classes:
            for word in members(name):
                self._classes_of.setdefault(word, []).append(CLASS + name)
        self._known = self._made.tokens | self._classes_of.keys() | {"'s"}
        self.read = _Read(phrases)
        self._states = _Steps(self._made)

    def _step(self, states: _Steps, state: _State, symbol: str) -> _State:
        """The state after a symbol. Other threads see a state only when all of it is there."""
        names = [symbol, *self._classes_of.get(symbol, ())]
        if symbol[:1].isdigit():
            names.append(CLASS + NUMBER_CLASS)
        if symbol == _UNKNOWN or symbol[0].isalnum() or symbol == "'s":
            names.append(ANY)
        with _MAKING:
            return states.follow(state, symbol, names)

    def symbols(self, folded: list[str]) -> list[str]:
        """Tokens as the automaton sees them: known ones as they are, of the rest numbers, words and marks each as one."""
        known = self._known
        return [
            token if token in known else _NUMBER if token[:1].isdigit() else _UNKNOWN if token[:1].isalnum() else END
            for token in folded
        ]

    def walk(self, folded: list[str]) -> list[tuple[int, int, int]]:
        """All hits as (first token, end token, phrase index); of one phrase from one start only the longest."""
        if len(self._states) > _STATES_KEPT:
            self._states = _Steps(self._made)  # who walks the old ones meanwhile keeps them
        states = self._states
        start = states.start
        symbols = [*self.symbols(folded), END]  # a mark that is in no phrase: every walk ends there at the latest
        hits: list[tuple[int, int, int]] = []
        for at, state in enumerate(map(start.moves.get, symbols)):
            if state is None:
                state = self._step(states, start, symbols[at])
            if state is _NOWHERE:
                continue
            longest: dict[int, int] = {}
            end = at + 1
            while True:
                for index in state.ends:
                    longest[index] = end
                symbol = symbols[end]
                after = state.moves.get(symbol, state.otherwise)
                if after is None:
                    after = self._step(states, state, symbol)
                if after is _NOWHERE:
                    break
                state = after
                end += 1
            if longest:
                hits.extend([(at, end, index) for index, end in longest.items()])
        return hits
