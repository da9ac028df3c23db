"""A document is read stretch by stretch, and nothing in it is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kamdocs.errors import InputError
from kamdocs.model.kit import Kit
from kamdocs.model.page import Draft
from kamdocs.model.secrets import Secret, Secrets
from kamdocs.verify import Verifier
from kamdocs.verify.stretches import stretches_of
from kamdocs.verify.word_passages import passages_of_tree
from kamdocs.word.names import NAMESPACES
from kamdocs.word.package import parse_part
from kamdocs.word.reader import blocks

DECLARED = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "r", "mc", "wp"))
SECRET = "Prefers the cheaper bidder of the two"

DOCUMENTS = [
    '<w:body><w:p w:rsidR="00AB"><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r></w:p></w:body>',
    "<w:body><w:p><w:r><w:t>One</w:t></w:r></w:p>loose text<w:p/><!-- a remark --><?program says?></w:body>",
    '<!-- before --><w:background w:color="ABC"/>between<w:body>1st<w:p/></w:body><w:p><w:r><w:t>x</w:t></w:r></w:p>',
    "<w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr>"
    "</w:tbl><w:del><w:r><w:delText>Gone</w:delText></w:r></w:del></w:body>",
    '<w:body><w:p><w:hyperlink r:id="rId1" w:tooltip="50%20more"><w:r><w:t>a</w:t></w:r></w:hyperlink></w:p></w:body>',
    f"<w:body><w:p><w:r><w:t>{'A long paragraph. ' * 2000}</w:t></w:r></w:p><w:p/></w:body>",
]


@pytest.mark.parametrize("inside", DOCUMENTS)
def test_nothing_is_lost(inside: str) -> None:
    """The paragraphs in their order; and each other string of the whole document, those around its body too."""
    document = parse_part(f'<w:document {DECLARED} mc:Ignorable="w14">{inside}</w:document>'.encode())
    for _ in range(2):
        found = [*stretches_of(document)]
        assert tuple(text for stretch in found for text in stretch.texts) == blocks(document)
        beside = {passage for stretch in found for passage in stretch.beside.passages}
        wanted = {*passages_of_tree(document)}
        assert beside <= wanted
        assert {passage.text for passage in wanted - beside} <= {*blocks(document)}


@pytest.fixture
def verifier(kit: Kit) -> Callable[[Mapping[str, str]], Verifier]:
    """A verifier that knows internal values, by their path."""
    file = Path("profiles/clients/hanbit/client.yaml")
    return lambda internal: Verifier(kit, Secrets(lambda: tuple(Secret(file, *one) for one in internal.items()), ()))


@pytest.mark.parametrize(
    "body",
    [
        "<p>He prefers the</p><p>cheaper bidder of the two.</p>",
        "<p>Prefers</p><p>the</p><p>cheaper bidder</p><p>of</p><p>the two</p>",
        '<p>See <a href="https://example.org/prefers-the-cheaper-bidder-of-the-two">here</a>.</p>',
        "<table><tr><td>Prefers the</td><td>cheaper bidder of the two</td></tr></table>",
    ],
)
def test_a_leak_over_stretches_is_found_each_time(
    finish: Callable[..., Draft], verifier: Callable[[Mapping[str, str]], Verifier], body: str
) -> None:
    """Also where each of its paragraphs stood in a file before, with others around it."""
    held = verifier({"internal.notes": SECRET})
    paragraphs = ["He prefers the", "cheaper bidder of the two.", "Prefers", "the", "cheaper bidder", "of", "the two"]
    for number, text in enumerate(paragraphs):
        held.verify([finish(f"<p>{text}</p>", name=f"lone{number}")], own_client="own")
    draft = finish(f"<p>Dear Ms Kim</p>{body}<p>Yours sincerely</p>")
    for _ in range(2):
        with pytest.raises(InputError, match="an internal value stands"):
            held.verify([draft], own_client="own")
