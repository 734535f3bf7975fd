"""Does a draft ten times as long take ten times as long? Our own drafts as paragraphs, as one paragraph, as one line, and more.

    python tests/benchmarks/linear.py                # 1 MB and 10 MB of each shape
    python tests/benchmarks/linear.py 0.25 1         # other sizes, in MB
    python tests/benchmarks/linear.py 1 4 "one line" # only this shape
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from collections.abc import Callable

from scorer import score
from scorer.resources import folder


def own_drafts(size: int) -> str:
    """So many characters of the drafts that we wrote ourselves, over and over."""
    files = sorted((folder("training") / "drafts").glob("*.jsonl"))
    paragraphs = [text for file in files for line in file.open(encoding="utf-8") for text in json.loads(line)["paragraphs"]]
    return repeated("\n\n".join(paragraphs) + "\n\n", size)


def repeated(piece: str, size: int) -> str:
    """A piece over and over, so many characters."""
    return (piece * (size // len(piece) + 1))[:size]


SHAPES: dict[str, Callable[[int], str]] = {
    "paragraphs": own_drafts,
    "one paragraph": lambda size: own_drafts(size).replace("\n\n", "\n"),
    "one line": lambda size: own_drafts(size).replace("\n", " "),
    "short paragraphs": lambda size: repeated("It rained on the gate all day, the county engineer said, as it had to.\n\n", size),
}  # 10 MB of short paragraphs are more than 100,000 of them


def seconds(text: str) -> float:
    """Processor time from text to scores."""
    gc.collect()
    begin = time.process_time()
    score(text)
    return time.process_time() - begin


def main(arguments: list[str]) -> int:
    """Print a line for each shape; 1 where one takes more than a tenth over its share."""
    steep = False
    sizes = [int(float(size) * 1_000_000) for size in arguments[:2]] or [1_000_000, 10_000_000]
    score(own_drafts(50_000))  # what is loaded once
    for shape in arguments[2:] or SHAPES:
        small, large = (seconds(SHAPES[shape](size)) for size in sizes)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{shape:17} {small:7.2f} s {large:7.2f} s   × {large / small:.2f}   peak {peak:.0f} MiB so far", flush=True)
        steep |= large / small > 1.1 * sizes[-1] / sizes[0]
    return int(steep)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
