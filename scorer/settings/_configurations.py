"""Which configuration holds for a draft: that of the nearest file upwards, with the command line over it."""

from __future__ import annotations

import os
from pathlib import Path

from scorer.errors import ConfigurationError
from scorer.lexicon.patterns import Phrase
from scorer.settings._forms import source_at, source_in
from scorer.settings._globs import decide, takes
from scorer.settings._keys import Declared, check
from scorer.settings._layers import Options, Settings, settle

STANDARD_INPUT = "-"


class Configuration:
    """What one file declares for the drafts that it holds for, or the defaults where there is none."""

    def __init__(self, declared: Declared, options: Options, origin: Path | None, folder: Path):
        self.origin, self.folder = origin, folder
        self._declared, self._options = declared, options
        self._settled: dict[tuple[bool, ...], Settings] = {}

    @property
    def fail_on(self) -> str:
        """The lightest severity that fails the check."""
        return self._declared.fail_on

    @property
    def baseline(self) -> Path | None:
        """The file of findings known already."""
        return self._declared.baseline

    @property
    def model(self) -> Path | None:
        """The model to score with."""
        return self._declared.model

    @property
    def vocabulary(self) -> tuple[Phrase, ...]:
        """The house's own phrases."""
        return self._declared.vocabulary

    @property
    def respects_gitignore(self) -> bool:
        """Whether drafts in folders are left out where git ignores them."""
        return self._declared.respect_gitignore

    @property
    def forces_exclude(self) -> bool:
        """Whether drafts named one by one are left out too where they are excluded."""
        return self._declared.force_exclude

    def settings_for(self, path: str) -> Settings:
        """What holds for a draft; drafts that the same paths take in share it."""
        relative = self._relative(path) if self._declared.per_path else ""
        taken = tuple(bool(relative) and takes(globs, relative) for globs, _ in self._declared.per_path)
        if taken not in self._settled:
            over = [layer for (_, layer), holds in zip(self._declared.per_path, taken, strict=True) if holds]
            self._settled[taken] = settle([self._declared.layer, *over, self._options])
        return self._settled[taken]

    def excludes(self, path: str) -> bool:
        """Whether a draft, or a folder it lies in, is excluded."""
        return bool(self._declared.exclude) and takes(self._declared.exclude, self._relative(path))

    def excludes_folder(self, path: str) -> bool:
        """Whether a folder, or one it lies in, is excluded."""
        return bool(self._declared.exclude) and takes(self._declared.exclude, self._relative(path), is_folder=True)

    def excludes_entry(self, path: str, is_folder: bool) -> bool:
        """Whether a file or folder is itself excluded, whatever it lies in."""
        globs = self._declared.exclude
        return bool(globs) and bool(decide(globs, self._relative(path), is_folder))

    def _relative(self, path: str) -> str:
        """A path from the configuration's folder; from the root where it lies elsewhere; nothing for standard input."""
        if path in ("", STANDARD_INPUT):
            return ""
        absolute, folder = os.path.abspath(path), os.path.join(self.folder, "")
        inside = absolute[len(folder) :] if absolute.startswith(folder) else os.path.splitdrive(absolute)[1]
        return inside.replace(os.sep, "/").strip("/")


class Configurations:
    """The configurations of all drafts of a run, each file read once."""

    def __init__(self, options: Options | None = None, path: str | os.PathLike[str] | None = None, isolated: bool = False):
        if path is not None and isolated:
            raise ConfigurationError("--config: goes against --isolated, which reads no file; give one of them")
        options = options or Options()
        self._options = options._replace(select=options.select or None)
        self._found: dict[str, Configuration | ConfigurationError] = {}
        self._fixed: Configuration | None = None
        if path is not None:
            source = source_at(Path(os.path.abspath(path)))
            self._fixed = Configuration(check(source), self._options, source.path, source.folder)
        elif isolated:
            self._fixed = self._default()

    def for_path(self, path: str) -> Configuration:
        """The configuration that holds for a draft; for standard input that of the current folder."""
        return self.for_folder("." if path in ("", STANDARD_INPUT) else os.path.dirname(path) or ".")

    def for_folder(self, folder: str) -> Configuration:
        """The configuration that holds for the drafts of a folder."""
        found = self._fixed or self._upwards(os.path.abspath(folder))
        if isinstance(found, ConfigurationError):
            raise found
        return found

    def _upwards(self, folder: str) -> Configuration | ConfigurationError:
        """The nearest configuration of this folder and those above it, or what is wrong with it."""
        passed: list[str] = []
        while (found := self._found.get(folder) or self._in(folder)) is None and folder != os.path.dirname(folder):
            passed.append(folder)
            folder = os.path.dirname(folder)
        found = found or self._default()
        self._found.update(dict.fromkeys((folder, *passed), found))
        return found

    def _in(self, folder: str) -> Configuration | ConfigurationError | None:
        try:
            source = source_in(Path(folder))
            return Configuration(check(source), self._options, source.path, source.folder) if source else None
        except ConfigurationError as error:
            return error

    def _default(self) -> Configuration:
        return Configuration(Declared(), self._options, None, Path.cwd())
