"""What a phrase is called as a party: one key for a person or body, however the document writes it."""

from __future__ import annotations

from typing import NamedTuple

from scorer.attributions import Kinds
from scorer.attributions.grammar import ARTICLES
from scorer.attributions.verbs import Range
from scorer.lazy import lazy
from scorer.ledger.named_bodies import NamedBodies
from scorer.ledger.names import People
from scorer.text import Text
from scorer.types import Source, Span

_AFTER_NAME = frozenset([",", "(", "--", "who", "which", "that", "in", "at", "of", "for", "on", "and", "or", "based", "itself"])
NOBODY = frozenset("i we you me us my our your".split())
_NAMED_BODIES = frozenset({"name", "acronym", "metonym", "outlet", "state"})
_UNNAMED_KINDS = frozenset({"weasel_group", "unnamed_ordinary", "official_group", "anon_vague", "anon_described"})


class Party(NamedTuple):
    """One party: ``key`` is the same wherever it is meant, ``at`` the token at which it was read."""

    key: str
    source: Source | None
    name: str
    mention: Span
    at: int
    person: bool
    named: bool


class Keys:
    """Keys of the phrases of one text, and the sources of the ledger behind them."""

    def __init__(self, text: Text, kinds: Kinds, people: People, sources: list[Source]):
        self.text = text
        self.kinds = kinds
        self.people = people
        self.sources = sources
        self._by_head: dict[str, str] = {}

    @lazy
    def bodies(self) -> NamedBodies:
        """The bodies named anywhere."""
        return NamedBodies(self.text, self.kinds)

    @lazy
    def _by_key(self) -> dict[str, Source]:
        """The source of every party that is credited with something; the body itself before its spokesman."""
        found: dict[str, Source] = {}
        for spoken_for in (False, True):
            for source in self.sources:
                if (source.subkind == "spokesperson") is spoken_for and source.mentions:
                    mention = source.mentions[0]
                    read = self._keyed(self.text.tokens(mention.start, mention.end))
                    if read:
                        found.setdefault(read[0], source)
        return found

    def _party(self, key: str, phrase: Range, *, person: bool, named: bool) -> Party:
        source = self._by_key.get(key)
        first, last = self.kinds.core(phrase) if not key.startswith("body ") else self._body_range(phrase)
        span = self.text.span(first, last)
        name = self.text.document.text[span.start : span.end]
        if key.startswith("body "):
            name = self.bodies.written(key.removeprefix("body "), name)
        elif person and named and (owner := self.people.owner(key.split()[-1], first)):
            name = owner.full
        elif person and named and (run := self.kinds.name_run(first, last)):
            written = self.text.span(*run)
            name = self.text.document.text[written.start : written.end]
        return Party(key, source, name, span, first, person, named)

    def _body_range(self, phrase: Range) -> Range:
        run = self.bodies.run(*phrase)
        return run if self.bodies.names_body(run) else self.kinds.core(phrase)

    def _keyed(self, phrase: Range) -> tuple[str, bool, bool] | None:
        """Key of a phrase that stands for nobody else, whether it is a person, and whether it has a name."""
        first, last = phrase
        folded = self.text.folded
        if first >= last:
            return None
        run = self.bodies.run(first, last)
        somebody = run[1] - run[0] == 1 and self.people.owner(folded[run[0]], first)
        alone = run[1] >= last or folded[run[1]] in _AFTER_NAME  # "a Port Elverstone surgeon" is no port
        if run[0] < run[1] and alone and not somebody and (body := self.bodies.key(" ".join(folded[run[0] : run[1]]))):
            return f"body {body}", False, True
        if place := self._place(first + (folded[first] in ARTICLES), last):
            return place, False, True
        kind = self.kinds.of(phrase)
        core = self.kinds.core(phrase)
        head = next((token for token in reversed(folded[core[0] : core[1]]) if token[:1].isalnum()), "")
        name = self.kinds.name_run(*core)
        if kind.kind == "person" and kind.subkind in ("named", "short", "post") and name:
            return self._person(name), True, True
        if kind.kind in ("institution", "media") and name and kind.subkind in _NAMED_BODIES:
            return f"body {' '.join(folded[name[0] : name[1]])}", False, True
        return self._described(head, core, kind.kind)

    def _place(self, first: int, last: int) -> str:
        """The key of "the state of X", "the port of X"; empty for anything else."""
        folded = self.text.folded
        if first + 2 >= last or folded[first + 1] != "of" or folded[first] not in self.kinds.institutions:
            return ""
        run = self.bodies.run(first + 2, last)
        return f"body {' '.join(folded[first : run[1]])}" if run[0] == first + 2 < run[1] else ""

    def _person(self, name: Range) -> str:
        names = [token for token in self.text.folded[name[0] : name[1]] if token not in ("jr", "sr", "ii", "iii")]
        return f"person {self.people.identify(names[-1], name[0], names[:-1])}" if names else "person"

    def _described(self, head: str, core: Range, kind: str) -> tuple[str, bool, bool] | None:
        """ "The mayor" and "the agency" mean whom the document names so; without a name they are parties as written."""
        if not head or kind in ("document", "data", "agentless", "reporter") or head in NOBODY:
            return None
        if (name := self.kinds.name_run(*core)) and name[1] < core[1] and head in self.kinds.institutions:  # "Lund's campaign"
            own = [token for token in self.text.folded[name[0] : core[1]] if token[:1].isalnum() and token != "'s"]
            return f"body {' '.join(own)}", False, True
        if person := self.people.with_role(head, core[0]):
            return f"person {self.people.key(person)}", True, True
        if head in self.kinds.institutions and (body := self.bodies.described(head, core[0])):
            return f"body {body}", False, True
        words = [token for token in self.text.folded[core[0] : core[1]] if token not in ARTICLES and token[:1].isalnum()]
        if kind in _UNNAMED_KINDS or kind == "none":
            return (f"group {' '.join(words)}", False, False) if kind != "none" else None
        written = " ".join(words)
        key = self._by_head.setdefault(head, written) if len(words) == 1 else written
        self._by_head.setdefault(head, written)
        return f"post {key}", kind == "person", False

    def _body(self, body: str, at: int) -> Party:
        key = f"body {body}"
        return Party(key, self._by_key.get(key), self.bodies.written(body), self.text.span(at, at + 1), at, False, True)
