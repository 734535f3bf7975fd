"""The language of seed phrases, parsed into small trees.

One phrase a line::

    on [the] condition of anonymity              # optional words in [ ]
    (asked|wanted) not to be (named|identified)  # alternatives in ( | )
    deny~ [any] (claim|report)(s)                # deny~: every form of the verb; (s) glued on: optional suffix
    declined to ... comment                      # ... up to three words between; ...5 up to five
    {count} people familiar with                 # {name}: the words of seeds/words/name.txt; {number}: digits
    may ; weight=.83 lower                       # options, below

Options after ``;``: ``weight=.83`` probability that a hit is a cue; ``lower`` every word must stand in lower case;
``capital`` the first word must be capitalised; ``before=a|{b}`` the next token must be one of these,
``not-before=…`` must not; ``after=…``, ``not-after=…`` the same for the token before; ``0`` and ``{number}`` stand there for any
number. ``#`` opens a comment.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from scorer.errors import SeedError
from scorer.lexicon.inflections import inflect
from scorer.text.tokens import fold, tokenise


class Word(NamedTuple):
    """A token to match, folded."""

    token: str


class Class(NamedTuple):
    """Any word of a list."""

    name: str


class Gap(NamedTuple):
    """Up to ``most`` words of any kind, no mark among them."""

    most: int


class Choice(NamedTuple):
    """One of several sequences; an empty one makes it optional."""

    options: tuple[tuple[Element, ...], ...]


Element = Word | Class | Gap | Choice


class Phrase(NamedTuple):
    """A seed phrase: what to match, under which label, how surely, and where not."""

    family: str
    label: str
    source: str
    elements: tuple[Element, ...]
    weight: float
    lower: bool
    capital: bool
    before: frozenset[str]
    not_before: frozenset[str]
    after: frozenset[str]
    not_after: frozenset[str]

    @property
    def guarded(self) -> bool:
        """Whether a hit needs more than its words."""
        return bool(self.lower or self.capital or self.before or self.not_before or self.after or self.not_after)


_LEX = re.compile(r"\{[a-z_]+\}|\.\.\.\d?|\([a-z]{1,3}\)(?=[\s|)\];]|$)|[()\[\]|]|[^\s()\[\]|{}]+~?|\S")
_BRACKETS = frozenset("()[]|")
_OPTIONS = ("before", "not-before", "after", "not-after")
ANY_NUMBER = "0"
"""Among the tokens that may stand beside a phrase."""


def parse_line(line: str, family: str, label: str, where: str, words: Callable[[str], frozenset[str]]) -> Phrase | None:
    """A phrase from one line of a seed file, or None where the line is empty or a comment.

    ``words`` gives the members of a named list. Raises ``SeedError`` naming ``where``.
    """
    content = line.partition("#")[0].strip()
    if not content:
        return None
    source, _, rest = content.partition(";")
    source = source.strip()
    weight, flags, sets = 1.0, set(), dict.fromkeys(_OPTIONS, frozenset[str]())
    for option in rest.split():
        key, _, value = option.partition("=")
        if key == "weight":
            try:
                weight = float(value)
            except ValueError:
                raise SeedError(f"{where}: weight {value!r} is no number; write e.g. weight=.83") from None
        elif key in ("lower", "capital") and not value:
            flags.add(key)
        elif key in _OPTIONS and value:
            sets[key] = _members(value, words, where)
        else:
            raise SeedError(f"{where}: unknown option {option!r}; known: weight= lower capital {'= '.join(_OPTIONS)}=")
    if not 0 <= weight <= 1:
        raise SeedError(f"{where}: weight {weight} is no probability; write a number from 0 to 1")
    parts = _LEX.findall(source)
    for part in parts:
        _check_mark(part, where)
    elements, at = _sequence(parts, 0, where)
    if at != len(parts) or not elements:
        raise SeedError(f"{where}: cannot read {source!r}; check its brackets")
    return Phrase(
        family, label, source, elements, weight, "lower" in flags, "capital" in flags,
        sets["before"], sets["not-before"], sets["after"], sets["not-after"],
    )  # fmt: skip


def _check_mark(part: str, where: str) -> None:
    """The mark for every form of a word needs a word: of nothing, one form is nothing, which is how unknown tokens go."""
    if part.endswith("~") and not fold(part)[0].isalpha():
        raise SeedError(f"{where}: {part!r} is no word with its forms; write ~ directly behind a word, as in deny~")


def _members(value: str, words: Callable[[str], frozenset[str]], where: str) -> frozenset[str]:
    members: set[str] = set()
    for item in value.split("|"):
        if item == "{number}":
            members.add(ANY_NUMBER)
        elif item.startswith("{") and item.endswith("}"):
            members |= words(item[1:-1])
        elif item.endswith("~"):
            _check_mark(item, where)
            members.update(inflect(item[:-1]))
        elif item:
            members.add(fold(item))
        else:
            raise SeedError(f"{where}: empty word in {value!r}")
    return frozenset(members)


def _sequence(parts: list[str], at: int, where: str) -> tuple[tuple[Element, ...], int]:
    """Elements up to a ``|``, a closing bracket or the end, and where that is."""
    elements: list[Element] = []
    while at < len(parts) and parts[at] not in ("|", ")", "]"):
        part = parts[at]
        if part in ("(", "["):
            choice, at = _choice(parts, at + 1, ")" if part == "(" else "]", where)
            elements.append(choice)
        else:
            elements.extend(_atoms(part, elements, where))
            at += 1
    return tuple(elements), at


def _choice(parts: list[str], at: int, closer: str, where: str) -> tuple[Choice, int]:
    options: list[tuple[Element, ...]] = [()] if closer == "]" else []
    while True:
        if at + 1 < len(parts) and parts[at][0] not in _BRACKETS and parts[at + 1] in ("|", closer):
            options.append(_plain_atoms(parts[at]))  # one word, as most options are
            at += 1
        else:
            option, at = _sequence(parts, at, where)
            options.append(option)
        if at >= len(parts):
            raise SeedError(f"{where}: a bracket is not closed; add {closer!r}")
        if parts[at] == closer:
            return Choice(tuple(options)), at + 1
        if parts[at] != "|":
            raise SeedError(f"{where}: found {parts[at]!r} where {closer!r} was due")
        at += 1


def _atoms(part: str, before: list[Element], where: str) -> Sequence[Element]:
    if part.startswith("(") and part.endswith(")"):
        if not before:
            raise SeedError(f"{where}: the suffix {part} must be glued to a word")
        last = before.pop()
        return [Choice(((last,), (_suffixed(last, part[1:-1], where),)))]
    return _plain_atoms(part)


@cache
def _plain_atoms(part: str) -> tuple[Element, ...]:
    """The elements of a part that needs no other; the same part always means the same."""
    if part.startswith("...") and part[3:].isdigit() | (part == "..."):
        return (Gap(int(part[3:] or 3)),)
    if part.startswith("{") and part.endswith("}"):
        return (Class(part[1:-1]),)
    if part.endswith("~"):
        return (Choice(tuple((Word(form),) for form in inflect(fold(part[:-1])))),)
    if part.isascii() and part.isalpha():
        return (Word(part.lower()),)
    return tuple(Word(token) for token in tokenise(part)[1])


def _suffixed(element: Element, suffix: str, where: str) -> Element:
    if isinstance(element, Word):
        return Word(element.token + suffix)
    if isinstance(element, Choice) and all(element.options):
        return Choice(tuple((*option[:-1], _suffixed(option[-1], suffix, where)) for option in element.options))
    raise SeedError(f"{where}: the suffix ({suffix}) must be glued to a word or to alternatives that are words")
