"""Settled record, scene and non-prose: what needs no source."""

from __future__ import annotations

from scorer.features._view import View, is_year, only
from scorer.types import BLOCKS, Span

COLUMNS = {f"block_{block}": f"the block is a {block}" for block in BLOCKS}


def count(view: View) -> dict[str, tuple[float, list[Span]]]:
    """The kind of block."""
    return {f"block_{view.paragraph.block}": (1.0, [])}


def length(view: View) -> float:
    """Tens of words, at most 12."""
    return min(view.length / 10, 12.0)


def short(view: View) -> bool:
    """Fewer than eight words."""
    return view.length < 8


def brief(view: View) -> bool:
    """Eight to fifteen words."""
    return 8 <= view.length <= 15


def sentence_count(view: View) -> float:
    """Number of sentences, at most 6."""
    text = view.page.text
    return min(text.sentence_of[max(view.last - 1, view.first)] - text.sentence_of[view.first] + 1, 6)


def no_stop(view: View) -> bool:
    """The block does not end with a full stop, question or exclamation mark, with or without a closing quotation mark."""
    tail = [token for token in view.folded[-3:] if token not in ('"', "''", ")")]
    return not tail or tail[-1] not in (".", "!", "?", "..")


def capitals(view: View) -> float:
    """Share of words that are capitalised."""
    return len(view.capitalised) / max(view.lettered, 1)


def shouting(view: View) -> float:
    """Share of words of four letters and more in capitals."""
    words = view.page.text.words
    shouted = sum([words[at].isupper() and len(words[at]) > 3 and words[at].isalpha() for at in view.capitalised])
    if not shouted:
        return 0.0
    return shouted / sum(len(word) > 3 and word.isalpha() for word in words[view.first : view.last])


@only("figures")
def years(view: View) -> float:
    """Years from 1800 to 2099, at most 3."""
    return min(sum(map(is_year, view.figures)), 3)


def dates(view: View) -> float:
    """Weekdays and months, at most 3."""
    return 0 if view.flat.isdisjoint(_DATES) else min(sum(1 for token in view.folded if token in _DATES), 3)


def fresh(view: View) -> bool:
    """A weekday, today, yesterday or tonight: news of these days."""
    return not view.flat.isdisjoint(_FRESH)


def long_past(view: View) -> bool:
    """Words of long ago: years ago, decades, earlier, former, since, history."""
    return not view.flat.isdisjoint(_LONG_PAST)


def definition(view: View) -> bool:
    """The first sentence says what somebody or something is."""
    text, folded = view.page.text, view.page.text.folded
    first, last = text.sentence_tokens(view.first)
    return any(
        folded[at + 1] in ("a", "an", "the", "one") and folded[at] in ("is", "was", "are", "were", ",") and not text.quoted[at]
        for at in range(first + 1, min(last - 1, first + 10))
    )


def schedule(view: View) -> bool:
    """What is to happen when, by the calendar."""
    return not view.flat.isdisjoint(_SCHEDULES) and not view.flat.isdisjoint(_DATES)


def web_furniture(view: View) -> bool:
    """Words of newsletters, share buttons, players and credits."""
    return not view.flat.isdisjoint(_FURNITURE)


def first_block(view: View) -> bool:
    """The first block of the document."""
    return view.number == 0


def second_block(view: View) -> bool:
    """The second block of the document."""
    return view.number == 1


def last_block(view: View) -> bool:
    """The last block of the document."""
    return view.number == view.page.total - 1


def position(view: View) -> float:
    """Where the block stands, 0 first to 1 last."""
    return view.number / max(view.page.total - 1, 1)


def colon_head(view: View) -> bool:
    """A colon within the first six words: transcript, list or label."""
    return ":" in view.folded[:7]


@only("figures")
def digits(view: View) -> float:
    """Share of tokens that are numbers."""
    return len(view.figures) / max(len(view.folded), 1)


_FRESH = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight".split())
_DATES = _FRESH | frozenset(
    """
    january february march april june july august september october november december jan feb aug sept oct nov dec
    """.split()
)
_LONG_PAST = frozenset(
    """
    ago decades decade earlier former formerly since history historic century born founded established originally
    """.split()
)
_SCHEDULES = frozenset(
    """
    scheduled begins starts opens meets returns due takes set until deadline airs expires will
    """.split()
)
_FURNITURE = frozenset(
    """
    subscribe newsletter click advertisement loading photo photograph image images getty reuters/ caption video watch
    follow copyright reserved cookies inbox email download app share tweet facebook twitter livestream slideshow
    """.split()
)
