"""Disks that are full, broken or read-only, folders in use, and journals and manifests that are damaged."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from batch_support import ENVIRONMENT, MAILING, PROGRAM, ROOT, files, given, hold_right, make, people, run, torn
from support import closed, gate

from kamdocs.batch.folder import Folder
from kamdocs.errors import OutputError
from kamdocs.model.manifest import Mailing
from kamdocs.model.page import JOURNAL

FAULTS = [
    ("write", "ENOSPC", "no space left on device", "free some space, then run the command again"),
    ("fsync", "EIO", "input/output error", "see that the disk is sound, then run the command again"),
    ("rename,renameat,renameat2", "EACCES", "permission denied", "make the folder writable"),
    ("fsync", "EDQUOT", "disk quota exceeded", "free some space"),
]


def failing(call: str, error: str, when: str) -> Sequence[str]:
    """The command under which `call` fails."""
    strace = (gate("strace"), "-f", "-qq", "-o", os.devnull)
    return (*strace, "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={when}")


@pytest.mark.parametrize("when", ["1", "2", "4", "7"])
@pytest.mark.parametrize(("call", "error", "says", "help"), FAULTS)
def test_a_disk_that_refuses_stops_the_run_and_nothing_else(
    call: str, error: str, says: str, help: str, when: str, tmp_path: Path
) -> None:
    """In the journal, in a file or at the end: exit code 3, no half file, no temporary one; the next run goes on."""
    folder = tmp_path / "out"
    done = run(folder, people(4), "Folder", "2", under=failing(call, error, when))
    assert done.returncode == 3, done.stderr
    assert f"cannot write `{folder}" in done.stderr
    assert says in done.stderr
    assert help in done.stderr
    assert torn(folder, people(4)) == []
    hidden = {name for name in files(folder) if name.startswith(".")} if folder.exists() else set()
    assert hidden <= {JOURNAL}
    make(folder, people(4))
    hold_right(folder, people(4))


def test_all_is_on_the_disk_before_anything_relies_on_it(tmp_path: Path) -> None:
    """The journal before the files that it tells of, each file before it has its name, the names before the manifest,
    and that before the journal goes: what a power cut leaves is what a kill leaves."""
    folder, log = tmp_path / "out", tmp_path / "calls"
    trace = "trace=fsync,rename,renameat,renameat2,unlink,unlinkat"
    done = run(folder, people(2), under=(gate("strace"), "-f", "-y", "-qq", "-o", log, "-e", trace))
    assert done.returncode == 0, done.stderr
    names = ["p0.en.docx", "p0.en.pdf", "p1.en.docx", "p1.en.pdf"]
    assert [*_calls(log.read_text(encoding="utf-8"), folder)] == [
        f"fsync {JOURNAL}",
        *["fsync unfinished"] * len(names),
        *(f"rename {name}" for name in names),
        "fsync out",
        "fsync unfinished",
        "rename manifest.json",
        "fsync out",
        f"unlink {JOURNAL}",
    ]


def _calls(log: str, folder: Path) -> Iterator[str]:
    """What was done to `folder` and in it; the last path of a call counts."""
    for call, arguments in re.findall(r"^\d+ +(fsync|rename|unlink)\w*\((.*)\) = 0$", log, re.MULTILINE):
        path = Path(re.findall(r'[<"]([^<>"]*)[>"]', arguments)[-1])
        if folder in (path, *path.parents):
            yield f"{call} {'unfinished' if path.suffix == '.tmp' else path.name}"


FULL = """
set -u
mount -t tmpfs -o size=2m none "$1" || exit 99
shift_to() { mkdir "$1" && cp -a "$FULL/." "$1"; }
FULL="$1"
"$3" -B -m batch_support "$1" "$2"; echo "exit $?"
shift_to "$4"
mount -o remount,size=64m "$1"
"$3" -B -m batch_support "$1" "$2"; echo "exit $?"
shift_to "$5"
"""


def test_a_full_disk_keeps_what_is_done_and_grows_to_all(tmp_path: Path) -> None:
    """A real one, of 2 MB, in a name space of its own; nothing of it is torn, and the second run makes the rest."""
    disk, small, large = (tmp_path / name for name in ("disk", "small", "large"))
    disk.mkdir()
    command = [gate("unshare"), "-m", "sh", "-c", FULL, "sh", disk, given(people(400)), PROGRAM[0], small, large]
    done = subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode == 99 or "unshare failed" in done.stderr:
        if os.geteuid() != 0:
            pytest.skip("only root can mount a disk of 2 MB")
        closed(f"root cannot mount a disk here: {done.stderr.strip()}")
    assert done.stdout.split() == ["exit", "3", "exit", "0"]
    assert "no space left on device" in done.stderr
    assert torn(small, people(400)) == []
    assert {name for name in files(small) if name.startswith(".")} == {JOURNAL}
    assert len(files(small)) > 100
    hold_right(large, people(400))


def test_a_folder_that_is_read_only_is_told_and_left_alone(tmp_path: Path) -> None:
    """Root is asked to be somebody else; where all is right already, nothing need be written and all is well."""
    folder = tmp_path / "out"
    make(folder, people(3))
    before, mode = files(folder), folder.stat().st_mode
    for path in (tmp_path, *tmp_path.parents):
        if path.name.startswith(("pytest-", "popen-", "test_")):
            path.chmod(0o755)
    folder.chmod(0o555)
    under = [gate("setpriv"), "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    try:
        if subprocess.run([*under, *PROGRAM[:1], "-c", ""], check=False, capture_output=True).returncode:
            closed("the interpreter cannot be run by another user here; root alone can write into any folder")
        unchanged = run(folder, people(3), under=under)
        assert (unchanged.returncode, unchanged.stderr) == (0, "")
        refused = run(folder, people(4), under=under)
        assert refused.returncode == 3
        assert f"cannot write `{folder / JOURNAL}`: permission denied" in refused.stderr
        assert files(folder) == before
    finally:
        folder.chmod(mode)


def test_two_runs_in_one_folder_exclude_each_other(tmp_path: Path) -> None:
    """The second is told at once, and writes nothing; when the first has ended, or died, the folder is free."""
    folder = tmp_path / "out"
    with Folder(folder).alone():
        with pytest.raises(OutputError, match="another run is at work in") as refused:
            make(folder, people(1))
        assert refused.value.help == "wait until it has ended, or choose another folder with `--out`"
        assert run(folder, people(1)).returncode == 1
        assert files(folder) == {}
    make(folder, people(1))
    hold_right(folder, people(1))


def test_a_journal_torn_at_any_byte_of_its_last_line_is_read_up_to_there(tmp_path: Path) -> None:
    """What it vouched for is made again; the run after a tear writes lines that are whole."""
    journal = _journal(tmp_path / "whole")
    last = journal.rstrip(b"\n").rfind(b"\n") + 1
    for end in (*range(40), *range(last, len(journal))):
        folder = tmp_path / str(end)
        folder.mkdir()
        (folder / JOURNAL).write_bytes(journal[:end])
        report = make(folder, people(1))
        assert (report.warnings, report.failures) == ((), ())
        hold_right(folder, people(1))
    torn_then_more = tmp_path / "more"
    torn_then_more.mkdir()
    (torn_then_more / JOURNAL).write_bytes(journal[: last + 30])
    store = Folder(torn_then_more)
    with store.alone():
        store.note([b'{"name":"x"}'])
        assert [*store.notes()][-2:] == [journal[last : last + 30], b'{"name":"x"}']


def _journal(folder: Path) -> bytes:
    """That of a run of which the disk refused the manifest."""
    run(folder, people(2), under=failing("rename,renameat,renameat2", "EACCES", "5"))
    return (folder / JOURNAL).read_bytes()


def test_garbage_in_a_journal_is_passed_over(tmp_path: Path) -> None:
    """Bytes that a broken disk left, values of other types, names that lead out of the folder."""
    folder, outside = tmp_path / "out", tmp_path / "x.en.pdf"
    journal = _journal(folder)
    outside.write_bytes(b"not ours")
    head, _, rest = journal.partition(b"\n")
    evil = b'{"name":"../x.en.pdf","sha256":"0","inputs":{},"facts":{},"recipient":"gone","mailing":"0"}'
    garbage = (b"\0" * 50, b"\xff\xfe", b"[1]", b'{"name":3}', b'{"name":"a","sha256":3}', evil, b"[" * 9000, b"")
    (folder / JOURNAL).write_bytes(b"\n".join((head, *garbage, rest)))
    report = make(folder, people(2), prune=True)
    assert (report.written, len(report.unchanged)) == ((), 4)
    assert outside.read_bytes() == b"not ours"
    hold_right(folder, people(2))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"buy milk\nbuy eggs\n", "is no journal of kamdocs"),
        (b'{"journal":2}\n{"name":"x"}\n', "was written by another version of kamdocs"),
    ],
)
def test_a_journal_that_is_not_ours_to_read_stops_the_run(content: bytes, says: str, tmp_path: Path) -> None:
    """Nothing is written, and the file stays as it is."""
    (tmp_path / JOURNAL).write_bytes(content)
    with pytest.raises(OutputError, match=says):
        make(tmp_path, people(1))
    assert files(tmp_path) == {JOURNAL: content}


def test_a_manifest_that_is_none_stops_the_run_and_one_that_is_gone_does_not(tmp_path: Path) -> None:
    """Without it the files are found to be what would be written, and are taken over."""
    make(tmp_path, people(3))
    manifest = tmp_path / "manifest.json"
    for broken in (b"{", b"[]", b'{"files": {"../x": {"sha256": "", "inputs": {}, "facts": {}}}}', b"\xff"):
        manifest.write_bytes(broken)
        with pytest.raises(OutputError, match="is not a manifest") as refused:
            make(tmp_path, people(3))
        assert refused.value.help == "delete it; what is built now is entered anew"
        assert manifest.read_bytes() == broken
    manifest.unlink()
    report = make(tmp_path, people(3))
    assert (report.written, len(report.unchanged), report.failures) == ((), 6, ())
    hold_right(tmp_path, people(3))


def test_what_a_killed_run_left_unfinished_goes_and_what_is_like_it_stays(tmp_path: Path) -> None:
    """Files under temporary names of batches; those of another command may be at work."""
    (tmp_path / ".kamdocs-batch-0a1b2c3d-7.tmp").write_bytes(b"half")
    (tmp_path / ".kamdocs-1a2b3c-77-0123456789ab.tmp").write_bytes(b"of a proposal")
    make(tmp_path, people(1))
    assert [name for name in files(tmp_path) if name.startswith(".")] == [".kamdocs-1a2b3c-77-0123456789ab.tmp"]


def test_a_folder_of_letters_of_another_kind_is_refused(tmp_path: Path) -> None:
    """They have the same names, and would be written over."""
    make(tmp_path, people(2))
    before = files(tmp_path)
    with pytest.raises(OutputError, match="holds letters to the same people of the kind `greeting`"):
        make(tmp_path, people(3), mailing=Mailing("invitation", MAILING.source))
    assert files(tmp_path) == before


def test_a_run_that_can_write_nothing_leaves_no_folder(tmp_path: Path) -> None:
    """Where every letter fails, the folder made for them goes again."""
    report = make(tmp_path / "a/b", people(2, text="fault"))
    assert len(report.failures) == 2
    assert not (tmp_path / "a").exists()
