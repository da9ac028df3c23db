"""`kamdocs check`: everything wrong or doubtful, all at once, for people and for CI."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from support import BASE, REPOSITORY, MakeWorkspace, Result, call_kamdocs, changed_base, run_kamdocs

import kamdocs
from kamdocs.check import PROPOSAL_CHECKS, WORKSPACE_CHECKS
from kamdocs.cli.check_formats import formatted
from kamdocs.errors import Problem
from kamdocs.model.report import CheckReport
from kamdocs.model.rules import RULES

TODAY = ("--today", "2026-11-23")
OFFER = "profiles/clients/acme/proposals/offer.yaml"
CLIENT = "profiles/clients/acme/client.yaml"


SOUND = {"criteria: [capacity]": "criteria: [capacity, output]"}
"""What the offer of the base lacks: an answer to the client's need."""


def base(
    root: Path, changes: Mapping[str, Mapping[str, str]] | None = None, files: Mapping[str, str] | None = None
) -> Path:
    """The base of tests/bad in `root`, sound but for `changes` and `files`."""
    changes = changes or {}
    return changed_base(root, {**changes, OFFER: {**SOUND, **changes.get(OFFER, {})}}, files)


def check(root: Path, *args: str) -> Result:
    """The command in `root`, for a day on which its offer holds."""
    return call_kamdocs("check", *args, *TODAY, cwd=root)


def headlines(text: str) -> list[str]:
    """The first line of each problem."""
    return [line for line in text.splitlines() if line[:1].isalpha() or line[:1] == "/"]


def test_a_sound_workspace_has_nothing_to_report(tmp_path: Path) -> None:
    """No data on stdout, and how much was looked at on stderr."""
    done = check(base(tmp_path / "w"))
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "checked 12 files, 1 proposal: nothing to report\n"


def test_the_example_is_sound() -> None:
    """Three proposals in all their versions: beside promises, which need no proof, one criterion stays open."""
    done = check(REPOSITORY)
    assert done.exit_code == 0
    (left,) = [line for line in headlines(done.stdout) if not line.endswith("has no `proof`")]
    assert left.endswith("no argument answers criterion `certificate` of `siti-rahman`, which weighs 2 of 5")
    assert "3 proposals" in done.stderr


def test_problems_of_all_proposals_are_told_at_once_each_once(tmp_path: Path) -> None:
    """An expired offer, a text missing in a language in both versions, a mark, a theme and a template nobody uses."""
    second = (BASE / OFFER).read_text(encoding="utf-8")
    files = {
        "profiles/clients/acme/proposals/second.yaml": second.replace(*next(iter(SOUND.items())))
        .replace("number: L-2026-001", "number: L-2026-002")
        .replace("issued: 2026-11-17", "issued: 2026-01-05")
        + "# fill in: the end\n",
        "templates/proposal/kinds/order-form.en.docx": "no Word file",
        "templates/themes/own/theme.yaml": "colours: {}\n",
        "templates/proposal/sections/unused.html.j2": "<p>{{ x</p>\n",
    }
    root = base(tmp_path / "w", files=files)
    assert "issued: 2026-01-05" in (root / "profiles/clients/acme/proposals/second.yaml").read_text(encoding="utf-8")
    done = check(root)
    assert done.exit_code == 1
    found = headlines(done.stdout)
    assert found[0].startswith("profiles/clients/acme/proposals/second.yaml:4:9: warning: this offer was valid until")
    assert any(line.endswith("warning: still to fill in: the end") for line in found)
    assert any(line.startswith("templates/proposal/sections/unused.html.j2:1:4: ") for line in found)
    assert any(line.startswith("templates/themes/own/theme.yaml: ") or "themes/own" in line for line in found)
    assert len(found) == len(set(found))
    assert found == sorted(found, key=lambda line: line.split(":")[0])


def test_a_broken_workspace_is_told_and_nothing_else(tmp_path: Path) -> None:
    """What was not looked at is said; the JSON document says so too."""
    root = base(tmp_path / "w", {OFFER: {"number:": "numbr:"}})
    done = check(root)
    assert done.exit_code == 1
    assert "unknown key `numbr`" in done.stdout
    assert done.stderr == "the workspace cannot be read without errors; nothing more was looked at\n"
    assert json.loads(check(root, "--format", "json").stdout)["complete"] is False


