"""What is said of sourcing: cues, sources, attributions, accusations and replies."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from scorer.types.drafts import Span

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

UNCOUNTED = frozenset({"weasel_group", "agentless", "none", "na"})
"""Kinds that are no source of information: nobody in particular."""

SILENCE = frozenset({"declined", "no_reply", "unreachable", "deferred"})
"""Labels of a response that says nothing of the matter."""

HEDGES = frozenset("modal adverb verb_noun hearsay likelihood limits".split())
"""Labels of what the labelling guide calls a hedge."""
WIDE_HEDGES = HEDGES | {"doxastic", "condition", "investigation"}
"""What the Szeged corpus calls uncertain. Rounders are neither."""


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
    ``evidence`` lists what decided the kind; ``role`` is the post as written ("county engineer"), empty where none is told.
    ``drift`` are the places where a group of several becomes one ("sources said … the official added").
    """

    __slots__ = (
        "count", "described", "drift", "evidence", "id", "kind", "mentions", "name", "reason", "reason_kind", "replies", "role",
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
        self.drift: list[Span] = []
        self.replies: list[Cue] = []
        self.evidence: list[str] = []

    @property
    def unnamed(self) -> bool:
        """Whether the reader is not told who this is."""
        return self.kind in UNNAMED


class Reply(NamedTuple):
    """One party's answer to what is said of it, or its silence; ``paragraph`` is 0-based.

    ``label`` is the label of the cue (``resp`` family): denial, nondenial, declined, no_reply, unreachable, deferred, statement,
    confirmed, sought. ``party`` is the source of the ledger that answers, None where the party is named but credited with
    nothing; ``name`` is the party as written. ``attempts``, ``means`` (email, phone, …) and ``deadline`` are what the copy
    tells of the newsroom's effort. ``elliptic``: the verb is taken from a clause before ("as did the agency").
    """

    party: Source | None
    name: str
    mention: Span | None
    cue: Span
    label: str
    paragraph: int
    attempts: int | None = None
    means: tuple[str, ...] = ()
    deadline: Span | None = None
    elliptic: bool = False

    @property
    def key(self) -> int | str:
        """What all mentions of one party share: its source, or its name where it is credited with nothing."""
        return self.party.id if self.party else self.name.casefold()


class Accusation(NamedTuple):
    """Something damaging said of a named party, and the replies of that party, in order; ``paragraph`` is 0-based.

    ``source`` is who accuses, None where nobody does.
    """

    party: Source | None
    name: str
    mention: Span
    cue: Span
    paragraph: int
    source: Source | None
    replies: tuple[Reply, ...] = ()

    @property
    def key(self) -> int | str:
        """What all mentions of one party share: its source, or its name where it is credited with nothing."""
        return self.party.id if self.party else self.name.casefold()

    @property
    def lag(self) -> int | None:
        """Paragraphs from the accusation to the nearest reply behind it, negative for one that stands before; None without."""
        if not self.replies:
            return None
        behind = bisect_left(self.replies, self.paragraph, key=lambda reply: reply.paragraph)
        return self.replies[min(behind, len(self.replies) - 1)].paragraph - self.paragraph


class Attribution:
    """Source, cue and content joined; any of source and content may be missing.

    ``form`` is direct (all of the content in quotation marks), indirect (none), mixed, or empty without content.
    ``polarity`` is asserted, negated or hypothetical; ``relay`` tells that the source passes on somebody else's words, and
    ``passes_on`` is the kind of whoever is first credited within the content ("Lund said the gate was shut, the Ledger wrote").
    """

    __slots__ = (
        "content", "cue", "form", "kind", "label", "mention", "order", "paragraph", "passes_on", "polarity", "relay", "source",
        "subkind",
    )  # fmt: skip

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
        form: str = "",
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
        self.form = form
        self.kind = kind
        self.subkind = subkind
        self.relay = False
        self.passes_on = ""
        self.source: Source | None = None
