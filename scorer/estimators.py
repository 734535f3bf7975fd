"""Scikit-learn classifiers as models: made after a recipe, saved and loaded by skops, never unpickled.

A file is loaded only if every type in it is one skops trusts, or a class of scikit-learn; a function, or anything from elsewhere,
is refused with its name. scikit-learn and skops are imported only when such a model is used.
"""

from __future__ import annotations

import inspect
import io
import math
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from scorer.errors import CorpusError, ModelError
from scorer.types import LEVELS

FILE = "estimator.skops"
_LARGEST = 500 * 1024 * 1024
_FLOOR = math.exp(-30.0)
"""The least probability, as for a level a classifier never saw."""
_IDENTITY = re.compile(r'"__id__": (\d+)')
_EPOCH = (1980, 1, 1, 0, 0, 0)


def make_estimator(name: str, parameters: dict[str, Any], seed: int, where: str, where_parameters: str) -> Any:
    """A classifier by its full name, ``sklearn.….Class``. Raises ``CorpusError`` naming the line of the recipe."""
    estimator_class = _class_of(name)
    if estimator_class is None:
        raise CorpusError(
            f"{where}: class {name!r} is no scikit-learn classifier; name one in full, as in "
            "'sklearn.ensemble.HistGradientBoostingClassifier'"
        )
    if not hasattr(estimator_class, "predict_proba"):
        raise CorpusError(f"{where}: {estimator_class.__name__} gives no probabilities; choose a classifier with predict_proba")
    known = list(inspect.signature(estimator_class.__init__).parameters)[1:]
    for key in parameters:
        if key not in known:
            from scorer.errors import nearest

            raise CorpusError(f"{where_parameters}: {estimator_class.__name__} has no parameter {key!r}; {nearest(key, known)}")
    given = {"random_state": seed, **parameters} if "random_state" in known else parameters
    try:
        estimator = estimator_class(**given)
        if not hasattr(estimator, "predict_proba"):
            raise CorpusError(
                f"{where_parameters}: {estimator_class.__name__} gives no probabilities with these parameters; choose others"
            )
        estimator._validate_params()
    except (TypeError, ValueError) as error:
        raise CorpusError(f"{where_parameters}: {' '.join(str(error).split())[:200]}") from None
    return estimator


def takes_weights(estimator: Any) -> bool:
    """Whether rows may weigh differently."""
    from sklearn.utils.validation import has_fit_parameter

    return bool(has_fit_parameter(estimator, "sample_weight"))


def _class_of(name: str) -> Any:
    """The classifier of scikit-learn with a full name; nothing else is ever imported."""
    from sklearn.base import BaseEstimator, ClassifierMixin

    module, _, label = name.rpartition(".")
    if not re.fullmatch(r"sklearn(\.[a-z][a-z_]*)*", module) or "externals" in module or "test" in module:
        return None
    try:
        found = getattr(import_module(module), label, None)
    except ImportError:
        return None
    if not isinstance(found, type) or not issubclass(found, ClassifierMixin) or not issubclass(found, BaseEstimator):
        return None
    return found if found.__module__.startswith("sklearn.") and not inspect.isabstract(found) else None


def pack_estimator(estimator: Any) -> bytes:
    """A fitted estimator as a skops file, the same bytes for the same estimator, without addresses, times and gaps."""
    try:
        packed = _skops().dumps(estimator)
    except (TypeError, ValueError, NotImplementedError) as error:  # skops says it in any of these
        told = " ".join(str(error).split())[:160]
        raise ModelError(f"{type(estimator).__name__} cannot be saved by skops: {told}; choose another estimator") from None
    with ZipFile(io.BytesIO(packed)) as archive:
        schema = archive.read("schema.json").decode("utf-8")
        parts = {name: archive.read(name) for name in archive.namelist() if name != "schema.json"}
    places: dict[str, int] = {}
    for identity in _IDENTITY.findall(schema):
        places.setdefault(identity, len(places) + 1)
    schema = _IDENTITY.sub(lambda found: f'"__id__": {places[found[1]]}', schema)
    renamed: dict[str, bytes] = {}
    for at, name in enumerate(sorted(parts, key=lambda name: schema.find(f'"{name}"')), 1):
        new = f"part{at}{Path(name).suffix}"
        schema = schema.replace(f'"{name}"', f'"{new}"')
        renamed[new] = _without_gaps(parts[name]) if new.endswith(".npy") else parts[name]
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        for name, part in (*renamed.items(), ("schema.json", schema.encode("utf-8"))):
            archive.writestr(ZipInfo(name, _EPOCH), part)
    return written.getvalue()


