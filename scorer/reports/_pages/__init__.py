"""Pages for the browser, each one self-contained file: no network, no foreign script, all text of a draft escaped.

A page states its own content-security policy, under which nothing runs or is styled but what its digests name (W3C Content
Security Policy 3), and nothing is loaded. Hence styles and scripts stand in the page, and no element has a style of its own.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scorer.pictures import DARK, LIGHT, STYLE
from scorer.reports._lettering import make_visible
from scorer.terms import FAMILIES, LETTERS, LIMITS, MARKS, count, name_level
from scorer.types import LEVELS

_PALETTE = ":root { " + " ".join(f"--{name}: light-dark({LIGHT[name]}, {DARK[name]});" for name in LIGHT) + " }\n"
"""That of the pictures, for whichever scheme holds."""
_HERE = Path(__file__).resolve().parent


def render_page(template: str, scripts: Sequence[str], **content: Any) -> str:
    """The page of a template (``NAME.html`` here) with its content, styled, and run by these scripts (``NAME.js`` here)."""
    style = _PALETTE + _read("page.css") + STYLE
    script = "".join(_read(f"{name}.js") for name in scripts)
    return (
        _environment()
        .get_template(f"{template}.html")
        .render(style=Markup(style), script=Markup(script), policy=_policy(style, script), **content)
    )


def embed_json(value: Any) -> Markup:
    """A value as JSON that may stand in a script element: nothing in it can end the element or begin another."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"visible": _show, "level": name_level}
    environment.globals |= {
        "LEVELS": LEVELS, "LETTERS": LETTERS, "MARKS": MARKS, "LIMITS": LIMITS, "FAMILIES": FAMILIES, "count": count,
    }  # fmt: skip
    return environment


def _show(text: str) -> str:
    """A text as a page can show it; a line ends there in one way only."""
    return make_visible(text.replace("\r\n", "\n").replace("\r", "\n"))


def _policy(style: str, script: str) -> str:
    allowed = {"style-src": style, "script-src": script}
    sources = [f"{name} 'sha256-{_digest(text)}'" for name, text in allowed.items()]
    return "; ".join(["default-src 'none'", *sources, "base-uri 'none'", "form-action 'none'"])


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _read(name: str) -> str:
    return (_HERE / name).read_text("utf-8")
