"""The source that a document returns to: how much of the text is its word, and whether a paragraph is about it."""

from __future__ import annotations

from collections import Counter

from scorer.features._sources import surname_of
from scorer.features._view import Page, View, only
from scorer.types import Source

_HEADS = 3


def main_share(page: Page) -> float:
    """Share of the paragraphs with a source whose person is the one who speaks most in the document (0 to 1)."""
    return page.once(_main)[1]


@only("uncredited")
def names_main(view: View) -> bool:
    """Nobody is credited here, and the person who speaks most in the document is named."""
    main, _ = view.page.once(_main)
    return main is not None and surname_of(main) in view.flat


def titled(page: Page) -> bool:
    """The person who speaks most in the document is named in its first three blocks."""
    main, _ = page.once(_main)
    return main is not None and any(surname_of(main) in other.flat for other in page.views[:_HEADS])


def _main(page: Page) -> tuple[Source | None, float]:
    """The named person who speaks in most paragraphs, and the share among the paragraphs with a source."""
    spoke = [{id(one.source): one.source for one in view.asserted if one.source} for view in page.views]
    credited = [sources for sources in spoke if sources]
    tally = Counter(key for sources in credited for key, source in sources.items() if source.kind == "person")
    if not tally:
        return None, 0.0
    key, times = max(tally.items(), key=lambda item: item[1])
    source = next(sources[key] for sources in credited if key in sources)
    return source, times / len(credited)
