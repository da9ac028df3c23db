"""Promise 4: no hole in a finished file. What the public inputs hold in the same words may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from kamdocs.errors import Problem
from kamdocs.rules.search import Passage
from kamdocs.verify.finished import Finished
from kamdocs.verify.public import Public

_AROUND = 12
_GOES_ON = "of|is|are|was|were|has|have|had|will|would|can|could|may|must|should|needs?|other|but|the|this|these"
_TITLES = "Mr|Ms|Mrs|Dr|Ông|Bà"


@dataclass(frozen=True, slots=True)
class _Hole:
    """A sign of a hole; `anywhere` says that it is one in properties and attributes too."""

    what: str
    sign: re.Pattern[str]
    anywhere: bool = True


def _hole(what: str, *signs: str, anywhere: bool = True) -> _Hole:
    return _Hole(what, re.compile("|".join(signs), re.MULTILINE), anywhere)


_HOLES = (
    _hole("template code", r"\{\{.*?\}\}", r"\{%.*?%\}", r"\{#.*?#\}", r"\{\{", r"\}\}", r"\{%", r"%\}", r"\{#(?!\w)"),
    _hole("a character for private use", "[\ue000-\uf8ff\U000f0000-\U0010ffff]"),
    _hole("`None` in place of a value", rf"\bNone\b(?!\s+(?:{_GOES_ON})\b)"),
    _hole("`NaN` in place of a value", r"\bNaN\b"),
    _hole(
        "`nan` in place of a value", "^nan$", r"\bnan(?=\s?(?:%|[A-Z]{3}\b|[\uac00-\ud7a3]))", r"(?<=[A-Z]{3}\s)nan\b"
    ),
    _hole("`Undefined` in place of a value", r"\bUndefined\b", r"\bundefined\b(?=\s*(?:[,.;:%)]|$))"),
    _hole("the name of an object in place of a value", r"\[object\b", r"<\w[^<>]* at 0x"),
    _hole("an empty salutation", rf"^(?:Dear|Kính gửi|Kính thưa|Thưa)(?:\s(?:{_TITLES})\.?)?\s*[,:]?$", anywhere=False),
    _hole("a form of address without a name", r"^(?:님|귀하|귀중|께)(?:[\s,]|께|$)", anywhere=False),
    _hole("a gap before a mark", r"(?<=[^\s.…]) +[,.](?=\s|$)(?! \.)", r"\(\s*\)", r"“\s*”", r", *,", anywhere=False),
)
_WORD_NAN = _hole("`nan` in place of a value", r"\bnan\b")
_OTHER_LATIN = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_NAMED = {"h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "li": "list item", "dt": "term"}
_NAMED |= {"caption": "caption of a table", "figcaption": "caption of a figure"}


def holes(file: Finished, public: Public, *, quote: bool) -> Iterator[Problem]:
    """One problem for each place where a value is missing in `file`. Without `quote` no text of it is shown."""
    told: set[str] = set()
    for passage, hole, match in _found(file):
        if hole.what in told or _stands_in_data(passage.text, match, public):
            continue
        told.add(hole.what)
        shown = f", in `{_context(passage.text, match)}`" if quote else ""
        yield file.problem("hole", f"{hole.what} stands {passage.place}{shown}")
    if file.draft.format != "pdf":
        yield from _empty_elements(file)


def _found(file: Finished) -> Iterator[tuple[Passage, _Hole, re.Match[str]]]:
    paragraphs = file.draft.format != "pdf"
    for passage in file.passages:
        if passage.kind != "technical":
            taken: list[tuple[int, int]] = []
            for hole in _signs_for(passage, paragraphs):
                for match in hole.sign.finditer(passage.text):
                    if all(match.end() <= start or match.start() >= end for start, end in taken):
                        taken.append(match.span())
                        yield passage, hole, match


def _signs_for(passage: Passage, paragraphs: bool) -> Iterator[_Hole]:
    """The signs that count in a passage; a page of a PDF has lines where the text has none."""
    sentence = paragraphs and passage.kind == "read"
    yield from (hole for hole in _HOLES if hole.anywhere or sentence)
    # `nan` is a syllable of Vietnamese, which no sentence writes without marks.
    if sentence and not _OTHER_LATIN.search(passage.text):
        yield _WORD_NAN


def _context(text: str, match: re.Match[str]) -> str:
    """What stands around a sign, from word to word."""
    before, after = text[: match.start()], text[match.end() :]
    left = before[-_AROUND:] if len(before) <= _AROUND else before[-_AROUND:].partition(" ")[2]
    right = after[:_AROUND] if len(after) <= _AROUND else after[:_AROUND].rpartition(" ")[0]
    return " ".join(f"{left}{match[0]}{right}".split())


def _stands_in_data(text: str, match: re.Match[str], public: Public) -> bool:
    """Whether the data hold the sign of a hole in the same words, or all of a value of theirs stands there."""
    around, sign = _context(text, match), " ".join(match[0].split())
    holding = [value for value in public.lines if sign in value]
    return any(around in value for value in holding) or any(_covers(value, text, match) for value in holding)


def _covers(value: str, text: str, match: re.Match[str]) -> bool:
    """Whether a value stands in `text` where the match does."""
    words = r"\s+".join(map(re.escape, value.split()))
    return any(found.start() <= match.start() and match.end() <= found.end() for found in re.finditer(words, text))


def _empty_elements(file: Finished) -> Iterator[Problem]:
    """Headings, items and captions without text or picture."""
    for element in etree.fromstring(file.page.html).iter(*_NAMED):
        if not "".join(map(str, element.itertext())).strip() and element.find(".//img") is None:
            yield file.problem("hole", f"there is an empty {_NAMED[str(element.tag)]}")
