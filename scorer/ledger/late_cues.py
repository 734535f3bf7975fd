"""Cues that only the ledger can see: who is answerable (``src``), relays, and whose a quotation is."""

from __future__ import annotations

from scorer.attributions.kinds import Kinds
from scorer.ledger import Ledger
from scorer.ledger.unjoined import find_unjoined
from scorer.lexicon import Hit
from scorer.text import Text
from scorer.types import Attribution, Cue

_OBJECT_OF = frozenset("of by among against about including between".split())
_BOUND_TO = frozenset("connected linked tied related belonging belonged attached donated paid sold traced".split())
_HEARD = frozenset(
    """
    according interview interviews conversation conversations spoke speak talked talk speaking talking told described
    confirmed said reported account accounts word claims testimony statements information
    """.split()
)
"""Words before a preposition that let people speak: "interviews with people close to the talks"."""
UNSPOKEN = frozenset({"anon_vague", "anon_described"})
_PERSON = {
    "named": "person_named",
    "post": "person_named",
    "short": "person_short",
    "pronoun": "person_pronoun",
    "description": "person_short",
}


def find_late_cues(text: Text, ledger: Ledger, kinds: Kinds, hits: list[Hit]) -> list[Cue]:
    """``src`` cues with their final label, ``chain.relay``, ``quote.pronoun`` and ``quote.orphan``."""
    cues: list[Cue] = []
    seen: set[tuple[int, int]] = set()
    for attribution in ledger.attributions:
        span = attribution.mention
        if attribution.relay:
            cues.append(Cue(*attribution.cue, "chain", "relay", 0.8))
        if span is None or attribution.source is None or attribution.polarity == "hypothetical" or span in seen:
            continue
        label = _label(attribution)
        if label:
            seen.add(span)
            quoted = bool(text.quoted[text.token_at(span.start)])
            cues.append(Cue(*span, "src", label, 1.0, quoted, attribution.polarity == "negated"))
            if label == "person_pronoun" and attribution.content and text.quoted[text.token_at(attribution.content.start)]:
                cues.append(Cue(*attribution.content, "quote", "pronoun", 1.0, True))
    unspoken = _unspoken(text, hits, seen)
    seen.update((cue.start, cue.end) for cue in unspoken)
    cues.extend(unspoken)
    cues.extend(find_unjoined(text, ledger, kinds, hits, seen))
    cues.extend(_orphans(text, ledger))
    return cues


def _unspoken(text: Text, hits: list[Hit], seen: set[tuple[int, int]]) -> list[Cue]:
    """Withheld sources that a phrase names where no attribution was found ("people close to the campaign were adamant")."""
    starts = {start for start, _ in seen}
    ends = {end for _, end in seen}
    found: dict[int, Cue] = {}
    for hit in hits:
        if hit.phrase.family == "src" and hit.phrase.label in UNSPOKEN and hit.last - hit.first >= 3 and hit.phrase.weight >= 0.8:
            span = text.span(hit.first, hit.last)
            if _spoken_of(text, hit.first):
                continue
            if span.start not in starts and span.end not in ends:
                found[hit.first] = Cue(*span, "src", hit.phrase.label, hit.phrase.weight, bool(text.quoted[hit.first]))
    return list(found.values())


def _spoken_of(text: Text, first: int) -> bool:
    """Whether a phrase is what something is told of ("the names of people close to him", "linked to people …"), no source."""
    if first > 1 and text.folded[first - 1] == "to" and text.folded[first - 2] in _BOUND_TO:
        return True
    if not first or text.folded[first - 1] not in _OBJECT_OF:
        return False
    return first < 2 or text.folded[first - 2] not in _HEARD


def _label(attribution: Attribution) -> str:
    if attribution.kind in ("none", "na"):
        return "person_pronoun" if attribution.subkind == "pronoun" else ""
    if attribution.kind != "person":
        return attribution.kind
    return _PERSON.get(attribution.subkind, "person_named")


def _orphans(text: Text, ledger: Ledger) -> list[Cue]:
    found = []
    for index, stretch in enumerate(text.quotations):
        if index not in ledger.speakers and stretch.last - stretch.first > 8:
            span = text.span(stretch.first, stretch.last)
            found.append(Cue(*span, "quote", "orphan", 0.8, True))
    return found
