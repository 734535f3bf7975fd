"""How pictures look: one hue whose shade stands for the level, never alone; a light palette, and a dark one.

A page that shows pictures includes ``STYLE``, and gives the custom properties of ``LIGHT`` and ``DARK`` its own way; a picture
that stands alone has both in ``PALETTE``. Letters and words have a contrast of at least 4.5 on what they stand on.
"""

from __future__ import annotations

import re

LIGHT = {
    "level-accountable": "#00507D", "level-accountable-ink": "#FFFFFF",
    "level-qualified": "#1F78B4", "level-qualified-ink": "#FFFFFF",
    "level-weak": "#9CCBE8", "level-weak-ink": "#10202C",
    "level-unsupported": "#E2EEF6", "level-unsupported-ink": "#10202C",
    "picture-paper": "#FFFFFF", "picture-ink": "#1A222A", "picture-faint": "#4F5B66", "picture-line": "#6B7780",
    "picture-grid": "#D5DBE0", "picture-named": "#1F78B4", "picture-unnamed": "#A34F00",
}  # fmt: skip
"""Custom properties of the light palette, without the two dashes before each."""
DARK = {
    "level-accountable": "#9AD4FA", "level-accountable-ink": "#0B1117",
    "level-qualified": "#4C9BD0", "level-qualified-ink": "#0B1117",
    "level-weak": "#2C5F85", "level-weak-ink": "#FFFFFF",
    "level-unsupported": "#1B3346", "level-unsupported-ink": "#FFFFFF",
    "picture-paper": "#14181C", "picture-ink": "#E6EBF0", "picture-faint": "#B4BEC8", "picture-line": "#7F8B96",
    "picture-grid": "#353E47", "picture-named": "#6DB5E6", "picture-unnamed": "#F0A35E",
}  # fmt: skip
"""The same properties of the dark palette."""

_RULES = """
.picture { font-family: "DejaVu Sans", Verdana, sans-serif; font-size: 13px; }
.picture text { fill: $picture-ink; }
.picture .paper { fill: $picture-paper; }
.picture .name { font-size: 15px; font-weight: bold; }
.picture .faint { fill: $picture-faint; font-size: 11px; }
.picture .strong { font-weight: bold; }
.picture .mark { font-size: 10px; font-weight: bold; }
.picture .shape { stroke: $picture-line; stroke-width: 1; fill: none; }
.picture .accountable { fill: $level-accountable; }
.picture .qualified { fill: $level-qualified; }
.picture .weak { fill: $level-weak; }
.picture .unsupported { fill: $level-unsupported; }
.picture .background { fill: none; stroke-dasharray: 2 2; }
.picture .bundle { fill: none; }
.picture .letter { font-weight: bold; }
.picture .on-accountable { fill: $level-accountable-ink; }
.picture .on-qualified { fill: $level-qualified-ink; }
.picture .on-weak { fill: $level-weak-ink; }
.picture .on-unsupported { fill: $level-unsupported-ink; }
.picture .grid { stroke: $picture-grid; stroke-width: 1; fill: none; }
.picture .named { fill: $picture-named; stroke: $picture-named; stroke-width: 2; }
.picture .unnamed { fill: none; stroke: $picture-unnamed; stroke-width: 2; stroke-dasharray: 3 2; }
.picture .nobody { fill: none; stroke: $picture-line; stroke-width: 2; }
.picture .small { stroke-width: 1.2; stroke-dasharray: none; }
.picture .mention { fill: none; stroke: $picture-line; stroke-width: 1.5; }
.picture .link { fill: none; stroke-opacity: 0.75; }
.picture .from-named { stroke: $picture-named; }
.picture .from-unnamed { stroke: $picture-unnamed; }
.picture .from-nobody { stroke: $picture-line; }
.picture .relay { stroke-dasharray: 6 4; }
.picture .ring { fill: none; stroke-width: 1.5; stroke-dasharray: 3 2; }
.picture .bar { fill: $picture-named; }
.picture .first { stroke: $picture-ink; stroke-width: 1; stroke-dasharray: 1 3; fill: none; }
.picture .charge { fill: $picture-ink; stroke: $picture-ink; stroke-width: 1; }
.picture .reply { fill: $picture-paper; stroke: $picture-ink; stroke-width: 2; }
.picture .lag { stroke: $picture-ink; stroke-width: 1.5; fill: none; }
.picture .lag-figure { font-size: 11px; font-weight: bold; }
.picture a { cursor: pointer; }
.picture a:focus .shape, .picture a:hover .shape { stroke: $picture-ink; stroke-width: 3; }
"""
_PROPERTY = re.compile(r"\$([a-z-]+)")

STYLE = _PROPERTY.sub(lambda found: f"var(--{found[1]}, {LIGHT[found[1]]})", _RULES)
"""The style of all pictures, for a page that shows them."""
PLAIN_STYLE = _PROPERTY.sub(lambda found: LIGHT[found[1]], _RULES)
"""The same in the light palette, for what knows no custom properties."""


def _block(properties: dict[str, str]) -> str:
    return ":root { " + " ".join(f"--{name}: {value};" for name, value in properties.items()) + " }"


PALETTE = f"{_block(LIGHT)}\n@media (prefers-color-scheme: dark) {{ {_block(DARK)} }}\n"
"""Both palettes, for a picture that stands alone."""
