"""Relays: a source that passes on somebody else's words, so that the claim is second-hand (guide, question 5 and case 6).

Three forms: another voice with its own verb inside what is said ("Lund said the builder told her …"), an outlet that
cites or quotes others ("the Ledger reported, citing court papers"), and an outlet named behind the words of another
("…, Lund said, according to the Ledger"; "…, as reported by the Ledger").
"""

from __future__ import annotations

from scorer.attributions.grammar import POSSESSIVES
from scorer.attributions.kinds import Kinds
from scorer.attributions.nests import Find
from scorer.attributions.verbs import Range
from scorer.text import Text
from scorer.types import UNNAMED, Attribution

_SPEECH = frozenset({"neutral", "according", "doubt"})
_TELLING = frozenset({"told", "informed", "assured", "warned"})
_CITING = frozenset({"citing", "cited", "cites", "cite", "quoting", "quoted", "quotes", "quote", "relaying"})
_SAME_SPEAKER = frozenset("he she they i we it who that which".split())
_SECOND_HAND = UNNAMED | {"media"}


def mark_relays(text: Text, kinds: Kinds, attributions: list[Attribution], finds: list[Find]) -> None:
    """Set ``relay`` on every attribution that passes on another's words, in place."""
    sentences = _Sentences(text, attributions, finds)
    for attribution, find in zip(attributions, finds, strict=True):
        attribution.relay = (
            _tells_of_another(text, kinds, attribution, find)
            or (attribution.kind == "media" and sentences.cites(find))
            or (attribution.kind == "media" and find.order in ("according", "passive") and sentences.has_speaker(find))
        )


def _tells_of_another(text: Text, kinds: Kinds, attribution: Attribution, find: Find) -> bool:
    """Whether a second voice stands inside the content with its own verb of speech, or does the citing."""
    for inner in find.inner:
        if inner.source and text.folded[find.hit.first] in _CITING:
            return True
        if inner.source is None or inner.polarity != "asserted" or inner.hit.phrase.label not in _SPEECH:
            continue
        opening = text.folded[kinds.core(inner.source)[0]]
        if opening in _SAME_SPEAKER or opening in POSSESSIVES:
            continue
        telling = text.folded[inner.hit.first] in _TELLING
        if telling or find.order == "according" or attribution.kind in _SECOND_HAND:
            return True
    return False


class _Sentences:
    """What else is attributed in the sentence of a find."""

    def __init__(self, text: Text, attributions: list[Attribution], finds: list[Find]):
        self.text = text
        self._speakers: dict[int, list[tuple[Range, str]]] = {}
        self._citing: dict[int, int] = {}
        for attribution, find in zip(attributions, finds, strict=True):
            if find.source and find.hit.phrase.label in _SPEECH and find.polarity == "asserted":
                here = text.sentence_of[find.cue[0]]
                self._speakers.setdefault(here, []).append((find.cue, attribution.kind))
        for at, token in enumerate(text.folded):
            if token in _CITING and not text.quoted[at]:
                self._citing.setdefault(text.sentence_of[at], at)

    def cites(self, find: Find) -> bool:
        """Whether the sentence says whom the source cites: "citing", "quoted … as saying"."""
        return self.text.sentence_of[find.cue[0]] in self._citing

    def has_speaker(self, find: Find) -> bool:
        """Whether somebody else, who is no outlet, speaks in the sentence."""
        here = self._speakers.get(self.text.sentence_of[find.cue[0]], ())
        return any(cue != find.cue and kind not in ("media", "none") for cue, kind in here[:8])
