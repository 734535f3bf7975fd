"""Check again whenever a draft is saved, for somebody who is writing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from scorer.errors import ScorerError

if TYPE_CHECKING:
    from threading import Event

_STEP = 10
"""Milliseconds of quiet after which a save counts as done."""
_DEBOUNCE = 40
_PATIENCE = 100
"""Milliseconds after which a watch without saves says that it is there."""


def watch_drafts(paths: list[str], stop: Event | None = None) -> Iterator[set[str]]:
    """The files below these paths that were saved, a set at a time, for as long as anybody wants to know, or until ``stop``.

    The first set comes as soon as nothing can be missed any more, and may be empty. The folder of a file is watched, not the
    file, since many editors save by putting a new file in its place.
    """
    try:
        from watchfiles import Change, watch
    except ImportError:
        raise ScorerError("--watch needs watchfiles; install it with: pip install 'attribution-scorer[watch]'") from None
    wanted = {Path(path).resolve(): path for path in paths}
    missing = next((path for place, path in wanted.items() if not place.exists()), None)
    if missing is not None:
        raise ScorerError(f"{missing}: no such file or folder; check the spelling, or the folder you are in")
    folders = {place if place.is_dir() else place.parent for place in wanted}
    begun = False
    for changes in watch(
        *folders, step=_STEP, debounce=_DEBOUNCE, stop_event=stop, rust_timeout=_PATIENCE, yield_on_timeout=True
    ):
        places = [Path(changed) for change, changed in changes if change is not Change.deleted]
        saved = {name for place in places if (name := _name_under(place, wanted))}
        if saved or not begun:
            begun = True
            yield saved


def _name_under(place: Path, wanted: dict[Path, str]) -> str:
    """The path as the user would write it, if the user asked for it or for a folder above; else nothing."""
    for parent in (place, *place.parents):
        if parent in wanted:
            return str(Path(wanted[parent]) / place.relative_to(parent))
    return ""
