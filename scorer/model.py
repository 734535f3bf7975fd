"""Load, save and apply a model: a linear classifier in readable JSON, predicted in plain Python.

The file holds the columns in order, mean and scale of each, coefficients and intercepts of the five classes, one
temperature, and where it all came from. Nothing is ever unpickled, and scikit-learn is not imported.
"""

from __future__ import annotations

import json
import math
import os
from functools import cache
from pathlib import Path
from typing import Any

from scorer.errors import ModelError
from scorer.resources import folder
from scorer.types import LEVELS

SCHEMA = 1
_KEYS = ("schema", "columns", "classes", "mean", "scale", "coefficients", "intercepts", "temperature", "recipe", "version")


class Model:
    """A multinomial logistic regression over standardised columns.

    ``effect(column, value)`` on a class is ``coefficient · (value − mean) / scale``; logits are sums of effects and the
    intercept; probabilities are softmax(logits / temperature). See Guo et al. 2017 for temperature scaling.
    """

    def __init__(self, content: dict[str, Any]):
        self.content = content
        self.columns: list[str] = content["columns"]
        self.temperature: float = content["temperature"]
        mean, scale, coefficients = content["mean"], content["scale"], content["coefficients"]
        self.slope = {
            column: tuple(coefficients[row][at] / scale[at] for row in range(len(LEVELS)))
            for at, column in enumerate(self.columns)
        }
        self.mean = dict(zip(self.columns, mean, strict=True))
        self.intercepts: list[float] = content["intercepts"]
        self.base = [
            self.intercepts[row] - math.fsum(coefficients[row][at] * mean[at] / scale[at] for at in range(len(self.columns)))
            for row in range(len(LEVELS))
        ]
        self.vocabulary: Any = None

    def logits(self, values: dict[str, float]) -> list[float]:
        """The five class scores before the temperature, from the columns that are not zero."""
        background, unsupported, weak, qualified, accountable = self.base
        slope = self.slope
        for (w0, w1, w2, w3, w4), value in [(slope[column], value) for column, value in values.items() if column in slope]:
            background += w0 * value
            unsupported += w1 * value
            weak += w2 * value
            qualified += w3 * value
            accountable += w4 * value
        return [background, unsupported, weak, qualified, accountable]

    def probabilities(self, logits: list[float]) -> list[float]:
        """Calibrated class probabilities in the order of ``LEVELS``."""
        scaled = [logit / self.temperature for logit in logits]
        top = max(scaled)
        powers = [math.exp(value - top) for value in scaled]
        total = sum(powers)
        return [power / total for power in powers]

    def effects(self, values: dict[str, float], level: str) -> dict[str, float]:
        """Effect of every column on the logit of a level; they and the level's intercept add up to the logit."""
        row = LEVELS.index(level)
        return {column: slope[row] * (values.get(column, 0.0) - self.mean[column]) for column, slope in self.slope.items()}

    @property
    def about(self) -> dict[str, Any]:
        """What a report says of the model: name, version, digest."""
        return {key: self.content.get(key) for key in ("name", "version", "digest")}


def validate(content: Any, where: str) -> dict[str, Any]:
    """The content of a model file if it is whole; raises ``ModelError`` with one line otherwise."""
    if not isinstance(content, dict) or any(key not in content for key in _KEYS):
        missing = [key for key in _KEYS if not isinstance(content, dict) or key not in content]
        raise ModelError(f"{where}: no model file, {', '.join(missing[:3])} missing; make one with `scorer train`")
    if content["schema"] != SCHEMA:
        raise ModelError(f"{where}: model schema {content['schema']!r}, this version reads {SCHEMA}; train it again")
    if content["classes"] != list(LEVELS):
        raise ModelError(f"{where}: classes {content['classes']} are not {list(LEVELS)}; train it again")
    width = len(content["columns"])
    matrix = content["coefficients"]
    lengths = [len(content["mean"]), len(content["scale"]), *(len(row) for row in matrix)]
    if len(matrix) != len(LEVELS) or len(content["intercepts"]) != len(LEVELS) or any(length != width for length in lengths):
        raise ModelError(f"{where}: coefficients do not fit {width} columns; the file is damaged, train it again")
    numbers = [
        *content["mean"],
        *content["scale"],
        *content["intercepts"],
        content["temperature"],
        *(x for row in matrix for x in row),
    ]
    if not all(isinstance(x, int | float) and math.isfinite(x) for x in numbers) or min(content["scale"], default=1) <= 0:
        raise ModelError(f"{where}: a number is not finite or a scale not positive; the file is damaged, train it again")
    if content["temperature"] <= 0:
        raise ModelError(f"{where}: temperature {content['temperature']} is not positive; the file is damaged, train it again")
    return content


def load(path: Path | str | None = None) -> Model:
    """A model from its file or folder; without a path the shipped one. Raises ``ModelError``."""
    return _shipped() if path is None else _read(Path(path))


@cache
def _shipped() -> Model:
    return _read(folder("models") / "default")


def _read(path: Path) -> Model:
    file = path / "model.json" if path.is_dir() else path
    try:
        content = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{file}: no such model; make one with `scorer train`") from None
    except OSError as error:
        raise ModelError(f"{file}: cannot be read ({error.strerror}); check its permissions") from None
    except ValueError:
        raise ModelError(f"{file}: is no JSON; a model file is made by `scorer train`") from None
    try:
        return Model(validate(content, str(file)))
    except TypeError:
        raise ModelError(f"{file}: a list or number is of the wrong type; the file is damaged, train it again") from None


def save(content: dict[str, Any], path: Path) -> None:
    """Write a model file so that a diff of two is readable, atomically."""
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=False) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    temporary.write_text(text, "utf-8")
    os.replace(temporary, path)
