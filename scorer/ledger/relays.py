"""Relays: a source that passes on somebody else's words, so that the claim is second-hand (guide, question 5 and case 6).

Forms: another voice with its own verb inside what is said ("Lund said the builder told her …"); an outlet that cites or
quotes others ("the Ledger reported, citing court papers"); an outlet named behind the words of another ("…, Lund said,
according to the Ledger"; "…, said Lund, reports the Ledger"); a quotation that opens with another's telling ("She said
that …", Lund recalled). A speaker's own words to an outlet are first-hand.
"""

from __future__ import annotations

from scorer.attributions.grammar import COMMA, POSSESSIVES
from scorer.attributions.kinds import Kinds
from scorer.attributions.nests import Find
from scorer.attributions.outlets import NEWSPEOPLE
from scorer.attributions.verbs import Range
from scorer.text import Text
from scorer.types import UNNAMED, Attribution

_SPEECH = frozenset({"neutral", "according", "doubt"})
_PUBLISHED = _SPEECH | {"decree", "accuse", "concede", "document", "endorse", "characterise"}
"""What others do with words that an outlet behind them passes on."""
_TELLING = frozenset({"told", "informed", "assured", "reassured", "warned", "confided", "notified"})
_CITING = frozenset({"citing", "cited", "cites", "cite", "quoting", "quoted", "quotes", "quote", "relaying"})
_SAME_SPEAKER = frozenset("he she they i it we who that which".split())
_ANOTHER = frozenset(["he", "she", "they"])
_SAID = frozenset("said says told tells".split())
_NESTED = frozenset([COMMA, ":", "'", "‘", "that"])
_QUOTED = frozenset("said told announced".split())
_HANDS_ON = frozenset("reports reported writes wrote cited quoted noted".split())
_SECOND_HAND = UNNAMED | {"media"}
_PEOPLE = UNNAMED | {"person", "unnamed_ordinary"}
_ANSWERABLE = frozenset({"person", "institution"})
_NO_VOICE = frozenset({"data", "agentless"})
_NO_WORDS = frozenset("asked asks posted predicted discussed discussing".split())
_NEWSPEOPLE = NEWSPEOPLE | {"bureau"}
_OWN_PAPER = frozenset("in on by from for based relying".split())
"""What opens "in her letter, Lund said": a speaker's own words."""
_VERBATIM = frozenset("audio video tape recording recordings transcript copy footage letter tweet statement".split())
"""Papers that hold the words themselves."""
_CITERS = frozenset({"media", "document"})
_CITES_TOO = _CITERS | {"institution"}
_BEHIND = ("according", "passive", "tail", "inverted")
_LONGEST = 8
_NEAR = 2
_OPEN = frozenset("([")


def mark_relays(text: Text, kinds: Kinds, attributions: list[Attribution], finds: list[Find]) -> None:
    """Set ``relay`` on every attribution that passes on another's words, in place."""
    sentences = _Sentences(text, kinds, attributions, finds)
    for attribution, find in zip(attributions, finds, strict=True):
        media = attribution.kind == "media"
        attribution.relay = (
            _tells_of_another(text, kinds, attribution, find)
            or ((media or _is_newsperson(text, attribution, find)) and sentences.cites(find))
            or (media and _quotes_another(text, find))
            or (media and find.order in _BEHIND and sentences.has_speaker(find))
            or (attribution.kind == "person" and _opens_with_another(text, find))
            or (not media and sentences.handed_on(find))
        )


def _is_newsperson(text: Text, attribution: Attribution, find: Find) -> bool:
    """Whether a named person is introduced as one who reports for an outlet: "the Ledger's bureau chief, Ruth Lund"."""
    return (
        attribution.kind == "person" and find.source is not None and not _NEWSPEOPLE.isdisjoint(text.folded[slice(*find.source)])
    )


def _tells_of_another(text: Text, kinds: Kinds, attribution: Attribution, find: Find) -> bool:
    """Whether a second voice stands inside the content with its own verb of speech, or does the citing."""
    if "quoted" in text.folded[slice(*find.cue)]:
        return True
    if _holds_own_words(text, attribution, find):
        return False
    return any(
        inner.source is not None
        and (
            _cites(text, kinds, attribution, find, inner.source)
            or (inner.polarity == "asserted" and _speaks(text, kinds, attribution, find, inner, inner.source))
        )
        for inner in find.inner
    )


def _holds_own_words(text: Text, attribution: Attribution, find: Find) -> bool:
    """Whether what is told of somebody is no telling: answers counted, one's own letter, a recording of the words themselves."""
    cue = text.folded[find.cue[0]]
    if attribution.kind == "data" or (attribution.kind == "none" and find.order != "according"):
        return True
    if find.order == "according" and cue in _OWN_PAPER and find.hit.phrase.label == "according":
        return True
    if cue in _CITING or attribution.kind in _SECOND_HAND or find.source is None:
        return False
    return not _VERBATIM.isdisjoint(text.folded[slice(*find.source)])


