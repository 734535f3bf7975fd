"""Links that a terminal can open, from the name of a draft to its file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

_BRANDS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "zed", "WarpTerminal", "rio", "Tabby"})
_KINDS = ("alacritty", "contour", "foot", "wezterm", "xterm-ghostty", "xterm-kitty")
_TRACES = ("DOMTERM", "KITTY_WINDOW_ID", "KONSOLE_VERSION", "WT_SESSION")
"""Variables that only terminals with links set."""
_VTE = 5000


def follows_links(environment: Mapping[str, str]) -> bool:
    """Whether a terminal opens links, as far as it tells; ``FORCE_HYPERLINK`` overrules it (0: none)."""
    if environment.get("TERM") == "dumb":
        return False
    if forced := environment.get("FORCE_HYPERLINK"):
        return forced != "0"
    if environment.get("TERM_PROGRAM") in _BRANDS or environment.get("TERM", "").startswith(_KINDS):
        return True
    version = environment.get("VTE_VERSION", "")
    return (version.isdecimal() and int(version) > _VTE) or any(environment.get(name) for name in _TRACES)


def uri_of(name: str) -> str:
    """The address of the file of this name on this machine; "" where there is none, as for standard input."""
    path = os.path.abspath(name)
    if name == "-" or not os.path.isfile(path):
        return ""
    from urllib.parse import quote  # only a terminal needs it

    host = os.uname().nodename if hasattr(os, "uname") else ""
    return f"file://{quote(host, safe='')}{Path(path).as_uri().removeprefix('file://')}"


def tie(text: str, uri: str) -> str:
    """A text as a link (OSC 8). The address is percent-encoded: nothing in it steers the terminal."""
    return f"\x1b]8;;{uri}\x1b\\{text}\x1b]8;;\x1b\\"
