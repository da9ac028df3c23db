"""Letters to a list, from its dry run to the rows that are corrected and given back."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from support import MakeWorkspace, Result, call_kamdocs, run_kamdocs

from kamdocs.rules.problem_rows import DOUBT, shielded, unshielded

KIND = """---
name: A note
sources: [list]
---
{{ recipient|salutation }}

We write to you. {% if row.note %}{{ row.note }}{% endif %}

{{ recipient|closing }}
"""
LIST = """name,family_name,company,gender,language,note
Anna Bell,Bell,Acme,f,en,=1+1
Tom Bell,Bell,Acme,,en,
,,,,en,lost
"""
BUILD = ("letters", "build", "note", "--to", "list.csv", "--today", "2026-11-23", "--format", "docx", "--out", "out")


def house(workspace: MakeWorkspace, listed: str = LIST) -> Path:
    """A workspace with a kind of letter and a list."""
    return workspace({"templates/letters/note.md.j2": KIND, "list.csv": listed}, base="example")


def rows(file: Path) -> list[list[str]]:
    """The rows of a CSV file."""
    return list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))


def test_the_dry_run_shows_everything_and_writes_nothing(workspace: MakeWorkspace) -> None:
    """The form, the columns, each letter, each doubt."""
    root = house(workspace)
    result = call_kamdocs(*BUILD, "--dry-run", cwd=root)
    assert result == Result(1, DRY_RUN, "")
    assert not (root / "out").exists()


DRY_RUN = """\
list.csv: CSV, UTF-8, comma; 3 rows
  column       read as      filled
  -----------  -----------  ------
  name         name         2
  family_name  family_name  2
  company      company      2
  gender       gender       1
  language     language     3
  note         row.note     2

  id              name       language, known from  salutation      signed by
  --------------  ---------  --------------------  --------------  --------------
  anna-bell-acme  Anna Bell  en, its column        Dear Ms Bell,   nguyen-thu-lan
  tom-bell-acme   Tom Bell   en, its column        Dear Tom Bell,  nguyen-thu-lan
  files: <id>.<language>.docx, as anna-bell-acme.en.docx

wrong or doubtful
  row 3, column gender: warning: the gender is not known, which the form of address in `en` needs
    = help: write `f` or `m` in a column `gender`, or how the person is called in `address_as`
  row 4, column name: names neither a person nor a company
    = help: write the name, or remove the row

