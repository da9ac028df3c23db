"""What stands beside tags, tags that touch, and what must be left where a scope takes all there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from word_templates.filling import fill
from word_templates.word_builder import P, bookmark, document, table
from word_templates.word_pieces import note, text_box
from word_templates.word_texts import lines_of, text_of

from kamdocs.errors import InputError
from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part, read_package

NO = {"ok": False}


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (("Total: {% if ok %}", "{{ n }}", "{% endif %} EUR"), "Total: EUR"),
        (("Total: {% if ok %}{{ n }}", "{{ n }} {% endif %}EUR"), "Total: EUR"),
        (("a {% if ok %}b", table(["c"]), "d{% endif %} e"), "a e"),
    ],
)
def test_text_beside_a_tag_is_never_lost(content: tuple[object, ...], kept: str, tmp_path: Path) -> None:
    """What stands before the first tag and after the last stays when the condition does not hold."""
    lines = lines_of(fill(document(*content), {"ok": False, "n": 12}, tmp_path))
    words = " ".join(re.sub(r"[|/]", " ", " ".join(lines)).split())
    assert words == kept


def test_a_loop_beside_text_over_paragraphs_repeats_what_is_between(tmp_path: Path) -> None:
    """The text before it and after it stands once."""
    template = document("A {% for n in l %}x{{ n }}", "y{% endfor %} B")
    assert " ".join(" ".join(lines_of(fill(template, {"l": [1, 2]}, tmp_path))).split()) in (
        "A x1 y x2 y B",
        "A x1 yx2 y B",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (("{% for n in l %}a", "b{% endfor %}{% if ok %}", "c{% endif %}"), "a b a b c"),
        (("a {% for n in l %}", "{% endfor %}{% for n in l %}b ", "{% endfor %}"), "a b b"),
        (("a {% if ok %}", "b {% else %}{% endif %}"), "a b"),
        (("a {% if ok %}{% else %}", "b", "{% endif %} c"), "a c"),
        (("{% if ok %}a", "b{% endif %} {% for n in l %}c", "d{% endfor %}"), "a b c d c d"),
        (("{% for n in l %}{% if ok %}a", "{% endif %}b{% endfor %}"), "a b a b"),
        (("{% for n in l %}", "a {% endfor %}{% if ok %} b", "c", "{% endif %}"), "a a b c"),
    ],
)
def test_pairs_may_touch_in_a_paragraph(content: tuple[object, ...], said: str, tmp_path: Path) -> None:
    """One may end in the paragraph in which another begins, and a branch may be empty."""
    lines = lines_of(fill(document(*content), {"ok": True, "l": [1, 2]}, tmp_path))
    assert re.findall(r"\w", " ".join(lines)) == said.split()


@pytest.mark.parametrize("ok", [True, False])
@pytest.mark.parametrize(
    "template",
    [
        "{% if ok %}a {% else %}{%p if ok %}b{%p endif %}c{% endif %}",
        "{% if ok %}a {% else %}{%p if ok %}b{%p endif %}{% endif %}",
        "{%p if ok %}a{% if ok %}b{% endif %}c{%p endif %}",
        "{% if ok %}a{%p endif %}b",
        "{%r if ok %}a{% if ok %}b{% endif %}{%r endif %}c",
    ],
)
def test_letters_that_others_forbid_give_what_they_say_or_a_fault(template: str, ok: bool, tmp_path: Path) -> None:
    """A document that Word cannot open is never made, nor is a letter lost."""
    plain = re.sub(r"\{%[pr] ", "{% ", template)
    expected = "".join(lines_of(fill(document(plain), {"ok": ok}, tmp_path))).split()
    try:
        lines = lines_of(fill(document(template), {"ok": ok}, tmp_path))
    except InputError:
        return
    assert "".join(lines).split() == expected


@pytest.mark.parametrize("place", ["header (default)", "footnotes", "text box"])
def test_a_place_is_never_without_a_paragraph(place: str, tmp_path: Path) -> None:
    """Word calls a file damaged where a header, a note, a cell or a box is empty."""
    gone = ("{% if ok %}", "a", "{% endif %}")
    content: tuple[object, ...] = ("b", P(note(*gone)), P(text_box(*gone)), table([list(gone)]))
    root_parts = read_package(fill(document(*content, headers={"default": list(gone)}), NO, tmp_path))
    part = {"header (default)": "header1", "footnotes": "footnotes", "text box": "document"}[place]
    root = parse_part(root_parts[f"word/{part}.xml"])
    holders = [root] if part == "header1" else root.iter(*map(qualified, ("w:footnote", "w:txbxContent", "w:tc")))
    assert [list(holder.iter(qualified("w:p"))) != [] for holder in holders].count(False) == 0


@pytest.mark.parametrize("ok", [True, False])
def test_a_section_stays_when_the_paragraph_goes_that_ends_it(ok: bool, tmp_path: Path) -> None:
    """Word keeps the settings of a section in its last paragraph, which may hold nothing but a tag."""
    page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    template = document("a", "{% if ok %}", "b", P("{% endif %}", properties=page), "c")
    filled = fill(template, {"ok": ok}, tmp_path)
    root = parse_part(read_package(filled)["word/document.xml"])
    assert len(list(root.iter(qualified("w:sectPr")))) == 2
    assert text_of(filled).split() == (["a", "b", "c"] if ok else ["a", "c"])


def test_ids_stay_unique_in_a_loop(tmp_path: Path) -> None:
    """Bookmarks, paragraphs and shapes that a loop repeats get numbers and names of their own."""
    content = ("{% for n in l %}", P(bookmark("{{ n }}", name="place"), text_box("{{ n }}")), "{% endfor %}")
    root = parse_part(read_package(fill(document(*content), {"l": [1, 2, 3]}, tmp_path))["word/document.xml"])
    for tag, key in (
        ("w:bookmarkStart", "w:id"),
        ("w:bookmarkStart", "w:name"),
        ("wp:docPr", "id"),
        ("w:p", "w14:paraId"),
    ):
        name = qualified(key) if ":" in key else key
        found = [given for e in root.iter(qualified(tag)) if (given := e.get(name)) is not None]
        assert len(set(found)) == len(found), (tag, key)
