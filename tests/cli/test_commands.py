"""The commands of the command line: stdout is data, stderr is talk, the exit code says how it went."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from support import REPOSITORY, RUN, CheckGolden, MakeWorkspace, call_kamdocs, run_kamdocs

import kamdocs

TODAY = ("--today", "2026-11-23")
MINDFUL = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""What a process needs that was started where interrupts are ignored."""


def test_an_explanation_reads_well(golden: CheckGolden) -> None:
    """Each reader with sections, arguments and cases, each with its reason, and what nothing answers."""
    done = call_kamdocs("proposal", "explain", "straits-meridian", *TODAY, cwd=REPOSITORY)
    assert (done.exit_code, done.stderr) == (0, "")
    golden("golden/straits-meridian/explanation.txt", done.stdout)


def test_an_explanation_keeps_its_lines_and_columns(workspace: MakeWorkspace) -> None:
    """Whatever is written in several lines, as a title or a concern may be, stands in one."""
    root = workspace(base="example")
    client = root / "profiles/clients/straits-meridian/client.yaml"
    text = client.read_text(encoding="utf-8")
    written = 'title: "Head of\\n\\nPeople"'
    concern = "{en: Coaching that feels like control}\n"
    assert concern in text
    text = text.replace(concern, f'{concern}      - "Much\\ncontrol"\n')
    client.write_text(text.replace("title: {en: Group Chief Human Resources Officer}", written), encoding="utf-8")
    done = call_kamdocs("proposal", "explain", "straits-meridian", "--reader", "hr", *TODAY, cwd=root)
    assert "siti-rahman (Siti Nur Rahman, Head of People): reader hr" in done.stdout
    assert re.search(r"^    concern “Much control” {2,}\w", done.stdout, re.MULTILINE)


def test_an_explanation_is_one_json_document() -> None:
    """With `--json`, for programs."""
    done = call_kamdocs("proposal", "explain", "saeon-electronics", "--reader", "hr", "--json", *TODAY, cwd=REPOSITORY)
    explanation = json.loads(done.stdout)
    assert [version["stakeholder"] for version in explanation["versions"]] == ["seo-mi-kyung"]
    assert explanation["unanswered_criteria"] == []


def test_a_build_prints_the_paths_it_wrote(workspace: MakeWorkspace) -> None:
    """Relative to here, and nothing else on stdout; the manifest names each file and what it was made from."""
    root = workspace(base="example")
    done = call_kamdocs(
        "proposal", "build", "straits-meridian", "--reader", "hr", "--format", "html", *TODAY, cwd=root / "profiles"
    )
    written = root / "out/straits-meridian/key-account-programme-2027/siti-rahman.en.html"
    assert (done.exit_code, done.stdout, done.stderr) == (0, f"{written}\n", "")
    manifest = json.loads((written.parent / "manifest.json").read_text(encoding="utf-8"))
    entry = manifest["files"]["siti-rahman.en.html"]
    assert entry["facts"]["grand total"] == "244942.18 SGD"
    assert "profiles/clients/straits-meridian/client.yaml" in entry["inputs"]
    assert sorted(path.name for path in written.parent.iterdir()) == ["manifest.json", "siti-rahman.en.html"]


def test_the_stages_are_told_where_asked(workspace: MakeWorkspace) -> None:
    """`--verbose` names the five stages on stderr."""
    root = workspace(base="example")
    args = ("--verbose", "proposal", "build", "straits-meridian", "--reader", "hr", "--format", "docx", *TODAY)
    done = run_kamdocs(*args, cwd=root)
    assert done.exit_code == 0
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        "1/5 load",
        "2/5 tailor",
        "3/5 render",
        "4/5 write",
        "5/5 verify",
    ]


