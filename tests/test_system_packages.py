"""What continuous integration installs besides Python packages: asked for once, said in one line, never a reason to fail."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from shell import ROOT

SCRIPT = ROOT / ".ci" / "system-packages"
TOOLS = ("bash", "env", "grep", "mktemp", "rm", "tail")
THERE = ("chromium", "soffice", "valgrind")
pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The commands of a machine where nothing is installed."""
    for tool in TOOLS:
        path = shutil.which(tool)
        assert path is not None
        (tmp_path / tool).symlink_to(path)
    add(tmp_path, "dpkg-query", "exit 1")
    add(tmp_path, "sudo", '[ "$1" = -n ] && shift; exec "$@"')
    return tmp_path


def add(machine: Path, name: str, does: str) -> None:
    """A command on the machine."""
    path = machine / name
    path.write_text(f"#!{machine / 'bash'}\n{does}\n", "utf-8")
    path.chmod(0o755)


def ask(machine: Path) -> tuple[str, list[str]]:
    """What the script says on this machine, and what it asked apt for; it always succeeds."""
    asked = machine / "asked"
    done = subprocess.run(
        [machine / "bash", SCRIPT], env={"PATH": str(machine), "ASKED": str(asked)}, text=True, capture_output=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("system packages: ")
    assert done.stdout.count("\n") == 1
    return done.stdout, asked.read_text("utf-8").splitlines() if asked.exists() else []


def test_nothing_is_done_where_all_is_there(machine: Path) -> None:
    for name in THERE:
        add(machine, name, "exit 0")
    add(machine, "dpkg-query", "echo -n installed")
    add(machine, "apt-get", 'echo "$@" >>"$ASKED"')
    assert ask(machine) == ("system packages: all there\n", [])


def test_only_what_is_missing_is_installed(machine: Path) -> None:
    add(machine, "google-chrome", "exit 0")
    add(machine, "apt-get", 'echo "$DEBIAN_FRONTEND $@" >>"$ASKED"')
    said, [asked] = ask(machine)
    assert said == "system packages: installed libreoffice-writer-nogui valgrind fonts-dejavu-core\n"
    assert asked.startswith("noninteractive -y ")
    assert asked.endswith(" install --no-install-recommends libreoffice-writer-nogui valgrind fonts-dejavu-core")


def test_the_lists_are_fetched_only_when_a_first_try_fails(machine: Path) -> None:
    add(machine, "chromium", "exit 0")
    add(machine, "apt-get", 'echo "$@" >>"$ASKED"; case "$*" in *update*) : >"$ASKED.lists";; *) [ -e "$ASKED.lists" ];; esac')
    said, asked = ask(machine)
    assert said.startswith("system packages: installed ")
    assert ["update" if "update" in line else "install" for line in asked] == ["install", "update", "install"]


def test_a_network_that_is_not_there_is_said_in_the_words_of_apt(machine: Path) -> None:
    add(machine, "chromium", "exit 0")
    add(machine, "apt-get", "echo 'E: Unable to fetch some archives' >&2; exit 100")
    assert ask(machine)[0] == (
        "system packages: not installed: libreoffice-writer-nogui valgrind fonts-dejavu-core (E: Unable to fetch some archives)\n"
    )


def test_without_apt_the_missing_packages_are_named(machine: Path) -> None:
    add(machine, "chromium", "exit 0")
    assert ask(machine)[0] == (
        "system packages: not installed, there is no apt-get here: libreoffice-writer-nogui valgrind fonts-dejavu-core\n"
    )


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root needs no sudo")
def test_without_rights_the_missing_packages_are_named(machine: Path) -> None:
    add(machine, "chromium", "exit 0")
    add(machine, "apt-get", "exit 0")
    add(machine, "sudo", "exit 1")
    assert "needs root or sudo without a password" in ask(machine)[0]
