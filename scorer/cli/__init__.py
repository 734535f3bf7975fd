"""The command line: one thin command for each public verb, loaded only when it is called for."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from scorer import __version__
from scorer.cli._complaints import DEBUG, complain
from scorer.errors import ScorerError

COMMANDS = {
    "score": "scoring",
    "batch": "batching",
    "annotate": "annotation",
    "sources": "tabulation",
    "report": "reporting",
    "diff": "revising",
    "plot": "plotting",
    "label": "labelling",
    "check": "checking",
    "rules": "handbook",
    "rule": "handbook",
    "explain": "explanation",
    "train": "training",
    "evaluate": "evaluation",
    "compare": "comparison",
    "corpus": "corpora",
    "seeds": "census",
    "serve": "serving",
}
"""Which module holds a command, in the order of ``--help``."""
INTERRUPTED, CLOSED_PIPE = 130, 141


class _ClosedPipe(Exception):
    """Nobody reads our output any more."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        found = getattr(import_module(f"scorer.cli.{COMMANDS[cmd_name]}"), cmd_name)
        assert isinstance(found, click.Command)
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first argument; an unknown one is answered with those there are."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from scorer.errors import nearest

            raise click.UsageError(f"no command {args[0]!r}; {nearest(args[0], list(COMMANDS))}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that has gone away is none of Click's business, which would exit with 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _ClosedPipe from None


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  scorer score draft.md
  scorer score --format jsonl -o scores.jsonl drafts/
  cat draft.txt | scorer annotate -
  scorer sources --format csv drafts/
  scorer report draft.docx -o report.html
  scorer diff old.md new.md
  scorer plot strip -o strip.svg draft.md
  scorer check drafts/

Shell completion: eval "$(_SCORER_COMPLETE=bash_source scorer)" in ~/.bashrc; for zsh or fish write zsh_source or fish_source.

Exit codes: 0 done, 1 a score is below --fail-under or a check failed, 2 wrong usage or unreadable input (all else is done).""",
)
@click.version_option(__version__, prog_name="scorer")
def commands() -> None:
    """Say per paragraph how far a news draft can be traced to an accountable source.

    Measures traceability, not truth. Nothing leaves this machine.
    """


def main(args: list[str] | None = None) -> None:
    """Run the command line and exit; whatever goes wrong takes one line, never a traceback."""
    sys.exit(_run(args))


def _run(args: list[str] | None) -> int:
    _prepare_streams()
    try:
        code = commands.main(args=args, prog_name="scorer", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "scorer"
        complain(_one_line(error.format_message()), hint=f"try '{where} --help'")
        return 2
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except (_ClosedPipe, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that closing it stays quiet, too
        return CLOSED_PIPE
    except ScorerError as error:
        complain(str(error))
        return 2
    except OSError as error:
        complain(f"{error.filename or 'output'}: {error.strerror or type(error).__name__}")
        return 2
    except Exception as error:  # the message might hold words of the draft, so only its type is shown
        if os.environ.get(DEBUG):
            raise
        complain(f"internal error ({type(error).__name__})", hint=f"please report it; {DEBUG}=1 shows the traceback")
        return 2
    return code if isinstance(code, int) else 0


def _one_line(message: str) -> str:
    return " ".join(message.split()).rstrip(".")


def _prepare_streams() -> None:
    """Neither a lone surrogate nor a poor encoding may stop the output."""
    streams: list[Any] = [sys.stdout, sys.stderr]
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
