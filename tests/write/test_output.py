"""Files appear whole or not at all, and the manifest says what they are."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support import REPOSITORY, gate

from kamdocs.errors import OutputError
from kamdocs.model.page import MANIFEST, Draft, Page
from kamdocs.write.output import (
    deliver,
    discard,
    temporary_file,
    write_whole,
)

MakePage = Callable[..., Page]


@pytest.fixture
def make_draft(make_page: MakePage, tmp_path: Path) -> Callable[..., Draft]:
    """Makes a written draft for a file below `tmp_path/out`."""

    def make(name: str, content: bytes = b"new", **about: object) -> Draft:
        target = tmp_path / "out" / name
        draft = Draft(make_page("<p>x</p>", **about), "pdf", temporary_file(target), target)
        draft.file.write_bytes(content)
        return draft

    return make


def names(folder: Path) -> list[str]:
    """The names of all files below `folder`, hidden ones too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_drafts_get_their_names_in_order(make_draft: Callable[..., Draft], tmp_path: Path) -> None:
    """In any folder, over what stood there, and with a manifest beside them."""
    (tmp_path / "out/b").mkdir(parents=True)
    (tmp_path / "out/b/kim.pdf").write_bytes(b"old")
    drafts = [make_draft("b/kim.pdf"), make_draft("a/lan.pdf", b"other")]
    assert deliver(drafts) == [tmp_path / "out/b/kim.pdf", tmp_path / "out/a/lan.pdf"]
    assert (tmp_path / "out/b/kim.pdf").read_bytes() == b"new"
    assert names(tmp_path / "out") == ["a/lan.pdf", "a/manifest.json", "b/kim.pdf", "b/manifest.json"]


def test_a_folder_in_the_way_stops_the_delivery(make_draft: Callable[..., Draft], tmp_path: Path) -> None:
    """Before anything is renamed: the other file is still the old one."""
    first, second = make_draft("a.pdf"), make_draft("b.pdf")
    (tmp_path / "out/a.pdf").write_bytes(b"old")
    (tmp_path / "out/b.pdf").mkdir()
    with pytest.raises(OutputError, match=r"cannot write `.*b\.pdf`: it is a folder") as caught:
        deliver([first, second])
    assert caught.value.help == "a folder has the name of the file: move it away"
    assert (tmp_path / "out/a.pdf").read_bytes() == b"old"
    discard([first, second])
    assert names(tmp_path / "out") == ["a.pdf"]


def test_a_file_where_a_folder_is_needed_is_told(tmp_path: Path) -> None:
    """With its path and what to do."""
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError, match=r"cannot write `.*out`") as caught:
        temporary_file(tmp_path / "out" / "a.pdf")
    assert caught.value.help == "a file stands where a folder is needed: move it away"


def test_a_name_too_long_is_told_and_leaves_nothing(make_draft: Callable[..., Draft], tmp_path: Path) -> None:
    """The temporary name fits where the final one does not."""
    draft = make_draft("가" * 100 + ".pdf")
    with pytest.raises(OutputError, match=os.strerror(errno.ENAMETOOLONG).lower()) as caught:
        deliver([draft])
    assert "shorter" in caught.value.help
    discard([draft])
    assert names(tmp_path / "out") == []


