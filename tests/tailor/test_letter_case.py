"""Which case an introduction tells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from letter_support import BARE, batch_of, load_example, stakeholder_in

from kamdocs.model.recipient import Recipient
from kamdocs.model.workspace import Workspace
from kamdocs.tailor.letter_case import case_for
from kamdocs.tailor.letters import tailor_letters
from kamdocs.tailor.wants import lacking

FIRM = BARE[1]


def told(recipient: Recipient, language: str = "en", workspace: Workspace | None = None) -> str | None:
    """The case and the result that an introduction tells, as `case/result`."""
    batch = batch_of("introduction", language)
    found = case_for(batch.kind, batch.data, recipient, language, workspace or batch.workspace)
    return f"{found.case.id}/{found.result.id}" if found else None


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"industry": "Electronics"}, "circuit-boards-oee/oee"),
        ({"industry": "automotive", "region": "Seoul"}, "wire-harness-changeover/changeover"),
        ({"industry": "space travel"}, None),
        ({}, None),
        ({"industry": None, "region": None, "size": None}, None),
    ],
)
def test_the_columns_of_a_list_say_what_is_alike(row: dict[str, str | None], expected: str | None) -> None:
    """Industry counts most; where nothing is alike no case is told."""
    assert told(replace(FIRM, row=row)) == expected


def test_a_firm_that_may_be_a_rival_is_not_told_of_the_other() -> None:
    """A named client in the same business at the same place."""
    assert told(replace(FIRM, row={"industry": "electronics", "region": "Bac Ninh"})) is None


def test_the_own_project_is_not_told_as_that_of_another() -> None:
    """Though the consent makes it anonymous: their profile says that it was theirs."""
    assert not (told(stakeholder_in("vi"), "vi") or "").startswith("vam-co")


def test_the_reader_decides_which_result_is_told() -> None:
    """Finance reads money; somebody from a list the first figure of the case."""
    workspace, _, _ = load_example()
    person = stakeholder_in("ko")
    finance = replace(person, stakeholder="kang-dong-hyun")
    assert workspace.readers["finance"].cases.prefer[0] == "money"
    assert told(finance, "ko") == "circuit-boards-oee/scrap"


def test_a_case_not_written_in_the_language_is_not_told() -> None:
    """Half a letter in another language is none."""
    assert told(replace(FIRM, row={"industry": "electronics"}), "fr") is None


def test_a_letter_without_a_case_is_told_as_doubtful() -> None:
    """It goes out, and the dry run says what it lacks."""
    tailored = tailor_letters(batch_of("introduction", "en"), (FIRM,))
    assert tailored.problems == ()
    assert [(one.rule, one.severity, one.what) for one in lacking(tailored.letters, ())] == [
        (
            "no-case",
            "warning",
            "the letter tells no case: none that may be told is like the reader's firm and has a figure to show",
        )
    ]
    assert [letter.told for letter in tailored.letters] == [None]
