"""Documents with what was found in them, and their scores."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from scorer.types.drafts import Document, Span
from scorer.types.sourcing import Accusation, Attribution, Cue, Reply, Source

LEVELS = ("background", "unsupported", "weak", "qualified", "accountable")
"""The five classes, in the order of every probability vector."""


class Paragraph:
    """One block of a document with everything the steps found in it; ``number`` is 1-based."""

    __slots__ = ("attributions", "block", "cues", "document", "end", "number", "start")

    def __init__(self, document: Document, number: int, start: int, end: int, block: str):
        self.document = document
        self.number = number
        self.start = start
        self.end = end
        self.block = block
        self.cues: list[Cue] = []
        self.attributions: list[Attribution] = []

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]

    @property
    def line(self) -> int:
        return self.document.line(self.start)

    @property
    def place(self) -> str:
        return self.document.place(self.start)


class AnnotatedDocument:
    """A document with its paragraphs (cues and attributions inside), sources, right of reply, scope and analysed text.

    ``speakers`` maps the index of a quotation stretch of the text to its source; ``measures`` are those that need no score.
    """

    __slots__ = ("accusations", "document", "measures", "paragraphs", "replies", "scope", "sources", "speakers", "text")

    def __init__(self, document: Document, paragraphs: list[Paragraph], sources: list[Source], text: Any):
        self.document = document
        self.paragraphs = paragraphs
        self.sources = sources
        self.text = text
        self.scope: list[dict[str, str]] = []
        self.replies: list[Reply] = []
        self.accusations: list[Accusation] = []
        self.speakers: dict[int, Source] = {}
        self.measures: dict[str, Any] = {}


class Reason(NamedTuple):
    """Why a score is what it is: a feature, its value, its effect on the logit of the level given, the words behind it."""

    feature: str
    value: float
    effect: float
    spans: tuple[Span, ...]


class Score:
    """What the scorer says of one paragraph.

    ``probabilities`` follow ``LEVELS``; ``value`` is the score in 0..1 or None where no source is needed
    (probability of background at least one half). ``reasons`` are given as a list, or as what makes it: then they are made
    when somebody first asks, which many readers of scores never do, or when the score is pickled.
    """

    __slots__ = ("_reasons", "flags", "kind", "level", "needs_source", "paragraph", "probabilities", "unsure", "value")

    def __init__(
        self,
        paragraph: Paragraph,
        probabilities: list[float],
        level: str,
        value: float | None,
        *,
        unsure: bool,
        kind: str,
        flags: list[str],
        reasons: list[Reason] | Callable[[], list[Reason]],
    ):
        self.paragraph = paragraph
        self.probabilities = probabilities
        self.level = level
        self.value = value
        self.needs_source = 1.0 - probabilities[0]
        self.unsure = unsure
        self.kind = kind
        self.flags = flags
        self._reasons = reasons

    @property
    def reasons(self) -> list[Reason]:
        """The strongest effects on the logit of the level, the rest in one."""
        reasons = self._reasons
        if callable(reasons):  # two threads at once make the same list twice, and each sees it whole
            self._reasons = reasons = reasons()
        return reasons

    def __getstate__(self) -> tuple[None, dict[str, Any]]:
        return None, {name: getattr(self, name) for name in self.__slots__} | {"_reasons": self.reasons}


class Priority(NamedTuple):
    """A paragraph's place in the order of checking.

    ``value`` is ``needs_source`` × ``gap`` × ``consequence``; ``gap`` is 1 − ``score``, and ``parts`` holds what is added to 1
    for the consequence, by name.
    """

    score: Score
    value: float
    gap: float
    consequence: float
    parts: dict[str, float]


class Improvement(NamedTuple):
    """What would make a paragraph easier to trace: a code, what to do in one sentence, and the words it is about.

    ``span`` is None where the whole paragraph is meant.
    """

    action: str
    message: str
    span: Span | None


class ScoredDocument:
    """An annotated document with the scores of its paragraphs, in order, and its document measures.

    ``priorities`` are the paragraphs to check first, the most urgent first, and ``improvements`` what would raise each paragraph,
    in order; None where nobody asked for them.
    """

    __slots__ = ("annotated", "improvements", "measures", "model", "priorities", "scores")

    def __init__(self, annotated: AnnotatedDocument, scores: list[Score], measures: dict[str, Any], model: dict[str, Any]):
        self.annotated = annotated
        self.scores = scores
        self.measures = measures
        self.model = model
        self.priorities: list[Priority] | None = None
        self.improvements: list[tuple[Improvement, ...]] | None = None
