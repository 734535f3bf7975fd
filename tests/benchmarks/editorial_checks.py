"""How often every editorial rule fires on real articles, how often it is right, and what it misses.

    python tests/benchmarks/editorial_checks.py --texts TEXTS [--texts CORPUS …]

The first TEXTS is counted; verdicts are looked up in all. Prints by rule: findings per 1,000 words; of those read blind
(``tests/checked/findings.jsonl``) that still fire, how many are right, with the Wilson interval of 95 %; of the planted
non-findings, how many the reader took for findings. Then recall on our own labelled drafts: of the paragraphs whose label says
what a rule is about, in how many one of its rules fires.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from blind_reading import articles_of, findings_of, read_verdicts
from scipy.stats import binomtest

from scorer.corpora._formats import read_corpus
from scorer.pipeline import score_document
from scorer.readers import read_text
from scorer.rules import find_findings, rulebook

DRAFTS = Path(__file__).resolve().parent.parent.parent / "training" / "drafts"
_EXPECTED = {
    "anon_vague": ("AN", "HG402"),
    "weasel_group": ("AT202",),
    "agentless": ("AT203", "AT204", "AT211", "AT213", "AT206"),
    "official_group": ("AT205", "AN"),
}
"""Which rules speak of a lead claim with this kind of source."""
_OF_UNSUPPORTED = ("AT", "HG403", "HG405")
"""Which rules speak of a paragraph of this level."""


class Precision(NamedTuple):
    """Of findings of a rule that were read, how many there are and how many are right; of planted ones, how many were taken."""

    read: int
    right: int
    planted: int
    taken: int

    def interval(self) -> tuple[float, float]:
        """The Wilson interval of the share that is right, at 95 %."""
        between = binomtest(self.right, self.read).proportion_ci(method="wilson")
        return float(between.low), float(between.high)


Fired = dict[tuple[str, str, int, int], str]
"""The severity of every finding, by rule, article and offsets."""


def count_on(texts: Path, wanted: frozenset[str] | None = None) -> tuple[Counter[tuple[str, str]], int, Fired]:
    """Findings by rule and severity in all (wanted) articles, the words of these, and where each finding is."""
    found: Counter[tuple[str, str]] = Counter()
    words = 0
    fired: Fired = {}
    for name, document in articles_of(texts).items():
        if wanted is not None and name not in wanted:
            continue
        scored, findings = findings_of(document)
        words += scored.annotated.measures["words"]
        found.update((finding.code, finding.severity) for finding in findings)
        fired |= {(finding.code, name, finding.start, finding.end): finding.severity for finding in findings}
    return found, words, fired


def precision_by_severity(fired: Fired) -> dict[tuple[str, str], Precision]:
    """What the blind reading says of every rule and severity; a finding that no longer fires counts for nothing."""
    verdicts = read_verdicts()
    found = {}
    for code, rule in rulebook().items():
        rows = [row for row in verdicts if row["rule"] == code]
        planted = [row["verdict"] for row in rows if row["planted"]]
        for severity in rule.severities:
            real = [
                row["verdict"]
                for row in rows
                if not row["planted"] and fired.get((code, row["document"], row["start"], row["end"])) == severity
            ]
            if real:
                found[code, severity] = Precision(len(real), sum(real), len(planted), sum(planted))
    return found


def recall_on_drafts() -> dict[str, tuple[int, int]]:
    """By what a label says: paragraphs that have it, and those of them in which a rule speaks of it."""
    tallies: dict[str, list[int]] = {name: [0, 0] for name in (*_EXPECTED, "unsupported")}
    for path in sorted(DRAFTS.glob("*.jsonl")):
        for document in read_corpus(path):
            scored = score_document(read_text("\n\n".join(document.paragraphs)))
            findings, _ = find_findings(scored.annotated, scored.scores)
            numbers = {paragraph.text: paragraph.number for paragraph in scored.annotated.paragraphs}
            for text, label in zip(document.paragraphs, document.labels, strict=True):
                here = [one.code for one in findings if one.paragraph == numbers.get(text.strip(), 0)]
                names = [name for name in (label.kind, label.level) if name in tallies]
                for name in names:
                    tallies[name][0] += 1
                    tallies[name][1] += any(code.startswith(_EXPECTED.get(name, _OF_UNSUPPORTED)) for code in here)
    return {name: (total, found) for name, (total, found) in tallies.items()}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, required=True, action="append")
    chosen = options.parse_args()
    found, words, fired = count_on(chosen.texts[0])
    read = frozenset(row["document"] for row in read_verdicts())
    for more in chosen.texts[1:]:
        fired |= count_on(more, read)[2]
    precision = precision_by_severity(fired)
    head = f"{'rule':<30}{'severity':<9}{'findings':>8}{'/1000 w':>9}"
    print(head + f"{'read':>6}{'right':>7}{'interval':>14}{'planted':>9}{'taken':>7}")
    for code, rule in rulebook().items():
        for severity in rule.severities:
            number = found[code, severity]
            line = f"{code} {rule.name:<24} {severity:<9}{number:>8}{1000 * number / words:>9.3f}"
            if (code, severity) in precision:
                one = precision[code, severity]
                low, high = one.interval()
                line += f"{one.read:>6}{one.right / one.read:>7.2f}{f'{low:.2f}-{high:.2f}':>14}{one.planted:>9}{one.taken:>7}"
            print(line)
    print(f"{sum(found.values())} findings in {words} words: {1000 * sum(found.values()) / words:.2f} per 1,000")
    print("recall on the drafts by label:")
    for name, (total, hit) in recall_on_drafts().items():
        print(f"  {name:<20}{hit:>5} of {total:<5}{hit / max(total, 1):>6.2f}")


if __name__ == "__main__":
    main()
