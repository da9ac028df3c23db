"""What several tests use: the command line in two forms, gates for tools that may be missing, types of the fixtures."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal, NoReturn, Protocol

import pytest

if TYPE_CHECKING:
    from kamdocs.model.page import Page
    from kamdocs.model.theme import Theme

REPOSITORY = Path(__file__).resolve().parent.parent
"""The root of the checkout, itself a working workspace."""

Base = Literal["empty", "tiny", "example"]
"""What a test's workspace begins with: nothing, the least that is valid, or a copy of the repository's own."""

RUN = "from kamdocs.cli.main import run; run()"
"""What the console script `kamdocs` does."""


BAD = REPOSITORY / "tests" / "bad"
BASE = BAD / "_base"
"""A small sound workspace to make mistakes in."""

Changes = Mapping[str, Mapping[str, str]]
"""{file: {old text: new text}}; the old text must stand in the file exactly once."""


def changed_base(root: Path, changes: Changes | None = None, files: Mapping[str, str] | None = None) -> Path:
    """Copy `BASE` to `root` anew and change it; return `root`."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    return change(root, changes, files)


def change(root: Path, changes: Changes | None = None, files: Mapping[str, str] | None = None) -> Path:
    """Make `changes` in the workspace `root`, then write `files` (path: text); return `root`."""
    for name, pairs in (changes or {}).items():
        text = (root / name).read_text(encoding="utf-8")
        for old, new in pairs.items():
            assert text.count(old) == 1, f"`{old}` stands {text.count(old)} times in {name}"
            text = text.replace(old, new)
        (root / name).write_text(text, encoding="utf-8")
    for name, text in (files or {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


class MakeWorkspace(Protocol):
    """Writes files over a base and returns the root; see the fixture `workspace`."""

    def __call__(self, files: Mapping[str, str | bytes] | None = None, *, base: Base = "tiny") -> Path:
        """Write `files` (path: text); one that the base has too is replaced."""


class CheckGolden(Protocol):
    """Compares text with a file of tests; see the fixture `golden`."""

    def __call__(self, name: str, text: str) -> None:
        """Compare `text` with `tests/<name>`, or write it there under `--update-golden`."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one run of the command line gave."""

    exit_code: int
    stdout: str
    stderr: str


def run_kamdocs(*args: str, cwd: Path, env: Mapping[str, str] | None = None, timeout: float = 300) -> Result:
    """Run the real command line in a process of its own; `env` is added to this one's."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *args],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8", **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def made_twice(code: str, folder: Path, *, tests: Path) -> list[bytes]:
    """What `code` writes to the file `sys.argv[1]`, in two processes with other hash seeds and time zones.

    It may import the modules in the folder `tests`; the files are made in `folder`.
    """
    files = [folder / f"made-{seed}" for seed in ("1", "2")]
    for seed, (file, zone) in enumerate(zip(files, ("Asia/Seoul", "America/Lima"), strict=True), start=1):
        paths = os.pathsep.join(map(str, (REPOSITORY, REPOSITORY / "tests", tests)))
        environment = os.environ | {"PYTHONHASHSEED": str(seed), "TZ": zone, "PYTHONPATH": paths}
        subprocess.run([sys.executable, "-c", code, str(file)], env=environment, check=True)
    return [file.read_bytes() for file in files]


def call_kamdocs(*args: str, cwd: Path) -> Result:
    """Run the command line in this process, which is quicker; a fault of kamdocs itself is raised as it is."""
    from kamdocs.cli.main import run

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    before, sys.argv = sys.argv, ["kamdocs", *args]
    code: object = 0
    try:
        with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            run()
    except SystemExit as end:
        code = end.code
    finally:
        sys.argv = before
    return Result(code if isinstance(code, int) else int(code is not None), _text_of(out), _text_of(err))


def _text_of(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def gate(tool: str) -> str:
    """The path of `tool`, a program that checks finished files; `KAMDOCS_<TOOL>` may name it.

    Skips the test where it is missing, and fails it under `KAMDOCS_GATES=1`, as in CI.
    """
    found = os.environ.get("KAMDOCS_" + tool.upper().replace("-", "_")) or shutil.which(tool)
    return found or closed(f"`{tool}` is not installed here; .ci/run installs it")


def gated_module(name: str) -> ModuleType:
    """The module `name`, a library that checks finished files; where it is missing, as with `gate`."""
    try:
        return import_module(name)
    except ImportError:
        closed(f"the module `{name}` is not installed here; .ci/run installs it")


def gated_fonts(theme: Theme) -> None:
    """Go on where the fonts that `theme` names first are installed, in which goldens are set; else as with `gate`."""
    from kamdocs.write.fonts import find_family

    named = (theme.fonts.latin, theme.fonts.hangul, theme.fonts.headings.latin, theme.fonts.headings.hangul)
    families = [font.pdf[0] for font in named if font]
    if missing := [family for family in families if not find_family((family,))]:
        closed(f"no font `{missing[0]}` is installed here; tools/setup installs it")


def closed(reason: str) -> NoReturn:
    """Skip the test for want of something, and fail it under `KAMDOCS_GATES=1`, as in CI."""
    if os.environ.get("KAMDOCS_GATES") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


_CLIENT = """\
name: {name}
short_name: Tiny
status: prospect
language: en
industry: food
region: Hanoi
address: 1 Street
business_scope: Bread
products: [Bread]
situation: They bake.
needs: []
stakeholders:
  - {{id: ann, name: {name}, title: Owner, reader: director, role: decides}}
"""

_PROPOSAL = """\
number: T-1
title: Better bread
services: [lean-operations-audit]
summary: We help.
arguments: []
team:
  - {person: le-minh-duc, role: Lead, days: 3}
price:
  currency: VND
  vat: {rate: 10, included: false}
  rounding: line
  lines:
LINES  payments:
    - {on: End, percent: 100}
next_steps:
  - {on: 2026-12-01, what: Call, who: ann}
"""

_LINE = "    - {{id: l{n}, name: Work package {n}, quantity: {n}, unit: day, unit_price: 1000000, kind: base}}\n"


def write_pdf(page: Page, theme: Theme, file: Path, *, assets: Path, css: str = "") -> None:
    """Write `page` to `file` as PDF."""
    from kamdocs.write.pdf import pdf_content

    file.write_bytes(pdf_content(page, theme, assets=assets, css=css))


def small_proposal(lines: int = 1, name: str = "Tiny GmbH", more: str = "") -> dict[str, str]:
    """A client with the least that a proposal needs and so many price lines; `more` is added to the proposal."""
    folder = "profiles/clients/tiny"
    proposal = _PROPOSAL.replace("LINES", "".join(_LINE.format(n=number) for number in range(1, lines + 1)))
    return {f"{folder}/client.yaml": _CLIENT.format(name=name), f"{folder}/proposals/p.yaml": proposal + more}
