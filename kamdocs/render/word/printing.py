"""How values are written into the XML of a Word file, by where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

from markupsafe import Markup

from kamdocs.model.word_template import ChartData, Html, Image, Link, SubDocument, Xml
from kamdocs.render.current import TemplateFault, current, note
from kamdocs.render.tokens import STAND_IN
from kamdocs.render.values import as_text
from kamdocs.render.word.notes import NOTE_ID
from kamdocs.render.word.rendering import WordRendering
from kamdocs.word.addresses import refused_address

INSERTS = (Html, Image, Link, SubDocument, ChartData, Xml)
_SPECIAL = re.compile('[&<>"\x00-\x1f\x7f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]').search
_BARRED = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]").search
_BREAKS = re.compile("[\n\t]")
_TEXT_BREAK = {
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
}
_ONLY_TEXT = "only text can be printed here"
_LINKS = "links lead to `https:`, `http:`, `mailto:` or `tel:`"
_HEX = re.compile("#?([0-9A-Fa-f]{6}|auto)")
_MOST_COLUMNS = 63


def rendering() -> WordRendering:
    """What is being filled."""
    return cast(WordRendering, current())


def text(value: Any) -> str:
    """`value` in a run of Word: line breaks and tabs are those of Word; what is more than text is put in later."""
    if type(value) is str and value:
        if not _SPECIAL(value):
            return value
        if not _BARRED(value):
            return _escaped(value)
    if isinstance(value, Markup):
        return _markup(value)
    if isinstance(value, INSERTS):
        return rendering().insert(value)
    return _BREAKS.sub(_text_break, _escaped(_string(value)))


def _text_break(sign: re.Match[str]) -> str:
    return _TEXT_BREAK[sign[0]]


def drawn(value: Any, broken: str) -> str:
    """`value` in a run of a drawing; `broken` is the XML of a line break there."""
    return _escaped(_plain(value)).replace("\n", broken).replace("\t", " ")


def flat(value: Any) -> str:
    """`value` where no line can end: in an attribute, a property of the document, the code of a field."""
    if type(value) is str and value and not _SPECIAL(value):
        return value
    if isinstance(value, Markup) and "<" not in value:
        return str(value)
    return _BREAKS.sub(" ", _escaped(_plain(value)))


def alt(value: Any) -> str:
    """`value` in the alternative text of a picture or chart, where another picture or other data may stand."""
    if isinstance(value, Image | ChartData):
        return rendering().insert_alt(value)
    return flat(value)


def field(value: Any, leads_to: str = "") -> str:
    """`value` within the code of a field, where quotes and backslashes have a meaning; of a link, it follows on what
    it `leads_to` by then."""
    plain = _plain(value)
    if leads_to and (refused := refused_address(leads_to.partition('"')[2] + plain)):
        note(TemplateFault(f"this link {refused}", _LINKS))
    return flat(re.sub(r'["\\]', r"\\\g<0>", plain))


def _markup(value: Markup) -> str:
    """What a macro or a `set` block gave: text, or a piece of the document."""
    return str(value) if "<" not in value else rendering().insert(Xml(str(value)))


def _plain(value: Any) -> str:
    if isinstance(value, INSERTS):
        note(TemplateFault(_ONLY_TEXT, "use it in a text of its own"))
        return STAND_IN
    return _string(value)


def _string(value: Any) -> str:
    """`value` as text; where it is none, that is noted."""
    if type(value) is str and "\r" in value:
        value = value.replace("\r\n", "\n").replace("\r", "\n")
    try:
        return as_text(value)
    except TemplateFault as fault:
        note(fault)
        return STAND_IN


def _escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def joined(parts: list[Any]) -> Markup:
    """Pieces of the document and texts as one piece."""
    return Markup("".join(str(part) if isinstance(part, Markup) else text(part) for part in parts))


def new_id() -> Markup:
    """An id of its own for a drawing that is printed several times."""
    return Markup(rendering().next_id())


def bookmark(id: str) -> Markup:
    """An id of its own for the bookmark `id`, which ends under it."""
    own = rendering()
    own.open_bookmarks[id] = own.next_id()
    return Markup(own.open_bookmarks[id])


def bookmark_end(id: str) -> Markup:
    """The id under which the bookmark `id` began."""
    return Markup(rendering().open_bookmarks.get(id, id))


def bookmark_name(id: str, name: str) -> str:
    """A name of its own: the template's own the first time."""
    counted = rendering().counted
    counted[f"bookmark {id}"] += 1
    return name if counted[f"bookmark {id}"] == 1 else f"{name[:32]}_{counted[f'bookmark {id}']}"


def once(key: str) -> bool:
    """Whether `key` is asked for the first time."""
    counted = rendering().counted
    counted[f"once {key}"] += 1
    return counted[f"once {key}"] == 1


def begin_list(key: str, numbering: int) -> Markup:
    """Begin the list `key` anew; the first time it is the template's own."""
    own = rendering()
    if key in own.numberings:
        made = own.first_list + len(own.lists)
        own.lists[made] = numbering
        own.numberings[key] = made
    else:
        own.numberings[key] = numbering
    return Markup("")


def list_id(key: str, numbering: int) -> Markup:
    """The numbering of the list `key` now."""
    return Markup(rendering().numberings.get(key, numbering))


def link(part: str, *pieces: Any) -> Markup:
    """The id of the relationship of `part` to the address that `pieces` make, blanks in it written as addresses do."""
    written = "".join(piece if isinstance(piece, Markup) else _plain(piece) for piece in pieces)
    address = "%20".join(written.split())
    if refused := refused_address(address):
        raise TemplateFault(f"this link {refused}", _LINKS)
    known = rendering().links.setdefault(part, {})
    for id, other in known.items():
        if other == address:
            return Markup(id)
    known[id := f"kd{rendering().first_link + len(known)}"] = address
    return Markup(id)


def note_id(kind: str, id: str, xml: Any) -> Markup:
    """The id of a note whose text is `xml`: that of the template the first time."""
    own = rendering()
    if kind not in own.first_notes:
        raise TemplateFault(f"a macro of another file holds a {kind}", "put the macro into this file")
    own.counted[f"{kind} {id}"] += 1
    first = own.counted[f"{kind} {id}"] == 1
    own.counted[kind] += not first
    number = id if first else str(own.first_notes.get(kind, 1) + own.counted[kind] - 1)
    own.notes.setdefault(kind, []).append(str(xml).replace(NOTE_ID, number))
    return Markup(number)


def colour(value: Any) -> str:
    """A colour as Word writes it, `D9E2F3`."""
    found = _HEX.fullmatch(_plain(value))
    if found is None:
        raise TemplateFault("`cellbg` needs a colour", "write six hexadecimal figures, as in `'D9E2F3'`")
    return found[1].upper() if found[1] != "auto" else "auto"


def spanned(value: Any) -> Markup:
    """A number of columns."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST_COLUMNS:
        raise TemplateFault("`colspan` needs a number of columns", f"give a whole number from 1 to {_MOST_COLUMNS}")
    return Markup(value)


HELPERS: dict[str, Callable[..., Any]] = {
    "_kd_id": new_id,
    "_kd_bookmark": bookmark,
    "_kd_bookmark_end": bookmark_end,
    "_kd_bookmark_name": bookmark_name,
    "_kd_once": once,
    "_kd_list": begin_list,
    "_kd_list_id": list_id,
    "_kd_link": link,
    "_kd_note": note_id,
    "_kd_colour": colour,
    "_kd_span": spanned,
}
"""What the tags call that stand for ids, numberings, links and the looks of cells."""