def test_a_full_disk_leaves_no_part_of_a_file(tmp_path: Path) -> None:
    """Written in a process that may not write more than a kilobyte to a file."""
    probe = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from kamdocs.write.output import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))\n"
        "write_whole(Path(sys.argv[1]), b'x' * 5000)\n"
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)
    done = subprocess.run(
        [sys.executable, "-c", probe, tmp_path / "a.pdf"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "OutputError: cannot write" in done.stderr
    assert names(tmp_path) == []


def test_writing_may_be_interrupted(tmp_path: Path) -> None:
    """What could not be encoded or was interrupted leaves nothing behind either."""
    with pytest.raises(TypeError):
        write_whole(tmp_path / "a.pdf", "text")  # type: ignore[arg-type]
    assert names(tmp_path) == []


def test_a_folder_that_may_not_be_written_is_told() -> None:
    """By a user who is not the superuser."""
    setpriv = gate("setpriv") if os.geteuid() == 0 else None
    shared = Path(tempfile.mkdtemp(prefix="kamdocs-tests-"))
    shared.chmod(0o555)
    probe = "import sys, pathlib, kamdocs.write.output as o; o.temporary_file(pathlib.Path(sys.argv[1]))"
    command = [sys.executable, "-c", probe, f"{shared}/a/b.pdf"]
    if setpriv:
        command = [setpriv, "--reuid=65534", "--clear-groups", *command]
    try:
        done = subprocess.run(
            command,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    finally:
        shutil.rmtree(shared)
    if "OutputError" not in done.stderr and "Permission" in done.stderr:
        pytest.skip("another user cannot read this checkout")
    assert f"OutputError: cannot write `{shared}/a`: {os.strerror(errno.EACCES).lower()}" in done.stderr


def test_drafts_are_discarded_once_and_for_all(make_draft: Callable[..., Draft], tmp_path: Path) -> None:
    """Those that are gone already are no fault, and a delivered file stays."""
    drafts = [make_draft("a.pdf"), make_draft("b.pdf")]
    deliver(drafts[:1])
    discard(drafts)
    discard(drafts)
    assert names(tmp_path / "out") == ["a.pdf", MANIFEST]


def test_what_a_killed_run_left_is_removed(make_draft: Callable[..., Draft], tmp_path: Path) -> None:
    """With the next delivery to that folder; what is a running process's or another machine's, or not ours, stays."""
    left = "import sys, pathlib, kamdocs.write.output as o; o.temporary_file(pathlib.Path(sys.argv[1]))"
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    subprocess.run([sys.executable, "-c", left, tmp_path / "out/a.pdf"], env=env, check=True)
    [gone] = names(tmp_path / "out")
    elsewhere = gone.replace(gone.split("-")[1], "000000")
    (tmp_path / "out" / elsewhere).write_bytes(b"half")
    (tmp_path / "out/.kamdocs-notes").write_text("mine")
    draft, running = make_draft("a.pdf"), make_draft("b.pdf")
    deliver([draft])
    assert names(tmp_path / "out") == sorted([running.file.name, elsewhere, ".kamdocs-notes", "a.pdf", MANIFEST])


def test_a_name_that_cannot_be_given_undoes_those_before(make_draft: Callable[..., Draft], tmp_path: Path) -> None:
    """Seen with a file that may not be changed, as one that Word holds open on Windows."""
    chattr = gate("chattr")
    folder = tmp_path / "out"
    drafts = [make_draft("a.pdf"), make_draft("b.pdf"), make_draft("c.pdf")]
    (folder / "a.pdf").write_bytes(b"old")
    (folder / "c.pdf").write_bytes(b"old")
    if subprocess.run([chattr, "+i", folder / "c.pdf"], capture_output=True, check=False).returncode:
        pytest.skip("this file system knows no files that may not be changed")
    try:
        with pytest.raises(OutputError, match=r"cannot write `.*c\.pdf`"):
            deliver(drafts)
    finally:
        subprocess.run([chattr, "-i", folder / "c.pdf"], check=True)
    discard(drafts)
    assert names(folder) == ["a.pdf", "c.pdf"]
    assert (folder / "a.pdf").read_bytes() == b"old"


DELIVERING = """
import sys
from pathlib import Path
from kamdocs.model.page import Draft, Page
from kamdocs.write.output import deliver, temporary_file
drafts = []
for name in ("a.pdf", "b.pdf"):
    target = Path(sys.argv[1]) / name
    page = Page(Path(name), "en", "T", "A", "H", "<body/>", {}, {}, {})
    drafts.append(Draft(page, "pdf", temporary_file(target), target))
    drafts[-1].file.write_bytes(b"new" * 1000)
deliver(drafts)
"""


@pytest.mark.parametrize("call", ["rename:when=1", "rename:when=2", "fsync:when=1", "fsync:when=2"])
def test_a_process_killed_while_delivering_leaves_whole_files(call: str, tmp_path: Path) -> None:
    """Each file is the old one or the new one."""
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_bytes(b"old")
    what, when = call.split(":")
    calls = "rename,renameat,renameat2" if what == "rename" else what
    subprocess.run(
        [
            *(gate("strace"), "-f", "-qq", "-o", os.devnull, "-e", f"trace={calls}"),
            *("-e", f"inject={calls}:signal=SIGKILL:{when}", sys.executable, "-c", DELIVERING, tmp_path),
        ],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=False,
    )
    contents = [(tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf")]
    assert all(content in (b"old", b"new" * 1000) for content in contents)
    assert contents[1] == b"old"


def test_the_manifest_tells_digest_inputs_and_facts(make_draft: Callable[..., Draft], tmp_path: Path) -> None:
    """In a fixed order, in UTF-8."""
    draft = make_draft(
        "kim.pdf",
        facts={"price": "12", "client": "새온"},
        inputs={Path("profiles/house.yaml"): "aa", Path("kamdocs.yaml"): "bb"},
    )
    deliver([draft])
    text = (tmp_path / "out" / MANIFEST).read_text(encoding="utf-8")
    assert json.loads(text) == {
        "files": {
            "kim.pdf": {
                "sha256": hashlib.sha256(b"new").hexdigest(),
                "inputs": {"profiles/house.yaml": "aa", "kamdocs.yaml": "bb"},
                "facts": {"price": "12", "client": "새온"},
            }
        }
    }
    assert "새온" in text
    assert text.index('"client"') < text.index('"price"')
    assert text.endswith("}\n")


def test_the_manifest_keeps_what_it_said_of_other_files(make_draft: Callable[..., Draft], tmp_path: Path) -> None:
    """As long as they are there; a file built anew has one entry, the new one."""
    folder = tmp_path / "out"
    deliver([make_draft("a.pdf"), make_draft("b.pdf"), make_draft("c.pdf")])
    (folder / "b.pdf").unlink()
    deliver([make_draft("a.pdf", b"newer")])
    files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert list(files) == ["a.pdf", "c.pdf"]
    assert files["a.pdf"]["sha256"] == hashlib.sha256(b"newer").hexdigest()


@pytest.mark.parametrize(
    "content", ["", "<<<<<<< ours", "[]", "[" * 100_000, '{"files": {"a.pdf": 1}}', '{"files": []}']
)
def test_a_manifest_that_is_none_is_told(content: str, make_draft: Callable[..., Draft], tmp_path: Path) -> None:
    """Before any file gets its name, and left as it is, as somebody may have merged it badly."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / MANIFEST).write_text(content)
    (tmp_path / "out" / "a.pdf").write_bytes(b"old")
    with pytest.raises(OutputError, match="is not a manifest") as caught:
        deliver([draft := make_draft("b.pdf")])
    discard([draft])
    assert "delete it" in caught.value.help
    assert (tmp_path / "out" / MANIFEST).read_text() == content
    assert names(tmp_path / "out") == ["a.pdf", MANIFEST]


ONE_BY_ONE = """
import sys
from pathlib import Path
from kamdocs.model.page import Draft, Page
from kamdocs.write.output import deliver, temporary_file
print("ready", flush=True)
sys.stdin.readline()
for name in sys.argv[2:]:
    target = Path(sys.argv[1]) / name
    draft = Draft(Page(Path(name), "en", "T", "A", "H", "<body/>", {}, {}, {}), "pdf", temporary_file(target), target)
    draft.file.write_bytes(b"new")
    deliver([draft])
"""


def started(code: str, *args: Path | str) -> subprocess.Popen[str]:
    """A Python process that runs `code`; it has printed `ready` and goes on when a line is written to it."""
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *args], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_two_processes_keep_each_others_entries(tmp_path: Path) -> None:
    """Whoever reads the manifest of a folder replaces it before the other reads it."""
    mine, yours = ([f"{who}{number}.pdf" for number in range(25)] for who in ("a", "b"))
    processes = [started(ONE_BY_ONE, tmp_path, *files) for files in (mine, yours)]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0]
    assert set(json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))["files"]) == {*mine, *yours}
    assert names(tmp_path) == sorted([*mine, *yours, MANIFEST])


HOLDING = """
import sys
from pathlib import Path
from kamdocs.rules.locks import alone_in
with alone_in([Path(sys.argv[1])]):
    print("ready", flush=True)
    sys.stdin.readline()
"""


def test_a_process_that_died_keeps_nobody_waiting(make_draft: Callable[..., Draft], tmp_path: Path) -> None:
    """Killed while it had the folder for itself."""
    draft = make_draft("a.pdf")
    holder = started(HOLDING, tmp_path / "out")
    holder.kill()
    holder.communicate()
    assert deliver([draft]) == [tmp_path / "out/a.pdf"]


def test_a_file_system_without_locks_is_no_hindrance(tmp_path: Path) -> None:
    """Seen with a system that refuses every lock."""
    command = [gate("strace"), "-f", "-qq", "-o", os.devnull, "-e", "inject=flock:error=ENOLCK"]
    done = subprocess.run(
        [*command, sys.executable, "-c", DELIVERING, tmp_path],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        check=False,
    )
    assert done.returncode == 0
    assert names(tmp_path) == ["a.pdf", "b.pdf", MANIFEST]


def test_a_folder_that_vanishes_is_made_again(tmp_path: Path) -> None:
    """As one that a failing run in another process has made, and removes because it is still empty."""
    vanishing = [gate("strace"), "-f", "-qq", "-o", os.devnull, "-e", "inject=mkdir:error=ENOENT:when=1+2"]
    done = subprocess.run(
        [*vanishing, sys.executable, "-B", "-c", DELIVERING, tmp_path / "out"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        check=False,
    )
    assert done.returncode == 0
    assert names(tmp_path) == ["out/a.pdf", "out/b.pdf", f"out/{MANIFEST}"]
