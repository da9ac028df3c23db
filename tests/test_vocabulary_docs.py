"""docs/vocabulary.md shows the whole vocabulary, in examples that pass the checks and in pictures of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
import vocabulary_pictures as tool
from lxml import etree
from specimen import faults_of, names_in, whole_vocabulary
from support import REPOSITORY

from kamdocs.render.markdown import template_html
from kamdocs.rules.chart_faults import MOST_CATEGORIES
from kamdocs.rules.charts import DIAGRAMS
from kamdocs.rules.colours import MOST_SERIES
from kamdocs.rules.vocabulary import CONTENTS, ELEMENTS, EVERYWHERE, HEADINGS, NOT_WITHIN

TEXT = tool.PAGE.read_text(encoding="utf-8")
EXAMPLES = {example.name: example for example in tool.examples(TEXT)}

RENEW = "run `python tools/vocabulary_pictures.py`, and look at what it draws"


def shown_in(text: str) -> set[str]:
    """The elements, classes and attributes in the examples of a page."""
    return set(chain.from_iterable(names_in(tool.body_of(example)) for example in tool.examples(text)))


def table_of(*head: str) -> list[list[str]]:
    """The cells of each row of the table with that head."""
    line = re.escape(f"| {' | '.join(head)} |")
    found = re.search(rf"^{line}\n\|[ |-]+\|\n((?:\|.*\|\n)+)", TEXT, re.MULTILINE)
    assert found, head
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in found[1].splitlines()]


def named_in(cell: str) -> list[str]:
    """The names in a cell, which stand in backticks."""
    return re.findall(r"`([^`]+)`", cell)


def test_every_block_of_html_is_an_example_with_a_picture() -> None:
    """Each of its own name, and no picture lies about that the page does not show."""
    assert TEXT.count("```html") == len(tool.examples(TEXT)) == len(EXAMPLES) > 30
    assert {path.stem for path in tool.PICTURES.glob("*.png")} == EXAMPLES.keys()


def test_the_whole_vocabulary_is_in_examples() -> None:
    """What is added to the vocabulary is added to the page, with an example that uses it."""
    assert sorted(set(whole_vocabulary()) - shown_in(TEXT)) == []


@pytest.mark.parametrize("name", ["data value", "p.seal", "nav.detailed", "hr", "td rowspan", "id"])
def test_what_no_example_uses_is_noticed(name: str) -> None:
    """The check above sees an attribute, a class, an element and an attribute of all that is gone."""
    words = re.split(r"[ .]", name)
    gone = {"hr": r"<hr[^>]*/>", "id": r' id="[^"]*"'}.get(name, rf'(?<=<{words[0]} )\w+="[^"]*{words[-1]}[^>]*"')
    pattern = {"data value": r' value="[^"]*"', "td rowspan": r' rowspan="[^"]*"'}.get(name, gone)
    assert name in shown_in(TEXT)
    assert name not in shown_in(re.sub(pattern, "", TEXT))


def test_the_list_is_the_one_in_code() -> None:
    """Every element with its attributes and classes, and no other."""
    rows = table_of("element", "attributes", "classes")
    listed = {named_in(row[0])[0]: tuple(frozenset(named_in(cell)) for cell in row[1:]) for row in rows}
    assert len(listed) == len(rows)
    assert listed == dict(ELEMENTS)


def test_every_attribute_and_every_class_is_explained() -> None:
    """In the table of attributes, in that of charts, or in the text with its element, as in `p.lead`."""
    attributes = set(chain.from_iterable(names for names, _ in ELEMENTS.values()))
    told = set(chain.from_iterable(named_in(row[0]) for row in table_of("attribute", "of", "holds")))
    assert told == attributes
    classes = [f"{tag}.{name}" for tag, (_, names) in ELEMENTS.items() for name in names]
    known = {*classes, "td.number", "th.number"}
    assert sorted(name for name in {*classes, *EVERYWHERE} if f"`{name}`" not in TEXT) == []
    written = re.findall(r"`([a-z]\w*\.[a-z-]+)`", re.sub(r"^```.*?^```$", "", TEXT, flags=re.DOTALL | re.MULTILINE))
    assert sorted({name for name in written if name.partition(".")[0] in ELEMENTS} - known) == []


def test_the_table_of_what_stands_in_what_is_the_one_in_code() -> None:
    """`blocks` and `lines` stand for what the text above the table says."""
    words = {
        "lines": {"a", "strong", "em", "span", "sup", "br", "img"},
        "blocks": {*HEADINGS, "p", "div", "ul", "ol", "dl", "table", "blockquote", "figure"},
    }
    told: dict[str, frozenset[str]] = {}
    for holders, held in table_of("in", "stand"):
        plain, _, without = held.partition(" without ")
        names = set(named_in(plain)).union(*(words[word] for word in words if word in plain)) - set(named_in(without))
        told |= dict.fromkeys(named_in(holders), frozenset(names))
    assert told == dict(CONTENTS)


def test_what_does_not_stand_within_others_is_told() -> None:
    """Each of them has an entry of its own, or is a chart or diagram."""
    own = {name for name in NOT_WITHIN if not name.startswith("figure.")}
    titles = " ".join(re.findall(r"^#+ (.*)$", TEXT, flags=re.MULTILINE))
    assert own == {"span.footnote", "div.columns", "section.landscape", "hr", "a.number", "a.title"}
    assert sorted(name for name in own if f"`{name}" not in titles) == []


def test_the_bounds_of_charts_are_those_in_code() -> None:
    """How many series and categories each kind shows."""
    rows = {row[0].strip("`"): row[1:3] for row in table_of("class", "series", "categories", "an empty cell")}
    assert {kind: int(row[1].split()[-1]) for kind, row in rows.items()} == {
        f"figure.{kind}": most for kind, most in MOST_CATEGORIES.items()
    }
    assert max(int(row[0].split()[-1]) for row in rows.values()) == MOST_SERIES
    assert [kind for kind in DIAGRAMS if f"`figure.{kind}`" not in TEXT] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_passes_the_checks(name: str) -> None:
    """As the output of a template, as a whole document, and with its references filled in."""
    assert faults_of(tool.body_of(EXAMPLES[name])) == []
    assert tool.page_of(EXAMPLES[name]).html


def test_a_faulty_example_is_caught() -> None:
    """An element, a link and a reference that are wrong."""
    for html in ("<p><b>x</b></p>", '<p><a href="#gone">x</a></p>'):
        assert faults_of(tool.body_of(replace(EXAMPLES["note"], html=html)))
    with pytest.raises(ValueError, match="has no number"):
        tool.page_of(replace(EXAMPLES["note"], html='<p id="x">See <a class="number" href="#x"></a></p>'))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_picture_shows_its_example(name: str) -> None:
    """A picture carries the digest of the example it was drawn from."""
    assert tool.digest_of(EXAMPLES[name].file) == EXAMPLES[name].digest, RENEW
    assert EXAMPLES[name].file.stat().st_size < tool.MOST_BYTES


def test_a_picture_of_another_example_is_caught(tmp_path: Path) -> None:
    """Of a changed one, of one in another language or shown otherwise, and one that is not there."""
    example = EXAMPLES["note"]
    changed = (
        replace(example, html=f"{example.html} "),
        replace(example, language="ko"),
        replace(example, shown="page"),
    )
    assert len({tool.digest_of(example.file), *(other.digest for other in changed)}) == 1 + len(changed)
    assert tool.digest_of(tmp_path / "gone.png") == ""


def test_the_pictures_are_small() -> None:
    """All together, as everybody who clones the repository gets them."""
    assert sum(path.stat().st_size for path in tool.PICTURES.glob("*.png")) < tool.MOST_BYTES_TOGETHER


def test_the_markdown_is_the_same_as_its_html() -> None:
    """The example of a Markdown template gives the example below it."""
    found = re.search(r"^```markdown\n(.*?)^```", TEXT, flags=re.DOTALL | re.MULTILINE)
    assert found
    made, wanted = (
        etree.fromstring(f"<body>{html}</body>") for html in (template_html(found[1]), EXAMPLES["markdown"].html)
    )
    assert _squeezed(made) == _squeezed(wanted)


def _squeezed(body: etree._Element) -> str:
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", " ".join(etree.tostring(body, encoding="unicode").split()))


def test_the_faults_it_shows_are_told_so() -> None:
    """To the letter, as tests/bad has them."""
    told = (REPOSITORY / "tests" / "bad" / "template-elements.txt").read_text(encoding="utf-8")
    blocks = re.findall(r"^```([^\n]*)\n(.*?)^```$", TEXT, flags=re.DOTALL | re.MULTILINE)
    shown = [block for words, block in blocks if not words]
    assert shown
    assert [fault for block in shown for fault in block.split("\n\n") if fault.strip() not in told] == []


def test_every_link_in_the_page_leads_to_a_heading() -> None:
    """As GitHub names them, each heading once."""
    titles = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", TEXT, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    anchors = Counter(re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles)
    links = re.findall(r"\]\(#([\w-]+)\)", TEXT)
    assert links
    assert [anchor for anchor, count in anchors.items() if count > 1] == []
    assert sorted(set(links) - anchors.keys()) == []
