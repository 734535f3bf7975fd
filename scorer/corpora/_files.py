"""Files of corpora: bytes, lines and JSON records with their places, and writing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from scorer.corpora import Report
from scorer.errors import CorpusError
from scorer.whole_files import write_whole

Record = dict[str, Any]

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 1 << 16
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def files_in(folder: Path, pattern: str) -> list[Path]:
    """The files in a folder that match a pattern, without links that lead out of it."""
    inside = folder.resolve()
    return [
        file
        for file in folder.glob(pattern)
        if file.is_file() and (not file.is_symlink() or file.resolve().is_relative_to(inside))
    ]


def data_of(path: Path, report: Report) -> bytes:
    """All of a file without byte order mark; what is no readable text is told, and empty."""
    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "give a file, not a folder" if path.is_dir() else "check the path"
        report(f"{path}: cannot be read ({error.strerror}); {hint}")
        return b""
    if data.startswith(_UTF16):
        report(f"{path}: is UTF-16; save it as UTF-8")
        return b""
    if b"\0" in data[:_HEAD]:
        report(f"{path}: is no text but binary data; give a corpus file")
        return b""
    return data.removeprefix(_BOM)


def head_of(path: Path) -> str:
    """The beginning of a file to recognise it by; empty where there is none."""
    try:
        with path.open("rb") as file:
            return file.read(_HEAD).removeprefix(_BOM).decode("utf-8", "replace")
    except OSError:
        return ""


def lines_of(path: Path, report: Report) -> Iterator[tuple[str, str]]:
    """``file:line`` and text of each line, parted at line feeds alone; one that is not UTF-8 is told and left out."""
    data = data_of(path, report)
    for number, line in enumerate(data.split(b"\n") if data else (), 1):
        where = f"{path}:{number}"
        try:
            yield where, line.decode("utf-8").removesuffix("\r")
        except UnicodeDecodeError as error:
            report(f"{where}: byte {error.start + 1} of the line is not UTF-8; save the file as UTF-8")


def text_of(path: Path, report: Report) -> str | None:
    """The text of a file with its line ends as they are; None where it cannot be read, which is told."""
    problems: list[str] = []
    data = data_of(path, problems.append)
    for problem in problems:
        report(problem)
    try:
        return None if problems else data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        report(f"{path}:{line}: is not UTF-8; save the file as UTF-8")
        return None


def records_of(path: Path, report: Report) -> Iterator[tuple[str, Record]]:
    """``file:line`` and object of each record of a JSONL file or a JSON array; what is none is told and left out."""
    head = head_of(path).lstrip()
    if head.startswith("["):
        yield from _array(path, report)
    elif head.startswith("{") and head[1:].lstrip(" \t\r").startswith("\n"):  # one object over several lines
        yield from _objects(path, report)
    else:
        for where, line in lines_of(path, report):
            if line.strip():
                yield from _object(where, line, report)


def _object(where: str, line: str, report: Report) -> Iterator[tuple[str, Record]]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        report(f"{where}: is no JSON; one object a line is expected")
        return
    yield from _checked(where, value, line, report)


def _checked(where: str, value: Any, source: str, report: Report) -> Iterator[tuple[str, Record]]:
    if _ESCAPED_SURROGATE.search(source) and _SURROGATE.search(written := json.dumps(value, ensure_ascii=False)):
        report(f"{where}: holds half a character (a lone surrogate); it is read as U+FFFD")
        value = json.loads(_SURROGATE.sub("\ufffd", written))
    if isinstance(value, dict):
        yield where, value
    else:
        report(f"{where}: is no JSON object but {type(value).__name__}")


def _array(path: Path, report: Report) -> Iterator[tuple[str, Record]]:
    text = text_of(path, report) or ""
    yield from _values(path, text, text.index("[") + 1 if text else 0, report, closed="]")


def _objects(path: Path, report: Report) -> Iterator[tuple[str, Record]]:
    yield from _values(path, text_of(path, report) or "", 0, report, closed="")


def _values(path: Path, text: str, at: int, report: Report, closed: str) -> Iterator[tuple[str, Record]]:
    """Each value as it comes, so that what stands before a break is not lost."""
    decoder = json.JSONDecoder()
    line = 1 + text.count("\n", 0, at)
    while True:
        start = at
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        line += text.count("\n", start, at)
        where = f"{path}:{line}"
        if closed and text.startswith(closed, at):
            return
        if at >= len(text):
            if closed and text:
                report(f"{where}: the file breaks off; the list is not closed")
            return
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            report(f"{where}: is no JSON from here on; what follows is not read")
            return
        yield from _checked(where, value, text[at:end], report)
        line += text.count("\n", at, end)
        at = end


def first_record(path: Path) -> Record:
    """The first record in the head of a file that can be read, to recognise the form by; empty without one."""
    try:
        state = path.stat()
    except OSError:
        return {}
    return _first_record(path, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=8)
def _first_record(path: Path, size: int, changed: int) -> Record:
    """Asked by every format in turn, so kept as long as the file stays as it is."""
    head = head_of(path).lstrip()
    for line in head.split("\n") if head.startswith("{") else ():
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            return value
    return _first_value(path) if head.startswith(("{", "[")) else {}


def first_task(path: Path) -> Record:
    """The first record, empty where it is a whole document with paragraphs and no task of one text."""
    record = first_record(path)
    return {} if isinstance(record.get("paragraphs"), list) else record


def _first_value(path: Path) -> Record:
    """From the whole file: a record may be longer than the head."""
    return next((record for _, record in records_of(path, lambda problem: None)), {})


def write_text(path: Path, text: str) -> None:
    """Write a file as UTF-8 with the line ends as they are, all of it or nothing. Raises ``CorpusError`` where that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise CorpusError(f"{path}: cannot be written ({error.strerror}); choose another place") from None
    except UnicodeEncodeError:
        raise CorpusError(f"{path}: a text holds half a character (a lone surrogate); correct it first") from None


def write_lines(path: Path, records: Iterator[Record]) -> None:
    """Write one JSON object a line."""
    write_text(path, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))
