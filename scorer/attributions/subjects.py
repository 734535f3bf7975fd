"""Cues with a subject before them: "X said …", "…, X said", "…, X said, …", ``"…" X asked.``"""

from __future__ import annotations

from scorer.attributions.contents import Contents
from scorer.attributions.grammar import CIRCUMSTANTIAL, CLOSERS, COMMA, CONJUNCTIONS, STOPS
from scorer.attributions.nests import Find
from scorer.attributions.passives import is_passive, unsaid
from scorer.attributions.verbs import Range
from scorer.lexicon import Hit
from scorer.text import Text

_NOBODY = frozenset(["nobody", "none", "neither", "no"])
_DATELINE = 9
_TAIL_OPENERS = frozenset(
    """
    on in at during after before last this in of to by with during while when as late early earlier from for through
    via , .
    """.split()
)

_CIRCUMSTANCES = CIRCUMSTANTIAL - CONJUNCTIONS
_SILENT = STOPS | {COMMA, "of", "about"}


class Subjects:
    """Joins cues of one text with the contents around their subjects; ranges are token indices, end exclusive."""

    def __init__(self, text: Text, contents: Contents):
        self.text = text
        self.folded = text.folded
        self.contents = contents

    def join(self, hit: Hit, cue: Range, subject: Range, low: int, high: int, polarity: str) -> Find | None:
        """The attribution of a cue whose subject is known: the content stands behind it, before it, or on both sides."""
        verb = self.folded[hit.first]
        start = subject[0]
        before = self.folded[start - 1] if start > low else "\n"
        if is_passive(self.text, hit, cue):
            said = unsaid(self.text, self.contents, hit, cue, subject, low, high)
            return Find(cue, hit, None, said, polarity, "subject") if said else None
        if before == "what" and start - 1 == low:
            return None
        if self.folded[start] in _NOBODY:
            polarity = "negated"
        if start == low and (asked := self._question_before(low, hit.last, high)):
            content = self.contents.longest(asked, self.contents.next_quotation(high, high))
            return Find(cue, hit, subject, content, polarity, "tail")
        behind = self.contents.before(start, low) if before in (COMMA, "--") or before in CLOSERS else None
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
        if content is None:
            return None
        if clauses.relative(subject, low):
            return clauses.set_off(content)
        return clauses.main_clause(content) if clauses.subordinate(subject[0], low) else content

    def _aside(self, at: int, ahead: Range) -> bool:
        """Whether what follows a cue and its comma only tells how, when or on what terms: ", he said, leaning on the gate"."""
        first = self.folded[ahead[0]]
        if self.folded[at] != COMMA or self.text.quoted[ahead[0]]:
            return False
        return first.endswith("ing") or first in _CIRCUMSTANCES or first in ("who", "which")

    def _question_before(self, low: int, at: int, high: int) -> Range | None:
        """The quotation that ends the sentence before, where nothing is said behind the verb: ``"Who?" Lund asked.``"""
        if low == 0 or self.folded[low - 1] not in CLOSERS or self.folded[low - 2] not in ("?", "!", "...", "…", ".", "--"):
            return None
        stretch = self.contents.quotation_at(low - 1)
        if stretch is None or stretch.last != low or self.text.paragraph_of[low] != self.text.paragraph_of[low - 1]:
            return None
        silent = at >= high or self.folded[at] in _SILENT or self.folded[at] in _TAIL_OPENERS
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
        return first in CIRCUMSTANTIAL or first.endswith("ing")

    def _parenthesis(self, at: int, high: int) -> bool:
        return at < high and self.folded[at] == COMMA

    def _tail_only(self, at: int, ahead: Range, high: int) -> bool:
        """Whether the words after the verb are only when, where and to whom, so that the content stood before."""
        return ahead[0] >= high or self.folded[at] in _TAIL_OPENERS or self.text.capitals[at] or at >= high
