"""What unnamed sources say that rules look at: whole utterances, and judgements."""

from __future__ import annotations

from scorer.lexicon import words
from scorer.rules._copy import Copy
from scorer.text import Quotation

_BE = frozenset("is are was were be been being isn't wasn't he's she's they're it's".split())
_NOT_JUDGED = frozenset("if whether not no never hardly".split())
_UTTERANCE = 6
"""Words from which a quotation is an utterance."""


def is_utterance(copy: Copy, quotation: Quotation) -> bool:
    """Whether a quotation is no fragment, no title, and nothing that "he told" behind it gives to another."""
    text = copy.text
    words_in = [text.words[at] for at in range(quotation.first, quotation.last) if text.worded[at]]
    titled = sum(word[:1].isupper() for word in words_in) * 2 > len(words_in)
    behind = text.folded[quotation.last : quotation.last + 1]
    return len(words_in) >= _UTTERANCE and not titled and behind not in (["he"], ["she"])


def judgement_in(copy: Copy, content: tuple[int, int]) -> tuple[int, int] | None:
    """Where a content says that somebody is (or is called) something no report of facts would: "is a liar", "was unfit"."""
    text = copy.text
    first, last = text.tokens(*content)
    judging = words("judgement")
    for at in range(first, last):
        if text.folded[at] not in judging:
            continue
        before = text.folded[max(first, at - 4) : at]
        if not _BE.isdisjoint(before) and _NOT_JUDGED.isdisjoint(before):
            return text.span(at, at + 1)
    return None
