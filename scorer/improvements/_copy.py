"""What advice asks of a draft: the words of a place, who leads a paragraph, where a source is spoken of, why it is unnamed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from scorer.text import Text
from scorer.types import AnnotatedDocument, Attribution, Cue, Paragraph, ScoredDocument, Source, Span

SURE = 0.5
_LONGEST = 9
_FEWEST = 3
_CLAUSES = frozenset({"who", "whose", "which", "that", "where"})
_NEAR = 2
_REASONS = frozenset({"reason_informative", "reason_boilerplate"})
_PRONOUNS = frozenset("he she it they who i we him her them his their both one this that these those".split())
_MARKS = " ,.;:*_\"'“”‘’«»()[]"


class Copy:
    """A scored draft, with what is the same for all of its paragraphs."""

    __slots__ = ("_plain", "_reasons", "paragraphs", "scored", "text", "unattributed_accusations")

    def __init__(self, scored: ScoredDocument):
        annotated = scored.annotated
        self.scored = scored
        self.text: Text = annotated.text
        self.paragraphs = annotated.paragraphs
        self._plain = annotated.document.plain
        self._reasons = _reasons_of_nobody(annotated)
        self.unattributed_accusations = {
            one.paragraph + 1: one for one in reversed(annotated.accusations) if one.source is None
        }

    def name_of(self, span: Span) -> str:
        """Somebody as written, without the clause that tells more: "two members of the board (who read the file)"."""
        first, last = self.text.tokens(*span)
        for at in range(first + _FEWEST, last):
            if self.text.folded[at] in _CLAUSES:
                return self.words_of(self.text.span(first, at))
        return self.words_of(span)

    def words_of(self, span: Span | tuple[int, int]) -> str:
        """The words of a stretch, on one line, cut where they are many, without the marks around them."""
        parts = self._plain[span[0] : span[1]].translate(_INNER).split()
        shown = " ".join(parts[:_LONGEST]).strip(_MARKS)
        return f"{shown} …" if len(parts) > _LONGEST else shown

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds a character."""
        return self.text.span(*self.text.sentence_tokens(min(self.text.token_at(offset), len(self.text) - 1)))

    def folded(self, span: Span | tuple[int, int]) -> list[str]:
        """The folded words of a stretch."""
        first, last = self.text.tokens(*span)
        return self.text.folded[first:last]

    def has_reason_near(self, source: Source) -> bool:
        """Whether a reason for anonymity is given for a source, or one that no source has stands near where it is spoken of."""
        if source.reason is not None:
            return True
        for mention in source.mentions:
            at = bisect_left(self._reasons, mention.paragraph + 1 - _NEAR)
            if at < len(self._reasons) and self._reasons[at] <= mention.paragraph + 1 + _NEAR:
                return True
        return False

    def where_spoken_of(self, source: Source, paragraph: Paragraph) -> Span | None:
        """Where a paragraph speaks of a source by more than a pronoun, else where that was last done before it."""
        last = bisect_right(source.mentions, paragraph.end, key=lambda mention: mention.start)
        for mention in reversed(source.mentions[:last]):
            if mention.text.casefold() not in _PRONOUNS:
                return Span(mention.start, mention.end)
        return None


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
