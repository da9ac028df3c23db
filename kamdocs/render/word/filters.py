"""Filters that Word templates have beside those of all templates: what is more than text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, cast

from lxml import etree
from markupsafe import Markup

from kamdocs.model.kit import Picture
from kamdocs.model.word_template import ChartData, Html, Image, Link, SubDocument
from kamdocs.render.bounds import bounded
from kamdocs.render.checks import part_faults
from kamdocs.render.current import TemplateFault
from kamdocs.render.filters import guarded
from kamdocs.render.markdown import prose_blocks
from kamdocs.render.values import as_text, printable
from kamdocs.render.word import printing
from kamdocs.render.word.methods import format_percent, join_texts
from kamdocs.render.word.surroundings import Surroundings
from kamdocs.rules.pictures import ending_of, picture_fault
from kamdocs.rules.vocabulary import VALUES

_UNITS = {"mm": Decimal(1), "cm": Decimal(10), "in": Decimal("25.4"), "pt": Decimal("25.4") / 72}
_LARGEST_MM = 2_000
_LINK = VALUES["href"]


def word_filters(surroundings: Surroundings) -> Mapping[str, Callable[..., Any]]:
    """The filters by name, for a template that reaches its `surroundings`."""
    read = surroundings.read
    found: dict[str, Callable[..., Any]] = {
        "markdown": _markdown,
        "html": lambda value: _html(surroundings, value),
        "picture": lambda value, width=None, height=None, alt="": _picture(read, value, width, height, alt),
        "document": lambda value: SubDocument(surroundings.word_file(as_text(value))),
        "link": _link,
        "chart": _chart,
        "join": _join,
        "e": _as_it_is,
        "escape": _as_it_is,
        "check_box": _check_box,
        "format": format_percent,
        "items": lambda value: bounded(tuple(value.items())),
        "dictsort": lambda value: bounded(sorted(value.items())),
    }
    return {name: guarded(name, filter) for name, filter in found.items()}


def _as_it_is(value: Any) -> Any:
    """The value itself: everything that is printed is escaped for where it stands."""
    return value


def _markdown(value: Any) -> Html:
    return Html(prose_blocks(as_text(value), headings=True))


def _html(surroundings: Surroundings, value: Any) -> Html:
    """A text that is HTML of the closed vocabulary."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(f"<body>{as_text(value)}</body>", parser)
    except etree.XMLSyntaxError as fault:
        line, column = fault.position
        where = f"line {line}, column {column - len('<body>') if line == 1 else column}"
        help = "close every element, and write `&lt;` and `&amp;` for the signs"
        raise TemplateFault(f"`html` is given what is no HTML, at {where} of the text", help) from None
    for wrong in part_faults(root, _Shown(surroundings)):
        raise TemplateFault(f"`html` is given what is not in the vocabulary: {wrong.what}", wrong.help)
    return Html(tuple(root))


class _Shown:
    """The pictures that HTML in data may show."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings

    def find(self, source: str) -> Picture | tuple[str, str]:
        try:
            data = self._surroundings.read(source)
        except TemplateFault as fault:
            return str(fault), fault.help
        wrong = picture_fault(data, PurePosixPath(source).suffix, unpacked=False)
        return (f"`{source}` {wrong[0]}", wrong[1]) if wrong else Picture(Path(source), "")

    def content(self, picture: Picture) -> bytes:
        return self._surroundings.read(picture.file.as_posix())


def _picture(read: Callable[[str], bytes], value: Any, width: Any = None, height: Any = None, alt: str = "") -> Image:
    """The picture in a file, or of its content as bytes."""
    if isinstance(value, bytes | bytearray):
        data, name, ending = bytes(value), "the picture", ending_of(bytes(value))
    else:
        name = as_text(value)
        data, ending = read(name), PurePosixPath(name).suffix
    if wrong := _wrong_picture(data, ending):
        raise TemplateFault(f"{name if name == 'the picture' else f'`{name}`'} {wrong[0]}", wrong[1])
    return Image(data, _length(width), _length(height), _said(alt))


def _said(value: Any) -> str:
    """An alternative text or a title, which may be empty or not given."""
    return "" if value is None or value == "" else as_text(value)


@lru_cache(maxsize=64)
def _wrong_picture(data: bytes, ending: str) -> tuple[str, str] | None:
    return picture_fault(data, ending)


def _length(value: Any) -> Decimal | None:
    """A length in millimetres: a number, or a text as `40mm`, `4cm`, `1.5in`, `72pt`."""
    if value is None:
        return None
    text = str(value).strip().lower().replace(" ", "").replace(",", ".")
    unit = text[-2:] if text[-2:] in _UNITS else ""
    try:
        length = Decimal(text.removesuffix(unit)) * _UNITS.get(unit, Decimal(1))
    except InvalidOperation:
        length = Decimal(0)
    if not 0 < length < _LARGEST_MM:
        raise TemplateFault("`picture` needs a length", "write it as in `'40mm'`, `'4cm'` or `'1.5in'`")
    return length


def _link(value: Any, text: Any = None) -> Link:
    import re

    address = as_text(value)
    if not re.fullmatch(_LINK, address):
        raise TemplateFault(f"`{address}` is no address", "write `https://…`, `mailto:…` or `tel:…`")
    return Link(address, address if text is None else as_text(text))


def _chart(value: Any, title: str = "") -> ChartData:
    """Data of a chart: `categories`, and `series` of a `name` and `values` each."""
    if not isinstance(value, Mapping) or not {"categories", "series"} <= value.keys():
        raise TemplateFault("`chart` needs `categories` and `series`", "give `{categories: […], series: […]}`")
    series = value["series"]
    rows = series.items() if isinstance(series, Mapping) else [(each["name"], each["values"]) for each in series]
    return ChartData(
        tuple(as_text(each) for each in value["categories"]),
        tuple((as_text(name), tuple(map(_number, values))) for name, values in rows),
        _said(title),
    )


def _number(value: Any) -> Decimal | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        raise TemplateFault("a chart shows numbers alone", "give numbers")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise TemplateFault(f"`{value}` is no number for a chart", "give numbers") from None
    return cast(Decimal, printable(number))


def _join(values: Any, separator: str = "") -> str:
    items = list(values)
    if any(isinstance(item, Markup) for item in items):
        between = [separator] if separator else []
        return printing.joined([piece for item in items for piece in (*between, item)][len(between) :])
    return join_texts(separator, items)


def _check_box(value: Any) -> str:
    return "☒" if value else "☐"
