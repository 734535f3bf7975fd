"""Seed phrases and word lists, read from files and compiled into one automaton."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, overload

from scorer.errors import SeedError
from scorer.lexicon.automaton import NUMBER_CLASS, Automaton
from scorer.lexicon.compiled import read_seeds, read_table, write_table
from scorer.lexicon.patterns import ANY_NUMBER, Choice, Class, Element, Phrase, Word, parse_line
from scorer.lexicon.states import Grown
from scorer.resources import folder
from scorer.text.tokens import fold_all, tokenise

NEVER = "never"
"""The label of look-alikes: what they touch stays silent in their family."""
_CLASS_FROM = 8  # word lists of fewer words are written out in the automaton


class Hit(NamedTuple):
    """A phrase found in a text: tokens from ``first`` up to, not with, ``last``."""

    first: int
    last: int
    phrase: Phrase


@cache
def words(name: str) -> frozenset[str]:
    """The entries of ``seeds/words/NAME.txt``, folded; an entry of several words keeps its single blanks."""
    if name == NUMBER_CLASS:
        return frozenset()
    path = folder("seeds") / "words" / f"{name}.txt"
    if not path.is_file():
        raise SeedError(f"no word list {name!r}; add seeds/words/{name}.txt")
    lines = path.read_text("utf-8").splitlines()
    entries = [line if line.isalpha() else " ".join(line.partition("#")[0].split()) for line in lines]
    return frozenset(fold_all([entry for entry in entries if entry]))


@cache
def words_of_all(*names: str) -> frozenset[str]:
    """The entries of several word lists."""
    return frozenset[str]().union(*map(words, names))


def phrases(root: Path | None = None) -> list[Phrase]:
    """All seed phrases below ``root`` (default: the shipped seeds), families and labels in alphabetical order."""
    return list(SeedLines(read_seeds(root or folder("seeds"))))


class SeedLines(Sequence[Phrase]):
    """The phrases of seed files, each parsed when it is asked for."""

    def __init__(self, files: dict[str, bytes]):
        self._lines: list[tuple[str, str, int, str]] = []
        for name, data in files.items():
            family, _, file = name.partition("/")
            if family != "words":
                label = file.removesuffix(".txt")
                lines = enumerate(data.decode("utf-8").splitlines(), 1)
                self._lines.extend((family, label, number, line) for number, line in lines if line.partition("#")[0].strip())
        self._parsed: dict[int, Phrase] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, at: int) -> Phrase: ...
    @overload
    def __getitem__(self, at: slice) -> list[Phrase]: ...
    def __getitem__(self, at: int | slice) -> Phrase | list[Phrase]:
        if isinstance(at, slice):
            return [self[number] for number in range(len(self))[at]]
        if at not in self._parsed:
            family, label, number, line = self._lines[at]
            phrase = parse_phrase(line, family, label, f"seeds/{family}/{label}.txt:{number}")
            assert phrase is not None, "empty lines are left out"
            self._parsed[at] = phrase
        return self._parsed[at]


def parse_phrase(line: str, family: str, label: str, where: str) -> Phrase | None:
    """The phrase in a line of a seed file, its short word lists written out; None where it is empty or a comment."""
    phrase = parse_line(line, family, label, where, words)
    return phrase._replace(elements=_write_out(phrase.elements)) if phrase and "{" in phrase.source else phrase


def _write_out(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """Short word lists, and those with entries of several words, written out as alternatives."""
    written: list[Element] = []
    for element in elements:
        if isinstance(element, Choice):
            written.append(Choice(tuple(_write_out(option) for option in element.options)))
        else:
            written.append(_alternatives(element) if isinstance(element, Class) else element)
    return tuple(written)


@cache
def _alternatives(element: Class) -> Element:
    members = words(element.name)
    if element.name == NUMBER_CLASS or (len(members) >= _CLASS_FROM and not any(" " in member for member in members)):
        return element
    return Choice(tuple(tuple(Word(token) for token in tokenise(member)[1]) for member in sorted(members)))


@cache
def shipped() -> Automaton:
    """The automaton of the shipped seeds, made once a process."""
    files = read_seeds(folder("seeds"))
    return Automaton(SeedLines(files), words, read_table(files))


def compile_phrases(seeds: Sequence[Phrase]) -> Automaton:
    """An automaton over the given phrases."""
    return Automaton(seeds, words)


def refresh_index() -> None:
    """Write the states of the seeds anew, to be done after every change of a seed file."""
    files = read_seeds(folder("seeds"))
    write_table(files, Grown(SeedLines(files)).tabulate())


def find_hits(automaton: Automaton, written: list[str], folded: list[str]) -> list[Hit]:
    """Hits whose own guards (case, neighbours) hold and that no look-alike silences, by start."""
    hits: list[Hit] = []
    total = len(folded)
    read = automaton.read
    for first, last, index in automaton.walk(folded):
        phrase, guarded = read[index]
        if guarded and not _allowed(phrase, first, last, written, folded, total):
            continue
        hits.append(Hit(first, last, phrase))
    return _silence(hits)


def _silence(hits: list[Hit]) -> list[Hit]:
    """Hits that no look-alike of their family touches; a longer real phrase outdoes the look-alike."""
    never: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.phrase.label == NEVER:
            never.setdefault(hit.phrase.family, []).append(hit)
    spared: list[Hit] = []
    reach = dict.fromkeys(never, 0)
    for hit in hits:
        if hit.phrase.label == NEVER:
            continue
        blocks = never.get(hit.phrase.family)
        if not blocks:
            spared.append(hit)
            continue
        at = reach[hit.phrase.family]
        while at < len(blocks) and blocks[at].last <= hit.first - 12:
            at += 1
        reach[hit.phrase.family] = at
        if not _touched(hit, blocks, at):
            spared.append(hit)
    return spared


def _touched(hit: Hit, blocks: list[Hit], at: int) -> bool:
    while at < len(blocks) and blocks[at].first < hit.last:
        block = blocks[at]
        if block.last > hit.first and block.last - block.first >= hit.last - hit.first:
            return True
        at += 1
    return False


def _allowed(phrase: Phrase, first: int, last: int, written: list[str], folded: list[str], total: int) -> bool:
    if phrase.lower and any(word[:1].isupper() for word in written[first:last]):
        return False
    if phrase.capital and not written[first][:1].isupper():
        return False
    following = folded[last] if last < total else "\n"
    previous = folded[first - 1] if first else "\n"
    return not (
        (phrase.before and not _stands(following, phrase.before))
        or _stands(following, phrase.not_before)
        or (phrase.after and not _stands(previous, phrase.after))
        or _stands(previous, phrase.not_after)
    )


def _stands(token: str, members: frozenset[str]) -> bool:
    return token in members or (ANY_NUMBER in members and token[:1].isdigit())


__all__ = [
    "NEVER",
    "Automaton",
    "Hit",
    "Phrase",
    "SeedLines",
    "compile_phrases",
    "find_hits",
    "parse_phrase",
    "phrases",
    "refresh_index",
    "shipped",
    "words",
    "words_of_all",
]
