"""Letters whose files travel: the same bytes wherever they are made."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from support import MakeWorkspace, change

from kamdocs.batch.crew import crew
from kamdocs.batch.snapshot import packed
from kamdocs.errors import InputError, OutputError
from kamdocs.letters import plan_letters
from kamdocs.letters.press import LetterWork
from kamdocs.load import load
from kamdocs.load.snapshot import files_of, files_read
from kamdocs.model.batch import Made, Task
from kamdocs.model.request import LettersRequest

TODAY = date(2026, 11, 23)
PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x06\0\0\0\x1f\x15\xc4\x89"
    b"\0\0\0\rIDATx\x9cc\xf8\xff\xff\xff\x7f\0\t\xfb\x03\xfd*\x86\xe3\x8a\0\0\0\0IEND\xaeB`\x82"
)


@contextmanager
def _batch(root: Path) -> Iterator[tuple[LetterWork, list[Task]]]:
    """The thank-you letters of the example, and their work."""
    request = LettersRequest(root, "thank-you", TODAY, visits=(date(2026, 11, 1), date(2026, 11, 30)))
    planned = plan_letters(request)
    read = files_read(planned.workspace, planned.kit)
    work = LetterWork(root, TODAY, planned.use, ("docx", "pdf"), read)
    yield work, [Task(letter.id, (f"{letter.file_name}.docx",), letter.id, letter) for letter in planned.letters]


def _made(work: LetterWork, tasks: list[Task], *, jobs: int = 1) -> dict[str, bytes]:
    with crew(work, jobs=jobs, few=0) as run:
        ends = [end for _, end in run(tasks)]
    assert all(isinstance(end, Made) for end in ends), ends
    return {product.name: product.content for end in ends if isinstance(end, Made) for product in end.products}


def test_letters_have_the_same_bytes_wherever_they_are_made(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """Here, in several processes, and from files that came to another folder in one piece."""
    with _batch(workspace(base="example")) as (work, tasks):
        one_in_each_language = list({task.payload.language: task for task in tasks}.values())
        assert len(one_in_each_language) >= 2
        here = _made(work, one_in_each_language)
        away = packed(work).unpacked(tmp_path / "away")
        assert isinstance(away, LetterWork)
        assert away.root == tmp_path / "away"
        shutil.rmtree(work.root)
        assert _made(away, one_in_each_language, jobs=2) == here
    assert len(here) == 2 * len(one_in_each_language)


def test_what_travels_is_what_is_read(workspace: MakeWorkspace) -> None:
    """Pictures whole, other files that are named by name only; no output, nothing hidden, nothing of other programs."""
    root = workspace(
        {
            "templates/letters/words.yaml": "en: {}",
            "pictures/map.png": PIXEL,
            "out/old.png": PIXEL,
            ".git/x.png": PIXEL,
            "env/pyvenv.cfg": "",
            "env/x.png": PIXEL,
            "notes.txt": "private",
            "papers/contract.pdf": "%PDF private",
            "profiles/clients/a/client.yaml": CLIENT,
        }
    )
    (root / "templates/letters/words.yaml").unlink()
    found, kit, _ = load(root, today=TODAY, use="letter")
    files = files_of(found, kit)
    assert sorted(files) == [
        "kamdocs.yaml",
        "papers/contract.pdf",
        "pictures/map.png",
        "profiles/clients/a/client.yaml",
        "profiles/house.yaml",
        "profiles/team/mai.yaml",
    ]
    assert files["papers/contract.pdf"] == b""
    assert files["pictures/map.png"] == PIXEL


def test_too_many_pictures_do_not_travel(workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of photographs is not sent to a cluster unasked."""
    monkeypatch.setattr("kamdocs.load.snapshot.MOST_PICTURES_BYTES", 100)
    found, kit, _ = load(workspace({"a.png": PIXEL, "b.png": PIXEL}), today=TODAY, use="letter")
    with pytest.raises(OutputError, match="the pictures of the workspace have more than 100 bytes"):
        files_of(found, kit)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_changes_meanwhile_is_told(workspace: MakeWorkspace, jobs: int) -> None:
    """Nothing is made from files other than those the letters were decided from."""
    with _batch(workspace(base="example")) as (work, tasks):
        change(work.root, {"profiles/house.yaml": {"  en: Red River Advisory\n": "  en: Blue River Advisory\n"}})
        with pytest.raises(InputError) as caught:
            _made(work, tasks, jobs=jobs)
    assert [str(problem) for problem in caught.value.problems] == [
        "profiles/house.yaml: was changed while the command was at work"
    ]


def test_a_file_that_comes_meanwhile_is_told(workspace: MakeWorkspace) -> None:
    """A template of the house's own too, which takes the place of a shipped one."""
    with _batch(workspace(base="example")) as (work, _):
        change(work.root, files={"templates/components/own.html.j2": "{% macro x() %}{% endmacro %}\n"})
        with pytest.raises(InputError, match=r"templates/components/own\.html\.j2: was changed"):
            packed(work)


def test_a_file_that_changes_while_it_is_packed_is_told(workspace: MakeWorkspace) -> None:
    """What was loaded is what is sent, or nothing is."""
    root = workspace()
    found, kit, _ = load(root, today=TODAY, use="letter")
    change(root, {"profiles/team/mai.yaml": {"Mai Thu Ha": "Mai Thu Hai"}})
    with pytest.raises(InputError, match=r"profiles/team/mai\.yaml: was changed"):
        files_of(found, kit)


CLIENT = """\
name: A
short_name: A
status: prospect
language: en
industry: food
region: Hanoi
address: 1 Street
business_scope: Bread
products: [Bread]
situation: They bake.
needs: []
stakeholders: []
papers:
  - {number: "1", title: Contract, kind: contract, date: 2026-01-01, file: papers/contract.pdf}
"""
