"""All phrases of all families in one automaton over tokens, walked once: linear time, nothing that can backtrack.

Phrases become an epsilon-free non-deterministic automaton that shares prefixes; its deterministic states are made
when a text first needs them and kept.
"""

from __future__ import annotations

from scorer.lexicon.patterns import Choice, Class, Element, Gap, Phrase, Word

_UNKNOWN = ""
_NUMBER = "0"
_ANY = "*"
_STATES_KEPT = 50_000
NUMBER_CLASS = "number"


class _Node:
    __slots__ = ("accepts", "classes", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[int]] = {}
        self.classes: dict[str, list[int]] = {}
        self.accepts: list[int] = []


class Automaton:
    """Matches phrases. ``classes`` maps the name of a word list to its members (single tokens)."""

    def __init__(self, phrases: list[Phrase], classes: dict[str, frozenset[str]]):
        self.phrases = phrases
        self._nodes: list[_Node] = [_Node()]
        self._classes_of: dict[str, list[str]] = {}
        self._known: set[str] = set()
        self._branches: dict[tuple[frozenset[int], str, str], int] = {}
        for index, phrase in enumerate(phrases):
            for node in self._add(frozenset({0}), phrase.elements):
                self._nodes[node].accepts.append(index)
        used = {name for node in self._nodes for name in node.classes}
        for name in used:
            for word in classes.get(name, ()):
                self._classes_of.setdefault(word, []).append(name)
        self._known |= self._classes_of.keys()
        self._forget()

    def _forget(self) -> None:
        self._states: dict[tuple[int, ...], int] = {}
        self._members: list[tuple[int, ...]] = []
        self._accepts: list[tuple[int, ...]] = []
        self._next: list[dict[str, int]] = []
        self._state((0,))

    def _add(self, frontier: frozenset[int], elements: tuple[Element, ...]) -> frozenset[int]:
        for element in elements:
            frontier = self._extend(frontier, element)
        return frontier

    def _extend(self, frontier: frozenset[int], element: Element) -> frozenset[int]:
        if isinstance(element, Word):
            self._known.add(element.token)
            return self._edge(frontier, "words", element.token)
        if isinstance(element, Class):
            return self._edge(frontier, "classes", element.name)
        if isinstance(element, Gap):
            reached = frontier
            for _ in range(element.most):
                reached = self._edge(reached, "classes", _ANY)
                frontier |= reached
            return frontier
        assert isinstance(element, Choice)
        ends: set[int] = set()
        for option in element.options:
            ends |= self._add(frontier, option)
        return frozenset(ends)

    def _edge(self, frontier: frozenset[int], table: str, key: str) -> frozenset[int]:
        """One node reached from every node of the frontier, shared by all phrases that came to just this frontier."""
        branch = (frontier, table, key)
        if branch not in self._branches:
            target = self._branches[branch] = self._new()
            for node in frontier:
                getattr(self._nodes[node], table).setdefault(key, []).append(target)
        return frozenset({self._branches[branch]})

    def _new(self) -> int:
        self._nodes.append(_Node())
        return len(self._nodes) - 1

    def _state(self, members: tuple[int, ...]) -> int:
        if members not in self._states:
            self._states[members] = len(self._members)
            self._members.append(members)
            self._accepts.append(tuple(sorted({index for node in members for index in self._nodes[node].accepts})))
            self._next.append({})
        return self._states[members]

    def _step(self, state: int, symbol: str) -> int:
        """The state after a symbol, 0 for none; 0 is also the start, which nothing leads back to."""
        names = list(self._classes_of.get(symbol, ()))
        if symbol[:1].isdigit():
            names.append(NUMBER_CLASS)
        if symbol.isalnum() or symbol == _UNKNOWN or len(symbol) > 2 or symbol == "'s":
            names.append(_ANY)
        reached: set[int] = set()
        for member in self._members[state]:
            node = self._nodes[member]
            reached.update(node.words.get(symbol, ()))
            if node.classes:
                for name in names:
                    reached.update(node.classes.get(name, ()))
        following = self._state(tuple(sorted(reached))) if reached else 0
        self._next[state][symbol] = following
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
        if len(self._members) > _STATES_KEPT:
            self._forget()
        symbols = self.symbols(folded)
        total = len(symbols)
        start, following, accepts = self._next[0], self._next, self._accepts
        hits: list[tuple[int, int, int]] = []
        for at, symbol in enumerate(symbols):
            state = start.get(symbol, -1)
            if state < 0:
                state = self._step(0, symbol)
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
                    after = self._step(state, symbol)
                if not after:
                    break
                state = after
                end += 1
            if longest:
                hits.extend((at, end, index) for index, end in longest.items())
        return hits
