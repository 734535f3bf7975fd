"""The parts of the benchmark: each takes the folder of the texts and returns rows. A corpus is scored once a process."""

from __future__ import annotations

import importlib
import statistics
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from held_out_phrases import automaton_without, held_out_phrases, unseen_snippets
from sklearn.metrics import f1_score
from stress import STRESSES, TIMES, seconds
from table import Row, describe, missing

from scorer.evaluation import figures_of_scores, score_labelled
from scorer.evaluation.sentences import correlate_certainty, evaluate_anonymity, evaluate_hedges
from scorer.evaluation.spans import AGREEMENTS, ROLES, SUBSETS, evaluate_spans, read_lines
from scorer.pipeline import score_document
from scorer.presence import FAMILIES, Counts
from scorer.readers import read_text
from scorer.text import Text

ROUNDS = 3
TOKENISATIONS = "time in tokenisations"
PUBLISHED = {
    ("reporting", "overlap"): dict(zip(ROLES, ("Citron .64", "Citron .65", "Citron .60"), strict=True)),
    ("reporting", "exact"): dict(zip(ROLES, ("Citron .61", "Citron .62", "Citron .42"), strict=True)),
    ("all", "overlap"): dict(zip(ROLES, ("Citron .52", "Citron .51", "Citron .48"), strict=True)),
    ("all", "exact"): dict(zip(ROLES, ("two annotators .74", "two annotators .68", "two annotators .64"), strict=True)),
}
"""F1 of others on the same articles by the same definitions: Citron with its cue model retrained on PolNeAR train."""


class NotThere(Exception):
    """A text or a module that a part needs is missing; the message says which."""


def _file(texts: Path, *parts: str) -> Path:
    path = texts.joinpath(*parts)
    if not path.is_file():
        raise NotThere(f"{path} is not there")
    return path


def _rows(texts: Path, *parts: str) -> list[dict[str, Any]]:
    return [row for _, row in read_lines(_file(texts, *parts))]


@cache
def _scored(path: Path) -> Any:
    return score_labelled(None, [path])


def _pooled(texts: Path) -> tuple[list[Any], list[Any]]:
    train, dev = _scored(_file(texts, "levels", "train.jsonl")), _scored(_file(texts, "levels", "dev.jsonl"))
    return train[0] + dev[0], train[1] + dev[1]


@cache
def _pooled_figures(texts: Path) -> dict[str, Any]:
    return figures_of_scores(*_pooled(texts))


def attribution(texts: Path) -> list[Row]:
    """Spans on PolNeAR dev, every subset, agreement and role, beside what others reach."""
    found = evaluate_spans(_file(texts, "attribution", "polnear.dev.jsonl"))
    return [
        _f1("attribution", f"{subset} {role}, {agreement}", found[subset, role, agreement], PUBLISHED[subset, agreement][role])
        for subset in SUBSETS
        for agreement in AGREEMENTS
        for role in ROLES
    ]


def _f1(part: str, measure: str, counts: Counts, note: str = "") -> Row:
    told = f"P {counts.precision:.3f} R {counts.recall:.3f}"
    return Row(part, measure, counts.f1, describe(counts), f"{told}; {note}" if note else told)


def levels(texts: Path) -> list[Row]:
    """Kinds and cue families on train and dev pooled and on dev alone, and the levels of dev."""
    pooled = _pooled(texts)[0]
    rows = _label_rows("levels, train and dev", _pooled_figures(texts), pooled)
    labels, scores = _scored(_file(texts, "levels", "dev.jsonl"))
    found = figures_of_scores(labels, scores)
    rows += _label_rows("levels, dev", found, labels)
    named = {"macro-F1": "macro_f1", "concordance": "concordance", "accuracy": "accuracy", "quadratic kappa": "quadratic_kappa"}
    named |= {"average precision, needs checking": "ap_needs_checking", "calibration error": "ece"}
    rows += [Row("levels, dev", name, found[key], f"n {len(labels):,}") for name, key in named.items()]
    numbers = Counter(label.level for label in labels)
    rows += [Row("levels, dev", f"F1 {level}", f1, f"n {numbers[level]:,}") for level, f1 in found["class_f1"].items()]
    return rows


def _label_rows(part: str, found: dict[str, Any], labels: list[Any]) -> list[Row]:
    kinds = [label.kind for label in labels if label.level not in ("background", "unsupported")]
    number = f"n {len(kinds):,}"
    always = ["person"] * len(kinds)
    baseline = f1_score(kinds, always, average="macro", labels=sorted(set(kinds)), zero_division=0)
    rows = [
        Row(part, "kind accuracy", found["kind_accuracy"], number, f'always "person" {kinds.count("person") / len(kinds):.2f}'),
        Row(part, "kind macro-F1", found["kind_macro_f1"], number, f'always "person" {baseline:.2f}'),
    ]
    return rows + [_f1(part, f"{family} F1", _counts(found, family)) for family in FAMILIES]


def _counts(found: dict[str, Any], family: str) -> Counts:
    one = found["cue_f1"][family]
    return Counts(one["right"], one["found"], one["count"])


