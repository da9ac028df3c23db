"""The helpers of the suite, where a silent fault in them would let tests pass for nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from specimen import theme
from support import CheckGolden, MakeWorkspace, call_kamdocs, gate, gated_fonts, gated_module, run_kamdocs


def test_a_missing_tool_skips_on_a_user_s_machine_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """No gate is passed by being absent from CI."""
    monkeypatch.delenv("KAMDOCS_GATES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="`no-such-tool` is not installed here"):
        gate("no-such-tool")
    monkeypatch.setenv("KAMDOCS_GATES", "1")
    with pytest.raises(pytest.fail.Exception, match="`no-such-tool` is not installed here"):
        gate("no-such-tool")


def test_a_missing_library_skips_on_a_user_s_machine_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """veraPDF comes as one."""
    monkeypatch.delenv("KAMDOCS_GATES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="the module `no_such_module` is not installed here"):
        gated_module("no_such_module")
    monkeypatch.setenv("KAMDOCS_GATES", "1")
    with pytest.raises(pytest.fail.Exception, match="the module `no_such_module` is not installed here"):
        gated_module("no_such_module")


def test_a_tool_may_be_named_by_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """CI keeps tools outside the search path."""
    monkeypatch.setenv("KAMDOCS_NO_SUCH_TOOL", sys.executable)
    assert gate("no-such-tool") == sys.executable


def test_a_missing_font_skips_on_a_user_s_machine_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of pages are compared only where their fonts are; another one that the theme names too is not enough."""
    modern = theme("modern")
    latin = modern.fonts.latin.model_copy(update={"pdf": ("No Such Font", *modern.fonts.latin.pdf)})
    other = modern.model_copy(update={"fonts": modern.fonts.model_copy(update={"latin": latin})})
    monkeypatch.delenv("KAMDOCS_GATES", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no font `No Such Font` is installed here"):
        gated_fonts(other)
    monkeypatch.setenv("KAMDOCS_GATES", "1")
    with pytest.raises(pytest.fail.Exception, match="no font `No Such Font` is installed here"):
        gated_fonts(other)
    gated_fonts(modern)


def test_both_ways_to_run_the_command_line_agree(tmp_path: Path) -> None:
    """The quick way in this process gives what a process of its own gives."""
    for arguments in (["--help"], ["no-such-command"], ["proposal", "build"]):
        assert call_kamdocs(*arguments, cwd=tmp_path) == run_kamdocs(*arguments, cwd=tmp_path)


def test_a_golden_text_must_be_equal_to_the_last_sign(golden: CheckGolden, request: pytest.FixtureRequest) -> None:
    """A changed or a missing golden file fails."""
    if request.config.getoption("--update-golden"):
        pytest.skip("golden files are being written")
    with pytest.raises(AssertionError, match="is missing"):
        golden("no-such-file.txt", "text")


def test_a_workspace_begins_with_its_base(workspace: MakeWorkspace) -> None:
    """Files given replace those of the base."""
    root = workspace({"profiles/house.yaml": "name: X\n", "cases/a.yaml": "title: Y\n"})
    assert (root / "profiles/house.yaml").read_text() == "name: X\n"
    assert (root / "cases/a.yaml").is_file()
    assert (root / "kamdocs.yaml").is_file()
