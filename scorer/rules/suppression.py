"""Leave given to keep what a rule finds: it needs a name and a reason, ends some day, and must be of use."""

from __future__ import annotations

from collections.abc import Iterator

from scorer.rules._definitions import Copy, Hit, rule
from scorer.types import Allowance, Span


def _place(copy: Copy, one: Allowance) -> Span:
    """The comment, or the first word of the paragraph that a file beside the copy speaks of."""
    if one.origin == "inline":
        return one.span
    text = copy.text
    if not len(text):
        return Span(0, 0)
    first = text.first[one.paragraphs[0] - 1] if one.paragraphs else 0
    return text.span(first, first + 1)


def _where(one: Allowance) -> str:
    return "This allowance" if one.origin == "inline" else f"The allowance in {one.origin}:{one.line}"


@rule(
    "SP001",
    "warning",
    standard="NYT and Reuters on approval of anonymity: who approved, and why, is kept",
    reason="Leave that nobody gave, or for no reason, cannot be checked by anyone.",
    fix='Write the codes, by="who" and reason="why", or take the allowance out.',
)
def suppression_no_reason(copy: Copy) -> Iterator[Hit]:
    """An allowance has no reason or no name behind it, or cannot be read; it allows nothing then."""
    for one in copy.allowances:
        if one.problem:
            problem = one.problem.rstrip(".")
            yield Hit(*_place(copy, one), f"{_where(one)} allows nothing: {problem}.")


@rule(
    "SP002",
    "warning",
    standard="NYT and Reuters on approval of anonymity: it is given case by case",
    reason="Leave given for a time says nothing about what is printed after it.",
    fix="Ask again and set a new date, or mend the copy and take the allowance out.",
)
def suppression_expired(copy: Copy) -> Iterator[Hit]:
    """An allowance ran out before today; it allows nothing any more."""
    for one in copy.allowances:
        if not one.problem and one.until and one.until < copy.today:
            yield Hit(*_place(copy, one), f"{_where(one)} for {', '.join(one.codes)} ran out on {one.until.isoformat()}.")


@rule(
    "SP003",
    "warning",
    standard="NYT and Reuters on approval of anonymity: it is given case by case",
    reason="Leave that nothing needs hides the next finding that does.",
    fix="Take the allowance out.",
)
def suppression_unused(copy: Copy) -> Iterator[Hit]:
    """An allowance is valid, but no finding of its codes stands where it holds; not where one of its rules was not asked."""
    for one in copy.allowances:
        expired = one.until is not None and one.until < copy.today
        if not one.problem and not expired and one not in copy.used and copy.asked.issuperset(one.codes):
            yield Hit(*_place(copy, one), f"{_where(one)} for {', '.join(one.codes)} allows nothing that is found here.")