def test_only_what_belongs_to_the_paths_is_told(tmp_path: Path) -> None:
    """A file, a folder, another client's folder; what a proposal meets elsewhere belongs to it."""
    root = base(tmp_path / "w", {"profiles/house.yaml": {"phone:": "# fill in: our number\nphone:"}})
    with (root / OFFER).open("a", encoding="utf-8") as file:
        file.write("# fill in: the end\n")
    assert len(headlines(check(root).stdout)) == 2
    assert [line.split(":")[0] for line in headlines(check(root, "profiles/clients").stdout)] == [OFFER]
    assert [line.split(":")[0] for line in headlines(check(root, "profiles/house.yaml").stdout)] == [
        "profiles/house.yaml"
    ]
    assert check(root, "cases").stdout == ""
    assert check(root / "profiles", "house.yaml").stdout.startswith("profiles/house.yaml:")


def test_the_finished_documents_of_a_folder_are_counted(tmp_path: Path) -> None:
    """A folder of letters holds none of the workspace's files."""
    root = base(tmp_path / "w")
    (root / "templates/letters").mkdir(parents=True, exist_ok=True)
    (root / "templates/letters/note.md.j2").write_text("---\nname: Note\n---\nHello\n", encoding="utf-8")
    (root / "list.csv").write_text("name,language\nAnn Lee,en\nBob Ray,en\n", encoding="utf-8")
    letters = ("letters", "build", "note", "--to", "list.csv", "--format", "docx", "--today", "2026-11-23")
    assert call_kamdocs(*letters, cwd=root).exit_code == 0
    assert check(root, "out/letters/note").stderr == "checked 2 finished documents: nothing to report\n"
    one = next((root / "out/letters/note").glob("ann*.docx"))
    one.write_bytes(b"edited")
    assert check(root, str(one)).stderr == "checked 1 finished document\n"


def test_a_fault_elsewhere_is_told_for_that_file_and_for_the_proposal(tmp_path: Path) -> None:
    """It stands in the one, and the other cannot be built."""
    person = "profiles/team/mai.yaml"
    change = {person: {"title: Managing director": "title: {ko: 대표}"}, "kamdocs.yaml": {"[en]": "[en, ko]"}}
    root = base(tmp_path / "w", change)
    (missing,) = headlines(check(root).stdout)
    assert missing.startswith(f"{person}:2:8: `title` is not given in `en`")
    assert headlines(check(root, person).stdout) == headlines(check(root, OFFER).stdout) == [missing]
    assert check(root, "cases").stdout == ""


