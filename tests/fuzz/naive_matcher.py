"""The dullest matcher of seed phrases there is: every phrase is tried at every token, as its language is documented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scorer.lexicon import NEVER, words
from scorer.lexicon.automaton import NUMBER_CLASS
from scorer.lexicon.patterns import Choice, Class, Element, Gap, Phrase, Word
from scorer.lexicon.states import Grown

Found = tuple[int, int, Phrase]


def breadth_of(phrase: Phrase) -> int:
    """How many names may come second in a phrase: what grows without measure in a line of many options."""
    states = Grown([phrase])
    return sum(len(states.row(state)) for state in set(states.row(0).values()))


def match(phrases: Iterable[Phrase], written: Sequence[str], folded: Sequence[str]) -> set[Found]:
    """Of each phrase from each start the longest, if its guards hold there and no look-alike of its family touches it."""
    found: set[Found] = set()
    for phrase in phrases:
        for first in range(len(folded)):
            last = max(_reach(phrase.elements, {first}, folded), default=first)
            if last > first and _is_allowed(phrase, first, last, written, folded):
                found.add((first, last, phrase))
    never = [one for one in found if one[2].label == NEVER]
    return {one for one in found if one[2].label != NEVER and not any(_silences(other, one) for other in never)}


def _reach(elements: Sequence[Element], starts: set[int], folded: Sequence[str]) -> set[int]:
    """Where a sequence may end that begins at any of these places."""
    for element in elements:
        starts = _pass(element, starts, folded)
    return starts


def _pass(element: Element, starts: set[int], folded: Sequence[str]) -> set[int]:
    if isinstance(element, Choice):
        return {end for option in element.options for end in _reach(option, starts, folded)}
    if isinstance(element, Gap):
        ends = set(starts)
        for _ in range(element.most):
            ends |= {at + 1 for at in ends if at < len(folded) and _is_word(folded[at])}
        return ends
    return {at + 1 for at in starts if at < len(folded) and _takes(element, folded[at])}


def _takes(element: Word | Class, token: str) -> bool:
    if isinstance(element, Word):
        return element.token == token
    return token[:1].isdigit() if element.name == NUMBER_CLASS else token in words(element.name)


def _is_word(token: str) -> bool:
    return token[:1].isalnum() or token == "'s"


def _is_allowed(phrase: Phrase, first: int, last: int, written: Sequence[str], folded: Sequence[str]) -> bool:
    if phrase.lower and any(word[:1].isupper() for word in written[first:last]):
        return False
    if phrase.capital and not written[first][:1].isupper():
        return False
    before, after = (folded[first - 1] if first else "\n"), (folded[last] if last < len(folded) else "\n")
    return (
        (not phrase.before or _among(after, phrase.before))
        and not _among(after, phrase.not_before)
        and (not phrase.after or _among(before, phrase.after))
        and not _among(before, phrase.not_after)
    )


def _among(token: str, members: frozenset[str]) -> bool:
    return token in members or ("0" in members and token[:1].isdigit())


def _silences(never: Found, found: Found) -> bool:
    """Whether a look-alike touches what was found and is no shorter."""
    return (
        never[2].family == found[2].family
        and never[0] < found[1]
        and found[0] < never[1]
        and never[1] - never[0] >= found[1] - found[0]
    )
