"""Cut plain text into blocks: by blank line, or by line where no line is blank."""

from __future__ import annotations

from itertools import pairwise

from scorer.text.kinds import is_item, kind_of
from scorer.types import Block

_WIDEST = 120
"""Characters beyond which a line was not broken by hand: its end ends a paragraph."""

_STOPS = ".?!:…\"”’'»)]"

Extent = tuple[int, int]


def cut_blocks(text: str) -> list[Block]:
    """The blocks of a plain text in order, trimmed of surrounding white space, each with its kind."""
    extents = _cut(text)
    blocks: list[Block] = []
    previous = ""
    for position, (start, end) in enumerate(extents):
        previous = kind_of(text[start:end], position, len(extents), previous)
        blocks.append(Block(start, end, previous))
    return blocks


def one_line_end(text: str) -> str:
    """The text with every line end as one ``\\n`` and nothing moved: ``\\r\\n`` becomes a space and ``\\n``."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "\u2028" in text or "\u2029" in text:
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    return text


def trimmed_lines(flat: str, start: int = 0) -> list[Extent]:
    """Where the words of each line begin and end; a blank line is empty. ``start`` is the offset of ``flat``."""
    extents: list[Extent] = []
    for line in flat.split("\n"):
        bare = line.strip()
        begin = start + (line.index(bare) if bare else 0)
        extents.append((begin, begin + len(bare)))
        start += len(line) + 1
    return extents


def _cut(text: str) -> list[Extent]:
    chunks = _chunks(trimmed_lines(one_line_end(text)))
    if len(chunks) == 1:
        only = chunks[0]
        return _unwrapped(text, only) if _is_wrapped(text, only) else only
    return [piece for chunk in chunks for piece in cut_chunk(text, chunk)]


def _chunks(lines: list[Extent]) -> list[list[Extent]]:
    """Runs of lines between blank ones."""
    chunks: list[list[Extent]] = []
    inside = False
    for line in lines:
        if line[0] == line[1]:
            inside = False
        elif inside:
            chunks[-1].append(line)
        else:
            chunks.append([line])
            inside = True
    return chunks


def cut_chunk(text: str, lines: list[Extent]) -> list[Extent]:
    """The blocks among lines that no blank line parts: one, unless the lines are paragraphs, list items or a story's head."""
    if len(lines) == 1:
        return lines
    if _is_one_a_line(text, lines) or _is_head(text, lines):
        return lines
    first = lines[0]
    listing = is_item(text[first[0] : first[1]])
    pieces = [first]
    for before, line in pairwise(lines):
        item = is_item(text[line[0] : line[1]])
        if item and (listing or text[before[1] - 1] == ":"):
            pieces.append(line)
            listing = True
        else:
            pieces[-1] = (pieces[-1][0], line[1])
    return pieces


def _is_one_a_line(text: str, lines: list[Extent]) -> bool:
    """Whether every line is a paragraph: some are too wide to have been broken by hand, and none breaks off in mid-sentence."""
    if max(end - start for start, end in lines) <= _WIDEST:
        return False
    return not any(_runs_on(text, before, line) for before, line in pairwise(lines))


def _runs_on(text: str, before: Extent, line: Extent) -> bool:
    """Whether a sentence runs from one line into the next."""
    return text[line[0]].islower() and text[before[1] - 1] not in _STOPS


def _is_head(text: str, lines: list[Extent]) -> bool:
    """Whether a few short lines are a story's head: title, byline, dateline, one a line."""
    if len(lines) > 6 or max(end - start for start, end in lines) > _WIDEST:
        return False
    kinds = [kind_of(text[start:end], 1, 9, "") for start, end in lines]
    return any(kind in ("byline", "dateline") for kind in kinds) and "body" not in kinds


def _is_wrapped(text: str, lines: list[Extent]) -> bool:
    """Whether text without a blank line was broken by hand, so that a line is no paragraph: many lines run on into the next."""
    breaks = list(pairwise(lines))
    running = sum(_runs_on(text, before, line) for before, line in breaks)
    return len(breaks) >= 2 and running * 3 >= len(breaks)


def _unwrapped(text: str, lines: list[Extent]) -> list[Extent]:
    """Paragraphs of text broken by hand without blank lines: one ends where a line with a final stop falls well short."""
    width = max(end - start for start, end in lines)
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        short = (before[1] - before[0]) * 4 < width * 3 and text[before[1] - 1] in _STOPS
        if short or is_item(text[line[0] : line[1]]):
            pieces.append(line)
        else:
            pieces[-1] = (pieces[-1][0], line[1])
    return pieces


__all__ = ["Extent", "cut_blocks", "cut_chunk", "kind_of", "one_line_end", "trimmed_lines"]
