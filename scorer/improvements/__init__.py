"""What would raise a paragraph: the few things an editor could ask for that would make its information easier to trace.

Advice comes from what the ledger knows of the sources, not from the score, and follows the steps between the levels of the
labelling guide: somebody behind the claim, somebody described and explained, somebody named who knows it at first hand. What
the draft already tells, be it in another paragraph, is never asked for; where ledger and level disagree, little is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from scorer.improvements._claims import (
    advise_on_accusation,
    advise_on_claim,
    advise_on_crowd,
    advise_on_document,
    advise_on_figure,
    advise_on_hearsay,
    advise_on_relay,
)  # fmt: skip
from scorer.improvements._copy import Copy, leading
from scorer.improvements._unnamed import advise_on_bystander, advise_on_unnamed
from scorer.types import Attribution, Improvement, Score, ScoredDocument

ACTIONS: Mapping[str, str] = {
    "name_source": "Name the source.",
    "describe_source": "Say which side or body the source belongs to, and its rank.",
    "say_how_they_know": "Say how the source knows.",
    "give_reason": "Say why the source is not named.",
    "give_number": "Say how many sources there are.",
    "add_second_source": "Find a second source or a document.",
    "attribute_claim": "Say who says so.",
    "name_keeper": "Say who keeps the figure.",
    "go_to_origin": "Go to whoever said or saw it first.",
    "name_one": "Name a member of the crowd.",
    "name_agent": "Say who reports or believes it.",
    "name_accuser": "Say who accuses.",
    "identify_document": "Say whose the document is, and of when.",
}
"""Every action, in plain words."""
MOST = 3
"""Pieces of advice a paragraph."""
_CREDITS = 6
_NAMED = frozenset({"person", "institution", "document", "data", "media", "reporter"})
_NOT_PROSE = frozenset({"heading", "byline", "dateline", "caption"})


def suggest_improvements(scored: ScoredDocument) -> list[tuple[Improvement, ...]]:
    """For each paragraph, in order, what would raise it, the most useful first; empty where nothing is wanting."""
    copy = Copy(scored)
    return [_suggest(copy, score) for score in scored.scores]


def _suggest(copy: Copy, score: Score) -> tuple[Improvement, ...]:
    if score.value is None or score.level == "background" or score.paragraph.block in _NOT_PROSE:
        return ()
    found: dict[str, Improvement] = {}
    for one in _advise(copy, score):
        found.setdefault(one.action, one)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _advise(copy: Copy, score: Score) -> Iterator[Improvement]:
    """All advice on a paragraph, its lead source first; a claim at large only where nothing surer can be said."""
    paragraph = score.paragraph
    credits = leading(paragraph)[:_CREDITS]
    if score.level == "accountable":
        for said in credits[:1]:
            yield from advise_on_document(copy, paragraph, said.source)
        return
    silent = True
    for one in chain(*(_advise_on_credit(copy, score, said) for said in credits), _advise_on_words(copy, score)):
        silent = False
        yield one
    if silent and score.level == "unsupported":
        yield from advise_on_claim(copy, score)


def _advise_on_words(copy: Copy, score: Score) -> Iterator[Improvement]:
    """Advice on what the narrator says of nobody."""
    yield from advise_on_hearsay(copy, score.paragraph)
    yield from advise_on_accusation(copy, score.paragraph)
    if score.level == "unsupported":
        yield from advise_on_figure(copy, score.paragraph)


def _advise_on_credit(copy: Copy, score: Score, said: Attribution) -> Iterator[Improvement]:
    """Advice on one of those credited, by its kind.

    Where the model holds that nobody spoke, an unnamed source is left alone, and a crowd where it holds that a named one did.
    """
    source = said.source
    assert source is not None
    bare = score.level == "unsupported"
    if source.unnamed:
        yield from () if bare else advise_on_unnamed(copy, score.paragraph, said, source)
    elif source.kind == "unnamed_ordinary":
        yield from () if bare else advise_on_bystander(copy, score.paragraph, said, source)
    elif source.kind == "weasel_group":
        yield from advise_on_crowd(copy, score.paragraph, said, source) if bare or score.kind not in _NAMED else ()
    else:
        yield from advise_on_document(copy, score.paragraph, source)
        if score.level == "qualified":
            yield from advise_on_relay(copy, score.paragraph, said, source)
