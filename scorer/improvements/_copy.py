"""What advice asks of a draft: the words of a place, who leads a paragraph, where a source is spoken of, why it is unnamed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from scorer.text import Text
from scorer.types import AnnotatedDocument, Attribution, Cue, Mention, Paragraph, ScoredDocument, Source, Span

SURE = 0.5
_PLAIN = 0.8
_SPEECH = ("cue.neutral", "cue.according")
_LONGEST = 9
_SHORT = 4
_FEWEST = 3
_CLAUSES = frozenset({"who", "whose", "which", "that", "where"})
_NEXT = 3
_BACK = 20
_LONG = 8
_HARDLY = 0.3
_NEAR = 2
_REASONS = frozenset({"reason_informative", "reason_boilerplate"})
_SHARES = frozenset({"%", "$", "£", "€"})
_NAMING = frozenset(
    "anonymity anonymous anonymously named name names identified identify namelessness quoted unnamed record".split()
)
_BECAUSE = frozenset("because as since for fear fearing feared due owing saying lest reprisals account under forbid bars".split())
PRONOUNS = frozenset(
    """
    he she it they who i we him her them his their both one this that these those another others some none each all either
    """.split()
)
"""Words for somebody that say nothing of them."""
_MARKS = " ,.;:*_\"'“”‘’«»()[]"


class Copy:
    """A scored draft, with what is the same for all of its paragraphs.

    ``spoken`` are the sentences that credit somebody, in the ledger or by their words only; ``of_nobody`` is the first
    accusation of each paragraph that nobody makes.
    """

    __slots__ = (
        "_explained", "_kept", "_mentions", "_plain", "_reasons", "_words", "is_commentary", "of_nobody", "paragraphs", "spoken",
        "text",
    )  # fmt: skip

    def __init__(self, scored: ScoredDocument):
        annotated = scored.annotated
        self.text: Text = annotated.text
        self.paragraphs = annotated.paragraphs
        self.of_nobody = {one.paragraph + 1: one for one in reversed(annotated.accusations) if one.source is None}
        self.spoken = frozenset(self.sentence_of(at) for paragraph in annotated.paragraphs for at in _crediting(paragraph))
        self.is_commentary = _is_commentary(scored)
        self._plain = annotated.document.plain
        self._reasons = _reasons_of_nobody(annotated)
        self._explained = _explaining(self.text)
        self._words: dict[int, frozenset[str]] = {}
        self._mentions: dict[int, list[Mention]] = {}
        self._kept: dict[tuple[int, Callable[[Copy, Source], bool]], bool] = {}

    def once(self, source: Source, question: Callable[[Copy, Source], bool]) -> bool:
        """The answer to a question about a source, asked once a draft: a source may be spoken of in every paragraph."""
        key = source.id, question
        if key not in self._kept:
            self._kept[key] = question(self, source)
        return self._kept[key]

    # sentences

    def sentence_of(self, offset: int) -> int:
        """The number of the sentence that holds a character."""
        return self.text.sentence_of[min(self.text.token_at(offset), len(self.text) - 1)]

    def sentence(self, number: int) -> Span:
        """Where a sentence stands."""
        return self.text.span(*self.text.sentences[number])

    def sentences_in(self, paragraph: Paragraph) -> range:
        """The numbers of the sentences of a paragraph."""
        first, last = self.text.paragraph_tokens(paragraph.number - 1)
        return range(self.text.sentence_of[first], self.text.sentence_of[max(last - 1, first)] + 1)

    def words_in(self, sentence: int) -> frozenset[str]:
        """The folded words of a sentence."""
        if sentence not in self._words:
            self._words[sentence] = frozenset(self.text.folded[slice(*self.text.sentences[sentence])])
        return self._words[sentence]

    def asks(self, sentence: int) -> bool:
        """Whether a sentence is a question, or too short to claim anything."""
        first, last = self.text.sentences[sentence]
        return last - first < _SHORT or self.text.words[last - 1] == "?"

    def words_behind(self, offset: int) -> list[str]:
        """The folded word that follows, if any."""
        at = self.text.token_at(offset)
        return self.text.folded[at : at + 1]

    def is_quoted(self, paragraph: Paragraph) -> bool:
        """Whether most of a paragraph is direct speech."""
        first, last = self.text.paragraph_tokens(paragraph.number - 1)
        return 2 * sum(self.text.quoted[first:last]) > last - first

    def folded(self, span: Span | tuple[int, int]) -> list[str]:
        """The folded words of a stretch."""
        first, last = self.text.tokens(*span)
        return self.text.folded[first:last]

    # what is quoted

    def words_of(self, span: Span | tuple[int, int]) -> str:
        """The words of a stretch, on one line, cut where they are many, without the marks around them."""
        parts = self._plain[span[0] : span[1]].translate(_INNER).split()
        shown = " ".join(parts[:_LONGEST]).strip(_MARKS)
        return f"{shown} …" if len(parts) > _LONGEST else shown

    def name_of(self, span: Span) -> str:
        """Somebody as written, without the clause that tells more: "two members of the board (who read the file)"."""
        first, last = self.text.tokens(*span)
        for at in range(first + _FEWEST, last):
            if self.text.folded[at] in _CLAUSES:
                return self.words_of(self.text.span(first, at))
        return self.words_of(span)

    def phrase_at(self, cue: Cue) -> str:
        """The words of a cue with the next few of its clause: "a third of (the elite group)"."""
        first, last = self.text.tokens(cue.start, cue.end)
        stop = min(last + _NEXT, self.text.sentence_tokens(first)[1])
        while last < stop and (self.text.worded[last] or self.text.words[last] in _SHARES):
            last += 1
        return self.words_of(self.text.span(first, last))

    def clause_at(self, cue: Cue) -> str:
        """The words of a sentence around a cue, from its beginning where that is near."""
        at = self.text.token_at(cue.start)
        first, last = self.text.sentence_tokens(at)
        if at - first <= _LONGEST - _NEXT:
            return self.words_of(self.text.span(first, last))
        return f"… {self.words_of(self.text.span(at - _NEXT, last))}"

    # sources

    def has_reason(self, source: Source) -> bool:
        """Whether a reason for anonymity is given for a source, or one that no source has stands near where it is spoken of.

        A sentence that asks not to be named and goes on with a "because" gives one, whatever it is.
        """
        return source.reason is not None or any(
            _is_near(self._reasons, mention.paragraph + 1, _NEAR) or _is_near(self._explained, mention.paragraph + 1, 0)
            for mention in source.mentions
        )

    def mentions_of(self, source: Source) -> list[Mention]:
        """Where a source is spoken of, in order."""
        if source.id not in self._mentions:
            self._mentions[source.id] = sorted(source.mentions)
        return self._mentions[source.id]

    def where_spoken_of(self, source: Source, paragraph: Paragraph) -> Span | None:
        """Where a paragraph says most of a source, by more than a pronoun, else where one before it last spoke of it."""
        mentions = self.mentions_of(source)
        first, last = (bisect_left(mentions, at, key=_start) for at in (paragraph.start, paragraph.end))
        here = [mention for mention in mentions[first:last] if mention.text.casefold() not in PRONOUNS]
        before = (mentions[at] for at in range(first - 1, max(first - 1 - _BACK, -1), -1))
        found = max(here, key=_length) if here else next((one for one in before if one.text.casefold() not in PRONOUNS), None)
        return Span(found.start, found.end) if found else None


def _crediting(paragraph: Paragraph) -> Iterator[int]:
    """Where a paragraph credits somebody: by a source of the ledger, or by a plain word of speech."""
    narrated = [cue.start for cue in cues_of(paragraph, "narr.analysis")]  # the questions that a silence raises are nobody's
    for cue in cues_of(paragraph, *_SPEECH, least=_PLAIN):
        at = bisect_left(narrated, cue.start)
        if at == len(narrated) or narrated[at] >= cue.end:
            yield cue.start
    for one in paragraph.attributions:
        if one.source is not None and one.kind not in ("none", "agentless"):
            yield one.cue.start


def _is_commentary(scored: ScoredDocument) -> bool:
    """Whether a piece is the writer's own view: by its scope, or because hardly anybody is credited in it."""
    if any(entry["kind"] == "opinion" for entry in scored.annotated.scope):
        return True
    share = scored.measures["attributed_share"]
    return len(scored.scores) >= _LONG and share is not None and share < _HARDLY


