"""Acts told as acts: a named actor who signed, filed, launched, endorsed, met."""

from __future__ import annotations

from scorer.attributions.grammar import AUXILIARIES, is_adverb
from scorer.features._view import View
from scorer.lexicon import words
from scorer.types import Span

_REACH = 14


def _subject_verb(view: View) -> tuple[int, int] | None:
    """The tokens of the first sentence's name-like subject end and its verb, where the verb is a known act."""
    text = view.page.text
    first, last = text.sentence_tokens(view.first)
    acts, not_names = words("act"), words("not_name")
    if view.flat.isdisjoint(acts):
        return None
    capital = -1
    for at in range(first, min(last, first + _REACH)):
        if text.quoted[at]:
            return None
        token = text.folded[at]
        if text.capitals[at] and token not in not_names:
            capital = at
        elif capital >= 0 and token in acts and text.folded[at - 1] not in ("the", "a", "an", "to"):
            return capital, at
    return None


def named_act(view: View) -> bool | tuple[bool, list[Span]]:
    """The first sentence tells an act of somebody named."""
    found = _subject_verb(view)
    return (True, [view.page.text.span(found[1], found[1] + 1)]) if found else False


def act_verbs(view: View) -> float:
    """Verbs of acts outside quotations, at most 4."""
    return min(view.tell(words("act")), 4)


def opens_named(view: View) -> bool:
    """The paragraph opens with a name."""
    text = view.page.text
    if view.last - view.first < 2 or text.quoted[view.first]:
        return False
    token = text.folded[view.first]
    if token in words("given") or token in words("title"):
        return True
    return text.capitals[view.first] and token not in words("not_name")


def opens_person(view: View) -> bool:
    """The paragraph opens with a person the document knows as a source."""
    text = view.page.text
    return not view.page.surnames.isdisjoint(text.folded[view.first : view.first + 4])


def opens_body(view: View) -> bool:
    """The paragraph opens with an organisation or place that acts."""
    head = view.page.text.folded[view.first : view.first + 5]
    return not words("institution").isdisjoint(head) or not words("metonym").isdisjoint(head)


def passive(view: View) -> bool:
    """The first sentence's verb is passive: be and a past participle."""
    if view.flat.isdisjoint(_BE):
        return False
    text, folded = view.page.text, view.page.text.folded
    first, last = text.sentence_tokens(view.first)
    for at in range(first, min(last - 1, first + 20)):
        if folded[at] in _BE and not text.quoted[at]:
            following = at + 1
            while following < last - 1 and (is_adverb(folded[following]) or folded[following] in AUXILIARIES):
                following += 1
            return folded[following].endswith(("ed", "en", "wn", "ght", "ade", "eld"))
    return False


def act_today(view: View) -> bool:
    """An act of somebody named, with a weekday."""
    return not view.flat.isdisjoint(_DAYS) and _subject_verb(view) is not None


def present_perfect(view: View) -> bool:
    """Has or have and a participle in the first sentence, in the narrator's voice."""
    if not view.has("has", "have"):
        return False
    text = view.page.text
    first, last = text.sentence_tokens(view.first)
    return any(
        text.folded[at] in ("has", "have")
        and text.folded[at + 1].endswith(("ed", "en", "een", "one", "ade"))
        and not text.quoted[at]
        for at in range(first, min(last - 1, first + 20))
    )


_BE = frozenset("is was are were been be being".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight".split())
