"""Templates made in Word: what is read, and what is refused with its place and help."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest

from kamdocs.errors import InputError
from kamdocs.load.word_file import read_word_content, read_word_file
from kamdocs.word.archive import Packer

TYPES, RELATIONS, DOCUMENT = "[Content_Types].xml", "_rels/.rels", "word/document.xml"
OWN, SETTINGS, HEADER = "word/_rels/document.xml.rels", "word/settings.xml", "word/header1.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{WORD}.document.main+xml"


def relation(id: str, kind: str, target: str, *, external: bool = True, base: str = OFFICE) -> str:
    """One relationship, as it stands in a file."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{id}" Type="{base}/{kind}" Target="{target}"{mode}/>'


def relations(*listed: str) -> str:
    """A list of relationships."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(listed)
        + "</Relationships>"
    )


def body(*blocks: str) -> str:
    """A document of these blocks."""
    return f"<w:document {NAMES}><w:body>{''.join(blocks)}</w:body></w:document>"


def paragraph(*runs: str) -> str:
    """A paragraph; what is no markup becomes a run."""
    return "<w:p>" + "".join(run if run[:1] == "<" else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def mark(kind: str) -> str:
    """A mark of a field: `begin`, `separate` or `end`."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str, tag: str = "instrText") -> str:
    """A run with a piece of a field code."""
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def a_field(*pieces: str, shown: str = "x") -> str:
    """A whole field, its code in `pieces`."""
    inside = (piece if piece.startswith("<") else code(piece) for piece in pieces)
    return f"{mark('begin')}{''.join(inside)}{mark('separate')}<w:r><w:t>{shown}</w:t></w:r>{mark('end')}"


def types(main: str = MAIN, *more: str) -> str:
    """The list of types of a document with a header and settings."""
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{WORD}.header+xml"/>'
        f'<Override PartName="/word/settings.xml" ContentType="{WORD}.settings+xml"/>{"".join(more)}</Types>'
    )


GOOD: Mapping[str, str] = {
    TYPES: types(),
    RELATIONS: relations(relation("rId1", "officeDocument", DOCUMENT, external=False)),
    OWN: relations(
        relation("rId1", "header", "header1.xml", external=False),
        relation("rId2", "settings", "settings.xml", external=False),
        relation("rId3", "hyperlink", "https://example.com/"),
    ),
    DOCUMENT: body(paragraph("Dear {{ name }}"), paragraph(a_field("PAGE"))),
    HEADER: f"<w:hdr {NAMES}>{paragraph('Lindqvist Ltd')}</w:hdr>",
    SETTINGS: f"<w:settings {NAMES}/>",
}


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def refused(parts: Mapping[str, str | bytes]) -> list[str]:
    """The problems of the good file with `parts` changed or added: `rule: headline`."""
    with pytest.raises(InputError) as caught:
        read_word_content(zipped({**GOOD, **parts}), Path("offer.docx"))
    assert all(problem.help for problem in caught.value.problems)
    return [f"{problem.rule}: {problem}" for problem in caught.value.problems]


def refused_content(content: bytes, name: str = "offer.docx") -> list[str]:
    """The problems of a file of this content."""
    with pytest.raises(InputError) as caught:
        read_word_content(content, Path(name))
    return [f"{problem.rule}: {problem}" for problem in caught.value.problems]


def linked(*listed: str) -> dict[str, str]:
    """The good file's document with more relationships."""
    return {OWN: GOOD[OWN].replace("</Relationships>", "".join(listed) + "</Relationships>")}


def test_the_good_file_is_read() -> None:
    """All else in this module is this file with one fault."""
    word_file = read_word_content(zipped(GOOD), Path("offer.docx"))
    assert list(word_file.members) == [TYPES, RELATIONS, OWN, DOCUMENT, HEADER, SETTINGS]
    assert word_file.file == Path("offer.docx")


def test_a_file_of_python_docx_is_read(tmp_path: Path) -> None:
    """From its path."""
    docx.Document().save(str(tmp_path / "a.docx"))
    assert DOCUMENT in read_word_file(tmp_path / "a.docx").members


