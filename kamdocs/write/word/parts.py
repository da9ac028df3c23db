"""The parts that every DOCX of a theme shares: styles, numberings, settings, colours and fonts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from kamdocs.model.theme import Carrier, Font, Theme
from kamdocs.word.names import NAMESPACES
from kamdocs.write.word.carrier import carry
from kamdocs.write.word.elements import Element, w
from kamdocs.write.word.language import HANGUL, Tongue, tongue_of_script
from kamdocs.write.word.looks import BULLETS, LEVEL_STEP, LEVELS, NUMBERS, paragraph_styles
from kamdocs.write.word.styles import Characters, character_properties, paragraph_style, points_to_twips
from kamdocs.write.word.table_styles import table_style, table_styles

_TYPES = "application/vnd.openxmlformats-officedocument."
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OWN_PARTS = {
    "styles": "wordprocessingml.styles+xml",
    "numbering": "wordprocessingml.numbering+xml",
    "settings": "wordprocessingml.settings+xml",
    "theme": "theme+xml",
}
_BULLETS = ("\u2022", "\u2013", "\u00b7")
_NUMBER_FORMATS = ("decimal", "lowerLetter", "lowerRoman")


def shared_parts(theme: Theme, language: Tongue, carrier: Carrier | None = None) -> dict[str, bytes]:
    """The parts of an empty DOCX in `theme`, by name, with the styles of `carrier` in place of those of its names."""
    return dict(_shared_parts(theme, language, carrier))


@lru_cache(maxsize=16)
def _shared_parts(theme: Theme, language: Tongue, carrier: Carrier | None) -> Mapping[str, bytes]:
    styles = _styles(theme, language)
    if carrier is not None:
        carry(styles, carrier)
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            {
                f"{_RELATIONS}/officeDocument": "word/document.xml",
                f"{_PACKAGE}/relationships/metadata/core-properties": "docProps/core.xml",
            }
        ),
        "word/_rels/document.xml.rels": _relations({f"{_RELATIONS}/{name}": f"{name}.xml" for name in _OWN_PARTS}),
        "word/document.xml": _serialised(_root("document", [w("body")])),
        "word/styles.xml": _serialised(styles),
        "word/numbering.xml": _serialised(_numbering(theme)),
        "word/settings.xml": _serialised(_settings(language)),
        "word/theme.xml": (carrier and carrier.theme) or _colours_and_fonts(theme),
    }


def core_properties(*, title: str, author: str, language: Tongue) -> bytes:
    """The part with title, author and language; it holds no date, so that equal documents are equal bytes."""
    return (
        _DECLARATION + f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        f"<cp:lastModifiedBy>{escape(author)}</cp:lastModifiedBy><dc:language>{language.tag}</dc:language>"
        "</cp:coreProperties>"
    ).encode()


_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _content_types() -> bytes:
    overrides = {
        "word/document.xml": f"{_TYPES}wordprocessingml.document.main+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    } | {f"word/{name}.xml": _TYPES + kind for name, kind in _OWN_PARTS.items()}
    return (
        _DECLARATION + f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
        + "</Types>"
    ).encode()


def _relations(targets: Mapping[str, str]) -> bytes:
    return (
        _DECLARATION
        + f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets.items(), start=1)
        )
        + "</Relationships>"
    ).encode()


def _root(name: str, children: list[Element]) -> etree._Element:
    root = etree.Element(f"{{{NAMESPACES['w']}}}{name}", nsmap={key: NAMESPACES[key] for key in _DECLARED})
    root.set(f"{{{NAMESPACES['mc']}}}Ignorable", "w14")
    root.extend(children)
    return root


_DECLARED = ("w", "r", "wp", "a", "mc", "w14")


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _styles(theme: Theme, language: Tongue) -> etree._Element:
    latent = {"defLockedState": 0, "defUIPriority": 99, "defSemiHidden": 1, "defUnhideWhenUsed": 1, "defQFormat": 0}
    return _root(
        "styles",
        [
            _defaults(theme, language),
            w("latentStyles", {**latent, "count": 376}),
            *(paragraph_style(style) for style in paragraph_styles(theme)),
            *_character_styles(theme, language),
            *_basic_styles(),
            *(table_style(style) for style in table_styles(theme)),
        ],
    )


def _defaults(theme: Theme, language: Tongue) -> Element:
    latin, hangul = theme.fonts.latin.word, theme.fonts.hangul.word
    east_asian = language if language.east_asian else tongue_of_script(HANGUL)
    characters = [
        *character_properties(Characters(font=(latin, hangul), colour=theme.colours.text, size=theme.sizes.text)),
        w("lang", {"val": language.latin, "eastAsia": east_asian.tag}),
        w("w14:numForm", {"w14:val": "lining"}),  # some fonts would set figures like small letters
    ]
    height = theme.sizes.text * theme.line_height
    block = [
        w("widowControl"),
        w("spacing", {"before": 0, "after": 0, "line": points_to_twips(height), "lineRule": "atLeast"}),
    ]
    return w(
        "docDefaults",
        children=[
            w("rPrDefault", children=[w("rPr", children=characters)]),
            w("pPrDefault", children=[w("pPr", children=block)]),
        ],
    )


def _character_styles(theme: Theme, language: Tongue) -> list[Element]:
    colours = theme.colours
    # Slanted Hangul is hard to read; colour sets it off as well.
    emphasis = Characters(colour=colours.accent) if language.east_asian else Characters(italic=True)
    looks = {
        "Strong": Characters(bold=True),
        "Emphasis": emphasis,
        "Hyperlink": Characters(colour=colours.accent, underline=True),
        "Cross Reference": Characters(colour=colours.accent),
        "Caption Number": Characters(colour=colours.strong, bold=True),
        "Page Number": Characters(colour=colours.muted, bold=False),
        "footnote reference": Characters(colour=colours.accent, raised=True),
    }
    return [_character_style(name, look) for name, look in looks.items()]


def _character_style(name: str, look: Characters) -> Element:
    identifier = "".join(word[:1].upper() + word[1:] for word in name.split())
    said = [w("name", name), w("basedOn", "DefaultParagraphFont"), w("uiPriority", 1), w("qFormat")]
    looks = w("rPr", children=character_properties(look))
    return w("style", {"type": "character", "styleId": identifier}, [*said, looks])


def _basic_styles() -> list[Element]:
    """The three styles that Word counts on beside Normal."""
    sides = {"top": 0, "left": 108, "bottom": 0, "right": 108}
    margins = [w(side, {"w": width, "type": "dxa"}) for side, width in sides.items()]
    hidden = ("uiPriority", 99), ("semiHidden", ""), ("unhideWhenUsed", "")
    extra = {
        ("character", "Default Paragraph Font"): [],
        ("table", "Normal Table"): [
            w("tblPr", children=[w("tblInd", {"w": 0, "type": "dxa"}), w("tblCellMar", children=margins)])
        ],
        ("numbering", "No List"): [],
    }
    ids = {"Normal Table": "TableNormal"}
    return [
        w(
            "style",
            {"type": kind, "default": 1, "styleId": ids.get(name, name.replace(" ", ""))},
            [w("name", name), *(w(tag, value) for tag, value in hidden), *more],
        )
        for (kind, name), more in extra.items()
    ]


def _numbering(theme: Theme) -> etree._Element:
    kinds = {BULLETS: "ListBullet", NUMBERS: "ListNumber"}
    abstract = [
        w(
            "abstractNum",
            {"abstractNumId": number},
            [
                w("nsid", f"{number:08X}"),
                w("multiLevelType", "multilevel"),
                w("tmpl", f"{number:08X}"),
                *(_level(theme, kind, level) for level in range(LEVELS)),
            ],
        )
        for number, kind in kinds.items()
    ]
    used = [w("num", {"numId": number}, [w("abstractNumId", number)]) for number in kinds]
    return _root("numbering", [*abstract, *used])


def _level(theme: Theme, kind: str, level: int) -> Element:
    bullet = kind == "ListBullet"
    latin = theme.fonts.latin.word
    indent = {"left": points_to_twips(LEVEL_STEP * (level + 1)), "hanging": points_to_twips(LEVEL_STEP)}
    font = [w("rFonts", {"ascii": latin, "hAnsi": latin, "cs": latin})] if bullet else []
    return w(
        "lvl",
        {"ilvl": level},
        [
            w("start", 1),
            w("numFmt", "bullet" if bullet else _NUMBER_FORMATS[level]),
            w("pStyle", f"{kind}{level + 1 if level else ''}"),
            w("lvlText", _BULLETS[level] if bullet else f"%{level + 1}."),
            w("lvlJc", "left"),
            w("pPr", children=[w("ind", indent)]),
            w("rPr", children=[*font, *character_properties(Characters(colour=theme.colours.accent))]),
        ],
    )


def _settings(language: Tongue) -> etree._Element:
    mode = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": 15}
    themed = {"val": language.latin} | ({"eastAsia": language.tag} if language.east_asian else {})
    return _root(
        "settings",
        [
            w("zoom", {"percent": 100}),
            w("defaultTabStop", 720),
            w("autoHyphenation"),
            w("consecutiveHyphenLimit", 2),
            w("hyphenationZone", 567),
            w("doNotHyphenateCaps"),
            w("characterSpacingControl", "doNotCompress"),
            w("compat", children=[w("compatSetting", mode)]),
            w("themeFontLang", themed),
            w("decimalSymbol", "."),
            w("listSeparator", ","),
        ],
    )


def _typefaces(latin: Font, hangul: Font) -> str:
    return f'<a:latin typeface={quoteattr(latin.word)}/><a:ea typeface={quoteattr(hangul.word)}/><a:cs typeface=""/>'


def _colours_and_fonts(theme: Theme) -> bytes:
    """Word's own theme part, so that its colour and font pickers offer the house's."""
    colours = theme.colours
    scheme = {
        "dk1": colours.text, "lt1": "#ffffff", "dk2": colours.strong, "lt2": colours.tint,
        "accent1": colours.accent, "accent2": colours.strong, "accent3": colours.muted,
        "accent4": colours.line, "accent5": colours.text, "accent6": colours.tint,
        "hlink": colours.accent, "folHlink": colours.muted,
    }  # fmt: skip
    picked = "".join(f'<a:{name}><a:srgbClr val="{value.lstrip("#")}"/></a:{name}>' for name, value in scheme.items())
    major, minor = _typefaces(*theme.fonts.of_headings()), _typefaces(theme.fonts.latin, theme.fonts.hangul)
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        _DECLARATION + f'<a:theme xmlns:a="{NAMESPACES["a"]}" name="Kamdocs"><a:themeElements>'
        f'<a:clrScheme name="Kamdocs">{picked}</a:clrScheme>'
        f'<a:fontScheme name="Kamdocs"><a:majorFont>{major}</a:majorFont><a:minorFont>{minor}</a:minorFont>'
        "</a:fontScheme>"
        f'<a:fmtScheme name="Kamdocs"><a:fillStyleLst>{plain * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{plain}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    ).encode()
