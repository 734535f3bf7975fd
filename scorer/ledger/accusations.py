"""Accusations: something damaging said of a named party, by whom, and that party's replies."""

from __future__ import annotations

from scorer.attributions.nests import Find
from scorer.attributions.verbs import Range
from scorer.ledger.answers import Answers
from scorer.ledger.keys import Party
from scorer.ledger.parties import PERSONAL, Parties
from scorer.ledger.targets import Targets
from scorer.lexicon import words
from scorer.text import Text
from scorer.types import Accusation, Attribution, Reply, Source, Span

_SELVES = frozenset("himself herself itself themselves myself ourselves me us you we i".split())
_CHARGED_WITH = frozenset(["with", "in", "over", "for"])
_CHARGES_GO_ON = _CHARGED_WITH | {"and", ","}
_OVER = frozenset(["against", "about", "targeting", "naming", "accusing"])
_FACES = frozenset("faces faced facing face".split())
_SPEECH = frozenset({"neutral", "doubt", "according", "accuse", "document", "characterise", "concede"})
_ALLEGE = frozenset("allege alleges alleged alleging".split())
_BRING = frozenset("file bring press pursue face lodge drop make hear filing bringing pressing pursuing".split())
_UNDONE = frozenset("could may might would should will can must to not never n't didn't cannot considering if".split())
_REACH = 14
_LONGEST_NAME = 6


def find_accusations(text: Text, parties: Parties, finds: list[Find], told: list[Attribution]) -> Accusers:
    """All accusations in reading order, not yet joined with replies."""
    accusers = Accusers(text, parties, Targets(text, Answers(text, parties.phrases)), finds, told)
    accusers.find()
    return accusers


