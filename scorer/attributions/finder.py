"""The finder: walks the cues of every sentence and joins each with its source and content."""

from __future__ import annotations

from scorer.attributions.contents import Contents
from scorer.attributions.cue_hits import pick_cue_hits
from scorer.attributions.evidence import is_likely
from scorer.attributions.frames import FRAME, Frames
from scorer.attributions.grammar import (
    AUXILIARIES,
    CIRCUMSTANTIAL,
    CLOSERS,
    COMMA,
    CONJUNCTIONS,
    HER_SPEECH,
    INDIRECT,
    MARKS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    TIMES,
)
from scorer.attributions.kinds import Kinds
from scorer.attributions.marks import find_marked
from scorer.attributions.nests import Find, keep_outermost
from scorer.attributions.noun_phrases import Phrases
from scorer.attributions.passives import told_by
from scorer.attributions.subjects import Subjects
from scorer.attributions.verbs import Range
from scorer.lexicon import NEVER, Hit, Phrase
from scorer.text import Text

FAMILY = "cue"
_NEGATED = frozenset(
    """
    not never n't didn't doesn't don't hasn't haven't hadn't won't wouldn't isn't wasn't couldn't can't cannot no
    """.split()
)
_HYPOTHETICAL = frozenset("if whether unless should would might could may must will can".split())
_CONDITIONS = frozenset(["if", "unless", "whether"])
_NONE: frozenset[str] = frozenset()
_MARK = Hit(0, 0, Phrase(FAMILY, "neutral", ":", (), 1.0, False, False, _NONE, _NONE, _NONE, _NONE))
_CIRCUMSTANCES = CIRCUMSTANTIAL - CONJUNCTIONS
_BETWEEN = CONJUNCTIONS | MARKS


def find_attributions(text: Text, hits: list[Hit], kinds: Kinds, *, sift: bool = True) -> list[Find]:
    """All outermost attributions of a text, by cue.

    ``order`` tells the shape: ``subject`` (X said …), ``tail`` (…, X said), ``inverted`` (…, said X), ``according``,
    ``noun`` (X's claim that), ``shared`` (and added …), ``passive``, ``colon`` (X: …), ``dash`` (… — X).
    ``sift`` drops finds that are probably none.
    """
    return _Finder(text, hits, kinds).find(sift)


