"""The parts around the text of a DOCX: relationships, types, notes, properties, settings, styles, charts, SmartArt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from word_templates.word_charts import chart_part, diagram_parts, workbook

from kamdocs.word.package import write_package

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DRAWING = "application/vnd.openxmlformats-officedocument.drawingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "o": "urn:schemas-microsoft-com:office:office",
    "r": RELATIONS,
    "v": "urn:schemas-microsoft-com:vml",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
}
_ROOT = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items()) + ' mc:Ignorable="w14 w15 wp14"'
_DOCUMENT = "word/document.xml"
_TYPES = {
    "word/document": f"{_WORD}.document.main+xml",
    "word/styles": f"{_WORD}.styles+xml",
    "word/settings": f"{_WORD}.settings+xml",
    "word/numbering": f"{_WORD}.numbering+xml",
    "word/header": f"{_WORD}.header+xml",
    "word/footer": f"{_WORD}.footer+xml",
    "word/footnotes": f"{_WORD}.footnotes+xml",
    "word/endnotes": f"{_WORD}.endnotes+xml",
    "word/comments": f"{_WORD}.comments+xml",
    "word/charts/": f"{_DRAWING}.chart+xml",
    "word/diagrams/data": f"{_DRAWING}.diagramData+xml",
    "word/diagrams/layout": f"{_DRAWING}.diagramLayout+xml",
    "word/diagrams/quickStyle": f"{_DRAWING}.diagramStyle+xml",
    "word/diagrams/colors": f"{_DRAWING}.diagramColors+xml",
    "docProps/core": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}


def attribute(text: str) -> str:
    """`text` quoted, with line breaks and tabs as references, as Word writes them."""
    return quoteattr(text, {"\n": "&#10;", "\t": "&#9;"})


class Package:
    """What a DOCX is made of while it is being written; one for each part, all with one store."""

    def __init__(self, *, breaks_tags: bool = False, name: str = _DOCUMENT, store: Package | None = None) -> None:
        self.name, self.breaks_tags, self.store = name, breaks_tags, store or self
        if store is None:
            self.parts: dict[str, bytes] = {}
            self.relations: dict[str, list[str]] = {}
            self.notes: dict[str, list[str]] = {"footnote": [], "endnote": [], "comment": []}
            self.count = 0

    def part(self, name: str) -> Package:
        """The same package, seen from another part."""
        return Package(breaks_tags=self.breaks_tags, name=name, store=self.store)

    def number(self) -> int:
        """A number that nothing else has."""
        self.store.count += 1
        return self.store.count

    def rsid(self) -> str:
        """The number of the sitting in which something was typed."""
        return f"00{(self.store.count * 7919) % 0xFFFFFF:06X}"

    def relate(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a new relationship of this part."""
        known = self.store.relations.setdefault(self.name, [])
        identifier = f"rId{len(known) + 1}"
        folder = self.name.rpartition("/")[0]
        if not external and folder:
            target = (
                target.removeprefix(f"{folder}/")
                if target.startswith(f"{folder}/")
                else f"../{target.removeprefix('word/')}"
            )
        mode = ' TargetMode="External"' if external else ""
        uri = kind if kind.startswith("http") else f"{RELATIONS}/{kind}"
        known.append(f'<Relationship Id="{identifier}" Type="{uri}" Target={quoteattr(target)}{mode}/>')
        return identifier

    def add(self, name: str, data: bytes | str) -> str:
        """Keep a part; its name."""
        self.store.parts[name] = (_HEAD + data).encode() if isinstance(data, str) else data
        return name

    def note(self, kind: str, content: Callable[[Package], str]) -> int:
        """The number of a new footnote, endnote or comment."""
        notes = self.store.notes[kind]
        number = len(notes) + (0 if kind == "comment" else 1)
        who = ' w:author="Mai" w:date="2026-03-02T09:00:00Z" w:initials="M"' if kind == "comment" else ""
        index = len(notes)
        notes.append("")
        made = content(self.part(f"word/{kind}s.xml"))
        notes[index] = f'<w:{kind} w:id="{number}"{who}>{made}</w:{kind}>'
        return number

    def chart(self, title: str, categories: Sequence[str], series: Sequence[tuple[str, Sequence[float]]]) -> str:
        """The name of a chart's part."""
        number = self.number()
        part = self.part(f"word/charts/chart{number}.xml")
        book = self.add(f"word/embeddings/Microsoft_Excel_Worksheet{number}.xlsx", workbook(categories, series))
        relation = part.relate(f"{RELATIONS}/package", book)
        return self.add(part.name, chart_part(title, categories, series, relation))

    def smart_art(self, texts: Sequence[str]) -> list[str]:
        """The ids of the four relationships of a SmartArt."""
        number = self.number()
        made = diagram_parts(texts)
        return [self.relate(kind, self.add(f"word/diagrams/{name}{number}.xml", xml)) for name, kind, xml in made]

    def docx(
        self,
        body: str,
        *,
        headers: Mapping[str, str] | None = None,
        footers: Mapping[str, str] | None = None,
        core: Mapping[str, str] | None = None,
        custom: Mapping[str, str] | None = None,
        app: Mapping[str, str] | None = None,
        variables: Mapping[str, str] | None = None,
        sections: int = 1,
    ) -> bytes:
        """The finished DOCX; headers and footers by type (`default`, `first`, `even`), properties by name."""
        references = self._headers("header", headers or {}) + self._headers("footer", footers or {})
        first = "<w:titlePg/>" if "first" in {**(headers or {}), **(footers or {})} else ""
        page = (
            '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1134" w:left="1417" '
            'w:header="708" w:footer="708" w:gutter="0"/>'
        )
        section = f'<w:sectPr w:rsidR="{self.rsid()}">{references}{page}{first}</w:sectPr>'
        body = f"<w:p><w:pPr>{section}</w:pPr></w:p>" * (sections - 1) + body
        self.add(_DOCUMENT, f"<w:document {_ROOT}><w:body>{body}{section}</w:body></w:document>")
        self._notes()
        self._common("even" in {**(headers or {}), **(footers or {})}, variables or {})
        self._properties(core or {}, custom or {}, app or {})
        return write_package({**self._types(), **self.parts, **self._relation_parts()})

    def _headers(self, kind: str, given: Mapping[str, str]) -> str:
        made = ""
        for of, content in given.items():
            tag = "w:hdr" if kind == "header" else "w:ftr"
            name = self.add(f"word/{kind}{HEADERS[of]}.xml", f"<{tag} {_ROOT}>{content}</{tag}>")
            made += f'<w:{kind}Reference w:type="{of}" r:id="{self.relate(kind, name)}"/>'
        return made

    def _notes(self) -> None:
        for kind, notes in self.notes.items():
            lines = "" if kind == "comment" else _separators(kind)
            if notes:
                name = self.add(f"word/{kind}s.xml", f"<w:{kind}s {_ROOT}>{lines}{''.join(notes)}</w:{kind}s>")
                self.relate(f"{kind}s", name)

    def _common(self, even: bool, variables: Mapping[str, str]) -> None:
        held = "".join(f"<w:docVar w:name={attribute(k)} w:val={attribute(v)}/>" for k, v in variables.items())
        different = "<w:evenAndOddHeaders/>" if even else ""
        notes = "".join(
            f"<w:{kind}Pr>{_LINES.format(kind=kind)}</w:{kind}Pr>"
            for kind in ("footnote", "endnote")
            if self.notes[kind]
        )
        settings = (
            '<w:zoom w:percent="100"/><w:proofState w:spelling="clean" w:grammar="clean"/>'
            f'<w:defaultTabStop w:val="708"/>'
            f"{different}{notes}{f'<w:docVars>{held}</w:docVars>' if held else ''}"
            '<w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids>'
        )
        for name, made in (
            ("settings", f"<w:settings {_ROOT}>{settings}</w:settings>"),
            ("styles", f"<w:styles {_ROOT}>{_STYLES}</w:styles>"),
            ("numbering", f"<w:numbering {_ROOT}>{_NUMBERING}</w:numbering>"),
        ):
            self.relate(name, self.add(f"word/{name}.xml", made))

    def _properties(self, core: Mapping[str, str], custom: Mapping[str, str], app: Mapping[str, str]) -> None:
        package = self.part("")
        package.relate("officeDocument", _DOCUMENT)
        told = "".join(f"<{_CORE[key]}:{key}>{escape(text)}</{_CORE[key]}:{key}>" for key, text in core.items())
        name = self.add("docProps/core.xml", f"<cp:coreProperties {_CORE_ROOT}>{told}</cp:coreProperties>")
        package.relate(f"{_PACKAGE_RELATIONS}/metadata/core-properties", name)
        told = "".join(f"<{key}>{escape(text)}</{key}>" for key, text in app.items())
        base = "http://schemas.openxmlformats.org/officeDocument/2006"
        name = self.add("docProps/app.xml", f'<Properties xmlns="{base}/extended-properties">{told}</Properties>')
        package.relate("extended-properties", name)
        told = "".join(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={attribute(key)}>'
            f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property>"
            for number, (key, text) in enumerate(custom.items(), start=2)
        )
        if custom:
            root = f'xmlns="{base}/custom-properties" xmlns:vt="{base}/docPropsVTypes"'
            package.relate(
                "custom-properties", self.add("docProps/custom.xml", f"<Properties {root}>{told}</Properties>")
            )

    def _types(self) -> dict[str, bytes]:
        defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
        defaults |= {"png": "image/png", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        made = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in defaults.items())
        for name in sorted(self.parts):
            kind = next((kind for start, kind in _TYPES.items() if name.startswith(start)), "")
            made += f'<Override PartName="/{name}" ContentType="{kind}"/>' if kind and name.endswith(".xml") else ""
        space = "http://schemas.openxmlformats.org/package/2006/content-types"
        return {"[Content_Types].xml": f'{_HEAD}<Types xmlns="{space}">{made}</Types>'.encode()}

    def _relation_parts(self) -> dict[str, bytes]:
        return {
            f"{folder}{'/' if folder else ''}_rels/{name}.rels": (
                f'{_HEAD}<Relationships xmlns="{_PACKAGE_RELATIONS}">{"".join(made)}</Relationships>'
            ).encode()
            for part, made in self.relations.items()
            for folder, _, name in [part.rpartition("/")]
        }


HEADERS = {"default": 1, "first": 2, "even": 3}
"""The number in the name of the part of each type of header and footer."""
_LINES = '<w:{kind} w:id="-1"/><w:{kind} w:id="0"/>'
_CORE = {"title": "dc", "subject": "dc", "creator": "dc", "keywords": "cp", "description": "dc", "category": "cp"}
_CORE_ROOT = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
)
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="22"/><w:lang '
    'w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style><w:style '
    'w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/><w:rPr><w:color w:val="808080"/>'
    '</w:rPr></w:style><w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/>'
    "</w:style>"
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1">'
    '<w:abstractNumId w:val="0"/></w:num>'
)


def _separators(kind: str) -> str:
    inner = {"separator": -1, "continuationSeparator": 0}
    return "".join(
        f'<w:{kind} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{kind}>'
        for name, number in inner.items()
    )
