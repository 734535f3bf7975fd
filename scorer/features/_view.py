"""What a feature may look at: a paragraph with its cues, attributions and words counted once, and its document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Any, TypeVar

from scorer.attributions.grammar import PRONOUNS, is_capitalised
from scorer.ledger import Ledger
from scorer.lexicon import words
from scorer.text import Text
from scorer.types import UNNAMED, Attribution, Cue, Paragraph, Source, Span

IDENTIFIABLE = frozenset({"person", "institution", "document", "data", "media", "reporter"})
NOBODY = frozenset({"weasel_group", "agentless", "none"})
Measured = TypeVar("Measured")
Feature = TypeVar("Feature", bound=Callable[..., Any])


def is_year(token: str) -> bool:
    """Whether a token is a year from 1800 to 2099."""
    return len(token) == 4 and token.isdigit() and token[:2] in ("18", "19", "20")


def only(*conditions: str) -> Callable[[Feature], Feature]:
    """Mark a feature that is zero wherever one of these conditions does not hold (``View.holds``): there it is not asked."""

    def mark(feature: Feature) -> Feature:
        feature.only = frozenset(conditions)  # type: ignore[attr-defined]  # a function may carry what it likes
        return feature

    return mark


class Tally(dict[str, float]):
    """Sums by name, 0 for a name that has none; lighter than a Counter."""

    def __missing__(self, name: str) -> float:
        return 0


class Page:
    """What is the same for all paragraphs of a document."""

    __slots__ = (
        "_measured", "bodies", "bodies_before", "credited", "ledger", "lettered", "paragraphs", "shares", "speakers_of",
        "surnames", "text", "total", "views", "words",
    )  # fmt: skip

    def __init__(self, text: Text, ledger: Ledger, paragraphs: list[Paragraph]):
        self.text = text
        self.ledger = ledger
        self.paragraphs = paragraphs
        self.words = frozenset(text.folded)
        self.total = len(paragraphs)
        self.speakers_of: dict[int, list[tuple[int, int, Source | None, bool]]] = {}
        for index, stretch in enumerate(text.quotations):
            self.speakers_of.setdefault(stretch.paragraph, []).append(
                (stretch.first, stretch.last, ledger.speakers.get(index), stretch.continues)
            )
        self._measured: dict[Callable[[Page], Any], Any] = {}
        self.bodies = [number for number, paragraph in enumerate(paragraphs) if paragraph.block == "body"]
        self.bodies_before = [0, *accumulate(paragraph.block == "body" for paragraph in paragraphs)]
        people = (source.name.lower().split() for source in ledger.sources if source.kind == "person")
        self.surnames = frozenset(names[-1] for names in people if names)
        self.lettered = bytes([word[:1].isalpha() for word in text.words])
        self.views = [View(self, number) for number in range(self.total)]
        self.credited = bytes([bool(view.asserted) for view in self.views])
        self.shares = _shares(self.views)

    def once(self, measure: Callable[[Page], Measured]) -> Measured:
        """What ``measure`` finds in the whole document; it is asked once and the answer kept."""
        found: Measured
        try:
            found = self._measured[measure]
        except KeyError:
            found = self._measured[measure] = measure(self)
        return found

    def body(self) -> list[View]:
        """The body paragraphs, or all where there are none."""
        return [self.views[number] for number in self.bodies] or self.views


class View:
    """One paragraph as features see it.

    ``holds`` names what is so of it: somebody or nobody is credited ("credited", "uncredited"), perhaps by a withheld source
    ("unnamed") or at second hand ("relayed"); somebody is quoted ("quoted"), or neither ("bare"); there are figures ("figures").
    """

    __slots__ = (
        "_content_ends", "_content_starts", "asserted", "attributions", "capitalised", "counts", "covered", "cue_spans", "cues",
        "figures", "first", "flat", "folded", "holds", "kinds", "last", "led", "length", "lettered", "narrated", "number",
        "own", "own_words", "page", "paragraph", "quote_share", "quoted_kinds", "quoted_words", "sources", "span", "stretches",
        "unnamed",
    )  # fmt: skip

    def __init__(self, page: Page, number: int):
        self.page = page
        self.number = number
        self.paragraph = page.paragraphs[number]
        self.span = Span(self.paragraph.start, self.paragraph.end)
        text = page.text
        self.first, self.last = text.paragraph_tokens(number)
        self.folded = text.folded[self.first : self.last]
        self.flat = frozenset(self.folded)
        self.length = max(text.count_words(self.first, self.last), 1)
        capitalised = text.capitalised[bisect_left(text.capitalised, self.first) : bisect_left(text.capitalised, self.last)]
        self.capitalised = [at for at in capitalised if page.lettered[at]]
        self.lettered = page.lettered.count(1, self.first, self.last)
        self.figures = [token for token in self.folded if token[0].isdigit()]
        self.cues: list[Cue] = self.paragraph.cues
        self.attributions: list[Attribution] = self.paragraph.attributions
        self.asserted = [one for one in self.attributions if one.polarity == "asserted"]
        self.stretches = page.speakers_of.get(number, [])
        self.quoted_words = sum(last - first for first, last, _, _ in self.stretches)
        self.quote_share = min(self.quoted_words / max(self.last - self.first, 1), 1.0)
        quoted = text.quoted
        self.narrated: Sequence[int] = range(self.first, self.last)
        self.own, self.own_words = self.folded, self.flat
        if self.stretches:
            self.narrated = [at for at in self.narrated if not quoted[at]]
            self.own = [text.folded[at] for at in self.narrated]
            self.own_words = frozenset(self.own)
        self.led: tuple[Source | None, Attribution | None] | None = None
        self.sources = [one.source for one in self.asserted if one.source] or [who for _, _, who, _ in self.stretches if who]
        self.unnamed: list[Source] = [one.source for one in self.asserted if one.source and one.source.unnamed]
        self.holds = frozenset(self._conditions())
        self._merge_contents()
        self._count()

    def _conditions(self) -> Iterator[str]:
        yield "credited" if self.asserted else "uncredited"
        if self.stretches:
            yield "quoted"
        elif not self.asserted:
            yield "bare"
        if self.figures:
            yield "figures"
        if self.unnamed:
            yield "unnamed"
        if any(one.relay for one in self.asserted):
            yield "relayed"

    def _merge_contents(self) -> None:
        """The stretches that contents cover, overlapping ones made one."""
        self._content_starts: list[int] = []
        self._content_ends: list[int] = []
        for start, end in sorted(one.content for one in self.asserted if one.content):
            if self._content_ends and start <= self._content_ends[-1]:
                self._content_ends[-1] = max(self._content_ends[-1], end)
            else:
                self._content_starts.append(start)
                self._content_ends.append(end)

    def in_content(self, offset: int) -> bool:
        """Whether a character lies in the content of an asserted attribution."""
        place = bisect_right(self._content_starts, offset) - 1
        return place >= 0 and offset < self._content_ends[place]

    def _count(self) -> None:
        self.counts: Tally = Tally()
        self.cue_spans: dict[str, list[Span]] = {}
        for cue in self.cues:
            if cue.family in ("cue", "src", "quote"):
                continue
            name = f"{cue.family}.{cue.label}"
            self.counts[name] += 0 if cue.negated else cue.weight
            self.cue_spans.setdefault(name, []).append(Span(cue.start, cue.end))
        self.kinds = Tally()
        self.covered = Tally()
        for one in self.asserted:
            kind = one.kind if one.source else "none"
            self.kinds[kind] += 1
            if one.content:
                self.covered[kind] += one.content.end - one.content.start
        self.quoted_kinds = Tally()
        for first, last, source, _ in self.stretches:
            if last - first > 5:
                self.quoted_kinds[source.kind if source else "none"] += last - first

    def share(self, kinds: frozenset[str]) -> float:
        """Share of the paragraph's characters that lies in contents of sources of these kinds, 0 to 1."""
        if not self.covered:
            return 0.0
        size = max(self.span.end - self.span.start, 1)
        return min(sum(self.covered[kind] for kind in kinds if kind in self.covered) / size, 1.0)

    def has(self, *words_wanted: str) -> bool:
        """Whether any of the folded words stands in the paragraph."""
        return not self.flat.isdisjoint(words_wanted)

    def tell(self, wanted: frozenset[str]) -> int:
        """How many of the words outside quotations are among those wanted."""
        return 0 if self.own_words.isdisjoint(wanted) else sum(map(wanted.__contains__, self.own))

    def back(self, steps: int) -> View | None:
        """The paragraph so many steps before, headings not counted."""
        page = self.page
        place = page.bodies_before[self.number] - steps
        return page.views[page.bodies[place]] if place >= 0 else None

    def credited_near(self, first: int, last: int) -> float:
        """Share of the blocks from so many steps behind this one up to, not with, so many, that credit somebody (0 to 1)."""
        start, end = max(self.number + first, 0), min(self.number + last, self.page.total)
        return self.page.credited.count(1, start, end) / max(end - start, 1)

    def ahead(self) -> View | None:
        """The paragraph after this one."""
        return self.page.views[self.number + 1] if self.number + 1 < self.page.total else None


