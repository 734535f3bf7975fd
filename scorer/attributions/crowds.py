"""Groups and people without a name, by what stands around their head noun: who can be asked after all, who was just met."""

from __future__ import annotations

from scorer.attributions.grammar import POSSESSIVES, is_capitalised
from scorer.attributions.head_nouns import HeadNouns, Kind, last_word
from scorer.attributions.heads import BYSTANDERS, QUANTIFIED
from scorer.attributions.verbs import Range
from scorer.types import UNNAMED

FACELESS = UNNAMED | {"weasel_group", "unnamed_ordinary"}
"""Kinds of speakers without a name."""
_COURTS = frozenset("judge magistrate coroner jury arbitrator tribunal judges magistrates".split())
_COUNSEL = frozenset("lawyer lawyers attorney attorneys solicitor solicitors barrister counsel publicist".split())
_PRESS = frozenset("relations communications press media affairs information".split())
_SPOTS = frozenset("town village city neighborhood neighbourhood area street region district camp queue crowd square".split())
_MET = frozenset("at on in outside inside near from along around".split())
_MET_OR_OF = _MET | {"of"}


class Crowds(HeadNouns):
    """Settles kinds of groups in one text."""

    def stands_for(self, source: Range) -> Kind | None:
        """A group with a named member, a court, a named client's lawyers, somebody's press officer: all can be asked."""
        folded, written = self.text.folded, self.text.words
        first, last = self.core(source)
        if any(token.startswith("@") for token in folded[slice(*source)]):
            return Kind("person", "post", "account told")
        for at in range(last, min(max(last + 3, source[1] + 2), len(folded) - 8)):
            if at < last + 3 and folded[at] in ("named", "called") and is_capitalised(written[at + 1]):
                return Kind("person", "post", f"name told: {folded[at + 1]}")
            if folded[at] not in ("including", "among"):
                continue
            start = self._past_roles(at + 1, at + 6)
            names = folded[start : start + 2]
            if all(is_capitalised(word) for word in written[start : start + 2]):
                return Kind("person", "post", f"with a member named: {' '.join(names)}")
        head = last_word(folded[first:last])
        if head in _COURTS and folded[first] in ("a", "the", "another"):
            return Kind("institution", "common noun", head)
        if head in _COUNSEL:
            client = folded[last : last + 1] == ["for"] or "'s" in folded[first:last]
            named = any(is_capitalised(word) for word in written[first + 1 : min(last + 3, source[1])])
            return Kind("person", "counsel", head) if folded[first] in POSSESSIVES or (client and named) else None
        if head in ("official", "officer", "director", "manager", "chief") and last - first > 1 and folded[last - 2] in _PRESS:
            return Kind("institution", "spokesperson", head)
        return None

    def crowd(self, source: Range, kind: Kind) -> Kind:
        """A group that holds officials ("officials and experts") is no mere crowd, one met at a place is no mere bloc."""
        first, last = self.core(source)
        folded = self.text.folded[first:last]
        head = last_word(folded)
        if "and" in folded and (head in self.officials or folded[folded.index("and") - 1] in self.officials - self.groups):
            return Kind("official_group", "en bloc", " ".join(folded))
        if head == "allies" and self.text.folded[last : last + 1] == ["of"] and last < source[1]:
            return Kind("official_group", "en bloc", head)
        met = head in self.ordinary_plural or head in ("people", "men", "women")
        behind = self.text.folded[last : last + 3] if last < source[1] else []
        if not met or folded[0] in QUANTIFIED or not behind or behind[0] not in _MET_OR_OF:
            return kind
        if behind[0] == "of":
            return Kind("unnamed_ordinary", "", head) if head in BYSTANDERS else kind
        placed = any(is_capitalised(word) for word in self.text.words[last : last + 2]) or behind[-1] in _SPOTS
        return Kind("unnamed_ordinary", "", head) if placed or (head in self.ordinary_plural and behind[1:2] == ["the"]) else kind
