"""What kind of source a noun phrase is, by head noun, shape and word lists; no tagger, no model.

Pronouns and definite descriptions get a provisional kind here; the ledger settles them over the document.
"""

from __future__ import annotations

from scorer.attributions.crowds import FACELESS, Crowds
from scorer.attributions.grammar import ARTICLES, POSSESSIVES, PRONOUNS
from scorer.attributions.head_nouns import Kind, last_word
from scorer.attributions.heads import (
    FOR_THE_BODY,
    GUILDS,
    NUMBERS,
    PARTIES,
    UNNAMED_HEADS,
    WITHHELD_GROUPS,
    WITHHELD_ROLES,
    coordinates,
)
from scorer.attributions.outlets import (
    EMPLOYED,
    NEWSPEOPLE,
    OUTLET_NOUNS,
    PIECES,
    PLATFORMS,
    PRINTED,
    SITES,
    SURE_OUTLETS,
    TOLD_BY_THEIR_ARTICLE,
    is_post,
    subkind_of,
)
from scorer.attributions.poll_shares import is_share_asked
from scorer.attributions.verbs import Range
from scorer.lexicon import Hit
from scorer.text import Text
from scorer.types import UNNAMED

_FIRST = frozenset(["i", "we", "me", "us"])

_SETTLED_BY_SEED = frozenset({"anon_vague", "anon_described", "agentless", "reporter", "weasel_group"})
_JUST_UNASKED = frozenset("man woman men women figure figures voice those somebody others one".split())
_UNASKED = UNNAMED_HEADS - _JUST_UNASKED
_PEOPLE_ENDINGS = ("an", "er", "s", "ite", "ese")
"""Of names behind "the" that are people: the Texan, the Obamas; the House and the Fed are bodies."""
_HONORIFICS = frozenset(["mr", "mrs", "ms", "dr", "sen", "gov", "rep", "mr.", "mrs.", "ms.", "dr.", "sen.", "gov.", "rep."])
_MEMBERS = frozenset("mps meps msps mlas tds".split())
_BELONGING = frozenset(["at", "with", "of", "from", "for"])
_STANDS_FOR = PRONOUNS | {"who", "which", "that"}


