"""Who says what, and who answered: the two tables of a draft, made from what was found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from scorer.ledger.credits import Credit, is_counted, list_credits
from scorer.text.fillers import words_at
from scorer.text.lengths import Lengths, merge
from scorer.types import (
    SILENCE,
    UNCOUNTED,
    Accusation,
    AnnotatedDocument,
    Answer,
    Excerpt,
    Reply,
    ReplyRow,
    Source,
    SourceRow,
    SourceTables,
    Span,
)

ANSWERS = 20
"""Answers of its party that a row shows beside an accusation: who is accused often and answers often has a table, not a flood."""
_TAGGED = frozenset(',“”"')


def tabulate(annotated: AnnotatedDocument) -> SourceTables:
    """Both tables of a document, with its measures."""
    return SourceTables(annotated, list_sources(annotated), list_replies(annotated), annotated.measures)


def list_sources(annotated: AnnotatedDocument) -> list[SourceRow]:
    """A row for every source, in the order in which the draft brings them."""
    credited: dict[int, list[Credit]] = {}
    for credit in list_credits(annotated):
        credited.setdefault(credit.source.id, []).append(credit)
    lengths = Lengths(annotated.text) if annotated.text else None
    copy = _Copy(annotated)
    rows = [_describe(source, credited.get(source.id, []), lengths, copy) for source in annotated.sources]
    return sorted(rows, key=lambda row: (row.mentions[0].start if row.mentions else 0, row.source.id))


def list_replies(annotated: AnnotatedDocument) -> list[ReplyRow]:
    """A row for every accusation, in order, then one for every party that was heard, or asked, without being accused."""
    copy = _Copy(annotated)
    told = {id(one.replies): one.replies for one in annotated.accusations}
    statuses = {party: _status(replies) for party, replies in told.items()}
    rows = [_charge(one, statuses[id(one.replies)], copy) for one in annotated.accusations]
    linked = {reply.cue for replies in told.values() for reply in replies}
    others: dict[int | str, list[Reply]] = {}
    for reply in annotated.replies:
        if reply.cue not in linked:
            others.setdefault(reply.key, []).append(reply)
    for replies in others.values():
        answers = tuple(_answer(reply, None, copy) for reply in replies)
        rows.append(ReplyRow(replies[0].party, replies[0].name, None, None, answers, _status(replies), None))
    return rows


def list_answers(annotated: AnnotatedDocument) -> list[Answer]:
    """All replies in reading order, whatever they answer."""
    copy = _Copy(annotated)
    return [_answer(reply, None, copy) for reply in annotated.replies]


def _charge(accusation: Accusation, status: str, copy: _Copy) -> ReplyRow:
    shown = _nearest(accusation)
    answers = tuple(_answer(reply, accusation, copy) for reply in shown)
    charge = copy.around(accusation.mention, accusation.cue)
    further = len(accusation.replies) - len(shown)
    return ReplyRow(accusation.party, accusation.name, accusation, charge, answers, status, accusation.lag, further)


def _nearest(accusation: Accusation) -> tuple[Reply, ...]:
    """The answers around an accusation, half before and half behind it where there are enough."""
    replies = accusation.replies
    behind = bisect_left(replies, accusation.paragraph, key=lambda reply: reply.paragraph)
    first = max(0, min(behind - ANSWERS // 2, len(replies) - ANSWERS))
    return replies[first : first + ANSWERS]


def _answer(reply: Reply, accusation: Accusation | None, copy: _Copy) -> Answer:
    deadline = copy.excerpt(reply.deadline) if reply.deadline else None
    lag = reply.paragraph - accusation.paragraph if accusation else None
    return Answer(reply, copy.around(reply.mention, reply.cue), deadline, lag)


def _status(replies: Iterable[Reply]) -> str:
    labels = {reply.label for reply in replies}
    if labels - SILENCE - {"sought"}:
        return "answered"
    return "silent" if labels & SILENCE else "sought" if labels else "none"


def _describe(source: Source, credits: list[Credit], lengths: Lengths | None, copy: _Copy) -> SourceRow:
    contents = merge(credit.span for credit in credits if credit.span)
    words = lengths.words(contents) if lengths else 0
    total = max(lengths.total, 1) if lengths else 1
    mentioned = {mention.paragraph for mention in source.mentions}
    return SourceRow(
        source=source,
        counted=is_counted(source, {credit.source.id for credit in credits}),
        silent=not credits and source.kind not in UNCOUNTED,
        paragraphs=tuple(sorted(number + 1 for number in mentioned | {credit.paragraph for credit in credits})),
        mentions=tuple(
            Excerpt(at.text, at.paragraph + 1, at.start, at.end) for at in sorted(source.mentions, key=lambda at: at.start)
        ),
        contents=tuple(contents),
        words=words,
        quoted=lengths.quoted(contents) if lengths else 0,
        share=words / total,
        relayed=tuple(sorted({credit.paragraph + 1 for credit in credits if credit.relay})),
        reason=copy.excerpt(source.reason) if source.reason else None,
        stake=copy.excerpt(source.stake) if source.stake else None,
        withheld=tuple(copy.excerpt(span) for span in source.withheld),
        drift=tuple(copy.excerpt(span) for span in source.drift),
        evidence=tuple(dict.fromkeys(source.evidence)),
    )


class _Copy:
    """The draft, to quote from."""

    __slots__ = ("_document", "_starts")

    def __init__(self, annotated: AnnotatedDocument):
        self._document = annotated.document
        self._starts = [paragraph.start for paragraph in annotated.paragraphs]

    def excerpt(self, span: Span) -> Excerpt:
        """The words of a stretch, and where they stand."""
        return Excerpt(words_at(self._document, *span), self._number(span[0]), span[0], span[1])

    def around(self, mention: Span | None, cue: Span) -> Excerpt:
        """The words from a mention to a cue, or from a cue to a mention that is no mere tag behind a quotation or clause.

        The cue alone where they are in two paragraphs.
        """
        if mention is None or self._number(mention[0]) != self._number(cue[0]):
            return self.excerpt(cue)
        if not _TAGGED.isdisjoint(self._document.plain[cue[1] : mention[0]]):
            return self.excerpt(cue)
        return self.excerpt(Span(min(mention[0], cue[0]), max(mention[1], cue[1])))

    def _number(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset), 1)
