"""All figures of "who says what" in one table: attributions, kinds, replies, hedges, anonymity, pronoun links, levels, speed.

    python tests/benchmarks/who_says_what.py --texts FOLDER [--only PART]... [--format terminal|json]

FOLDER holds the labelled texts, which are not part of the repository (see training/README.md). What is missing is named, and
the rest still runs. Counts are right/found/due, right/all, or n. Ends with 0 if everything asked is reached, else with 1.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from parts import PARTS, measure
from table import as_json, as_text

from scorer.dataset import texts_folder


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path, default=texts_folder(None), help="default: $SCORER_TEXTS, ../shared/data")
    options.add_argument("--only", action="append", choices=list(PARTS), metavar="PART", help=", ".join(PARTS))
    options.add_argument("--format", choices=["terminal", "json"], default="terminal")
    chosen = options.parse_args()
    if not chosen.texts.is_dir():
        options.error(f"{chosen.texts} is no folder; give the one of the labelled texts by --texts")
    rows = [row for part in PARTS if part in (chosen.only or PARTS) for row in measure(part, chosen.texts)]
    print(as_json(rows) if chosen.format == "json" else as_text(rows))
    return 1 if any(row.met is False for row in rows) else 0


if __name__ == "__main__":
    raise SystemExit(main())