def hedges(texts: Path) -> list[Row]:
    """Hedged sentences by both definitions, and hedges against graded certainty."""
    rows = []
    try:
        sentences = _rows(texts, "hedge", "szeged-factbank.dev.jsonl")
        rows.append(_f1("hedges", "FactBank dev, wide definition", evaluate_hedges(sentences), "stock lists .39–.56"))
        rows.append(_f1("hedges", "FactBank dev, narrow definition", evaluate_hedges(sentences, "hedge")))
    except NotThere as why:
        rows += missing("hedges", str(why))
    try:
        rows.append(_f1("hedges", "levels, train and dev, narrow definition", _counts(_pooled_figures(texts), "hedge")))
    except NotThere as why:
        rows.append(Row("hedges", "levels, train and dev, narrow definition", None, note=str(why)))
    try:
        correlation, number = correlate_certainty(_rows(texts, "certainty", "sci-certainty.val.jsonl"))
        note = "Spearman, summed weights with certainty; surer sentences hedge less where it is negative"
        rows.append(Row("hedges", "rank correlation with certainty", correlation, f"n {number:,}", note))
    except NotThere as why:
        rows.append(Row("hedges", "rank correlation with certainty", None, note=str(why)))
    return rows


def anonymity(texts: Path) -> list[Row]:
    """Recall on all snippets, and on those found by phrases that no seed knows; it counts only with the precision beside it."""
    snippets = _rows(texts, "anonymity", "anon-tracker.jsonl")
    try:
        on_levels = _counts(_pooled_figures(texts), "anon")
        precision = Row("anonymity", "precision on levels in this build", on_levels.precision, describe(on_levels))
    except NotThere as why:
        precision = Row("anonymity", "precision on levels in this build", None, note=str(why))
    held_out = held_out_phrases(snippets)
    unseen = unseen_snippets(snippets, held_out)
    rows = [_recall("recall", evaluate_anonymity(snippets), precision)]
    for measure, strict in (("recall by unseen phrases", False), ("recall by unseen phrases, strict", True)):
        automaton, gone = automaton_without(held_out, strict=strict)
        note = f"{len(held_out)} phrases held out, {gone} entries taken away"
        rows.append(_recall(measure, evaluate_anonymity(unseen, automaton), precision, note))
    return [*rows, precision]


def _recall(measure: str, counts: Counts, precision: Row, note: str = "") -> Row:
    void = "" if precision.met else f"does not count, as {precision.measure} is not {precision.asked}"
    told = "; ".join(filter(None, (note, void)))
    return Row("anonymity", measure, counts.recall, f"{counts.right:,}/{counts.due:,}", told, valid=not void)


def pronouns(texts: Path) -> list[Row]:
    """Links of pronoun-only paragraphs against those checked by hand."""
    try:
        checked = importlib.import_module("checked_pronouns")
    except ModuleNotFoundError as why:
        raise NotThere(f"no module {why.name}") from None
    try:
        found = checked.pronoun_links(texts)
    except FileNotFoundError as why:
        raise NotThere(f"{why.filename or why} is not there") from None
    right, number = found["right"], found["total"]
    note = f"{found['apart']} more have no named antecedent"
    return [Row("pronouns", "linked source is the named one", right / number if number else None, f"{right:,}/{number:,}", note)]


def speed(texts: Path) -> list[Row]:
    """Words per second of the whole way from text to scores, and drafts that a scorer may choke on."""
    try:
        rows = _throughput(texts)
    except NotThere as why:
        rows = [Row("speed", "words/s", None, note=str(why))]
    for name, stress in STRESSES.items():
        small, large = stress.size // TIMES, stress.size
        times = (seconds(stress.write(small), ROUNDS), seconds(stress.write(large), ROUNDS))
        told = f"{times[0]:.2f} s for {small:,}, {times[1]:.2f} s for {large:,}"
        rows.append(Row("speed", f"{name}, time for four times as many", times[1] / times[0], note=told))
        right = stress.count_right(large)
        rows.append(Row("speed", f"{name}, right", right / large, f"{right:,}/{large:,}"))
    return rows


def _throughput(texts: Path) -> list[Row]:
    news = [path.read_text("utf-8") for path in sorted(texts.joinpath("news").glob("*.txt"))]
    if not news:
        raise NotThere(f"{texts / 'news'} holds no *.txt")
    words = sum(len(text.split()) for text in news)
    whole, tokens = compare_speed(news)
    told = f"{words:,} words, {len(news)} texts"
    return [
        Row("speed", "words/s", words / whole, told, f"one process, median of {ROUNDS} rounds, processor time"),
        Row("speed", TOKENISATIONS, whole / tokens, told, "from text to scores, against text to tokens; the same on any machine"),
    ]


def compare_speed(news: list[str]) -> tuple[float, float]:
    """Median seconds from text to scores, and from text to tokens, in alternating rounds."""
    whole, tokens = [], []
    for text in news[:5]:
        score_document(read_text(text))
    for _ in range(ROUNDS):
        whole.append(_clock(news, lambda text: score_document(read_text(text))))
        tokens.append(_clock(news, lambda text: Text(read_text(text))))
    return statistics.median(whole), statistics.median(tokens)


def _clock(news: list[str], task: Callable[[str], object]) -> float:
    begin = time.process_time()
    for text in news:
        task(text)
    return time.process_time() - begin


PARTS: dict[str, Callable[[Path], list[Row]]] = {
    "attribution": attribution,
    "levels": levels,
    "hedges": hedges,
    "anonymity": anonymity,
    "pronouns": pronouns,
    "speed": speed,
}


def measure(part: str, texts: Path) -> list[Row]:
    """The rows of a part; where what it needs is missing, rows that say so."""
    try:
        return PARTS[part](texts)
    except NotThere as why:
        return missing(part, str(why))
