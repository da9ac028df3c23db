"""How the end of a batch reads."""

from __future__ import annotations

import pytest

from kamdocs.cli.batches import counts, resumable, told
from kamdocs.errors import OutputError
from kamdocs.model.batch import BatchReport, Failure


def test_the_counts_stand_on_one_line() -> None:
    """Singular and plural, and only what there is."""
    assert counts(BatchReport("out", ("a.pdf",))) == "1 file written, 0 unchanged"
    report = BatchReport("out", ("a", "b"), ("c",), ("d",), (Failure("x", ()), Failure("y", ())))
    assert counts(report) == "2 files written, 1 unchanged, 1 removed; 2 letters failed"


def test_of_many_who_get_nothing_the_first_ten_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """The others are counted; what failed for nobody in particular is nobody."""
    failures = (Failure("", ()), *(Failure(f"p{number}", ()) for number in range(11)))
    told(BatchReport("out", failures=failures[:11]))
    told(BatchReport("out", failures=failures))
    ten = "no letter for " + ", ".join(f"`p{number}`" for number in range(10))
    assert capsys.readouterr().err.splitlines()[1::2] == [ten, f"{ten} and 1 more"]


@pytest.mark.parametrize(
    ("help", "says"),
    [
        ("free some space, then run the command again", "free some space; what is done"),
        ("make the folder writable", "make the folder writable; what is done"),
        ("", "what is done"),
    ],
)
def test_a_batch_that_was_stopped_says_how_to_go_on(help: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever stopped it."""
    with pytest.raises(OutputError, match="cannot write `x`") as stopped:
        told(BatchReport("out", stopped=OutputError("cannot write `x`: no space left on device", help=help)))
    assert stopped.value.help == f"{says} is safe; run the same command again to make the rest"
    assert capsys.readouterr().err == "0 files written, 0 unchanged\n"


def test_a_signal_says_how_to_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    """And goes on to whoever ends the program."""
    with pytest.raises(KeyboardInterrupt), resumable():
        raise KeyboardInterrupt
    assert capsys.readouterr().err == "what is done is safe; run the same command again to make the rest\n"
