"""``scorer batch`` over a large archive with kills and damage, and the table of costs that docs/archives.md has.

    python tests/benchmarks/archive.py [--paragraphs 1000000] [--jobs -1] [--kills 3] [--backend loky] [--keep FOLDER]

The archive is put together from our own labelled drafts, repeated under other identifiers. It is scored with ``kill -9`` of the
whole process group at random moments, two parts are damaged, and it is taken up again to the end; then every row must be there
once, and every part must be what its digest says. The rate is that of the time that the runs took, starts and repeats included.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from memory import Usage, run_measured

from scorer.readers import read_documents

ROOT = Path(__file__).resolve().parent.parent.parent
ARTICLE = 600
"""Words of an article of the archive that the table of costs is about."""
SIZES = (1_000_000, 10_000_000, 100_000_000)


def texts_of_ours() -> list[str]:
    """The words of our drafts, of which the archive repeats the shapes."""
    found = []
    for path in sorted((ROOT / "training" / "drafts").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            entry = json.loads(line)
            found.append("\n\n".join(entry["paragraphs"]))
    return found


def write_archive(path: Path, paragraphs: int) -> tuple[list[int], int]:
    """Write so many paragraphs, or a few more, a draft a line; how many each draft has, and the words of all."""
    texts = texts_of_ours()
    probe = path.with_name("probe.jsonl")
    probe.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    lengths = [len(draft.blocks) for draft in read_documents(probe)]  # type: ignore[union-attr]  # our own drafts: none is bad
    counts, words, total = [], 0, 0
    with open(path, "w", encoding="utf-8") as file:
        for number, (text, length) in enumerate(itertools.cycle(list(zip(texts, lengths, strict=True)))):
            if total >= paragraphs:
                return counts, words
            file.write(json.dumps({"id": f"story-{number}", "text": text}) + "\n")
            counts.append(length)
            total += length
            words += len(text.split())
    raise AssertionError("the drafts never end")


def score_with_kills(command: list[str], out: Path, kills: int, parts: int) -> tuple[float, Usage, int]:
    """Run the command until it ends by itself; how long all runs took, what they used, and how many were killed."""
    moments = sorted(random.sample(range(1, max(parts, kills + 2)), kills))
    seconds, used, killed = 0.0, Usage(), 0
    while True:
        moment = moments.pop(0) if moments else None
        journal = out / "journal.jsonl"

        def kill(process: subprocess.Popen[str], moment: int | None = moment, journal: Path = journal) -> None:
            if moment is not None and journal.exists() and journal.read_bytes().count(b"\n") > moment:
                os.killpg(process.pid, signal.SIGKILL)

        began = time.perf_counter()
        said, err, code, here = run_measured(command, kill, start_new_session=True, cwd=ROOT)
        seconds += time.perf_counter() - began
        used = used.plus(here)
        if code != -signal.SIGKILL:
            assert code == 0, err
            print(said.strip().replace(str(out), out.name))
            return seconds, used, killed
        killed += 1


def damage(out: Path) -> None:
    """One part is torn, of another one bit is flipped."""
    torn, flipped = random.sample(sorted((out / "parts").glob("part-*")), 2)
    torn.write_bytes(torn.read_bytes()[:-100])
    data = bytearray(flipped.read_bytes())
    data[len(data) // 2] ^= 1
    flipped.write_bytes(data)


def rows_of(out: Path) -> Iterator[tuple[str, int]]:
    """Draft and paragraph of every row, part by part."""
    import pyarrow.parquet

    for part in sorted((out / "parts").glob("part-*")):
        table = pyarrow.parquet.read_table(part, columns=["id", "paragraph"])
        yield from zip(table["id"].to_pylist(), table["paragraph"].to_pylist(), strict=True)


def check(out: Path, counts: list[int]) -> int:
    """The number of rows, if every one is there once and in order, and the files are those of the manifest."""
    expected = ((f"story-{at}", number) for at, length in enumerate(counts) for number in range(1, length + 1))
    rows = 0
    for found, wanted in itertools.zip_longest(rows_of(out), expected):
        assert found == wanted, f"row {rows}: {found}, not {wanted}"
        rows += 1
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    drafts = len(counts)
    assert manifest["totals"] == {"parts": len(manifest["parts"]), "taken": drafts, "documents": drafts, "rows": rows, "bad": 0}
    for entry in manifest["parts"]:
        assert entry["digest"] == "sha256:" + sha256((out / entry["part"]).read_bytes()).hexdigest()
    return rows


def main() -> None:
    """Measure, check and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--paragraphs", type=int, default=1_000_000)
    parser.add_argument("--jobs", type=int, default=-1)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--part-size", type=int, default=500)
    parser.add_argument("--backend", default="loky")
    parser.add_argument("--keep", type=Path, help="where archive and results are left; a folder that goes away, if not told")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        top = options.keep or Path(folder)
        top.mkdir(parents=True, exist_ok=True)
        archive, out = top / "archive.jsonl", top / "scores"
        counts, words = write_archive(archive, options.paragraphs)
        parts = len(counts) // options.part_size
        command = [sys.executable, "-m", "scorer", "batch", str(archive), "--out", str(out), "-j", str(options.jobs),
                   "--backend", options.backend, "--part-size", str(options.part_size)]  # fmt: skip
        seconds, used, killed = score_with_kills(command, out, options.kills, parts)
        damage(out)
        more, _, _ = score_with_kills(command, out, 0, parts)
        rows = check(out, counts)
        print(f"{killed} kills, 2 damaged parts, mended in {more:.0f} s: every row once, every digest right")
        report(archive, out, rows, words, seconds, used)


def report(archive: Path, out: Path, rows: int, words: int, seconds: float, used: Usage) -> None:
    """Print what was measured, and what it comes to for archives of other sizes."""
    written = sum(path.stat().st_size for path in (out / "parts").iterdir())
    rate, cores = words / used.seconds, os.cpu_count() or 1
    print(f"{rows:,} paragraphs, {words:,} words, {archive.stat().st_size / 1e6:.0f} MB in, {written / 1e6:.0f} MB out")
    print(f"{seconds:.0f} s by the clock: {words / seconds:,.0f} words/s, {rows / seconds:,.0f} paragraphs/s")
    print(f"{used.seconds:.0f} s of work on all cores: {rate:,.0f} words/s and core")
    print(f"memory: {used.own:.0f} MB parent, {used.below:.0f} MB largest worker, {used.all:.0f} MB in all")
    print(f"\n| articles of {ARTICLE} words | core hours | on {cores} cores | on 256 cores | scores on disk |")
    print("|---|---|---|---|---|")
    for size in SIZES:
        hours = size * ARTICLE / rate / 3600
        disk = written / words * size * ARTICLE / 1e9
        print(f"| {size:,} | {hours:,.1f} | {hours / cores:,.1f} h | {hours / 256:,.1f} h | {disk:,.0f} GB |")


if __name__ == "__main__":
    main()
