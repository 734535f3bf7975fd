"""The notebooks run from top to bottom, compute what they say, and are stored without output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="needs attribution-scorer[notebooks]")
nbclient = pytest.importorskip("nbclient", reason="needs attribution-scorer[notebooks]")

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
pytestmark = pytest.mark.slow


def run(path: Path, place: Path) -> dict[str, Any]:
    """Execute a notebook in a folder of its own; what its last cell prints last, a JSON object."""
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": str(place)}}).execute()
    printed = "".join(output.get("text", "") for output in notebook.cells[-1].outputs)
    return json.loads(printed.strip().split("\n")[-1])


@pytest.fixture
def ended(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, Any]:
    """What a notebook came to, by the beginning of its name."""
    [path] = [path for path in NOTEBOOKS if path.name.startswith(request.param)]
    return run(path, tmp_path)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_stored_without_output_and_listed(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code)
    assert path.name in (FOLDER / "README.md").read_text("utf-8")


@pytest.mark.parametrize("ended", ["1"], indirect=True)
def test_look_at_a_draft(ended: dict[str, Any]) -> None:
    assert ended["paragraphs"] == 15
    assert ended["lowest"] == "unsupported"
    assert ended["sources"] > 5


@pytest.mark.parametrize("ended", ["2"], indirect=True)
def test_why_this_score(ended: dict[str, Any]) -> None:
    assert ended["error"] < 1e-9
    assert ended["checked"] >= 10
    edits = ended["edits"]
    assert edits["as it stands"] < edits["both"] < edits["name the source"]
    assert ended["bins"] > 3


@pytest.mark.parametrize("ended", ["3"], indirect=True)
def test_retrain_on_your_labels(ended: dict[str, Any]) -> None:
    assert ended["mine"] < min(ended["default"], ended["afresh"])
    assert ended["saved"] == ["CARD.md", "calibration.svg", "estimator.skops", "model.json"]
    assert ended["reasons"] == 0


@pytest.mark.parametrize("ended", ["4"], indirect=True)
def test_audit_a_corpus(ended: dict[str, Any]) -> None:
    assert ended["broken"] >= 3
    assert ended["alpha"] > 0.9
    assert ended["parted"] > 0
    assert ended["wanted"] == 5
