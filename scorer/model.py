"""Load, save and apply a model: a linear classifier in readable JSON, predicted in plain Python.

The file holds the columns in order, mean and scale of each, coefficients and intercepts of the five classes, one
temperature, and where it all came from. Nothing is ever unpickled, and scikit-learn is not imported, unless the file names
another estimator: that lies beside it in skops form (``scorer.estimators``) instead of coefficients.
"""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

from scorer.errors import ModelError
from scorer.resources import folder
from scorer.types import LEVELS
from scorer.whole_files import write_whole

SCHEMA = 1
_KEYS = ("schema", "columns", "classes", "mean", "scale", "temperature", "recipe", "version")
_LINEAR = ("coefficients", "intercepts")
_LARGEST = 1e50
"""No sum of products of numbers below it overflows."""


class Model:
    """A multinomial logistic regression over standardised columns.

    ``effect(column, value)`` on a class is ``coefficient · (value − mean) / scale``; logits are sums of effects and the
    intercept; probabilities are softmax(logits / temperature). See Guo et al. 2017 for temperature scaling. With another
    ``estimator`` there are no effects of single columns: ``slope`` is empty, and so are the reasons of a score.
    """

    def __init__(self, content: dict[str, Any], estimator: Any = None):
        self.content = content
        self.columns: list[str] = content["columns"]
        self.temperature: float = content["temperature"]
        self.estimator = estimator
        self.vocabulary: Any = None
        if estimator is not None:
            self.slope: dict[str, tuple[float, ...]] = {}
            self.mean: dict[str, float] = {}
            self.base = self.intercepts = [0.0] * len(LEVELS)
            return
        mean, scale, coefficients = content["mean"], content["scale"], content["coefficients"]
        self.slope = {
            column: tuple(coefficients[row][at] / scale[at] for row in range(len(LEVELS)))
            for at, column in enumerate(self.columns)
        }
        self.mean = dict(zip(self.columns, mean, strict=True))
        self.intercepts = content["intercepts"]
        self.base = [
            self.intercepts[row] - math.fsum(coefficients[row][at] * mean[at] / scale[at] for at in range(len(self.columns)))
            for row in range(len(LEVELS))
        ]

    def logits(self, values: dict[str, float]) -> list[float]:
        """The five class scores before the temperature, from the columns that are not zero."""
        if self.estimator is not None:
            return self.all_logits([values])[0]
        background, unsupported, weak, qualified, accountable = self.base
        find = self.slope.get
        for column, value in values.items():
            if weights := find(column):
                w0, w1, w2, w3, w4 = weights
                background += w0 * value
                unsupported += w1 * value
                weak += w2 * value
                qualified += w3 * value
                accountable += w4 * value
        return [background, unsupported, weak, qualified, accountable]

    def all_logits(self, rows: list[dict[str, float]]) -> list[list[float]]:
        """The class scores of several paragraphs, which another estimator is much faster to give at once."""
        if self.estimator is None:
            return [self.logits(values) for values in rows]
        logits: list[list[float]] = self.estimator.logits(rows)
        return logits

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
    keys = _KEYS if isinstance(content, dict) and "estimator" in content else _KEYS + _LINEAR
    if not isinstance(content, dict) or any(key not in content for key in keys):
        missing = [key for key in keys if not isinstance(content, dict) or key not in content]
        raise ModelError(f"{where}: no model file, {', '.join(missing[:3])} missing; make one with `scorer train`")
    if content["schema"] != SCHEMA:
        raise ModelError(f"{where}: model schema {content['schema']!r}, this version reads {SCHEMA}; train it again")
    if content["classes"] != list(LEVELS):
        raise ModelError(f"{where}: classes {content['classes']} are not {list(LEVELS)}; train it again")
    if not all(isinstance(column, str) for column in content["columns"]) or len({*content["columns"]}) < len(content["columns"]):
        raise ModelError(f"{where}: a column has no name of its own; the file is damaged, train it again")
    width = len(content["columns"])
    linear = "estimator" not in content
    matrix, intercepts = (content["coefficients"], content["intercepts"]) if linear else (_borrowed(content, where), [])
    lengths = [len(content["mean"]), len(content["scale"]), *(len(row) for row in matrix if linear)]
    rows = len(LEVELS) if linear else 2
    if len(matrix) != rows or len(intercepts) != len(LEVELS) * linear or any(length != width for length in lengths):
        raise ModelError(f"{where}: coefficients do not fit {width} columns; the file is damaged, train it again")
    numbers = [
        *content["mean"],
        *content["scale"],
        *intercepts,
        content["temperature"],
        *(x for row in matrix for x in row),
    ]
    if not all(isinstance(x, int | float) and -_LARGEST < x < _LARGEST for x in numbers):
        raise ModelError(f"{where}: a number is not finite or is beyond {_LARGEST:g}; the file is damaged, train it again")
    if min(content["scale"], default=1) <= 1 / _LARGEST:
        raise ModelError(f"{where}: a scale is not positive; the file is damaged, train it again")
    if content["temperature"] <= 1 / _LARGEST:
        raise ModelError(f"{where}: temperature {content['temperature']} is not positive; the file is damaged, train it again")
    return content