class Kinds(Crowds):
    """Decides kinds of noun phrases in one text; ``hits`` are all seed hits of the text."""

    def __init__(self, text: Text, hits: list[Hit]):
        super().__init__(text, hits)
        self._kinds: dict[Range, Kind] = {}

    def of(self, source: Range) -> Kind:
        """The kind of a noun phrase."""
        kind = self._kinds.get(source)
        if kind is None:
            kind = self._kinds[source] = self._among_others(source)
        return kind

    def _among_others(self, source: Range) -> Kind:
        """The kind of a noun phrase by its own words and by what stands around it."""
        kind = self._alone(source)
        if kind.kind == "weasel_group":
            kind = self.crowd(source, kind)
        if kind.kind in FACELESS and (told := self.stands_for(source)):
            return told
        if kind.kind not in UNNAMED:
            return kind
        if kind.subkind != "description" and (self._joined_with_a_name(source[0]) or self._name_and(*self.core(source))):
            return Kind("person", "post", f"with a name: {kind.evidence}")
        if kind.kind == "official_group" and self._of_one_body(self.core(source)[1], source[1]):
            return Kind("institution", "officials", kind.evidence)
        return kind

    def _joined_with_a_name(self, first: int) -> bool:
        """Whether a phrase is the second half of a speaker whose first half has a name: "Ibarra and her aides"."""
        if first < 2 or self.text.folded[first - 1] not in ("and", "nor", "or") or coordinates(self.text.folded, first - 1):
            return False
        before = self.text.folded[first - 2]
        return before in ("he", "she", "they") or (self.text.capitals[first - 2] and before not in PARTIES)

    def _name_and(self, first: int, last: int) -> bool:
        """Whether a phrase opens with a person's name: "Mrs. Ruiz and other lobbyists"."""
        folded = self.text.folded[first:last]
        named = folded[0] in _HONORIFICS or (self.text.capitals[first] and not self.given.isdisjoint(folded[:2]))
        return named and "and" in folded and self.text.capitals[first + folded.index("and") - 1]

    def _of_one_body(self, at: int, last: int) -> bool:
        """Whether one named organisation stands behind the head: "officials at the Lund Port Authority"."""
        if at >= last or self.text.folded[at] not in _BELONGING or self.text.folded[at - 1] not in FOR_THE_BODY:
            return False
        run = self.name_run(*self.core((at + 1, last)))
        return run is not None and self._organisation(self.text.folded[slice(*run)])

    def _alone(self, source: Range) -> Kind:
        """The kind of a noun phrase by its own words, and its finer type."""
        kind = self._decide(source)
        if kind.kind == "media" and kind.subkind != "social":
            first, last = self.core(source)
            return kind._replace(subkind=subkind_of(kind.evidence, self.text.folded[first:last], kind.subkind))
        if kind.kind == "data" and kind.subkind == "" and self._kept(source):
            return kind._replace(subkind="kept")
        return kind

    def _decide(self, source: Range) -> Kind:
        first, last = self.core(source)
        folded = self.text.folded[first:last]
        if len(folded) == 1 and folded[0] in _STANDS_FOR:
            return Kind("reporter" if folded[0] in _FIRST else "none", "pronoun", folded[0])
        partly = first > source[0]
        if partly and (folded == ["them"] or NUMBERS.issuperset(folded[-1:])):  # "several of them", "one of the six"
            return Kind("none", "pronoun", "they")
        if is_share_asked(self.text.folded[slice(*source)]):
            return Kind("data", "poll", " ".join(self.text.folded[source[0] : last]))
        if told := self._told_whole(source):
            return Kind(told[0], "outlet" if told[0] == "media" else "name", told[1])
        phrase = " ".join(folded)
        bare = " ".join([token for token in folded if token not in ARTICLES])
        head = last_word(folded)
        named = self._seeded(source, (first, last)) if head not in GUILDS else None
        if named and (
            (named.kind == "reporter" and head in self.documents)  # "emails seen by reporters" are emails
            or (named.kind == "institution" and head in self.officials)
            or (named.kind == "official_group" and head not in WITHHELD_GROUPS)
            or (named.kind == "unnamed_ordinary" and self._withheld(folded, head))
        ):
            named = None
        if named and named.kind in _SETTLED_BY_SEED and not self._name_behind(last, source[1]):
            if folded[0] in ("the", "these", "those", "both") and (named.kind == "anon_vague" or head in _UNASKED):
                return Kind("anon_vague", "description", head)
            return named
        if head == "website" and folded[0] in POSSESSIVES:
            return Kind("institution", "own site", phrase)
        if head in OUTLET_NOUNS and not (named and named.kind == "media"):
            return Kind("media", "description", head)
        if is_post(head, self.text.folded[first : source[1]]):
            if folded[0] in ("one", "another") and self.name_run(*source) is None:
                return Kind("unnamed_ordinary", "", head)  # "one tweet said": somebody's
            return Kind("media", "social", head)
        printed = PRINTED if head in PIECES else EMPLOYED if head in NEWSPEOPLE else None
        if printed and (outlet := self._outlet_behind(printed, last, source[1])):
            return Kind("media", outlet.subkind, f"{head} in {outlet.evidence}")
        if phrase in TOLD_BY_THEIR_ARTICLE and self.text.capitals[last - 1]:
            return Kind("media", "outlet", phrase)
        if bare in PLATFORMS and self.text.capitals[last - 1]:
            return Kind("institution", "platform", bare)  # what is posted on it is "a post on …"
        if self._is_outlet(bare, first, last):
            return Kind("media", "outlet", bare)
        if bare in self.metonyms:
            return Kind("institution", "metonym", bare)
        run = self.name_run(first, last)
        shaped = self._named(run, (first, last), source, head) if run else None
        if (
            (head not in WITHHELD_GROUPS or first > source[0])
            and (shaped is None or shaped.kind != "person")
            and (name := self._name_behind(last, source[1]) or self._name_before(first, head))
        ):
            return Kind("person", "named", f"apposition: {name}")
        if named and shaped is None and (common := self._common(folded, head, phrase)).kind == named.kind:
            return common
        if named and (shaped is None or shaped.kind in ("weasel_group", "official_group", "none")):
            return named
        return shaped or self._common(folded, head, phrase)

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
        return bare in self.outlets and self.text.capitals[last - 1]

    def _outlet_behind(self, prepositions: frozenset[str], first: int, last: int) -> Kind | None:
        """The outlet that a story appeared in or a journalist works for, told behind it."""
        if first + 1 >= last or self.text.folded[first] not in prepositions:
            return None
        kind = self.of((first + 1, last))
        return kind if kind.kind == "media" else None

    def _named(self, run: Range, core: Range, source: Range, head: str) -> Kind | None:
        folded, written = self.text.folded, self.text.words
        names = folded[run[0] : run[1]]
        tail = folded[run[1] : core[1]]
        name = " ".join(names)
        if "'s" in names[:-1]:  # "the Ledger's Teresa Lund"
            return self._named((run[1] - names[::-1].index("'s"), run[1]), core, source, head)
        if tail and last_word(tail):  # "Pentagon officials", "Trump supporters", "Ibarra's report"
            if tail[0] in ("'s", "'") and len(tail) < 2:
                return None
            if tail[-2:] in (["press", "secretary"], ["press", "officer"], ["press", "office"]):
                return Kind("institution", "spokesperson", " ".join(tail[-2:]))
            if tail[-1] in NEWSPEOPLE and name in self.outlets:
                return Kind("media", "outlet", f"{tail[-1]} of {name}")
            if "'s" in tail and tail[-1] in self.family_roles:
                return Kind("person", "family", tail[-1])
            found = self._headed_by(last_word(tail), modifier=names)
            return self._post(folded[core[0] : core[1]], last_word(tail)) if found and found.subkind == "role" else found
        before = folded[run[0] - 1] if run[0] > core[0] else ""
        titled = names[0] in self.titles or before in self.titles or before in self.roles or names[0] in self.roles
        if (told := self._told_body(name)) and names[0] not in self.titles and names[0] not in self.roles:
            return Kind(told[0], "outlet" if told[0] == "media" else "name", told[1])
        if self._holds_post(names) or (before in self.roles and len(names) > 1):
            return Kind("person", "named", f"title: {name}")
        before_run = folded[core[0] : run[0]]
        if not titled and (
            (len(names) > 1 and names[-1] in SURE_OUTLETS)
            or (before_run[:1] == ["the"] and names[-1].rpartition("-")[2] in SURE_OUTLETS)
            or not OUTLET_NOUNS.isdisjoint(before_run)
        ):
            return Kind("media", "outlet", name)
        if len(names) > 1 and (found := self._headed_paper(names[-1])):
            return found
        if self._organisation(names):
            return Kind("institution", "name", name)
        if names[-1] in WITHHELD_ROLES and core[0] < run[0]:
            return self._post(folded[core[0] : core[1]], names[-1])
        if len(names) > 1 and names[-1] in _MEMBERS:
            return self._headed_by(names[-1], modifier=names[:-1])
        if names[0] in POSSESSIVES:
            return None
        if names[-1].endswith(SITES):
            return Kind("media", "site", name)
        if len(names) == 1:
            if names[0] in self.outlets:
                return Kind("media", "outlet", name)
            if names[0] in self.metonyms or names[0] in self.places:
                return Kind("institution", "metonym", name)
            if written[run[0]].isupper() and len(names[0]) > 1 and not titled:
                return Kind("institution", "acronym", name)
            if names[0] in self.demonyms or names[0] in PARTIES or (names[0] in self.roles and run[1] == core[1]):
                return self._common(folded[core[0] : core[1]], names[0], name)
            known = names[0] in self.institutions or names[0] in self.data
            if before_run == ["the"] and names[0] not in self.given and (known or not names[0].endswith(_PEOPLE_ENDINGS)):
                return Kind("institution", "name", name)
            return Kind("person", "short", name)
        if names[-1] in self.outlet_heads and not titled and self.text.folded[core[0]] == "the":
            return Kind("media", "outlet", name)
        if names[-1] in self.roles and names[-1] not in self.given:
            return (
                Kind("person", "post", name)
                if not self._organisation(names[:-1])
                else self._headed_by(names[-1], modifier=names[:-1])
            )
        evidence = "title" if titled else "given name" if not self.given.isdisjoint(names[:-1]) else "shape"
        if evidence == "shape" and (name in self.outlets or names[-1] in self.outlet_heads):
            return Kind("media", "outlet", name)
        if evidence == "shape" and (name in self.places or name in self.demonyms):
            return Kind("institution", "metonym", name)
        if evidence == "shape" and all(part in self.places or part in self.demonyms for part in names):
            return Kind("institution", "metonym", name)
        return Kind("person", "named", f"{evidence}: {name}")
