"""What ``scorer check`` does, step by step: configure, check, take out what is known, report, and say how it ended."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import NamedTuple

import click

from scorer.checks.runs import Checker, check_files
from scorer.checks.watching import watch_drafts
from scorer.cli._complaints import complain
from scorer.cli._output import open_output, shows_bar
from scorer.ledger.corrections import read_corrections
from scorer.reports._findings import Reporter, open_findings
from scorer.rules import rulebook
from scorer.settings import Configurations, expand_drafts, parse_options
from scorer.suppressions.baseline import Baseline, read_baseline, write_baseline
from scorer.types import SEVERITIES, CheckedDocument

_STATISTICS = ("terminal", "json")


class Plan(NamedTuple):
    """The options of the command."""

    drafts: tuple[str, ...]
    form: str
    output: str
    reports: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    extend_select: tuple[str, ...]
    severities: tuple[str, ...]
    thresholds: tuple[str, ...]
    config: str | None
    isolated: bool
    force_exclude: bool
    fail_on: str | None
    exit_zero: bool
    statistics: bool
    baseline: str | None
    write_baseline: str | None
    base: str | None
    watch: bool
    jobs: int
    called: str
    model: str | None
    corrections: str | None


def carry_out(plan: Plan) -> int:
    """Do what the options say; returns the exit code."""
    _refuse_contradictions(plan)
    options = parse_options(
        select=plan.select,
        ignore=plan.ignore,
        extend_select=plan.extend_select,
        severity=plan.severities,
        threshold=plan.thresholds,
    )
    configurations = Configurations(options, plan.config, isolated=plan.isolated)
    checker = Checker(
        configurations,
        plan.model,
        read_corrections(plan.corrections) if plan.corrections else None,
        plan.base,
        called=plan.called,
    )
    drafts = list(plan.drafts or ["."])
    if plan.watch:
        return _watch(plan, checker, drafts)
    entries = expand_drafts(drafts, configurations, force_exclude=plan.force_exclude)
    results = check_files(entries, checker, plan.jobs)
    return _Run(plan, checker).finish(_shown(results, len(entries), plan))


class _Run:
    """One check of many drafts: what is known is taken out, the rest goes to every report, and the gravest is remembered."""

    def __init__(self, plan: Plan, checker: Checker):
        self.plan = plan
        self.configurations = checker.configurations
        self.baselines: dict[str, Baseline] = {}
        self.failing = False
        self.errors: list[str] = []

    def finish(self, results: Iterable[CheckedDocument]) -> int:
        """Report all results; returns the exit code."""
        try:
            if self.plan.write_baseline:
                self._write_baseline(self.plan.write_baseline, results)
            elif self.plan.statistics:
                self._write_statistics(results)
            else:
                self._report(results)
        finally:
            for error in self.errors:
                complain(error)
        if self.errors:
            return 2
        return int(self.failing and not self.plan.exit_zero and not self.plan.write_baseline)

    def _write_baseline(self, path: str, results: Iterable[CheckedDocument]) -> None:
        documents = list(self._noted(results))
        with open_output(path) as stream:
            write_baseline(documents, stream)
        found = sum(len(one.findings) for one in documents)
        click.echo(f"{_count(found, 'finding')} of {_count(len(documents), 'draft')} written to {path}", err=True)

    def _write_statistics(self, results: Iterable[CheckedDocument]) -> None:
        from scorer.reports._statistics import count_findings, write_statistics

        documents = list(self._noted(results))
        with open_output(self.plan.output) as stream:
            write_statistics(stream, count_findings(documents), self.plan.form)

    def _report(self, results: Iterable[CheckedDocument]) -> None:
        with ExitStack() as opened:
            reporters = [_open(opened, form, path) for form, path in _destinations(self.plan)]
            for checked in self._noted(results):
                for reporter in reporters:
                    reporter.document(checked)
            for reporter in reporters:
                reporter.end()

    def _noted(self, results: Iterable[CheckedDocument]) -> Iterator[CheckedDocument]:
        """The results without what is known, after a note of what they mean for the exit code."""
        for result in results:
            checked = result
            if checked.error:
                self.errors.append(checked.error)
            elif not self.plan.write_baseline:
                baseline = self._baseline_for(checked.document.name)
                checked = baseline.drop_known(checked) if baseline else checked
                self.failing = self.failing or self._fails(checked)
            yield checked

    def _fails(self, checked: CheckedDocument) -> bool:
        least = self.plan.fail_on or self.configurations.for_path(checked.document.name).fail_on
        grave = SEVERITIES[: SEVERITIES.index(least) + 1]
        return any(finding.severity in grave for finding in checked.findings)

    def _baseline_for(self, name: str) -> Baseline | None:
        configured = None if self.plan.baseline else self.configurations.for_path(name).baseline
        path = self.plan.baseline or (str(configured) if configured else None)
        if path is None:
            return None
        if path not in self.baselines:
            self.baselines[path] = read_baseline(path)
        return self.baselines[path]


def _watch(plan: Plan, checker: Checker, drafts: list[str]) -> int:
    """Check, and again what was saved, until interrupted."""
    clear = sys.stdout.isatty()

    def check(paths: list[str]) -> None:
        if clear:
            click.clear()
        entries = expand_drafts(paths, checker.configurations)
        _Run(plan, checker).finish(check_files(entries, checker, 1))
        sys.stdout.flush()

    saves = watch_drafts(drafts)
    next(saves)  # from here on no save is missed
    check(drafts)
    for saved in saves:
        check(sorted(saved))
    return 0


def _destinations(plan: Plan) -> list[tuple[str, str]]:
    """Every report with the file it goes to."""
    found = [(plan.form, plan.output)]
    for one in plan.reports:
        form, _, path = one.partition("=")
        if not path:
            raise click.UsageError(f"--report {one!r} is not of the form FORMAT=FILE, as in sarif=findings.sarif")
        found.append((form, path))
    return found


def _open(opened: ExitStack, form: str, path: str) -> Reporter:
    reporter = open_findings(form, opened.enter_context(open_output(path)), rulebook())
    reporter.begin()
    return reporter


def _refuse_contradictions(plan: Plan) -> None:
    if plan.statistics and plan.form not in _STATISTICS:
        raise click.UsageError(f"--statistics is written as {' or '.join(_STATISTICS)}, not as {plan.form}")
    if plan.config and plan.isolated:
        raise click.UsageError("--config and --isolated contradict each other")
    others = {"--write-baseline": plan.write_baseline, "--statistics": plan.statistics, "standard input": "-" in plan.drafts}
    for name, other in others.items():
        if plan.watch and other:
            raise click.UsageError(f"--watch does not go with {name}")
    if plan.called and "-" not in plan.drafts:
        raise click.UsageError("--stdin-filename needs - among the drafts")
    if plan.base and "-" in plan.drafts and not plan.called:
        raise click.UsageError("--diff does not know which file standard input is; name it by --stdin-filename")


def _shown(results: Iterator[CheckedDocument], number: int, plan: Plan) -> Iterator[CheckedDocument]:
    """The results, with a progress bar on a terminal where many are coming and it stands in nobody's way."""
    hidden = not (number > 1 and sys.stderr.isatty() and shows_bar(plan.output))
    with click.progressbar(results, length=number, label="drafts", file=sys.stderr, hidden=hidden) as shown:
        yield from shown


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + "s" * (number != 1)
