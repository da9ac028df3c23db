"""The stage as a whole: every problem of every draft at once, under the path where the file was to go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kamdocs.errors import InputError, OutputError
from kamdocs.model.kit import Kit
from kamdocs.model.page import Draft
from kamdocs.model.secrets import ClientNames, Secret, Secrets
from kamdocs.verify import verify

NOTHING = Secrets(lambda: (), ())


def test_all_problems_of_all_drafts_are_reported(finish: Callable[..., Draft], kit: Kit) -> None:
    """Sorted by file, each a problem of the file as a whole."""
    drafts = [
        finish("<p>Dear ,</p><p>NaN%</p>", format, name=name) for name, format in (("seo", "pdf"), ("kim", "docx"))
    ]
    secrets = Secrets(
        lambda: (Secret(Path("c.yaml"), "internal.notes", "Dear NaN"),), (ClientNames("nan", ("Nan Dear",), False),)
    )
    with pytest.raises(InputError) as caught:
        verify(drafts, kit, secrets, own_client="own")
    assert [(str(problem.file), problem.line, problem.rule) for problem in caught.value.problems] == [
        ("out/kim.docx", 0, "hole"),
        ("out/kim.docx", 0, "hole"),
        ("out/kim.docx", 0, "leak"),
        ("out/seo.pdf", 0, "hole"),
        ("out/seo.pdf", 0, "hole"),
        ("out/seo.pdf", 0, "leak"),
    ]


def test_a_secret_stands_in_no_message(finish: Callable[..., Draft], kit: Kit) -> None:
    """Neither whole nor in an excerpt of what else is wrong."""
    draft = finish("<p>Never mention the failed venture , None</p>")
    secret = Secret(Path("c.yaml"), "internal.notes", "never mention the failed venture")
    with pytest.raises(InputError) as caught:
        verify([draft], kit, Secrets(lambda: (secret,), ()), own_client="own")
    assert len(caught.value.problems) == 3
    assert not any("venture" in f"{problem.what} {problem.help}" for problem in caught.value.problems)


def test_sound_drafts_pass(finish: Callable[..., Draft], kit: Kit) -> None:
    """There is nothing to remark on, and nothing is raised."""
    drafts = [finish("<p>Good day</p>", format) for format in ("docx", "pdf", "html")]
    assert verify(drafts, kit, NOTHING, own_client="own") == ()
    assert verify([], kit, NOTHING, own_client="own") == ()


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_a_file_that_cannot_be_read_is_an_output_error(finish: Callable[..., Draft], kit: Kit, format: str) -> None:
    """It is not delivered either."""
    draft = finish("<p>Good day</p>", format)
    draft.file.write_bytes(b"no document")
    with pytest.raises(OutputError):
        verify([draft], kit, NOTHING, own_client="own")