class _Finder:
    def __init__(self, text: Text, hits: list[Hit], kinds: Kinds):
        self.text = text
        self.kinds = kinds
        self.folded = text.folded
        self.hits = pick_cue_hits(text, [hit for hit in hits if hit.phrase.family == FAMILY and hit.phrase.label != NEVER])
        verbs = {at for hit in self.hits for at in range(hit.first, hit.last)}
        self.phrases = Phrases(text, verbs)
        self.contents = Contents(text, {hit.first for hit in self.hits})
        self.frames = Frames(text, self.phrases, self.contents)
        self.subjects = Subjects(text, self.contents)

    def find(self, sift: bool) -> list[Find]:
        finds: list[Find] = []
        previous: Find | None = None
        sentence = -1
        for hit in self.hits:
            if self.text.quoted[hit.first]:
                continue
            if self.text.sentence_of[hit.first] != sentence:
                sentence, previous = self.text.sentence_of[hit.first], None
            low, high = self.text.sentences[sentence]
            found = self._join(hit, low, high, previous)
            if found and found.cue[0] >= low and not (previous and found[2:4] == previous[2:4]):
                finds.append(found)
                if found.order not in ("noun", "shared") and hit.phrase.weight >= _TELLING:
                    previous = found
        finds.extend(self.frames.worded())
        finds.extend(
            Find(mark, _MARK, source, content, "asserted", order) for mark, source, content, order in find_marked(self.text)
        )
        if sift:
            finds = [find for find in finds if self._sure(find) or is_likely(self.text, self.kinds, find)]
        return keep_outermost(finds)

    def _sure(self, find: Find) -> bool:
        """Whether the form alone tells: a transcript, a formula of several words, "is said to", "X's claim that"."""
        if find.order == "colon":
            return find.cue[1] < len(self.text) and self._transcript(find)
        if find.order == "noun":
            return find.source is not None and find.hit.phrase.label != "attitude"
        if find.hit.phrase.label == "according":
            return find.hit is FRAME or find.hit.last - find.hit.first > 2
        if find.content and (self._speaks(find) or self._between_commas(find) or self._opens_quotation(find)):
            return True
        if find.hit.phrase.label == "document" and self._newsroom(find):
            return True
        if find.hit.phrase.label == "decree" and find.hit.phrase.weight >= _CERTAIN:
            return find.source is not None and find.content is not None
        passed_on = find.source is None and self.folded[find.hit.first] in _PASSED_ON
        return passed_on and find.content is not None and self.folded[find.hit.last] in ("to", "that")

    def _newsroom(self, find: Find) -> bool:
        """Whether the newsroom tells what it found itself: "this newspaper found that"."""
        reports = find.source is not None and self.kinds.of(find.source).kind == "reporter"
        return reports and find.content is not None and self.folded[find.hit.last] == "that"

    def _speaks(self, find: Find) -> bool:
        """Whether a quotation that ends in a comma or a question stands right before its speaker: ``"Liar!" a man shouted``."""
        if find.source is None or find.order not in ("subject", "tail", "inverted"):
            return False
        at = min(find.source[0], find.cue[0])
        closed = at > 1 and self.text.quoted[at - 1] and self.folded[at - 1] in CLOSERS
        return bool(closed) and self.folded[at - 2] in (COMMA, "?", "!")

    def _opens_quotation(self, find: Find) -> bool:
        """Whether a colon and a quotation stand right behind subject and verb: "One fan posted: …"."""
        at = find.hit.last
        if find.source is None or find.order != "subject" or at + 1 >= len(self.folded) or self.folded[at] != ":":
            return False
        return bool(self.text.quoted[at + 1]) and find.content is not None and find.content[0] == at + 1

    def _between_commas(self, find: Find) -> bool:
        """Whether speaker and verb alone stand between commas: "Such plans, they believe, will fail"."""
        if find.source is None or find.cue[0] != find.source[1] or find.cue[1] >= len(self.folded) or not find.source[0]:
            return False
        if self.text.quoted[find.cue[1]]:
            return False
        set_off = self.folded[find.source[0] - 1] == self.folded[find.cue[1]] == COMMA
        return set_off and self.folded[find.cue[1] - 1] in _HOLDING and find.source[1] - find.source[0] <= _SHORT

    def _transcript(self, find: Find) -> bool:
        """Whether a colon follows a speaker in capitals, as transcripts print them, or opens a quotation."""
        capitals = find.source is not None and all(word.isupper() for word in self.text.words[slice(*find.source)])
        return capitals or bool(self.text.quoted[find.cue[1]])

    def _join(self, hit: Hit, low: int, high: int, previous: Find | None) -> Find | None:
        if hit.phrase.label == "according":
            return self.frames.according(hit, low, high, self._polarity(hit, hit.first, low))
        before = self.folded[hit.first - 1] if hit.first > low else "\n"
        if before == "'s" or (before in POSSESSIVES and not (before == "her" and self.folded[hit.first] in HER_SPEECH)):
            return self._noun(hit, low, high)
        return self._verb(hit, low, high, previous)

    # -- nouns ------------------------------------------------------------------------------------------------------

    def _noun(self, hit: Hit, low: int, high: int) -> Find | None:
        """``X's claim that …``, ``his insistence that …``: the holder stands in the genitive."""
        following = self.folded[hit.last] if hit.last < high else "\n"
        if following != "that" and self.folded[hit.last - 1] != "that":
            return None
        content = self.contents.after(hit.last, high, "")
        if self.folded[hit.first - 1] in POSSESSIVES:
            source: Range | None = (hit.first - 1, hit.first)
        else:
            source = self.phrases.holder(hit.first - 1, low)
        return Find((hit.first, hit.last), hit, source, content, "asserted", "noun") if content else None

    # -- verbs ------------------------------------------------------------------------------------------------------

    def _verb(self, hit: Hit, low: int, high: int, previous: Find | None) -> Find | None:
        begin = self.phrases.verb_group(hit.first, low)
        verb = self.folded[hit.first]
        cue = (begin, hit.last)
        polarity = self._polarity(hit, begin, low)
        before = self.folded[begin - 1] if begin > low else "\n"
        if agent := told_by(self.text, self.phrases, self.contents, hit, cue, low, high):
            return Find((cue[0], _before_by(self.folded, hit)), hit, *agent, polarity, "passive")
        if self._inverts(hit, begin, low) and (speaker := self._speaker(hit, begin, high)):
            content = self.contents.before(begin, low)
            content = self.contents.longest(
                content, self.contents.next_quotation(speaker[1], high) if self._ends(speaker[1], high) else None
            )
            if content:
                return Find(cue, hit, speaker, content, polarity, "inverted")
        joined = verb.endswith("ing") and begin == hit.first and before == COMMA
        subject = None if joined else self.phrases.before(begin, low)
        if subject:
            return self.subjects.join(hit, cue, subject, low, high, polarity)
        if verb.endswith("ing") or before in CONJUNCTIONS or before == COMMA:
            return self._shared(hit, cue, before, low, high, polarity, verb, previous)
        return None

    def _inverts(self, hit: Hit, begin: int, low: int) -> bool:
        """Whether what stands before a verb is a content: a closing mark, or a comma that closes no apposition."""
        verb, before = self.folded[hit.first], self.folded[begin - 1]
        if begin <= low or verb.endswith("ing") or (verb in INDIRECT and not (verb == "asked" and before in CLOSERS)):
            return False
        if before in CLOSERS and self.contents.quotation_at(begin - 1):
            return True
        if before in (COMMA, "--"):
            if begin - 2 >= low and self.folded[begin - 2] in CLOSERS and self.contents.quotation_at(begin - 2):
                return True
            following = self.folded[hit.last] if hit.last < len(self.folded) else "\n"
            if begin != hit.first or following in PRONOUNS:
                return False
            return self.phrases.before(begin, low) is None or self._closes_with_people(hit)
        return False

    def _closes_with_people(self, hit: Hit) -> bool:
        """Whether nothing but a group ends the sentence: "…, a town near the border, said local sources."."""
        if self.folded[hit.first] not in ("said", "say", "says"):
            return False
        for at in range(hit.last, min(hit.last + _SHORT, len(self.folded) - 1)):
            if self.folded[at + 1] in STOPS:
                return self.folded[at] in self.phrases.verbs.people or self.folded[at] in ("police", "source")
            if self.folded[at] in MARKS or self.folded[at] in AUXILIARIES:
                return False
        return False

    def _speaker(self, hit: Hit, begin: int, high: int) -> Range | None:
        """Who stands behind an inverted verb; nobody where the phrase there has a verb of its own ("said Brandt was late")."""
        speaker = self.phrases.after(hit.last, high)
        if speaker is None or self.folded[begin - 1] in CLOSERS or speaker[1] >= high:
            return speaker
        at = speaker[1]
        runs_on = self.folded[at] in AUXILIARIES or self.phrases.verbs.finite(at) or self.phrases.verbs.act(at)
        return None if runs_on else speaker

    def _ends(self, at: int, high: int) -> bool:
        return at >= high or self.folded[at] in STOPS

    def _shared(
        self, hit: Hit, cue: Range, before: str, low: int, high: int, polarity: str, verb: str, previous: Find | None
    ) -> Find | None:
        """A second cue of the same source: "… and added", ", saying that"."""
        content = self.contents.after(hit.last, high, verb)
        if content is None:
            return None
        if self.contents.clauses.subordinate(cue[0], low) or cue[0] == low:
            content = self.contents.clauses.main_clause(content)
            return Find(cue, hit, self._first_phrase(content[1] + 1, high), content, polarity, "shared")
        source = previous.source if previous else None
        if source is None and (verb.endswith("ing") or before in CONJUNCTIONS):
            source = self._first_phrase(self._main(low, cue[0]), cue[0])
        if source is None:
            return None
        return Find(cue, hit, source, content, polarity, "shared")

    def _main(self, low: int, end: int) -> int:
        """Where the main clause begins: behind the comma of a circumstance that opens the sentence."""
        first = self.folded[low]
        if first in _CIRCUMSTANCES or first in PREPOSITIONS or first.endswith("ing") or first in TIMES:
            for at in range(low + 1, min(end - 1, low + _OPENING)):
                if self.folded[at] == COMMA and not self.text.quoted[at]:
                    return at + 1
        return low

    def _first_phrase(self, low: int, end: int) -> Range | None:
        """The subject of the sentence: its first noun phrase, if it opens with one."""
        at = low
        while at < end and self.folded[at] in _BETWEEN:
            at += 1
        return self.phrases.after(at, end)

    def _polarity(self, hit: Hit, begin: int, low: int) -> str:
        group = self.folded[begin : hit.first]
        if not _NEGATED.isdisjoint(group) or "yet" in group:
            return "negated"
        if not _HYPOTHETICAL.isdisjoint(group):
            return "hypothetical"
        before = self.folded[max(low, begin - 11) : begin]
        if _CONDITIONS.isdisjoint(before):
            return "asserted"
        for token in reversed(before):
            if token in _CONDITIONS:
                return "hypothetical"
            if token in MARKS:
                break
        return "asserted"


_HOLDING = frozenset(
    """
    say says said believe believes believed think thinks argue argues argued contend contends add adds insist insists
    warn warns admit admits concede concedes acknowledge hope hopes fear fears note notes predict predict suggest
    """.split()
)
_SHORT = 6
_TELLING = 0.5
_CERTAIN = 0.9
_PASSED_ON = frozenset("said reported believed thought understood alleged rumoured rumored".split())
_OPENING = 30


def _before_by(folded: list[str], hit: Hit) -> int:
    return hit.last - 1 if folded[hit.last - 1] == "by" else hit.last
