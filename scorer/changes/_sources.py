"""Which source of one draft is which of another: by name, by what mentions it, and by what it is credited with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from scorer.changes._alignment import Pair
from scorer.ledger.credits import list_credits
from scorer.types import UNNAMED, AnnotatedDocument, Source, SourceChange

KeysOf = Callable[[Source], set[object]]

ANONYMOUS = UNNAMED | {"weasel_group", "unnamed_ordinary"}
"""Kinds of source that a reader cannot go to and ask."""
_NOBODY = frozenset({"agentless", "none", "na"})
_ARTICLES = frozenset({"a", "an", "the", "some"})
_ALIKE = 0.5
"""Share of words that what two sources are credited with has in common, from which it is one statement."""


class Identities:
    """The sources of two drafts, and which of them are one: ``partner`` maps the number of an old one to its new self.

    Where all that an old one says is another's now, that other is its partner, too, though not itself.
    """

    def __init__(self, old: AnnotatedDocument, new: AnnotatedDocument, pairs: Iterable[Pair]):
        self.old, self.new = _credited(old), _credited(new)
        self.partner: dict[int, Source] = {}
        self._taken: set[int] = set()
        self._votes = _votes(old, new, pairs)
        self._take_names(lambda source: {(_fold(source.name), is_anonymous(source))})
        self._take_names(lambda source: {_fold(source.name)})
        self._take_names(_mentioned)
        self._replaced = self._take_statements()

    def list_changes(self) -> list[SourceChange]:
        """The sources that differ, in the order of the new draft, then those that are gone."""
        before = {self.partner[source.id].id: source for source in self.old if source.id in self.partner}
        found = []
        for source in self.new:
            if source.id in before:
                kind = self._transition(before[source.id], source)
                if kind:
                    found.append(SourceChange(kind, before[source.id], source))
            else:
                found.append(self._single(None, source))
        return [*found, *(self._single(source, None) for source in self.old if source.id not in self.partner)]

    def name_old(self, source: Source | None, name: str = "") -> str:
        """What a source, or a name, of the old draft is called in the new one, for comparison."""
        if source is None:
            return _fold(name)
        same = source.id in self.partner and source.id not in self._replaced
        return _fold(self.partner[source.id].name if same else source.name)

    def name_new(self, source: Source | None, name: str = "") -> str:
        """What a source, or a name, of the new draft is called, for comparison."""
        return _fold(source.name if source else name)

    def _take_names(self, keys: KeysOf) -> None:
        """Pair sources that share a key, in the order of the drafts."""
        waiting: dict[object, list[tuple[int, Source]]] = {}
        for place, source in enumerate(self.new):
            if source.id not in self._taken:
                for key in keys(source):
                    waiting.setdefault(key, []).append((place, source))
        for source in self.old:
            if source.id in self.partner:
                continue
            free = {place: one for key in keys(source) for place, one in waiting.get(key, ()) if one.id not in self._taken}
            if free:
                self._take(source, free[min(free)])

    def _take_statements(self) -> set[int]:
        """Pair sources left over that are credited with the same; the old ids of those where another took over."""
        olds, news = {one.id: one for one in self.old}, {one.id: one for one in self.new}
        replaced = set()
        for (one, two), _ in self._ranked():
            if one in olds and two in news and one not in self.partner and two not in self._taken:
                self._take(olds[one], news[two])
                if is_anonymous(olds[one]) == is_anonymous(news[two]) and not _share_words(olds[one].name, news[two].name):
                    replaced.add(one)
        return replaced

    def _ranked(self) -> list[tuple[tuple[int, int], int]]:
        return sorted(self._votes.items(), key=lambda item: (-item[1], sum(item[0]), item[0]))

    def _take(self, one: Source, two: Source) -> None:
        self.partner[one.id] = two
        self._taken.add(two.id)

    def _transition(self, one: Source, two: Source) -> str:
        """What became of a source that is in both drafts; "" if nothing did."""
        if is_anonymous(one) != is_anonymous(two):
            return "named" if is_anonymous(one) else "unnamed"
        if one.id in self._replaced:
            return "replaced"
        told = (one.kind, bool(one.reason), one.count, one.described) != (two.kind, bool(two.reason), two.count, two.described)
        return "redescribed" if told else ""

    def _single(self, one: Source | None, two: Source | None) -> SourceChange:
        """A source of one draft only, unless another that is in both now says, or once said, what it is credited with."""
        for (was, became), _ in self._ranked():
            if one and was == one.id:
                other = next((source for source in self.new if source.id == became), None)
                if other and is_anonymous(one) != is_anonymous(other):
                    return SourceChange(self._transition(one, other), one, other)
            if two and became == two.id:
                other = next((source for source in self.old if source.id == was), None)
                if other and is_anonymous(two) != is_anonymous(other):
                    return SourceChange(self._transition(other, two), other, two)
        return SourceChange("removed" if one else "added", one, two)


def is_anonymous(source: Source) -> bool:
    """Whether a reader cannot tell whom to ask."""
    return source.kind in ANONYMOUS


def _credited(annotated: AnnotatedDocument) -> list[Source]:
    """The sources that are credited with anything, in reading order; nobody in particular is one, nobody at all is not."""
    ids = {credit.source.id for credit in list_credits(annotated)}
    found = [source for source in annotated.sources if source.id in ids and source.kind not in _NOBODY]
    return sorted(found, key=lambda source: (source.mentions[0].start if source.mentions else 0, source.id))


def _fold(name: str) -> str:
    words = name.casefold().replace("’", "'").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def _share_words(one: str, two: str) -> bool:
    """Whether two names have a word in common: then they are one that is written otherwise."""
    return not (set(_fold(one).split()) - _ARTICLES).isdisjoint(_fold(two).split())


def _mentioned(source: Source) -> set[object]:
    """What mentions of a named source have in common: the last word of its name, and its mentions of several words."""
    if is_anonymous(source):
        return set()
    names = {_fold(mention.text.split(",")[0]) for mention in source.mentions}
    keys: set[object] = {name for name in names if " " in name}
    if source.kind == "person" and source.name.strip():
        keys.add(_fold(source.name).split()[-1])
    return keys


def _votes(old: AnnotatedDocument, new: AnnotatedDocument, pairs: Iterable[Pair]) -> Counter[tuple[int, int]]:
    """How many words two sources have in common in what they are credited with, in paragraphs that are one."""
    before, after = _statements(old), _statements(new)
    votes: Counter[tuple[int, int]] = Counter()
    for pair in pairs:
        for one, said in before.get(pair.old, ()):
            for two, repeated in after.get(pair.new, ()):
                shared = len(said & repeated)
                if shared and 2 * shared >= _ALIKE * (len(said) + len(repeated)):
                    votes[one, two] += shared
    return votes


def _statements(annotated: AnnotatedDocument) -> dict[int, list[tuple[int, set[str]]]]:
    """By paragraph, who is credited with which words."""
    text = annotated.text
    found: dict[int, list[tuple[int, set[str]]]] = {}
    for credit in list_credits(annotated):
        if credit.span:
            first, last = text.tokens(credit.span.start, credit.span.end)
            words = {word for word in text.folded[first:last] if word[0].isalnum()}
            found.setdefault(credit.paragraph, []).append((credit.source.id, words))
    return found
