"""Run the command line from tests: in this process, or in one of its own. A small model stands in for the shipped one."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scorer.cli import main
from scorer.features import columns
from scorer.model import digest_content
from scorer.types import LEVELS

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "training" / "drafts" / "example.md"
WIDE = "“Das Tor schließt”, said Renée Åse-Çelik 🚢, the harbour master.\n\nOfficials said nobody was hurt — yet.\n"
"""A draft that no single-byte alphabet holds."""
DRAFT = "The gate may close, county engineer Dolores Ibarra said.\n\nOfficials said nobody was hurt.\n"

Run = Callable[..., "Outcome"]


class Outcome:
    """How a command ended, and what it wrote."""

    def __init__(self, code: int, out: str, err: str):
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """A function that runs a command; an internal error does not hide behind an exit code."""
    monkeypatch.setenv("SCORER_DEBUG", "1")
    monkeypatch.delenv("SCORER_TEXTS", raising=False)

    def run(*args: str | Path) -> Outcome:
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that finds every paragraph weak, a little more so the more of the first feature there is."""
    content = {
        "schema": 1, "name": "small", "version": "1", "classes": list(LEVELS), "temperature": 1.0,
        "columns": [next(iter(columns()))], "mean": [0.0], "scale": [1.0], "coefficients": [[0.0], [0.0], [0.1], [0.0], [0.0]],
        "intercepts": [0.0, 0.0, 2.0, 0.0, 0.0], "recipe": {},
    }  # fmt: skip
    content["digest"] = digest_content(content)
    path = tmp_path_factory.mktemp("model") / "model.json"
    path.write_text(json.dumps(content), "utf-8")
    return path


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft of two paragraphs."""
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, "utf-8")
    return path


def lines_of(text: str) -> list[Any]:
    """What JSON Lines hold."""
    return [json.loads(line) for line in text.splitlines()]


def shell(*args: str | Path, **options: Any) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    return subprocess.Popen([sys.executable, "-m", "scorer", *map(str, args)], cwd=ROOT, text=True, encoding="utf-8", **pipes)
