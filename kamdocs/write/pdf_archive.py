"""What makes a tagged PDF/A-2a of WeasyPrint a PDF/UA-1 as well, and its pictures fit for the archive."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Sequence

import pydyf  # type: ignore[import-untyped]  # it has none

from kamdocs.errors import OutputError
from kamdocs.write.pdf_tags import mend_tags

_END = b"</rdf:RDF>"
_MARK = (
    b'<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>'
    b'<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"'
    b' rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    b'<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    b"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>part of ISO 14289 that the file conforms to</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""That the file conforms to PDF/UA-1, and what that says: PDF/A knows no names but its own (ISO 19005-2, 6.6.2.3)."""


_PRESS = b"/DeviceCMYK"
_OFTEN = frozenset({"N", "Length1"})
"""What profiles and fonts say of themselves: how many colours there are, and how long the font is."""
_LEVEL = 6
"""How hard streams are compressed: the hardest, 9, takes twice the time and makes a letter smaller by a fiftieth."""


def finish(pdf: pydyf.PDF, languages: Sequence[Sequence[str]]) -> None:
    """Make `pdf`, a PDF/A-2a of WeasyPrint, a PDF/UA-1 as well, in place, and ready to be written: see `conform`."""
    conform(pdf, languages)
    for number, item in enumerate(pdf.objects):
        pdf.objects[number] = _Packed(item) if isinstance(item, pydyf.Stream) else _Written(item)


def conform(pdf: pydyf.PDF, languages: Sequence[Sequence[str]]) -> None:
    """Make `pdf`, a PDF/A-2a of WeasyPrint, a PDF/UA-1 as well, in place.

    `languages` are those of its texts and pictures: see `mend_tags`. Raises OutputError for colours that an archive
    cannot keep.
    """
    mend_tags(pdf, languages)
    _mark_accessible(pdf)
    streams = [item for item in pdf.objects if isinstance(item, pydyf.Stream)]
    _refuse_press_colours(streams)
    for picture in (stream for stream in streams if stream.extra.get("Subtype") == "/Image"):
        picture.extra["Interpolate"] = "false"  # no program invents points between those of it: ISO 19005-2, 6.2.8


def _mark_accessible(pdf: pydyf.PDF) -> None:
    """Say in the metadata of a PDF/A that it is a PDF/UA-1 too, in plain text, which archives search."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    (packet,) = metadata.stream
    assert packet.count(_END) == 1
    metadata.stream = [packet.replace(_END, _MARK + _END)]
    metadata.compress = False


def _refuse_press_colours(streams: list[pydyf.Stream]) -> None:
    """Raise OutputError where a drawing or a theme's stylesheet has colours that only its own press could show."""
    if any(isinstance(part, bytes) and part.startswith(_PRESS) for stream in streams for part in stream.stream):
        what = "a drawing or the stylesheet of the theme has colours of the kind `device-cmyk`"
        raise OutputError(f"{what}, which the archive cannot keep", help="write them as `#rrggbb`")


class _Packed(pydyf.Stream):  # type: ignore[misc]  # the library has no types
    """A stream that is compressed and written once, though it is asked for twice: for the file and its identifier."""

    def __init__(self, stream: pydyf.Stream) -> None:
        super().__init__(stream.stream, stream.extra)
        self.number = stream.number
        if stream.compress:
            content = b"\n".join(map(_bytes_of, stream.stream))
            packed = _often(content) if stream.extra.keys() & _OFTEN else zlib.compress(content, _LEVEL)
            self.stream, self.extra = [packed], {**stream.extra, "Filter": "/FlateDecode"}

    @functools.cached_property
    def data(self) -> bytes:
        return bytes(super().data)


class _Written(pydyf.Object):  # type: ignore[misc]  # as above
    """Another object, written once as well."""

    def __init__(self, item: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = item.number, item.generation, item.free
        self._item = item

    @functools.cached_property
    def data(self) -> bytes:
        return bytes(self._item.data)


def _bytes_of(part: bytes | str | pydyf.Object) -> bytes:
    """A part of a stream as it stands in the file."""
    if isinstance(part, bytes):
        return part
    return bytes(part.data) if isinstance(part, pydyf.Object) else part.encode("ascii")


@functools.lru_cache(maxsize=64)
def _often(content: bytes) -> bytes:
    """What is the same in many files, as a colour profile and the fonts of letters that differ in names, compressed."""
    return zlib.compress(content, _LEVEL)
