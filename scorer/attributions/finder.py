"""The finder: walks the cues of every sentence and joins each with its source and content."""

from __future__ import annotations

from scorer.attributions.contents import Contents
from scorer.attributions.cue_hits import pick_cue_hits
from scorer.attributions.evidence import THRESHOLD, likelihood
from scorer.attributions.grammar import (
    COMMA,
    CONJUNCTIONS,
    INDIRECT,
    MARKS,
    POSSESSIVES,
    PRONOUNS,
    STOPS,
    is_capitalised,
)
from scorer.attributions.kinds import Kinds
from scorer.attributions.marks import find_marked
from scorer.attributions.nests import Find, keep_outermost
from scorer.attributions.noun_phrases import Phrases, Range
from scorer.lexicon import NEVER, Hit, Phrase
from scorer.text import Text

FAMILY = "cue"
_NEGATED = frozenset(
    """
    not never n't didn't doesn't don't hasn't haven't hadn't won't wouldn't isn't wasn't couldn't can't cannot no
    """.split()
)
_HYPOTHETICAL = frozenset("if whether unless should would might could may must will can".split())
_NONE: frozenset[str] = frozenset()
_MARK = Hit(0, 0, Phrase(FAMILY, "neutral", ":", (), 1.0, False, False, _NONE, _NONE, _NONE, _NONE))
_CLOSERS = frozenset(['"', "''", "”", "’", "'", "»"])


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
            if found and found.cue[0] >= low:
                finds.append(found)
                previous = found
        finds.extend(
            Find(mark, _MARK, source, content, "asserted", order) for mark, source, content, order in find_marked(self.text)
        )
        if sift:
            finds = [find for find in finds if self._transcript(find) or likelihood(self.text, self.kinds, find) >= THRESHOLD]
        return keep_outermost(finds)

    def _transcript(self, find: Find) -> bool:
        """Whether a colon follows a speaker in capitals, as transcripts print them."""
        return (
            find.order == "colon"
            and find.source is not None
            and all(word.isupper() for word in self.text.words[slice(*find.source)])
        )

    def _join(self, hit: Hit, low: int, high: int, previous: Find | None) -> Find | None:
        if hit.phrase.label == "according":
            return self._according(hit, low, high)
        before = self.folded[hit.first - 1] if hit.first > low else "\n"
        if before == "'s" or before in POSSESSIVES:
            return self._noun(hit, low, high)
        return self._verb(hit, low, high, previous)

    # -- "according to X" ------------------------------------------------------------------------------------------

    def _according(self, hit: Hit, low: int, high: int) -> Find | None:
        fronted = hit.first == low or (self.folded[hit.first - 1] in MARKS and hit.first - 1 == low)
        source = self.phrases.after(hit.last, high, apposition=not fronted)
        if source is None:
            return None
        after = source[1] + 1 if source[1] < high and self.folded[source[1]] == COMMA else source[1]
        if fronted:
            content: Range | None = self.contents.after(after, high, "")
        else:
            content = self.contents.before(hit.first, low) or self._left(hit.first, low)
            if after < high and source[1] < high and self.folded[source[1]] == COMMA:
                content = self.contents.longest(content, self.contents.after(after, high, ""))
        return Find((hit.first, hit.last), hit, source, content, self._polarity(hit, hit.first, low), "according")

    def _left(self, end: int, low: int) -> Range | None:
        start = low
        while start < end and self.folded[start] in CONJUNCTIONS | MARKS:
            start += 1
        return (start, end) if start < end else None

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
            source = self.phrases.before(hit.first - 1, low)
        return Find((hit.first, hit.last), hit, source, content, "asserted", "noun") if content else None

    # -- verbs ------------------------------------------------------------------------------------------------------

    def _verb(self, hit: Hit, low: int, high: int, previous: Find | None) -> Find | None:
        begin = self.phrases.verb_group(hit.first, low)
        verb = self.folded[hit.first]
        cue = (begin, hit.last)
        polarity = self._polarity(hit, begin, low)
        before = self.folded[begin - 1] if begin > low else "\n"
        if (found := self._passive(hit, cue, polarity, low, high)) is not None:
            return found
        if self._inverts(hit, begin, low) and (speaker := self._speaker(hit.last, high)):
            content = self.contents.before(begin, low)
            content = self.contents.longest(
                content, self.contents.next_quotation(speaker[1], high) if self._ends(speaker[1], high) else None
            )
            if content:
                return Find(cue, hit, speaker, content, polarity, "inverted")
        subject = self.phrases.before(begin, low)
        if subject and subject[0] < low:
            subject = None
        if subject:
            return self._with_subject(hit, cue, subject, low, high, polarity, verb)
        if verb.endswith("ing") or before in CONJUNCTIONS or before == COMMA:
            return self._shared(hit, cue, before, low, high, polarity, verb, previous)
        return None

    def _passive(self, hit: Hit, cue: Range, polarity: str, low: int, high: int) -> Find | None:
        """``…, first reported by X``, ``accused by Y of``: the agent stands behind "by"."""
        by = hit.last if self.folded[hit.last - 1] != "by" else hit.last - 1
        if by >= high or self.folded[by] != "by" or self.folded[hit.first].endswith("ing"):
            return None
        source = self.phrases.after(by + 1, high)
        content = self._left(cue[0], low)
        return Find((cue[0], by), hit, source, content, polarity, "passive") if source and content else None

    def _inverts(self, hit: Hit, begin: int, low: int) -> bool:
        """Whether what stands before a verb is a content: a closing mark, or a comma that closes no apposition."""
        verb, before = self.folded[hit.first], self.folded[begin - 1]
        if begin <= low or verb.endswith("ing") or (verb in INDIRECT and not (verb == "asked" and before in _CLOSERS)):
            return False
        if before in _CLOSERS and self.contents.quotation_at(begin - 1):
            return True
        if before in (COMMA, "--"):
            if begin - 2 >= low and self.folded[begin - 2] in _CLOSERS and self.contents.quotation_at(begin - 2):
                return True
            following = self.folded[hit.last] if hit.last < len(self.folded) else "\n"
            return begin == hit.first and following not in PRONOUNS and self.phrases.before(begin, low) is None
        return False

    def _speaker(self, at: int, high: int) -> Range | None:
        return self.phrases.after(at, high)

    def _ends(self, at: int, high: int) -> bool:
        return at >= high or self.folded[at] in STOPS

    def _with_subject(self, hit: Hit, cue: Range, subject: Range, low: int, high: int, polarity: str, verb: str) -> Find | None:
        start = subject[0]
        before = self.folded[start - 1] if start > low else "\n"
        behind = self.contents.before(start, low) if before in (COMMA, "--") or before in _CLOSERS else None
        ahead = self.contents.after(hit.last, high, verb)
        if behind and ahead and self._adverbial(behind):
            behind = None
        if behind and ahead:
            if self.text.quoted[behind[1] - 1] and not self.text.quoted[ahead[0]]:
                ahead = self.contents.next_quotation(high, high)
            elif not self.text.quoted[behind[1] - 1] and not self._parenthesis(hit.last, high):
                if self._tail_only(self.contents.hearer_end(hit.last, high, verb), ahead, high):
                    ahead = None
                else:
                    behind = None
        content = self.contents.longest(behind, self._condition(ahead, start, low) if polarity == "hypothetical" else ahead)
        if content is None:
            return None
        who = None if self._expletive(cue, hit, subject, content) else subject
        return Find(cue, hit, who, content, polarity, "tail" if content == behind else "subject")

    def _condition(self, content: Range | None, start: int, low: int) -> Range | None:
        """A content without the main clause behind it: "If she says so, they will come"."""
        if content is None or start != low + 1 or self.folded[low] not in ("if", "unless", "whether"):
            return content
        ends = [at for at in range(*content) if self.folded[at] == COMMA and not self.text.quoted[at]]
        return (content[0], ends[0]) if ends and ends[0] > content[0] else content

    def _expletive(self, cue: Range, hit: Hit, subject: Range, content: Range) -> bool:
        """Whether the subject is no source: "it was reported that", "the driver is said to have left"."""
        if self.folded[hit.first].endswith("ing") or _PASSIVE.isdisjoint(self.folded[cue[0] : hit.first]):
            return False
        return self.folded[subject[0]] == "it" or (self.folded[content[0]] == "to" and self.folded[hit.first] in _PASSED_ON)

    def _adverbial(self, part: Range) -> bool:
        """Whether what precedes the subject's comma is a circumstance ("On Monday, X said …"), not a content."""
        if self.text.quoted[part[1] - 1]:
            return False
        first = self.folded[part[0]]
        length = part[1] - part[0]
        if length <= 2:
            return True
        return first in _CIRCUMSTANTIAL or first.endswith("ing")

    def _parenthesis(self, at: int, high: int) -> bool:
        return at < high and self.folded[at] == COMMA

    def _tail_only(self, at: int, ahead: Range, high: int) -> bool:
        """Whether the words after the verb are only when, where and to whom, so that the content stood before."""
        return ahead[0] >= high or self.folded[at] in _TAIL_OPENERS or is_capitalised(self.text.words[at]) or at >= high

    def _shared(
        self, hit: Hit, cue: Range, before: str, low: int, high: int, polarity: str, verb: str, previous: Find | None
    ) -> Find | None:
        """A second cue of the same source: "… and added", ", saying that"."""
        content = self.contents.after(hit.last, high, verb)
        if content is None:
            return None
        source = previous.source if previous else None
        if source is None and (verb.endswith("ing") or before in CONJUNCTIONS):
            source = self._first_phrase(low, cue[0])
        if source is None:
            return None
        return Find(cue, hit, source, content, polarity, "shared")

    def _first_phrase(self, low: int, end: int) -> Range | None:
        """The subject of the sentence: its first noun phrase, if it opens with one."""
        at = low
        while at < end and self.folded[at] in CONJUNCTIONS | MARKS:
            at += 1
        return self.phrases.after(at, end)

    def _polarity(self, hit: Hit, begin: int, low: int) -> str:
        group = self.folded[begin : hit.first]
        if any(token in _NEGATED for token in group):
            return "negated"
        if any(token in _HYPOTHETICAL for token in group):
            return "hypothetical"
        for at in range(begin - 1, max(low - 1, begin - 12), -1):
            token = self.folded[at]
            if token in ("if", "unless", "whether"):
                return "hypothetical"
            if token in MARKS:
                break
        return "asserted"


_PASSED_ON = frozenset("said reported believed thought understood alleged rumoured rumored known".split())
_PASSIVE = frozenset("is was been are were be 's".split())
_CIRCUMSTANTIAL = frozenset(
    """
    in on at after before during when while as since by with without if although though because despite amid following
    for from to of under until once asked speaking appearing earlier last later given like unlike instead meanwhile
    however still yet but and so then now also even
    """.split()
)
_TAIL_OPENERS = frozenset(
    """
    on in at during after before last this in of to by with during while when as late early earlier from for through
    via , .
    """.split()
)
