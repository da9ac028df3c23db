"""Values and texts that would grow, break the XML, or be taken for signs of the engine's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from word_templates.docxtpl_cases.cases_places import png
from word_templates.filling import fill, refused, sound
from word_templates.word_builder import P, Raw, document, table
from word_templates.word_pieces import commented, deleted, inserted, picture, text_box
from word_templates.word_texts import lines_of

from kamdocs.word.package import DOCUMENT, read_package


def test_what_a_filter_block_gives_is_escaped(tmp_path: Path) -> None:
    """It is a value like any other, not XML."""
    template = document("a {% filter upper %}b {{ v }}{% endfilter %} c")
    assert lines_of(fill(template, {"v": 'A & "B" <c>'}, tmp_path)) == ['a B A & "B" <C> c']


@pytest.mark.parametrize(
    "text", ["\ue002999\ue003", "\ue0020\ue003", "\ue0000\ue001", "\ue004\ue005\ue006", "\ue007", "\uf0b7"]
)
def test_signs_of_symbol_fonts_are_kept(text: str, tmp_path: Path) -> None:
    """Characters for private use in a template are text: icon fonts have their signs there."""
    rows = table(["{% for x in xs %}", ""], ["{{ x }}", "b"], ["{% endfor %}", ""])
    filled = fill(document(f"{text} {{{{ v }}}}", rows, "end"), {"v": 1, "xs": [2]}, tmp_path)
    assert lines_of(filled) == [f"{text} 1", "| 2 | b |", "end"]


@pytest.mark.parametrize("sign", ["\ufdd2999\ufdd3", "\ufdd20\ufdd3", "\ufdd4", "\ufdd00\ufdd1"])
def test_a_template_cannot_forge_the_signs_of_the_engine(sign: str, tmp_path: Path) -> None:
    """They are code points that Unicode keeps out of texts, and are left out."""
    filled = fill(document(f"a{sign}b", P(picture(png(4, 4), alt=f"{sign} {{{{ v }}}}"))), {"v": 1}, tmp_path)
    digits = "".join(each for each in sign if each.isdigit())
    assert lines_of(filled) == [f"a{digits}b", ""]


@pytest.mark.parametrize("sign", ["\ufdd2", "\ufdd0", "\ufdef"])
def test_data_cannot_forge_them_either(sign: str, tmp_path: Path) -> None:
    """Such a character is named."""
    (problem,) = refused(document("{{ v }}"), {"v": f"a{sign}"}, tmp_path)
    assert f"U+{ord(sign):04X}" in problem.what


GROWING: dict[str, Any] = {
    "big": "x" * 99_999,
    "fields": "{0}" * 33_000,
    "signs": "%s" * 9_000,
    "bigs": ["y" * 99_999] * 9_000,
    "huge": Decimal("1e999999999"),
    "tiny": Decimal("1e-999999999"),
}


@pytest.mark.parametrize(
    "code",
    [
        "big.join(range(19999))",
        "range(19999)|join(big)",
        "fields.format(big)",
        "signs|format(*bigs)",
        "huge",
        "tiny",
        "'{:,.2f}'.format(huge)",
    ],
)
def test_nothing_is_made_that_is_too_long_to_be_printed(code: str, tmp_path: Path) -> None:
    """Each would take gigabytes before its length could be looked at."""
    import tracemalloc

    tracemalloc.start()
    refused(document(f"{{{{ {code} }}}}"), GROWING, tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 50_000_000


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("nan"), Decimal("-inf")])
@pytest.mark.parametrize("code", ["v", "'{:.2f}'.format(v)", "{'categories': ['a'], 'series': {'b': [v]}}|chart"])
def test_what_is_no_number_is_not_printed_as_one(code: str, value: object, tmp_path: Path) -> None:
    """Nobody wants `nan` in a letter or in the data of a chart."""
    (problem,) = refused(document(f"{{{{ {code} }}}}"), {"v": value}, tmp_path)
    assert problem.what == "what is printed as a number is none"


@pytest.mark.parametrize("code", ["'x'.replace('x', range)", "'x'.replace('x', none)", "'%s'|format(true)"])
def test_nothing_is_printed_as_python_writes_it(code: str, tmp_path: Path) -> None:
    """Neither `None` nor an address in memory."""
    assert refused(document(f"{{{{ {code} }}}}"), {}, tmp_path)


def test_a_text_may_be_replaced_by_nothing(tmp_path: Path) -> None:
    """An empty text is what takes a part away."""
    assert lines_of(fill(document("{{ 'a-b'.replace('-', '') }}"), {}, tmp_path)) == ["ab"]


def test_half_a_character_in_a_tag_is_a_fault_of_its_tag(tmp_path: Path) -> None:
    """Not a crash while the template is compiled."""
    (problem,) = refused(document("one", r"{{ '\ud800' }}"), {}, tmp_path)
    assert problem.place == "paragraph 2"
    assert refused(document(r"{{ day.strftime('\ud800') }}"), {"day": date(2026, 3, 4)}, tmp_path)


@pytest.mark.parametrize("alt", ["5", "none", "''"])
def test_alternative_texts_may_be_numbers_or_missing(alt: str, tmp_path: Path) -> None:
    """The picture is put in all the same."""
    assert fill(document(f"{{{{ p|picture(alt={alt}) }}}}"), {"p": png(4, 4)}, tmp_path)


def test_a_bad_character_in_an_alternative_text_is_named(tmp_path: Path) -> None:
    """As it is in any other text."""
    (problem,) = refused(document("{{ p|picture(alt=v) }}"), {"p": png(4, 4), "v": "\x01"}, tmp_path)
    assert "U+0001" in problem.what


def test_old_shapes_in_a_loop_have_ids_of_their_own(tmp_path: Path) -> None:
    """Those that Word keeps for readers which know no other text boxes."""
    template = document(P("a{% for x in xs %}", text_box("{{ x }}"), "{% endfor %}b"))
    sound(fill(template, {"xs": [1, 2, 3]}, tmp_path), tmp_path)


def test_comments_and_revisions_in_a_loop_stay_sound(tmp_path: Path) -> None:
    """A comment stands where it is first; a revision of each round is one of its own."""
    template = document(
        "{% for x in xs %}",
        P(commented("a {{ x }}", comment=["why"]), inserted("{{ x }}"), deleted("gone")),
        "{% endfor %}",
    )
    filled = fill(template, {"xs": [1, 2, 3]}, tmp_path)
    assert lines_of(filled) == ["a 11", "a 22", "a 33"]
    assert document_xml(filled).count("<w:commentReference ") == 1
    sound(filled, tmp_path)


@pytest.mark.parametrize("start", [0, 1])
def test_a_bookmark_over_the_border_of_a_loop_begins_and_ends_once(start: int, tmp_path: Path) -> None:
    """Whether its beginning or its end is in the loop."""
    ends = Raw('<w:bookmarkStart w:id="7" w:name="mark"/>'), Raw('<w:bookmarkEnd w:id="7"/>')
    order = (P(ends[0], "out"), "{% for x in xs %}", P("{{ x }}", ends[1]), "{% endfor %}")
    other = ("{% for x in xs %}", P(ends[0], "{{ x }}"), "{% endfor %}", P("out", ends[1]))
    filled = fill(document(*(other if start else order)), {"xs": [1, 2]}, tmp_path)
    assert document_xml(filled).count('<w:bookmarkStart w:id="7" w:name="mark"/>') == 1
    assert document_xml(filled).count('<w:bookmarkEnd w:id="7"/>') == 1
    sound(filled, tmp_path)


def document_xml(docx: bytes) -> str:
    """The part of the text."""
    return read_package(docx)[DOCUMENT].decode()


def test_a_pipe_is_no_template(tmp_path: Path) -> None:
    """Nobody waits for what may never come."""
    import os

    from kamdocs.errors import InputError
    from kamdocs.load.word_file import read_word_file

    os.mkfifo(tmp_path / "pipe.docx")
    with pytest.raises(InputError, match="a pipe, a socket or a device"):
        read_word_file(tmp_path / "pipe.docx")


@pytest.mark.parametrize("name", ["a" * 300, "é" * 200, "a/" * 3000 + "b"])
def test_a_file_name_longer_than_any_is_no_file(name: str, tmp_path: Path) -> None:
    """No file system is asked for it."""
    (problem,) = refused(document("{{ v|picture }}"), {"v": name}, tmp_path)
    assert problem.what.startswith("there is no file")


@pytest.mark.parametrize("code", ["(" * 3000 + "1" + ")" * 3000, "not " * 3000 + "v", "-" * 3000 + "1"])
def test_what_is_nested_without_end_is_a_fault_of_its_tag(code: str, tmp_path: Path) -> None:
    """Not a crash of the parser."""
    problems = refused(document("one", f"{{{{ {code} }}}}"), {"v": 1}, tmp_path)
    assert {problem.place for problem in problems} == {"paragraph 2"}
