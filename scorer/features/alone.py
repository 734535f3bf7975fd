"""The narrator's claims where nobody at all is credited: the same counts as in ``narration``, which mean less beside a source."""

from __future__ import annotations

from scorer.features import narration

_COUNTED = (
    narration.evaluative_words, narration.superlative, narration.cause, narration.forecast, narration.numbers,
    narration.figures_unkept, narration.question, narration.first_person, narration.second_person, narration.present_tense,
    narration.past_tense, narration.contrast, narration.negation, narration.generic_plural, narration.modal_narrated,
)  # fmt: skip
COLUMNS = {
    one.__name__: f"where nobody is credited: {(one.__doc__ or '')[:1].lower()}{' '.join((one.__doc__ or '').split())[1:]}"
    for one in _COUNTED
}
REPEATS = {name: f"narration.{name}" for name in COLUMNS}
