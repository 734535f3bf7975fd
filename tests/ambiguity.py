"""Says whether a regular expression can match one text in so many ways that trying them all takes more than linear time.

The expression becomes an automaton, whose states know the last character, so that assertions about a character before or behind
(possessive loops among them) are decided exactly. Two loops that read the same words one after the other take quadratic time, two
ways round one loop exponential time (Weber and Seidl). Counted repeats are shortened, since they take constant time at most;
groups referred back to and assertions of more than one character are taken to hold.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]  # the parser of re itself: no other reads as it does
from re import _parser as parser  # type: ignore[attr-defined]  # the same
from typing import Any

Character = str | None
State = tuple[int, Character]
"""An instruction that has read, and what it has read."""
SAMPLE = "".join(map(chr, range(0x180))) + "  \u2028—“”‘’…中😀\ud800\ufeff"
WORDS = frozenset(filter(re.compile(r"\w").match, map(chr, range(0x10000))))
START = -1
COPIES = 2


class Automaton:
    """An expression as instructions: ``read`` a set, ``split``, ``hold`` an assertion, ``end``."""

    def __init__(self, pattern: re.Pattern[Any], searched: bool):
        self.code: list[list[Any]] = []
        text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
        self.flags = pattern.flags
        ours = frozenset(SAMPLE) | frozenset(text)
        self.universe = ours if isinstance(pattern.pattern, str) else frozenset(map(chr, range(256)))
        self.sets: dict[Any, frozenset[str]] = {}
        if searched:
            self._add(["split", 3, 1])
            self._add(["read", self.universe])
            self._add(["go", 0])
        self._sequence(parser.parse(text, self.flags & ~re.DEBUG))
        self._add(["end"])
        self.alphabet = self._representatives()
        self.step, self.paths = cache(self._step), cache(self._paths)
        self.remembered = {None: None} | {one: self._remember(one) for one in self.alphabet}

    def _add(self, instruction: list[Any]) -> int:
        self.code.append(instruction)
        return len(self.code) - 1

    def _representatives(self) -> list[str]:
        """One character for all that no set of the expression tells apart."""
        sets = [one[1] for one in self.code if one[0] == "read"] + [one[2] for one in self.code if one[0] == "hold" and one[2]]
        sets.append(self._words())
        return list({tuple(character in one for one in sets): character for character in sorted(self.universe)}.values())

    def _remember(self, character: str) -> str:
        """What assertions about the character before can tell of it: one of those they do not tell apart."""
        holds = [one[1:] for one in self.code if one[0] == "hold"]
        sets = [characters for assertion, characters in holds if characters is not None and assertion[0] == "before"]
        sets += [self._words()] if any(characters is None for _, characters in holds) else []
        sets += [frozenset("\n")] if self.flags & re.M else []
        return next(one for one in self.alphabet if all((one in some) == (character in some) for some in sets))

    def _words(self) -> frozenset[str]:
        return WORDS & self.universe

    def _sequence(self, items: Any) -> None:
        for operation, argument in items:
            self._item(operation, argument)

    def _item(self, operation: Any, argument: Any) -> None:
        if operation in (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN):
            self._add(["read", self._set(operation, argument)])
        elif operation is codes.SUBPATTERN:
            self._sequence(argument[3])
        elif operation is codes.ATOMIC_GROUP:
            self._sequence(argument)
        elif operation is codes.BRANCH:
            self._branches(argument[1])
        elif operation in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            self._repeat(*argument, possessive=operation is codes.POSSESSIVE_REPEAT)
        elif operation is codes.AT:
            self._add(["hold", argument, None])
        elif operation in (codes.ASSERT, codes.ASSERT_NOT):
            direction, body = argument
            if (only := self._single(body)) is not None:
                where = "before" if direction < 0 else "behind"
                self._add(["hold", (where, operation is codes.ASSERT), only])
        elif operation is not codes.GROUPREF:
            raise NotImplementedError(f"{operation}: teach tests/ambiguity.py what it does")

    def _branches(self, bodies: Any) -> None:
        ends = []
        for body in bodies[:-1]:
            fork = self._add(["split", len(self.code) + 1, 0])
            self._sequence(body)
            ends.append(self._add(["go", 0]))
            self.code[fork][2] = len(self.code)
        self._sequence(bodies[-1])
        for end in ends:
            self.code[end][1] = len(self.code)

    def _repeat(self, least: int, most: int, body: Any, *, possessive: bool) -> None:
        for _ in range(min(least, COPIES)):
            self._sequence(body)
        if most is not codes.MAXREPEAT:
            forks = []
            for _ in range(min(most - least, COPIES)):
                forks.append(self._add(["split", len(self.code) + 1, 0]))
                self._sequence(body)
            for fork in forks:
                self.code[fork][2] = len(self.code)
            return
        fork = self._add(["split", len(self.code) + 1, 0])
        self._sequence(body)
        self._add(["go", fork])
        self.code[fork][2] = len(self.code)
        if possessive and (only := self._single(body)) is not None:
            self._add(["hold", ("behind", False), only])

    def _single(self, body: Any) -> frozenset[str] | None:
        """The characters of a body that reads one, else nothing."""
        while len(body) == 1 and body[0][0] is codes.SUBPATTERN:
            body = body[0][1][3]
        if len(body) == 1 and body[0][0] in (codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN):
            return self._set(*body[0])
        return None

    def _set(self, operation: Any, argument: Any) -> frozenset[str]:
        """The characters that an item reads; the compiler of Python decides."""
        state = parser.State()
        state.flags = self.flags
        state.str = ""
        one = parser.SubPattern(state, [(operation, argument)])
        key = repr((operation, argument))
        if key not in self.sets:
            compiled = _compiled(one, self.flags)
            self.sets[key] = frozenset(character for character in self.universe if compiled(character))
        return self.sets[key]

    def _paths(self, state: State) -> list[tuple[int, tuple[Any, ...]]]:
        """The readers and ends behind a state, one for each way there, with what must hold of the next character."""
        found: list[tuple[int, tuple[Any, ...]]] = []
        visits: Counter[int] = Counter()
        place, last = state

        def follow(at: int, conditions: tuple[Any, ...]) -> None:
            kind, *rest = self.code[at]
            if kind in ("read", "end"):
                found.append((at, conditions))
            elif visits[at] < 2:  # twice: a loop round nothing is a second way
                visits[at] += 1
                for target in [at + 1] if kind == "hold" else rest:
                    follow(target, (*conditions, (rest[0], rest[1], last)) if kind == "hold" else conditions)
                visits[at] -= 1

        follow(0 if place == START else place + 1, ())
        return found

    def _step(self, state: State, character: Character) -> dict[int, int]:
        """The instructions that read a character (nothing: the end) after a state, with the number of ways that lead to each."""
        found: dict[int, int] = defaultdict(int)
        for at, conditions in self.paths(state):
            reads = character is None if self.code[at][0] == "end" else character in self.code[at][1]
            if reads and all(self._holds(*condition, character) for condition in conditions):
                found[at] += 1
        return found

    def _holds(self, assertion: Any, characters: frozenset[str] | None, last: Character, ahead: Character) -> bool:
        if characters is not None:
            where, wanted = assertion
            return bool((last if where == "before" else ahead) in characters) == wanted
        word = (last in self._words(), ahead in self._words())
        if assertion in (codes.AT_BOUNDARY, codes.AT_NON_BOUNDARY):
            return (word[0] != word[1]) == (assertion is codes.AT_BOUNDARY)
        if assertion in (codes.AT_BEGINNING, codes.AT_BEGINNING_STRING):
            return last is None or (assertion is codes.AT_BEGINNING and bool(self.flags & re.M) and last == "\n")
        return ahead is None or (assertion is codes.AT_END and ahead == "\n")

    def next(self, state: State) -> Iterator[tuple[str, State, int]]:
        """The characters that can follow, with the states they lead to and in how many ways."""
        for character in self.alphabet:
            for at, ways in self.step(state, character).items():
                yield character, (at, self.remembered[character]), ways

    def accepts(self, state: State) -> bool:
        """Whether the expression is done here or goes on reading with what it has just read, whatever follows."""
        done = [conditions for at, conditions in self.paths(state) if self.code[at][0] == "end"]
        return all(
            state[0] in self.step(state, ahead) or any(all(self._holds(*one, ahead) for one in conditions) for conditions in done)
            for ahead in (None, *self.alphabet)
        )


def _compiled(one: Any, flags: int) -> Callable[[str], Any]:
    from re import _compiler  # type: ignore[attr-defined]  # what re compiles with

    code = _compiler._code(one, flags & ~re.DEBUG)
    import _sre

    pattern = _sre.compile(None, flags & ~re.DEBUG, code, 0, {}, ())
    return lambda character: pattern.fullmatch(character)


def find_ambiguity(pattern: re.Pattern[Any], *, searched: bool, whole: bool = False) -> str | None:
    """Why an expression can take more than linear time, or nothing; ``whole`` if the text has to match to its end."""
    automaton = Automaton(pattern, searched)
    edges = _edges(automaton)
    ahead = {state: _closure(state, edges) for state in edges if state[0] in _repeated(automaton)}
    loops = [state for state in ahead if state in ahead[state]]
    for state in loops:
        if word := _two_ways_round(automaton, state):
            return f"exponential: two ways to read {word!r} round one loop"
    done = {state for state in loops if not whole and automaton.accepts(state)}
    for first in loops:
        for second in loops:
            if first == second or second not in ahead[first]:
                continue
            if any(one in ahead[second] and second in ahead[one] for one in done):
                continue  # a loop that passes an end has found something: nothing is tried again
            if (word := _one_after_the_other(automaton, first, second)) is not None:
                return f"quadratic: two loops one after the other read {word!r}"
    return None


def _repeated(automaton: Automaton) -> set[int]:
    """The instructions that stand in a loop: between a jump back and its target."""
    return {at for end, one in enumerate(automaton.code) if one[0] == "go" and one[1] < end for at in range(one[1], end)}


def _edges(automaton: Automaton) -> dict[State, set[State]]:
    edges: dict[State, set[State]] = {}
    pending: list[State] = [(START, None)]
    while pending:
        state = pending.pop()
        if state not in edges:
            edges[state] = {target for _, target, _ in automaton.next(state)}
            pending += edges[state]
    return edges


def _closure(state: State, edges: dict[State, set[State]]) -> set[State]:
    """Every state that can be reached by reading something."""
    found: set[State] = set()
    pending = [*edges[state]]
    while pending:
        one = pending.pop()
        if one not in found:
            found.add(one)
            pending += edges[one]
    return found


def _two_ways_round(automaton: Automaton, state: State) -> str | None:
    """A word that leads from a state to itself in two ways."""
    seen: set[tuple[State, State, bool]] = set()
    pending = [(state, state, False, "")]
    while pending:
        one, other, apart, word = pending.pop()
        for character in automaton.alphabet:
            last = automaton.remembered[character]
            others = automaton.step(other, character)
            for at, ways in automaton.step(one, character).items():
                for other_at in others:
                    pair = ((at, last), (other_at, last), apart or at != other_at or ways > 1)
                    if pair == (state, state, True):
                        return word + character
                    if pair not in seen:
                        seen.add(pair)
                        pending.append((*pair, word + character))
    return None


def _one_after_the_other(automaton: Automaton, first: State, second: State) -> str | None:
    """A word that leads from the first to itself, from the first to the second, and from the second to itself."""
    start, goal = (first, first, second), (first, second, second)
    seen, pending = {start}, [(start, "")]
    while pending:
        here, word = pending.pop()
        for character in automaton.alphabet:
            last = automaton.remembered[character]
            for places in product(*(automaton.step(state, character) for state in here)):
                triple = ((places[0], last), (places[1], last), (places[2], last))
                if triple == goal:
                    return word + character
                if triple not in seen:
                    seen.add(triple)
                    pending.append((triple, word + character))
    return None
