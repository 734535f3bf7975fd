"""Copy as rules see it: an annotated draft, perhaps scored, with the questions that several rules ask of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, TypeVar, cast

from scorer.lazy import lazy
from scorer.ledger.credits import Credit, is_counted, list_credits
from scorer.text import Text
from scorer.text.lengths import Lengths
from scorer.types import Allowance, AnnotatedDocument, Attribution, Cue, Score, Source, Span

if TYPE_CHECKING:
    from scorer.rules._definitions import Hit

_BORROWED = "quote"
_NOT_PROSE = frozenset({"heading", "byline", "dateline", "caption", _BORROWED})
_SURE = 0.5
_LEAD = 3
Answer = TypeVar("Answer")


class Copy:
    """A draft under check. Paragraphs are numbered from 0, as in the ledger.

    ``hits(code)`` are those of another rule, at the thresholds set. What the rules about allowances need: ``allowances``, those
    that a finding ``used``, the codes of the rules that were ``asked``, and the date of ``today``.
    """

    def __init__(
        self,
        annotated: AnnotatedDocument,
        scores: Sequence[Score] | None = None,
        allowances: tuple[Allowance, ...] = (),
        hits: Callable[[str], list[Hit]] | None = None,
        today: date | None = None,
    ):
        self.annotated = annotated
        self.document = annotated.document
        self.paragraphs = annotated.paragraphs
        self.sources = annotated.sources
        self.accusations = annotated.accusations
        self.replies = annotated.replies
        self.scores: Sequence[Score] = scores or ()
        self.allowances = allowances
        self.used: set[Allowance] = set()
        self.asked: frozenset[str] = frozenset()
        self.today = today or date.today()
        self._hits = hits
        self._near: dict[tuple[int, int], frozenset[str]] = {}

    # the text

    @property
    def text(self) -> Text:
        """Tokens, sentences and quotations."""
        text: Text = self.annotated.text
        return text

    def words_of(self, span: Span | tuple[int, int]) -> str:
        """The words of a stretch on one line, without what is markup."""
        return " ".join(self.document.plain[span[0] : span[1]].split())

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds a character."""
        text = self.text
        return text.span(*text.sentence_tokens(min(text.token_at(offset), len(text) - 1)))

    def words_near(self, sentence: int, reach: int = 0) -> frozenset[str]:
        """The words, folded, of a sentence and of as many before and behind it in its paragraph; made once for many cues."""
        if (sentence, reach) not in self._near:
            text = self.text
            paragraph = text.paragraph_of[text.sentences[sentence][0]]
            around = text.sentences[max(sentence - reach, 0) : sentence + reach + 1]
            self._near[sentence, reach] = frozenset(
                chain.from_iterable(text.folded[first:last] for first, last in around if text.paragraph_of[first] == paragraph)
            )
        return self._near[sentence, reach]

    def paragraph_at(self, offset: int) -> int:
        """The number (from 0) of the paragraph that holds a character, the one before where none does."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    @lazy
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    @lazy
    def lengths(self) -> Lengths:
        """How many words stand in any stretch."""
        return Lengths(self.text)

    @lazy
    def prose(self) -> list[int]:
        """The numbers of the paragraphs that are no heading, byline, dateline, caption or block quotation."""
        return [number for number, one in enumerate(self.paragraphs) if one.block not in _NOT_PROSE]

    def is_borrowed(self, number: int) -> bool:
        """Whether a paragraph is a block quotation, which is nobody's copy here."""
        return bool(self.paragraphs) and self.paragraphs[number].block == _BORROWED

    @lazy
    def lead(self) -> list[int]:
        """The first three paragraphs of prose."""
        return self.prose[:_LEAD]

    # what was found in it

    def cues(self, *names: str, quoted: bool | None = None) -> Iterator[tuple[int, Cue]]:
        """Sure cues (weight ½ or more, not negated) of these names ("resp.denial", or a family "hedge"), with their paragraphs.

        ``quoted`` keeps those inside direct speech, or those outside.
        """
        wanted = frozenset(names)
        for number, paragraph in enumerate(self.paragraphs):
            for cue in paragraph.cues:
                if (
                    (cue.family in wanted or f"{cue.family}.{cue.label}" in wanted)
                    and cue.weight >= _SURE
                    and not cue.negated
                    and (quoted is None or cue.quoted is quoted)
                ):
                    yield number, cue

    def attributions(self) -> Iterator[Attribution]:
        """Those asserted, in order; ``.source`` is None where nobody is credited."""
        for paragraph in self.paragraphs:
            for one in paragraph.attributions:
                if one.polarity == "asserted":
                    yield one

    @lazy
    def credits(self) -> list[Credit]:
        """What each source is credited with; silences are not."""
        return list_credits(self.annotated)

    @lazy
    def informants(self) -> list[Source]:
        """Sources of information: somebody, and credited with something."""
        credited = {credit.source.id for credit in self.credits}
        return [source for source in self.sources if is_counted(source, credited)]

    @lazy
    def credits_by_paragraph(self) -> dict[int, list[Credit]]:
        """The credits of every paragraph that has any."""
        found: dict[int, list[Credit]] = {}
        for credit in self.credits:
            found.setdefault(credit.paragraph, []).append(credit)
        return found

    def lead_source(self, number: int) -> Source | None:
        """The source credited with most words in a paragraph, the first of equals; None where nobody is."""
        held: dict[int, int] = {}
        sources: dict[int, Source] = {}
        for credit in self.credits_by_paragraph.get(number, ()):
            size = self.lengths.words([credit.span]) if credit.span else 0
            held[credit.source.id] = held.get(credit.source.id, 0) + size
            sources.setdefault(credit.source.id, credit.source)
        return sources[max(held, key=held.__getitem__)] if held else None

    # what other rules say

    def hits(self, code: str) -> list[Hit]:
        """What another rule finds here."""
        assert self._hits is not None, "a copy outside of a check has no other rules"
        return self._hits(code)

    @lazy
    def _kept(self) -> dict[Callable[[Copy], object], object]:
        return {}

    def once(self, ask: Callable[[Copy], Answer]) -> Answer:
        """What ``ask`` answers of this copy; it is asked once and the answer kept, for rules that share a question."""
        if ask not in self._kept:
            self._kept[ask] = ask(self)
        return cast(Answer, self._kept[ask])
