"""The narrator's claims where nobody at all is credited: the same counts as in ``narration``, which mean less beside a source."""

from __future__ import annotations

from scorer.features import narration
from scorer.features._view import View
from scorer.types import Span

_COUNTED = (
    narration.evaluative_words, narration.superlative, narration.cause, narration.forecast, narration.numbers,
    narration.figures_unkept, narration.question, narration.first_person, narration.second_person, narration.present_tense,
    narration.past_tense, narration.contrast, narration.negation, narration.generic_plural, narration.modal_narrated,
)  # fmt: skip
COLUMNS = {
    one.__name__: f"where nobody is credited: {(one.__doc__ or '')[:1].lower()}{' '.join((one.__doc__ or '').split())[1:]}"
    for one in _COUNTED
}


def count(view: View) -> dict[str, tuple[float, list[Span]]]:
    """The narrator's claims of a paragraph without an attribution."""
    if view.asserted:
        return {}
    found: dict[str, tuple[float, list[Span]]] = {}
    for one in _COUNTED:
        value = one(view)
        value, spans = value if isinstance(value, tuple) else (value, [])
        if value:
            found[one.__name__] = (float(value), spans)
    return found
