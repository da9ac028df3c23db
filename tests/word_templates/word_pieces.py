"""What stands in paragraphs beside text: links, revisions, notes, fields, controls, boxes, pictures, charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from word_templates.word_builder import Control, Made, Run, blocks, inline
from word_templates.word_package import Package, attribute


def link(*pieces: object, to: str = "", anchor: str = "", tip: str = "") -> Made:
    """A hyperlink to an address, or to a bookmark of this document."""

    def make(package: Package) -> str:
        where = f'r:id="{package.relate("hyperlink", to, external=True)}"' if to else f"w:anchor={quoteattr(anchor)}"
        said = f" w:tooltip={attribute(tip)}" if tip else ""
        return f'<w:hyperlink {where}{said} w:history="1">{inline(pieces, package)}</w:hyperlink>'

    return Made(make)


def _revision(tag: str, pieces: tuple[object, ...], lost: bool) -> Made:
    kept = [
        (Run(p, lost=lost) if isinstance(p, str) else replace(p, lost=lost) if isinstance(p, Run) else p)
        for p in pieces
    ]

    def make(package: Package) -> str:
        who = f'w:id="{package.number()}" w:author="Mai" w:date="2026-03-02T09:00:00Z"'
        return f"<{tag} {who}>{inline(kept, package)}</{tag}>"

    return Made(make)


def inserted(*pieces: object) -> Made:
    """Text that a revision adds."""
    return _revision("w:ins", pieces, False)


def deleted(*pieces: object) -> Made:
    """Text that a revision takes away."""
    return _revision("w:del", pieces, True)


def moved_away(*pieces: object) -> Made:
    """Text that a revision moves to another place."""
    return _revision("w:moveFrom", pieces, False)


def moved_here(*pieces: object) -> Made:
    """Text that a revision brings from another place."""
    return _revision("w:moveTo", pieces, False)


def note(*content: object) -> Made:
    """The mark of a footnote that holds `content`."""
    return _note("footnote", content)


def endnote(*content: object) -> Made:
    """The mark of an endnote that holds `content`."""
    return _note("endnote", content)


def _note(kind: str, content: tuple[object, ...]) -> Made:
    def make(package: Package) -> str:
        number = package.note(kind, lambda part: blocks(content, part))
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    return Made(make)


def commented(*pieces: object, comment: Sequence[object]) -> Made:
    """Pieces with a comment of `comment` on them."""

    def make(package: Package) -> str:
        number = package.note("comment", lambda part: blocks(comment, part))
        around = f'<w:commentRangeStart w:id="{number}"/>{inline(pieces, package)}<w:commentRangeEnd w:id="{number}"/>'
        return f'{around}<w:r><w:commentReference w:id="{number}"/></w:r>'

    return Made(make)


def field(code: str, shown: str = "") -> Made:
    """A field of five runs, as Word's dialogs make it."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def make(package: Package) -> str:
        told = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        return mark("begin") + told + mark("separate") + inline([shown], package) + mark("end")

    return Made(make)


def simple_field(code: str, shown: str = "") -> Made:
    """A field that is one element."""
    return Made(lambda package: f"<w:fldSimple w:instr={attribute(code)}>{inline([shown], package)}</w:fldSimple>")


# Content controls


def _titled(title: str) -> str:
    return f"<w:alias w:val={attribute(title)}/><w:tag w:val={attribute(title)}/>" if title else ""


def control(*content: object, title: str = "", around: str = "blocks", more: str = "") -> Control:
    """A content control around blocks, around pieces (`around="pieces"`) or around a cell (`around="cell"`)."""
    return Control(content, _titled(title) + more, around)


def plain_text(shown: str, *, title: str = "", placeholder: bool = False) -> Control:
    """A control for text alone; it may show the text that asks for one."""
    look = '<w:rStyle w:val="PlaceholderText"/>' if placeholder else ""
    return control(
        Run(shown, look),
        title=title,
        around="pieces",
        more="<w:showingPlcHdr/><w:text/>" if placeholder else "<w:text/>",
    )