def _without_gaps(part: bytes) -> bytes:
    """An array whose records have nothing between their fields: trees leave there what lay in memory."""
    import numpy as np

    array = np.load(io.BytesIO(part), allow_pickle=False)
    if array.dtype.names is None:
        return part
    clean = np.zeros(array.shape, array.dtype)
    for field in array.dtype.names:
        clean[field] = array[field]
    written = io.BytesIO()
    np.save(written, clean, allow_pickle=False)
    return written.getvalue()


def unpack_estimator(data: bytes, name: str, where: str) -> Any:
    """The estimator in a skops file, which must be of the class ``name``. Raises ``ModelError`` where a type is not trusted."""
    expected = _class_of(name)
    if expected is None:
        raise ModelError(f"{where}: class {name!r} is no scikit-learn classifier; train the model again")
    skops = _skops()
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _LARGEST:
                raise ModelError(f"{where}: unpacks to more than {_LARGEST >> 20} MB; a model is smaller than that")
        types = [str(one) for one in skops.get_untrusted_types(data=data)]
        for one in types:
            if not _is_trusted(one):
                raise ModelError(f"{where}: holds the type {one[:200]}, which is not trusted; use models you trained yourself")
        estimator = skops.loads(data, trusted=types)
    except ModelError:
        raise
    except (BadZipFile, ValueError, TypeError, AttributeError, ImportError, LookupError, RecursionError, OSError) as error:
        raise ModelError(f"{where}: is no whole skops file ({type(error).__name__}); train the model again") from None
    except Exception as error:  # skops has exceptions of its own for what it does not trust
        raise ModelError(f"{where}: is refused by skops ({type(error).__name__}); use only models you trained yourself") from None
    if type(estimator) is not expected:
        raise ModelError(f"{where}: holds a {type(estimator).__name__}, not the {name} of model.json; train the model again")
    return estimator


def _is_trusted(name: str) -> bool:
    """Whether a type is a class of scikit-learn that the estimator's own module brought in; functions may do anything."""
    module, _, label = name.rpartition(".")
    if module.partition(".")[0] != "sklearn" or "externals" in module or "test" in module:
        return False
    found = getattr(sys.modules.get(module), label, None)
    return isinstance(found, type) and found.__module__ == module


def _skops() -> Any:
    try:
        return import_module("skops.io")
    except ImportError:
        raise ModelError(
            "a model of another estimator needs skops, which is not installed; pip install 'attribution-scorer[estimators]'"
        ) from None


class Estimator:
    """A loaded classifier, applied to columns by name."""

    def __init__(self, fitted: Any, content: dict[str, Any]):
        self._fitted = fitted
        self._index = {column: at for at, column in enumerate(content["columns"])}
        self._mean, self._scale = content["mean"], content["scale"]
        self._slopes = content["estimator"].get("slopes", [1.0] * len(LEVELS))
        self._offsets = content["estimator"].get("offsets", [0.0] * len(LEVELS))

    def logits(self, rows: list[dict[str, float]]) -> list[list[float]]:
        """Log probabilities of each row by level, as calibrated but for the temperature."""
        import numpy as np
        from threadpoolctl import threadpool_limits

        if not rows:
            return []
        matrix = np.zeros((len(rows), len(self._index)))
        for at, values in enumerate(rows):
            for column, value in values.items():
                if column in self._index:
                    matrix[at, self._index[column]] = value
        matrix = (matrix - self._mean) / self._scale
        found = np.full((len(rows), len(LEVELS)), _FLOOR)
        with threadpool_limits(1):
            found[:, self._fitted.classes_] = np.maximum(self._fitted.predict_proba(matrix), _FLOOR)
        logits: list[list[float]] = (np.log(found) * self._slopes + self._offsets).tolist()
        return logits
