"""What is no tag, and was probably meant as one: other braces, other programs' signs, fields of a mail merge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kamdocs.errors import Problem
from kamdocs.model.word_template import WordFile
from kamdocs.render.word.streams import Stream, streams
from kamdocs.render.word.tags import Lexer
from kamdocs.word.package import DOCUMENT, parse_part
from kamdocs.word.places import Places, places_of

RULE = "template-near-miss"
_NAME = r"[^\W\d]\w*(?:\.[^\W\d]\w*)*"
_MERGE = re.compile(r'\s*MERGEFIELD\s+(?:"([^"]+)"|(\S+))', re.IGNORECASE)
_NO_WORD = re.compile(r"[._]")
_SIGNS = tuple(sign.encode() for sign in ("{", "}", "&lt;&lt;", "«", "｛", "[[", "MERGEFIELD", "mergefield"))
_COVER = "\0"


@dataclass(frozen=True, slots=True)
class _Near:
    """A pattern, and what to say of what it finds: what it is, and help."""

    sign: re.Pattern[str]
    what: str
    help: Callable[[str], str]


def _value(name: str) -> str:
    return f"write `{{{{ {name} }}}}`"


def _statement(code: str) -> str:
    return f"write `{{% {code} %}}`, without a blank between brace and per cent"


_NEAR = tuple(
    _Near(re.compile(sign), what, help)
    for sign, what, help in (
        (r"\{\s+\{([^{}]+)\}\s*\}", "`{ {` opens no tag", _value),
        (r"\{\s+%([^{}%]+)%\s*\}", "`{ %` opens no tag", _statement),
        (r"[｛{]\s*[｛{]([^｛｝{}]+)[｝}]\s*[｝}]", "wide braces open no tag", _value),
        (r"[｛{]\s*[％%]([^｛｝{}％%]+)[％%]\s*[｝}]", "wide braces open no tag", _statement),
        (rf"<<\s*({_NAME})\s*>>", "`<<…>>` is no tag here", _value),
        (rf"\[\[\s*({_NAME})\s*\]\]", "`[[…]]` is no tag here", _value),
        (rf"\$?(?<![{{_])\{{\s*({_NAME})\s*\}}(?!\}})", "one brace opens no tag", _value),
        (rf"«\s*({_NAME})\s*»", "`«…»` is no tag here", _value),
        (r"\}\}", "`}}` closes nothing", lambda _: "write `{{` where the tag begins"),
        (r"%\}", "`%}` closes nothing", lambda _: "write `{%` where the tag begins"),
    )
)


def near_misses(word_file: WordFile) -> Iterator[Problem]:
    """A warning at each text that looks as a tag and is none, with what to type; its rank is that of the tag after
    it."""
    places = places_of(word_file.members)
    seen = 0
    for name in sorted(word_file.members, key=lambda each: (each != DOCUMENT, each)):
        data = word_file.members[name].data
        if name.startswith("word/") and name.endswith(".xml") and any(sign in data for sign in _SIGNS):
            part = _Part(word_file, name, places, seen)
            yield from part.problems()
            seen = part.seen


class _Part:
    """One part that is looked through; `seen` tags stand in it and before it."""

    def __init__(self, word_file: WordFile, name: str, places: Places, seen: int) -> None:
        self._file, self._name, self._places = word_file.file, name, places
        self._root = parse_part(word_file.members[name].data)
        self.seen = seen

    def problems(self) -> Iterator[Problem]:
        """What is near in it."""
        lexer = Lexer()
        for stream in streams(self._root):
            if stream.where == "field":
                yield from (self._problem(stream, *each) for each in _merge_field(stream))
            elif stream.where in ("text", "drawn"):
                yield from self._in_stream(stream, lexer)

    def _in_stream(self, stream: Stream, lexer: Lexer) -> Iterator[Problem]:
        plain, covered, at = "", lexer.is_inside, 0
        for tag in lexer.tags(stream.text):
            self.seen += 1
            plain += _COVER * (tag.start - at) if covered else stream.text[at : tag.start]
            at = tag.end if tag.closed else len(stream.text)
            plain += _COVER * (at - tag.start)
            covered = lexer.is_inside  # what follows is raw, or a comment
        plain += _COVER * (len(stream.text) - at) if covered else stream.text[at:]
        yield from (self._problem(stream, *each) for each in _in_text(plain))

    def _problem(self, stream: Stream, start: int, width: int, what: str, help: str) -> Problem:
        source = " ".join(stream.text.split("\n")).replace("\t", " ")
        place = self._places.of(self._name, stream.holder)
        at = (self._file, self.seen + 1, start + 1)
        return Problem(*at, RULE, what, "warning", help, source, width=width, place=place)


def _in_text(plain: str) -> Iterator[tuple[int, int, str, str]]:
    """Where something near stands in a text without tags, its length, what it is, and help."""
    for near in _NEAR:
        for match in near.sign.finditer(plain):
            name = match[1].strip() if match.re.groups else ""
            if _COVER in match[0] or (match[0][0] == "«" and not _NO_WORD.search(name)):
                continue  # a word in quotes, as French and German write them
            yield match.start(), match.end() - match.start(), near.what, near.help(name)
            plain = plain[: match.start()] + _COVER * (match.end() - match.start()) + plain[match.end() :]


def _merge_field(stream: Stream) -> Iterator[tuple[int, int, str, str]]:
    found = _MERGE.match(stream.text)
    if found:
        name = re.sub(r"\W+", "_", found[1] or found[2])
        what = f"a merge field `{name}` is not filled"
        yield 0, len(stream.text), what, f"put `{{{{ {name} }}}}` in its place; Alt+F9 shows the codes of fields"
