"""Groups of unnamed sources: their members, and groups of several that drift into one."""

from __future__ import annotations

from collections.abc import Callable

from scorer.attributions.grammar import ARTICLES
from scorer.attributions.heads import PLURAL_PEOPLE, UNNAMED_HEADS
from scorer.attributions.kinds import Kinds
from scorer.attributions.verbs import Range
from scorer.text import Text
from scorer.types import UNNAMED, Source

_ANYBODY = frozenset("people person individuals individual one those both".split())
_GROUP_HEADS = frozenset("people sources officials aides individuals them those executives advisers employees staffers".split())
_MEMBERS = frozenset("one two three four five six some several both another all none most many each".split())
OTHERS = frozenset({"another", "second", "third", "fourth", "other"})
_BOTH = frozenset({"both", "these", "those"})
_NUMBERS = frozenset("two three four five six seven eight nine ten several".split())
_OTHERS_OR_ONE = OTHERS | {"one"}


class Groups:
    """Tells members of groups and drifting groups in one text."""

    def __init__(self, text: Text, kinds: Kinds):
        self._text = text
        self._kinds = kinds

    def of_member(self, source: Range, everyone: Callable[[], list[Source]]) -> Source | None:
        """The group a phrase is about: "one of the people", "both officials", "the two aides" after "two people", …"""
        folded = self._text.folded[source[0] : source[1]]
        if folded[0] in _MEMBERS and folded[1:2] == ["of"]:
            behind = [token for token in folded[2:6] if token not in ARTICLES and token not in _BOTH and token not in _NUMBERS]
            if folded[2:3] != ["them"] and not (len(folded) > 3 and (folded[2] in _BOTH or folded[2] == "the")):
                return None
            head = behind[0] if behind else ""
        elif folded[0] in _BOTH and len(folded) > 1:
            head = folded[1]
        elif folded[0] == "the" and len(folded) > 2 and folded[1] in _NUMBERS:
            head = folded[2]
        else:
            return None
        if head not in _GROUP_HEADS and head not in self._kinds.officials:
            return None
        return next((one for one in everyone() if one.kind in UNNAMED and _plural_name(one) and self.fits(one, head)), None)

    def told_apart(self, source: Range) -> bool:
        """Whether somebody is only told from others of a group: "another said", "said a third", "one said"."""
        first, last = self._kinds.core(source)
        tokens = [token for token in self._text.folded[first:last] if token not in ARTICLES]
        return len(tokens) == 1 and last == source[1] and tokens[0] in _OTHERS_OR_ONE

    def spoke_last(self, reach: list[Source]) -> bool:
        """Whether the last of the people who spoke has no name, and is no bystander."""
        last = next((one for one in reach if one.kind in UNNAMED or one.kind in ("unnamed_ordinary", "person")), None)
        return last is not None and last.kind in UNNAMED

    def other(self, source: Range, everyone: Callable[[], list[Source]]) -> Source | None:
        """Who "the second official" is: the one called "a second official" before; nobody for a new one."""
        folded = self._text.folded[source[0] : source[1]]
        if folded[0] != "the":
            return None
        wanted = " ".join(folded[1:3])
        return next((one for one in everyone() if wanted in one.name.lower()), None)

    def last(self, everyone: Callable[[], list[Source]], head: str) -> Source | None:
        """The unnamed source spoken of last that a head noun may call."""
        return next((one for one in everyone() if one.kind in UNNAMED and self.fits(one, head)), None)

    def fits(self, source: Source, head: str) -> bool:
        """Whether a source may be called by a head noun: "the people", "the official"."""
        if head == "them":
            return True
        name = source.name.lower()
        if head in _ANYBODY:
            return source.kind != "official_group" or any(word in name for word in ("people", "person", "one", "individual"))
        stem = head.removesuffix("s")
        return stem in name or (stem in ("official", "source", "aide", "adviser") and "people" in name.split()[:3])

    def note_drift(self, source: Source, mention: Range) -> None:
        """Note where a group of several is spoken of as one: "sources said … the official added"."""
        if source.kind not in UNNAMED or len(source.mentions) < 2 or not _plural_name(source):
            return
        first, last = self._kinds.core(mention)
        folded = self._text.folded[first:last]
        alone = folded[0] in ("the", "that", "this", "he", "she") and not is_plural(self._text, (first, last))
        if alone and (len(folded) > 1 or folded[0] in ("he", "she")):
            source.drift.append(self._text.span(*mention))


def is_plural(text: Text, core: Range) -> bool:
    """Whether a noun phrase speaks of several."""
    tokens = [token for token in text.folded[core[0] : core[1]] if token[:1].isalpha()]
    if not tokens:
        return False
    head = tokens[-1]
    return head in PLURAL_PEOPLE or (head.endswith("s") and not head.endswith("ss")) or tokens[0] in _NUMBERS or "and" in tokens


def _plural_name(source: Source) -> bool:
    """Whether a source is called by a plural: "two people", "officials"."""
    words = source.name.lower().split()
    heads = [word for word in words if word in UNNAMED_HEADS or word.endswith("s")]
    return bool(heads) and (heads[0] in PLURAL_PEOPLE or heads[0].endswith("s"))
