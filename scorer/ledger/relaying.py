"""Sources that pass on what somebody else told."""

from __future__ import annotations

from scorer.attributions.grammar import POSSESSIVES, PRONOUNS, RELATIVES
from scorer.attributions.kinds import Kinds
from scorer.attributions.nests import Find
from scorer.text import Text
from scorer.types import UNNAMED, Attribution


def relays(text: Text, kinds: Kinds, attribution: Attribution, find: Find) -> bool:
    """Whether the source passes on what somebody else told: a second voice with its own verb inside the content."""
    for inner in find.inner:
        if (
            inner.source is None
            or inner.polarity != "asserted"
            or inner.hit.phrase.label not in ("neutral", "according", "doubt")
        ):
            continue
        token = text.folded[kinds.core(inner.source)[0]]
        if token in PRONOUNS or token in RELATIVES or token in POSSESSIVES:
            continue
        if text.folded[inner.hit.first] in ("told", "informed", "assured", "warned") or attribution.kind in UNNAMED | {"media"}:
            return True
    return False
