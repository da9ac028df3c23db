"""Promise 4: no hole in a finished file. What the public inputs hold in the same words may stand.

A PDF has lines, but no paragraphs: a value of the data that looks like a hole may be broken up in it, with other cells
between. What is searched is therefore the page that it was made from, paragraph by paragraph; and the PDF may not show
the marks of a hole oftener than that page does, unless the data hold them in the same words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kamdocs.errors import Problem
from kamdocs.model.page import Page, WordPage
from kamdocs.rules.search import Passage, plain, seen
from kamdocs.verify.blocks import page_blocks, page_body
from kamdocs.verify.finished import Finished, paragraphs
from kamdocs.verify.public import Public
from kamdocs.verify.strings import Strings, kept
from kamdocs.word.filled import symbols_of

_AROUND = 12
_KEPT = 1024
"""Of how many texts what was found is kept: those that one document after another holds."""

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
    _hole("`None` in place of a value", rf"\bNone\b(?!\s+(?:{_GOES_ON})\b)", r"\bNONE\b"),
    _hole("`NaN` in place of a value", r"\bNaN\b"),
    _hole(
        "`nan` in place of a value", "^nan$", r"\bnan(?=\s?(?:%|[A-Z]{3}\b|[\uac00-\ud7a3]))", r"(?<=[A-Z]{3}\s)nan\b"
    ),
    _hole("`Undefined` in place of a value", r"\bUndefined\b", r"\bundefined\b(?=\s*(?:[,.;:%)]|$))"),
    _hole(
        "the name of an object in place of a value",
        r"\[object\b",
        r"<\w[^<>]* at 0x",
        r"(?i:decimal|datetime\.date)\('?\d",
    ),
    _hole("a mark of the program", r'data-l="\d'),
    _hole("an empty salutation", rf"^(?:Dear|Kính gửi|Kính thưa|Thưa)(?:\s(?:{_TITLES})\.?)?\s*[,:]?$", anywhere=False),
    _hole("a form of address without a name", r"^(?:님|귀하|귀중|께)(?:[\s,]|께|$)", anywhere=False),
    _hole("a gap before a mark", r"(?<=[^\s.…]) +[,.](?=\s|$)(?! \.)", r"\(\s*\)", r"“\s*”", r", +,", anywhere=False),
)
# The least of each sign that counts in a PDF, which no line break divides; those that overlap count each.
_MARK = re.compile(
    r"(?=(\{[{%#]|[%}]\}|None|NONE|[Nn]a[Nn]|data-l=|(?i:decimal|date)\('?\d|[Uu]ndefined|\[object|0x|[\ue000-\uf8ff\U000f0000-\U0010ffff]))"
)
_WORD_NAN = _hole("`nan` in place of a value", r"\bnan\b")
_OTHER_LATIN = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_NAMED = {"h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "li": "list item", "dt": "term"}
_NAMED |= {"caption": "caption of a table", "figcaption": "caption of a figure"}


@dataclass(frozen=True, slots=True)
class _Found:
    """A sign of a hole, where it stands."""

    passage: Passage
    hole: _Hole
    match: re.Match[str]


def holes(file: Finished, public: Public, *, quote: bool) -> Iterator[Problem]:
    """One problem for each kind of hole in `file`, with the first place of it. Without `quote` no text is shown."""
    told: set[str] = set()
    for found in _in_pdf(file, public) if file.draft.format == "pdf" else _in_strings(file, public):
        if found.hole.what not in told:
            told.add(found.hole.what)
            shown = f", in `{_context(found.match.string, found.match)}`" if quote else ""
            yield file.problem("hole", f"{found.hole.what} stands {found.passage.place}{shown}")
    if isinstance(file.page, Page):
        yield from _empty_elements(file, file.page)


def _in_strings(file: Finished, public: Public) -> Iterator[_Found]:
    shared = (found for strings in file.shared for found in _signs_again(strings))
    signs = (*_signs_in(file.passages), *shared)
    return (found for found in signs if not _stands_in_data(found.match.string, found.match, public))


def _in_pdf(file: Finished, public: Public) -> Iterator[_Found]:
    """The holes in the paragraphs of the page, then those that only the PDF has."""
    page = file.page
    texts, again = _of_html(page) if isinstance(page, Page) else (page.said, page.said)
    yield from _in(paragraphs(texts), public)
    added, lines = _added(file, texts, again), {*file.body, *file.sheets}
    own = symbols_of(page.template) if isinstance(page, WordPage) else frozenset()
    for found in _in(file.passages, public, sentences=False):
        if found.match[0] in own:
            continue
        if found.passage not in lines or added.intersection(_marks(found.match[0])):
            yield found


def _of_html(page: Page) -> tuple[Sequence[str], Sequence[str]]:
    """The paragraphs of a page, and what may come again on each sheet: the running head, and the head of a table."""
    blocks = page_blocks(page.html)
    heads = [block.text for block in blocks if next(block.element.iterancestors("thead"), None) is not None]
    return [block.text for block in blocks], [page.running_head, *heads]


def _added(file: Finished, texts: Iterable[str], repeated: Sequence[str]) -> frozenset[str]:
    """The marks that a PDF shows oftener than the page that it was made from, of which each sheet may have those
    `repeated` again; the body leaves these out."""
    written, again = _counted(texts), _counted([*repeated] * len(file.sheets))
    in_body = _counted(passage.text for passage in file.body) - written
    on_sheets = _counted(passage.text for passage in file.sheets) - written - again
    return frozenset(in_body | on_sheets)


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(mark for text in texts for mark in _marks(text))


def _marks(text: str) -> list[str]:
    return _MARK.findall(plain(text))


def _in(passages: Iterable[Passage], public: Public, *, sentences: bool = True) -> Iterator[_Found]:
    """The signs in `passages` that do not stand in the data; of no sentence, where `sentences` are cut into lines."""
    for found in _signs_in(passages, sentences=sentences):
        if not _stands_in_data(found.match.string, found.match, public):
            yield found


def _signs_in(passages: Iterable[Passage], *, sentences: bool = True) -> Iterator[_Found]:
    """All signs of holes in `passages`, whatever the data hold."""
    for passage in passages:
        if passage.kind != "technical":
            signs = _signs_of(passage.text, sentences and passage.kind == "read")
            yield from (_Found(passage, hole, match) for hole, match in signs)


@kept
def _signs_again(strings: Strings) -> tuple[_Found, ...]:
    return tuple(_signs_in(strings.passages))


@lru_cache(maxsize=_KEPT)
def _signs_of(text: str, sentence: bool) -> tuple[tuple[_Hole, re.Match[str]], ...]:
    """The signs of holes in a text, none of them overlapping; those of a `sentence` among them where it is one."""
    text, taken, found = seen(text), list[tuple[int, int]](), list[tuple[_Hole, re.Match[str]]]()
    for hole in _signs_for(text, sentence):
        for match in hole.sign.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                taken.append(match.span())
                found.append((hole, match))
    return tuple(found)


def _signs_for(text: str, sentence: bool) -> Iterator[_Hole]:
    yield from (hole for hole in _HOLES if hole.anywhere or sentence)
    # `nan` is a syllable of Vietnamese, which no sentence writes without marks.
    if sentence and not _OTHER_LATIN.search(text):
        yield _WORD_NAN


def _context(text: str, match: re.Match[str]) -> str:
    """What stands around a sign, from word to word."""
    before, after = text[: match.start()], text[match.end() :]
    left = before[-_AROUND:] if len(before) <= _AROUND else before[-_AROUND:].partition(" ")[2]
    right = after[:_AROUND] if len(after) <= _AROUND else after[:_AROUND].rpartition(" ")[0]
    return " ".join(f"{left}{match[0]}{right}".split())


def _stands_in_data(text: str, match: re.Match[str], public: Public) -> bool:
    """Whether the data hold the sign of a hole in the same words, or all of a value of theirs stands there.

    A template may print a value in capitals, as names in signatures, or with a small first letter.
    """
    around, sign = _context(text, match).casefold(), " ".join(match[0].split())
    holding = [value for value in public.lines if sign in value or sign.capitalize() in value or sign in value.upper()]
    return any(around in value.casefold() or _covers(value, text, match) for value in holding)


def _covers(value: str, text: str, match: re.Match[str]) -> bool:
    """Whether a value stands in `text` where the match does."""
    words = r"\s+".join(map(re.escape, value.split()))
    places = re.finditer(words, text, re.IGNORECASE)
    return any(found.start() <= match.start() and match.end() <= found.end() for found in places)


def _empty_elements(file: Finished, page: Page) -> Iterator[Problem]:
    """Headings, items and captions without text or picture."""
    for element in page_body(page.html).iter(*_NAMED):
        if not "".join(map(str, element.itertext())).strip() and element.find(".//img") is None:
            yield file.problem("hole", f"there is an empty {_NAMED[str(element.tag)]}")
