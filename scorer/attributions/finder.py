"""The finder: walks the cues of every sentence and joins each with its source and content."""

from __future__ import annotations

from scorer.attributions.contents import Contents
from scorer.attributions.cue_hits import pick_cue_hits
from scorer.attributions.evidence import THRESHOLD, likelihood
from scorer.attributions.grammar import (
    AUXILIARIES,
    COMMA,
    CONJUNCTIONS,
    INDIRECT,
    MARKS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    TIMES,
    is_capitalised,
)
from scorer.attributions.kinds import Kinds
from scorer.attributions.marks import find_marked
from scorer.attributions.nests import Find, keep_outermost
from scorer.attributions.noun_phrases import Phrases
from scorer.attributions.passives import is_passive, told_by, unsaid
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
                if found.order not in ("noun", "shared") and hit.phrase.weight >= _TELLING:
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
            return self._with_subject(hit, cue, subject, low, high, polarity, verb)
        if verb.endswith("ing") or before in CONJUNCTIONS or before == COMMA:
            return self._shared(hit, cue, before, low, high, polarity, verb, previous)
        return None

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

    def _speaker(self, hit: Hit, begin: int, high: int) -> Range | None:
        """Who stands behind an inverted verb; nobody where the phrase there has a verb of its own ("said Brandt was late")."""
        speaker = self.phrases.after(hit.last, high)
        if speaker is None or self.folded[begin - 1] in _CLOSERS or speaker[1] >= high:
            return speaker
        at = speaker[1]
        runs_on = self.folded[at] in AUXILIARIES or self.phrases.verbs.finite(at) or self.phrases.verbs.act(at)
        return None if runs_on else speaker

    def _ends(self, at: int, high: int) -> bool:
        return at >= high or self.folded[at] in STOPS

    def _with_subject(self, hit: Hit, cue: Range, subject: Range, low: int, high: int, polarity: str, verb: str) -> Find | None:
        start = subject[0]
        before = self.folded[start - 1] if start > low else "\n"
        if is_passive(self.text, hit, cue):
            said = unsaid(self.text, self.contents, hit, cue, subject, low, high)
            return Find(cue, hit, None, said, polarity, "subject") if said else None
        if self.folded[start] in _NOBODY and polarity == "asserted":
            polarity = "negated"
        if start == low and (asked := self._question_before(low, hit.last, high)):
            content = self.contents.longest(asked, self.contents.next_quotation(high, high))
            return Find(cue, hit, subject, content, polarity, "tail")
        behind = self.contents.before(start, low) if before in (COMMA, "--") or before in _CLOSERS else None
        if behind and before == "--" and self._dateline(behind):
            behind = None
        ahead = self.contents.after(hit.last, high, verb)
        if behind and ahead and self._adverbial(behind):
            behind = None
        if behind and ahead and self._aside(hit.last, ahead):
            ahead = self.contents.next_quotation(high, high) if self.text.quoted[behind[1] - 1] else None
        if behind and ahead:
            if self.text.quoted[behind[1] - 1] and not self.text.quoted[ahead[0]]:
                ahead = self.contents.next_quotation(high, high)
            elif not self.text.quoted[behind[1] - 1] and not self._parenthesis(hit.last, high):
                if self._tail_only(self.contents.hearer_end(hit.last, high, verb), ahead, high):
                    ahead = None
                else:
                    behind = None
        content = self.contents.longest(behind, self._within(ahead, subject, low))
        if content is None:
            return None
        return Find(cue, hit, subject, content, polarity, "tail" if content == behind else "subject")

    def _within(self, content: Range | None, subject: Range, low: int) -> Range | None:
        """A content without the main clause behind it: "If she says so, they will come"."""
        clauses = self.contents.clauses
        if content is None or self.text.quoted[content[0]]:
            return content
        if clauses.subordinate(subject[0], low):
            return clauses.main_clause(content)
        return clauses.set_off(content) if clauses.relative(subject, low) else content

    def _aside(self, at: int, ahead: Range) -> bool:
        """Whether what follows a cue and its comma only tells how, when or on what terms: ", he said, leaning on the gate"."""
        first = self.folded[ahead[0]]
        if self.folded[at] != COMMA or self.text.quoted[ahead[0]]:
            return False
        return first.endswith("ing") or first in _CIRCUMSTANTIAL - CONJUNCTIONS or first in ("who", "which")

    def _question_before(self, low: int, at: int, high: int) -> Range | None:
        """The quotation that ends the sentence before, where nothing is said behind the verb: ``"Who?" Lund asked.``"""
        if low == 0 or self.folded[low - 1] not in _CLOSERS or self.folded[low - 2] not in ("?", "!", "...", "…", ".", "--"):
            return None
        stretch = self.contents.quotation_at(low - 1)
        if stretch is None or stretch.last != low or self.text.paragraph_of[low] != self.text.paragraph_of[low - 1]:
            return None
        silent = at >= high or self.folded[at] in STOPS | {COMMA, "of", "about"} or self.folded[at] in _TAIL_OPENERS
        return (stretch.first, stretch.last) if silent else None

    def _dateline(self, part: Range) -> bool:
        """Whether what a dash closes is where the story was filed: "TARNWICK (AP) —"."""
        opens = part[0] == self.text.first[self.text.paragraph_of[part[0]]]
        return (
            opens and part[1] - part[0] <= _DATELINE and len(self.text.words[part[0]]) > 1 and self.text.words[part[0]].isupper()
        )

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
        if first in _CIRCUMSTANTIAL - CONJUNCTIONS or first in PREPOSITIONS or first.endswith("ing") or first in TIMES:
            for at in range(low + 1, min(end - 1, low + _OPENING)):
                if self.folded[at] == COMMA and not self.text.quoted[at]:
                    return at + 1
        return low

    def _first_phrase(self, low: int, end: int) -> Range | None:
        """The subject of the sentence: its first noun phrase, if it opens with one."""
        at = low
        while at < end and self.folded[at] in CONJUNCTIONS | MARKS:
            at += 1
        return self.phrases.after(at, end)

    def _polarity(self, hit: Hit, begin: int, low: int) -> str:
        group = self.folded[begin : hit.first]
        if any(token in _NEGATED for token in group) or "yet" in group:
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


_NOBODY = frozenset(["nobody", "none", "neither", "no"])
_TELLING = 0.5
_OPENING = 30
_DATELINE = 9


def _before_by(folded: list[str], hit: Hit) -> int:
    return hit.last - 1 if folded[hit.last - 1] == "by" else hit.last


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
