"""Text in columns of a terminal."""

from __future__ import annotations

from kamdocs.cli.columns import table, wrapped


def test_hangul_takes_two_cells() -> None:
    """Columns stay aligned, and what does not fit is cut with an ellipsis."""
    rows = [("capacity", "기존 건물에서 양산"), ("작업자가 현황판을 개인 감시로 받아들일 가능성", "no")]
    assert list(table(("asks", "by"), rows, indent=1, width=46)) == [
        " asks                       by",
        " -------------------------  ------------------",
        " capacity                   기존 건물에서 양산",
        " 작업자가 현황판을 개인…    no",
    ]


def test_long_text_is_wrapped_by_cells() -> None:
    """No line is wider, but for a word that is too long by itself."""
    lines = list(wrapped("작업자가 현황판을 개인 감시로 받아들일 가능성", indent=2, width=20))
    assert lines == ["  작업자가 현황판을", "  개인 감시로", "  받아들일 가능성"]
    assert list(wrapped("a" * 30, indent=0, width=20)) == ["a" * 30]
    assert list(wrapped("", indent=3)) == []
