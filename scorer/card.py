"""The model card: what a model was trained on, by which recipe, how good it is, and what its score is not.

Everything in it stands in the model file, most of it under ``card``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_STRONGEST = 8
_TITLES = {
    "accuracy": "accuracy",
    "macro_f1": "macro-F1",
    "quadratic_kappa": "quadratic kappa",
    "concordance": "concordance",
    "ap_needs_checking": "average precision, needs checking",
    "ece": "calibration error",
    "log_loss": "log-loss",
    "brier": "Brier score",
    "ranked_probability_score": "ranked probability score",
    "agreement": "same level",
    "alpha_ordinal": "Krippendorff's alpha, ordinal, where both see a source needed",
    "alpha_nominal": "Krippendorff's alpha, nominal, all levels",
    "kappa_background": "Cohen's kappa, background against the rest",
    "kappa_levels": "Cohen's kappa, all levels",
}
_SHORT = ("macro_f1", "log_loss", "ap_needs_checking")


def write_card(content: dict[str, Any]) -> str:
    """Markdown from the content of a model file."""
    card = content.get("card", {})
    sections = [
        ("", _opening(content)),
        ("Trained on", _data(content["corpora"])),
        ("What is too little", _list(card.get("warnings", []))),
        ("Recipe", _recipe(content["recipe"], content.get("libraries", {}))),
        ("Held out", _held_out(card, "from" in content["recipe"])),
        ("Calibration", _calibration(card)),
        ("Levels", _levels(card.get("levels", {}))),
        ("By corpus", _by_corpus(card.get("corpora", {}))),
        ("What each feature group is worth", _ablation(card.get("ablation", []))),
        ("What more labels are worth", _curve(card)),
        ("Agreement of two readers", _agreement(card.get("agreement", {}))),
        ("What weighs most", _strongest(content)),
        ("Why it was shipped", _promotion(card.get("promotion", {}))),
        ("Use", _USE),
        ("Known failures", _FAILURES),
    ]
    parts = [f"# Model card: {content['name']} {content['version']}"]
    for title, text in sections:
        if text:
            parts += [f"## {title}", text] if title else [text]
    return "\n\n".join(parts) + "\n"


def _opening(content: dict[str, Any]) -> str:
    words = sum(column.startswith("words.") for column in content["columns"])
    kind = content["estimator"]["class"] if "estimator" in content else "multinomial logistic regression"
    calibration = "a slope and an offset for each level" if content["recipe"].get("calibration") == "sigmoid" else (
        f"one temperature ({content['temperature']:.3f})"
    )  # fmt: skip
    return (
        f"Written by `scorer train`; do not edit. A {kind} over {len(content['columns'])} columns ({words} of them words), "
        f"calibrated by {calibration}. Digest `{content['digest'][:19]}…`."
    )


def _data(corpora: list[dict[str, Any]]) -> str:
    rows = [
        [
            corpus["name"],
            corpus["documents"],
            corpus["paragraphs"],
            f"{corpus['weight']:g}" + (" (re-weighted to natural rates)" if corpus.get("natural") else ""),
            ", ".join(f"{level} {number}" for level, number in corpus["levels"].items()),
            corpus.get("licence") or "not told",
            f"`{corpus['digest'][:19]}…`",
        ]
        for corpus in corpora
    ]
    return _table(["corpus", "documents", "paragraphs", "weight", "levels", "licence", "digest"], rows) + (
        "\n\nTexts that are not in the repository may be used but not passed on; only learned weights are."
    )


def _recipe(recipe: dict[str, Any], libraries: dict[str, str]) -> str:
    kept = {name: value for name, value in sorted(recipe.items()) if name not in ("held_out", "name", "version")}
    if isinstance(kept.get("groups"), list):
        kept["groups"] = ", ".join(kept["groups"])
    if isinstance(kept.get("from"), dict):
        kept["from"] = "{name} {version}, {digest}".format(**kept["from"])
    kept["libraries"] = ", ".join(f"{name} {version}" for name, version in libraries.items())
    return "\n".join(f"- {name}: {value}" for name, value in kept.items())


def _held_out(card: dict[str, Any], refined: bool) -> str:
    if "held_out" not in card:
        return "Nothing could be held out: there is one document. **How good this model is, is not known.**"
    rows = [
        [_TITLES.get(name, name), _show(values[0]), f"{_show(values[1])} to {_show(values[2])}" if len(values) == 3 else "–"]
        for name, values in card["held_out"].items()
    ]
    nested = "strength and calibration chosen by inner folds, so that no document chose anything for its own figures"
    how = nested if card["chosen"] else "but strength and calibration chosen on the same documents, so the figures are too rosy"
    chosen = f" The folds chose the strengths {', '.join(f'{one:g}' for one in card['chosen'])}." if card["chosen"] else ""
    return (
        f"Cross-validation in {card['folds']} folds over all corpora above, documents held out whole, {how}.{chosen} Intervals: "
        f"95 %, bootstrap over documents.\n\n{_table(['figure', 'value', 'interval'], rows)}\n\n"
        + ("They hold if the older model has not learned from these documents. " if refined else "")
        + "Figures on articles no model saw: `scorer evaluate CORPUS`."
    )


def _calibration(card: dict[str, Any]) -> str:
    if not card.get("reliability"):
        return ""
    rows = [[f"{low:.1f}–{low + 0.1:.1f}", count, _show(sure), _show(right)] for low, count, sure, right in card["reliability"]]
    plot = "![How often the likeliest level is right, by how sure the model is](calibration.svg)\n\n"
    shown = plot if "calibration.svg" in card.get("plots", []) else ""
    return shown + _table(["confidence", "paragraphs", "mean confidence", "right"], rows)


def _levels(levels: dict[str, dict[str, Any]]) -> str:
    if not levels:
        return ""
    figures = ("precision", "recall", "f1")
    rows = [[level, *(_show(found[name]) for name in figures), found["paragraphs"]] for level, found in levels.items()]
    return _table(["level", "precision", "recall", "F1", "paragraphs"], rows)


def _by_corpus(corpora: dict[str, dict[str, Any]]) -> str:
    if not corpora:
        return ""
    names = ("macro_f1", "quadratic_kappa", "ap_needs_checking", "log_loss", "ece")
    rows = [[corpus, found["paragraphs"], *(_show(found[name]) for name in names)] for corpus, found in corpora.items()]
    return _table(["corpus", "paragraphs", *(_TITLES[name] for name in names)], rows)


def _ablation(groups: list[dict[str, Any]]) -> str:
    if not groups:
        return ""
    rows = [[f"`{one['group']}`", one["columns"], *(_signed(one[name]) for name in _SHORT)] for one in groups]
    return (
        "What the held-out figures become when a group is left out and the rest learned anew: the same folds, the strength "
        "chosen for the whole, one temperature. A loss of macro-F1 or average precision, or a gain of log-loss, is what the "
        f"group is worth beside all others.\n\n{_table(['left out', 'columns', *(_TITLES[name] for name in _SHORT)], rows)}"
    )


def _curve(card: dict[str, Any]) -> str:
    points = card.get("curve", [])
    if not points:
        return ""
    rows = [
        [f"{one['share']:.0%}".replace("%", " %"), one["documents"], one["paragraphs"], *(_show(one[name]) for name in _SHORT)]
        for one in points
    ]
    half = next(one for one in points if one["share"] >= 0.5)
    f1, loss = points[-1]["macro_f1"] - half["macro_f1"], points[-1]["log_loss"] - half["log_loss"]
    shown = "learning-curve.svg" in card.get("plots", [])
    plot = "![Macro-F1 by documents learned from](learning-curve.svg)\n\n" if shown else ""
    head = ["share", "documents", "paragraphs", *(_TITLES[name] for name in _SHORT)]
    return (
        f"{plot}Learned from a part of the documents of each fold (strength as chosen for the whole, one temperature); documents "
        f"and paragraphs are means of the folds.\n\n{_table(head, rows)}"
        f"\n\nThe last doubling, from half of the documents to all, changed macro-F1 by {_signed(f1)} and log-loss by "
        f"{_signed(loss)}; expect rather less of the next."
    )


def _agreement(found: dict[str, Any]) -> str:
    if not found:
        return ""
    doubt = found.get("intervals", {})
    rows = [
        [title, _show(found[name]), f"{_show(doubt[name][0])} to {_show(doubt[name][1])}" if doubt.get(name) else "–"]
        for name, title in _TITLES.items()
        if name in found
    ]
    return (
        f"{found['documents']} documents ({found['paragraphs']} paragraphs) of the corpora were labelled twice.\n\n"
        f"{_table(['figure', 'value', 'interval'], rows)}"
    )


def _strongest(content: dict[str, Any]) -> str:
    """The columns with the largest standardised coefficients for each level."""
    if "estimator" in content:
        return "Not known: this estimator weighs no column by itself, so its scores come without reasons."
    rows = []
    for level, weights in zip(content["classes"], content["coefficients"], strict=True):
        ranked = [f"`{column}`" for _, column in sorted(zip(weights, content["columns"], strict=True))]
        rows.append([level, ", ".join(ranked[: -_STRONGEST - 1 : -1]), ", ".join(ranked[:_STRONGEST])])
    return _table(["level", "for", "against"], rows)


def _promotion(found: dict[str, Any]) -> str:
    if not found:
        return ""
    before, after = found["before"], found["after"]
    rows = [[_TITLES.get(name, name), _show(before[name]), _show(after[name])] for name in after]
    corpora = ", ".join(f"{one['name']} (`{one['digest'][:19]}…`)" for one in found["frozen"])
    return (
        f"Not worse than the model before it ({found['than']}) on {corpora}, which neither learned from.\n\n"
        f"{_table(['figure', 'before', 'now'], rows)}"
    )


def _list(lines: list[str]) -> str:
    return "\n".join(f"- {line[:1].upper()}{line[1:]}." for line in lines)


def _table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    head = list(head)
    head = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    return "\n".join([*head, *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)])


def _show(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _signed(value: float | None) -> str:
    return "–" if value is None else f"{value:+.3f}".replace("-", "−")


_USE = (
    "For finding the paragraphs of a news draft to check first, with the words that say why. **Not** a judgement of truth, "
    "of an outlet or of a reporter, and not a probability that anything is so: a named source can lie. English news prose; "
    "anything else is scored with a note in `scope`."
)
_FAILURES = """- A fresh act told as an act (accountable) and a bare claim (unsupported) are often taken for each other, and so
  are explanations that are settled record (background) and those that are not (unsupported).
- `qualified` is rare in the labels and the least sure of the levels.
- Party blocs and groups are judged unevenly by readers, and so by the model, where a member is named nearby.
- What is left is not who speaks: attributions marked by people in place of ours change next to nothing.
- Labels come from language-model readers of one kind; expect a few per cent of noise."""
