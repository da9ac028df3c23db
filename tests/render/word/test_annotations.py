"""Problems as comments in a copy of a template."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from support import gate
from word_files import word_file

import kamdocs
from kamdocs.word.package import parse_part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def annotated(file: Path, data: dict[str, object] | None = None) -> Path:
    """A copy of the template with its problems as comments."""
    copy = file.with_name("copy.docx")
    copy.write_bytes(kamdocs.annotate_template(file, kamdocs.check_template(file, data=data)))
    return copy


def comments(file: Path) -> list[tuple[str, str]]:
    """Each comment: the words that it is about, and its text."""
    with ZipFile(file) as archive:
        body = parse_part(archive.read("word/document.xml"))
        notes = parse_part(archive.read("word/comments.xml"))
    found = list[tuple[str, str]]()
    for note in notes:
        id, inside, words = note.get(f"{W}id"), False, ""
        for node in body.iter():
            if node.tag == f"{W}commentRangeStart" and node.get(f"{W}id") == id:
                inside = True
            if node.tag == f"{W}commentRangeEnd" and node.get(f"{W}id") == id:
                inside = False
            words += (node.text or "") if inside and node.tag == f"{W}t" else ""
        found.append((words, "\n".join("".join(map(str, line.itertext())) for line in note)))
    return found


def test_a_comment_stands_at_the_words_that_it_is_about(tmp_path: Path) -> None:
    """With what is wrong, and help; the text stays as it was."""
    file = word_file(tmp_path / "t.docx", "Dear {{ nam }} and {{ titel }}!", [["{{ nam }}"]])
    copy = annotated(file, {"name": "x", "title": "y"})
    assert comments(copy) == [
        ("nam", "`nam` is not defined\ndid you mean `name`?"),
        ("titel", "`titel` is not defined\ndid you mean `title`?"),
        ("nam", "`nam` is not defined\ndid you mean `name`?"),
    ]
    assert [p.text for p in docx.Document(str(copy)).paragraphs] == ["Dear {{ nam }} and {{ titel }}!"]


def test_problems_where_no_comment_can_stand_are_told_at_the_first_paragraph(tmp_path: Path) -> None:
    """With their places."""
    file = word_file(tmp_path / "t.docx", "Dear {{ name }}", header="{{ nam }}")
    assert comments(annotated(file, {"name": "x"})) == [
        ("Dear {{ name }}", "page header, paragraph 1: `nam` is not defined\n{{ nam }}\ndid you mean `name`?")
    ]


def test_a_template_that_does_not_compile_is_annotated(tmp_path: Path) -> None:
    """At the tag that is wrong."""
    ((words, said),) = comments(annotated(word_file(tmp_path / "t.docx", "x {% if a %} y")))
    assert words == "{% if a %}"
    assert said.startswith("`if` is not closed")


def test_comments_that_were_there_stay(tmp_path: Path) -> None:
    """With their numbers."""
    document = docx.Document()
    paragraph = document.add_paragraph("Dear {{ nam }}")
    if not hasattr(document, "add_comment"):
        pytest.skip("this python-docx makes no comments")
    document.add_comment(paragraph.runs, text="Mine", author="Mai")
    document.save(str(tmp_path / "t.docx"))
    texts = [text for _, text in comments(annotated(tmp_path / "t.docx", {"name": "x"}))]
    assert texts == ["Mine", "`nam` is not defined\ndid you mean `name`?"]


def test_the_tags_in_our_comments_are_none(tmp_path: Path) -> None:
    """The copy is as good a template as the one it was made of, and can be mended on the spot."""
    copy = annotated(word_file(tmp_path / "t.docx", "Dear {{ nam }} {name}"), {"name": "x"})
    assert len(comments(copy)) == 2
    assert [field.path for field in kamdocs.WordTemplate(copy).fields()] == ["nam"]


def test_equal_problems_give_equal_bytes(tmp_path: Path) -> None:
    """Comments have a date that does not change."""
    file = word_file(tmp_path / "t.docx", "Dear {{ nam }}")
    assert annotated(file, {"name": "x"}).read_bytes() == annotated(file, {"name": "x"}).read_bytes()


def test_nothing_wrong_changes_nothing(tmp_path: Path) -> None:
    """No part for comments is made."""
    with ZipFile(annotated(word_file(tmp_path / "t.docx", "Dear {{ name }}"))) as archive:
        assert "word/comments.xml" not in archive.namelist()


def test_a_copy_with_comments_is_valid(tmp_path: Path) -> None:
    """By the Open XML SDK: in text, in a table, over several runs, in a header."""
    document = docx.Document()
    paragraph = document.add_paragraph("Dear {{ n")
    paragraph.add_run("am }} and").bold = True
    paragraph.add_run(" {b} more")
    document.add_table(1, 1).cell(0, 0).text = "{{ nam }}"
    document.sections[0].header.paragraphs[0].text = "{{ nam }}"
    document.save(str(tmp_path / "t.docx"))
    copy = annotated(tmp_path / "t.docx", {"name": "x"})
    assert len(comments(copy)) == 4
    done = subprocess.run([gate("ooxml-validator"), str(copy)], capture_output=True, encoding="utf-8", check=False)
    assert json.loads(done.stdout)["errors"] == []


def test_several_problems_where_no_comment_can_stand_are_all_told(tmp_path: Path) -> None:
    """In one comment."""
    file = word_file(tmp_path / "t.docx", "Dear {{ name }}", header="{{ nam }} {{ titel }}")
    ((_, said),) = comments(annotated(file, {"name": "x", "title": "y"}))
    assert "`nam` is not defined" in said
    assert "`titel` is not defined" in said
