"""What the fuzzer begins with, by target: own-written files of every kind, small and whole."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import article_formats as made
import outputs
import targets
from attacks import WHOLE
from changes_made import NEW, OLD
from corpora_made import GATE, POST
from office_made import paragraph

from scorer.corpora import Label, LabelledDocument
from scorer.corpora._formats import formats, write_corpus
from scorer.features import columns
from scorer.lexicon import SeedLines
from scorer.lexicon.compiled import read_seeds
from scorer.model import digest_content
from scorer.resources import folder
from scorer.types import LEVELS

ROOT = Path(__file__).resolve().parent.parent.parent
_ODT = '<text:h text:outline-level="1">Gate</text:h><text:p>It shut, <text:span>officials</text:span> said.</text:p>'
_HOSTILE = (
    "\x1b[31mOfficials\x1b[0m said\u202e so.\n\n"
    "=cmd|'/C calc'!A0 she said\x07.\n\n<script>alert(1)</script> | sources said \x9b2J",
    "“We sold it 🚢,” said Dolores Ibarra\r\r\nREAD MORE\n\n"
    "Ibarra denied it. The union did not respond to a request for comment.",
    "::error file=a::Officials said %0A it\n\n"
    "```\n</textarea>\n\nRene\u0301 Holm, a clerk, may have denied it, sources say\ufffd",
)
_CORRECTIONS = (
    '[[merge]]\nsources = ["Fenn", "officials"]\n[[kind]]\nsource = "Fenn"\nkind = "institution"\n',
    '[[split]]\nsource = "Fenn"\nparagraphs = [1]\nname = "Jana Horak"\n[[rename]]\nsource = "#1"\nto = "Teresa Lund"\n',
)
_CONFIGURATION = (
    "select = ['AN', 'AT203']\nignore = ['DC']\nexclude = ['old/**']\n[severity]\nAN105 = 'note'\n[threshold]\n"
    "DC601.share = 0.4\n"
    "[vocabulary]\n'anon.request' = ['asked (not|never) to be [so] named']\n[[per-path]]\npaths = ['a/*']\nignore = ['AN']\n"
)


@cache
def beginnings(target: str) -> list[bytes]:
    """The first inputs of a target."""
    return list({"readers": _files, "reports": _texts, "models": _models, "corpora": _corpora, "settings": _settings,
                 "seeds": _seeds}[target]())  # fmt: skip


def _files() -> Iterator[bytes]:
    known = targets._suffixes()
    for suffix, data in WHOLE.items():
        dotted = f".{suffix}"
        if dotted in known:
            yield bytes([known.index(dotted)]) + data()
    yield bytes([known.index(".docx part")]) + "".join(paragraph(text) for text in (GATE, POST)).encode()
    yield bytes([known.index(".odt part")]) + _ODT.encode()
    yield bytes([known.index(".warc")]) + gzip.decompress(made.in_warc())
    yield bytes([known.index(".html")]) + made.fragment().encode()


def _texts() -> Iterator[bytes]:
    yield b"\5" + OLD.encode() + b"\f" + NEW.encode()
    drafts = sorted((ROOT / "training" / "drafts").glob("*.md"))
    for kind in range(len(outputs.OUTPUTS)):
        for draft in drafts[kind::3]:
            yield bytes([kind]) + draft.read_bytes()[:500]
        for text in _HOSTILE:
            yield bytes([kind]) + text.encode("utf-8", "surrogatepass")


def _models() -> Iterator[bytes]:
    for digest in (True, False):
        content = {
            "schema": 1, "name": "small", "version": "1", "classes": list(LEVELS), "temperature": 1.0,
            "columns": list(columns())[:3], "mean": [0.0, 0.5, 1], "scale": [1.0, 2, 1e-3],
            "coefficients": [[0.1, -2.0, 0.0]] * 5, "intercepts": [0.0, 0.0, 2.0, 0.0, 0.0], "recipe": {},
        }  # fmt: skip
        yield json.dumps(content | ({"digest": digest_content(content)} if digest else {})).encode()
    content["estimator"] = {"class": "sklearn.dummy.DummyClassifier", "digest": "sha256:0", "slopes": [1] * 5}
    yield json.dumps(content).encode()


def _corpora() -> Iterator[bytes]:
    from tempfile import TemporaryDirectory

    label = Label("accountable", "reported", ("quote",), {"anon": (), "denial": (), "reply": (), "hedge": ("may",)})
    document = LabelledDocument("a", "own", "wire", [GATE, POST], [label, Label("weak")], title="Gate")
    for number, form in enumerate(sorted(formats()), 1):
        with TemporaryDirectory() as place:
            path = Path(place) / "corpus"
            try:
                write_corpus([document], path, form)
            except Exception:  # a format that is only read
                continue
            written = [one for one in sorted(path.rglob("*")) if one.is_file()] if path.is_dir() else [path]
            joined = b"\x1c".join(one.read_bytes() for one in sorted(written, key=lambda one: one.suffix, reverse=True))
            yield bytes([number]) + joined
            yield b"\0" + joined
    for sample in sorted((ROOT / "tests" / "samples" / "corpora").glob("*.*")):
        if sample.is_file():
            yield b"\0" + sample.read_bytes()


def _settings() -> Iterator[bytes]:
    for text in _CORRECTIONS:
        yield b"\0" + text.encode()
    yield b"\1" + _CONFIGURATION.encode()
    yield b"\2" + _CONFIGURATION.replace("[", "[tool.scorer.").replace("select", "[tool.scorer]\nselect", 1).encode()
    yield b"\3[scorer]\nselect = AN, AT203\nseverity.AN105 = note\nthreshold.DC601.share = .4\n"
    yield b'\4{"version": 1, "findings": {"9f2c4e0d1a7b3c55": {"AN105": 2}}}'
    yield b'\x059f2c4e0d1a7b3c55  AN105  "news desk"  "masthead approved 12 Jan"  2026-03-01\n'


def _seeds() -> Iterator[bytes]:
    for at, phrase in enumerate(SeedLines(read_seeds(folder("seeds")))):
        if at % 60 == 0:
            yield f"{phrase.source}\f{phrase.source} officials said on Monday".encode()
    yield b"on [the] condition of anonymity\ndeny~ [any] (claim|report)(s) ; lower not-before=of\fThey denied any reports."
    yield b"declined to ... comment\n{count} people ...5 with\fHe declined to do so or comment. Two people 3 4 with."
