"""Examples of every rule, as tests apply them and as the rulebook shows them."""

from __future__ import annotations

from importlib.resources import files
from typing import NamedTuple


class Example(NamedTuple):
    """Copy of our own that a rule fires on, at the words ``at``, or that it is silent on, for the reason ``why``."""

    copy: str
    at: str = ""
    why: str = ""
    severity: str = ""


class Examples(NamedTuple):
    """What a rule fires on, and what it is silent on."""

    fires: tuple[Example, ...] = ()
    silent: tuple[Example, ...] = ()


def read_examples(code: str) -> Examples:
    """The examples of the rule ``code``; none where there is no file of them."""
    import tomllib

    file = files("scorer.rules") / "examples" / f"{code}.toml"
    if not file.is_file():
        return Examples()
    content = tomllib.loads(file.read_text("utf-8"))
    return Examples(*(tuple(Example(**example) for example in content.get(kind, ())) for kind in Examples._fields))
