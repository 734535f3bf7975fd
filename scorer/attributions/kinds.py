"""What kind of source a noun phrase is, by head noun, shape and word lists; no tagger, no model.

Pronouns and definite descriptions get a provisional kind here; the ledger settles them over the document.
"""

from __future__ import annotations

from typing import NamedTuple

from scorer.attributions.grammar import ARTICLES, POSSESSIVES, PRONOUNS, is_capitalised
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
from scorer.attributions.noun_phrases import Range
from scorer.attributions.shapes import Shapes
from scorer.lexicon import Hit
from scorer.types import UNNAMED

_SPOKES = ("spokes", "press secretary", "press officer")
_FIRST = frozenset(["i", "we", "me", "us"])

_SETTLED_BY_SEED = frozenset({"anon_vague", "anon_described", "agentless", "reporter", "weasel_group"})
_BROADCAST = frozenset(["television", "tv", "radio"])
_JUST_UNASKED = frozenset("man woman men women figure figures voice those somebody others one".split())
_INSIDERS = frozenset("insiders insider sources whistleblowers".split())
_STATE = frozenset(["state", "state-run", "state-owned", "government-run", "official"])
_OUTLET_NOUNS = frozenset(
    "broadcaster newspaper paper network outlet channel station magazine tabloid daily weekly website newswire".split()
)


_HONORIFICS = frozenset(["mr", "mrs", "ms", "dr", "sen", "gov", "rep", "mr.", "mrs.", "ms.", "dr.", "sen.", "gov.", "rep."])
_CHIEF = frozenset(["chief", "county", "deputy"])
_RIVALS = frozenset(
    "candidates contenders companies parties countries teams players economists analysts experts respondents".split()
)
_BELONGING = frozenset(["at", "with", "of", "from", "for"])
_POLITICIANS = frozenset(["republican", "democrat", "conservative", "liberal"])
_DESCRIBED = frozenset({"document", "data", "institution", "unnamed_ordinary"})


class Kind(NamedTuple):
    """A kind (one of ``KINDS``), its finer type, and what decided it."""

    kind: str
    subkind: str
    evidence: str


