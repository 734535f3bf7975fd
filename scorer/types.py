"""The vocabulary: plain types that every floor above speaks in.

Field terms: *source*, *cue*, *content* as in PARC 3 and PolNeAR; *hedge* as in Szeged and CoNLL-2010.
Offsets are characters into the text as decoded; ``line`` counts lines of the file as the user sees it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any, NamedTuple

LEVELS = ("background", "unsupported", "weak", "qualified", "accountable")
"""The five classes, in the order of every probability vector."""

KINDS = (
    "person",
    "institution",
    "document",
    "data",
    "media",
    "reporter",
    "anon_described",
    "anon_vague",
    "official_group",
    "weasel_group",
    "unnamed_ordinary",
    "agentless",
    "none",
    "na",
)
"""Origin of a lead claim, as in the labelling guide."""

UNNAMED = frozenset({"anon_described", "anon_vague", "official_group"})
"""Kinds of source that are withheld from the reader."""

BLOCKS = ("body", "heading", "byline", "dateline", "list", "caption", "quote")
"""Kinds of block that a reader tells apart."""


class Span(NamedTuple):
    """A stretch of text, end exclusive."""

    start: int
    end: int


class Block(NamedTuple):
    """One block of a document as its reader cut it, with its kind (one of ``BLOCKS``)."""

    start: int
    end: int
    kind: str


class Document:
    """A draft as decoded.

    ``plain`` has the length of ``text``, with everything that is markup blanked by spaces, so that an offset
    into the one is an offset into the other.
    """

    __slots__ = ("_lines", "blocks", "name", "plain", "text")

    def __init__(self, text: str, name: str = "-", blocks: list[Block] | None = None, plain: str | None = None):
        self.text = text
        self.name = name
        self.blocks = blocks or []
        self.plain = text if plain is None else plain
        self._lines: list[int] | None = None

    def line(self, offset: int) -> int:
        """The 1-based line of the file that holds ``offset``."""
        return self.position(offset)[0]

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column (in characters) of ``offset``."""
        if self._lines is None:
            self._lines = line_starts(self.text)
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1


def line_starts(text: str) -> list[int]:
    """Offsets at which a line begins; ``\\n``, ``\\r\\n`` and a lone ``\\r`` end one."""
    starts = [0]
    find = text.find
    carriage = "\r" in text
    at = -1
    if not carriage:
        while (at := find("\n", at + 1)) >= 0:
            starts.append(at + 1)
        return starts
    for at, char in enumerate(text):
        if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
            starts.append(at + 1)
    return starts


class Cue(NamedTuple):
    """Words that say something about sourcing.

    ``weight`` is the probability (0 to 1) that this occurrence is such a cue, after guards and context.
    ``quoted``: inside direct speech. ``negated``: denied by its own clause.
    """

    start: int
    end: int
    family: str
    label: str
    weight: float = 1.0
    quoted: bool = False
    negated: bool = False


class Mention(NamedTuple):
    """Where a text refers to a source; ``paragraph`` is 0-based."""

    start: int
    end: int
    paragraph: int
    text: str


class Source:
    """Somebody or something credited with information, over the whole document.

    ``kind`` is one of ``KINDS``; ``subkind`` the finer type (``short``, ``pronoun``, ``spokesperson``, ``state``, …);
    ``evidence`` lists what decided the kind.
    """

    __slots__ = (
        "count", "described", "evidence", "id", "kind", "mentions", "name", "reason", "reason_kind", "replies", "role",
        "stake", "subkind", "withheld",
    )  # fmt: skip

    def __init__(self, id: int, kind: str, name: str, subkind: str = ""):
        self.id = id
        self.kind = kind
        self.subkind = subkind
        self.name = name
        self.role = ""
        self.mentions: list[Mention] = []
        self.described: set[str] = set()
        self.reason: Span | None = None
        self.reason_kind = ""
        self.count: int | None = None
        self.stake: Span | None = None
        self.withheld: list[Span] = []
        self.replies: list[Cue] = []
        self.evidence: list[str] = []

    @property
    def unnamed(self) -> bool:
        """Whether the reader is not told who this is."""
        return self.kind in UNNAMED


class Attribution:
    """Source, cue and content joined; any of source and content may be missing.

    ``polarity`` is asserted, negated or hypothetical; ``relay`` tells that the source passes on somebody else's words.
    """

    __slots__ = ("content", "cue", "kind", "label", "mention", "order", "paragraph", "polarity", "relay", "source", "subkind")

    def __init__(
        self,
        paragraph: int,
        cue: Span,
        label: str,
        mention: Span | None = None,
        content: Span | None = None,
        *,
        polarity: str = "asserted",
        order: str = "",
        kind: str = "none",
        subkind: str = "",
    ):
        self.paragraph = paragraph
        self.cue = cue
        self.label = label
        self.mention = mention
        self.content = content
        self.polarity = polarity
        self.order = order
        self.kind = kind
        self.subkind = subkind
        self.relay = False
        self.source: Source | None = None


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


class AnnotatedDocument:
    """A document with its paragraphs (cues and attributions inside), sources, scope and analysed text."""

    __slots__ = ("document", "paragraphs", "scope", "sources", "text")

    def __init__(self, document: Document, paragraphs: list[Paragraph], sources: list[Source], text: Any):
        self.document = document
        self.paragraphs = paragraphs
        self.sources = sources
        self.text = text
        self.scope: list[dict[str, str]] = []


class Reason(NamedTuple):
    """Why a score is what it is: a feature, its value, its effect on the logit of the level given, the words behind it."""

    feature: str
    value: float
    effect: float
    spans: tuple[Span, ...]


class Score:
    """What the scorer says of one paragraph.

    ``probabilities`` follow ``LEVELS``; ``value`` is the score in 0..1 or None where no source is needed
    (probability of background at least one half).
    """

    __slots__ = ("flags", "kind", "level", "needs_source", "paragraph", "probabilities", "reasons", "unsure", "value")

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
        reasons: list[Reason],
    ):
        self.paragraph = paragraph
        self.probabilities = probabilities
        self.level = level
        self.value = value
        self.needs_source = 1.0 - probabilities[0]
        self.unsure = unsure
        self.kind = kind
        self.flags = flags
        self.reasons = reasons


class ScoredDocument:
    """An annotated document with the scores of its paragraphs, in order, and its document measures."""

    __slots__ = ("annotated", "measures", "model", "scores")

    def __init__(self, annotated: AnnotatedDocument, scores: list[Score], measures: dict[str, Any], model: dict[str, Any]):
        self.annotated = annotated
        self.scores = scores
        self.measures = measures
        self.model = model
