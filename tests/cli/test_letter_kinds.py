"""`kamdocs letters kinds`: the kinds of letters, and what each needs."""

from __future__ import annotations

import json

import pytest
import yaml
from letter_support import load_example
from support import REPOSITORY, MakeWorkspace, call_kamdocs

from kamdocs.letters.kinds import letter_kinds
from kamdocs.load.document import Document
from kamdocs.load.letter_data import data_model
from kamdocs.load.single import record_in

COMPLAINT = """\
complaint-answer: Answer to a complaint

recipients  --clients and --to
languages   en, ko, vi
length      1 page at most

--data FILE     what it is
--------------  --------------------------
received_on     day
matter          text
facts           text with paragraphs
actions         list, each: record
actions[].what  text
actions[].by    day
actions[].who   id of a person of the team
responsible     id of a person of the team
report_on       day

# a file to begin with
received_on: 2026-01-31
matter: {en: "…", ko: "…", vi: "…"}
facts: {en: "…", ko: "…", vi: "…"}
actions:
  - what: {en: "…", ko: "…", vi: "…"}
    by: 2026-01-31
    who: id-of-a-person
responsible: id-of-a-person
report_on: 2026-01-31
"""


def test_a_kind_is_shown_with_its_data_and_a_file_to_begin_with() -> None:
    """What is needed, of which type, and where the recipients come from."""
    done = call_kamdocs("letters", "kinds", "complaint-answer", cwd=REPOSITORY)
    assert (done.exit_code, done.stdout, done.stderr) == (0, COMPLAINT, "")


def test_the_kinds_are_listed_a_line_each(workspace: MakeWorkspace) -> None:
    """A kind of the house's own among those that are shipped."""
    root = workspace({"templates/letters/note.md.j2": "---\nname: Note\ndata: {on?: date}\n---\nHello.\n"})
    lines = call_kamdocs("letters", "kinds", cwd=root).stdout.splitlines()
    assert lines[0].split() == ["kind", "--data", "languages", "name"]
    assert lines[-3] == "kamdocs letters kinds KIND shows one"
    of_proposals = "cover-letter, follow-up, interim-results"
    assert lines[-1] == f"of a proposal (kamdocs proposal build CLIENT --kind KIND): {of_proposals}"
    assert "note               optional  all         Note" in lines


def test_a_kind_that_is_made_of_proposals_says_how() -> None:
    """It is listed, but has no data of its own to show."""
    done = call_kamdocs("letters", "kinds", "follow-up", cwd=REPOSITORY)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "`kamdocs proposal build CLIENT --kind follow-up` makes one" in done.stderr


def test_json_is_one_document_of_all_or_of_one() -> None:
    """The same as the library gives."""
    found = letter_kinds(REPOSITORY)
    assert json.loads(call_kamdocs("letters", "kinds", "--json", cwd=REPOSITORY).stdout) == found
    one = call_kamdocs("letters", "kinds", found[0]["id"], "--json", cwd=REPOSITORY).stdout
    assert json.loads(one) == found[0]


def test_the_schema_says_what_the_file_of_data_holds() -> None:
    """With it editors complete the file and mark what is wrong in it."""
    made = json.loads(call_kamdocs("letters", "kinds", "introduction", "--schema", cwd=REPOSITORY).stdout)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["required"] == ["benefit", "minutes", "meet_from", "meet_until"]
    assert made["additionalProperties"] is False
    done = call_kamdocs("letters", "kinds", "--schema", cwd=REPOSITORY)
    assert (done.exit_code, done.stdout) == (2, "")


@pytest.mark.parametrize("kind", [kind["id"] for kind in letter_kinds(REPOSITORY) if kind["data"]])
def test_the_file_to_begin_with_is_one_that_can_be_read(kind: str) -> None:
    """Nothing stands against it but the ids that are still to be put in."""
    _, _, file = call_kamdocs("letters", "kinds", kind, cwd=REPOSITORY).stdout.partition("# a file to begin with\n")
    assert yaml.safe_load(file)
    _, kit, _ = load_example()
    record_in(Document(REPOSITORY / "data.yaml", file.encode()), data_model(kit.letters[kind]))