@pytest.mark.parametrize(
    "parts",
    [
        {OWN: relations(relation("rId1", "header", "/word/header1.xml", external=False))},
        {"word/comments.xml": f"<w:comments {NAMES}/>", "customXml/item1.xml": "<any/>"},
        {"word/media/image1.png": b"\x89PNG", "word/printerSettings1.bin": b"\0"},
        {"word/media/image2.svg": b"<!DOCTYPE svg><svg/>"},
        {DOCUMENT: b"\xff\xfe" + ('<?xml version="1.0" encoding="UTF-16"?>' + GOOD[DOCUMENT]).encode("utf-16-le")},
        {SETTINGS: f"<w:settings {NAMES}><w:mailMerge><w:mainDocumentType/></w:mailMerge></w:settings>"},
        {DOCUMENT: body(paragraph(a_field('HYPERLINK "https://example.com/{{ id }}" \\o "see"')))},
        {
            DOCUMENT: body(
                paragraph(a_field('HYPERLINK \\l "chapter"'), a_field("MERGEFIELD DATA"), a_field(" TOC \\o "))
            )
        },
        {
            DOCUMENT: body(
                paragraph(a_field("IF ", a_field("PAGE"), '= 1 "DDE" ""'), a_field("=", a_field("PAGE"), "+1"))
            )
        },
        {DOCUMENT: body(paragraph(a_field("PAGE", shown="DDEAUTO calc"), "DDE is a protocol; INCLUDETEXT a field"))},
        {DOCUMENT: body(paragraph(a_field("ADDIN ZOTERO_ITEM"), a_field("datE"), a_field("LINKS"), a_field("RDX")))},
    ],
)
def test_harmless_files_are_read(parts: Mapping[str, str | bytes]) -> None:
    """Comments, pictures, fields that only print, as programs write them."""
    read_word_content(zipped({**GOOD, **parts}), Path("offer.docx"))


@pytest.mark.parametrize(
    "target",
    [
        "http://example.com",
        "HTTPS://example.com/a?b=c:d",
        "mailto:kim@example.com",
        "tel:+84123",
        "terms/a.pdf",
        "../a.docx",
        "www.example.com",
        "#top",
        "",
        "{{ url }}",
        "%7B%7B%20url%20%7D%7D",
        "%7b%7b url['a:b'] %7d%7d",
        "https://{{ host }}/a",
        "http:///{{ url }}",
        "mailto:{{ mail }}",
    ],
)
def test_links_to_the_web_and_beside_the_file_are_read(target: str) -> None:
    """With tags, as Word writes them or not."""
    read_word_content(zipped({**GOOD, **linked(relation("rId9", "hyperlink", target))}), Path("offer.docx"))


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("javascript:alert(1)", "begins with `javascript:`"),
        (" jAva&#9;script:alert(1)", "begins with `javascript:`"),
        ("java{{ x }}script:alert(1)", "begins with `javascript:`"),
        ("%6Aavascript%3Aalert(1)", "begins with `javascript:`"),
        ("ms-msdt:/id", "begins with `ms-msdt:`"),
        ("data:text/html,x", "begins with `data:`"),
        ("vbscript:x", "begins with `vbscript:`"),
        ("file:///C:/a.exe", "leads to a file on one machine"),
        ("C:\\a.exe", "leads to a file on one machine"),
        ("\\\\server\\a.exe", "leads to a server in the local network"),
        ("//server/a.exe", "leads to a server in the local network"),
        ("{{ x }}file://server/a", "leads to a file on one machine"),
    ],
)
def test_links_to_programs_and_files_are_refused(target: str, why: str) -> None:
    """As a relationship, and in a field, with the paragraph in which the link stands."""
    link = '<w:hyperlink r:id="rId9"><w:r><w:t>here</w:t></w:r></w:hyperlink>'
    (told,) = refused(
        {**linked(relation("rId9", "hyperlink", target)), DOCUMENT: body(paragraph("a"), paragraph(link))}
    )
    assert told.startswith("unsafe-link: offer.docx: paragraph 2: holds a link to ")
    assert told.endswith(why)
    escaped = target.replace("\\", "\\\\")
    (told,) = refused({DOCUMENT: body(paragraph(a_field(f'hyperlink "{escaped}"')))})
    assert told.endswith(why)


def test_a_link_that_is_no_link_is_refused() -> None:
    """LibreOffice loads a picture by whatever relationship its id names."""
    parts = {**linked(relation("rId9", "hyperlink", "https://example.com/a.png"))}
    click = {DOCUMENT: body(paragraph("<a:hlinkClick r:id='rId9'/>"))}
    read_word_content(zipped({**GOOD, **parts, **click}), Path("offer.docx"))
    (told,) = refused({**parts, DOCUMENT: body(paragraph("<a:blip r:link='rId9'/>"))})
    assert told.startswith("external-file: offer.docx: paragraph 1: takes in what lies outside it")