def _reasons_of_nobody(annotated: AnnotatedDocument) -> list[int]:
    """The paragraphs with a reason for anonymity that the ledger gives to no source."""
    given = sorted(source.reason for source in annotated.sources if source.reason)
    found = []
    for paragraph in annotated.paragraphs:
        for cue in paragraph.cues:
            if cue.family == "anon" and cue.label in _REASONS and cue.weight >= SURE:
                at = bisect_left(given, Span(cue.end, 0)) - 1
                if at < 0 or given[at].end <= cue.start:
                    found.append(paragraph.number)
    return found


def _explaining(text: Text) -> list[int]:
    """The paragraphs with a sentence that tells of somebody who will not be named, and why."""
    found: list[int] = []
    for first, last in text.sentences:
        number = text.paragraph_of[first] + 1
        if found[-1:] == [number]:
            continue
        told = text.folded[first:last]
        if not _NAMING.isdisjoint(told) and not _BECAUSE.isdisjoint(told):
            found.append(number)
    return found


def _is_near(numbers: list[int], number: int, reach: int) -> bool:
    at = bisect_left(numbers, number - reach)
    return at < len(numbers) and numbers[at] <= number + reach


def _start(mention: Mention) -> int:
    return mention.start


def _length(mention: Mention) -> int:
    return len(mention.text.split())


def leading(paragraph: Paragraph) -> list[Attribution]:
    """Who is credited in a paragraph, one attribution a source: whoever leads it first, then in order.

    The lead is a person quoted, or whoever covers most of the paragraph; of two alike it is the first.
    """
    credited: dict[int, Attribution] = {}
    for one in paragraph.attributions:
        if one.polarity == "asserted" and one.source is not None and one.kind != "none":
            held = credited.get(one.source.id)
            if held is None or _size(one) > _size(held):
                credited[one.source.id] = one
    found = list(credited.values())
    if len(found) > 1:
        lead = max(found, key=lambda one: _size(one) * (1.5 if one is found[0] else 1.0))
        found.sort(key=lambda one: one is not lead)
    return found


def _size(one: Attribution) -> float:
    size = one.content.end - one.content.start if one.content else 1
    return size * (2.0 if one.kind == "person" and one.form == "direct" else 1.0) * (0.5 if one.label == "attitude" else 1.0)


def cues_of(paragraph: Paragraph, *names: str, least: float = SURE) -> list[Cue]:
    """The sure cues of these names ("hedge.hearsay") in the narrator's own voice, in order."""
    return [
        cue for cue in paragraph.cues if cue.weight >= least and not cue.quoted and f"{cue.family}.{cue.label}" in names
    ]


_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'"})
