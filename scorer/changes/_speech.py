"""Which replies came or went, and which quotations are other than they were."""

from __future__ import annotations

from typing import NamedTuple

from scorer.changes._alignment import Stretch, align
from scorer.changes._edits import find_edits
from scorer.changes._sources import Identities
from scorer.tables import list_answers
from scorer.text.fillers import words_at
from scorer.types import AnnotatedDocument, Excerpt, Paragraph, QuotationChange, ReplyChange, Source

_SHORTEST = 3
"""Words of a quotation; shorter ones are titles and single words, which the text around them tells of."""


def compare_replies(old: AnnotatedDocument, new: AnnotatedDocument, identities: Identities) -> list[ReplyChange]:
    """Replies, silences included, that one party gives in one of the drafts only: those added, then those lost."""
    before = {(identities.name_old(one.reply.party, one.reply.name), one.reply.label): one for one in list_answers(old)}
    after = {(identities.name_new(one.reply.party, one.reply.name), one.reply.label): one for one in list_answers(new)}
    added = [ReplyChange("added", one.reply, one.words) for key, one in after.items() if key not in before]
    lost = [ReplyChange("lost", one.reply, one.words) for key, one in before.items() if key not in after]
    return [*added, *lost]


def compare_quotations(old: AnnotatedDocument, new: AnnotatedDocument, identities: Identities) -> list[QuotationChange]:
    """Quotations that are other than they were, in the order of the new draft, then those that are gone; moving is no change."""
    before, after = _quotations(old), _quotations(new)
    pairs = align([one.stretch for one in before], [one.stretch for one in after])
    partner = {pair.new: before[pair.old] for pair in pairs}
    kept = {pair.old for pair in pairs}
    found = []
    for at, two in enumerate(after):
        one = partner.get(at)
        if one is None:
            found.append(QuotationChange("added", None, two.excerpt, None, two.speaker))
        elif one.stretch.key != two.stretch.key:
            edits = find_edits(_stand_alone(old, one.excerpt), _stand_alone(new, two.excerpt))
            found.append(QuotationChange("changed", one.excerpt, two.excerpt, one.speaker, two.speaker, edits))
        elif identities.name_old(one.speaker) != identities.name_new(two.speaker):
            found.append(QuotationChange("speaker", one.excerpt, two.excerpt, one.speaker, two.speaker))
    gone = (one for at, one in enumerate(before) if at not in kept)
    return [*found, *(QuotationChange("removed", one.excerpt, None, one.speaker, None) for one in gone)]


class _Quoted(NamedTuple):
    stretch: Stretch
    excerpt: Excerpt
    speaker: Source | None


def _stand_alone(annotated: AnnotatedDocument, words: Excerpt) -> Paragraph:
    """A quotation as a paragraph, to be compared as such."""
    return Paragraph(annotated.document, words.paragraph, words.start, words.end, "quote")


def _quotations(annotated: AnnotatedDocument) -> list[_Quoted]:
    text = annotated.text
    found = []
    for index, one in enumerate(text.quotations):
        words = tuple(word for word in text.folded[one.first : one.last] if word[0].isalnum())
        if len(words) >= _SHORTEST:
            start, end = text.span(one.first, one.last)
            excerpt = Excerpt(words_at(annotated.document, start, end), one.paragraph + 1, start, end)
            found.append(_Quoted(Stretch(" ".join(words), words), excerpt, annotated.speakers.get(index)))
    return found
