"""The hook, the action and the snippets of docs/checks.md, run as pre-commit, GitHub and GitLab would."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
BAD = "Sources said the ferry would be sold.\n\nThe sale, sources said, was the idea of one man.\n"
GOOD = "“We sold the ferry,” said Dolores Ibarra, the harbour master of Tarnwick.\n"

pytestmark = pytest.mark.slow


def snippets(language: str) -> list[Any]:
    """The code blocks of the documentation in a language."""
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    return [yaml.safe_load(block) for block in re.findall(rf"```{language}\n(.*?)```", page, re.S)]


def snippet(key: str) -> Any:
    """The one YAML block that has a key at its top."""
    (found,) = (block for block in snippets("yaml") if key in block)
    return found


def sh(command: list[str] | str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, with some more environment; what git needs to commit is part of it."""
    who = {f"GIT_{role}_{part}": "desk@tarnwick.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    full = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | who | environment
    return subprocess.run(command, cwd=cwd, env=full, capture_output=True, text=True, check=False)


def commit(folder: Path) -> None:
    """Make a folder a repository with all of it committed."""
    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "--no-verify", "-m", "copy"]):
        done = sh(["git", *command], folder)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with two drafts, one of which the rules have something to say of."""
    folder = tmp_path_factory.mktemp("newsroom")
    (folder / "copy").mkdir()
    (folder / "copy" / "bad.md").write_text(BAD, "utf-8")
    (folder / "copy" / "good.md").write_text(GOOD, "utf-8")
    commit(folder)
    return folder


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository as it stands in the tree, as a repository of its own."""
    folder = tmp_path_factory.mktemp("checkout") / "scorer"
    listed = sh(["git", "ls-files", "-z", "-co", "--exclude-standard"], ROOT).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    commit(folder)
    return folder


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a machine with Python, whose packages are those of these tests but for the scorer."""
    folder = tmp_path_factory.mktemp("machine")
    venv.create(folder, with_pip=True)
    packages = next(folder.glob("lib/python*/site-packages"), folder / "Lib" / "site-packages")
    (packages / "tests.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", "utf-8")
    (folder / "temporary").mkdir()
    return {"PATH": os.pathsep.join([str(folder / "bin"), os.environ["PATH"]]), "RUNNER_TEMP": str(folder / "temporary")}


def test_pre_commit(newsroom: Path, checkout: Path, tmp_path: Path) -> None:
    hooks = snippet("repos")
    hooks["repos"][0] |= {"repo": str(checkout), "rev": sh(["git", "rev-parse", "HEAD"], checkout).stdout.strip()}
    configuration = tmp_path / "hooks.yaml"
    configuration.write_text(yaml.safe_dump(hooks), "utf-8")
    command = [sys.executable, "-m", "pre_commit", "run", "--config", str(configuration)]
    kept = {"PRE_COMMIT_HOME": str(tmp_path / "kept")}
    good = sh([*command, "--files", "copy/good.md"], newsroom, **kept)
    assert good.returncode == 0, good.stdout + good.stderr
    bad = sh([*command, "--all-files"], newsroom, **kept)
    assert bad.returncode == 1, bad.stdout + bad.stderr
    assert "copy/bad.md:1:1: AN" in bad.stdout
    assert "good.md" not in bad.stdout


def filled(value: str, known: dict[str, str]) -> str:
    """A string of the action with its ``${{ … }}`` filled in."""
    return re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", lambda found: known[found[1]], value)


def run_action(given: dict[str, str], cwd: Path, checkout: Path, machine: dict[str, str], summary: Path) -> Any:
    """The steps of action.yml one by one, as the runner of composite actions takes them; returns the last one taken."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert set(given) <= set(action["inputs"])
    inputs = {f"inputs.{name}": given.get(name, about["default"]) for name, about in action["inputs"].items()}
    known = inputs | {"github.action_path": str(checkout)}
    done = None
    for step in action["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
        environment = {name: filled(value, known) for name, value in step.get("env", {}).items()}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = sh(command, cwd, **machine, **environment, GITHUB_STEP_SUMMARY=str(summary))
        if done.returncode:
            break
    return done


def test_action(newsroom: Path, checkout: Path, machine: dict[str, str], tmp_path: Path) -> None:
    given = next(step["with"] for step in snippet("jobs")["jobs"]["check"]["steps"] if "attribution-scorer" in step["uses"])
    summary = tmp_path / "summary.md"
    sarif = tmp_path / "out.sarif"
    done = run_action(given | {"diff": "", "sarif": str(sarif)}, newsroom, checkout, machine, summary)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "::error file=copy/bad.md,line=1," in done.stdout
    assert "good.md" not in done.stdout
    assert "bad.md" in summary.read_text("utf-8")
    results = json.loads(sarif.read_text("utf-8"))["runs"][0]["results"]
    assert results
    done = run_action(given | {"diff": "HEAD", "sarif": str(sarif)}, newsroom, checkout, machine, summary)
    assert done.returncode == 0, done.stdout + done.stderr


def test_action_takes_no_input_as_a_command(newsroom: Path, checkout: Path, machine: dict[str, str], tmp_path: Path) -> None:
    given = {"paths": "$(touch taken) copy", "sarif": str(tmp_path / "out.sarif")}
    done = run_action(given, newsroom, checkout, machine, tmp_path / "summary.md")
    assert done.returncode == 2
    assert not (newsroom / "taken").exists()


def test_gitlab(newsroom: Path, checkout: Path, machine: dict[str, str]) -> None:
    job = snippet("sourcing")["sourcing"]
    script = "set -eo pipefail\n" + "\n".join(job["script"])
    done = sh(["bash", "-c", script], newsroom, **machine, **(job["variables"] | {"SCORER": str(checkout)}))
    assert done.returncode == 1, done.stdout + done.stderr
    reports = job["artifacts"]["reports"]
    quality = json.loads((newsroom / reports["codequality"]).read_text("utf-8"))
    assert {entry["location"]["path"] for entry in quality} == {"copy/bad.md"}
    assert (newsroom / reports["junit"]).is_file()
