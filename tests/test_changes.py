"""What changed between two drafts: pairs of drafts with what was done to them, and what holds of any two."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import scorer
from scorer.changes import find_changes
from scorer.changes._alignment import Stretch, align
from scorer.types import Changes, ScoredDocument

PAIRS = tomllib.loads((Path(__file__).parent / "revised" / "pairs.toml").read_text("utf-8"))["pair"]
OPPOSITE = {
    "added": "removed", "removed": "added", "lost": "added", "named": "unnamed", "unnamed": "named", "dropped": "added",
}  # fmt: skip

pairs = pytest.mark.parametrize("pair", PAIRS, ids=[pair["name"] for pair in PAIRS])


@cache
def scored(text: str) -> ScoredDocument:
    return scorer.score(text.strip())


def changes_of(pair: dict[str, Any]) -> Changes:
    return find_changes(scored(pair["old"]), scored(pair["new"]))


def told(changes: Changes) -> dict[str, list[list[Any]]]:
    """The changes in the form of the pairs."""
    old, new = changes.old.annotated.document.text, changes.new.annotated.document.text
    return {
        "paragraphs": [
            [one.kind, one.old.paragraph.number if one.old else 0, one.new.paragraph.number if one.new else 0]
            for one in changes.paragraphs
        ],
        "sources": [[one.kind, one.old.name if one.old else "", one.new.name if one.new else ""] for one in changes.sources],
        "replies": [[one.kind, one.reply.name, one.reply.label] for one in changes.replies],
        "hedges": [["added", new[cue.start : cue.end]] for one in changes.paragraphs for cue in one.hedges_added]
        + [["dropped", old[cue.start : cue.end]] for one in changes.paragraphs for cue in one.hedges_dropped],
        "quotations": [
            [one.kind, one.old.paragraph if one.old else 0, one.new.paragraph if one.new else 0] for one in changes.quotations
        ],
    }


@pairs
def test_a_revision_is_told_as_what_it_was(pair: dict[str, Any]) -> None:
    found = told(changes_of(pair))
    for part in found.keys() & pair.keys():
        left = [one for one in found[part] if one[0] != "same"]
        assert sorted(left) == sorted(pair[part]), part


@pairs
def test_a_draft_does_not_differ_from_itself(pair: dict[str, Any]) -> None:
    for text in (pair["old"], pair["new"]):
        assert find_changes(scored(text), scored(text)).empty
        assert find_changes(scored(text), scorer.score(text.strip())).empty


@pairs
def test_swapping_the_drafts_swaps_what_came_and_what_went(pair: dict[str, Any]) -> None:
    there, back = changes_of(pair), find_changes(scored(pair["new"]), scored(pair["old"]))
    swapped = {
        part: sorted(
            [_opposite(part, kind), *([rest[0], *rest[1:]] if part in ("replies", "hedges") else rest[::-1])]
            for kind, *rest in rows
        )
        for part, rows in told(there).items()
    }
    assert {part: sorted(rows) for part, rows in told(back).items()} == swapped
    assert back.measures == {name: (new, old) for name, (old, new) in there.measures.items()}


def _opposite(part: str, kind: str) -> str:
    if (part, kind) in (("replies", "added"), ("hedges", "added")):
        return "lost" if part == "replies" else "dropped"
    return OPPOSITE.get(kind, kind)


@pairs
def test_edits_make_the_new_words_of_the_old(pair: dict[str, Any]) -> None:
    changes = changes_of(pair)
    before, after = changes.old.annotated.document.text, changes.new.annotated.document.text
    for one in changes.paragraphs:
        if one.kind != "changed":
            assert not one.edits
            continue
        assert one.old is not None
        assert one.new is not None
        at, pieces = one.old.paragraph.start, list[str]()
        for edit in one.edits:
            pieces += [before[at : edit.old.start], after[slice(*edit.new)], " "]
            at = edit.old.end
        made = "".join([*pieces, before[at : one.old.paragraph.end]])
        assert made.split() == one.new.paragraph.text.split()


# any two drafts

SYLLABLES = ("ka", "lo", "mir", "ten", "sul", "vo", "dra", "fen")


def make_stretches(rng: random.Random, number: int) -> list[Stretch]:
    """Paragraphs of made-up words, some of them alike, some the same."""
    texts = [" ".join("".join(rng.choices(SYLLABLES, k=3)) for _ in range(rng.randint(1, 12))) for _ in range(number)]
    texts += rng.choices(["***", *texts[:2]], k=rng.randint(0, 4)) if texts else []
    rng.shuffle(texts)
    return [Stretch(text, tuple(text.split())) for text in texts]


def revise(rng: random.Random, draft: list[Stretch]) -> list[Stretch]:
    """The draft with paragraphs dropped, repeated, edited and moved."""
    revised = [one for one in draft if rng.random() > 0.15]
    for at, one in enumerate(revised):
        if rng.random() < 0.3:
            words = [word for word in one.words if rng.random() > 0.2] + ["anew"]
            revised[at] = Stretch(" ".join(words), tuple(words))
    for _ in range(rng.randint(0, 3) if revised else 0):
        revised.insert(rng.randrange(len(revised) + 1), revised.pop(rng.randrange(len(revised))))
    return revised + make_stretches(rng, rng.randint(0, 2))


@pytest.mark.parametrize("seed", range(60))
def test_alignment_of_any_two_drafts(seed: int) -> None:
    rng = random.Random(seed)
    old = make_stretches(rng, rng.randint(0, 25))
    new = revise(rng, old)
    pairs = align(old, new)
    assert len({pair.old for pair in pairs}) == len({pair.new for pair in pairs}) == len(pairs)
    assert [pair.new for pair in pairs] == sorted(pair.new for pair in pairs)
    steady = [pair.old for pair in pairs if not pair.moved]
    assert steady == sorted(steady)
    equal = Counter(old[pair.old].key for pair in pairs if old[pair.old].key == new[pair.new].key)
    assert equal == Counter(one.key for one in old) & Counter(one.key for one in new)
    assert {(pair.new, pair.old, pair.moved) for pair in align(new, old)} == {tuple(pair) for pair in pairs}
    assert [tuple(pair) for pair in align(old, old)] == [(at, at, False) for at in range(len(old))]


def test_a_long_draft_of_repeated_and_edited_paragraphs_is_aligned() -> None:
    rng = random.Random(7)
    bodies = [f"{number} " + " ".join("".join(rng.choices(SYLLABLES, k=3)) for _ in range(40)) for number in range(1000)]
    old = [Stretch(text, tuple(text.split())) for body in bodies for text in (body, "***")]
    new = [Stretch(text, tuple(text.split())) for body in bodies for text in (body + " anew", "***")]
    assert [tuple(pair) for pair in align(old, new)] == [(at, at, False) for at in range(2000)]