@pytest.mark.parametrize("path", ["nowhere", "..", "/"])
def test_a_path_that_cannot_be_looked_at_is_wrong_usage(path: str, tmp_path: Path) -> None:
    """It is not there, or lies outside."""
    done = check(base(tmp_path / "w"), path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"`{path}`" in done.stderr


def test_finished_documents_are_held_against_their_manifest(tmp_path: Path) -> None:
    """One edited, one gone, inputs changed since, a manifest that is none; wherever the folder lies."""
    root, out = base(tmp_path / "w"), tmp_path / "out"
    build = ("proposal", "build", "acme", "--format", "html", "--format", "docx", *TODAY, "--out", str(out))
    assert call_kamdocs(*build, cwd=root).exit_code == 0
    assert check(root, str(out)).stdout == ""
    folder = out / "acme/offer"
    edited, gone = sorted(folder.glob("*.docx"))[0], sorted(folder.glob("*.html"))[0]
    edited.write_bytes(edited.read_bytes() + b"x")
    gone.unlink()
    done = check(root, str(out))
    assert done.exit_code == 0
    assert f"{edited}: warning: is not the file that was built: somebody has edited it" in headlines(done.stdout)
    assert f"{gone}: warning: is named in `manifest.json`, but cannot be read" in headlines(done.stdout)
    with (root / OFFER).open("a", encoding="utf-8") as file:
        file.write("# later\n")
    assert f"was made before `{OFFER}` changed" in check(root, str(edited)).stdout
    (folder / "manifest.json").write_text('{"files": {"../x": {"sha256": "", "inputs": {}}}}', encoding="utf-8")
    assert headlines(check(root, str(folder)).stdout) == [f"{folder / 'manifest.json'}: is not a manifest"]


def test_a_house_may_make_an_error_of_what_is_left_to_fill_in(tmp_path: Path) -> None:
    """Then no proposal with a mark is built; switched off, a mark is a comment like any other."""
    root = base(tmp_path / "w")
    settings, mark = (root / "kamdocs.yaml").read_text(encoding="utf-8"), "# fill in: the end\n"
    with (root / OFFER).open("a", encoding="utf-8") as file:
        file.write(mark)
    (root / "kamdocs.yaml").write_text(settings + "rules: {to-fill: error}\n", encoding="utf-8")
    assert check(root).exit_code == 1
    assert call_kamdocs("proposal", "build", "acme", "--format", "html", *TODAY, cwd=root).exit_code == 1
    (root / "kamdocs.yaml").write_text(settings + "rules: {to-fill: off}\n", encoding="utf-8")
    assert (check(root).exit_code, check(root).stdout) == (0, "")
    built = call_kamdocs("proposal", "build", "acme", "--format", "html", *TODAY, cwd=root)
    assert (built.exit_code, built.stderr) == (0, "")
    assert "DRAFT" not in (root / built.stdout.splitlines()[0]).read_text(encoding="utf-8")


def test_an_offer_of_nothing_is_doubted(tmp_path: Path) -> None:
    """A price of 0 is easily left behind by a draft."""
    text = (BASE / OFFER).read_text(encoding="utf-8")
    prices = {line.strip() for line in text.replace(", ", "\n").splitlines() if "unit_price" in line}
    root = base(tmp_path / "w", {OFFER: dict.fromkeys(prices, "unit_price: 0")})
    assert "warning: this offer comes to nothing" in check(root).stdout


@pytest.fixture
def troubled(tmp_path: Path) -> Path:
    """A workspace with an error and a warning whose texts have signs of every format in them."""
    root = base(tmp_path / "w", files={"templates/proposal/sections/unused.html.j2": "<p>{{ x</p>\n"})
    with (root / OFFER).open("a", encoding="utf-8") as file:
        file.write('# fill in: 100 % of "a, b": <c> & 단가\n')
    return root


def test_json_is_one_document(troubled: Path) -> None:
    """With every field of each problem."""
    done = check(troubled, "--format", "json")
    report = json.loads(done.stdout)
    assert (done.exit_code, report["today"], report["complete"], report["proposals"]) == (1, "2026-11-23", True, 1)
    mark, template = report["problems"]
    assert mark == {
        "file": OFFER,
        "place": None,
        "line": mark["line"],
        "column": 1,
        "rule": "to-fill",
        "severity": "warning",
        "what": 'still to fill in: 100 % of "a, b": <c> & 단가',
        "help": "put it in, then remove the comment",
    }
    assert (template["line"], template["rule"], template["severity"]) == (1, "template-syntax", "error")


def test_github_annotations_are_escaped(troubled: Path) -> None:
    """A line each; files are named from where the command runs."""
    lines = check(troubled, "--format", "github").stdout.splitlines()
    assert lines[0].startswith(f"::warning file={OFFER},line=")
    assert lines[0].endswith(
        ',title=to-fill::still to fill in: 100 %25 of "a, b": <c> & 단가%0Ahelp: put it in, then remove the comment'
    )
    assert lines[1].startswith("::error file=templates/proposal/sections/unused.html.j2,line=1,col=4,endColumn=")
    above = call_kamdocs("--workspace", "w", "check", "--format", "github", *TODAY, cwd=troubled.parent)
    assert above.stdout.startswith(f"::warning file=w/{OFFER},line=")


def test_junit_counts_errors_as_failures(troubled: Path) -> None:
    """What is only doubtful passes, with a remark."""
    suites = etree.fromstring(check(troubled, "--format", "junit").stdout.encode())
    (suite,) = suites
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "1", "0")
    assert [case.get("classname") for case in suite] == [OFFER, "templates/proposal/sections/unused.html.j2"]
    assert '100 % of "a, b": <c> & 단가' in (suite[0].findtext("system-out") or "")
    assert suite[1].find("failure").get("type") == "template-syntax"


