"""How long a document may be."""

from __future__ import annotations

import re

import pytest
from support import REPOSITORY, MakeWorkspace, call_kamdocs

BUILD = ("proposal", "build", "straits-meridian", "--reader", "hr", "--today", "2026-11-23")
HR = "profiles/readers/hr.yaml"
TOLD = re.compile(
    r"profiles/readers/hr\.yaml:31:8: warning: "
    r"`siti-rahman\.en\.pdf` has (?P<pages>\d+) pages, more than the 6 of `max`\n"
    r"   \|\n"
    r"31 \|   max: 6\n"
    r"   \|        \^\n"
    r"   = help: the longest sections are "
    r"`[a-z-]+` with (?P<first>\d\.\d), `[a-z-]+` with (?P<second>\d\.\d) and `[a-z-]+` with (?P<third>\d\.\d) pages; "
    r"`detail: short` would save (?P<saved>\d\.\d) in `cases`, \d\.\d in `[a-z-]+` and \d\.\d in `[a-z-]+`, "
    r"which leaves (?P<left>\d+) pages\n"
)


def shorter(most: int) -> str:
    """The HR reader's file with another `max`."""
    text = (REPOSITORY / HR).read_text(encoding="utf-8")
    return re.sub(r"max: \d+", f"max: {most}", text)


def two_pages(most: int) -> str:
    """The same with two sections alone, which fill two pages."""
    flow = "{id: cover, detail: full}, {id: next-steps, detail: short}"
    return re.sub(r"sections:\n(?:  - .*\n)+", f"sections: [{flow}]\n", shorter(most))


def test_a_document_that_is_too_long_says_what_would_shorten_it(workspace: MakeWorkspace) -> None:
    """The longest sections, what `detail: short` saves where it saves most, and what is left then, which is so; it is
    delivered."""
    root = workspace({HR: shorter(6)}, base="example")
    done = call_kamdocs(*BUILD, "--format", "pdf", cwd=root)
    assert (done.exit_code, len(done.stdout.splitlines())) == (0, 1)
    told = TOLD.search(done.stderr)
    assert told, done.stderr
    assert float(told["first"]) >= float(told["second"]) >= float(told["third"]) > 0.5
    assert int(told["left"]) < int(told["pages"])
    assert int(told["pages"]) - int(told["left"]) <= 3
    assert float(told["saved"]) > 0.5
    text = (root / HR).read_text(encoding="utf-8")
    for id in re.findall(r"`([a-z-]+)`", told[0].partition("would save")[2]):
        assert f"{{id: {id}, detail: full}}" in text
        text = text.replace(f"{{id: {id}, detail: full}}", f"{{id: {id}, detail: short}}")
    (root / HR).write_text(text, encoding="utf-8")
    after = call_kamdocs(*BUILD, "--format", "pdf", cwd=root).stderr
    assert f"`siti-rahman.en.pdf` has {told['left']} pages" in after


def test_only_a_finished_pdf_is_counted(workspace: MakeWorkspace) -> None:
    """A Word file has as many pages as the machine that shows it makes of it."""
    root = workspace({HR: shorter(6)}, base="example")
    assert call_kamdocs(*BUILD, "--format", "html", cwd=root).stderr == ""


def test_the_pages_that_a_reader_wishes_are_no_fault(workspace: MakeWorkspace) -> None:
    """As many as `max` are not too many; one less is, and where a section cannot be shortened, that is said."""
    root = workspace({HR: two_pages(2)}, base="example")
    assert call_kamdocs(*BUILD, "--format", "pdf", cwd=root).stderr == ""
    (root / HR).write_text(two_pages(1), encoding="utf-8")
    said = call_kamdocs(*BUILD, "--format", "pdf", cwd=root).stderr
    assert "has 2 pages, more than the 1 of `max`" in said
    assert re.search(r"`cover` with \d\.\d and `next-steps` with \d\.\d pages; leave one out, or raise `max`", said)


@pytest.mark.parametrize(("severity", "exit_code", "delivered"), [("error", 1, False), ("off", 0, True)])
def test_a_house_decides_how_grave_it_is(
    severity: str, exit_code: int, delivered: bool, workspace: MakeWorkspace
) -> None:
    """As an error it keeps the file back."""
    settings = (REPOSITORY / "kamdocs.yaml").read_text(encoding="utf-8") + f"rules: {{too-many-pages: {severity}}}\n"
    root = workspace({HR: two_pages(1), "kamdocs.yaml": settings}, base="example")
    done = call_kamdocs(*BUILD, "--format", "pdf", cwd=root)
    assert done.exit_code == exit_code
    assert ("has 2 pages, more than the 1 of `max`" in done.stderr) is not delivered
    assert bool(list(root.glob("out/**/*.pdf"))) is delivered
