"""Fields and content controls: what Word works out itself, and what a reader of the document fills in."""

from __future__ import annotations

from collections.abc import Sequence

from kamdocs.write.word.elements import Element, w

_BOX, _TICKED = "\u2610", "\u2611"
_SYMBOLS = "Segoe UI Symbol"
_ALIAS_LENGTH = 64
_LOOK_KEPT = "\\* MERGEFORMAT"
"""Has Word show a result in the look of the one before, not in that of what it is taken from."""

_BLANK = "\u00a0" * 12


def field(code: str, result: Sequence[Element]) -> Element:
    """The field with the instruction `code`; `result` is what it shows until Word works it out anew."""
    return w("fldSimple", {"instr": f" {code} "}, result)


def sequence(label: str, shown: Element) -> Element:
    """The next number of the captions that begin with `label`, as Word's own captions count them."""
    return field(f"SEQ {_argument(label)} \\* ARABIC {_LOOK_KEPT}", [shown])


def reference(bookmark: str, shown: Sequence[Element]) -> Element:
    """The text of a bookmark, as a link to it."""
    return field(f"REF {bookmark} \\h {_LOOK_KEPT}", shown)


def page_reference(bookmark: str, shown: Element) -> list[Element]:
    """The number of the page that a bookmark stands on.

    Why: in the simple form, LibreOffice leaves it out within a link.
    """
    return long_field(f"PAGEREF {bookmark} \\h", shown)


def long_field(code: str, shown: Element) -> list[Element]:
    """The runs of a field in the form that Word writes."""
    begins, ends = spanning(code)
    return [*begins, shown, *ends]


def spanning(code: str) -> tuple[list[Element], list[Element]]:
    """The runs that begin a field, which may go over several paragraphs, and the run that ends it."""
    instruction = w("instrText", {"xml:space": "preserve"})
    instruction.text = f" {code} "
    begin, separate, end = (w("fldChar", {"fldCharType": kind}) for kind in ("begin", "separate", "end"))
    return [_run(each) for each in (begin, instruction, separate)], [_run(end)]


def check_box(number: int, *, ticked: bool, name: str) -> Element:
    """A box within a line that a click ticks; `number` is unique in the document."""
    states = [
        w("w14:checked", {"w14:val": int(ticked)}),
        w("w14:checkedState", {"w14:val": f"{ord(_TICKED):04X}", "w14:font": _SYMBOLS}),
        w("w14:uncheckedState", {"w14:val": f"{ord(_BOX):04X}", "w14:font": _SYMBOLS}),
    ]
    fonts = {"ascii": _SYMBOLS, "hAnsi": _SYMBOLS, "eastAsia": _SYMBOLS, "cs": _SYMBOLS}
    shown = w("r", children=[w("rPr", children=[w("rFonts", fonts)]), _text(_TICKED if ticked else _BOX)])
    return _control(number, name, w("w14:checkbox", children=states), [shown])


def blank(number: int, paragraph: Element, *, name: str) -> Element:
    """A content control around `paragraph`, for text that is typed into it; empty it prints nothing."""
    paragraph.append(text_run(_BLANK))
    return _control(number, name, w("text"), [paragraph])


def _control(number: int, name: str, kind: Element, content: list[Element]) -> Element:
    title = " ".join(name.split())[:_ALIAS_LENGTH]
    properties = [*([w("alias", title)] if title else []), w("id", number), kind]
    return w("sdt", children=[w("sdtPr", children=properties), w("sdtContent", children=content)])


def _argument(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _run(content: Element) -> Element:
    return w("r", children=[content])


def text_run(text: str) -> Element:
    """A run that shows `text` as the text around it."""
    return _run(_text(text))


def _text(text: str) -> Element:
    made = w("t", {"xml:space": "preserve"})
    made.text = text
    return made
