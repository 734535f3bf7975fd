"""Names, heads and organisations recognised by shape and word lists."""

from __future__ import annotations

from functools import cache

from scorer.attributions.bodies import Bodies
from scorer.attributions.grammar import ARTICLES, COMMA, DAYS, DETERMINERS, POSSESSIVES, PREPOSITIONS, is_capitalised
from scorer.attributions.heads import BEHIND_THE_HEAD, LOOSE_BODIES, PARTIES, PARTITIVES, PLURAL_PEOPLE
from scorer.attributions.verbs import Range
from scorer.lexicon import Hit, words, words_of_all
from scorer.text import Text

_STOP_HEAD = (
    PREPOSITIONS
    | frozenset([COMMA, "(", "--", "-", "who", "which", "that", "whose", "speaking", "citing"]) - frozenset(["'s"])
    | BEHIND_THE_HEAD
)
_PARTY_MEMBER = frozenset(["democrat", "republican", "libertarian", "conservative", "liberal"])


class Shapes:
    """What can be told of a noun phrase in one text without deciding its kind; ``hits`` are all seed hits of the text."""

    def __init__(self, text: Text, hits: list[Hit]):
        self.text = text
        self.source_hits: dict[int, list[Hit]] = {}
        for hit in hits:
            if hit.phrase.family == "src" and hit.phrase.label != "never":
                for at in range(hit.first, hit.last):
                    self.source_hits.setdefault(at, []).append(hit)
        self.roles = words("role")
        self.plural_roles = _plurals_of("role")
        self.titles = words("title")
        self.given = words("given")
        self.institutions = words("institution")
        self.plural_institutions = _plurals_of("institution")
        self.metonyms = words("metonym")
        self.outlets = words("outlet")
        self.outlet_heads = words("outlet_head")
        self.documents = _both_numbers("document")
        self.data = _both_numbers("data")
        self.groups = words("group")
        self.ordinary = words("ordinary")
        self.ordinary_plural = _plurals_of("ordinary")
        self.officials = words("official")
        self.demonyms = words("demonym")
        self.places = words("place")
        self.suffixes = words("org_suffix")
        self.family_roles = words("family_role")
        self.counts = words("count")
        self.body_names = words("body_name")
        self.bodies = Bodies(text)
        self._cores: dict[Range, Range] = {}
        self._runs: dict[Range, Range | None] = {}

    def core(self, source: Range) -> Range:
        """The phrase without apposition and complements: up to its first comma, preposition or relative."""
        core = self._cores.get(source)
        if core is None:
            core = self._cores[source] = self._core(*source)
        return core

    def _core(self, first: int, last: int) -> Range:
        folded = self.text.folded
        while first + 1 < last and not folded[first][:1].isalnum():
            first += 1
        at = first = self._past_partitive(first, last)
        while at < last and (folded[at] in PREPOSITIONS or folded[at] in ARTICLES):
            at += 1
        while at < last and not (at > first and (self._stops(at) or self._participle(at) or self._and_his(at))):
            at += 1
        return (first, at if at > first else last)

    def _stops(self, at: int) -> bool:
        """Whether a word closes a core; "close" does so before "to", not before "friends"."""
        token = self.text.folded[at]
        return token in _STOP_HEAD and (token != "close" or self.text.folded[at + 1 : at + 2] == ["to"])

    def _past_partitive(self, first: int, last: int) -> int:
        """Past "one of", "a handful of", "two-thirds of": what follows tells the kind."""
        folded = self.text.folded
        of = first + 2 if folded[first] in ARTICLES else first + 1
        return of + 1 if of + 1 < last and folded[of] == "of" and folded[of - 1] in PARTITIVES else first

    def _participle(self, at: int) -> bool:
        """Whether a word is a participle behind what it describes: "officials involved", "people briefed", "emails seen"."""
        token, before = self.text.folded[at], self.text.folded[at - 1]
        if before in self.documents and (token.endswith("ed") or token in ("seen", "held", "written")):
            return True
        return token.endswith(("ed", "ing")) and (
            before in self.officials
            or before in PLURAL_PEOPLE
            or before in PARTIES
            or before in self.plural_roles
            or (token.endswith("ing") and (before in self.roles or before in self.ordinary))
        )

    def _and_his(self, at: int) -> bool:
        """Whether a second source is tied to the first: "Ibarra and her lawyers"."""
        folded = self.text.folded
        return folded[at] in ("and", "or") and at + 1 < len(folded) and folded[at + 1] in POSSESSIVES

    def _name_behind(self, first: int, last: int) -> str:
        """The name in an apposition: "the mayor, Teresa Lund"."""
        for comma in range(first, last):
            if self.text.folded[comma] not in (COMMA, "--"):
                continue
            at = start = self._past_roles(comma + 1, last)
            while at < last and self.text.capitals[at]:
                at += 1
            names = self.text.folded[start:at]
            known = len(names) > 1 and (names[0] in self.given or names[0] in self.titles)
            if (known or self._closes_post(first, at, last, names)) and not self._organisation(names):
                return " ".join(names)
        return ""

    def _closes_post(self, first: int, at: int, last: int, names: list[str]) -> bool:
        """Whether nothing but a name of two to four words stands behind a post: "the spokesman, Mallam Garba Shehu"."""
        post = self.text.folded[first - 1]
        held = post in self.roles or post.startswith("spokes")
        return held and 1 < len(names) < 5 and (at >= last or self.text.folded[at] == COMMA) and names[-1] not in self.places

    def _name_before(self, first: int, head: str) -> str:
        """The name that a phrase stands in apposition to: "Teresa Lund, a nurse at the clinic said"."""
        opening = self.text.folded[first]
        apposed = opening in ("a", "an") or (opening == "the" and head in self.roles)
        if first < 3 or not apposed or self.text.folded[first - 1] != COMMA:
            return ""
        end = at = first - 1
        while at > 0 and self.text.capitals[at - 1]:
            at -= 1
        names = self.text.folded[at:end]
        known = len(names) > 1 and (names[0] in self.given or names[0] in self.titles)
        return " ".join(names) if known and not self._organisation(names) else ""

    def _past_roles(self, at: int, last: int) -> int:
        """Past up to four words of rank before a name: "deputy police chief Abdul Qaderi"."""
        for index in range(at, min(at + 5, last)):
            if self.text.capitals[index]:
                return index
            if self.text.folded[index] in ARTICLES or self.text.folded[index] in PREPOSITIONS:
                break
        return at

    def name_run(self, first: int, last: int) -> Range | None:
        """The last run of capitalised words in a phrase, particles and initials included."""
        phrase = (first, last)
        if phrase not in self._runs:
            self._runs[phrase] = self._name_run(first, last)
        return self._runs[phrase]

    def _name_run(self, first: int, last: int) -> Range | None:
        written, folded = self.text.words, self.text.folded
        end = last
        while end > first and not is_capitalised(written[end - 1]):
            end -= 1
        at = end
        particles = words("particle")
        while at > first and (is_capitalised(written[at - 1]) or folded[at - 1] in particles or folded[at - 1] in ("&", "'s")):
            at -= 1
        while at < end and (
            folded[at] in DETERMINERS
            or folded[at] == "'s"
            or (folded[at] in particles and not (at + 1 == end and is_capitalised(written[at])))
        ):
            at += 1
        if end - at == 1 and at == self.text.sentence_tokens(at)[0] and self._everyday(folded[at]):
            return None
        return (at, end) if at < end else None

    def _everyday(self, token: str) -> bool:
        """Whether a word that opens a sentence is capitalised for that alone."""
        token = token.removeprefix("ex-")
        return (
            token in PREPOSITIONS
            or token in DAYS
            or token in ("staff", "management", "troops", "crew")
            or any(
                token in known
                for known in (
                    self.officials,
                    self.groups,
                    self.plural_roles,
                    self.ordinary_plural,
                    self.documents,
                    self.data,
                    self.institutions,
                )
            )
        )

    def _past_post(self, names: list[str]) -> list[str]:
        """What follows the last title or role within a name: "New York City Mayor Teresa Lund" is Teresa Lund."""
        for at in range(len(names) - 2, -1, -1):
            of_party = names[at] in _PARTY_MEMBER and names[at + 1] in self.given
            if names[at] in self.titles or names[at] in self.roles or of_party:
                return [name for name in names[at + 1 :] if name[0].isalpha()]
        return names

    def _holds_post(self, names: list[str]) -> bool:
        """Whether a name tells first the post, then who holds it."""
        holder = self._past_post(names)
        if holder == names or not holder or self._organisation(holder):
            return False
        return len(holder) > 1 or not (
            holder[0] in PARTIES or holder[0] in self.demonyms or holder[0] in self.places or holder[0] in self.plural_roles
        )

    def _kept(self, source: Range) -> bool:
        """Whether somebody keeps the figures: "the bureau's figures", "data from Tarnwick Council", "a poll by"."""
        folded, written = self.text.folded[slice(*source)], self.text.words[slice(*source)]
        named = any(is_capitalised(word) for word in written[1:])
        return named or "'s" in folded or not {"by", "from"}.isdisjoint(folded) or not POSSESSIVES.isdisjoint(folded)

    def _told_whole(self, source: Range) -> tuple[str, str] | None:
        """Kind and reason of a phrase that up to its first comma or bracket is a name the document tells to be a body."""
        if not is_capitalised(self.text.words[source[0]]) and self.text.folded[source[0]] != "the":
            return None
        first = source[0] + (self.text.folded[source[0]] == "the")
        last = next((at for at in range(first, source[1]) if self.text.folded[at] in (COMMA, "(")), source[1])
        return self.bodies.of.get(" ".join(self.text.folded[first:last])) if last - first > 2 else None

    def _told_body(self, name: str) -> tuple[str, str] | None:
        """Kind and reason of a name that is known, or told by the document, to be a body or an outlet."""
        return ("institution", name) if name in self.body_names else self.bodies.of.get(name)

    def _organisation(self, names: list[str]) -> bool:
        return (
            names[-1] in self.institutions
            or (names[-1] in self.plural_institutions and len(names) > 1)
            or names[-1] in self.suffixes
            or not self.suffixes.isdisjoint(names[1:])
            or (names[0] in self.institutions and len(names) > 1)
            or not self.institutions.isdisjoint(names[1:-1])
        )

    def _one_body(self, modifier: list[str]) -> bool:
        """Whether the words before "officials" name one organisation rather than a country, a party or a government at large."""
        known = _at_large()
        if "and" in modifier:
            return False
        return not (modifier[-1] in known or " ".join(modifier) in known or all(word in known for word in modifier))


@cache
def _at_large() -> frozenset[str]:
    """What names a country, a party or a government at large."""
    return LOOSE_BODIES | words_of_all("demonym", "place")


@cache
def _both_numbers(name: str) -> frozenset[str]:
    """A word list with its plurals."""
    return words(name) | _plurals_of(name)


@cache
def _plurals_of(name: str) -> frozenset[str]:
    """The plurals of a word list."""
    return frozenset(plural for word in words(name) for plural in plurals(word))


def plurals(noun: str) -> tuple[str, ...]:
    """The plural forms a noun may have."""
    if noun.endswith("man"):
        return (noun[:-3] + "men",)
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return (noun[:-1] + "ies",)
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return (noun + "es",)
    return (noun + "s",)