2 letters (2 in en), 1 error, 1 warning
"""


def test_the_dry_run_as_json_says_the_same(workspace: MakeWorkspace) -> None:
    """One document, with the place of each problem."""
    result = call_kamdocs(*BUILD, "--dry-run", "--json", cwd=house(workspace))
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert told["list"]["columns"][5] == {"header": "note", "field": "row.note", "filled": 2, "why": ""}
    assert [letter["files"] for letter in told["letters"]] == [["anna-bell-acme.en.docx"], ["tom-bell-acme.en.docx"]]
    assert [(one["row"], one["severity"]) for one in told["problems"]] == [(3, "warning"), (4, "error")]


def test_a_dry_run_with_doubts_alone_ends_well(workspace: MakeWorkspace) -> None:
    """As the run itself does."""
    root = house(workspace, LIST.rsplit(",,,,", 1)[0])
    result = call_kamdocs(*BUILD, "--dry-run", cwd=root)
    assert (result.exit_code, "1 warning" in result.stdout) == (0, True)


def test_json_is_of_the_dry_run_only(workspace: MakeWorkspace) -> None:
    """The run itself prints paths; whoever asks for JSON is not left with them."""
    root = house(workspace)
    refused = call_kamdocs(*BUILD, "--json", cwd=root)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "`--json` needs `--dry-run`." in refused.stderr
    assert not (root / "out").exists()


def test_rows_in_doubt_are_corrected_and_given_back(workspace: MakeWorkspace) -> None:
    """They get the ids of the first run; a formula is shielded and comes back as it was."""
    root = house(workspace, LIST.replace("Bell,Acme,f", "Bell,Acme,"))
    first = run_kamdocs(*BUILD, cwd=root)
    assert (first.exit_code, first.stdout) == (1, "out/anna-bell-acme.en.docx\nout/tom-bell-acme.en.docx\n")
    assert first.stderr.startswith("list.csv: CSV, UTF-8, comma; 3 rows\n")
    head, *found = rows(root / "out" / "problems.csv")
    assert head == [DOUBT, "id", "name", "family_name", "company", "gender", "language", "note"]
    assert [row[1:] for row in found][:2] == [
        ["anna-bell-acme", "Anna Bell", "Bell", "Acme", "", "en", "'=1+1"],
        ["tom-bell-acme", "Tom Bell", "Bell", "Acme", "", "en", ""],
    ]
    mended = (root / "out" / "problems.csv").read_bytes().replace(b"Bell,Bell,Acme,", b"Belle,Belle,Acme,f")
    mended = mended.replace(b",,,,,en,lost", b",Eve Lee,Lee,,f,en,lost")
    (root / "out" / "problems.csv").write_bytes(mended)
    again = run_kamdocs(*(BUILD[:4]), "out/problems.csv", *BUILD[5:], cwd=root)
    assert (again.exit_code, again.stdout.count("-bell-acme.en.docx")) == (0, 2)
    (kept,) = (root / "out").glob("problems-*.csv")
    assert kept.read_bytes() == mended
    assert f"out/problems.csv: warning: somebody has edited it; that file is now `{kept.name}`" in again.stderr
    assert "came from another list" not in again.stderr
    assert not (root / "out" / "problems.csv").exists()


def test_a_row_without_an_id_gets_its_own_in_a_list_of_ids(workspace: MakeWorkspace) -> None:
    """So that the row given back is that letter, and no second one."""
    root = house(workspace, "id,name,language\nann,Ann Lee,en\n,Bob Ray,en\n")
    run_kamdocs(*BUILD, cwd=root)
    head, *found = rows(root / "out" / "problems.csv")
    assert head == [DOUBT, "id", "name", "language"]
    assert [row[1:] for row in found] == [["ann", "Ann Lee", "en"], ["bob-ray", "Bob Ray", "en"]]


def test_rows_that_are_given_back_in_doubt_are_written_down_anew(workspace: MakeWorkspace) -> None:
    """With what is doubtful about them now, and the columns that they had."""
    root = house(workspace, LIST)
    run_kamdocs(*BUILD, cwd=root)
    head, *found = rows(root / "out" / "problems.csv")
    given = (root / "out" / "problems.csv").read_bytes().replace(b",,,,,en,lost", b",Eve,,,,en,lost")
    (root / "back.csv").write_bytes(given)
    run_kamdocs(*BUILD[:4], "back.csv", *BUILD[5:], cwd=root)
    again, *left = rows(root / "out" / "problems.csv")
    assert again == head
    (eve,) = (row for row in left if "Eve" in row)
    assert (eve[0].count("neither"), len(eve)) == (0, len(found[0]))


@pytest.mark.parametrize(
    "then", [LIST + ",,,,vi,also lost\n", "name,family_name,gender,language\nAnna Bell,Bell,f,en\n"]
)
def test_rows_in_doubt_that_nobody_edited_are_not_kept(workspace: MakeWorkspace, then: str) -> None:
    """The file of an earlier run goes with what it says."""
    root = house(workspace)
    call_kamdocs(*BUILD, cwd=root)
    (root / "list.csv").write_text(then, encoding="utf-8")
    said = call_kamdocs(*BUILD, cwd=root)
    assert [file.name for file in (root / "out").glob("problems-*.csv")] == []
    assert (root / "out" / "problems.csv").exists() is ("lost" in then)
    assert "somebody has edited" not in said.stderr


def test_a_row_that_is_refused_is_named_as_it_names_itself(workspace: MakeWorkspace) -> None:
    """By the id that it gives, and by its number where another row has that id."""
    people = "id,name,gender,language,note\nq2,Ann,f,en,x\nq 4,Tom,m,en,x\nq2,Eve,f,en,x\n"
    stderr = call_kamdocs(*BUILD, cwd=house(workspace, people)).stderr
    assert "\nno letter for `q 4`, `row 4`\n" in stderr


def test_a_list_of_faults_alone_builds_nothing_but_is_written_down(workspace: MakeWorkspace) -> None:
    """So that it can be corrected."""
    root = house(workspace, "name,company,note\n,,lost\n")
    assert call_kamdocs(*BUILD, cwd=root).exit_code == 1
    assert sorted(file.name for file in (root / "out").iterdir()) == ["manifest.json", "problems.csv"]


@pytest.mark.parametrize(
    "cell", ["=1+1", "'=1+1", "''=x", "+84 955", "-5", "@x", "\tx", "'Nhung", "H'Nhung", "", "'", "a=b"]
)
def test_a_shielded_cell_comes_back_and_is_no_formula(cell: str) -> None:
    """Whatever stood there before."""
    assert unshielded(shielded(cell)) == cell
    assert not shielded(cell).startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ((), "error: nobody is named to write to\n  = help: use `--to`, `--clients`, `--visits` or `--proposals`\n"),
        (
            ("--to", "list.csv", "--clients", "tier=A"),
            "error: `--to` and `--clients` cannot be used together\n  = help: the recipients come from one of them\n",
        ),
        (
            ("--clients", "tier=A"),
            "error: letters of the kind `note` do not take their recipients from `--clients`\n  = help: use `--to`\n",
        ),
    ],
)
def test_one_source_of_recipients_is_named(options: tuple[str, ...], what: str, workspace: MakeWorkspace) -> None:
    """None and two are wrong usage, and so is one that the kind is not for."""
    root = house(workspace)
    assert call_kamdocs("letters", "build", "note", *options, "--today", "2026-11-23", cwd=root) == Result(2, "", what)


def test_each_doubt_is_told_once(workspace: MakeWorkspace) -> None:
    """What is doubtful before anything is written, what is wrong at the end."""
    stderr = run_kamdocs(*BUILD, cwd=house(workspace)).stderr
    before, _, after = stderr.partition("2 letters (2 in en), 1 error, 1 warning\n")
    assert [stderr.count(doubt) for doubt in ("the gender is not known", "names neither a person")] == [1, 1]
    assert "doubtful\n  row 3, column gender: warning: the gender is not known" in before
    assert "list.csv: row 4, column name: names neither a person nor a company\n" in after


def test_the_same_in_many_rows_is_told_once_with_all_of_them(workspace: MakeWorkspace) -> None:
    """In the dry run, which writes no file to look them up in, and in the list at the end."""
    root = house(workspace, "name,company,language,note\n" + ",,en,x\n" * 500 + "Ann,Acme,en,x\n" * 6)
    dry = run_kamdocs(*BUILD, "--dry-run", cwd=root).stdout
    stderr = run_kamdocs(*BUILD, cwd=root).stderr
    told = "rows 2–501, column name: names neither a person nor a company (500 rows)\n"
    assert f"\n  {told}" in dry
    assert f"list.csv: {told}" in stderr
    assert "rows 502–507: warning: the gender is not known" in dry
    assert "problems.csv" not in dry
    assert stderr.endswith("\n\n500 errors\n")


def test_the_places_of_many_cards_leave_room_for_what_is_said_of_them(workspace: MakeWorkspace) -> None:
    """However long the list of places is, what follows stands in lines as wide as all others."""
    root = house(workspace)
    cards = "".join(f"BEGIN:VCARD\nVERSION:4.0\nFN:Ann {letter}\nEND:VCARD\n" for letter in "ABCDEFGHIJ")
    (root / "list.vcf").write_text(cards, encoding="utf-8")
    asked = [*BUILD[:4], "list.vcf", *BUILD[5:], "--dry-run"]
    dry = call_kamdocs(*asked, cwd=root).stdout
    told = dry[dry.index("doubtful") : dry.index("    = help")].splitlines()
    said = "card 10, line 37: warning: the language is not known; the letter is in `en` (10 times)"
    assert " ".join(" ".join(told).split()).endswith(said)
    assert all(len(line) > 100 for line in told[1:-1])


def test_a_language_without_rules_is_refused_before_the_list_is_read(workspace: MakeWorkspace) -> None:
    """Once, not for each row, and nothing is written."""
    root = house(workspace)
    refused = run_kamdocs(*BUILD, "--lang", "fr", cwd=root)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith("error: there are no rules for the language `fr`\n")
    assert not (root / "out").exists()


def test_rows_of_one_kind_are_not_written_beside_letters_of_another(workspace: MakeWorkspace) -> None:
    """Even where none of them gets a letter."""
    root = house(workspace)
    (root / "templates" / "letters" / "other.md.j2").write_text(KIND, encoding="utf-8")
    (root / "wrong.csv").write_text("name,company,language\n,,en\n", encoding="utf-8")
    run_kamdocs(*BUILD, cwd=root)
    before = {file.name: file.read_bytes() for file in (root / "out").iterdir()}
    other = ["other" if one == "note" else "wrong.csv" if one == "list.csv" else one for one in BUILD]
    refused = run_kamdocs(*other, cwd=root)
    assert refused.exit_code == 3
    assert "holds letters to the same people of the kind `note`" in refused.stderr
    assert {file.name: file.read_bytes() for file in (root / "out").iterdir()} == before


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("a@acme.example, b@x.example", "`a@acme.example, b@x.example` is more than one e-mail address"),
        ('"a@acme.example\nBcc: b@x.example"', "`a@acme.example Bcc: b@x.example` is more than one e-mail address"),
        ("Ann <a@acme.example>; B <b@x.example>", "is more than one e-mail address"),
        ("a@acme.example;", ""),
        ("a@acme.example ::: b@acme.example", ""),
    ],
)
def test_several_addresses_in_a_cell_are_no_address(cell: str, told: str, workspace: MakeWorkspace) -> None:
    """Nobody knows which is meant, but for an export, which has the chief one first."""
    cell = f'"{cell}"' if not cell.startswith('"') else cell
    root = house(workspace, f"name,family_name,gender,language,email\nAnn Bell,Bell,f,en,{cell}\n")
    dry = json.loads(call_kamdocs(*BUILD, "--dry-run", "--json", cwd=root).stdout)
    said = [f"{one['place']}: {one['what']}" for one in dry["problems"]]
    assert len(said) == bool(told)
    assert all(one.startswith("row 2, column email: ") and told in one for one in said)


def test_the_letter_of_an_earlier_run_to_somebody_who_is_refused_now_is_told(workspace: MakeWorkspace) -> None:
    """It stays, and could be sent by mistake."""
    root = house(workspace, "id,name,company,gender,sender,note\nann,Ann Bell,Acme,f,,x\n")
    run_kamdocs(*BUILD, "--lang", "en", cwd=root)
    changed = "id,name,company,gender,sender,note\nann,Ann Bell,Acme,f,nobody,x\ntom,Tom Bell,Acme,m,,x\n"
    (root / "list.csv").write_text(changed, encoding="utf-8")
    stderr = run_kamdocs(*BUILD, "--lang", "en", cwd=root).stderr
    told = "warning: 1 file stays as an earlier run made it, and could not be made anew: `ann.en.docx`"
    assert told in stderr
    assert (root / "out" / "ann.en.docx").exists()
