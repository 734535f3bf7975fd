"""XML that every parser takes: escaped by the standard library, without the characters XML has not."""

from __future__ import annotations

import re
from typing import TextIO
from xml.etree import ElementTree

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text with a replacement character for what XML cannot hold, its lines ended as XML ends them."""
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def write_tree(stream: TextIO, root: ElementTree.Element) -> None:
    """A whole document with its declaration, indented; letters that the stream may not carry become references."""
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="us-ascii", xml_declaration=False).decode("ascii")
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n')
