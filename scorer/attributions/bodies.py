"""Names that a document itself tells to be bodies or outlets: by apposition, by the noun before, by legal form or initials."""

from __future__ import annotations

from scorer.attributions.grammar import COMMA, MARKS, PREPOSITIONS
from scorer.lexicon import words
from scorer.text import Text

OUTLET_NOUNS = frozenset(
    "broadcaster newspaper paper network outlet channel station magazine tabloid daily weekly website newswire blog".split()
)
_LEGAL = frozenset("inc incorporated corp corporation ltd limited llc plc gmbh co group holdings".split())
_BEFORE = OUTLET_NOUNS | frozenset(
    """
    giant startup start-up firm company bank airline retailer carmaker automaker drugmaker chipmaker insurer charity
    watchdog nonprofit non-profit non-governmental think-tank brewer consultancy exchange operator maker supermarket
    """.split()
)
_TELLING = frozenset(["(", COMMA])
_SPEAKS = frozenset("said says reported reports announced estimates estimated".split())
_CUT = PREPOSITIONS | frozenset("who which that whose where when based run founded owned led".split())
_SMALL = frozenset(["of", "the", "and", "for"])
_LONGEST = 6
_REACH = 9


class Bodies:
    """The names in one text that are bodies or outlets by what stands beside them; ``of`` maps a folded name to a reason."""

    def __init__(self, text: Text):
        self.text = text
        self.institutions = words("institution")
        self.roles = words("role")
        self.titles = words("title")
        self.of: dict[str, tuple[str, str]] = {}
        end = 0
        for at in text.capitalised:
            if at >= end:
                end = self._run_end(at)
                self._learn(at, end)

    def _run_end(self, at: int) -> int:
        """Past the last of up to six capitalised words, small words between them included."""
        capitals, folded = self.text.capitals, self.text.folded
        end = at + 1
        while end - at < _LONGEST:
            if capitals[end]:
                end += 1
            elif folded[end] in _SMALL and capitals[end + 1]:
                end += 2
            else:
                break
        return end

    def _learn(self, first: int, end: int) -> None:
        folded = self.text.folded
        told = folded[end] in _TELLING or folded[end - 1] in _LEGAL or (first and folded[first - 1] in _BEFORE)
        if not told:
            return
        if folded[first] == "the":
            first += 1
        if first >= end or folded[first] in self.titles or folded[first] in self.roles:
            return
        following = folded[end]
        if folded[end - 1] in _LEGAL and end - first > 1:
            self._note(first, end - 1, "institution", folded[end - 1])
        if following == "(" and self._initials(first, end):
            self._note(first, end, "institution", f"({folded[end + 1]})")
        elif following == COMMA and (head := self._apposed(end + 1)):
            self._note(first, end, "media" if head in OUTLET_NOUNS else "institution", f", a {head}")
        elif first and folded[first - 1] in _BEFORE and (following in MARKS or following in _SPEAKS or following == "'s"):
            before = folded[first - 1]
            self._note(first, end, "media" if before in OUTLET_NOUNS else "institution", f"{before} before it")

    def _note(self, first: int, end: int, kind: str, reason: str) -> None:
        self.of.setdefault(" ".join(self.text.folded[first:end]), (kind, reason))

    def _initials(self, first: int, end: int) -> bool:
        """Whether a name is followed by its own initials in brackets."""
        letters = [word[0] for word in self.text.folded[first:end] if word not in _SMALL]
        return len(letters) > 1 and self.text.folded[end + 1] == "".join(letters)

    def _apposed(self, at: int) -> str:
        """The head of ", a political crowdfunding website," where it is a body; empty otherwise and within lists."""
        folded = self.text.folded
        limit = min(at + _REACH, len(folded))
        if at >= limit or folded[at] not in ("a", "an", "the"):
            return ""
        end = at + 1
        while end < limit and folded[end] not in MARKS and folded[end] not in _CUT and not folded[end].endswith("ing"):
            if folded[end].endswith("ed") and (folded[end - 1] in self.institutions or folded[end - 1] in OUTLET_NOUNS):
                break
            end += 1
        listed = end + 1 < len(folded) and folded[end] == COMMA and folded[end + 1] in ("and", "or")
        head = folded[end - 1]
        bare = folded[at] == "the" and end - at < 3
        if listed or bare or self.text.capitals[end - 1] or head in self.roles:
            return ""
        return head if head in self.institutions or head in OUTLET_NOUNS else ""