@pytest.mark.parametrize("name", ["word/notes.bin", "word/notes.txt", "word/notes"])
def test_xml_of_any_name_is_looked_at(name: str) -> None:
    """A program that follows relationships opens it as well."""
    (told,) = refused({name: f"<w:footnotes {NAMES}>{paragraph(a_field('DDE x'))}</w:footnotes>"})
    assert told.startswith(f"field-that-acts: offer.docx: `{name}`, paragraph 1: ")


def test_too_much_xml_is_refused() -> None:
    """Before it is read, as it takes many times its size then."""
    assert refused({"word/a.xml": b"<a>" + b"<b/>" * 9_000_000 + b"</a>"}) == [
        "too-large: offer.docx: is larger than a template may be"
    ]


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("attachedTemplate", "external-template"),
        ("image", "linked-picture"),
        ("oleObject", "linked-object"),
        ("package", "linked-object"),
        ("frame", "linked-frame"),
        ("subDocument", "linked-document"),
        ("aFChunk", "foreign-part"),
        ("mailMergeSource", "mail-merge"),
        ("externalLinkPath", "linked-object"),
        ("transform", "external-file"),
    ],
)
@pytest.mark.parametrize("target", ["https://example.com/x", "file:///\\\\server\\x", "\\\\server\\x"])
def test_what_lies_outside_is_refused(kind: str, rule: str, target: str) -> None:
    """Whether or not the relationship admits that it leads outside, for the web and UNC paths."""
    table = "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><a:blip r:link='rId9'/></w:p></w:tc></w:tr></w:tbl>"
    (told,) = refused({**linked(relation("rId9", kind, target)), DOCUMENT: body(paragraph("a"), table)})
    assert told.startswith(f"{rule}: offer.docx: table 1, row 1, column 2: ")
    assert target in told
    if "//" in target:
        assert refused(linked(relation("rId9", kind, target, external=False)))


@pytest.mark.parametrize("target", ["file:///C:\\Users\\lan\\Letter.dotx", "C:/Templates/Letter.dotx"])
def test_the_authors_own_template_goes(target: str) -> None:
    """Word notes the template of a firm in every document made from it; nobody else has it, and nothing asks for it."""
    settings = f"<w:settings {NAMES}><w:attachedTemplate r:id='rId1'/><w:zoom w:percent='100'/></w:settings>"
    attached = relation("rId1", "attachedTemplate", target)
    parts = {"word/settings.xml": settings, "word/_rels/settings.xml.rels": relations(attached)}
    members = read_word_content(zipped({**GOOD, **parts}), Path("offer.docx")).members
    assert b"attachedTemplate" not in b"".join(member.data for member in members.values())
    assert b"zoom" in members["word/settings.xml"].data


def test_a_text_to_be_clicked_at_is_read() -> None:
    """Word has no macro of the names that such prompts call."""
    prompt = paragraph(a_field("MACROBUTTON NoMacro [click here]"))
    read_word_content(zipped({**GOOD, DOCUMENT: body(prompt)}), Path("offer.docx"))


@pytest.mark.parametrize(
    ("kind", "target", "rule", "base"),
    [
        ("oleObject", "embeddings/oleObject1.bin", "embedded-object", OFFICE),
        ("package", "embeddings/Workbook1.xlsx", "embedded-object", OFFICE),
        ("control", "controls/control1.xml", "activex", OFFICE),
        ("aFChunk", "afchunk.htm", "foreign-part", OFFICE),
        ("vbaProject", "vbaProject.bin", "macros", MICROSOFT),
        ("extensibility", "customUI/customUI.xml", "customised-ribbon", MICROSOFT),
        ("webextensiontaskpanes", "webextensions/taskpanes.xml", "add-in", MICROSOFT),
        ("image", "media/{{ x }}.png", "tag-in-reference", OFFICE),
    ],
)
def test_what_acts_inside_is_refused(kind: str, target: str, rule: str, base: str) -> None:
    """Objects, controls, pages of other formats, macros and add-ins."""
    (told,) = refused(linked(relation("rId9", kind, target, external=False, base=base)))
    assert told.startswith(f"{rule}: offer.docx: ")


