"""What a common noun tells of its bearer: the kinds that a head noun, its article and what stands before it decide."""

from __future__ import annotations

from typing import NamedTuple

from scorer.attributions.grammar import POSSESSIVES
from scorer.attributions.heads import (
    BYSTANDERS,
    EARLIER,
    FOR_THE_BODY,
    GUILDS,
    NAMELESS,
    NUMBERS,
    PARTIES,
    PLURAL_PEOPLE,
    QUANTIFIED,
    UNNAMED_HEADS,
    WITHHELD_GROUPS,
    WITHHELD_ROLES,
)
from scorer.attributions.outlets import (
    AIRED,
)
from scorer.attributions.shapes import Shapes

_SPOKES = ("spokes", "press secretary", "press officer")

_BROADCAST = frozenset(["television", "tv", "radio"])
_JUST_UNASKED = frozenset("man woman men women figure figures voice those somebody others one".split())
_INSIDERS = frozenset("insiders insider sources whistleblowers".split())
_CHIEF = frozenset(["chief", "county", "deputy"])
_RIVALS = frozenset(
    "candidates contenders companies parties countries teams players economists analysts experts respondents".split()
)
_POLITICIANS = frozenset(["republican", "democrat", "conservative", "liberal"])
_DESCRIBED = frozenset({"document", "data", "institution", "unnamed_ordinary"})


class Kind(NamedTuple):
    """A kind (one of ``KINDS``), its finer type, and what decided it."""

    kind: str
    subkind: str
    evidence: str


class HeadNouns(Shapes):
    """Decides kinds by head nouns in one text."""

    def _headed_paper(self, head: str) -> Kind | None:
        """A capitalised poll or report: "the Tarnwick College Poll"."""
        if head in ("poll", "survey", "index", "barometer", "census"):
            return Kind("data", "", head)
        return Kind("document", "", head) if head in ("report", "statement", "act", "memo", "papers", "transcript") else None

    def _headed_by(self, head: str, modifier: list[str]) -> Kind | None:
        """A phrase whose head is the common noun ``head``, behind a name or demonym (``modifier``) or none."""
        if head.startswith(_SPOKES) or head == "rep":
            return Kind("institution", "spokesperson", head)
        if head in _INSIDERS:
            return Kind("anon_vague", "insiders", head)
        if head in GUILDS:
            return Kind("institution" if head in ("prosecutors", "police") else "unnamed_ordinary", "common noun", head)
        if head in self.officials:
            if head in FOR_THE_BODY and modifier and modifier[-1] != "party" and self._one_body(modifier):
                return Kind("institution", "officials", head)
            return Kind("official_group", "en bloc" if head in WITHHELD_GROUPS else "bloc", head)
        if head == "allies" and modifier and modifier[-1] not in PARTIES and modifier[-1] not in self.demonyms:
            return Kind("official_group", "en bloc", head)
        if head in self.groups:
            return Kind("weasel_group", "named side" if modifier else "", head)
        if head in AIRED:
            return Kind("media", "description", head)
        if head in self.documents:
            return Kind("document", "", head)
        if head in _BROADCAST:
            return Kind("media", "outlet", head)
        if head in self.data:
            return Kind("data", "", head)
        if head in WITHHELD_ROLES and head in self.roles and not self._executive_branch(head, modifier):
            return Kind("anon_vague", "role", head)
        if head in self.institutions or head in self.suffixes:
            return Kind("institution", "common noun", head)
        if head in WITHHELD_GROUPS and head not in self.ordinary_plural:
            return Kind("anon_vague", "insiders", head)
        if head in self.ordinary or head in self.ordinary_plural:
            return Kind("unnamed_ordinary", "", head)
        if head in self.plural_roles:
            return Kind("official_group" if head.removesuffix("s") in WITHHELD_ROLES else "unnamed_ordinary", "roles", head)
        if head in self.roles:
            return Kind("anon_vague", "role", head)
        return Kind("unnamed_ordinary", "common noun", head) if head == "staff" else None

    def _executive_branch(self, head: str, modifier: list[str]) -> bool:
        """Whether an executive is a government: "the Oranian executive"."""
        return head == "executive" and bool(modifier) and all(word in self.demonyms or word in self.places for word in modifier)

    def _withheld(self, folded: list[str], head: str) -> bool:
        """Whether people are counted, told apart by their time in a house or called unnamed, instead of being named."""
        if not NAMELESS.isdisjoint(folded):
            return head in self.roles or head in self.plural_roles or head in self.ordinary
        if head in BYSTANDERS or head in _RIVALS or folded[0] in POSSESSIVES or folded[0] in ("the", "these", "those", "both"):
            return False
        if head in self.plural_roles or head in self.ordinary_plural or head in self.officials or head == "staff":
            return folded[0] in NUMBERS or not EARLIER.isdisjoint(folded)
        alone = head in self.roles and folded[0] in ("a", "an", "one", "another")
        return alone and (head == "member" or not EARLIER.isdisjoint(folded))

    def _post(self, folded: list[str], head: str) -> Kind:
        """A role without a name: "the mayor" is somebody in particular, "an aide" is withheld, "a driver" just unasked."""
        opening = folded[0]
        if opening == "the" and head in _POLITICIANS and len(folded) > 2:  # "the Lund Republican": an office holder
            return Kind("person", "description", head)
        alone = opening in ("a", "an", "one", "another")
        withheld = (head in WITHHELD_ROLES and _CHIEF.isdisjoint(folded)) or (alone and self._withheld(folded, head))
        if opening in ("the", "this", "that") or opening in POSSESSIVES or "'s" in folded:
            return Kind("anon_vague" if withheld else "person", "description", head)
        if withheld or alone or opening in self.counts:
            return Kind("anon_vague" if withheld else "unnamed_ordinary", "role", head)
        return Kind("person", "post", head)

    def _common(self, folded: list[str], head: str, phrase: str) -> Kind:
        """A phrase without a name."""
        opening = folded[0] if folded else ""
        if any(token.startswith(_SPOKES) for token in folded) or "press secretary" in phrase:
            return Kind("institution", "spokesperson", head)
        if phrase.endswith("law enforcement"):
            return Kind("official_group", "en bloc", head)
        if head in PARTIES and head not in ("members", "leaders", "allies"):
            return Kind("official_group", "bloc", head)
        if head in UNNAMED_HEADS and head not in _JUST_UNASKED and opening in ("the", "these", "those", "both", "that"):
            return Kind("anon_vague", "description", head)
        if folded and self._withheld(folded, head) and (head not in self.officials or head not in WITHHELD_GROUPS):
            return Kind("anon_vague", "insiders", head)
        found = self._headed_by(head, modifier=[])
        if found and found.subkind == "role":
            return self._post(folded, head)
        if found:
            if found.kind in _DESCRIBED and opening in ("the", "this", "that", "its", "their"):
                return Kind(found.kind, "description", head)
            return found
        if head in self.family_roles:
            return Kind("person" if opening in POSSESSIVES else "unnamed_ordinary", "family", head)
        if head in UNNAMED_HEADS:
            plural = head in PLURAL_PEOPLE
            return Kind("weasel_group" if plural else "unnamed_ordinary", "people", head)
        if head in QUANTIFIED:
            return Kind("weasel_group", "quantifier", head)
        if head in self.demonyms:
            return Kind("weasel_group", "demonym", head)
        return Kind("none", "common noun", head)


def last_word(tokens: list[str]) -> str:
    """The last token that is a word; empty where none is."""
    for token in reversed(tokens):
        if token[:1].isalnum():
            return token.removeprefix("ex-")
    return ""