def _speaks(text: Text, kinds: Kinds, attribution: Attribution, find: Find, inner: Find, speaker: Range) -> bool:
    """Whether the speaker of an inner find is another than the source, who passes the words on."""
    verb = text.folded[inner.hit.first]
    media = attribution.kind == "media"
    handing = media and find.order in _BEHIND
    if inner.hit.phrase.label not in (_PUBLISHED if handing else _SPEECH) or verb in _NO_WORDS:
        return False
    opening = text.folded[kinds.core(speaker)[0]]
    telling = verb in _TELLING
    if opening in _SAME_SPEAKER or opening in POSSESSIVES:
        tail = find.order == "according" and inner.cue[0] < find.cue[0]
        return opening in _ANOTHER and (handing or (tail and (telling or attribution.kind == "document")))
    kind = kinds.of(speaker).kind
    if kind in _NO_VOICE or (kind == "media" and (attribution.kind == "document" or (media and _apart(find, inner)))):
        return False
    if media and not handing and find.content and speaker[0] - find.content[0] > _NEAR:
        return False  # "the Ledger reported that the quay flooded hours after Lund said …"
    recounted = attribution.kind == "document" and verb in _SAID and kind in _PEOPLE
    return telling or recounted or find.order == "according" or attribution.kind in _SECOND_HAND


def _apart(find: Find, inner: Find) -> bool:
    """Whether two outlets of a sentence have a clause each: "…, the Ledger reported, while …, the Courier reported"."""
    return inner.order in _BEHIND or find.order in ("tail", "inverted")


def _cites(text: Text, kinds: Kinds, attribution: Attribution, find: Find, speaker: Range) -> bool:
    """Whether an outlet or a document cites somebody, or is what does so: "the Ledger said, quoting the clerk"."""
    if text.folded[find.hit.first] not in _CITING:
        return False
    if find.order == "according":
        return kinds.of(speaker).kind in _CITES_TOO
    return attribution.kind in _CITERS


def _quotes_another(text: Text, find: Find) -> bool:
    """Whether somebody speaks in what an outlet is quoted with: ``"Lund lost, the clerk said," the Ledger wrote``."""
    first, last = find.content or (0, 0)
    return any(
        text.quoted[at] and (text.folded[at] in _QUOTED or text.folded[at : at + 2] == ["according", "to"])
        for at in range(first, last)
    )


def _opens_with_another(text: Text, find: Find) -> bool:
    """Whether a quotation begins with what another said: ``"She told us that …," Lund said``."""
    if find.content is None or not text.quoted[find.content[0]]:
        return False
    first, last = find.content
    first += not text.worded[first]
    if first + 2 >= last or text.folded[first] not in _ANOTHER or text.folded[first + 1] not in _SAID:
        return False
    return text.folded[first + 2] in _NESTED


class _Sentences:
    """What else is attributed in the sentence of a find."""

    def __init__(self, text: Text, kinds: Kinds, attributions: list[Attribution], finds: list[Find]):
        self.text = text
        self._speakers: dict[int, list[tuple[Range, str]]] = {}
        self._citing: dict[int, int] = {}
        self._handed_on: dict[int, int] = {}
        naming: set[int] = set()
        for attribution, find in zip(attributions, finds, strict=True):
            if find.order == "subject" and attribution.kind in _ANSWERABLE:
                naming.add(find.hit.first)  # "Lund cites the storm"
            if find.source and find.hit.phrase.label in _SPEECH and find.polarity == "asserted":
                here = text.sentence_of[find.cue[0]]
                self._speakers.setdefault(here, []).append((find.cue, attribution.kind))
        for at in text.places_of(_CITING):
            if not text.quoted[at] and at not in naming:
                self._citing.setdefault(text.sentence_of[at], at)
        for at in text.places_of(_HANDS_ON):
            if not text.quoted[at] and self._hands_on(kinds, at):
                self._handed_on.setdefault(text.sentence_of[at], at)

    def _hands_on(self, kinds: Kinds, at: int) -> bool:
        """Whether an outlet hands on: ", reports the Ledger", ", as quoted by the Ledger", ", the Ledger's Lund reports"."""
        folded = self.text.folded
        low, high = self.text.sentence_tokens(at)
        while high > at and not self.text.worded[high - 1]:
            high -= 1
        if at == low or high - at > _LONGEST:
            return False
        if folded[at - 1] == "as":
            return folded[at + 1 : at + 2] in (["by"], ["in"])
        if folded[at - 1] == COMMA:
            return at + 1 < high and kinds.of((at + 1, high)).kind == "media"
        if at + 1 == high:
            for mark in range(at - 2, max(low, at - _LONGEST), -1):
                if folded[mark] in ("'s", "'", "’"):
                    return self._outlet_before(kinds, low, mark)
        return False

    def _outlet_before(self, kinds: Kinds, low: int, mark: int) -> bool:
        """Whether an outlet that a comma sets off stands in the genitive that ends at a token."""
        for at in range(mark - 1, max(low, mark - _LONGEST), -1):
            if self.text.folded[at] == COMMA:
                return at + 1 < mark and kinds.of((at + 1, mark)).kind == "media"
        return False

    def cites(self, find: Find) -> bool:
        """Whether the sentence says whom the source cites: "citing", "quoted … as saying"."""
        return self.text.sentence_of[find.cue[0]] in self._citing

    def handed_on(self, find: Find) -> bool:
        """Whether an outlet behind it hands the words of a find on."""
        return find.cue[0] < self._handed_on.get(self.text.sentence_of[find.cue[0]], -1)

    def has_speaker(self, find: Find) -> bool:
        """Whether somebody else, who is no outlet, speaks in the sentence; a bracket stands for itself."""
        if find.content and self.text.folded[find.content[0] - 1] in _OPEN:
            return False
        here = self._speakers.get(self.text.sentence_of[find.cue[0]], ())
        return any(cue != find.cue and kind not in ("media", "none") for cue, kind in here[:8])
