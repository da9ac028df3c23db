"""LibreOffice kept for many documents: the same files as alone, and no document costs another."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import REPOSITORY, gate

from kamdocs.errors import OutputError
from kamdocs.write import office_process
from kamdocs.write.office import find_office, pdf_of_word
from kamdocs.write.office_process import _Kept

LETTERS = [REPOSITORY / "templates" / "letters" / f"feedback-request{end}.docx" for end in ("", ".ko", ".vi")]


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Kept]:
    """One that is kept for this test."""
    gate("soffice")
    kept = _Kept()
    monkeypatch.setattr(office_process, "_KEPT", kept)
    yield kept
    kept.end()


@pytest.fixture
def program(kept: _Kept) -> str:
    """The program that is there."""
    return find_office() or ""


@pytest.fixture
def hanging(tmp_path: Path, program: str) -> str:
    """A program that never ends where it is to make a PDF of a document that says `hang`."""
    script = tmp_path / "soffice"
    script.write_text(
        f"""#!/bin/sh
        for last; do :; done
        if grep -q hang "$last"; then sleep 600; fi
        exec {program} "$@"
        """,
        encoding="utf-8",
    )
    script.chmod(0o755)
    return str(script)


def test_a_document_is_the_same_among_others_and_alone(kept: _Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """In three languages, each after another, in one LibreOffice and in one for each."""
    letters = [file.read_bytes() for file in LETTERS]
    first = [pdf_of_word(letter) for letter in letters]
    process = kept._process
    assert [pdf_of_word(letter) for letter in reversed(letters)] == first[::-1]
    assert kept._process is process
    assert process is not None
    assert process.poll() is None
    monkeypatch.setattr(kept, "_chances", 0)
    assert [pdf_of_word(letter) for letter in letters] == first


def test_a_document_that_hangs_costs_itself_alone(
    kept: _Kept, hanging: str, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is given up, kept and alone, and the next one is made by one that is started anew."""
    letter = LETTERS[0].read_bytes()
    assert office_process.convert(hanging, letter).startswith(b"%PDF")
    before = kept._process
    monkeypatch.setattr(office_process, "_KEPT_SECONDS", 1)
    monkeypatch.setattr(office_process, "_LONGEST_SECONDS", 1)
    with pytest.raises(OutputError, match=r"^LibreOffice has not made a PDF in 1 seconds$"):
        office_process.convert(hanging, b"hang")
    assert kept._process is None
    assert before is not None
    assert before.poll() is not None
    monkeypatch.setattr(office_process, "_KEPT_SECONDS", 60)
    assert office_process.convert(hanging, letter).startswith(b"%PDF")
    assert kept._process is not None


def test_one_that_has_died_is_started_anew(kept: _Kept, program: str) -> None:
    """Between two documents, neither of which is lost."""
    letter = LETTERS[0].read_bytes()
    assert office_process.convert(program, letter).startswith(b"%PDF")
    assert kept._process is not None
    office_process._end(kept._process)
    assert office_process.convert(program, letter).startswith(b"%PDF")
    assert kept._process is not None
    assert kept._process.poll() is None


def test_after_so_many_documents_it_is_ended(kept: _Kept, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it does not give back stays little, and its folder is gone with it."""
    monkeypatch.setattr(office_process, "_MOST", 2)
    letter = LETTERS[0].read_bytes()
    office_process.convert(program, letter)
    assert kept._folder is not None
    folder = kept._folder
    assert folder.is_dir()
    office_process.convert(program, letter)
    assert kept._process is None
    assert not folder.exists()


def test_one_that_does_not_start_is_not_tried_for_ever(kept: _Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """After three documents in a row each is made alone at once; what makes none says so."""
    for _ in range(3):
        with pytest.raises(OutputError, match=r"^LibreOffice makes no PDF of the document$"):
            office_process.convert("false", b"")
    assert kept._chances == 0
    assert kept._process is None


SCRIPT = """
import os, sys
from pathlib import Path
from kamdocs.write import office_process
office_process.convert(sys.argv[1], Path(sys.argv[2]).read_bytes())
print(office_process._KEPT._process.pid, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
@pytest.mark.parametrize("killed", [True, False])
def test_it_ends_with_the_process_that_keeps_it(program: str, killed: bool) -> None:
    """Even where that is killed, nothing that it started goes on."""
    command = [sys.executable, "-c", SCRIPT, program, str(LETTERS[0])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as keeper:
        assert keeper.stdout is not None
        group = int(keeper.stdout.readline())
        assert len(running(group)) >= 2
        if killed:
            keeper.kill()
    assert await_end(group) == []


def running(group: int) -> list[str]:
    """The processes of a group that still do something."""
    found = list[str]()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = stat.read_text(encoding="utf-8").rpartition(")")
        except OSError:
            continue
        state, _, its_group = rest.split()[:3]
        found += [name] if int(its_group) == group and state not in "ZX" else []
    return found


def await_end(group: int) -> list[str]:
    """What of a group runs on after ten seconds."""
    for _ in range(100):
        if not running(group):
            break
        time.sleep(0.1)
    return running(group)
