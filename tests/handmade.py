"""A draft with everything in it that tables and measures tell of, put together by hand: no cue and no model is asked."""

from __future__ import annotations

from scorer.measures import measure_sourcing
from scorer.readers import read_text
from scorer.tables import tabulate
from scorer.text import Text
from scorer.types import (
    Accusation,
    AnnotatedDocument,
    Attribution,
    Cue,
    Mention,
    Paragraph,
    Reply,
    Source,
    SourceTables,
    Span,
)

DRAFT = """The ferry company hid two engine fires, people familiar with the inquiry said.

The people, who asked not to be named because the company had sued a mechanic, declined to show the logs.

“We never hid a thing,” said Ines Calloway, the company's chief engineer. “Nobody was hurt.”

The harbour board did not respond to two emails sent by noon on Monday. A union spokeswoman declined to comment.

Critics say the harbour board looked away, and that the insurer may have known about a fire.
"""


class Hand:
    """Marks stretches of a draft by their words."""

    def __init__(self, text: str, name: str = "draft.md"):
        document = read_text(text, name)
        self.text = document.text
        paragraphs = [Paragraph(document, n, at.start, at.end, at.kind) for n, at in enumerate(document.blocks, 1)]
        self.annotated = AnnotatedDocument(document, paragraphs, [], Text(document))

    def span(self, words: str, nth: int = 0) -> Span:
        """Where these words stand, the first time or a later one."""
        at = self.text.index(words)
        for _ in range(nth):
            at = self.text.index(words, at + 1)
        return Span(at, at + len(words))

    def paragraph(self, span: Span) -> int:
        """The paragraph (0-based) of a stretch."""
        return max(n for n, one in enumerate(self.annotated.paragraphs) if one.start <= span.start)

    def source(self, kind: str, name: str, subkind: str = "", evidence: str = "") -> Source:
        """One more source, mentioned nowhere yet."""
        source = Source(len(self.annotated.sources) + 1, kind, name, subkind)
        source.evidence = [evidence] * bool(evidence)
        self.annotated.sources.append(source)
        return source

    def say(self, source: Source, mention: str, cue: str, content: str = "", *, relay: bool = False) -> None:
        """An attribution to a source."""
        who, verb = self.span(mention), self.span(cue)
        source.mentions.append(Mention(*who, self.paragraph(who), mention))
        said = Attribution(self.paragraph(verb), verb, "neutral", who, self.span(content) if content else None, kind=source.kind)
        said.source, said.relay = source, relay
        self.annotated.paragraphs[said.paragraph].attributions.append(said)

    def cue(self, family: str, label: str, words: str, weight: float = 1.0) -> None:
        """A cue."""
        span = self.span(words)
        self.annotated.paragraphs[self.paragraph(span)].cues.append(Cue(*span, family, label, weight))


def annotate_by_hand(text: str = DRAFT, name: str = "draft.md") -> AnnotatedDocument:
    """Unnamed people with a reason, a named engineer who denies, a board that is silent, a union, critics."""
    hand = Hand(text, name)
    people = hand.source("anon_vague", "people", evidence="seed: people familiar with")
    hand.say(people, "people familiar with the inquiry", "said", "The ferry company hid two engine fires")
    hand.say(people, "The people", "declined")
    people.reason, people.reason_kind = hand.span("because the company had sued a mechanic"), "informative"
    people.withheld.append(hand.span("declined to show the logs"))
    people.described.add("how")
    engineer = hand.source("person", "Ines Calloway", "named", "named: given name: ines calloway")
    engineer.role = "the company's chief engineer"
    hand.say(engineer, "Ines Calloway", "said Ines", "“We never hid a thing,”", relay=True)
    hand.annotated.speakers = {0: engineer, 1: engineer}
    union = hand.source("institution", "A union spokeswoman", "spokesperson", "spokesperson: spokeswoman")
    hand.say(union, "A union spokeswoman", "declined to comment", "to comment")
    critics = hand.source("weasel_group", "Critics", evidence="seed: critics say")
    hand.say(critics, "Critics", "say", "the harbour board looked away, and that the insurer may have known about a fire")
    hand.cue("resp", "declined", "declined to comment")
    hand.cue("hedge", "modal", "may", 0.8)
    hand.cue("hedge", "approx", "two engine")
    hand.cue("text", "header", "The harbour board")
    no, two = hand.span("never hid"), hand.span("did not respond")
    board, emails = hand.span("The harbour board"), ("email",)
    denial = Reply(engineer, "Ines Calloway", hand.span("Ines Calloway"), no, "denial", 2)
    silence = Reply(None, "The harbour board", board, two, "no_reply", 3, 2, emails, hand.span("by noon on Monday"))
    refusal = Reply(
        union, "A union spokeswoman", hand.span("A union spokeswoman"), hand.span("declined to comment"), "declined", 3
    )
    hand.annotated.replies = [denial, silence, refusal]
    fires, away, knew = hand.span("hid two engine fires"), hand.span("looked away"), hand.span("may have known")
    accused = hand.span("The ferry company"), hand.span("the harbour board"), hand.span("the insurer")
    hand.annotated.accusations = [
        Accusation(None, "The ferry company", accused[0], fires, 0, people, (denial,)),
        Accusation(None, "the harbour board", accused[1], away, 4, critics, (silence,)),
        Accusation(None, "the insurer", accused[2], knew, 4, None),
    ]
    hand.annotated.measures = measure_sourcing(hand.annotated)
    return hand.annotated


def tabulate_by_hand(text: str = DRAFT, name: str = "draft.md") -> SourceTables:
    """The tables of that draft."""
    return tabulate(annotate_by_hand(text, name))
