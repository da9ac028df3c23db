"""Batches: what is made anew, what stays, what goes, and what is told."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from batch_support import MAILING, Person, TinyWork, expected, files, hold_right, make, people, task_of

from kamdocs.batch.folder import Folder
from kamdocs.batch.run import run_batch
from kamdocs.model.batch import BatchReport, Made, Maker
from kamdocs.model.manifest import Mailing
from kamdocs.verify.manifest import altered


def said(report: BatchReport) -> list[str]:
    """The warnings of `report`, without the folder."""
    return [problem.headline().replace(report.folder, "out") for problem in report.warnings]


def test_a_run_again_makes_nothing_and_touches_nothing(tmp_path: Path) -> None:
    """Not even the manifest; the maker is not made ready."""
    first = make(tmp_path, people(3))
    assert (first.written, first.unchanged) == (tuple(expected(people(3))), ())
    before = {path: path.stat().st_mtime_ns for path in (*tmp_path.iterdir(), tmp_path)}
    again = run_batch([task_of(person) for person in people(3)], Unready(), tmp_path, mailing=MAILING)
    assert (again.written, again.unchanged) == ((), tuple(expected(people(3))))
    assert {path: path.stat().st_mtime_ns for path in (*tmp_path.iterdir(), tmp_path)} == before


class Unready:
    """Work that cannot be begun."""

    def start(self) -> Maker:
        """Fails."""
        raise AssertionError("nothing is to be made")


def test_only_letters_whose_data_changed_are_made_again(tmp_path: Path) -> None:
    """Told in the order of the tasks, not of the names."""
    make(tmp_path, people(4))
    to = [*people(4)[2:], Person("p0", text="other"), Person("p1")]
    report = make(tmp_path, to)
    assert report.written == ("p0.en.docx", "p0.en.pdf")
    assert report.unchanged[:2] == ("p2.en.docx", "p2.en.pdf")
    hold_right(tmp_path, to)


def test_a_letter_made_of_other_things_with_the_same_bytes_is_left_as_it_stands(tmp_path: Path) -> None:
    """But its entry is that of now, so that it is not made for ever."""
    make(tmp_path, people(1))
    task = replace(task_of(Person("p0")), made_of="other", inputs={"people.csv": "c" * 64})
    for _ in range(2):
        report = run_batch([task], TinyWork(), tmp_path, mailing=MAILING)
        assert (report.written, len(report.unchanged)) == ((), 2)
    entry = json.loads((tmp_path / "manifest.json").read_text())["files"]["p0.en.pdf"]
    assert (entry["made_of"], entry["inputs"]) == ("other", {"people.csv": "c" * 64})


def test_an_edited_letter_is_made_again_and_the_edited_one_kept(tmp_path: Path) -> None:
    """In a folder of its own, each under another number, none twice."""
    make(tmp_path, people(2))
    for number, text in enumerate((b"mine", b"mine", b"mine too"), start=1):
        (tmp_path / "p1.en.docx").write_bytes(text)
        report = make(tmp_path, people(2))
        assert report.written == ("p1.en.docx",)
        name = "edited/p1.en-2.docx" if number == 3 else "edited/p1.en.docx"
        assert said(report) == [f"out/p1.en.docx: warning: somebody has edited it; that file is now `{name}`"]
    there = files(tmp_path)
    assert (there.pop("edited/p1.en.docx"), there.pop("edited/p1.en-2.docx")) == (b"mine", b"mine too")
    assert there.keys() == {*expected(people(2)), "manifest.json"}
    assert there["p1.en.docx"] == Person("p1").content("p1.en.docx")


def test_a_letter_that_is_gone_is_made_again(tmp_path: Path) -> None:
    """That file, and no other."""
    make(tmp_path, people(2))
    (tmp_path / "p1.en.pdf").unlink()
    assert make(tmp_path, people(2)).written == ("p1.en.pdf",)
    hold_right(tmp_path, people(2))


def test_a_letter_in_another_language_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """Nobody has two; of formats that this run does not make the old one stays."""
    make(tmp_path, people(2))
    report = make(tmp_path, [Person("p0", "ko"), Person("p1")])
    assert report.removed == ("p0.en.docx", "p0.en.pdf")
    hold_right(tmp_path, [Person("p0", "ko"), Person("p1")])
    only_pdf = replace(task_of(Person("p0", "vi")), names=("p0.vi.pdf",))
    report = run_batch([only_pdf, task_of(Person("p1"))], PdfOnly(), tmp_path, mailing=MAILING)
    assert (report.written, report.removed) == (("p0.vi.pdf",), ("p0.ko.pdf",))


class PdfOnly:
    """Makes no DOCX."""

    def start(self) -> Maker:
        """A maker of PDF."""
        make = TinyWork().start()
        return lambda person: Made(tuple(product for product in make(person).products if product.name.endswith("pdf")))


def test_the_old_letter_stays_while_the_new_one_cannot_be_made(tmp_path: Path) -> None:
    """One bad task stops no other; what stays from before is told, since somebody could send it."""
    make(tmp_path, people(3))
    report = make(tmp_path, [Person("p0", "ko", "fault"), Person("p1", "en", "fault"), Person("p2", "en", "new")])
    assert [failure.id for failure in report.failures] == ["p0", "p1"]
    assert [str(problem) for failure in report.failures for problem in failure.problems] == [
        "people.csv:1:1: `p0` has no name",
        "people.csv:1:1: `p1` has no name",
    ]
    assert (report.written, report.removed) == (("p2.en.docx", "p2.en.pdf"), ())
    assert said(report) == [
        "out: warning: 4 files stay as an earlier run made them, and could not be made anew:"
        " `p0.en.docx`, `p0.en.pdf`, `p1.en.docx`, `p1.en.pdf`"
    ]
    assert (tmp_path / "p0.en.pdf").exists()


def test_an_edited_letter_in_the_old_language_is_kept_beside(tmp_path: Path) -> None:
    """Out of the way, so that the recipient has one letter, and not lost."""
    make(tmp_path, people(1))
    (tmp_path / "p0.en.docx").write_bytes(b"mine")
    report = make(tmp_path, [Person("p0", "ko")])
    assert report.removed == ("p0.en.docx", "p0.en.pdf")
    assert files(tmp_path).keys() == {"p0.ko.docx", "p0.ko.pdf", "manifest.json", "edited/p0.en.docx"}


def test_people_who_are_no_longer_meant_are_told_and_pruned_only_when_asked(tmp_path: Path) -> None:
    """And only if the same source gave them: letters of another list in the same folder are told and left alone."""
    other = replace(MAILING, source="--to others.csv")
    make(tmp_path, [Person("b0"), Person("b1")], mailing=other)
    make(tmp_path, people(5))
    told = (
        "out: warning: 8 files stay to people who are no longer meant:"
        " `p1.en.docx`, `p1.en.pdf`, `p2.en.docx`, `p2.en.pdf`, `p3.en.docx` and 3 more"
    )
    others = (
        "out: warning: 4 files stay that came from another list or choice of people:"
        " `b0.en.docx`, `b0.en.pdf`, `b1.en.docx`, `b1.en.pdf`"
    )
    report = make(tmp_path, people(1))
    assert (said(report), report.warnings[1].help) == ([others, told], "remove them with `--prune`")
    assert said(make(tmp_path, people(1), meant=["p1", "p2", "p3", "p4"])) == [others]
    assert said(make(tmp_path, people(1), meant=None, prune=True)) == [others]
    assert len(files(tmp_path)) == 15
    (tmp_path / "p4.en.pdf").write_bytes(b"mine")
    report = make(tmp_path, people(1), prune=True)
    assert len(report.removed) == 7
    assert said(report) == [others, "out: warning: 1 file stays to people who are no longer meant: `p4.en.pdf`"]
    (tmp_path / "p4.en.pdf").unlink()
    make(tmp_path, people(1), prune=True)
    hold_right(tmp_path, [Person("b0"), Person("b1"), *people(1)])


def test_files_that_are_not_ours_are_never_touched(tmp_path: Path) -> None:
    """One that stands in the way fails its letter, whatever it is; one that is the same is taken over."""
    (tmp_path / "p0.en.pdf").write_bytes(b"a contract")
    (tmp_path / "p1.en.docx").mkdir()
    os.mkfifo(tmp_path / "p2.en.pdf")
    (tmp_path / "p3.en.pdf").symlink_to("nowhere")
    (tmp_path / "p4.en.pdf").write_bytes(Person("p4").content("p4.en.pdf"))
    (tmp_path / "p9.en.pdf").write_bytes(b"of nobody")
    report = make(tmp_path, people(5), prune=True)
    assert [failure.id for failure in report.failures] == ["p0", "p1", "p2", "p3"]
    assert all(failure.stopped for failure in report.failures)
    problem = report.failures[0].problems[0]
    assert str(problem) == f"{tmp_path}/p0.en.pdf: stands in the way of a letter, and was not made by this command"
    assert problem.help == "move it away, or use `--out`"
    assert (report.written, report.unchanged) == (("p4.en.docx",), ("p4.en.pdf",))
    assert (tmp_path / "p0.en.pdf").read_bytes() == b"a contract"
    assert not (tmp_path / "p0.en.docx").exists()
    assert (tmp_path / "p9.en.pdf").read_bytes() == b"of nobody"
    assert (tmp_path / "p3.en.pdf").is_symlink()


def test_a_file_changed_while_the_batch_runs_is_told(tmp_path: Path) -> None:
    """What was written is read back before the manifest vouches for it."""

    def meddle(done: int, of: int, failed: int = 0) -> None:
        if done == of:
            (tmp_path / "p0.en.pdf").write_bytes(b"lie")

    report = make(tmp_path, people(2), progress=meddle, together=1)
    assert [failure.id for failure in report.failures] == ["p0"]
    assert "is not what was written" in str(report.failures[0].problems[0])
    make(tmp_path, people(2))
    assert (tmp_path / "p0.en.pdf").read_bytes() == Person("p0").content("p0.en.pdf")


def test_progress_counts_what_is_right_already_and_what_fails(tmp_path: Path) -> None:
    """From the first to the last task."""
    make(tmp_path, people(2))
    told: list[tuple[int, int, int]] = []
    make(
        tmp_path,
        [*people(3), Person("p3", "en", "fault")],
        progress=lambda done, of, failed=0: told.append((done, of, failed)),
    )
    assert told == [(2, 4, 0), (3, 4, 0), (4, 4, 1)]


def test_what_was_counted_when_a_signal_ends_the_run_is_there(tmp_path: Path) -> None:
    """Letters that wait for others to be written are written then, and the next run makes only the rest."""

    def interrupted(done: int, of: int, failed: int = 0) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(tmp_path, people(5), progress=interrupted)
    assert {name for name in files(tmp_path) if not name.startswith(".")} == set(expected(people(3)))
    assert len(make(tmp_path, people(5)).unchanged) == 6
    hold_right(tmp_path, people(5))


def test_the_manifest_says_once_what_all_letters_are_made_from(tmp_path: Path) -> None:
    """And `kamdocs check` holds the files against both."""
    make(tmp_path, people(2))
    make(tmp_path, [Person("x", "ko")], mailing=Mailing("greeting", "--to others.csv", {"kamdocs.yaml": "d" * 64}))
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    common = {one["source"]: one["inputs"] for one in manifest["mailings"].values()}
    assert common == {
        "--to people.csv": {"templates/greeting.md.j2": "a" * 64},
        "--to others.csv": {"kamdocs.yaml": "d" * 64},
    }
    assert manifest["files"].keys() == {*expected(people(2)), *Person("x", "ko").names}
    assert all(entry["inputs"] == {"people.csv": "b" * 64} for entry in manifest["files"].values())
    sources = {name: manifest["mailings"][entry["mailing"]]["source"] for name, entry in manifest["files"].items()}
    assert [name for name, source in sources.items() if source == "--to others.csv"] == ["x.ko.docx", "x.ko.pdf"]
    assert [*altered(tmp_path, {"people.csv": "b" * 64})] == []
    changed = [*altered(tmp_path, {"people.csv": "0" * 64, "kamdocs.yaml": "0" * 64})]
    assert [what for _, _, what, _ in changed] == [
        *["was made before `people.csv` changed"] * 4,
        *["was made before `kamdocs.yaml`, `people.csv` changed"] * 2,
    ]


class Killed(Folder):
    """A folder in which a run ends at its first letter."""

    def put(self, files: Mapping[str, bytes]) -> None:
        """Only what is no letter."""
        if any(name.startswith("p0") for name in files):
            raise KeyboardInterrupt
        super().put(files)


def test_what_stands_beside_the_letters_is_replaced_unless_somebody_has_edited_it(tmp_path: Path) -> None:
    """Also where the run that put it there was killed; an edited one is kept and told."""
    with pytest.raises(KeyboardInterrupt):
        make(tmp_path, people(1), store=Killed, beside={"rows.csv": b"first"})
    assert (tmp_path / "rows.csv").read_bytes() == b"first"
    assert said(make(tmp_path, people(1), beside={"rows.csv": b"second"})) == []
    assert files(tmp_path).keys() == {*expected(people(1)), "manifest.json", "rows.csv"}
    (tmp_path / "rows.csv").write_bytes(b"mine")
    for _ in range(2):
        report = make(tmp_path, people(1), beside={"rows.csv": None})
    assert said(report) == []
    (tmp_path / "rows.csv").write_bytes(b"mine")
    (told,) = said(make(tmp_path, people(1), beside={"rows.csv": b"third"}))
    there = files(tmp_path)
    (kept,) = (name for name in there if name.startswith("rows-"))
    assert told == f"out/rows.csv: warning: somebody has edited it; that file is now `{kept}`"
    assert (there["rows.csv"], there[kept]) == (b"third", b"mine")


def test_two_tasks_for_one_file_and_other_files_than_named_are_faults_of_ours(tmp_path: Path) -> None:
    """Nothing is written."""
    with pytest.raises(ValueError, match=r"two tasks give p0\.en\.docx"):
        make(tmp_path / "out", [Person("p0"), Person("p0")])
    with pytest.raises(ValueError, match="p0 gave"):
        run_batch([replace(task_of(Person("p0")), names=("p0.en.pdf",))], TinyWork(), tmp_path / "out")
    assert not (tmp_path / "out").exists()