class Accusers:
    """Collects accusations; ``joined`` gives them with the replies of their parties."""

    def __init__(self, text: Text, parties: Parties, targets: Targets, finds: list[Find], told: list[Attribution]):
        self.text = text
        self.folded = text.folded
        self.parties = parties
        self.targets = targets
        self.finds = finds
        self.told = told
        self.verbs = words("accuse_verb")
        self.nouns = words("allegation")
        self.misdeeds = words("wrongdoing")
        self.voices = {find.cue[1] - 1: one for find, one in zip(finds, told, strict=True)}
        self.found: list[tuple[Party, Span, Source | None]] = []
        self._seen: set[tuple[int, str]] = set()

    def joined(self, replies: list[tuple[str, Reply]]) -> list[Accusation]:
        """Every accusation with all replies of its party, wherever they stand."""
        of_party: dict[str, list[Reply]] = {}
        for key, reply in replies:
            of_party.setdefault(key, []).append(reply)
        answers = {key: tuple(given) for key, given in of_party.items()}
        return [
            Accusation(
                party.source, party.name, party.mention, cue, self.text.paragraph_of[party.at], source, answers.get(party.key, ())
            )
            for party, cue, source in self.found
        ]

    def find(self) -> None:
        """Walk the words that accuse, in reading order."""
        claims = self._claims()
        place = 0
        marking = self.verbs | self.nouns | _ALLEGE | _FACES
        for at in self.text.places_of(marking):
            token = self.folded[at]
            while place < len(claims) and claims[place][0] <= at:
                self._claim(*claims[place])
                place += 1
            if token in self.verbs or token in _ALLEGE:
                self._verb(at, token)
            elif token in self.nouns:
                self._noun(at)
            else:
                self._faces(at)
        for claim in claims[place:]:
            self._claim(*claim)

    # -- verbs ------------------------------------------------------------------------------------------------------

    def _verb(self, at: int, token: str) -> None:
        low, high = self.text.sentence_tokens(at)
        if not self.targets.holds(at, low):
            return
        if token in _ALLEGE:
            self._alleged(at, low, high)
        elif self.targets.passive(at, low):
            if token != "charged" or self._charged(at, high):
                agents = self.targets.agent(at, high)
                self._note(self.targets.subject(at, low), at, self._source(agents))
        elif not token.startswith("charg") or self._charges(at, high):
            if self.folded[at + 1] == "by":  # "a man accused by X": a participle behind its noun
                self._note(self.targets.subject(at, low), at, self._source(self.targets.object(at + 2, high)))
            elif self.folded[at + 1] == "of" and token == "accused":
                self._note(self.targets.subject(at, low), at, None)
            elif self.folded[at - 1] != "the" or token != "accused":
                accuser = self._accuser(at, low)
                self._note(self.targets.object(at + 1, high), at, accuser.source if accuser else None, accuser)

    def _charged(self, at: int, high: int) -> bool:
        return at + 1 < high and self.folded[at + 1] in _CHARGES_GO_ON

    def _charges(self, at: int, high: int) -> bool:
        """Whether "charged" has a party and a crime behind it rather than a price: "charged Brandt with fraud"."""
        ahead = self.folded[at + 1 : min(at + 9, high)]
        return "with" in ahead and not any(token[:1].isdigit() or token == "$" for token in ahead[:2])

    def _alleged(self, at: int, low: int, high: int) -> None:
        """ "She alleged that Brandt took the money", "the suit alleges the bank knew"; "is alleged to have"."""
        if self.targets.passive(at, low) and self.folded[at + 1 : at + 2] == ["to"]:
            self._note(self.targets.subject(at, low), at, None)
            return
        accuser = self._accuser(at, low)
        first = at + 1 + (self.folded[at + 1 : at + 2] == ["that"])
        self._note(self._told_of(first, high), at, accuser.source if accuser else None, accuser)

    def _told_of(self, first: int, high: int) -> list[Range]:
        """The subject of the clause that opens at token ``first``."""
        phrase = self.targets.answers.phrases.after(first, high, apposition=False)
        return [phrase] if phrase else []

    def _faces(self, at: int) -> None:
        """ "Faces charges of", "is facing allegations": told of the subject."""
        low, high = self.text.sentence_tokens(at)
        ahead = self.folded[at + 1 : min(at + 6, high)]
        if self.targets.holds(at, low) and any(token in self.nouns and token not in ("case", "evidence") for token in ahead):
            self._note(self.targets.subject(at, low), at, None)

    # -- nouns ------------------------------------------------------------------------------------------------------

    def _noun(self, at: int) -> None:
        low, high = self.text.sentence_tokens(at)
        before = self.folded[max(low, at - 2) : at]
        if "no" in before or "without" in before or at + 2 >= high or self._only_possible(at, low):
            return
        following = self.folded[at + 1]
        against = next((index for index in range(at + 1, min(at + 9, high - 1)) if self.folded[index] in _OVER), None)
        plain = self.folded[at] in ("case", "evidence", "claim", "claims", "testimony", "petition", "proceedings", "suspicion")
        if against is not None and (self.folded[against] == "against" or not plain) and not self._cut(at + 1, against):
            self._note(self.targets.object(against + 1, high), at, self._holder(at, low))
        elif following == "that" and (not plain or self._misdeed(at + 2, high)):
            self._note(self._told_of(at + 2, high), at, self._holder(at, low))
        elif following in ("names", "named", "accuses", "accused") and not plain:
            self._note(self.targets.object(at + 2, high), at, None)

    def _only_possible(self, at: int, low: int) -> bool:
        """Whether the charges are not brought: "could file charges", "decided not to pursue the case"."""
        bringing = next((index for index in range(at - 1, max(low, at - 5), -1) if self.folded[index] in _BRING), None)
        return bringing is not None and not _UNDONE.isdisjoint(self.folded[max(low, bringing - 3) : bringing])

    def _cut(self, first: int, last: int) -> bool:
        return any(self.folded[index] in (",", ";", ":", ".") for index in range(first, last))

    def _misdeed(self, first: int, high: int) -> bool:
        return not self.misdeeds.isdisjoint(self.folded[first : min(first + _REACH, high)])

    def _holder(self, at: int, low: int) -> Source | None:
        """Who makes the allegation: "the auditor's accusation", "a lawsuit by the union"."""
        genitive = next((index for index in range(at - 1, max(low, at - 4), -1) if self.folded[index] == "'s"), None)
        if genitive is not None:
            phrase = self.targets.answers.phrases.before(genitive, low)
            return self._source([phrase]) if phrase else None
        voice = self.voices.get(at)
        return voice.source if voice and voice.polarity == "asserted" else None

    # -- claims -----------------------------------------------------------------------------------------------------

    def _claims(self) -> list[tuple[int, Find, Attribution]]:
        """Asserted attributions whose content tells a misdeed, by the first token of the content."""
        return sorted(
            (
                (find.content[0], find, one)
                for find, one in zip(self.finds, self.told, strict=True)
                if find.content and one.polarity == "asserted" and find.hit.phrase.label in _SPEECH and self._tells(find.content)
            ),
            key=lambda claim: claim[0],
        )

    def _tells(self, content: Range) -> bool:
        return not self.misdeeds.isdisjoint(self.folded[slice(*content)])

    def _claim(self, _: int, find: Find, one: Attribution) -> None:
        """ "A former clerk said Brandt took bribes": the subject of the verb that tells the misdeed, unless it speaks."""
        assert find.content
        for at in range(*find.content):
            token = self.folded[at]
            if token not in self.misdeeds:
                continue
            low = max(self.text.sentence_tokens(at)[0], find.content[0])
            verb = self._verb_of(at, low)
            if verb is None or not self.targets.holds(verb, low):
                continue
            speaker = self._speaker(find)
            self._note(self.targets.subject(verb, low), verb, one.source, speaker)

    def _verb_of(self, at: int, low: int) -> int | None:
        """The verb of a misdeed: the word itself, or the one before its noun ("took bribes", "committed a fraud")."""
        if self.folded[at].endswith(("ed", "ole", "ied", "beat", "sled")):
            return at
        for index in range(at - 1, max(low - 1, at - 4), -1):
            if self.folded[index] in _TAKES:
                return index
        return None

    def _speaker(self, find: Find) -> Party | None:
        found = self.parties.of(find.source) if find.source else []
        return found[0] if found else None

    # -- notes ------------------------------------------------------------------------------------------------------

    def _accuser(self, at: int, low: int) -> Party | None:
        subject = self.targets.answers.subject(at, low)
        found = self.parties.of(subject) if subject else []
        return found[0] if found else None

    def _source(self, phrases: list[Range]) -> Source | None:
        found = self.parties.of(phrases[0]) if phrases else []
        return found[0].source if found else None

    def _note(self, phrases: list[Range], at: int, source: Source | None, accuser: Party | None = None) -> None:
        """Note every named party the phrases mean as accused, once a sentence; nobody accuses himself."""
        without = accuser.key if accuser else ""
        for phrase in phrases:
            if self.folded[phrase[0]] in _SELVES:
                continue
            alone = phrase[1] - phrase[0] == 1
            personal = alone and self.folded[phrase[0]] in PERSONAL
            read = self.parties.pronoun(phrase[0], True, without) if personal else None
            for party in [read] if read else [] if personal else self.parties.of(phrase):
                statement = (self.text.sentence_of[at], party.key)
                if party.key == without or not self._known(party) or statement in self._seen:
                    continue
                self._seen.add(statement)
                self.parties.note_accused(party._replace(at=max(party.at, self._last_at())))
                self.found.append((party, self.text.span(at, at + 1), source))

    def _last_at(self) -> int:
        return self.parties.accused[-1].at if self.parties.accused else 0

    def _known(self, party: Party) -> bool:
        """Whether somebody in particular is accused: by name, by post, or as a body."""
        opening = self.folded[self.text.token_at(party.mention.start)]
        if party.name.count(" ") > _LONGEST_NAME:
            return False
        return party.named or (party.key.startswith("post ") and opening in ("the", "its", "his", "her", "their"))


_TAKES = frozenset(
    """
    took taken taking takes committed committing commits accepted accepting paid paying received receiving made hid engaged
    solicited demanded covered
    """.split()
)