def test_the_workbook_of_a_chart_is_read() -> None:
    """It only holds the chart's data; one with macros is refused, and so is one outside."""
    chart = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    parts = {
        TYPES: types(MAIN, f'<Override PartName="/word/charts/chart1.xml" ContentType="{chart}"/>'),
        "word/charts/chart1.xml": "<c/>",
        "word/charts/_rels/chart1.xml.rels": relations(
            relation("rId1", "package", "../embeddings/a.xlsx", external=False)
        ),
        "word/embeddings/a.xlsx": b"PK",
    }
    read_word_content(zipped({**GOOD, **parts}), Path("offer.docx"))
    outside = relations(relation("rId1", "oleObject", "file:///C:/a.xlsx"))
    (told,) = refused({**parts, "word/charts/_rels/chart1.xml.rels": outside})
    assert told.startswith("linked-object: offer.docx: chart: is linked to another file")
    macros = '<Default Extension="xlsm" ContentType="application/vnd.ms-excel.sheet.macroEnabled.12"/>'
    (told,) = refused({TYPES: types(MAIN, macros), "word/embeddings/a.xlsm": b"PK"})
    assert told.startswith("macros: ")


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "word/vbaData.xml"])
def test_macros_are_refused_though_nothing_refers_to_them(name: str) -> None:
    """Their names are enough."""
    (told,) = refused({name: "<x/>"})
    assert told.startswith("macros: offer.docx: holds macros, in ")


@pytest.mark.parametrize(
    ("pieces", "name"),
    [
        (['DDEAUTO c:\\\\a.exe "x"'], "DDEAUTO"),
        (["DDE cmd"], "DDE"),
        ([code("D<!-- a -->D<?b?>E x")], "DDE"),
        (["D", "DE", "AU", "TO x"], "DDEAUTO"),
        ([" ", "dDeAuTo x"], "DDEAUTO"),
        ([code("DDE x", "t")], "DDE"),
        ([code("DDE x", "delInstrText")], "DDE"),
        (["D\u200bDE\u00ad x"], "DDE"),
        (['"DDE" x'], "DDE"),
        (["INCLUDETEXT x"], "INCLUDETEXT"),
        (["INCLUDEPICTURE &quot;http://example.com/a.png&quot; \\d"], "INCLUDEPICTURE"),
        (["LINK Excel.Sheet.8 x"], "LINK"),
        (["IMPORT x"], "IMPORT"),
        (["RD x"], "RD"),
        (["DATABASE \\d x"], "DATABASE"),
        (["MACROBUTTON Send click"], "MACROBUTTON"),
        (["PRINT 27"], "PRINT"),
        (["EMBED Package"], "EMBED"),
        (["DDEAUTO\\a"], "DDEAUTO"),
    ],
)
def test_fields_that_act_are_refused(pieces: list[str], name: str) -> None:
    """However their code is cut into runs, in which case, and with which signs nobody sees."""
    (told,) = refused({DOCUMENT: body(paragraph("a"), paragraph("b", a_field(*pieces)))})
    assert told.startswith(f"field-that-acts: offer.docx: paragraph 2: holds a field `{name}`, which ")


@pytest.mark.parametrize(
    "pieces",
    [
        [a_field("QUOTE 68 68 69", shown="DDE"), " x"],
        ["DD", a_field("QUOTE 69", shown="E"), " x"],
        ['<w:fldSimple w:instr="QUOTE 68"><w:r><w:t>D</w:t></w:r></w:fldSimple>', "DE x"],
        ["<mc:AlternateContent><mc:Choice Requires='n'><w:r/></mc:Choice></mc:AlternateContent>", "DDE x"],
        ["DD", f"<w:del>{code('X', 'delInstrText')}</w:del>", "E x"],
        ["DD", f"<w:ins>{code('E')}</w:ins>", " x"],
        ["{{ kind }} x"],
        ["DD{% if a %}X{% endif %}E x"],
    ],
)
def test_fields_whose_first_word_is_put_together_are_refused(pieces: list[str]) -> None:
    """By other fields, choices of content, tracked changes or tags: nobody sees what they will be."""
    told = refused({DOCUMENT: body(paragraph(a_field(*pieces)))})
    assert [line.partition(":")[0] for line in told] == ["assembled-field"]


