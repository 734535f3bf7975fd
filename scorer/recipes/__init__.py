"""Recipes: what a model is trained on, and how. A TOML file, checked strictly: what is wrong is told with file and line.

Tables: ``[recipe]`` (the options of ``DEFAULTS``), ``[[corpora]]`` (path, weight, shipped, digest, format, licence, natural),
``[natural]`` (the rate of each level, for corpora that say ``natural = true``), ``[features]`` (include, exclude),
``[estimator]`` (class, parameters), ``[attributions]`` and ``[[hedges]]`` (for what is learned before the model).
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from scorer.errors import CorpusError, nearest
from scorer.recipes._fields import LISTS, NEEDED, TABLES, WORDS, group_names, rates
from scorer.recipes._positions import locate
from scorer.resources import folder

DEFAULTS: dict[str, Any] = {
    "name": "own",
    "version": "1",
    "seed": 7,
    "folds": 5,
    "strengths": [0.002, 0.003, 0.006, 0.02],
    "pulls": [0.0, 0.0003, 0.003, 0.03],
    "balance": 0.35,
    "least": 8,
    "words": 20,
    "word_weight": 2.0,
    "torn": 0.3,
    "calibration": "temperature",
    "frozen": "levels/dev.jsonl",
}
_LARGEST = 1024 * 1024
_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


class CorpusEntry(NamedTuple):
    """A ``[[corpora]]`` table. ``natural`` are the rates of the levels to re-weight it to; ``where`` are ``file:line``."""

    path: str
    weight: float = 1.0
    shipped: bool = False
    digest: str = ""
    format: str | None = None
    licence: str = ""
    natural: dict[str, float] | None = None
    where: str = ""
    where_digest: str = ""


class EstimatorEntry(NamedTuple):
    """The ``[estimator]`` table: a scikit-learn classifier by its full name, its parameters, and ``file:line`` of both."""

    name: str
    parameters: dict[str, Any]
    where: str
    where_parameters: str


class Recipe(NamedTuple):
    """A checked recipe; ``options`` has all of ``DEFAULTS``, ``groups`` are the feature groups to learn from."""

    path: Path
    options: dict[str, Any]
    groups: tuple[str, ...]
    corpora: list[CorpusEntry]
    estimator: EstimatorEntry | None
    attributions: dict[str, Any]
    hedges: list[dict[str, Any]]


def read_recipe(recipe: Path | str | None) -> Recipe:
    """A recipe file; without one the shipped ``training/default.toml``. Raises ``CorpusError`` naming file and line."""
    path = Path(recipe) if recipe else shipped_recipe()
    return _Reading(path, _text_of(path)).recipe()


def shipped_recipe() -> Path:
    """The recipe of ``models/default``."""
    return folder("training") / "default.toml"


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise CorpusError(f"{path}: cannot be read ({told}); give a recipe or a corpus file") from None
    if len(data) > _LARGEST:
        raise CorpusError(f"{path}: is larger than a recipe can be (1 MB); is it a corpus? name it without --recipe")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CorpusError(f"{path}:{line}: is not UTF-8; save the recipe as UTF-8") from None


class _Reading:
    """A recipe while it is checked."""

    def __init__(self, path: Path, text: str):
        self.path = path
        try:
            self.content: dict[str, Any] = tomllib.loads(text)
        except RecursionError:
            raise CorpusError(f"{path}: is nested too deeply to be a recipe; see training/default.toml") from None
        except ValueError as error:
            place = _LINE.search(str(error))
            line = place[1] if place else "1" if "at end" not in str(error) else str(max(len(text.splitlines()), 1))
            raise CorpusError(
                f"{path}:{line}: is no TOML ({_LINE.sub('', str(error))[:120]}); see training/default.toml"
            ) from None
        self.lines = locate(text)

    def where(self, *place: str | int) -> str:
        """``file:line`` of a key, or of the table it lies in."""
        while place and place not in self.lines:
            place = place[:-1]
        return f"{self.path}:{self.lines[place]}" if place else f"{self.path}:1"

    def fail(self, complaint: str, *place: str | int) -> NoReturn:
        """Refuse the recipe for what stands at a place."""
        raise CorpusError(f"{self.where(*place)}: {complaint}")

    def recipe(self) -> Recipe:
        """The whole recipe."""
        for key in self.content:
            if key not in (*TABLES, *LISTS, "natural"):
                self.fail(f"no table {key[:60]!r}; {nearest(key[:60], [*TABLES, *LISTS, 'natural'])}", key)
        for table, fields in TABLES.items():
            if table in self.content:
                self._check(self.content[table], fields, table)
        for table, fields in LISTS.items():
            entries = self.content.get(table, [])
            if not isinstance(entries, list):
                self.fail(f"{table} comes in several tables; write [[{table}]]", table)
            for number, entry in enumerate(entries):
                self._check(entry, fields, table, number)
        if "natural" in self.content and (complaint := rates(self.content["natural"])):
            self.fail(f"[natural] {complaint}", "natural")
        attributions: dict[str, Any] = self.content.get("attributions", {})
        return Recipe(
            self.path,
            {**DEFAULTS, **self.content.get("recipe", {})},
            self._groups(),
            [self._corpus(entry, number) for number, entry in enumerate(self.content.get("corpora", []))],
            self._estimator(),
            attributions,
            self.content.get("hedges", []),
        )

    def _check(self, entry: Any, fields: dict[str, Any], *place: str | int) -> None:
        """Every key known, every value of its type and in its range, nothing missing."""
        table = str(place[0])
        if not isinstance(entry, dict):
            header = f"[[{table}]]" if table in LISTS else f"[{table}]"
            self.fail(f"{table} must be a table; write {header} and the keys below it", *place)
        for key, value in entry.items():
            if key not in fields:
                self.fail(f"no key {key[:60]!r} in {table}; {nearest(key[:60], list(fields))}", *place, key)
            if complaint := fields[key](value):
                self.fail(f"{key} = {_shorten(value)} {complaint}", *place, key)
        for key in NEEDED.get(table, ()):
            if key not in entry:
                self.fail(f"{table} needs a {key}; see training/default.toml", *place)

    def _groups(self) -> tuple[str, ...]:
        chosen = self.content.get("features", {})
        included, excluded = chosen.get("include") or group_names(), chosen.get("exclude", [])
        kept = tuple(group for group in group_names() if group in included and group not in excluded)
        if not kept or kept == (WORDS,):
            self.fail("no feature group is left; include at least one beside the words", "features")
        return kept

    def _corpus(self, entry: dict[str, Any], number: int) -> CorpusEntry:
        wanted = entry.get("natural", False)
        if wanted is True and "natural" not in self.content:
            told = "natural = true needs the rates; add a table [natural] with one for each level"
            self.fail(told, "corpora", number, "natural")
        found = self.content["natural"] if wanted is True else wanted or None
        places = {"where": self.where("corpora", number, "path"), "where_digest": self.where("corpora", number, "digest")}
        return CorpusEntry(**{**entry, "natural": found, **places})

    def _estimator(self) -> EstimatorEntry | None:
        entry = self.content.get("estimator")
        if entry is None:
            return None
        where = self.where("estimator", "class"), self.where("estimator", "parameters")
        return EstimatorEntry(entry["class"], entry.get("parameters", {}), *where)


def _shorten(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    try:
        shown = repr(value)
    except (RecursionError, ValueError):  # nested too deeply, or a whole number of thousands of digits
        return "…"
    return shown if len(shown) <= 60 else shown[:60] + "…"
