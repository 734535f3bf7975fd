"""Speakers without a name: how their phrase opens, whether they speak, and whether a named member follows."""

from __future__ import annotations

from scorer.attributions.grammar import ARTICLES, POSSESSIVES, QUANTIFIERS
from scorer.features._lead import lead
from scorer.features._view import View, only
from scorer.types import UNNAMED, Attribution, Span

_FACELESS = UNNAMED | {"weasel_group", "unnamed_ordinary"}
_ONE = frozenset(["a", "an", "one", "another"])
_OPENINGS = ("one", "the", "his", "many", "bare")
_BLOCS = frozenset({"bloc", "en bloc", "roles"})
_KINDS = sorted({*_FACELESS, "member"})
_SPEECH = frozenset({"neutral", "according", "doubt", "concede"})

COLUMNS = {
    **{f"opens_{kind}_{how}": f"leads with {kind}, its phrase opens with {how}" for kind in _KINDS for how in _OPENINGS},
    **{f"thinks_{kind}": f"leads with {kind} that does not speak: it thinks, acts or accuses" for kind in _KINDS},
}


@only("credited")
def count(view: View) -> dict[str, tuple[float, list[Span]]]:
    """How the phrase of the source that leads a paragraph opens, and whether it speaks, if it has no name."""
    one = _leading(view)
    if one is None:
        return {}
    spans = [one.mention] if one.mention else []
    kind = "member" if _stood_for(one) else one.kind
    found: dict[str, tuple[float, list[Span]]] = {}
    if one.mention:
        found[f"opens_{kind}_{_opening(view, one.mention)}"] = (1.0, spans)
    if one.label not in _SPEECH:
        found[f"thinks_{kind}"] = (1.0, spans)
    return found


@only("credited")
def member_follows(view: View) -> bool:
    """A group without a name leads, and a named person is the first to speak in the next paragraph."""
    return _leading(view) is not None and _named_first(view.ahead())


@only("credited")
def member_quoted_next(view: View) -> bool:
    """A group without a name leads, and the next paragraph opens with the quoted words of a named person."""
    following = view.ahead()
    quotes = following is not None and bool(following.stretches) and following.stretches[0][0] == following.first
    return quotes and member_follows(view)


@only("credited")
def member_before(view: View) -> bool:
    """A group without a name leads, and a named person spoke first in the paragraph before, none in the next."""
    return _leading(view) is not None and not _named_first(view.ahead()) and _named_first(view.back(1))


@only("credited")
def nobody_named_near(view: View) -> bool:
    """A group without a name leads, and nobody with a name speaks in the paragraphs beside this one."""
    return _leading(view) is not None and not _named_first(view.ahead()) and not _named_first(view.back(1))


@only("credited")
def named_too(view: View) -> bool:
    """A speaker without a name leads, and a named person speaks in the same paragraph."""
    return _leading(view) is not None and any(one.kind == "person" for one in view.asserted)


@only("credited")
def faceless_beside(view: View) -> bool:
    """A speaker without a name leads here and in the paragraph before or after."""
    beside = (view.back(1), view.ahead())
    return _leading(view) is not None and any(other is not None and _leading(other) is not None for other in beside)


def _leading(view: View) -> Attribution | None:
    """The attribution that leads a paragraph, if its source has no name."""
    source, one = lead(view)
    return one if source is not None and one is not None and (one.kind in _FACELESS or _stood_for(one)) else None


def _stood_for(one: Attribution) -> bool:
    """Whether a source is a group that a member named nearby stands for."""
    return one.kind == "person" and one.subkind in _BLOCS and (one.source is None or one.source.subkind in _BLOCS)


def _named_first(view: View | None) -> bool:
    first = next((one for one in view.asserted if one.source), None) if view else None
    return first is not None and first.kind == "person" and first.subkind in ("named", "short")


def _opening(view: View, mention: Span) -> str:
    token = view.page.text.folded[view.page.text.token_at(mention.start)]
    if token in _ONE:
        return "one"
    if token in ARTICLES:
        return "the"
    if token in POSSESSIVES:
        return "his"
    return "many" if token in QUANTIFIERS else "bare"
