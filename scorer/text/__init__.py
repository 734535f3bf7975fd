"""The analysed text of a document: one tokenisation, sentences and quotations, shared by every later step."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from itertools import chain, compress

from scorer.text.fillers import Clearing, is_filled
from scorer.text.quotes import MARKS, Quotation, find_quotations, mark_quoted
from scorer.text.sentences import split_sentences
from scorer.text.tokens import END, tokenise_blocks
from scorer.types import Document, Span


class Text:
    """Tokens of a document with their sentences, paragraphs and quotations.

    Token lists run in parallel: ``words`` as written, ``folded`` for comparison, ``starts`` and ``ends`` as offsets.
    Every paragraph closes with a sentinel token (``END``). ``quoted`` holds one byte a token, and so does ``worded``: 1 for a
    word or number, 0 for a mark. ``capitals`` tells what begins with a capital letter, ``capitalised`` where that stands.
    """

    __slots__ = (
        "_places", "capitalised", "capitals", "document", "ends", "first", "folded", "paragraph_of", "quotations", "quoted",
        "sentence_of", "sentences", "starts", "worded", "words",
    )  # fmt: skip

    def __init__(self, document: Document):
        self.document = document
        clearing = Clearing(document.plain, document.blocks) if is_filled(document.plain) else None
        seen = clearing or document
        pieces, self.first = tokenise_blocks(seen.plain, seen.blocks)
        self.words, self.folded, self.starts, self.ends = pieces
        self.worded = bytes([token[0].isalnum() for token in self.folded])
        self._places: dict[str, list[int]] = {}
        for at, token in enumerate(self.folded):
            self._places.setdefault(token, []).append(at)
        self.capitals = [word[:1].isupper() for word in self.words]
        self.capitalised = list(compress(range(len(self.words)), self.capitals))
        self.sentences = split_sentences(self.words, self.folded, self.starts, self.ends)
        self.quotations: list[Quotation] = find_quotations(
            seen.plain, self.words, self.starts, self.ends, self.first, self.places_of(MARKS)
        )
        self.quoted = mark_quoted(len(self.words), self.quotations)
        self.paragraph_of = _spread([(a, b) for a, b in zip(self.first, self.first[1:], strict=False)], len(self.words))
        self.sentence_of = _spread(self.sentences, len(self.words))
        if clearing:
            self._move_back(clearing)

    def _move_back(self, clearing: Clearing) -> None:
        """Read without fillers, the tokens go back to where they stand in the document."""
        self.starts = [clearing.start(start) for start in self.starts]
        self.ends = [clearing.end(end) for end in self.ends]
        for block, sentinel in zip(self.document.blocks, self.first[1:], strict=True):
            self.starts[sentinel - 1] = self.ends[sentinel - 1] = block.end

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Characters from token ``first`` up to, not with, token ``last``."""
        return Span(self.starts[first], self.ends[last - 1])

    def places_of(self, wanted: Set[str]) -> Sequence[int]:
        """Every token that is one of the words wanted (folded), in order: found without reading all the others."""
        found = [self._places[token] for token in self._places.keys() & wanted]
        return found[0] if len(found) == 1 else sorted(chain.from_iterable(found))

    def token_at(self, offset: int) -> int:
        """The first token that ends after ``offset``."""
        return bisect_right(self.ends, offset)

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The token range that lies in characters ``start`` to ``end``."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def count_words(self, first: int, last: int) -> int:
        """Words and numbers from token ``first`` up to, not with, token ``last``."""
        return self.worded.count(1, first, last)

    def paragraph_tokens(self, number: int) -> tuple[int, int]:
        """The token range of the 0-based paragraph, without its sentinel."""
        return self.first[number], self.first[number + 1] - 1

    def sentence_tokens(self, at: int) -> tuple[int, int]:
        """The token range of the sentence that holds token ``at``."""
        return self.sentences[self.sentence_of[at]]


def _spread(ranges: list[tuple[int, int]], total: int) -> list[int]:
    """For every token the index of the range that holds it; a token in none gets the range before."""
    spread: list[int] = []
    for index, (first, last) in enumerate(ranges):
        if len(spread) < first:
            spread.extend([max(index - 1, 0)] * (first - len(spread)))
        spread.extend([index] * (last - first))
    spread.extend([max(len(ranges) - 1, 0)] * (total - len(spread)))
    return spread


__all__ = ["END", "Quotation", "Text"]
