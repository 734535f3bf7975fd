"""Editorial rules over annotated copy, each a function in the file of what it looks at; few read the classifier, and say so.

Codes never change their meaning, and that of a retired rule is not used again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from scorer import discover
from scorer.rules._copy import Copy
from scorer.rules._definitions import Check, Hit
from scorer.types import Allowance, AnnotatedDocument, Finding, Rule, Score, Suppressed

Thresholds = Mapping[str, Mapping[str, float]]
_ABOUT_ALLOWANCES = "suppression"


@cache
def catalogue() -> dict[str, Check]:
    """Every rule with its function by code, in order of code."""
    found = [
        Check(member.rule, member)
        for module in discover.members(__name__).values()
        for member in vars(module).values()
        if isinstance(getattr(member, "rule", None), Rule)
    ]
    return {check.rule.code: check for check in sorted(found, key=lambda check: check.rule.code)}


def rulebook() -> dict[str, Rule]:
    """Every rule by code, in order of code."""
    return {code: check.rule for code, check in catalogue().items()}


def read_scores(codes: Collection[str]) -> bool:
    """Whether any of these rules reads the classifier, so that a draft must be scored for it."""
    return any(catalogue()[code].rule.scored for code in codes)


def find_findings(
    annotated: AnnotatedDocument,
    scores: Sequence[Score] | None = None,
    *,
    codes: Collection[str] | None = None,
    thresholds: Thresholds | None = None,
    severities: Mapping[str, str] | None = None,
    allowances: tuple[Allowance, ...] = (),
    today: date | None = None,
) -> tuple[list[Finding], list[Suppressed]]:
    """What the rules of these codes (default: all) find in a draft, and what of it is allowed, both in order of place.

    ``thresholds`` by code and name and ``severities`` by code take the place of the rules' own. An allowance that ran out
    before ``today`` allows nothing.
    """
    wanted = list(catalogue()) if codes is None else [code for code in catalogue() if code in codes]
    judge = _Judge(annotated, scores, wanted, thresholds or {}, severities or {}, allowances, today)
    return judge.judge()


class _Judge:
    """One draft before the rules: each rule is asked once, whoever wants to know."""

    def __init__(
        self,
        annotated: AnnotatedDocument,
        scores: Sequence[Score] | None,
        codes: list[str],
        thresholds: Thresholds,
        severities: Mapping[str, str],
        allowances: tuple[Allowance, ...],
        today: date | None,
    ):
        self.codes = codes
        self.thresholds = thresholds
        self.severities = severities
        self.copy = Copy(annotated, scores, allowances, self.hits, today)
        self.copy.asked = frozenset(codes)
        self._found: dict[str, list[Hit]] = {}

    def hits(self, code: str) -> list[Hit]:
        """The hits of a rule, which may itself ask for those of others."""
        if code not in self._found:
            check = catalogue()[code]
            usable = not check.rule.scored or self.copy.scores
            self._found[code] = list(check.find(self.copy, **self.thresholds.get(code, {}))) if usable else []
        return self._found[code]

    def judge(self) -> tuple[list[Finding], list[Suppressed]]:
        of_copy = [code for code in self.codes if catalogue()[code].rule.family != _ABOUT_ALLOWANCES]
        findings, suppressed = self._allow([finding for code in of_copy for finding in self._findings(code)])
        self.copy.used.update(one.allowance for one in suppressed)
        findings += [finding for code in self.codes if code not in of_copy for finding in self._findings(code)]
        return sorted(findings, key=_place), sorted(suppressed, key=lambda one: _place(one.finding))

    def _findings(self, code: str) -> Iterator[Finding]:
        rule = catalogue()[code].rule
        for hit in self.hits(code):
            severity = self.severities.get(code) or hit.severity or rule.severity
            paragraph = self.copy.paragraph_at(hit.start) + 1
            if rule.family == _ABOUT_ALLOWANCES or not self.copy.is_borrowed(paragraph - 1):
                yield Finding(code, severity, hit.start, hit.end, paragraph, hit.message, hit.fix or rule.fix)

    def _allow(self, findings: list[Finding]) -> tuple[list[Finding], list[Suppressed]]:
        kept: list[Finding] = []
        suppressed: list[Suppressed] = []
        leave: dict[str, list[Allowance]] = {}
        for one in self.copy.allowances:
            if one.problem or (one.until and one.until < self.copy.today):
                continue
            for code in one.codes:
                leave.setdefault(code, []).append(one)
        for finding in findings:
            allowance = next((one for one in leave.get(finding.code, ()) if _holds(one, finding.paragraph)), None)
            if allowance:
                suppressed.append(Suppressed(finding, allowance))
            else:
                kept.append(finding)
        return kept, suppressed


def _holds(allowance: Allowance, paragraph: int) -> bool:
    return not allowance.paragraphs or paragraph in allowance.paragraphs


def _place(finding: Finding) -> tuple[int, int, str, str]:
    return finding.start, finding.end, finding.code, finding.message


__all__ = ["Check", "Copy", "Hit", "Thresholds", "catalogue", "find_findings", "read_scores", "rulebook"]