class Kinds(Shapes):
    """Decides kinds of noun phrases in one text; ``hits`` are all seed hits of the text."""

    def of(self, source: Range) -> Kind:
        """The kind of a noun phrase."""
        kind = self._alone(source)
        if kind.kind not in UNNAMED:
            return kind
        if kind.subkind != "description" and (self._joined_with_a_name(source[0]) or self._name_and(*self.core(source))):
            return Kind("person", "post", f"with a name: {kind.evidence}")
        if kind.kind == "official_group" and self._of_one_body(self.core(source)[1], source[1]):
            return Kind("institution", "officials", kind.evidence)
        return kind

    def _joined_with_a_name(self, first: int) -> bool:
        """Whether a phrase is the second half of a speaker whose first half has a name: "Ibarra and her aides"."""
        if first < 2 or self.text.folded[first - 1] not in ("and", "nor", "or"):
            return False
        before = self.text.folded[first - 2]
        return before in ("he", "she", "they") or (is_capitalised(self.text.words[first - 2]) and before not in PARTIES)

    def _name_and(self, first: int, last: int) -> bool:
        """Whether a phrase opens with a person's name: "Mrs. Ruiz and other lobbyists"."""
        folded = self.text.folded[first:last]
        named = folded[0] in _HONORIFICS or (is_capitalised(self.text.words[first]) and not self.given.isdisjoint(folded[:2]))
        return "and" in folded and named

    def _of_one_body(self, at: int, last: int) -> bool:
        """Whether one named organisation stands behind the head: "officials at the Lund Port Authority"."""
        if at >= last or self.text.folded[at] not in _BELONGING or self.text.folded[at - 1] not in FOR_THE_BODY:
            return False
        run = self.name_run(*self.core((at + 1, last)))
        return run is not None and self._organisation(self.text.folded[slice(*run)])

    def _alone(self, source: Range) -> Kind:
        """The kind of a noun phrase by its own words."""
        first, last = self.core(source)
        folded = self.text.folded[first:last]
        if len(folded) == 1 and folded[0] in PRONOUNS | {"who", "which", "that"}:
            return Kind("reporter" if folded[0] in _FIRST else "none", "pronoun", folded[0])
        partly = first > source[0]
        if partly and (folded == ["them"] or NUMBERS.issuperset(folded[-1:])):  # "several of them", "one of the six"
            return Kind("none", "pronoun", "they")
        phrase = " ".join(folded)
        bare = " ".join(token for token in folded if token not in ARTICLES)
        head = _last_word(folded)
        named = self._seeded(source, (first, last)) if head not in GUILDS else None
        if named and (
            (named.kind == "institution" and head in self.officials)
            or (named.kind == "official_group" and head not in WITHHELD_GROUPS)
            or (named.kind == "unnamed_ordinary" and self._withheld(folded, head))
        ):
            named = None
        if named and named.kind in _SETTLED_BY_SEED and not self._name_behind(last, source[1]):
            if folded[0] in ("the", "these", "those", "both") and (
                named.kind == "anon_vague" or head in UNNAMED_HEADS - _JUST_UNASKED
            ):
                return Kind("anon_vague", "description", head)
            return named
        if head in _OUTLET_NOUNS and not (named and named.kind == "media"):
            return Kind("media", "description", head)
        if self._is_outlet(bare, first, last):
            return Kind("media", "state" if bare in self.state_outlets else "outlet", bare)
        if bare in self.metonyms:
            return Kind("institution", "metonym", bare)
        run = self.name_run(first, last)
        shaped = self._named(run, (first, last), source, head) if run else None
        if (
            (head not in WITHHELD_GROUPS or first > source[0])
            and (shaped is None or shaped.kind != "person")
            and (name := self._name_behind(last, source[1]))
        ):
            return Kind("person", "named", f"apposition: {name}")
        if named and shaped is None and (common := self._common(folded, head, phrase)).kind == named.kind:
            return common
        if named and (shaped is None or shaped.kind in ("weasel_group", "official_group", "none")):
            return named._replace(subkind="state") if named.kind == "media" and "state" in named.evidence.split() else named
        kind = shaped or self._common(folded, head, phrase)
        return kind._replace(subkind="state") if kind.kind == "media" and not _STATE.isdisjoint(folded) else kind

    def _seeded(self, source: Range, core: Range) -> Kind | None:
        """The label of the longest seed hit of family ``src`` that touches the core."""
        best: Hit | None = None
        for at in range(core[0], min(core[1] + 4, source[1])):
            for hit in self.source_hits.get(at, ()):
                if hit.first < core[1] and (best is None or hit.last - hit.first > best.last - best.first):
                    best = hit
        if best is None or best.phrase.weight < 0.5:
            return None
        return Kind(best.phrase.label, "seed", " ".join(self.text.folded[best.first : best.last]))

    def _is_outlet(self, bare: str, first: int, last: int) -> bool:
        return bare in self.outlets and is_capitalised(self.text.words[last - 1])

    def _named(self, run: Range, core: Range, source: Range, head: str) -> Kind | None:
        folded, written = self.text.folded, self.text.words
        names = folded[run[0] : run[1]]
        tail = folded[run[1] : core[1]]
        name = " ".join(names)
        if tail and _last_word(tail):  # "Pentagon officials", "Trump supporters", "Ibarra's report"
            if tail[0] in ("'s", "'") and len(tail) < 2:
                return None
            found = self._headed_by(_last_word(tail), modifier=names)
            return self._post(folded[core[0] : core[1]], _last_word(tail)) if found and found.subkind == "role" else found
        if self._organisation(names):
            return Kind("institution", "name", name)
        if names[-1] in WITHHELD_ROLES and core[0] < run[0]:
            return self._post(folded[core[0] : core[1]], names[-1])
        before = folded[run[0] - 1] if run[0] > core[0] else ""
        titled = names[0] in self.titles or before in self.titles or before in self.roles or names[0] in self.roles
        if names[0] in POSSESSIVES:
            return None
        if len(names) == 1:
            if names[0] in self.outlets:
                return Kind("media", "outlet", name)
            if names[0] in self.metonyms or names[0] in self.places:
                return Kind("institution", "metonym", name)
            if written[run[0]].isupper() and len(names[0]) > 1 and not titled:
                return Kind("institution", "acronym", name)
            if names[0] in self.demonyms or names[0] in PARTIES or (names[0] in self.roles and run[1] == core[1]):
                return self._common(folded[core[0] : core[1]], names[0], name)
            return Kind("person", "short", name)
        if names[-1] in self.outlet_heads and not titled and self.text.folded[core[0]] == "the":
            return Kind("media", "outlet", name)
        if names[-1] in self.roles and names[-1] not in self.given:
            return (
                Kind("person", "post", name)
                if not self._organisation(names[:-1])
                else self._headed_by(names[-1], modifier=names[:-1])
            )
        evidence = "title" if titled else "given name" if any(part in self.given for part in names[:-1]) else "shape"
        if evidence == "shape" and (name in self.outlets or names[-1] in self.outlet_heads):
            return Kind("media", "outlet", name)
        if evidence == "shape" and all(part in self.places or part in self.demonyms for part in names):
            return Kind("institution", "metonym", name)
        return Kind("person", "named", f"{evidence}: {name}")

    def _headed_by(self, head: str, modifier: list[str]) -> Kind | None:
        """A phrase whose head is the common noun ``head``, behind a name or demonym (``modifier``) or none."""
        if head.startswith(_SPOKES):
            return Kind("institution", "spokesperson", head)
        if head in _INSIDERS:
            return Kind("anon_vague", "insiders", head)
        if head in GUILDS:
            return Kind("institution" if head in ("prosecutors", "police") else "unnamed_ordinary", "common noun", head)
        if head in self.officials:
            if head in FOR_THE_BODY and modifier and self._one_body(modifier):
                return Kind("institution", "officials", head)
            return Kind("official_group", "en bloc" if head in WITHHELD_GROUPS else "bloc", head)
        if head in self.groups:
            return Kind("weasel_group", "named side" if modifier else "", head)
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
        return None

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


def _last_word(tokens: list[str]) -> str:
    for token in reversed(tokens):
        if token[:1].isalnum():
            return token
    return ""
