"""A document made in Word carries a theme's styles: its looks come along, what documents rest on stays ours."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor
from lxml import etree
from support import gate

from kamdocs.load.theme_docx import read_carrier
from kamdocs.model.page import Page
from kamdocs.model.theme import Carrier, Theme
from kamdocs.word.names import NAMESPACES, qualified
from kamdocs.word.package import PackageError, parse_part, read_package, write_package
from kamdocs.word.reader import outline
from kamdocs.write.word import write_docx

MakePage = Callable[..., Page]
BODY = (
    "<h2>Price</h2><p>All in.</p><ul><li>a</li></ul><table><thead><tr><th>Item</th></tr></thead><tbody><tr><td>a</td>"
    "</tr></tbody></table><p>김 <strong>x</strong></p>"
)


def made_in_word(change: Callable[[docx.document.Document], None]) -> bytes:
    """A DOCX with styles changed as in Word."""
    document = docx.Document()
    change(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def restyled(document: docx.document.Document) -> None:
    """Green section headings in Georgia, larger text, and a house style below the body text."""
    heading, normal = document.styles["Heading 1"], document.styles["Normal"]
    heading.font.name, heading.font.color.rgb, heading.font.size = "Georgia", RGBColor(0, 0x66, 0x33), Pt(21)
    normal.font.size = Pt(13)
    base = document.styles.add_style("House Base", WD_STYLE_TYPE.PARAGRAPH)
    base.font.italic, base.base_style = True, normal
    document.styles["Body Text"].base_style = base


def styled(page: Page, theme: Theme, carrier: Carrier | None, folder: Path) -> etree._Element:
    """The styles of the DOCX of `page`."""
    write_docx(page, theme, folder / "a.docx", assets=folder, carrier=carrier)
    return parse_part(read_package(folder / "a.docx")["word/styles.xml"])


def style(styles: etree._Element, id: str) -> etree._Element:
    """The style with this id."""
    (found,) = styles.findall(f"w:style[@w:styleId='{id}']", {"w": NAMESPACES["w"]})
    return found


def value(element: etree._Element, path: str, name: str = "w:val") -> str | None:
    """An attribute of what stands at `path`; None where nothing does."""
    found = element.find(path, {"w": NAMESPACES["w"]})
    return None if found is None else found.get(qualified(name), "")


def test_styles_of_the_carrier_take_the_place_of_ours(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """By name; those it does not have stay, and the text keeps its styles."""
    plain = styled(make_page(BODY), theme, None, tmp_path)
    before = outline(tmp_path / "a.docx")
    styles = styled(make_page(BODY), theme, read_carrier(made_in_word(restyled)), tmp_path)
    heading = style(styles, "Heading1")
    assert value(heading, "w:rPr/w:rFonts", "w:ascii") == "Georgia"
    assert value(heading, "w:rPr/w:color") == "006633"
    assert value(heading, "w:rPr/w:sz") == "42"
    assert value(style(styles, "Normal"), "w:rPr/w:sz") == "26"
    assert etree.tostring(style(styles, "Lead")) == etree.tostring(style(plain, "Lead"))
    assert outline(tmp_path / "a.docx") == before


def test_what_documents_rest_on_stays_ours(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """The outline, the numbering of lists, how Hangul breaks, and the defaults of the tokens."""
    plain = styled(make_page(BODY), theme, None, tmp_path)
    styles = styled(make_page(BODY), theme, read_carrier(made_in_word(restyled)), tmp_path)
    assert value(style(styles, "Heading1"), "w:pPr/w:outlineLvl") == "0"
    assert value(style(styles, "ListBullet"), "w:pPr/w:numPr/w:numId") == "1"
    assert value(style(styles, "Normal"), "w:pPr/w:autoSpaceDE") == "0"
    defaults = qualified("w:docDefaults")
    assert etree.tostring(styles.find(defaults)) == etree.tostring(plain.find(defaults))


def test_a_style_comes_with_what_it_is_based_on(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """Under a name of its own, which no style of ours has; those that nothing needs stay behind."""
    styles = styled(make_page(BODY), theme, read_carrier(made_in_word(restyled)), tmp_path)
    assert value(style(styles, "BodyText"), "w:basedOn") == "OwnHouseBase"
    assert value(style(styles, "OwnHouseBase"), "w:basedOn") == "Normal"
    assert value(style(styles, "OwnHouseBase"), "w:rPr/w:i") == ""
    names = [each.get(qualified("w:val")) for each in styles.iter(qualified("w:name"))]
    assert "Intense Quote" not in names
    assert len(names) == len(set(names))


def test_the_result_holds_to_the_format(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """The Open XML SDK finds nothing in it; what belongs to the carrier alone did not come along."""
    validator = gate("ooxml-validator")
    styled(make_page(BODY), theme, read_carrier(made_in_word(restyled)), tmp_path)
    done = subprocess.run([validator, str(tmp_path / "a.docx")], capture_output=True, encoding="utf-8", check=False)
    assert json.loads(done.stdout)["ok"] is True, done.stdout


def test_a_document_of_ours_is_its_own_carrier(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """A house changes styles in a finished document and saves it as `theme.docx`: all else stays as it was."""
    plain = styled(make_page(BODY), theme, None, tmp_path)
    again = styled(make_page(BODY), theme, read_carrier((tmp_path / "a.docx").read_bytes()), tmp_path)
    for each in plain.iterchildren(qualified("w:style")):
        id = each.get(qualified("w:styleId"), "")
        looks = [[etree.tostring(part, method="c14n") for part in one] for one in (each, style(again, id))]
        assert looks[0] == looks[1], id


def test_equal_carriers_give_equal_bytes(make_page: MakePage, theme: Theme, tmp_path: Path) -> None:
    """Read twice, from the same file."""
    content, files = made_in_word(restyled), []
    for _ in range(2):
        styled(make_page(BODY), theme, read_carrier(content), tmp_path)
        files.append((tmp_path / "a.docx").read_bytes())
    assert files[0] == files[1]


def test_nothing_but_looks_is_read() -> None:
    """Of a style with foreign elements, a numbering, a language, a tracked change and marks of editing."""
    parts = read_package(made_in_word(restyled))
    extra = (
        '<w:style xmlns:w="{w}" xmlns:x="urn:x" w:type="paragraph" w:styleId="Lead"><w:name w:val="Lead"/>'
        '<w:rsid w:val="00AA"/><w:pPr x:own="1"><w:numPr><w:numId w:val="9"/></w:numPr>'
        '<w:jc w:val="right" w:rsidR="1"/><x:own/></w:pPr>'
        '<w:rPr><w:lang w:val="fr-FR"/><w:b/><w:rPrChange w:id="1" w:author="a"/></w:rPr></w:style>'
    ).format(w=NAMESPACES["w"])
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", extra.encode() + b"</w:styles>")
    (lead,) = (style for style in read_carrier(write_package(parts)).styles if style.name == "Lead")
    spaces = f'xmlns:w="{NAMESPACES["w"]}"'
    assert [part.decode() for part in lead.look] == [
        f'<w:pPr {spaces}><w:jc w:val="right"/></w:pPr>',
        f"<w:rPr {spaces}><w:b/></w:rPr>",
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"no zip", "is not a sound zip file"),
        (write_package({"[Content_Types].xml": b"<Types/>"}), "holds no styles"),
        (write_package({"[Content_Types].xml": b"<Types/>", "word/vbaProject.bin": b"1"}), "holds macros"),
        (
            write_package({"[Content_Types].xml": b"<Types/>", "word/styles.xml": b"<!DOCTYPE a><a/>"}),
            "holds a part with a document type declaration",
        ),
        (write_package({"[Content_Types].xml": b"<Types/>", "word/styles.xml": b"<a>"}), "not well-formed XML"),
    ],
)
def test_a_file_that_is_no_word_file_is_told(content: bytes, told: str) -> None:
    """As it is in the templates of others."""
    with pytest.raises(PackageError, match=told):
        read_carrier(content)


def test_styles_based_on_each_other_are_told() -> None:
    """Nobody could say what they look like."""
    styles = (
        f'<w:styles xmlns:w="{NAMESPACES["w"]}">'
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Lead"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="Note"/><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    parts = {"[Content_Types].xml": b"<Types/>", "word/styles.xml": styles.encode()}
    with pytest.raises(PackageError, match="holds a style `Lead` that is based on itself"):
        read_carrier(write_package(parts))


PLANTED = {
    "docProps/core.xml": b"<cp>SECRET</cp>",
    "word/comments.xml": b"<w>SECRET</w>",
    "word/_rels/settings.xml.rels": b'<Relationship TargetMode="External" Target="file:///SECRET.dotx"/>',
    "word/media/image1.png": b"SECRET",
}


def test_nothing_of_the_carrier_but_looks_goes_into_documents(
    make_page: MakePage, theme: Theme, tmp_path: Path
) -> None:
    """No author, comment, tracked change, template or picture of it, and no mark of who edited it when."""
    parts = read_package(made_in_word(restyled)) | PLANTED
    lead = (
        f'<w:style xmlns:w="{NAMESPACES["w"]}" w:type="paragraph" w:styleId="Lead"><w:name w:val="Lead"/>'
        '<!-- SECRET --><w:rsid w:val="00SECRET"/><w:pPr w:rsidR="SECRET"><w:jc w:val="right"/>'
        '<w:rPr><w:ins w:id="1" w:author="SECRET"/></w:rPr><w:pPrChange w:id="2" w:author="SECRET"/></w:pPr>'
        "<w:rPr><w:vanish/><w:specVanish/><w:webHidden/><w:b/></w:rPr></w:style>"
    )
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", lead.encode() + b"</w:styles>")
    parts["word/theme/theme1.xml"] = parts["word/theme/theme1.xml"].replace(
        b"<a:themeElements>", b"<!-- SECRET --><a:themeElements>"
    )
    styles = styled(make_page('<p class="lead">a</p>'), theme, read_carrier(write_package(parts)), tmp_path)
    assert not [name for name, part in read_package(tmp_path / "a.docx").items() if b"SECRET" in part]
    assert value(style(styles, "Lead"), "w:pPr/w:jc") == "right"
    assert [element.tag for element in style(styles, "Lead").find(qualified("w:rPr"))] == [qualified("w:b")]


def test_a_style_with_two_of_one_kind_of_properties_is_told() -> None:
    """Word would not open a document with it."""
    parts = read_package(made_in_word(restyled))
    lead = (
        f'<w:style xmlns:w="{NAMESPACES["w"]}" w:type="paragraph" w:styleId="Lead"><w:name w:val="Lead"/>'
        '<w:pPr><w:jc w:val="right"/></w:pPr><w:pPr><w:jc w:val="left"/></w:pPr></w:style>'
    )
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", lead.encode() + b"</w:styles>")
    with pytest.raises(PackageError, match=r"has two `w:pPr` in the style `Lead`, in `word/styles\.xml`"):
        read_carrier(write_package(parts))