def _shares(views: list[View]) -> dict[str, float]:
    """Document rates that tell its genre, each per paragraph or per word."""
    body = [view for view in views if view.paragraph.block == "body"] or views
    paragraphs = max(len(body), 1)
    length = max(sum(view.length for view in body), 1)
    own = Counter(chain.from_iterable(view.own for view in body))
    first_person = sum(own[word] for word in _FIRST_PERSON)
    second_person = sum(own[word] for word in _SECOND_PERSON)
    others = own.keys() - _FIRST_PERSON - _SECOND_PERSON
    contractions = sum(own[word] for word in others if "'" in word and len(word) > 3)
    quoted = sum(view.last - view.first for view in body) - own.total()
    named = sum(1 for view in body if any(one.source and one.kind == "person" for one in view.asserted))
    unnamed = sum(1 for view in body if any(one.source and one.kind in UNNAMED for one in view.asserted))
    return {
        "attributed": sum(1 for view in body if view.asserted) / paragraphs,
        "named": named / paragraphs,
        "unnamed": unnamed / paragraphs,
        "quoting": sum(1 for view in body if view.quoted_words > 5) / paragraphs,
        "quoted_words": quoted / length,
        "first_person": 100 * first_person / length,
        "second_person": 100 * second_person / length,
        "contractions": 100 * contractions / length,
        "exclaims": 100 * own["!"] / length,
        "asks": 100 * own["?"] / length,
        "words_per_paragraph": length / paragraphs,
        "paragraphs": float(paragraphs),
    }


_FIRST_PERSON = frozenset("i me my mine i'm i've i'd i'll myself we our us we're we've we'll ours".split())
_SECOND_PERSON = frozenset("you your you're you've you'll yours".split())
__all__ = ["IDENTIFIABLE", "NOBODY", "PRONOUNS", "Page", "View", "is_capitalised", "is_year", "only", "words"]
