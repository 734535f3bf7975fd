"""A blind reading of findings: draw them with planted non-findings, have them judged, keep the verdicts without text.

    python tests/benchmarks/blind_reading.py draw --texts TEXTS --sheets FOLDER [--each 30] [--planted 8] [--rules AN,RR]
    python tests/benchmarks/blind_reading.py keep --sheets FOLDER

TEXTS is a folder of plain texts, of which every second one is drawn from (rules were tuned on the others), or a labelled corpus,
of which all are. ``draw`` takes findings of every rule and plants places where the rule is silent: what another rule finds, or a
cue. What was read already is not drawn again. Sheets show a place in its article, never whether it was planted.
A reader writes ``ITEM<tab>yes|no`` into ``SHEET.verdicts``. ``keep`` adds the verdicts to ``tests/checked/findings.jsonl``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from scorer.corpora._formats import read_corpus
from scorer.pipeline import score_document
from scorer.readers import read_path, read_text
from scorer.rules import find_findings, rulebook
from scorer.text.digests import digest_words
from scorer.types import Document, Finding, ScoredDocument

KEPT = Path(__file__).resolve().parent.parent / "checked" / "findings.jsonl"
_NEAR = 2
_ITEMS = 120


class Place(NamedTuple):
    """A place that a rule is said to speak of, and whether it really does."""

    rule: str
    document: str
    start: int
    end: int
    sha256: str
    planted: bool


def articles_of(texts: Path) -> dict[str, Document]:
    """Articles by name: the plain texts of a folder, or the documents of a labelled corpus."""
    if texts.is_dir():
        return {path.stem: read_path(path) for path in sorted(texts.glob("*.txt"))}
    return {one.id: read_text("\n\n".join(one.paragraphs), one.id) for one in read_corpus(texts)}


def unseen(texts: Path) -> dict[str, Document]:
    """The articles that no rule was tuned on: every second text of a folder, all of a corpus."""
    articles = articles_of(texts)
    return dict(list(articles.items())[1::2]) if texts.is_dir() else articles


def findings_of(document: Document) -> tuple[ScoredDocument, list[Finding]]:
    """An article scored, and all that the rules find in it."""
    scored = score_document(document)
    return scored, find_findings(scored.annotated, scored.scores)[0]


def place_of(rule: str, start: int, end: int, scored: ScoredDocument, name: str, *, planted: bool) -> Place:
    """The place as it is kept: the digest is that of its paragraph."""
    paragraphs = scored.annotated.paragraphs
    paragraph = max((one for one in paragraphs if one.start <= start), key=lambda one: one.start, default=paragraphs[0])
    return Place(rule, name, start, end, digest_words(paragraph.text), planted)


def draw(articles: dict[str, Document], each: int, planted: int, seed: int, rules: tuple[str, ...]) -> list[Place]:
    """So many findings of every rule whose code begins so, or all, and so many places at which it is silent."""
    chance = Random(seed)
    read = {_identity(row) for row in read_verdicts()}
    fired: dict[str, list[Place]] = {code: [] for code in rulebook() if code.startswith(rules) and not code.startswith("SP")}
    silent: dict[str, list[Place]] = {code: [] for code in fired}
    for name, document in articles.items():
        scored, findings = findings_of(document)
        if not scored.scores:
            continue
        for finding in findings:
            if finding.code in fired:
                place = place_of(finding.code, finding.start, finding.end, scored, name, planted=False)
                fired[finding.code] += [place] if _identity(place._asdict()) not in read else []
        for code in fired:
            silent[code] += _silences(code, scored, findings, name, chance)
    drawn = []
    for code in fired:
        drawn += chance.sample(fired[code], min(each, len(fired[code])))
        drawn += chance.sample(silent[code], min(planted, len(silent[code]))) if fired[code] else []
    chance.shuffle(drawn)
    return sorted(drawn, key=lambda place: place.rule)


def _silences(code: str, scored: ScoredDocument, findings: list[Finding], name: str, chance: Random) -> Iterator[Place]:
    """Up to two places of an article where a rule is silent: what another rule of its family finds, and a cue."""
    own = {finding.paragraph for finding in findings if finding.code == code}
    near = {paragraph + step for paragraph in own for step in (-1, 0, 1)}
    others = [finding for finding in findings if finding.code != code and finding.paragraph not in near]
    kin = [finding for finding in others if finding.code[:2] == code[:2]]
    cues = [cue for one in scored.annotated.paragraphs if one.number not in near for cue in one.cues if cue.weight >= 0.5]
    for candidates in (kin, cues):
        if candidates:
            start, end = _extent(chance.choice(candidates))
            yield place_of(code, start, end, scored, name, planted=True)


def _extent(found: Any) -> tuple[int, int]:
    return found.start, found.end


def write_sheets(places: list[Place], articles: dict[str, Document], folder: Path) -> None:
    """The items by sheet, each with its rule, its article and its place in the text; and apart, what they really are."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "key.jsonl", "w", encoding="utf-8") as key:
        for number, place in enumerate(places):
            key.write(json.dumps({"item": number} | place._asdict()) + "\n")
    for first in range(0, len(places), _ITEMS):
        lines = [_item(number, places[number], articles) for number in range(first, min(first + _ITEMS, len(places)))]
        (folder / f"sheet-{first // _ITEMS + 1:02}.txt").write_text("\n\n".join(lines) + "\n", "utf-8")


