"""The words that a template itself holds, with their places: what stands between tags and statements, and the texts in
quotes within statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from kamdocs.model.kit import Template
from kamdocs.render.sources import body_of
from kamdocs.rules.conventions import STAND_IN
from kamdocs.rules.vocabulary import INLINE

_JINJA = r"{{.*?}}|{%.*?%}|{\#.*?\#}"
_PIECE = re.compile(
    rf"(?P<jinja>{_JINJA})|<!--.*?-->|(?P<tag></?[A-Za-z](?:{_JINJA}|[^<>])*>)|(?P<entity>&\#?\w+;)"
    r"|(?P<text>(?:(?!{{|{%|{\#|</?[A-Za-z]|<!--|&\#?\w+;).)+)",
    re.DOTALL,
)
_STRING = re.compile(r"'((?:\\.|[^'\\])*)'|\"((?:\\.|[^\"\\])*)\"", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)")
_LANG = re.compile(r"\blang\s*=\s*[\"']([a-z]{2,3})[\"']")
_VOID = frozenset({"br", "img", "hr", "col"})
_PARAGRAPHS = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+>|]|#{1,6}|\d{1,3}\.)[ \t])")
_OPENS = re.compile(r"[ \t]*(?:[-*+>|]|#{1,6}|\d{1,3}\.)[ \t]+")

_BLANK = re.compile(r"[ \n]*")


@dataclass(slots=True)
class Stretch:
    """A stretch of text; `places` says where in the source of the template each of its characters stands, and
    `language` is that of the element around it, None for the template's own."""

    language: str | None = None
    text: str = ""
    places: list[int] = field(default_factory=list)

    def add(self, text: str, place: int, *, moves: bool = True) -> None:
        """Add `text`, which stands at `place`; without `moves` all of it comes from that one place."""
        self.text += text
        self.places += range(place, place + len(text)) if moves else [place] * len(text)


def stretches(template: Template) -> Iterator[Stretch]:
    """All stretches of text of `template` that hold a word, in their order."""
    is_markdown = template.name.name.endswith(".md.j2")
    reader = _Reader(is_markdown=is_markdown)
    for piece in _PIECE.finditer(template.source, body_of(template)):
        reader.take(piece)
    reader.end()
    opens = _OPENS if is_markdown else _BLANK
    yield from (_without_margin(one, opens) for one in reader.found if one.text.strip())


class _Reader:
    """Puts the pieces of a template together, as far as they go on."""

    def __init__(self, *, is_markdown: bool) -> None:
        self._is_markdown = is_markdown
        self._open: list[tuple[str, str | None]] = []
        self._now = Stretch()
        self.found: list[Stretch] = []

    def take(self, piece: re.Match[str]) -> None:
        """Take up the next piece."""
        at = piece.start()
        if piece["jinja"]:
            self._jinja(piece["jinja"], at)
        elif piece["tag"]:
            self._tag(piece["tag"], at)
        elif piece["entity"]:
            self._now.add(unescape(piece["entity"]), at, moves=False)
        elif piece["text"]:
            self._text(piece["text"], at)

    def end(self) -> None:
        """End the stretch that is being read."""
        self.found.append(self._now)
        self._now = Stretch(self._open[-1][1] if self._open else None)

    def _jinja(self, code: str, at: int) -> None:
        if code.startswith("{#"):
            return
        for string in _STRING.finditer(code):
            group = 1 if string[1] is not None else 2
            words = Stretch(self._now.language)
            words.add(string[group], at + string.start(group))
            self.found.append(words)
        if code.startswith("{{"):
            self._now.add(STAND_IN, at, moves=False)
        else:
            self.end()

    def _tag(self, tag: str, at: int) -> None:
        closes, name = _TAG.match(tag).groups()  # type: ignore[union-attr]  # it begins as one
        if name == "br":
            self._now.add("\n", at, moves=False)
        elif closes:
            self._close(name)
        else:
            self._begin(name, tag)

    def _begin(self, name: str, tag: str) -> None:
        own = _LANG.search(tag)
        language = own[1] if own else self._now.language
        if name not in _VOID and not tag.endswith("/>"):
            self._open.append((name, language))
        if own or name not in INLINE:
            self.end()

    def _close(self, name: str) -> None:
        while self._open and self._open.pop()[0] != name:
            pass
        language = self._open[-1][1] if self._open else None
        if language != self._now.language or name not in INLINE:
            self.end()

    def _text(self, text: str, at: int) -> None:
        """Text goes on over the ends of lines; in Markdown a blank line, an item or a heading ends it."""
        start = 0
        for gap in _PARAGRAPHS.finditer(text) if self._is_markdown else ():
            self._now.add(text[start : gap.start()].replace("\n", " "), at + start)
            self.end()
            start = gap.end()
        self._now.add(text[start:].replace("\n", " "), at + start)


def _without_margin(stretch: Stretch, opens: re.Pattern[str]) -> Stretch:
    """`stretch` without the blanks around it, and without what `opens` it, as the sign of an item or heading."""
    start = found.end() if (found := opens.match(stretch.text) or _BLANK.match(stretch.text)) else 0
    end = len(stretch.text.rstrip(" \n"))
    return Stretch(stretch.language, stretch.text[start:end], stretch.places[start:end])
