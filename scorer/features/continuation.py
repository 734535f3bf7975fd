"""Plain continuation of a sourced paragraph against a return to the narrator, and what stands around."""

from __future__ import annotations

from scorer.features._sources import lead_of, surname_of
from scorer.features._view import IDENTIFIABLE, NOBODY, View, only
from scorer.types import UNNAMED


def opens_pronoun(view: View) -> bool:
    """The paragraph opens with he, she, they, it, his, her, their."""
    return not view.flat.isdisjoint(_PRONOUNS) and not _PRONOUNS.isdisjoint(view.folded[:3])


def opens_connective(view: View) -> bool:
    """The paragraph opens with a connective: also, in addition, moreover, meanwhile, then, instead."""
    return bool(view.folded) and view.folded[0] in _CONNECTIVES


def opens_demonstrative(view: View) -> bool:
    """The paragraph opens with this, that, these, those, such."""
    return bool(view.folded) and view.folded[0] in ("this", "that", "these", "those", "such")


def opens_the_source(view: View) -> bool:
    """The paragraph opens with "the report", "the statement", "the people", after such a source."""
    if len(view.folded) < 2 or view.folded[0] not in ("the", "its", "their"):
        return False
    lead = lead_of(view.back(1)) or lead_of(view.back(2))
    return lead is not None and not set(view.folded[1:4]).isdisjoint(lead.name.lower().split())


def repeats_source(view: View) -> bool:
    """The last source of the paragraph before is named again here."""
    lead = lead_of(view.back(1))
    return lead is not None and surname_of(lead) in view.flat


def pronoun_after_identifiable(view: View) -> bool:
    """Opens with a pronoun right after a paragraph led by a source a reader could go to."""
    return opens_pronoun(view) and (lead := lead_of(view.back(1))) is not None and lead.kind in IDENTIFIABLE


def pronoun_after_unnamed(view: View) -> bool:
    """Opens with a pronoun right after a paragraph led by a withheld source."""
    return opens_pronoun(view) and (lead := lead_of(view.back(1))) is not None and lead.kind in UNNAMED


@only("uncredited")
def bare_after_identifiable(view: View) -> bool:
    """No attribution here, one by an identifiable source in the paragraph before."""
    return (lead := lead_of(view.back(1))) is not None and lead.kind in IDENTIFIABLE


@only("uncredited", "figures")
def bare_after_data(view: View) -> bool:
    """No attribution here, figures here, and data or a document in one of the two paragraphs before."""
    leads = (lead_of(view.back(1)), lead_of(view.back(2)))
    return any(lead is not None and lead.kind in ("data", "document") for lead in leads)


@only("figures")
def data_run(view: View) -> bool:
    """Shares or points here, and unbroken paragraphs of figures back to data or a document as source, at most five."""
    if not _figures(view):
        return False
    for steps in range(1, 6):
        other = view.back(steps)
        if other is None:
            return False
        lead = lead_of(other)
        if lead is not None and lead.kind in ("data", "document"):
            return True
        if not _figures(other):
            return False
    return False


def _figures(view: View) -> bool:
    return bool(view.figures) and not view.flat.isdisjoint(_SHARES)


@only("uncredited")
def bare_after_unnamed(view: View) -> bool:
    """No attribution here, one by a withheld source in the paragraph before."""
    return (lead := lead_of(view.back(1))) is not None and lead.kind in UNNAMED


def bare_run(view: View) -> float:
    """Paragraphs since the last attribution or quotation, at most 5."""
    steps = 0
    while steps < 5:
        other = view.back(steps + 1)
        if other is None or other.asserted or other.stretches:
            break
        steps += 1
    return steps


def before_attributed(view: View) -> bool:
    """The paragraph before has an attribution by an identifiable source."""
    other = view.back(1)
    return other is not None and any(one.kind in IDENTIFIABLE for one in other.asserted)


def before_quotes(view: View) -> bool:
    """The paragraph before holds direct speech."""
    other = view.back(1)
    return other is not None and other.quoted_words > 5


def after_attributed(view: View) -> bool:
    """The paragraph after has an attribution."""
    other = view.ahead()
    return other is not None and bool(other.asserted)


def after_quotes(view: View) -> bool:
    """The paragraph after begins with direct speech."""
    other = view.ahead()
    return other is not None and bool(other.stretches) and other.stretches[0][0] == other.first


def before_weasel(view: View) -> bool:
    """The paragraph before is attributed to nobody in particular."""
    other = view.back(1)
    return other is not None and any(one.kind in NOBODY for one in other.asserted)


def around_attributed(view: View) -> float:
    """Share of the five paragraphs around that have an attribution (0 to 1)."""
    return view.credited_near(-2, 3)


def speaker_known(view: View) -> bool:
    """The paragraph names a person who speaks somewhere in the document."""
    return not view.flat.isdisjoint(view.page.surnames)


_SHARES = frozenset(
    """
    % percent points percentage lead leads led trails ahead poll polls voters respondents million billion $
    """.split()
)
_PRONOUNS = frozenset("he she they it his her their its".split())
_CONNECTIVES = frozenset(
    """
    also moreover furthermore additionally then instead meanwhile besides similarly likewise separately in and
    """.split()
)
