"""Batches of real letters, by the real program: killed, changed between runs, edited; and what is told of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from batch_support import ENVIRONMENT, points
from support import REPOSITORY, RUN, MakeWorkspace, Result, gate, run_kamdocs

VISITS = "2026-11-12"
BUILD = ("letters", "build", "thank-you", "--visits", VISITS, "--today", "2026-11-17", "--format", "docx")


@pytest.fixture
def example(workspace: MakeWorkspace) -> Path:
    """A copy of the example workspace."""
    return workspace(base="example")


def build(root: Path, *more: str) -> Result:
    """Build the letters of the visits of one day."""
    return run_kamdocs(*BUILD, *more, cwd=root)


def letters(root: Path) -> dict[str, bytes]:
    """The files of the output folder but its manifest."""
    there = {path.name: path.read_bytes() for path in (root / "out/letters/thank-you").iterdir() if path.is_file()}
    there.pop("manifest.json", None)
    return there


def test_real_letters_killed_and_resumed_are_those_of_one_run(example: Path, tmp_path: Path) -> None:
    """At the first and the last rename and in between, and with the journal just begun."""
    assert build(example, "--out", str(tmp_path / "right")).exit_code == 0
    right = {path.name: path.read_bytes() for path in (tmp_path / "right").iterdir()}
    assert len(right) > 3
    under = next(points("rename", gate("strace")))
    for number in (1, 3, len(right)):
        folder = tmp_path / f"at-{number}"
        at = [argument.replace("when=1", f"when={number}") for argument in under]
        command: Sequence[str] = [*at, sys.executable, "-c", RUN, *BUILD, "--out", str(folder)]
        environment = {**ENVIRONMENT, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, cwd=example, env=environment, capture_output=True, check=False)
        assert done.returncode not in (0, 1, 2, 3)
        assert build(example, "--out", str(folder)).exit_code == 0
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == right


def test_only_letters_whose_data_or_template_changed_are_built_anew(example: Path) -> None:
    """The counts go to stderr, the paths written to stdout."""
    first = build(example)
    count = len(first.stdout.splitlines())
    assert (first.exit_code, first.stderr) == (0, f"{count} files written, 0 unchanged\n")
    again = build(example)
    assert (again.exit_code, again.stdout, again.stderr) == (0, "", f"0 files written, {count} unchanged\n")
    before, folder = letters(example), example / "out/letters/thank-you"
    client = next(example.glob("profiles/clients/saeon-electronics/client.yaml"))
    text = client.read_text(encoding="utf-8")
    assert text.count("윤태호") == 1
    client.write_text(text.replace("윤태호", "윤태오"), encoding="utf-8")
    changed = build(example)
    assert changed.stdout == "out/letters/thank-you/saeon-electronics-yoon-tae-ho.ko.docx\n"
    assert changed.stderr == f"1 file written, {count - 1} unchanged\n"
    assert [name for name, content in letters(example).items() if content != before[name]] == [
        "saeon-electronics-yoon-tae-ho.ko.docx"
    ]
    made_of = json.loads((folder / "manifest.json").read_bytes())["files"]
    own = example / "templates/letters"
    own.mkdir(parents=True, exist_ok=True)
    for template in (REPOSITORY / "templates/letters").glob("thank-you*.md.j2"):
        (own / template.name).write_text(template.read_text(encoding="utf-8") + "{# later #}\n", encoding="utf-8")
    assert build(example).exit_code == 0
    made_of_later = json.loads((folder / "manifest.json").read_bytes())["files"]
    assert all(made_of_later[name]["made_of"] != entry["made_of"] for name, entry in made_of.items())


def test_an_edited_letter_is_told_and_kept(example: Path) -> None:
    """The letter is as it is built, the edited one beside."""
    build(example)
    before = letters(example)
    name = sorted(before)[0]
    (example / "out/letters/thank-you" / name).write_bytes(b"mine")
    done = build(example)
    assert (done.exit_code, done.stdout) == (0, f"out/letters/thank-you/{name}\n")
    assert done.stderr == (
        f"1 file written, {len(before) - 1} unchanged\n"
        f"out/letters/thank-you/{name}: warning: somebody has edited it; that file is now `edited/{name}`\n\n"
        "1 warning\n"
    )
    assert letters(example) == before


def test_a_file_in_the_way_fails_its_letter_alone(example: Path) -> None:
    """With exit code 3, since nothing is wrong with the user's files, and the others are built."""
    build(example)
    name, *others = sorted(letters(example))
    folder = example / "out/letters/thank-you"
    for path in folder.iterdir():
        path.unlink()
    (folder / name).write_bytes(b"a contract")
    done = build(example)
    assert done.exit_code == 3
    assert [line.rpartition("/")[2] for line in sorted(done.stdout.splitlines())] == others
    id = name.split(".")[0]
    assert done.stderr == (
        f"{len(others)} files written, 0 unchanged; 1 letter failed\n"
        f"no letter for `{id}`\n"
        f"out/letters/thank-you/{name}: stands in the way of a letter, and was not made by this command\n"
        "   = help: move it away, or use `--out`\n\n1 error\n"
        "error: some letters could not be made\n"
        "  = help: mend what is told above, then run the same command again\n"
    )
    assert (folder / name).read_bytes() == b"a contract"


def test_finished_letters_are_checked_by_their_manifest(example: Path) -> None:
    """`kamdocs check` tells what is stale; what all letters are made from stands there once, and counts as well."""
    build(example)
    folder = "out/letters/thank-you"
    assert run_kamdocs("check", folder, "--today", "2026-11-17", cwd=example).stderr.startswith("checked")
    manifest = json.loads((example / folder / "manifest.json").read_text(encoding="utf-8"))
    (mailing,) = manifest["mailings"].values()
    assert mailing["source"] == f"--visits {VISITS}..{VISITS}"
    assert mailing["inputs"].keys() > {"profiles/house.yaml", "templates/letters/thank-you.yaml"}
    own = [entry["inputs"].keys() for entry in manifest["files"].values()]
    assert all(inputs.isdisjoint(mailing["inputs"]) for inputs in own)
    assert {name for inputs in own for name in inputs} > {"templates/languages/en.yaml", "templates/languages/ko.yaml"}
    file = example / "profiles/house.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# later\n", encoding="utf-8")
    done = run_kamdocs("check", folder, "--today", "2026-11-17", cwd=example)
    assert done.stdout.count("was made before `profiles/house.yaml` changed") == len(letters(example))