def test_a_workspace_can_be_named_after_the_command_too(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """Where people look for it first."""
    root = workspace(base="example")
    done = call_kamdocs("proposal", "explain", "straits-meridian", "--workspace", str(root), *TODAY, cwd=tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")


EXPIRED = """\
profiles/clients/straits-meridian/proposals/key-account-programme-2027.yaml:6:16: {}this offer was valid until \
2026-12-31, and today is 2027-01-04
  |
6 | valid: {{until: 2026-12-31}}
  |                ^^^^^^^^^^
  = help: issue it anew with `--renew`, or give it a later day

1 {}
"""

AS_A_WARNING = "rules: {expired-offer: warning}\n"


def warned(workspace: MakeWorkspace, files: Mapping[str, str] | None = None) -> Path:
    """A copy of the example in which an offer that has expired is no error, with `files` beside."""
    settings = (REPOSITORY / "kamdocs.yaml").read_text(encoding="utf-8") + AS_A_WARNING
    return workspace({"kamdocs.yaml": settings, **(files or {})}, base="example")


def test_an_offer_that_has_expired_is_not_built(workspace: MakeWorkspace) -> None:
    """Nor explained, unless the house makes it a warning: then with exit code 0, and `--verbose` says it once."""
    root = workspace(base="example")
    who = ("straits-meridian", "--to", "grace-lim", "--today", "2027-01-04")
    for command in (("build", "--format", "html"), ("explain",)):
        done = call_kamdocs("proposal", *command, *who, cwd=root)
        assert (done.exit_code, done.stdout, done.stderr) == (1, "", EXPIRED.format("", "error"))
    assert not (root / "out").exists()
    warning = EXPIRED.format("warning: ", "warning")
    (root / "kamdocs.yaml").write_text((root / "kamdocs.yaml").read_text(encoding="utf-8") + AS_A_WARNING)
    done = call_kamdocs("proposal", "explain", *who, "--json", cwd=root)
    assert (done.exit_code, done.stderr) == (0, warning)
    assert json.loads(done.stdout)["valid_until"] == "2026-12-31"
    done = call_kamdocs("--verbose", "proposal", "build", *who, "--format", "html", cwd=root)
    assert (done.exit_code, [line[:3] for line in done.stderr.splitlines()[:5]]) == (
        0,
        ["1/5", "2/5", "3/5", "4/5", "5/5"],
    )
    assert done.stderr.endswith(warning)
    assert done.stderr.count("warning: ") == 1


def test_an_offer_is_renewed(workspace: MakeWorkspace) -> None:
    """It is built as issued on that day, its terms granted for as long again; the file stays as it is."""
    root = workspace(base="example")
    file = root / "profiles/clients/straits-meridian/proposals/key-account-programme-2027.yaml"
    before = file.read_bytes()
    who = ("straits-meridian", "--to", "grace-lim", "--today", "2027-01-04", "--renew")
    done = call_kamdocs("proposal", "build", *who, "--format", "html", cwd=root)
    assert done.exit_code == 0
    assert "note: issued anew on 2027-01-04; the terms now hold until 2027-02-15, not 2026-12-31" in done.stderr
    built = root / done.stdout.rstrip("\n")
    assert "15\xa0February 2027, to the end of that day (Vietnam time, UTC+7)" in built.read_text(encoding="utf-8")
    manifest = json.loads((built.parent / "manifest.json").read_text(encoding="utf-8"))
    facts = manifest["files"]["grace-lim.en.html"]["facts"]
    assert (facts["issued"], facts["valid through"]) == ("2027-01-04", "2027-02-15T23:59:59+07:00")
    assert file.read_bytes() == before


def test_a_breach_of_a_convention_is_told_once_where_it_stands(workspace: MakeWorkspace) -> None:
    """For all formats and versions of a build, with exit code 0; switched off in `kamdocs.yaml`, it is not told."""
    root = workspace(base="example")
    offer = root / "profiles/clients/straits-meridian/proposals"
    (file,) = offer.glob("*.yaml")
    text = file.read_text(encoding="utf-8")
    said = "From 2028 two regional retailers"
    assert text.count(said) == 1
    number = text[: text.index(said)].count("\n") + 1
    file.write_text(text.replace(said, "From 05/01/2028 two regional retailers"), encoding="utf-8")
    args = ("proposal", "build", "straits-meridian", "--format", "html", "--format", "docx", "--today", "2026-11-23")
    done = call_kamdocs(*args, cwd=root)
    assert done.exit_code == 0, done.stderr
    assert done.stderr.count("warning: ") == 1
    place = f"{file.relative_to(root)}:{number}:10"
    assert f"{place}: warning: a date all in digits, which is read in two ways: `05/01/2028`\n" in done.stderr
    settings = root / "kamdocs.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "rules: {en-date: off}\n", encoding="utf-8")
    assert call_kamdocs(*args, cwd=root).stderr == ""


def test_a_warning_stands_among_the_errors_of_a_build_that_fails(workspace: MakeWorkspace) -> None:
    """Sorted by place with them and counted; before another failure it stands alone."""
    root = warned(workspace, {"templates/proposal/sections/terms.html.j2": "<p>{{ nothing }}</p>\n"})
    args = ("proposal", "build", "straits-meridian", "--to", "grace-lim", "--format", "html", "--today", "2027-01-04")
    warning = EXPIRED.format("warning: ", "warning")
    done = call_kamdocs(*args, cwd=root)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(warning.removesuffix("\n1 warning\n"))
    assert "templates/proposal/sections/terms.html.j2:1:7: " in done.stderr
    assert done.stderr.endswith("\n\n1 error, 1 warning\n")
    (root / "templates/proposal/sections/terms.html.j2").unlink()
    (root / "out").write_text("a file")
    done = call_kamdocs(*args, cwd=root)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith(f"{warning}error: cannot write ")


def test_the_library_logs_what_it_warns_of(workspace: MakeWorkspace, caplog: pytest.LogCaptureFixture) -> None:
    """The message of the record is the Problem itself."""
    root = warned(workspace)
    request = kamdocs.ProposalRequest(
        root, "straits-meridian", today=date(2027, 1, 4), to=("grace-lim",), formats=("html",)
    )
    kamdocs.build_proposal(request)
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("kamdocs", "WARNING")
    assert isinstance(record.msg, kamdocs.Problem)
    assert (record.msg.rule, record.getMessage()) == ("expired-offer", record.msg.headline())


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
@pytest.mark.parametrize(("number", "told"), [(signal.SIGINT, "stopped\n"), (signal.SIGTERM, "")])
def test_a_build_that_is_stopped_leaves_nothing_unfinished(
    number: signal.Signals, told: str, workspace: MakeWorkspace
) -> None:
    """Seen at the first file under a temporary name; the exit code is the one that shells give."""
    root = workspace(base="example")
    process = subprocess.Popen(
        [sys.executable, "-c", f"{MINDFUL}; {RUN}", "proposal", "build", "straits-meridian", *TODAY],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        encoding="utf-8",
    )
    while process.poll() is None and not list(root.glob("out/*/*/.kamdocs-*")):
        time.sleep(0.02)
    process.send_signal(number)
    stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout, stderr) == (128 + number, "", told)
    assert [path for path in (root / "out").rglob("*") if path.is_file()] == []


def test_a_workspace_can_be_named(workspace: MakeWorkspace, tmp_path: Path) -> None:
    """`--workspace` says where it is; the output goes there too."""
    root = workspace(base="example")
    args = ("--workspace", str(root), "proposal", "build", "straits-meridian", "--to", "grace-lim", "--format", "docx")
    done = call_kamdocs(*args, *TODAY, cwd=tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert list(root.rglob("grace-lim.en.docx"))


def test_one_schema_is_printed_all_are_written(tmp_path: Path) -> None:
    """A name prints it; without one a file of each is written and its path printed."""
    done = call_kamdocs("schema", "visit", cwd=tmp_path)
    assert json.loads(done.stdout)["properties"]["with"]["type"] == "array"
    done = call_kamdocs("schema", "--out", "s", cwd=tmp_path)
    assert len(done.stdout.splitlines()) == len(list((tmp_path / "s").iterdir())) == len(kamdocs.schemas())
    done = call_kamdocs("schema", "visits", cwd=tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "error: there is no schema `visits`\n  = help: did you mean `visit`?\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["proposl"], "No such command `proposl`. Did you mean `proposal`?"),
        (["proposal", "biuld", "x"], "No such command `biuld`. Did you mean `build`?"),
        (["proposal", "xyz"], "No such command `xyz`. There are `build`, `explain`, `kinds`, `new`."),
        (["proposal", "build", "x", "--to", "--lang", "en"], "`--lang` follows where its value is read"),
        (["proposal", "build", "a\x1b[31mb"], "it holds a character that cannot be printed"),
        (["init", ""], "it is empty"),
        (["proposal", "build"], "Missing argument 'CLIENT[/ID]'."),
        (["proposal", "build", "x", "--formt", "pdf"], "No such option"),
        (["--workspace", "nowhere", "proposal", "build", "x"], "Directory 'nowhere' does not exist."),
    ],
)
def test_wrong_usage_is_answered_with_two(args: list[str], told: str) -> None:
    """And with the words that were wrong."""
    done = call_kamdocs(*args, cwd=REPOSITORY)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_closed_pipe_is_no_fault() -> None:
    """`kamdocs … | head -1` ends quietly."""
    code = "from kamdocs.cli.main import run; run()"
    argv = [sys.executable, "-c", code, "proposal", "explain", "straits-meridian", *TODAY]
    process = subprocess.Popen(
        argv, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"PYTHONPATH": str(REPOSITORY)}
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.wait(timeout=60)
    process.stderr.close()
