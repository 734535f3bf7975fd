"""The model card: what a model was trained on, by which recipe, how it did held out, and what its score is not."""

from __future__ import annotations

from typing import Any

_STRONGEST = 8


def write_card(content: dict[str, Any]) -> str:
    """Markdown from the content of a model file."""
    recipe = content["recipe"]
    words = sum(column.startswith("words.") for column in content["columns"])
    parts = [
        f"# Model card: {content['name']} {content['version']}",
        "Written by `scorer train`; do not edit. A multinomial logistic regression over "
        f"{len(content['columns'])} columns ({words} of them words), one temperature ({content['temperature']:.3f}).",
        "## Trained on",
        _corpora(content["corpora"]),
        "Texts that are not in the repository may be used but not passed on; only learned weights are. The drafts are "
        "own-written, fictional, Apache-2.0, labelled blind by others than their writers.",
        "## Recipe",
        "\n".join(f"- {name}: {recipe[name]}" for name in sorted(recipe) if name not in ("held_out", "name", "version")),
        "## Held out",
        "Cross-validation with documents held out whole, over all corpora above:",
        "\n".join(f"- {name}: {value:.3f}" for name, value in recipe.get("held_out", {}).items()),
        "Figures on articles no model saw: `scorer evaluate FILE.jsonl`.",
        "## What weighs most",
        _strongest(content),
        "## Use",
        "For finding the paragraphs of a news draft to check first, with the words that say why. **Not** a judgement of truth, "
        "of an outlet or of a reporter, and not a probability that anything is so: a named source can lie. English news prose; "
        "anything else is scored with a note in `scope`.",
        "## Known weaknesses",
        "- A fresh act told as an act (accountable) and a bare claim (unsupported) are often taken for each other, and so are\n"
        "  explanations that are settled record (background) and those that are not (unsupported).\n"
        "- `qualified` is rare in the labels and the least sure of the levels.\n"
        "- Where officials en bloc and a named speaker share a paragraph, the officials weigh too much.\n"
        "- Labels come from language-model readers of one kind; expect a few per cent of noise.",
    ]
    return "\n\n".join(parts) + "\n"


def _corpora(corpora: list[dict[str, Any]]) -> str:
    rows = ["| corpus | documents | paragraphs | weight | levels | digest |", "|---|---|---|---|---|---|"]
    for corpus in corpora:
        levels = ", ".join(f"{level} {number}" for level, number in corpus["levels"].items())
        name, size = corpus["name"], f"{corpus['documents']} | {corpus['paragraphs']} | {corpus['weight']:g}"
        rows.append(f"| {name} | {size} | {levels} | `{corpus['digest'][:19]}…` |")
    return "\n".join(rows)


def _strongest(content: dict[str, Any]) -> str:
    """The columns with the largest standardised coefficients for each level."""
    rows = ["| level | for | against |", "|---|---|---|"]
    for level, weights in zip(content["classes"], content["coefficients"], strict=True):
        ranked = sorted(zip(weights, content["columns"], strict=True))
        against = ", ".join(f"`{column}`" for _, column in ranked[:_STRONGEST])
        rows.append(f"| {level} | {', '.join(f'`{column}`' for _, column in ranked[: -_STRONGEST - 1 : -1])} | {against} |")
    return "\n".join(rows)
