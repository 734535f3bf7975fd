"""The drafts behind what is named on the command line, without those that the configuration or git leaves out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from scorer.errors import ConfigurationError, ScorerError
from scorer.readers import drafts_in, expand
from scorer.settings._configurations import STANDARD_INPUT, Configurations
from scorer.settings._ignored import Ignored
from scorer.text.decoding import refusal


def expand_drafts(
    paths: Iterable[str | os.PathLike[str]], configurations: Configurations, *, force_exclude: bool = False
) -> list[str | ScorerError]:
    """The files behind names of files and folders, in order and each once; in place of what cannot be read, the error.

    In folders, what is excluded or ignored by git is left out. What is named itself is checked, unless it is excluded and
    the configuration, or ``force_exclude``, says that this holds here, too.
    """
    found: dict[str, str | ScorerError] = {}
    for path in paths:
        name = os.fspath(path)
        look = _walk if os.path.isdir(name) else _named
        for one in look(name, configurations, force_exclude):
            found.setdefault(str(one) if isinstance(one, ScorerError) else _identity(one), one)
    return list(found.values())


def _identity(name: str) -> str:
    return name if name == STANDARD_INPUT else os.path.abspath(name)


def _named(name: str, configurations: Configurations, forced: bool) -> Iterator[str | ScorerError]:
    for found in expand([name]):
        if isinstance(found, ScorerError):
            yield found
            continue
        try:
            configuration = configurations.for_path(found)
        except ConfigurationError as error:
            yield error
            continue
        if not ((forced or configuration.forces_exclude) and configuration.excludes(found)):
            yield found


def _walk(folder: str, configurations: Configurations, forced: bool) -> Iterator[str | ScorerError]:
    try:
        configuration = configurations.for_folder(folder)
    except ConfigurationError:
        configuration = None  # each draft in it says so itself; one further down may have a configuration of its own
    excluded = configuration is not None and configuration.excludes_folder(folder)
    if configuration and excluded and (forced or configuration.forces_exclude):
        return
    leave_out = _LeaveOut(folder, configurations, but=configuration if excluded else None)
    found = False
    for draft in drafts_in(folder, leave_out):
        found = True
        yield draft if isinstance(draft, ScorerError) else _configured(draft, configurations)
    if not found and leave_out.count:
        yield refusal(
            folder, "every draft in it is excluded or ignored by git", "name drafts one by one, or change exclude or .gitignore"
        )
    elif not found:
        yield from expand([folder])


def _configured(draft: str, configurations: Configurations) -> str | ScorerError:
    try:
        configurations.for_path(draft)
    except ConfigurationError as error:
        return error
    return draft


class _LeaveOut:
    """Whether files and folders found in a folder are left out; ``but`` is the configuration whose word does not hold there."""

    def __init__(self, top: str, configurations: Configurations, but: object):
        self._top, self._configurations, self._but = top, configurations, but
        self._ignored: Ignored | None = None
        self.count = 0

    def __call__(self, path: str, is_folder: bool) -> bool:
        out = self._judge(path, is_folder)
        self.count += out
        return out

    def _judge(self, path: str, is_folder: bool) -> bool:
        try:
            configuration = self._configurations.for_folder(os.path.dirname(path))
        except ConfigurationError:
            return False
        if configuration is not self._but and configuration.excludes_entry(path, is_folder):
            return True
        if not configuration.respects_gitignore:
            return False
        self._ignored = self._ignored or Ignored(self._top)
        return self._ignored.takes(path, is_folder)
