"""What is told of a plan, a film, a ruling or a study: it can be looked up, though nobody is credited."""

from __future__ import annotations

from scorer.features._clauses import Clause, clauses_of
from scorer.features._view import Page, View, only
from scorer.types import Span

_RECORDS = frozenset(
    """
    plan plans proposal proposals bill bills act measure measures legislation ad ads advert video videos clip clips footage
    film documentary poster letter letters memo paper report reports study research book article essay post posts tweet
    tweets message messages email emails e-mails document documents rule rules order orders agreement treaty deal text
    platform budget chart map photo photos complaint lawsuit suit indictment affidavit filing filings ruling decision
    opinion contract resolution motion amendment law laws policy guidelines statute deed ordinance manifesto data figures
    """.split()
)
_TELLS = frozenset(
    """
    would will includes include included calls called says shows show showed showing features featured opens ends begins
    details detail detailed requires required require allows allowed lists listed describes described cites cited notes
    contains contained aims seeks sought proposes proposed bans banned gives names named reads argues found finds alleges
    alleged accuses accused suggest suggests depicts portrays quotes mentions refers covers sets provides provided
    """.split()
)
_REACH = 3


def record_tells(view: View) -> float | tuple[float, list[Span]]:
    """Share of sentences in which a plan, film, ruling or study tells or would do something."""
    telling = _telling(view)
    text = view.page.text
    return (len(telling) / len(clauses_of(view)), [text.span(one.at, one.at + 1) for one in telling]) if telling else 0.0


@only("uncredited")
def record_tells_alone(view: View) -> bool:
    """A plan, film, ruling or study tells something, and nobody is credited here."""
    return bool(_telling(view))


def under_record(view: View) -> bool:
    """Opens with "under the plan", "in the video", "in his letter"."""
    opening = view.own[:7]
    return opening[:1] in (["under"], ["in"], ["on"]) and not _RECORDS.isdisjoint(opening)


def _telling(view: View) -> list[Clause]:
    """The clauses of a paragraph in which a record tells something."""
    return view.page.once(_all_telling)[view.number]


def _all_telling(page: Page) -> list[list[Clause]]:
    return [[one for one in clauses_of(view) if _tells(view, one)] for view in page.views]


def _tells(view: View, one: Clause) -> bool:
    if one.at < 0:
        return False
    folded = view.page.text.folded
    return not _RECORDS.isdisjoint(folded[one.start : one.at]) and not _TELLS.isdisjoint(folded[one.at : one.at + _REACH])