def test_fields_within_fields_and_over_paragraphs_are_refused() -> None:
    """In the argument of another, in its result, in a simple field, in a header, and one without an end."""
    inner = refused({DOCUMENT: body(paragraph(a_field("IF 1=1 ", a_field("DDE x"))))})
    shown = refused(
        {DOCUMENT: body(paragraph(mark("begin"), code("PAGE"), mark("separate"), a_field("DDE x"), mark("end")))}
    )
    over = refused({DOCUMENT: body(paragraph(mark("begin"), code("DD")), paragraph(code("E x"), mark("end")))})
    endless = refused({DOCUMENT: body(paragraph(mark("begin"), code("DDE x")))})
    for told in (inner, shown, over, endless):
        assert told == ["field-that-acts: offer.docx: paragraph 1: holds a field `DDE`, which starts another program"]
    simple = '<w:fldSimple w:instr=" dde x "/>'
    assert refused({HEADER: f"<w:hdr {NAMES}>{paragraph('a')}{paragraph(simple)}</w:hdr>"}) == [
        "field-that-acts: offer.docx: page header, paragraph 2: holds a field `DDE`, which starts another program"
    ]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (
            {SETTINGS: f"<w:settings {NAMES}><w:mailMerge><w:connectString w:val='x'/></w:mailMerge></w:settings>"},
            "mail-merge: offer.docx: document settings, `mailMerge`: is connected to a mail merge source",
        ),
        (
            {DOCUMENT: body(paragraph("<w:ffData><w:entryMacro w:val='Run'/></w:ffData>"))},
            "macros: offer.docx: paragraph 1: holds a form field that runs a macro, `Run`",
        ),
        (
            {DOCUMENT: body(paragraph("<v:imagedata src='http://example.com/a.png'/>"))},
            "linked-picture: offer.docx: paragraph 1: shows a picture that is not in it, but at "
            "`http://example.com/a.png`",
        ),
        (
            {DOCUMENT: body(paragraph("<v:shape href='javascript:x'/>"))},
            "unsafe-link: offer.docx: paragraph 1: holds a link to `javascript:x`, which begins with `javascript:`",
        ),
        (
            {"_xmlsignatures/sig1.xml": "<s/>"},
            "signed: offer.docx: is signed, in `_xmlsignatures/sig1.xml`, and no filled copy can carry the signature",
        ),
        (
            {HEADER: "<hdr>\n  <a></b>"},
            "broken-part: offer.docx: page header: has a part here that is not well-formed XML, at line 2, column 10",
        ),
        (
            {SETTINGS: f"<!DOCTYPE a [<!ENTITY b 'c'>]><w:settings {NAMES}>&b;</w:settings>"},
            "broken-part: offer.docx: document settings: has here a document type declaration",
        ),
        (
            {"customXml/item1.xml": "<!DOCTYPE a SYSTEM 'http://example.com/a.dtd'><a/>"},
            "broken-part: offer.docx: attached data: has here a document type declaration",
        ),
        (
            {SETTINGS: '<?xml version="1.0" encoding="windows-1252"?><a/>'},
            "broken-part: offer.docx: document settings: has a part here that is neither UTF-8 nor UTF-16, "
            "but `windows-1252`",
        ),
        (
            {TYPES: types(f"{WORD}.document.macroEnabled.main+xml")},
            "macros: offer.docx: is a file with macros (`.docm`)",
        ),
        (
            {TYPES: types("application/vnd.ms-word.template.macroEnabledTemplate.main+xml")},
            "macros: offer.docx: is a file with macros (`.dotm`)",
        ),
        (
            {TYPES: types("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")},
            "not-word: offer.docx: is an Excel workbook",
        ),
        (
            {TYPES: types("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")},
            "not-word: offer.docx: is a PowerPoint presentation",
        ),
        (
            {RELATIONS: relations()},
            "not-word: offer.docx: is not a Word file: no part of it is the document",
        ),
        (
            {RELATIONS: relations(relation("rId1", "officeDocument", "gone.xml", external=False))},
            "not-word: offer.docx: is not a Word file: no part of it is the document",
        ),
        (
            {
                RELATIONS: relations(
                    relation(
                        "rId1",
                        "officeDocument",
                        DOCUMENT,
                        external=False,
                        base="http://purl.oclc.org/ooxml/officeDocument/relationships",
                    )
                )
            },
            "strict-document: offer.docx: is a Strict Open XML document",
        ),
        ({"../a.xml": "<a/>"}, "not-word: offer.docx: holds a part whose name leads out of it"),
    ],
)
def test_other_harm_is_refused(parts: Mapping[str, str | bytes], told: str) -> None:
    """In these words."""
    assert refused(parts) == [told]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "not-word: offer.docx: is empty"),
        (b"Dear Ms Kim", "not-word: offer.docx: is not a sound zip file"),
        (OLE + "WordDocument".encode("utf-16-le"), "not-word: offer.docx: is in the old format of Word (`.doc`)"),
        (OLE + "Workbook".encode("utf-16-le"), "not-word: offer.docx: is in an old format of Office"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted: offer.docx: is protected by a password"),
        (b"{\\rtf1 a}", "not-word: offer.docx: is an RTF file"),
        (b"%PDF-1.7", "not-word: offer.docx: is a PDF file"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><pkg/>", "not-word: offer.docx: is an XML file"),
        (b"<HTML>", "not-word: offer.docx: is a web page"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
            "not-word: offer.docx: is an OpenDocument file",
        ),
        (zipped({"Index/Document.iwa": "x"}), "not-word: offer.docx: is a Pages document"),
        (zipped({"a.txt": "x"}), "not-word: offer.docx: is not a Word file: it has no `[Content_Types].xml`"),
    ],
)
def test_what_is_no_docx_is_named(content: bytes, told: str) -> None:
    """Whatever its ending says."""
    assert refused_content(content) == [told]


