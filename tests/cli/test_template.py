"""`kamdocs template`: templates made in Word, on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import docx
import pytest
from support import Result, call_kamdocs
from word_files import word_file


def template(tmp_path: Path, *args: str) -> Result:
    """`kamdocs template` with `args`, run in `tmp_path`."""
    return call_kamdocs("template", *args, cwd=tmp_path)


def text(file: Path) -> list[str]:
    """The paragraphs of a Word file."""
    return [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """A template with a value, a loop over rows and a header."""
    rows = [["What", "Until"], ["{% for s in steps %}{{ s.what }}", "{{ s.until|date }}{% endfor %}"]]
    return word_file(tmp_path / "letter.docx", "Dear {{ name }}", rows, header="{{ number }}")


DATA = "name: Kim & Co <Ltd>\nnumber: 0912\nsteps:\n  - {what: Call, until: 2026-12-04}\n"


def test_show_prints_each_tag_with_its_place_and_what_it_takes(letter: Path, tmp_path: Path) -> None:
    """In the order of the document."""
    done = template(tmp_path, "show", "letter.docx")
    lines = [line.split("  ") for line in done.stdout.splitlines()]
    cells = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    assert done.stdout.startswith("letter.docx: 6 tags, in `en`\n")
    assert cells[4:] == [
        ["paragraph 1", "{{ name }}"],
        ["table 1, row 2, column 1, 'What'", "{% for s in steps %}", "rows"],
        ["table 1, row 2, column 1, 'What'", "{{ s.what }}"],
        ["table 1, row 2, column 2, 'Until'", "{{ s.until|date }}"],
        ["table 1, row 2, column 2, 'Until'", "{% endfor %}", "rows"],
        ["page header, paragraph 1", "{{ number }}"],
    ]


def test_show_works_where_tags_do_not_fit_together(tmp_path: Path) -> None:
    """So that one sees what there is."""
    word_file(tmp_path / "t.docx", "{% if a %}x")
    done = template(tmp_path, "show", "t.docx")
    assert (done.exit_code, "{% if a %}" in done.stdout) == (0, True)


def test_fields_prints_what_the_template_needs(letter: Path, tmp_path: Path) -> None:
    """As a table, as JSON, and as data to fill in that fill it."""
    assert "steps[].until  date" in template(tmp_path, "fields", "letter.docx").stdout
    report = json.loads(template(tmp_path, "fields", "letter.docx", "--json").stdout)
    assert [field["path"] for field in report["fields"]] == ["name", "steps", "number"]
    assert report["fields"][1]["item"] == "record"
    blank = template(tmp_path, "fields", "letter.docx", "--yaml").stdout.replace('""', "x")
    (tmp_path / "blank.yaml").write_text(blank, encoding="utf-8")
    assert template(tmp_path, "fill", "letter.docx", "--data", "blank.yaml").exit_code == 0


def test_check_says_that_all_is_well(letter: Path, tmp_path: Path) -> None:
    """On stderr; stdout is data."""
    (tmp_path / "d.yaml").write_text(DATA, encoding="utf-8")
    done = template(tmp_path, "check", "letter.docx", "--data", "d.yaml")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "checked 1 template: nothing to report\n")


@pytest.fixture
def troubled(tmp_path: Path) -> Path:
    """A template with an error and a warning, and a schema."""
    schema = {"type": "object", "properties": {"name": {"type": "string"}}}
    (tmp_path / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    return word_file(tmp_path / "t.docx", "Dear {{ nam }}, {total}")


def test_check_tells_the_place_in_each_format(troubled: Path, tmp_path: Path) -> None:
    """In words, without a line."""
    args = ("check", "t.docx", "--schema", "schema.json", "--format")
    done = template(tmp_path, *args, "text")
    assert done.exit_code == 1
    assert done.stdout.startswith("t.docx: paragraph 1: `nam` is not defined\n")
    problem = json.loads(template(tmp_path, *args, "json").stdout)["problems"][0]
    assert (problem["file"], problem["place"], problem["line"]) == ("t.docx", "paragraph 1", None)
    github = template(tmp_path, *args, "github").stdout.splitlines()
    assert github[0] == (
        "::error file=t.docx,title=undefined::paragraph 1: `nam` is not defined%0Ahelp: did you mean `name`?"
    )
    assert '<testcase classname="t.docx" name="undefined paragraph 1">' in template(tmp_path, *args, "junit").stdout
    location = json.loads(template(tmp_path, *args, "sarif").stdout)["runs"][0]["results"][0]["locations"][0]
    assert location == {
        "physicalLocation": {"artifactLocation": {"uri": "t.docx"}},
        "logicalLocations": [{"fullyQualifiedName": "paragraph 1"}],
    }


def test_check_takes_a_folder_and_leaves_out_what_word_has_open(troubled: Path, tmp_path: Path) -> None:
    """Its lock files are no templates."""
    shutil.copy(troubled, tmp_path / "~$t.docx")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "no.docx").write_bytes(b"no zip")
    done = template(tmp_path, "check", ".")
    assert done.exit_code == 1
    assert done.stderr == "checked 2 templates\n"
    assert "below/no.docx: " in done.stdout


def test_check_writes_a_copy_with_comments(troubled: Path, tmp_path: Path) -> None:
    """The template itself is never replaced."""
    before = troubled.read_bytes()
    done = template(tmp_path, "check", "t.docx", "--annotate", "out/noted.docx")
    assert (done.exit_code, text(tmp_path / "out" / "noted.docx")) == (0, ["Dear {{ nam }}, {total}"])
    refused = template(tmp_path, "check", "t.docx", "--annotate", "t.docx")
    assert (refused.exit_code, troubled.read_bytes()) == (2, before)


def test_fill_writes_one_document_here(letter: Path, tmp_path: Path) -> None:
    """Named after the template; numbers that begin with 0 stay."""
    (tmp_path / "d.yaml").write_text(DATA, encoding="utf-8")
    done = template(tmp_path, "fill", "letter.docx", "--data", "d.yaml")
    assert (done.exit_code, done.stdout) == (0, "letter-filled.docx\n")
    document = docx.Document(str(tmp_path / "letter-filled.docx"))
    assert text(tmp_path / "letter-filled.docx") == ["Dear Kim & Co <Ltd>"]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["Call", "4\u00a0December 2026"]
    assert document.sections[0].header.paragraphs[0].text == "0912"


def test_fill_makes_one_document_for_each_item_of_a_list(tmp_path: Path) -> None:
    """Named by its `id` or `name`, else by its number; two of one name are both kept."""
    word_file(tmp_path / "t.docx", "{{ n }}")
    (tmp_path / "d.yaml").write_text(
        "- {id: kim/a, n: 1}\n- {name: Lê, n: 2}\n- {name: Lê, n: 3}\n- {n: 4.50}\n", "utf-8"
    )
    done = template(tmp_path, "fill", "t.docx", "--data", "d.yaml", "--out", "out")
    names = ["kim-a", "Lê", "Lê-2", "4"]
    assert done.stdout.splitlines() == [f"out/{name}.docx" for name in names]
    assert [text(tmp_path / "out" / f"{name}.docx") for name in names] == [["1"], ["2"], ["3"], ["4.50"]]


def test_fill_writes_nothing_where_one_record_is_wrong(tmp_path: Path) -> None:
    """And says which."""
    word_file(tmp_path / "t.docx", "{{ n }}")
    (tmp_path / "d.yaml").write_text("- {n: 1}\n- {m: 2}\n- {m: 3}\n", encoding="utf-8")
    done = template(tmp_path, "fill", "t.docx", "--data", "d.yaml", "--out", "out")
    assert (done.exit_code, (tmp_path / "out").exists()) == (1, False)
    assert done.stderr.startswith("t.docx: paragraph 1: `n` is not defined, in record 2 and 1 other\n")


def test_filling_again_gives_equal_bytes(letter: Path, tmp_path: Path) -> None:
    """And replaces what was made before."""
    (tmp_path / "d.yaml").write_text(DATA, encoding="utf-8")
    template(tmp_path, "fill", "letter.docx", "--data", "d.yaml")
    first = (tmp_path / "letter-filled.docx").read_bytes()
    assert template(tmp_path, "fill", "letter.docx", "--data", "d.yaml").exit_code == 0
    assert (tmp_path / "letter-filled.docx").read_bytes() == first


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--out", "letter.docx"), "`letter.docx` is the template itself"),
        (("--out", "x.txt"), "`x.txt` does not end with `.docx`"),
        (("--out", "x.pdf", "--format", "docx"), "`x.pdf` does not end with `.docx`"),
    ],
)
def test_fill_refuses_a_name_that_would_mislead(args: tuple[str, ...], said: str, letter: Path, tmp_path: Path) -> None:
    """Exit code 2, and nothing written."""
    (tmp_path / "d.yaml").write_text(DATA, encoding="utf-8")
    done = template(tmp_path, "fill", "letter.docx", "--data", "d.yaml", *args)
    assert (done.exit_code, said in done.stderr) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.yaml", "letter.docx"]


def test_the_example_of_the_guide_is_sound() -> None:
    """It checks without a word against its data."""
    from support import REPOSITORY

    folder = REPOSITORY / "docs" / "word-templates"
    done = template(folder, "check", "visit-letter.docx", "--data", "visit-letter.yaml")
    assert (done.exit_code, done.stdout) == (0, "")


@pytest.mark.parametrize("out", [".", "../{}/letter.docx"])
def test_fill_never_writes_over_its_template(out: str, letter: Path, tmp_path: Path) -> None:
    """Neither by a name that a record gives, nor by another way to the same file."""
    before = letter.read_bytes()
    records = f"- id: letter\n  {DATA.strip().replace(chr(10), chr(10) + '  ')}\n" if out == "." else DATA
    (tmp_path / "data.yaml").write_text(records, encoding="utf-8")
    done = template(tmp_path, "fill", "letter.docx", "--data", "data.yaml", "--out", out.format(tmp_path.name))
    assert (done.exit_code, "is the template itself" in done.stderr) == (2, True)
    assert letter.read_bytes() == before
