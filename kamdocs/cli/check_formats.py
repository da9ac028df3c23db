"""The report of a check in the forms that people and CI systems read. The same report gives the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from kamdocs._version import __version__
from kamdocs.cli.report import format_problems
from kamdocs.errors import Problem
from kamdocs.model.report import CheckReport
from kamdocs.model.rules import RULES

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_GITHUB_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def formatted(report: CheckReport, form: str, *, root: Path, colour: bool = False) -> str:
    """`report` in one of the forms, ending with a line break unless it is empty.

    `github`, `junit` and `sarif` name files from here where they lie below, as CI systems do, the others from `root`,
    the workspace.
    """
    if form == "text":
        return format_problems(report.problems, colour=colour)
    makers = {"json": _json, "github": _github, "junit": _junit, "sarif": _sarif}
    return makers[form](report, root)


def formatted_templates(problems: Sequence[Problem], form: str, *, files: int, root: Path, colour: bool = False) -> str:
    """The problems of Word templates in one of the forms."""
    if form == "json":
        return _dumped({"files": files, "problems": [_as_data(problem) for problem in problems]})
    return formatted(CheckReport(date.min, tuple(problems), files, 0), form, root=root, colour=colour)


def _json(report: CheckReport, root: Path) -> str:
    content = {
        "today": report.today.isoformat(),
        "complete": report.complete,
        "files": report.files,
        "proposals": report.proposals,
        "problems": [_as_data(problem) for problem in report.problems],
    }
    return _dumped(content)


def _as_data(problem: Problem) -> Mapping[str, Any]:
    in_lines = bool(problem.line) and not problem.place
    return {
        "file": problem.file.as_posix(),
        "place": problem.place or None,
        "line": problem.line if in_lines else None,
        "column": problem.column if in_lines else None,
        "rule": problem.rule,
        "severity": problem.severity,
        "what": problem.what,
        "help": problem.help or None,
    }


def _github(report: CheckReport, root: Path) -> str:
    """Workflow commands of GitHub Actions. Source: its manual, "Workflow commands", and the toolkit's escaping."""
    return "".join(f"{line}\n" for line in (_command(problem, root) for problem in report.problems))


def _command(problem: Problem, root: Path) -> str:
    place = {"file": _from_here(problem, root)}
    if problem.line and not problem.place:
        place |= {
            "line": str(problem.line),
            "col": str(problem.column),
            "endColumn": str(problem.column + problem.width),
        }
    where = f"{problem.place}: " if problem.place else ""
    named = ",".join(f"{key}={_property(value)}" for key, value in {**place, "title": problem.rule}.items())
    return f"::{_GITHUB_LEVELS[problem.severity]} {named}::{_data(where + _message(problem))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _junit(report: CheckReport, root: Path) -> str:
    """One test case for each problem; an error is a failure, what is only doubtful passes with a remark."""
    cases = [_case(problem, root) for problem in report.problems] or ['  <testcase classname="kamdocs" name="check"/>']
    failures = sum(problem.severity == "error" for problem in report.problems)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0"'
    suite = f'<testsuite name="kamdocs check" {counts} skipped="0">'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {counts}>", suite, *cases]
    return "\n".join([*lines, "</testsuite>", "</testsuites>"]) + "\n"


def _case(problem: Problem, root: Path) -> str:
    lines = f"{problem.line}:{problem.column}" if problem.line else ""
    place = f"{problem.rule} {problem.place or lines}".rstrip()
    case = f"  <testcase classname={_attribute(_from_here(problem, root))} name={_attribute(place)}>"
    message = escape(_clean(f"{problem.headline()}\n{problem.help}".strip()))
    if problem.severity == "error":
        failure = f"<failure message={_attribute(problem.what)} type={_attribute(problem.rule)}>{message}</failure>"
        return f"{case}{failure}</testcase>"
    return f"{case}<system-out>{message}</system-out></testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_clean(text), {"\n": "&#10;", "\t": "&#9;"})


def _clean(text: str) -> str:
    """`text` without what XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


def _sarif(report: CheckReport, root: Path) -> str:
    """SARIF 2.1.0, the OASIS standard; columns are counted in code points."""
    ids = sorted({problem.rule for problem in report.problems} | set(RULES))
    driver = {
        "name": "kamdocs",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(id) for id in ids],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": report.complete, "exitCode": int(report.failed)}],
        "results": [_result(problem, ids.index(problem.rule), root) for problem in report.problems],
    }
    return _dumped({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


def _rule(id: str) -> Mapping[str, Any]:
    if id not in RULES:
        return {"id": id, "defaultConfiguration": {"level": "error"}}
    level = {"defaultConfiguration": {"level": RULES[id].severity}}
    return {"id": id, "shortDescription": {"text": RULES[id].finds}, **level}


def _result(problem: Problem, index: int, root: Path) -> Mapping[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(_from_here(problem, root))}}
    if problem.line and not problem.place:
        end = problem.column + problem.width
        place["region"] = {"startLine": problem.line, "startColumn": problem.column, "endColumn": end}
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": _message(problem)},
        "locations": [{"physicalLocation": place, **_logical(problem)}],
    }


def _logical(problem: Problem) -> Mapping[str, Any]:
    """Where in a Word file a problem is."""
    return {"logicalLocations": [{"fullyQualifiedName": problem.place}]} if problem.place else {}


def _message(problem: Problem) -> str:
    return f"{problem.what}\nhelp: {problem.help}" if problem.help else problem.what


def _from_here(problem: Problem, root: Path) -> str:
    """The file of `problem` as CI systems look for it."""
    whole, here = root.resolve() / problem.file, Path.cwd().resolve()
    return (whole.relative_to(here) if whole.is_relative_to(here) else problem.file).as_posix()


def _dumped(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
