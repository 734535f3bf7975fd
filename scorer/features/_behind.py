"""The kind of the lead claim's origin: whoever is credited, else whoever acts or what is shown, else whoever spoke before."""

from __future__ import annotations

from scorer.features._lead import lead
from scorer.features._view import IDENTIFIABLE, NOBODY, Page, View
from scorer.types import Attribution, Span

_HIDDEN = frozenset({"weasel_group", "agentless"})
_BACK = 3
_KEEPERS = frozenset({"institution", "media", "document"})
_SHARES = frozenset(["%", "percent", "percentage"])
_POLLS = frozenset("poll polls survey surveys".split())
_POLLED = _SHARES | _POLLS | {"points"}
_CHANTED = frozenset("chanted chant chanting shouted shouting yelled booed cheered sang sing singing".split())
_SCENE = frozenset(
    """
    crowd crowds audience applause applauded cheered cheers cheering booed boos chanted chants chanting marched marchers
    podium jumpsuit waved waving wearing wore hat shirt dressed sat seated stood hugged smiled smiling laughed laughter
    onlookers spectators placards banners signs whispered mayhem correspondents cameras
    """.split()
)
_MOSTLY = 0.7
_HARDLY = 0.15
_THINGS = frozenset({"institution", "document", "data", "media"})
_UNKNOWN = {"he": "person", "she": "person", "it": "institution"}
_PAPERS = frozenset(
    """
    documents emails records filings filing files papers video footage transcript audit email e-mail letter memo report
    reports lawsuit affidavit indictment ruling petition tape recording recordings
    """.split()
)


def kind_behind(page: Page, number: int, level: str) -> str:
    """The kind of the lead source that goes with the level (one of ``KINDS``)."""
    if level == "background":
        return "na"
    view = page.views[number]
    source, attribution = lead(view)
    kind = source.kind if source else "none"
    if level == "unsupported":
        return kind if kind in _HIDDEN else _hearsay(view)
    if attribution and (
        better := _passed_on(attribution)
        or _for_itself(view, attribution)
        or _counted(view, attribution)
        or _stated(page, number, attribution)
    ):
        return better
    if kind in IDENTIFIABLE and _polled(view):
        return "data"
    if level == "accountable" and _witnessed(view, attribution):
        return "reporter"
    if level == "accountable" and kind not in IDENTIFIABLE:
        kind = next((one.kind for one in view.asserted if one.source and one.kind in IDENTIFIABLE), kind)
    if kind in NOBODY:
        carried = _carried(page, number)
        kind = _spoken(view) or _shown(view, carried) or carried
    return "person" if level == "accountable" and kind == "none" else kind


def _hearsay(view: View) -> str:
    """Agentless where the claim is told as said or believed by nobody: "it is believed", "reportedly"."""
    told = any(cue.family == "hedge" and cue.label == "hearsay" and cue.weight >= 0.5 and not cue.quoted for cue in view.cues)
    return "agentless" if told else "none"


def _passed_on(attribution: Attribution) -> str:
    """The person an outlet only passes on: "Lund said the gate was shut, according to the Ledger"."""
    return attribution.passes_on if attribution.kind == "media" and attribution.passes_on == "person" else ""


def _for_itself(view: View, attribution: Attribution) -> str:
    """An outlet that issues a statement speaks for itself, as any company does."""
    text = view.page.text
    first, last = text.token_at(attribution.cue.start), text.token_at(attribution.cue.end - 1) + 1
    return "institution" if attribution.kind == "media" and "statement" in text.folded[first:last] else ""


def _stated(page: Page, number: int, attribution: Attribution) -> str:
    """Whose a statement is: it counts as the word of whoever issued it, a body unless a person came before."""
    text = page.text
    if attribution.kind != "document" or attribution.mention is None:
        return ""
    first, last = text.token_at(attribution.mention.start), text.token_at(attribution.mention.end - 1) + 1
    if "statement" not in text.folded[first:last]:
        return ""
    bare = last - first < 3  # "the statement", which continues what stands before
    return "person" if bare and _carried(page, number) == "person" else "institution"


def _witnessed(view: View, attribution: Attribution | None) -> bool:
    """Whether the reporter was there: a crowd's chant, a scene told without a source."""
    if attribution is None:
        return len(_SCENE & view.own_words) > 1 or (bool(view.stretches) and not _CHANTED.isdisjoint(view.own_words))
    return attribution.kind not in IDENTIFIABLE and _word(view, attribution.cue) in _CHANTED


def _counted(view: View, attribution: Attribution) -> str:
    """Data where shares are given according to whoever keeps them."""
    if attribution.order != "according" or attribution.kind not in _KEEPERS or attribution.content is None:
        return ""
    text = view.page.text
    first, last = text.token_at(attribution.content.start), text.token_at(attribution.content.end - 1) + 1
    told = text.folded[first:last]
    return "" if _SHARES.isdisjoint(told) or not any(token[0].isdigit() for token in told) else "data"


def _polled(view: View) -> bool:
    """Whether the narrator tells a poll's shares, whoever else speaks beside them."""
    return view.quote_share < _HARDLY and not (_POLLS.isdisjoint(view.own_words) or _SHARES.isdisjoint(view.own_words))


def _spoken(view: View) -> str:
    """A paragraph that is nearly all quotation, and whose nobody tells, is some person's words."""
    return "person" if view.quote_share >= _MOSTLY else ""


def _shown(view: View, carried: str) -> str:
    """What a paragraph without a source rests on: a poll's figures, whoever acts, a document it speaks of."""
    if view.figures and not view.flat.isdisjoint(_POLLED):
        return "data"
    return _actor(view, carried) or ("" if view.own_words.isdisjoint(_PAPERS) else "document")


def _actor(view: View, carried: str) -> str:
    """Whoever acts in a paragraph; a pronoun that stands for nobody known is a person, "it" what is carried on, or a body."""
    for one in view.asserted:
        if one.subkind == "pronoun" and one.kind == "none" and one.mention and (kind := _UNKNOWN.get(_word(view, one.mention))):
            return carried if kind == "institution" and carried in _THINGS else kind
    found = view.page.ledger.actors.of(view.number)
    return found.kind if found else ""


def _word(view: View, span: Span) -> str:
    return view.page.text.folded[view.page.text.token_at(span.start)]


def _carried(page: Page, number: int) -> str:
    """The kind of the source that a paragraph without one of its own carries on."""
    for back in range(number - 1, max(number - 1 - _BACK, -1), -1):
        source, _ = lead(page.views[back])
        if source is not None and source.kind not in NOBODY:
            return source.kind
    return "none"
