"""Archives of any size: cut into parts, each scored by a worker into a file of its own, and taken up again after a kill.

A folder of results holds ``parts/`` (rows of scores), ``bad/`` (rows that could not be read, with the reason), a journal of
the parts done (``scorer.archives.journal``), and, at the end, ``manifest.json``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from scorer.archives.crews import hand_out
from scorer.archives.inputs import Inputs, find_inputs
from scorer.archives.journal import Journal, describe_manifest, open_journal
from scorer.archives.parts import cut_parts, digest_of_model, score_part
from scorer.archives.plans import BACKENDS, FORMS, PART_SIZE, Crew, Done, Part, Plan, Progress, Totals
from scorer.errors import ScorerError
from scorer.frames import GRAINS
from scorer.lexicon.compiled import digest_of_seeds
from scorer.model import load
from scorer.reports._parquet import load_arrow
from scorer.whole_files import write_whole

_STOPPED = ("TerminatedWorkerError", "BrokenProcessPool", "KilledWorker")
"""What backends raise when a worker has gone."""


def score_archive(
    paths: Iterable[str],
    out: str | Path,
    plan: Plan,
    crew: Crew,
    progress: Callable[[Progress], None] | None = None,
    *,
    restart: bool = False,
    version: str = "",
) -> Totals:
    """Score all drafts in files and folders into the folder ``out``, or go on where an earlier run was stopped.

    ``version`` is that of the scorer; ``progress`` is told after every part.
    """
    if plan.form == "parquet":
        load_arrow()
    model = load(plan.model)
    where = None if plan.model is None else os.path.abspath(plan.model)
    plan = plan._replace(digest=digest_of_model(model), model=where)
    inputs = find_inputs(paths)
    options = {key: getattr(plan, key) for key in ("level", "part_size", "text_field", "id_field")}
    about = {
        "scorer": version,
        "model": {**model.about, "content": plan.digest},
        "seeds": digest_of_seeds(),
        "options": {"format": plan.form} | options,
        "inputs": inputs.named,
    }
    folder = Path(out)
    with open_journal(folder, plan.form, about, restart=restart) as journal:
        run = _Run(journal, inputs, progress)
        _go_through(hand_out(score_part, run.tasks(plan, folder), crew), run, folder)
        entries = [journal.done[number] for number in range(run.parts)]
        write_whole(folder / "manifest.json", describe_manifest(about, entries, plan.form))
    sums = [sum(getattr(one, key) for one in entries) for key in ("documents", "rows", "bad")]
    return Totals(run.parts, run.kept, *sums)


def _go_through(results: Iterator[Done], run: _Run, folder: Path) -> None:
    try:
        for done in results:
            run.record(done)
    except (ScorerError, OSError, MemoryError):
        raise
    except Exception as error:
        stopped = type(error).__name__ in _STOPPED
        what = "a worker was stopped, perhaps for want of memory" if stopped else f"the work failed ({type(error).__name__})"
        remedy = "with fewer --jobs" if stopped else "or with --backend loky to see whether the cluster is at fault"
        raise ScorerError(f"{folder}: {what}; what is done is kept: run the same again, {remedy}") from error


class _Run:
    """The parts of one run: those to do, and those that are done."""

    def __init__(self, journal: Journal, inputs: Inputs, progress: Callable[[Progress], None] | None):
        self.parts = self.kept = 0
        self._journal = journal
        self._inputs = inputs
        self._progress = progress
        self._before = 0  # what joblib's thread counts is not counted by ours
        self._weights: dict[int, int] = {}
        self._here = Progress(0, inputs.size, 0, 0, 0, 0)

    def tasks(self, plan: Plan, out: Path) -> Iterator[tuple[Part, Plan, str]]:
        """What is left to do."""
        for part in cut_parts(self._inputs.files, plan):
            self.parts += 1
            if self._journal.is_done(part.number):
                self.kept += 1
                self._before += part.weight
                continue
            self._weights[part.number] = part.weight
            yield part, plan, os.path.abspath(out)

    def record(self, done: Done) -> None:
        """Note a part, and tell of it."""
        self._journal.record(done)
        here = self._here
        self._here = here._replace(
            done=here.done + self._weights.pop(done.part, 0),
            documents=here.documents + done.documents,
            rows=here.rows + done.rows,
            bad=here.bad + done.bad,
        )
        if self._progress:
            before = self._before
            self._progress(self._here._replace(done=self._here.done + before, before=before))


__all__ = ["BACKENDS", "FORMS", "GRAINS", "PART_SIZE", "Crew", "Plan", "Progress", "Totals", "score_archive"]
