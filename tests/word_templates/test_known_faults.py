"""Faults of other engines that show elsewhere than in the text: text beside tags, links, numbers of lists, refusals."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from word_templates.filling import fill, refused
from word_templates.word_builder import P, bookmark, document, item, table
from word_templates.word_pieces import link
from word_templates.word_texts import lines_of

from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part, read_package, write_package


@pytest.mark.parametrize("letter", ["p ", ""])
@pytest.mark.parametrize(("paid", "said"), [(True, ["Total:", "12", "EUR"]), (False, ["Total:", "EUR"])])
def test_text_beside_a_paragraphs_tag_keeps_a_paragraph(
    letter: str, paid: bool, said: list[str], tmp_path: Path
) -> None:
    """docxtpl loses the paragraph with all that stands in it."""
    template = document(f"Total: {{%{letter}if paid %}}", "{{ n }}", f"{{%{letter}endif %}} EUR")
    lines = [line.strip() for line in lines_of(fill(template, {"paid": paid, "n": 12}, tmp_path))]
    if letter or paid:
        assert lines == said
    else:
        assert " ".join(lines).split() == said


def test_text_in_the_row_of_a_tag_is_not_lost(tmp_path: Path) -> None:
    """docxtpl loses the row with all that stands in it."""
    template = document(table(["head {%tr for n in l %}", "x"], ["{{ n }}", "y"], ["{%tr endfor %} foot", "z"]))
    said = " ".join(lines_of(fill(template, {"l": [1, 2]}, tmp_path)))
    for kept in ("head", "foot", "1", "2"):
        assert kept in said


def test_a_link_in_a_header_has_its_relationship_in_the_header(tmp_path: Path) -> None:
    """docxtpl writes it into the document's, where the header does not find it."""
    template = document("body", headers={"default": ["{{ text|markdown }}"]})
    parts = read_package(fill(template, {"text": "See [us](https://lotus.example/offer)."}, tmp_path))
    header = parse_part(parts["word/header1.xml"])
    used = {found.get(qualified("r:id")) for found in header.iter(qualified("w:hyperlink"))}
    relations = parse_part(parts["word/_rels/header1.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    assert [targets[name] for name in used] == ["https://lotus.example/offer"]


def test_a_numbered_list_begins_anew_in_each_turn_of_a_loop(tmp_path: Path) -> None:
    """docxtpl goes on counting from one list to the next."""
    template = document(
        *(
            "{% for g in groups %}",
            "{{ g.name }}",
            "{% for n in g.of %}",
            item("{{ n }}"),
            "{% endfor %}",
            "{% endfor %}",
        )
    )
    data = {"groups": [{"name": "A", "of": ["a", "b"]}, {"name": "B", "of": ["c", "d"]}]}
    parts = read_package(fill(template, data, tmp_path))
    document_root, numbering = (parse_part(parts[f"word/{name}.xml"]) for name in ("document", "numbering"))
    used = [found.get(qualified("w:val")) for found in document_root.iter(qualified("w:numId"))]
    first, second = used[0], used[2]
    assert used == [first, first, second, second]
    assert first != second
    made = {number.get(qualified("w:numId")): number for number in numbering.iter(qualified("w:num"))}
    starts = [start.get(qualified("w:val")) for start in made[second].iter(qualified("w:startOverride"))]
    assert starts[:1] == ["1"]


@pytest.mark.parametrize("last", ["done", "{{ 'done'|markdown }}"])
def test_a_list_that_begins_anew_begins_as_it_does_in_the_template(last: str, tmp_path: Path) -> None:
    """At five, with what is rich in the document as without it."""
    template = document(
        "{% for g in groups %}", "{% for n in g %}", item("{{ n }}"), "{% endfor %}", "{% endfor %}", last
    )
    parts = read_package(template)
    numbering = parts["word/numbering.xml"].replace(b'<w:start w:val="1"/>', b'<w:start w:val="5"/>')
    assert numbering != parts["word/numbering.xml"]
    data = {"groups": [["a"], ["b"]]}
    filled = read_package(fill(write_package({**parts, "word/numbering.xml": numbering}), data, tmp_path))
    last_made = list(parse_part(filled["word/numbering.xml"]).iter(qualified("w:num")))[-1]
    assert next(last_made.iter(qualified("w:startOverride"))).get(qualified("w:val")) == "5"


@pytest.mark.parametrize(
    ("template", "data"),
    [
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", {}),
        ("Dear {{ name }},", {"name": None}),
        ("Dear {{ name }},", {"name": ""}),
        ("Dear {{ nmae }},", {"name": "Kim"}),
        ("Dear {{ client.nmae }},", {"client": {"name": "Kim"}}),
        ("{{ amount + }}", {"amount": 1}),
        ("{{ 1 / n }}", {"n": 0}),
        ("{{ n|curency }}", {"n": 1}),
        ("{{ n", {"n": 1}),
        ("{% if n %}", {"n": 1}),
        ("{% endif %}", {}),
        ("{% for %}{% endfor %}", {}),
        ("{{ n }}", {"n": True}),
        ("{{ n }}", {"n": {"a": 1}}),
        ("{{ n }}", {"n": [1, 2]}),
        ("{{ n.items }}", {"n": {"a": 1}}),
    ],
)
def test_what_others_pass_over_is_refused_with_its_place(
    template: str, data: dict[str, object], tmp_path: Path
) -> None:
    """docxtpl prints nothing, `None`, or an error without a place."""
    for problem in refused(document("one", template, "three"), data, tmp_path):
        assert "paragraph 2" in problem.place


def test_all_that_is_missing_is_told_at_once(tmp_path: Path) -> None:
    """Not one after the other, each after another attempt."""
    template = document("{{ a.x }}", table(["{{ b }}"]), "{% if c %}c{% endif %}", headers={"default": ["{{ d }}"]})
    places = {problem.place for problem in refused(template, {"a": {"y": 1}, "b": None}, tmp_path)}
    assert len(places) == 4


def test_all_faults_of_the_template_are_told_at_once(tmp_path: Path) -> None:
    """A tag that is wrong in itself does not hide another."""
    template = document("{{ a + }}", table(["{{ b|nosuch }}"]), "{% iff c %}", headers={"default": ["{% if d %}"]})
    places = {problem.place for problem in refused(template, {"a": 1, "b": 2, "c": 3, "d": 4}, tmp_path)}
    assert len(places) == 4


@pytest.mark.parametrize("number", ["²", "-", "x", "9" * 5000])
def test_ids_that_are_no_numbers_do_no_harm(number: str, tmp_path: Path) -> None:
    """A figure set high counts as a digit in Python, and is none in Word."""
    parts = read_package(document("Dear {{ name }}", P(bookmark("here", name="here")), "{{ 'rich'|markdown }}"))
    text = parts["word/document.xml"].decode()
    spoilt = re.sub(r'(<w:bookmark(?:Start|End) [^>]*?w:id=)"\d+"', rf'\1"{number}"', text)
    assert spoilt != text
    filled = fill(write_package({**parts, "word/document.xml": spoilt.encode()}), {"name": "Kim"}, tmp_path)
    assert lines_of(filled)[:2] == ["Dear Kim", "here"]


@pytest.mark.parametrize("last", ["done", "{{ 'done'|markdown }}"])
def test_blanks_in_the_address_of_a_link_are_written_as_addresses_do(last: str, tmp_path: Path) -> None:
    """With what is rich in the document as without it; an address with blanks is no address."""
    template = document(P(link("write", to="mailto:{{ to }}?subject={{ about }}")), last)
    parts = read_package(fill(template, {"to": "kim@lotus.example", "about": "Offer  12"}, tmp_path))
    targets = {each.get("Target") for each in parse_part(parts["word/_rels/document.xml.rels"])}
    assert "mailto:kim@lotus.example?subject=Offer%2012" in targets
