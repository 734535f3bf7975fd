"""Weighted numbers of cues by family and label, everywhere and in the narrator's own voice."""

from __future__ import annotations

from scorer.features._view import View
from scorer.types import Span

LABELS = {
    "anon": "request reason_informative reason_boilerplate ground_rule knowledge count stake withheld",
    "resp": "denial nondenial declined no_reply unreachable deferred statement confirmed sought",
    "hedge": "modal adverb verb_noun doxastic hearsay condition investigation approx limits likelihood",
    "boost": "certainty",
    "ver": "independent documents_seen corroborated unverified contradicted",
    "narr": "analysis public_record stat_unsourced scene",
    "chain": "relay",
    "text": "broken header nonprose short",
}
_NAMES = [f"{family}.{label}" for family, labels in LABELS.items() for label in labels.split()]
_NARRATED = {
    (family, label): f"{family}.{label}_narrated" for family in ("hedge", "narr", "boost") for label in LABELS[family].split()
}
COLUMNS = {
    **{name: f"weighted number of {name} cues, at most 3" for name in _NAMES},
    **{name: f"the same outside quotations and contents: {'.'.join(cue)}" for cue, name in _NARRATED.items()},
}


def count(view: View) -> dict[str, tuple[float, list[Span]]]:
    """Weights summed by label, and by label outside contents."""
    found: dict[str, tuple[float, list[Span]]] = {}
    for name, total in view.counts.items():
        if name in COLUMNS and total:
            found[name] = (min(float(total), 3.0), view.cue_spans[name])
    for cue in view.cues:
        narrated = _NARRATED.get((cue.family, cue.label))
        if narrated and not cue.negated and not cue.quoted and not view.in_content(cue.start):
            value, spans = found.get(narrated, (0.0, []))
            found[narrated] = (min(value + cue.weight, 3.0), spans)
    return found
