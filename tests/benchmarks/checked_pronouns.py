"""How many pronouns the ledger links to the antecedent that a reader wrote down (`tests/checked/pronouns.jsonl`).

    python tests/benchmarks/checked_pronouns.py --texts FOLDER

A link is right when the linked source is named by all words of the antecedent's naming, or mentioned where that stands. A
pronoun the ledger links to nobody is wrong.
"""

from __future__ import annotations

import argparse
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from scorer.ledger import Ledger
from scorer.pipeline import rows_of
from scorer.readers import read_text
from scorer.text import Text
from scorer.types import Source

CHECKED = Path(__file__).parent.parent / "checked" / "pronouns.jsonl"
CORPUS = Path("attribution") / "polnear.dev.jsonl"
_BETWEEN = "\n\n"


def pronoun_links(texts: Path) -> dict[str, Any]:
    """``right`` of ``total`` pronouns with a named antecedent, and how many have none (``apart``); ``wrong`` says where."""
    documents = {row["id"]: row["paragraphs"] for row in map(json.loads, (texts / CORPUS).read_text("utf-8").splitlines())}
    right, apart = 0, 0
    wrong: list[tuple[str, int]] = []
    ledgers: dict[str, tuple[Text, Ledger]] = {}
    for row in map(json.loads, CHECKED.read_text("utf-8").splitlines()):
        paragraphs = documents[row["document"]]
        if sha256(paragraphs[row["paragraph"]].encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"{row['document']}: paragraph {row['paragraph']} is not the one that was read")
        if row["antecedent"] is None:
            apart += 1
            continue
        if row["document"] not in ledgers:
            page, _ = rows_of(read_text(_BETWEEN.join(paragraphs)))
            ledgers[row["document"]] = page.text, page.ledger
        text, ledger = ledgers[row["document"]]
        named = _offset(paragraphs, row["antecedent"]["paragraph"])
        place = (named + row["antecedent"]["start"], named + row["antecedent"]["end"])
        if _agrees(text, ledger, _offset(paragraphs, row["paragraph"]) + row["start"], place):
            right += 1
        else:
            wrong.append((row["document"], row["paragraph"]))
    return {"right": right, "total": right + len(wrong), "accuracy": right / (right + len(wrong)), "apart": apart, "wrong": wrong}


def _offset(paragraphs: list[str], number: int) -> int:
    return sum(len(paragraph) + len(_BETWEEN) for paragraph in paragraphs[:number])


def _agrees(text: Text, ledger: Ledger, start: int, place: tuple[int, int]) -> bool:
    """Whether the pronoun at ``start`` is linked to who is named at ``place``."""
    wanted = _words(text.document.text[slice(*place)])
    source = _credited(ledger, start)
    if source is None:
        return wanted <= _words(ledger.pronouns.get(text.token_at(start), ""))
    if any(mention.start < place[1] and mention.end > place[0] for mention in source.mentions):
        return True
    return wanted <= _words(source.name)


def _credited(ledger: Ledger, start: int) -> Source | None:
    """The source of the attribution whose source is the pronoun."""
    for one in ledger.attributions:
        if one.mention and one.mention.start <= start < one.mention.end and one.source and one.source.kind != "none":
            return one.source
    return None


def _words(name: str) -> set[str]:
    return {word.strip(".,’'\"") for word in name.casefold().replace("’s", "").split()} - {"the"}


def main() -> None:
    """Print the figure, and where the links are wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--wrong", action="store_true", help="say where")
    given = parser.parse_args()
    found = pronoun_links(given.texts)
    print(f"{found['right']} of {found['total']} right ({found['accuracy']:.2f}); {found['apart']} without a named antecedent")
    for document, paragraph in found["wrong"] if given.wrong else ():
        print(f"  {document} {paragraph}")


if __name__ == "__main__":
    main()
