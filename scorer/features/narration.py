"""The narrator's own claims: evaluation, comparison, motive, cause, forecast, numbers without a keeper."""

from __future__ import annotations

from scorer.features._view import Page, View, is_year, only
from scorer.features.continuation import data_run
from scorer.lexicon import words
from scorer.types import Span


def evaluative_words(view: View) -> float | tuple[float, list[Span]]:
    """Evaluative words in the narrator's voice, at most 4."""
    if view.own_words.isdisjoint(words("evaluative")):
        return 0.0
    text, wanted = view.page.text, words("evaluative")
    hits = [at for at, token in zip(view.narrated, view.own, strict=True) if token in wanted]
    return min(len(hits), 4), [text.span(at, at + 1) for at in hits]


def superlative(view: View) -> float:
    """Superlatives and comparisons ("most", "worst", "more … than") outside quotations, at most 3."""
    return min(view.tell(view.page.once(_comparing)), 3)


def cause(view: View) -> float:
    """Words of cause, purpose and motive outside quotations, at most 3."""
    return min(view.tell(_CAUSES), 3)


def forecast(view: View) -> float:
    """Words about the future outside quotations and outside contents, at most 3."""
    return min(_outside_contents(view, _FUTURE), 3)


@only("figures")
def numbers(view: View) -> float:
    """Figures other than years and dates, at most 5."""
    return min(sum(map(_figure, view.figures)), 5)


@only("figures")
def numbers_unkept(view: View) -> float:
    """Figures outside every content, at most 5."""
    return min(_outside_contents(view, frozenset(filter(_figure, view.figures))), 5)


def figures_kept(view: View) -> float:
    """Signs and words of money and share inside contents, or beside data or a document as source, at most 3."""
    units = _units(view)
    return min(units if _keeper(view) else units - _outside_contents(view, _UNITS), 3) if units else 0


def figures_unkept(view: View) -> float:
    """Signs and words of money and share that nobody answers for, at most 3."""
    return 0 if view.own_words.isdisjoint(_UNITS) or _keeper(view) else min(_outside_contents(view, _UNITS), 3)


def question(view: View) -> bool:
    """The narrator asks."""
    return "?" in view.own_words


def exclaims(view: View) -> bool:
    """The narrator exclaims."""
    return "!" in view.own_words


def first_person(view: View) -> float:
    """I, we, my, our outside quotations, at most 3."""
    return min(view.tell(_FIRST), 3)


def second_person(view: View) -> float:
    """You, your outside quotations, at most 3."""
    return min(view.tell(_SECOND), 3)


def present_tense(view: View) -> float:
    """Share of finite be-and-have forms outside quotations that are present."""
    present, past = view.tell(_PRESENT), view.tell(_PAST_TENSES)
    return present / (present + past) if present + past else 0.5


def past_tense(view: View) -> float:
    """Share of words outside quotations that end in -ed or are common past forms."""
    return view.tell(view.page.once(_pasts)) / max(len(view.own), 1)


def contrast(view: View) -> bool:
    """The paragraph opens with a word of contrast or conclusion."""
    return bool(view.folded) and view.folded[0] in _TURNS


def negation(view: View) -> float:
    """Not, never, no outside quotations, at most 3."""
    return min(view.tell(_NEGATIONS), 3)


def generic_plural(view: View) -> bool:
    """Speaks of people in general: voters, Americans, women, experts …"""
    opening = view.own[:12]
    return not words("group").isdisjoint(opening) or not _PUBLIC.isdisjoint(opening)


def modal_narrated(view: View) -> float:
    """Must, should, can, will outside quotations and contents, at most 3."""
    return min(view.tell(_MODALS), 3)


def _pasts(page: Page) -> frozenset[str]:
    return _PAST.union([token for token in page.words if token.endswith("ed")])


def _comparing(page: Page) -> frozenset[str]:
    superlatives = [token for token in page.words if token.endswith("est") and len(token) > 5]
    return _COMPARING.union(superlatives) - _EST


def _keeper(view: View) -> bool:
    return any(one.kind in ("data", "document") for one in view.asserted) or bool(data_run(view))


def _units(view: View) -> int:
    return 0 if view.flat.isdisjoint(_UNITS) else sum(map(_UNITS.__contains__, view.folded))


def _outside_contents(view: View, wanted: frozenset[str]) -> int:
    """How many of these words stand outside quotations and contents."""
    if view.own_words.isdisjoint(wanted):
        return 0
    text = view.page.text
    found = [at for at, token in zip(view.narrated, view.own, strict=True) if token in wanted]
    return sum(not view.in_content(text.starts[at]) for at in found)


def _figure(token: str) -> bool:
    return token[:1].isdigit() and len(token) > 1 and not is_year(token)


_PRESENT = frozenset(["is", "are", "has", "have", "does", "do"])
_PAST_TENSES = frozenset(["was", "were", "had", "did"])
_COMPARING = frozenset(
    """
    most more less least best worst better worse biggest largest than unlike ever unprecedented only
    """.split()
)
_EST = frozenset(
    """
    interest request protest forest contest arrest invest suggest honest modest digest harvest conquest priest
    """.split()
)
_CAUSES = frozenset(
    """
    because since due thanks therefore thus hence so caused led driven fueled fuelled prompted aimed hoping trying
    seeking effort attempt
    """.split()
)
_FUTURE = frozenset("will would could may might likely expected poised set soon future eventually going".split())
_UNITS = frozenset("$ £ € % percent percentage million billion trillion per cent".split())
_FIRST = frozenset("i we my our me us i'm we're i've".split())
_SECOND = frozenset(["you", "your", "you're"])
_PAST = frozenset("was were had did said went came took made got gave held won lost began became met left told".split())
_TURNS = frozenset(
    """
    but yet still however instead and so nor despite although though while ultimately indeed meanwhile
    """.split()
)
_NEGATIONS = frozenset("not never no nothing none isn't wasn't doesn't didn't don't won't can't cannot".split())
_PUBLIC = frozenset(
    """
    voters americans people women men britons indians australians viewers readers observers politicians millions
    """.split()
)
_MODALS = frozenset("must should can will need needs ought shall".split())
