"""HTML: words stay whole and where they are in the file."""

from __future__ import annotations

import pytest

from scorer.readers.html import read_text
from scorer.text import Text


@pytest.mark.parametrize(
    ("source", "words", "first"),
    [
        ("<p>don&rsquo;t go</p>", ["don’t", "go"], "don&rsquo;t"),
        ("<p><b>T</b>he gate</p>", ["The", "gate"], "T</b>he"),
        ("<p>govern&shy;ment</p>", ["government"], "govern&shy;ment"),
        ("<nav>Home</nav><p>Shut<!-- no --> now</p>", ["Shut", "now"], "Shut"),
        ("<p>Shut</p><pre>code</pre><script>if (a<b) {}</script>", ["Shut"], "Shut"),
    ],
)
def test_words_are_whole_and_lie_where_they_are_written(source: str, words: list[str], first: str) -> None:
    document = read_text(source, "a.html")
    text = Text(document)
    assert len(document.plain) == len(document.text)
    assert [word for word in text.words if word] == words
    assert source[text.starts[0] : text.ends[0]] == first
