"""The journal of a run: which parts are done, and what they must look like. It outlives a kill at any moment.

A line is added, and on disk, only when the files of its part are in place. A part whose line is missing or torn, or whose
files are not what the line says, is done again; it gives the same bytes, so that nothing is lost or doubled.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import Any, BinaryIO

from scorer.archives.plans import Done
from scorer.errors import ScorerError

FORMAT = 1
"""The version of journal and manifest."""
_JOURNAL, _MANIFEST, _LOCK = "journal.jsonl", "manifest.json", ".lock"
_FOLDERS = ("parts", "bad")


class Journal:
    """The lines of a run in its folder, from an earlier run or a new one."""

    def __init__(self, out: Path, form: str, about: dict[str, Any]):
        self._out = out
        self._form = form
        self._file: BinaryIO = open(out / _JOURNAL, "ab")  # noqa: SIM115
        self.done = {one.part: one for one in _entries(out / _JOURNAL)}
        if self._file.tell() == 0:
            self._append({"format": FORMAT} | about)
        elif not _ends_well(out / _JOURNAL):
            self._file.write(b"\n")

    def is_done(self, part: int) -> bool:
        """Whether a part is done and its files are as they were written."""
        entry = self.done.get(part)
        return entry is not None and all(_digest(path) == digest for path, digest in self._files(entry))

    def record(self, done: Done) -> None:
        """Note that a part is done."""
        self.done[done.part] = done
        if not done.bad:
            (self._out / "bad" / f"part-{done.part:06d}.jsonl").unlink(missing_ok=True)
        self._append(done._asdict())

    def close(self) -> None:
        """Nothing more is noted."""
        self._file.close()

    def _files(self, done: Done) -> list[tuple[Path, str]]:
        name = f"part-{done.part:06d}"
        return [
            (self._out / "parts" / f"{name}.{self._form}", done.digest),
            (self._out / "bad" / f"{name}.jsonl", done.bad_digest),
        ]

    def _append(self, entry: dict[str, Any]) -> None:
        self._file.write(json.dumps(entry, ensure_ascii=True).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())


@contextmanager
def open_journal(out: Path, form: str, about: dict[str, Any], *, restart: bool = False) -> Iterator[Journal]:
    """The journal in a folder, made where there is none; one of another run is refused, unless that is to start over."""
    _prepare(out)
    with _lock(out):
        if restart:
            _clear(out)
        _compare(out, about)
        for folder in _FOLDERS:
            for draft in (out / folder).glob(".scorer-*"):  # what a kill left behind
                draft.unlink()
        journal = Journal(out, form, about)
        try:
            yield journal
        finally:
            journal.close()


def describe_manifest(about: dict[str, Any], entries: list[Done], form: str) -> bytes:
    """The manifest of a whole run: what it was, what came of it, and every file with its digest."""
    parts = [
        {"part": f"parts/part-{one.part:06d}.{form}"}
        | ({"bad_rows": f"bad/part-{one.part:06d}.jsonl"} if one.bad else {})
        | {key: value for key, value in one._asdict().items() if key != "part" and value != ""}
        for one in entries
    ]
    totals = {key: sum(getattr(one, key) for one in entries) for key in ("taken", "documents", "rows", "bad")}
    content = {"format": FORMAT} | about | {"totals": {"parts": len(entries)} | totals, "parts": parts}
    return json.dumps(content, indent=1).encode() + b"\n"


def _prepare(out: Path) -> None:
    """The folder and those in it; one with other things in it is not written to, nor one that a link leads elsewhere."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        strange = [one.name for one in out.iterdir() if one.name not in (_JOURNAL, _MANIFEST, _LOCK, *_FOLDERS)]
        if strange and not (out / _JOURNAL).exists():
            raise ScorerError(f"{out}: this folder holds other files ({sorted(strange)[0]}); name a new or empty one by --out")
        for name in _FOLDERS:
            if (out / name).is_symlink():
                raise ScorerError(f"{out / name}: a link leads out of the folder; name a new or empty one by --out")
            (out / name).mkdir(exist_ok=True)
    except OSError as error:
        raise ScorerError(f"{out}: cannot be written to ({error.strerror}); name another folder by --out") from None


@contextmanager
def _lock(out: Path) -> Iterator[None]:
    """Nobody else works in the folder; the system lets go of the lock when this process ends, however it ends."""
    with open(out / _LOCK, "ab") as file:
        try:
            import fcntl
        except ImportError:  # no Unix: two runs at once would only do the work twice
            yield
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ScorerError(f"{out}: another run is at work here; wait for it, or name another folder by --out") from None
        yield


def _clear(out: Path) -> None:
    for name in _FOLDERS:
        shutil.rmtree(out / name)
        (out / name).mkdir()
    for name in (_MANIFEST, _JOURNAL):
        (out / name).unlink(missing_ok=True)


def _compare(out: Path, about: dict[str, Any]) -> None:
    """Refuse to go on with the work of a run that was about something else."""
    head = next(_lines_of(out / _JOURNAL), None)
    if head is None:
        (out / _JOURNAL).unlink(missing_ok=True)  # not even the first line was written
        return
    if head.get("format") != FORMAT:
        raise ScorerError(f"{out}: the journal is of another format; start over with --restart, or name another folder")
    for key, here in about.items():
        there = head.get(key)
        if there != here:
            raise ScorerError(f"{out}: begun with {_difference(key, there, here)}; set it back, or start over with --restart")


def _difference(key: str, there: Any, here: Any) -> str:
    """What differs between two runs, in a few words."""
    if key == "inputs" and isinstance(there, list):
        if [one["name"] for one in there] != [one["name"] for one in here]:
            return f"other inputs ({', '.join(one['name'] for one in there)[:80]})"
        changed = next(one["name"] for one, other in zip(here, there, strict=True) if one != other)
        return f"an input that has changed since ({changed})"
    if key == "options" and isinstance(there, dict):
        name = next(name for name in here if there.get(name) != here[name])
        return f"--{name.replace('_', '-')} {there.get(name)}, not {here[name]}"
    if isinstance(there, dict):
        return f"another {key}, {there.get('name') or ''} {there.get('version') or ''}".rstrip()
    return f"another {key} ({there}, not {here})"


def _entries(path: Path) -> Iterator[Done]:
    """The parts noted, the latest word on each last; a torn line is no word."""
    for entry in _lines_of(path):
        try:
            yield Done(**entry)
        except TypeError:
            continue


def _lines_of(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with open(path, "rb") as file:
            for line in file:
                try:
                    entry = json.loads(line)
                except ValueError:
                    continue
                if isinstance(entry, dict):
                    yield entry
    except FileNotFoundError:
        return


def _ends_well(path: Path) -> bool:
    with open(path, "rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"


def _digest(path: Path) -> str:
    """The digest of a file; "" where there is none."""
    try:
        with open(path, "rb") as file:
            return "sha256:" + file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


__all__ = ["Journal", "describe_manifest", "open_journal"]
