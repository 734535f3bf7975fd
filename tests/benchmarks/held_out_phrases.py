"""Would anonymity also be found by phrases nobody wrote down? Hold some out, take away the seeds that know them, and look.

The snippets of ``anonymity/anon-tracker.jsonl`` were found by fixed phrases, so that a seed list mined from the same phrases
finds them all and proves nothing. The protocol:

1. The distinct matched phrases, folded as the scorer folds, are sorted, and every third is *held out*, with its marks and
   without them.
2. A snippet is *unseen* where all phrases that found it are held out.
3. A seed entry, of whatever family, *knows* a held-out phrase if its own written words, alternatives included, spell the whole
   of it, alone or as part of something longer (a ``...`` spells nothing), or if they match a part of it with at least two
   content words; words that the entry asks for beside its hit (``before=``, ``after=``) belong to the part. Entries that know
   a phrase are taken away whole, with all their other alternatives.
4. The unseen snippets are read with the seeds that are left. What finds them now are entries written for other wordings,
   entries made of word lists (``{count} {anon_adj} sources``), which say a kind of wording and no phrase, single words, and
   shapes.

The *strict* reading of 3. takes word lists for written words, so that every entry goes that could match the phrase in any way,
and with it whole kinds of wording. It shows how much hangs on the other cues of a snippet, and nobody need pass it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scorer.lexicon import Phrase, compile_phrases, phrases, words
from scorer.lexicon.automaton import NUMBER_CLASS, Automaton
from scorer.lexicon.patterns import Choice, Class, Element, Gap, Word, parse_line
from scorer.text.tokens import tokenise

EVERY = 3
LEAST_CONTENT = 2
_FUNCTION_WORDS = frozenset(
    """
    a an the this that these those and or but nor of on in at by to for from with without about into as than if not no
    i me my we us our you your he him his she her hers it its they them their who whom whose which what
    is are was were be been being am has have had do does did will would can could may might shall should must 's n't
    """.split()
)

Tokens = tuple[str, ...]


def held_out_phrases(rows: Iterable[dict[str, Any]]) -> set[Tokens]:
    """Every third of the distinct phrases that found the snippets."""
    return set(sorted({phrase for row in rows for phrase in _matched(row)})[EVERY - 1 :: EVERY])


def unseen_snippets(rows: Iterable[dict[str, Any]], held_out: set[Tokens]) -> list[dict[str, Any]]:
    """The snippets that only held-out phrases found."""
    return [row for row in rows if held_out.issuperset(_matched(row))]


def _matched(row: dict[str, Any]) -> list[Tokens]:
    return [tuple(tokenise(text)[1]) for _, _, text in row["matched"]]


def automaton_without(held_out: set[Tokens], *, strict: bool = False) -> tuple[Automaton, int]:
    """An automaton of the seeds that know no held-out phrase, and how many entries were taken away."""
    seeds = phrases()
    compared = seeds if strict else [_as_written(seed) for seed in seeds]
    wordings = held_out | {tuple(token for token in phrase if token[0].isalnum()) for phrase in held_out}
    known = _holding(compared, wordings) | _held(compared, wordings)
    return compile_phrases([seed for at, seed in enumerate(seeds) if at not in known]), len(known)


def _as_written(seed: Phrase) -> Phrase:
    """An entry whose word lists match nothing."""
    if "{" not in seed.source:
        return seed
    parsed = parse_line(seed.source, seed.family, seed.label, seed.source, words)
    assert parsed is not None
    return seed._replace(elements=_blanked(parsed.elements))


def _blanked(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    return tuple(
        Choice(tuple(map(_blanked, element.options))) if isinstance(element, Choice)
        else Word("{" + element.name) if isinstance(element, Class)
        else element
        for element in elements
    )  # fmt: skip


def _held(seeds: list[Phrase], wordings: set[Tokens]) -> set[int]:
    """The entries that match a part of a wording with enough content words."""
    automaton = compile_phrases(seeds)
    known = set()
    for wording in wordings:
        for first, last, index in automaton.walk(list(wording)):
            seed = seeds[index]
            before = first - 1 if first and wording[first - 1] in seed.after else first
            behind = last + 1 if last < len(wording) and wording[last] in seed.before else last
            if sum(map(_is_content, wording[before:behind])) >= LEAST_CONTENT:
                known.add(index)
    return known


def _is_content(token: str) -> bool:
    return token[0].isalnum() and token not in _FUNCTION_WORDS


def _holding(seeds: list[Phrase], wordings: set[Tokens]) -> set[int]:
    """The entries that can match a text which holds a whole wording."""
    web = _Web(seeds)
    return {web.owner[node] for wording in wordings for node in web.follow(wording)}


class _Web:
    """All entries as places joined by words: where a text may stand that begins anywhere within an entry."""

    def __init__(self, seeds: list[Phrase]):
        self.owner: list[int] = []
        self._moves: list[list[tuple[Element, int]]] = []
        self._skips: list[list[int]] = []
        for seed, phrase in enumerate(seeds):
            self._lay(phrase.elements, self._place(seed), seed)

    def _place(self, seed: int) -> int:
        self.owner.append(seed)
        self._moves.append([])
        self._skips.append([])
        return len(self.owner) - 1

    def _lay(self, elements: tuple[Element, ...], at: int, seed: int) -> int:
        """Places behind ``at`` for elements in a row; returns the last. A gap is passed by."""
        for element in elements:
            behind = self._place(seed)
            if isinstance(element, Choice):
                for option in element.options:
                    self._skips[self._lay(option, at, seed)].append(behind)
            elif isinstance(element, Gap):
                self._skips[at].append(behind)
            else:
                self._moves[at].append((element, behind))
            at = behind
        return at

    def follow(self, wording: Tokens) -> set[int]:
        """The places that all tokens of a wording lead to, from any place."""
        reached: Iterable[int] = range(len(self.owner))
        for token in wording:
            reached = self._past_skips(
                behind for at in reached for element, behind in self._moves[at] if _matches(element, token)
            )
        return set(reached)

    def _past_skips(self, places: Iterable[int]) -> set[int]:
        found: set[int] = set()
        pending = list(places)
        while pending:
            at = pending.pop()
            if at not in found:
                found.add(at)
                pending.extend(self._skips[at])
        return found


def _matches(element: Element, token: str) -> bool:
    if isinstance(element, Word):
        return element.token == token
    return isinstance(element, Class) and (token[:1].isdigit() if element.name == NUMBER_CLASS else token in words(element.name))