def test_junit_of_a_sound_workspace_has_one_test(tmp_path: Path) -> None:
    """Some systems take a report without tests for a fault."""
    (suite,) = etree.fromstring(check(base(tmp_path / "w"), "--format", "junit").stdout.encode())
    assert [(case.get("name"), len(case)) for case in suite] == [("check", 0)]


def test_sarif_has_its_rules_and_places(troubled: Path) -> None:
    """The parts that the standard requires, and those that code scanning shows."""
    log: dict[str, Any] = json.loads(check(troubled, "--format", "sarif").stdout)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert {rule["id"] for rule in rules} == {*RULES, "template-syntax"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        region = result["locations"][0]["physicalLocation"]["region"]
        assert 1 <= region["startColumn"] < region["endColumn"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": OFFER}


def test_a_wrong_format_is_wrong_usage(tmp_path: Path) -> None:
    """And says which there are."""
    done = check(base(tmp_path / "w"), "--format", "xml")
    assert done.exit_code == 2
    assert "'sarif'" in done.stderr


def test_help_loads_nothing_heavy() -> None:
    """It answers at once."""
    done = run_kamdocs("check", "--help", cwd=REPOSITORY)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "[PATH]..." in done.stdout


def test_the_library_gives_a_report(workspace: MakeWorkspace) -> None:
    """With problems as the other functions give them."""
    root = workspace()
    report = kamdocs.check_workspace(kamdocs.CheckRequest(root, today=date(2026, 11, 23)))
    assert (report.problems, report.proposals, report.complete, report.failed) == ((), 0, True, False)


def test_every_check_of_a_workspace_tells_something(tmp_path: Path) -> None:
    """One fault for each: a mark, a template, one made in Word, a convention, a letter, an occasion of the past, a
    theme that nobody uses, the standard of drafts."""
    standard = (REPOSITORY / "templates/proposal/draft.yaml").read_text(encoding="utf-8")
    table = (REPOSITORY / "templates/letters/occasions.yaml").read_text(encoding="utf-8")
    files = {
        "templates/proposal/sections/unused.html.j2": "<p>{{ x</p>\n",
        "templates/proposal/sections/dated.en.html.j2": "<p>On 05/01/2028 it ends.</p>\n",
        "templates/proposal/kinds/order-form.en.docx": "no Word file",
        "templates/letters/hello.md.j2": "---\nname: Hello\n---\nHello {{ recipient.title }}\n",
        "templates/letters/occasions.yaml": table.replace("    2027: 2027-02-06\n", "", 1),
        "templates/themes/own/theme.yaml": "colours: {}\n",
        "templates/proposal/draft.yaml": standard.replace("percent: 40", "percent: 39"),
    }
    root = base(tmp_path / "w", {"profiles/house.yaml": {"phone:": "# fill in: our number\nphone:"}}, files)
    told = {line.split(":")[0] for line in headlines(check(root).stdout)}
    assert {"profiles/house.yaml", *files} <= told
    assert len(WORKSPACE_CHECKS) == 8
    assert len(PROPOSAL_CHECKS) == 2


def test_names_of_files_are_escaped() -> None:
    """In properties of GitHub, and as an address in SARIF."""
    problem = Problem(Path("a b,c:d%한.yaml"), 1, 1, "to-fill", "x", "note")
    report = CheckReport(date(2026, 11, 23), (problem,), files=1, proposals=0)
    github = formatted(report, "github", root=Path.cwd())
    assert github.startswith("::notice file=a b%2Cc%3Ad%25한.yaml,line=1,col=1,")
    log = json.loads(formatted(report, "sarif", root=Path.cwd()))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b%2Cc%3Ad%25%ED%95%9C.yaml"
