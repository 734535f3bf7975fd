"""A picture as PNG: its SVG in the light palette, drawn by resvg."""

from __future__ import annotations

import re
from pathlib import Path

from scorer.errors import ScorerError
from scorer.pictures._style import PLAIN_STYLE

_SIZE = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_MOST_PIXELS = 100_000_000


def require_resvg() -> None:
    """Raises ``ScorerError`` where resvg is missing."""
    try:
        import resvg_py as _  # noqa: F401
    except ImportError:
        raise ScorerError(
            "PNG needs resvg-py, which is not installed; pip install 'attribution-scorer[plots]', or write SVG"
        ) from None


def rasterise(svg: str, scale: float = 2.0) -> bytes:
    """A picture of this package as PNG, ``scale`` pixels to a unit. Raises ``ScorerError`` where resvg is missing."""
    require_resvg()
    import resvg_py

    found = _SIZE.search(svg)
    width, height = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    if width * height * scale**2 > _MOST_PIXELS:
        raise ScorerError(f"a picture of {width:g} × {height:g} is too large for PNG at --scale {scale:g}; try less, or SVG")
    head, opening, rest = svg.partition("<style>")  # resvg knows no custom properties; text of the draft holds no "<"
    drawn = head + rest.partition("</style>")[2] if opening else svg
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawn, style_sheet=PLAIN_STYLE, zoom=scale, font_dirs=_font_folders(), sans_serif_family="DejaVu Sans"
        )
    )


def _font_folders() -> list[str]:
    """Where the font of the pictures is, whatever the system has."""
    try:
        import matplotlib
    except ImportError:
        return []
    return [str(Path(matplotlib.get_data_path()) / "fonts" / "ttf")]