def _item(number: int, place: Place, articles: dict[str, Document]) -> str:
    rule = rulebook()[place.rule]
    document = articles[place.document]
    blocks = document.blocks
    at = max((index for index, block in enumerate(blocks) if block.start <= place.start), default=0)
    shown = range(0, len(blocks)) if rule.family == "document" else range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(blocks)))
    lines = [f"## ITEM {number}  rule {rule.code} {rule.name}  article {place.document}, paragraph {at + 1} of {len(blocks)}"]
    for index in shown:
        block = blocks[index]
        text = document.text[block.start : block.end]
        if index == at:
            start, end = place.start - block.start, min(place.end, block.end) - block.start
            text = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
        lines.append(f"P{index + 1}: {' '.join(text.split())}")
    return "\n".join(lines)


def keep(folder: Path) -> int:
    """Put the verdicts of all sheets into the table; returns how many there are now."""
    key = {item.pop("item"): item for item in map(json.loads, (folder / "key.jsonl").read_text("utf-8").splitlines())}
    rows = {_identity(row): row for row in read_verdicts()}
    for path in sorted(folder.glob("*.verdicts")):
        for line in path.read_text("utf-8").splitlines():
            item, _, verdict = line.partition("\t")
            if verdict.strip() in ("yes", "no"):
                row = key[int(item)] | {"verdict": verdict.strip() == "yes"}
                rows[_identity(row)] = row
    ordered = sorted(rows.values(), key=lambda row: json.dumps(_identity(row)))
    KEPT.write_text("".join(json.dumps(row) + "\n" for row in ordered), "utf-8")
    return len(ordered)


def read_verdicts() -> list[dict[str, Any]]:
    """The table of verdicts: rule, document, offsets, digest of the paragraph, whether it was planted, and the verdict."""
    return [json.loads(line) for line in KEPT.read_text("utf-8").splitlines()] if KEPT.is_file() else []


def _identity(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["rule"], row["document"], row["start"], row["end"], row["planted"]


def main() -> None:
    """Draw sheets, or keep verdicts."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=("draw", "keep"))
    options.add_argument("--texts", type=Path)
    options.add_argument("--sheets", type=Path, required=True)
    options.add_argument("--each", type=int, default=30)
    options.add_argument("--planted", type=int, default=8)
    options.add_argument("--seed", type=int, default=2026)
    options.add_argument("--rules", default="", help="beginnings of codes, apart by commas")
    chosen = options.parse_args()
    if chosen.what == "keep":
        print(f"{keep(chosen.sheets)} verdicts in {KEPT.name}")
        return
    articles = unseen(chosen.texts)
    places = draw(articles, chosen.each, chosen.planted, chosen.seed, tuple(chosen.rules.split(",")))
    write_sheets(places, articles, chosen.sheets)
    print(f"{len(places)} items, {sum(place.planted for place in places)} of them planted")


if __name__ == "__main__":
    main()