def test_the_lock_file_of_word_is_named() -> None:
    """People drop it with the others."""
    (told,) = refused_content(b"\x03Kim", "~$offer.docx")
    assert told == "not-word: ~$offer.docx: is the mark that Word leaves beside an open document"


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    """Neither ends in a traceback."""
    with pytest.raises(InputError, match=r"gone\.docx: is missing"):
        read_word_file(tmp_path / "gone.docx")
    with pytest.raises(InputError, match="cannot be read: is a directory"):
        read_word_file(tmp_path)


def test_all_that_is_wrong_is_told_at_once() -> None:
    """What concerns the whole file first, then in the order of the parts."""
    told = refused(
        {
            **linked(relation("rId9", "attachedTemplate", "https://example.com/x")),
            DOCUMENT: body(paragraph(a_field("DDE x")), paragraph(a_field("RD x"))),
            HEADER: "<w:hdr>",
            "word/vbaProject.bin": b"x",
        }
    )
    assert [line.partition(":")[0] for line in told] == [
        "external-template",
        "macros",
        "broken-part",
        "field-that-acts",
        "field-that-acts",
    ]


@pytest.mark.parametrize("name", ["word/document2.xml", "word/Main%20Part.xml", "doc/start.xml"])
def test_the_main_part_may_have_any_name(name: str) -> None:
    """Word for the web calls it `document2.xml`; faults in it have no part's name before them."""
    parts = {
        TYPES: types().replace("/word/document.xml", f"/{name.replace('%20', ' ')}"),
        RELATIONS: relations(relation("rId1", "officeDocument", f"/{name}", external=False)),
        name.replace("%20", " "): body(paragraph(a_field("DDE x"))),
    }
    kept = {name: part for name, part in GOOD.items() if name not in (DOCUMENT, OWN)}
    (told,) = refused_content(zipped({**kept, **parts}))
    assert told.startswith("field-that-acts: offer.docx: paragraph 1: ")


def test_a_dotx_becomes_a_document() -> None:
    """Its list of types then says so, and nothing else of it changes."""
    parts = {**GOOD, TYPES: types(f"{WORD}.template.main+xml")}
    members = read_word_content(zipped(parts), Path("offer.dotx")).members
    assert members[TYPES].data.decode() == f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n{types()}"
    with zipfile.ZipFile(io.BytesIO(Packer(members).pack({}))) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist() if name != TYPES} == {
            name: part for name, part in parts.items() if name != TYPES
        }


def test_places_are_told_in_words() -> None:
    """Tables within tables, merged cells and text boxes."""
    inner = f"<w:tbl><w:tr><w:tc>{paragraph(a_field('DDE x'))}</w:tc></w:tr></w:tbl>"
    merged = "<w:tc><w:tcPr><w:gridSpan w:val='3'/></w:tcPr><w:p/></w:tc>"
    table = f"<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr><w:tr>{merged}<w:tc>{inner}</w:tc></w:tr></w:tbl>"
    box = f"<w:txbxContent>{paragraph(a_field('RD x'))}</w:txbxContent>"
    told = refused({DOCUMENT: body("<w:tbl/>", table, paragraph("a"), paragraph(f"<w:r>{box}</w:r>"))})
    assert [line.split(": ")[2] for line in told] == [
        "table 2, row 2, column 4, table 1, row 1, column 1",
        "text box 1",
    ]