def digest_content(content: dict[str, Any]) -> str:
    """The digest of what a model says and was learned from: all but the digest itself, and the card, which tells of both."""
    import hashlib

    counted = {key: value for key, value in content.items() if key not in ("digest", "card")}
    return "sha256:" + hashlib.sha256(json.dumps(counted, sort_keys=True).encode()).hexdigest()


def _borrowed(content: dict[str, Any], where: str) -> list[list[float]]:
    """Slopes and offsets of another estimator's calibration, if its entry is whole."""
    entry = content["estimator"]
    if not isinstance(entry, dict) or not all(isinstance(entry.get(key), str) for key in ("class", "digest")):
        raise ModelError(f"{where}: the estimator has no class or digest; the file is damaged, train it again")
    found: list[list[float]] = [entry.get("slopes", [1.0] * len(LEVELS)), entry.get("offsets", [0.0] * len(LEVELS))]
    if any(len(row) != len(LEVELS) for row in found):
        raise ModelError(f"{where}: slopes and offsets do not fit {len(LEVELS)} levels; the file is damaged, train it again")
    return found


def _read_estimator(content: dict[str, Any], file: Path) -> Any:
    """The estimator beside a model file."""
    import hashlib

    from scorer.estimators import FILE, Estimator, unpack_estimator

    beside = file.with_name(FILE)
    try:
        data = beside.read_bytes()
    except OSError as error:
        raise ModelError(f"{beside}: cannot be read ({error.strerror}), but {file.name} needs it; train again") from None
    entry = content["estimator"]
    if "sha256:" + hashlib.sha256(data).hexdigest() != entry["digest"]:
        raise ModelError(f"{beside}: is not the file {file.name} was written with; train the model again")
    return Estimator(unpack_estimator(data, entry["class"], str(beside)), content)


def load(path: Path | str | None = None) -> Model:
    """A model from its file or folder; without a path the shipped one. Raises ``ModelError``."""
    return _shipped() if path is None else _read(Path(path))


@cache
def _shipped() -> Model:
    # A part of this package, as its code is: the digest is held in a test, which saves every start its time.
    return _read(folder("models") / "default", check_digest=False)


def _read(path: Path, *, check_digest: bool = True) -> Model:
    file = path / "model.json" if path.is_dir() else path
    try:
        content = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{file}: no such model; make one with `scorer train`") from None
    except OSError as error:
        raise ModelError(f"{file}: cannot be read ({error.strerror}); check its permissions") from None
    except (ValueError, RecursionError):
        raise ModelError(f"{file}: is no JSON; a model file is made by `scorer train`") from None
    try:
        whole = validate(content, str(file))
        if check_digest and "digest" in whole and whole["digest"] != digest_content(whole):
            raise ModelError(
                f"{file}: was changed after it was trained, its digest is another; take the file as it was, train it again, or, "
                'if the change is meant, remove the line "digest"'
            )
        return Model(whole, _read_estimator(whole, file) if "estimator" in whole else None)
    except (TypeError, AttributeError, KeyError):
        raise ModelError(f"{file}: a list or number is of the wrong type; the file is damaged, train it again") from None


def describe(content: dict[str, Any]) -> str:
    """A model file so that a diff of two is readable."""
    return json.dumps(content, indent=1, ensure_ascii=False, sort_keys=False) + "\n"


def save(content: dict[str, Any], path: Path) -> None:
    """Write a model file, all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, describe(content).encode("utf-8"))
