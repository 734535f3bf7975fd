"""What docs/api.md calls public, as lines: functions, the fields of what they return, commands, formats, rules, versions.

    python tests/public_api.py > tests/golden/public-api.txt        (or: make api)
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

import scorer
from scorer import model, types
from scorer.cli import commands
from scorer.discover import member_names
from scorer.rules import rulebook

ROOT = Path(__file__).resolve().parent.parent
FORMATS = ("reports", "reports._findings", "reports._sources", "reports._changes", "readers", "corpora")


def describe() -> Iterator[str]:
    """The lines, in an order that stays."""
    for name in sorted(scorer.__all__):
        yield f"function {name}{inspect.signature(getattr(scorer, name))}"
    for name in sorted(types.__all__):
        found = getattr(types, name)
        if inspect.isclass(found):
            yield f"type {name}: {', '.join(fields(found))}"
    context = click.Context(commands)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        assert command is not None
        yield from describe_command(f"command {name}", command)
    for package in FORMATS:
        yield f"formats {package.replace('_', '')}: {', '.join(sorted(member_names(f'scorer.{package}')))}"
    for schema in sorted((ROOT / "scorer" / "reports").glob("*.schema.json")):
        yield f"schema {json.loads(schema.read_text('utf-8'))['$id']}"
    yield f"schema of models {model.SCHEMA}"
    for code, rule in sorted(rulebook().items()):
        yield f"rule {code} {rule.name}"


def fields(found: type) -> list[str]:
    """What an object of the type has, without what is its own."""
    names = getattr(found, "_fields", None) or [name for one in found.__mro__ for name in getattr(one, "__slots__", ())]
    properties = [name for name, value in vars(found).items() if isinstance(value, property)]
    return [name for name in (*names, *properties) if not name.startswith("_")]


def describe_command(name: str, command: click.Command) -> Iterator[str]:
    """A command with its options and arguments, and those below it."""
    if isinstance(command, click.Group):
        for below, one in sorted(command.commands.items()):
            yield from describe_command(f"{name} {below}", one)
        return
    for parameter in command.params:
        spelt = "/".join([*parameter.opts, *parameter.secondary_opts])
        yield f"{name}: {spelt if isinstance(parameter, click.Option) else spelt.upper()}"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # a real one, as a program
    print(*describe(), sep="\n")
