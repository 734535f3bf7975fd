"""Whether text is fit to score: broken sentences, page furniture inside copy, what is no prose, very short blocks."""

from __future__ import annotations

from scorer.text import Text
from scorer.types import Cue

_SHORT = 8
_JUNK = frozenset(["date", "updated", "posted", "published", "by"])
_DAMAGE = "\ufffd"
_DAMAGED_SHARE = 3


def detect(text: Text) -> list[Cue]:
    """Broken joints between sentences, header junk, non-prose and short blocks."""
    return [*_broken(text), *_blocks(text)]


def _broken(text: Text) -> list[Cue]:
    """A full stop followed by a lower-case word: a sentence torn by a paraphraser or a scraper."""
    cues = []
    for first, last in text.sentences:
        if first == 0 or last - first < 2:
            continue
        word, stop = text.words[first], text.folded[first - 1]
        joined = text.starts[first] == text.ends[first - 1]
        if stop == "." and word.islower() and word.isalpha() and len(word) > 1 and not joined and not text.quoted[first]:
            cues.append(Cue(text.starts[first - 1], text.ends[first], "text", "broken", 1.0))
    return cues


def _blocks(text: Text) -> list[Cue]:
    cues = []
    for number, block in enumerate(text.document.blocks):
        first, last = text.paragraph_tokens(number)
        if first >= last:
            continue
        words = text.count_words(first, last)
        span = text.span(first, last)
        if words < _SHORT:
            cues.append(Cue(span.start, span.end, "text", "short", 1.0))
        if block.kind in ("byline", "dateline", "caption"):
            cues.append(Cue(span.start, span.end, "text", "header", 1.0))
        elif (junk := _junk(text, first, last)) > first:
            cues.append(Cue(span.start, text.ends[junk - 1], "text", "header", 0.9))
        if block.kind == "list" or _transcript(text, first, last):
            cues.append(Cue(span.start, span.end, "text", "nonprose", 0.8))
        if text.document.plain.count(_DAMAGE, span.start, span.end) >= _DAMAGED_SHARE:
            at = text.document.plain.index(_DAMAGE, span.start)
            cues.append(Cue(at, at + 1, "text", "broken", 0.8))
    return cues


def _junk(text: Text, first: int, last: int) -> int:
    """The end of scraped furniture glued to the head of a block ("date 2023-01-24 …"), else ``first``."""
    if last - first > 6 and text.words[first].islower() and text.folded[first] in _JUNK and text.folded[first + 1][:1].isdigit():
        at = first + 1
        while at < last and (text.folded[at][:1].isdigit() or text.folded[at] in ("-", "/", ":", ".")):
            at += 1
        return at
    return first


def _transcript(text: Text, first: int, last: int) -> bool:
    """``NAME: words`` in capitals, as transcripts print speakers."""
    for at in range(first, min(first + 4, last)):
        if text.folded[at] == ":":
            return at > first and all(word.isupper() and len(word) > 1 for word in text.words[first:at])
    return False