def drop_down(shown: str, choices: Iterable[str], *, title: str = "") -> Control:
    """A control to choose from."""
    listed = "".join(f"<w:listItem w:displayText={attribute(c)} w:value={attribute(c)}/>" for c in choices)
    return control(shown, title=title, around="pieces", more=f"<w:dropDownList>{listed}</w:dropDownList>")


def check_box(*, title: str = "", ticked: bool = False) -> Control:
    """A box to tick."""
    font = 'w14:font="MS Gothic"'
    states = f'<w14:checkedState w14:val="2612" {font}/><w14:uncheckedState w14:val="2610" {font}/>'
    more = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/>{states}</w14:checkbox>'
    return control(Run("\u2612" if ticked else "\u2610"), title=title, around="pieces", more=more)


# Drawings


def text_box(*content: object, alt: str = "") -> Made:
    """A text box, as Word stores it for itself and, in VML, for old readers."""

    def make(package: Package) -> str:
        number = package.number()
        said = f" descr={attribute(alt)}" if alt else ""
        shape = (
            '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
            '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="720000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>'
            f'{blocks(content, package)}</w:txbxContent></wps:txbx><wps:bodyPr rot="0"><a:noAutofit/></wps:bodyPr>'
            "</wps:wsp>"
        )
        drawing = _drawing(
            number, f'name="Text Box {number}"{said}', shape, "word/2010/wordprocessingShape", microsoft=True
        )
        old = (
            f'<w:pict><v:shape id="box{number}" style="width:142pt;height:57pt"'
            f"{f' alt={attribute(alt)}' if alt else ''}><v:textbox><w:txbxContent>{blocks(content, package)}"
            "</w:txbxContent></v:textbox></v:shape></w:pict>"
        )
        return (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
        )

    return Made(make)


def _drawing(
    number: int, properties: str, graphic: str, kind: str, *, microsoft: bool = False, width: int = 1800000
) -> str:
    base = "http://schemas.microsoft.com/office/" if microsoft else "http://schemas.openxmlformats.org/drawingml/2006/"
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="720000"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr id="{number}" {properties}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{base}{kind}">{graphic}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def picture(data: bytes, *, alt: str = "", title: str = "", name: str = "") -> Made:
    """A picture (PNG) in the line."""

    def make(package: Package) -> str:
        number = package.number()
        relation = package.relate("image", package.add(f"word/media/image{number}.png", data))
        called = name or f"Picture {number}"
        said = f"name={attribute(called)} descr={attribute(alt)}" + (f" title={attribute(title)}" if title else "")
        graphic = (
            f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" {said}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
            '<a:off x="0" y="0"/><a:ext cx="1800000" cy="720000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            "</pic:spPr></pic:pic>"
        )
        return f"<w:r>{_drawing(number, said, graphic, 'picture')}</w:r>"

    return Made(make)


def chart(
    title: str, categories: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], *, alt: str = ""
) -> Made:
    """A bar chart with the spreadsheet that holds its data."""

    def make(package: Package) -> str:
        number = package.number()
        relation = package.relate("chart", package.chart(title, categories, series))
        graphic = f'<c:chart r:id="{relation}"/>'
        said = f'name="Chart {number}"' + (f" descr={attribute(alt)}" if alt else "")
        return f"<w:r>{_drawing(number, said, graphic, 'chart')}</w:r>"

    return Made(make)


def smart_art(*texts: str, alt: str = "") -> Made:
    """A SmartArt list; its texts stand in a part of their own."""

    def make(package: Package) -> str:
        number = package.number()
        ids = zip(("dm", "lo", "qs", "cs"), package.smart_art(texts), strict=True)
        graphic = f"<dgm:relIds {' '.join(f'r:{name}={quoteattr(relation)}' for name, relation in ids)}/>"
        said = f'name="Diagram {number}"' + (f" descr={attribute(alt)}" if alt else "")
        return f"<w:r>{_drawing(number, said, graphic, 'diagram')}</w:r>"

    return Made(make)
