"""A model's folder: ``model.json``, ``CARD.md``, plots, and the estimator if it has one; replaced at the end, or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from scorer import model as models
from scorer.card import write_card
from scorer.errors import ModelError, ScorerError
from scorer.estimators import FILE
from scorer.fitting import Trained
from scorer.plots import draw_learning_curve, draw_reliability, save_plot

CALIBRATION, CURVE = "calibration.svg", "learning-curve.svg"
_OPTIONAL = (FILE, CALIBRATION, CURVE)


def check_folder(folder: Path | str) -> Path:
    """The folder a model shall be written to; it need not be there. Raises ``ModelError`` where it cannot be made or filled."""
    path = Path(folder)
    if path.exists() and not path.is_dir():
        raise ModelError(f"{path}: is no folder; give a folder by --output")
    existing = next(parent for parent in (path.absolute(), *path.absolute().parents) if parent.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        raise ModelError(f"{path}: cannot be written ({existing} is not writable); give another folder by --output")
    return path


def write_folder(trained: Trained, folder: Path | str) -> None:
    """Write a model with its card and plots. All is made beside the folder first; what stands there stays until then.

    Files of an older model that the new one does not have are removed. Raises ``ModelError``.
    """
    path = check_folder(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".scorer-", dir=path) as made:
            _make(trained, Path(made))
            names = sorted(os.listdir(made), key=lambda name: name == "model.json")  # last: till then the old one counts
            for name in names:
                os.replace(Path(made) / name, path / name)
        for name in _OPTIONAL:
            if name not in names:
                (path / name).unlink(missing_ok=True)
    except OSError as error:
        raise ModelError(f"{path}: cannot be written ({error.strerror}); give another folder by --output") from None


def _make(trained: Trained, folder: Path) -> None:
    content = trained.content
    if plots := _draw(trained, folder):
        content["card"]["plots"] = plots
    if trained.estimator:
        (folder / FILE).write_bytes(trained.estimator)
    (folder / "CARD.md").write_text(write_card(content), "utf-8", newline="\n")
    (folder / "model.json").write_text(models.describe(content), "utf-8", newline="\n")


def _draw(trained: Trained, folder: Path) -> list[str]:
    """The names of the plots that could be drawn: none without matplotlib."""
    if trained.held_out is None:
        return []
    drawn = []
    with suppress(ScorerError):  # no matplotlib
        save_plot(draw_reliability(*trained.held_out), folder / CALIBRATION)
        drawn.append(CALIBRATION)
        if curve := trained.content["card"].get("curve"):
            save_plot(draw_learning_curve(curve), folder / CURVE)
            drawn.append(CURVE)
    return drawn
