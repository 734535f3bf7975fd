"""What goes to a worker and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

SUFFIXES: Mapping[str, str] = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "message/rfc822": ".eml",
    "application/pdf": ".pdf",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/vnd.iptc.g2.newsitem+xml": ".newsml",
}
"""The media types of files, and the suffix that such files have for the readers."""
JSON = "application/json"
NAMELESS = "-"
"""The name of a draft without one, as on the command line."""
LONGEST_NAME = 200
"""Characters of a name; what is beyond them is cut off."""


class Task(NamedTuple):
    """A draft as it came, and what is asked of it: ``score``, ``check`` or ``report``."""

    verb: str
    media_type: str
    charset: str
    body: bytes
    name: str = NAMELESS


class Answer(NamedTuple):
    """What a worker answers: the body of a result, or of a problem."""

    status: int
    media_type: str
    body: bytes
    policy: str = ""
    """The content-security policy of a page."""
