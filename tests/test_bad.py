"""Each mistake that a person can make, with the exact text that answers it; tests/bad/README.md says how to add one."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import BAD, CheckGolden, call_kamdocs, changed_base
from word_files import word_file

COMMAND = "proposal build acme --format html --today 2026-11-23 --out out"
KEYS = {"run", "change", "write", "bytes", "word", "remove", "folder", "link"}

CASES = sorted(path.stem for path in BAD.glob("*.yaml"))


def make(mistake: Mapping[str, Any], root: Path) -> None:
    """A copy of the base workspace in `root` with `mistake` made in it."""
    changed_base(root, mistake.get("change"), mistake.get("write"))
    for name, content in mistake.get("bytes", {}).items():
        (root / name).write_bytes(bytes.fromhex(content))
    for name, paragraphs in mistake.get("word", {}).items():
        word_file(root / name, *paragraphs)
    for name in mistake.get("remove", []):
        (root / name).unlink()
    for name in mistake.get("folder", []):
        (root / name).mkdir(parents=True)
    for name, target in mistake.get("link", {}).items():
        (root / name).symlink_to(target)


def answer(mistake: Mapping[str, Any], root: Path) -> str:
    """Exit code and stderr of the command, as the files in tests/bad hold them."""
    result = call_kamdocs(*shlex.split(mistake.get("run", COMMAND)), cwd=root)
    assert result.stdout == "", "a command that fails prints no data"
    return f"exit {result.exit_code}\n{result.stderr}".replace(str(root), "<workspace>")


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_answered_with_its_exact_text(name: str, tmp_path: Path, golden: CheckGolden) -> None:
    """Exit code 1 or 2, every problem with its place, and the remedy where one is known."""
    mistake = yaml.safe_load((BAD / f"{name}.yaml").read_text(encoding="utf-8"))
    assert mistake.keys() <= KEYS, f"known are {sorted(KEYS)}"
    make(mistake, tmp_path / "workspace")
    text = answer(mistake, tmp_path / "workspace")
    assert text.startswith(("exit 1\n", "exit 2\n", "exit 3\n"))
    golden(f"bad/{name}.txt", text)


def test_there_are_mistakes_and_each_has_its_text() -> None:
    """No text stands there without its mistake."""
    assert len(CASES) >= 30
    assert sorted(path.stem for path in BAD.glob("*.txt")) == CASES


def test_the_base_is_sound(tmp_path: Path) -> None:
    """What a mistake is answered with comes from the mistake alone."""
    make({}, tmp_path / "workspace")
    result = call_kamdocs(*shlex.split(COMMAND), cwd=tmp_path / "workspace")
    assert (result.exit_code, result.stderr) == (0, "")
