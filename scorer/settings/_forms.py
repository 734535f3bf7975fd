"""The three forms of a configuration file, read into one shape: keys as they stand in `scorer.toml`."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any, NoReturn

from scorer.errors import ConfigurationError
from scorer.lazy import lazy

OWN, PROJECT, SETUP = "scorer.toml", "pyproject.toml", "setup.cfg"
NAMES = (OWN, PROJECT, SETUP)
"""In one folder the first of these holds."""

LISTS = frozenset(["select", "ignore", "extend-select", "exclude", "paths"])
SWITCHES = frozenset(["respect-gitignore", "force-exclude"])
PER_PATH = "per-path"
_TRUTHS = {**dict.fromkeys(("true", "yes", "on", "1"), True), **dict.fromkeys(("false", "no", "off", "0"), False)}
_SINGULAR = {"threshold": "thresholds"}
_SECTION = re.compile(r"\[([^\]]+)\]")
_OPTION = re.compile(r"([^\s=:\[#;][^=:]*)[=:]")
_AT = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)")

Place = tuple[str | int, ...]


class Source:
    """A configuration file: what it says, and where it says it."""

    def __init__(self, path: Path, text: str, content: dict[str, Any], inside: Place = ()):
        self.path, self.text, self.content, self._inside = path, text, content, inside

    @property
    def folder(self) -> Path:
        """The folder that globs and paths in it start from."""
        return self.path.parent

    def fail(self, what: str, *place: str | int) -> NoReturn:
        """Say what is wrong with the key at this place."""
        key = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")
        raise complaint(self.path, f"{key}: {what}", self._line_of(place))

    def _line_of(self, place: Place) -> int | None:
        """Where a key stands, or the first of its table; of what is not found, where the table it lies in stands."""
        while place:
            path = self._inside + place
            for known, line in self._lines.items():
                if known[: len(path)] == path:
                    return line
            place = place[:-1]
        return None

    @lazy
    def _lines(self) -> dict[Place, int]:
        if self.path.suffix != ".toml":
            return _locate_options(self.text)
        from scorer.recipes._positions import locate

        return locate(self.text)


def complaint(path: Path, what: str, line: int | None = None) -> ConfigurationError:
    """The error for a configuration file, in one line."""
    name = os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
    told = " ".join(f"{name}:{line}: {what}".split() if line else f"{name}: {what}".split())
    return ConfigurationError("".join(char if char.isprintable() else "?" for char in told))


def source_in(folder: Path) -> Source | None:
    """What a folder's configuration file says; none where no file there has a section of ours."""
    for name in NAMES:
        path = folder / name
        mode = _mode_of(path)
        if mode is None or not (stat.S_ISREG(mode) or (name == OWN and stat.S_ISDIR(mode))):
            continue
        if source := _read(path):
            return source
    return None


def source_at(path: Path) -> Source:
    """What the configuration file of this name says."""
    if _mode_of(path) is None:
        raise complaint(path, "no such file; check --config, or leave it out to take the nearest one upwards")
    source = _read(path)
    if source is None:
        wanted = "[tool.scorer]" if path.name == PROJECT else "[scorer]"
        raise complaint(path, f"has no section {wanted}; add one, or name another file")
    return source


def _mode_of(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return None


def _read(path: Path) -> Source | None:
    """The file, unless it belongs to other tools and has no section of ours."""
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise complaint(path, "this is a folder, not a file; remove or rename it") from None
    except OSError as error:
        raise complaint(path, f"cannot be read ({error.strerror}); change its permissions") from None
    shared = path.name == PROJECT or path.suffix != ".toml"
    if shared and b"scorer" not in data:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise complaint(path, "is not in UTF-8; save it in that encoding", line) from None
    if path.suffix != ".toml":
        return _read_ini(path, text)
    content = _read_toml(path, text)
    if path.name != PROJECT:
        return Source(path, text, content)
    tools = content.get("tool")
    section = tools.get("scorer") if isinstance(tools, dict) else None
    if section is None:
        return None
    if not isinstance(section, dict):
        raise complaint(path, "tool.scorer: must be a table; write [tool.scorer]")
    return Source(path, text, section, ("tool", "scorer"))


def _read_toml(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except ValueError as error:  # of TOML, or of a number too long to be read
        found = _AT.search(str(error))
        line = int(found[1] or text.count("\n") + 1) if found else None
        raise complaint(path, f"is not valid TOML ({_AT.sub('', str(error))}); correct it", line) from None
    except RecursionError:
        raise complaint(path, "is not valid TOML (nested too deeply); correct it") from None


def _read_ini(path: Path, text: str) -> Source | None:
    from configparser import ConfigParser
    from configparser import Error as IniError

    parser = ConfigParser(interpolation=None, default_section="\0")  # keys of other tools are none of ours
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # the documented way to keep keys as written
    try:
        parser.read_string(text)
    except IniError as error:
        at = getattr(error, "lineno", None) or next((number for number, _ in getattr(error, "errors", ())), None)
        what = error.message.splitlines()[0].replace("'<string>'", "").replace("[line", "line")
        raise complaint(path, f"is not a valid ini file ({what.split(':')[-1].strip(' ]')}); correct it", at) from None
    ours = [name for name in parser.sections() if name == "scorer" or name.startswith("scorer:")]
    if not ours:
        return None
    content: dict[str, Any] = {}
    for name in ours:
        section = _nested(dict(parser.items(name)))
        if name == "scorer":
            content = {**section, **content}
        else:
            content.setdefault(PER_PATH, []).append({"paths": _split(name.partition(":")[2]), **section})
    return Source(path, text, content)


def _nested(options: dict[str, str]) -> dict[str, Any]:
    """Options with dots in their names as tables, each value as the key's type demands where it can be read so."""
    content: dict[str, Any] = {}
    for option, text in options.items():
        parts = _parts(option)
        table = content
        for part in parts[:-1]:
            inner = table.setdefault(part, {})
            table = inner if isinstance(inner, dict) else {}
        table[parts[-1]] = _value(parts, text.strip())
    return content


def _parts(option: str) -> list[str]:
    first, *rest = option.split(".")
    return [_SINGULAR.get(first, first) if rest else first, *rest]


def _value(parts: list[str], text: str) -> Any:
    if parts[0] == "vocabulary":
        return _split(text) if parts[1:] == ["files"] else [line for line in text.splitlines() if line.strip()]
    if parts[0] == "thresholds":
        try:
            return float(text)
        except ValueError:
            return text
    if parts[0] in SWITCHES:
        return _TRUTHS.get(text.lower(), text)
    return _split(text) if parts[0] in LISTS else text


def _split(text: str) -> list[str]:
    return [part for raw in re.split(r"[,\n]", text) if (part := raw.strip())]


def _locate_options(text: str) -> dict[Place, int]:
    """The line of every section and option of ours, under the keys that they are read into."""
    found: dict[Place, int] = {}
    section: Place | None = None
    many = 0
    for number, line in enumerate(text.splitlines(), 1):
        if header := _SECTION.match(line):
            section = () if header[1] == "scorer" else None
            if header[1].startswith("scorer:"):
                section = (PER_PATH, many)
                found[section] = number
                many += 1
        elif section is not None and (option := _OPTION.match(line)):
            found.setdefault((*section, *_parts(option[1].rstrip())), number)
    return found
