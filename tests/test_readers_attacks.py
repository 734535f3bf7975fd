"""Every attack on every reader is refused in one line and within 300 MB, and the draft beside them all is scored."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from attacks import WHOLE, Attack, attacks
from refusals import MOST_MEGABYTES, ending_of
from shell import DRAFT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes pipes and counts memory as Unix does")

ALL = list(attacks())
READ = """
import json, sys
from scorer import readers
from scorer.errors import UnreadableInput

def told(path):
    try:
        for found in readers.expand([path]):
            yield from [found] if isinstance(found, UnreadableInput) else readers.read_documents(found)
    except UnreadableInput as error:
        yield error

for path in sys.argv[1:]:
    said = [str(draft) if isinstance(draft, UnreadableInput) else "(read)" for draft in told(path)]
    peak = [line for line in open("/proc/self/status") if "VmHWM" in line][0].split()[1]
    print(json.dumps([said, int(peak) // 1024]))
"""


@pytest.mark.parametrize("form", sorted(WHOLE))
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks the kernel for the most memory as Linux tells it")
def test_attacks_are_refused_in_a_line_and_within_memory(form: str, tmp_path: Path) -> None:
    mine = [attack for attack in ALL if attack.format == form]
    for attack in mine:
        attack.make(tmp_path / attack.name)
    command = [sys.executable, "-c", READ, *(str(tmp_path / attack.name) for attack in mine)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)  # a guard against what hangs
    for attack, line in zip(mine, ended.stdout.splitlines(), strict=True):
        said, megabytes = json.loads(line)
        assert len(said) == 1, (attack.name, said)
        assert attack.says in said[0], attack.name
        assert said[0].startswith(str(tmp_path / attack.name))
        assert "\n" not in said[0]
        assert megabytes < MOST_MEGABYTES, attack.name


def test_the_draft_beside_all_attacks_is_scored(tmp_path: Path) -> None:
    one_each: dict[str, Attack] = {attack.what: attack for attack in ALL}
    for attack in one_each.values():
        attack.make(tmp_path / attack.name)
    good = tmp_path / "good.md"
    good.write_text(DRAFT, "utf-8")
    ending = ending_of([*(tmp_path / attack.name for attack in one_each.values()), good])
    assert ending.code == 2
    assert len(ending.err.splitlines()) == len(one_each)
    assert len(ending.out.splitlines()) == len(DRAFT.split("\n\n"))
    assert all(str(good) in line for line in ending.out.splitlines())


def test_a_slow_writer_of_a_pipe_is_waited_for(draft: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "slow.md"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"exec 3>'{pipe}'; sleep 1; cat '{draft}' >&3"]):
        ending = ending_of([pipe])
    assert (ending.code, ending.err) == (0, "")
    assert "slow.md" in ending.out
