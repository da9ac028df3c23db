"""The styles of a document: the theme's tokens as Word paragraph styles.

Distances are parts of the size of running text, so that a theme with larger type breathes alike. Word takes the
larger of the distances after one paragraph and before the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kamdocs.model.theme import Theme
from kamdocs.rules.colours import PAPER
from kamdocs.rules.contrast import muted_on
from kamdocs.write.word.language import Tongue
from kamdocs.write.word.styles import Block, Characters, Rule, Side, Style

BULLETS = 1
NUMBERS = 2
"""Ids of the numberings that the list styles are tied to."""

LEVELS = 3
LEVEL_STEP = 17
"""How far a list level is indented, in points."""

HAIRLINE = 0.5
TEXT_LEVEL = 9
"""The outline level of what is no heading to Word, so that contents do not list it."""

_AROUND: tuple[Side, ...] = ("top", "left", "bottom", "right")
_TIGHT = 1.4
_DISPLAY = 1.2


def sized(theme: Theme, language: Tongue) -> Theme:
    """`theme` in the sizes that its Word font for `language` wants, to half points; lines are as high as in the PDF."""
    font = theme.fonts.hangul if language.east_asian else theme.fonts.latin
    sizes = {name: round(size * font.word_scale * 2) / Decimal(2) for name, size in theme.sizes}
    height = max(theme.line_height / font.word_scale, Decimal(1))
    return theme.model_copy(update={"sizes": theme.sizes.model_copy(update=sizes), "line_height": height})


def paragraph_styles(theme: Theme) -> list[Style]:
    """Every paragraph style of `theme`, bases before what is based on them."""
    looks = _Looks(theme)
    return [
        *looks.running_text(),
        *looks.headings(),
        *looks.lists(),
        *looks.contents(),
        *looks.table_text(),
        *looks.figures(),
        *looks.small_print(),
        *looks.cover(),
        *looks.letter(),
        *looks.boxes(),
    ]


class _Looks:
    """Sizes in points and colours of one theme."""

    def __init__(self, theme: Theme) -> None:
        self.colours = theme.colours
        self.looks = theme.looks
        latin, hangul = theme.fonts.of_headings()
        own = (latin, hangul) != (theme.fonts.latin, theme.fonts.hangul)
        self.display = Characters(
            font=(latin.word, hangul.word) if own else None, bold=theme.fonts.headings.weight == "bold"
        )
        self.unit = float(theme.sizes.text)
        self.line_height = float(theme.line_height)
        self.sizes = {name: float(size) for name, size in theme.sizes.model_dump().items()}

    def _characters(self, size: str, colour: str | None = None, *, bold: bool | None = None) -> Characters:
        return Characters(size=self.sizes[size], colour=colour, bold=bold)

    def _block(
        self, size: str, line: float, before: float = 0, after: float = 0, *, hold: bool = False, right: bool = False
    ) -> Block:
        """A block whose lines are `line` sizes high, `before` and `after` in parts of the size of running text."""
        return Block(
            before=before * self.unit,
            after=after * self.unit,
            line=line * self.sizes[size],
            keep_next=hold,
            keep_lines=hold,
            align="right" if right else "",
            whole_words=hold or right,
        )

    def running_text(self) -> Iterator[Style]:
        height = self.line_height
        yield Style("Normal")
        yield Style("Body Text", block=self._block("text", height, 0.73, 0.73))
        yield Style(
            "Lead",
            following="Body Text",
            characters=self._characters("lead", self.colours.strong),
            block=self._block("lead", height, 0.7, 1),
        )
        yield Style(
            "Question",
            following="Body Text",
            characters=self._characters("h3", self.colours.accent, bold=True),
            block=self._block("h3", _TIGHT, 0.5, 1, hold=True),
        )
        yield Style(
            "Definition Term",
            following="Definition Description",
            characters=Characters(colour=self.colours.strong, bold=True),
            block=self._block("text", height, 0.65, hold=True),
        )
        yield Style("Definition Description", block=replace(self._block("text", height, 0, 0.5), left=LEVEL_STEP))

    def headings(self) -> Iterator[Style]:
        """Each with the one of the same looks that heads a table of contents, which lists all but these."""
        colours = self.colours
        marks = {"bar": (Rule("left", 3, colours.accent, 9),), "rule": (Rule("bottom", 0.75, colours.accent, 4),)}
        top = replace(self._block("h2", _DISPLAY, 3.1, 1.1, hold=True), rules=marks.get(self.looks.heading, ()))
        looks = (
            ("h2", colours.strong, self.display.bold, top),
            ("h3", colours.accent, self.display.bold, self._block("h3", _DISPLAY, 2, 0.55, hold=True)),
            ("h4", colours.strong, True, self._block("h4", _DISPLAY, 1.4, 0.3, hold=True)),
        )
        for level, (size, colour, bold, block) in enumerate(looks):
            characters = replace(self.display, size=self.sizes[size], colour=colour, bold=bold)
            name = f"Heading {level + 1}"
            yield Style(name, following="Body Text", characters=characters, block=replace(block, outline=level))
            suffix = f" {level + 1}" if level else ""
            contents = Block(outline=TEXT_LEVEL)
            yield Style(f"TOC Heading{suffix}", name, following="Body Text", block=contents)

    def lists(self) -> Iterator[Style]:
        item = self._block("text", self.line_height, 0.3, 0.3)
        for level in range(LEVELS):
            suffix = f" {level + 1}" if level else ""
            yield Style(f"List Bullet{suffix}", block=replace(item, numbering=(BULLETS, level)))
            yield Style(f"List Number{suffix}", block=replace(item, numbering=(NUMBERS, level)))
            yield Style(f"List Continue{suffix}", block=replace(item, left=LEVEL_STEP * (level + 1)))
            yield Style(f"List Check{suffix}", block=replace(item, left=LEVEL_STEP * (level + 1), hanging=LEVEL_STEP))

    def contents(self) -> Iterator[Style]:
        """The entries of a table of contents; the tab before the number of a page stands with each, as it is as far
        right as its place is wide."""
        for level in range(1, LEVELS + 1):
            top = level == 1
            look = Characters(colour=self.colours.strong, bold=True) if top else Characters()
            block = self._block("text", self.line_height, 0.7 if top else 0.1, 0.1)
            yield Style(f"TOC {level}", characters=look, block=replace(block, left=0 if top else LEVEL_STEP))

    def table_text(self) -> Iterator[Style]:
        colours, right = self.colours, Block(align="right", whole_words=True)
        figures = Characters(tabular=True)
        yield Style("Table Text", characters=self._characters("table"), block=self._block("table", _TIGHT))
        yield Style("Table Number", "Table Text", characters=figures, block=right)
        head = Characters(bold=True, colour=colours.strong if self.looks.table == "ruled" else colours.on_strong)
        yield Style("Table Head", "Table Text", characters=head, block=Block(keep_next=True))
        yield Style("Table Head Number", "Table Head", characters=figures, block=right)
        strong = Characters(bold=True, colour=colours.strong)
        yield Style("Table Row Head", "Table Text", characters=strong)
        yield Style("Table Total", "Table Text", characters=strong)
        yield Style("Table Total Number", "Table Total", characters=figures, block=right)
        yield Style("Fact Name", "Table Text", characters=Characters(colour=colours.muted))
        # Word wants a paragraph where a cell or the text ends with a table, and between two tables: a hair of one.
        gap = Block(before=0, after=0, line=1, exact=True)
        yield Style("Table Gap", characters=Characters(size=1), block=gap)

    def figures(self) -> Iterator[Style]:
        yield Style(
            "Key Figure",
            following="Key Figure Label",
            characters=replace(self.display, size=self.sizes["number"], colour=self.colours.accent, tabular=True),
            block=self._block("number", _DISPLAY, 0, 0.2, hold=True),
        )
        label = self._characters("small", self.colours.muted)
        yield Style("Key Figure Label", characters=label, block=self._block("small", _TIGHT))
        yield Style("Figure", following="Caption", block=self._block("text", 1, 1, 0.5, hold=True))

    def small_print(self) -> Iterator[Style]:
        muted = self._characters("small", self.colours.muted)
        rule = Rule("bottom", HAIRLINE, self.colours.line, 5)
        yield Style("Note", following="Body Text", characters=muted, block=self._block("small", 1.45, 0.5, 0.7))
        yield Style(
            "Caption",
            following="Body Text",
            characters=muted,
            block=self._block("small", _TIGHT, 1, 0.45, hold=True),
        )
        notes = replace(self._block("small", _TIGHT, 0, 0.2), left=10, hanging=10)
        yield Style("Footnote Text", characters=self._characters("small"), block=notes)
        yield Style("Header", characters=muted, block=replace(self._block("small", _TIGHT), rules=(rule,)))
        yield Style("Footer", characters=muted, block=self._block("small", _TIGHT, right=True))

    def cover(self) -> Iterator[Style]:
        """Without a colour where the table style of the cover gives one."""
        plain = self.looks.cover == "plain"
        rules = (Rule("top", 1.2, self.colours.accent, 12),) if plain else ()
        kicker = replace(self._characters("small", self.colours.accent, bold=True), tracking=0.4)
        yield Style("Kicker", characters=kicker, block=self._block("small", _TIGHT, 0.5, 0.4, hold=True))
        yield Style(
            "Cover Kicker",
            following="Title",
            characters=replace(kicker, size=self.sizes["small"] + 1, colour=self.colours.accent if plain else None),
            block=replace(self._block("small", _TIGHT, 0, 1.4, hold=True), rules=rules),
        )
        title = self._block("title", 1.16, 0, 0.9, hold=True)
        display = replace(self.display, size=self.sizes["title"], colour=self.colours.strong if plain else None)
        yield Style("Title", following="Subtitle", characters=display, block=title)
        subtitle = self._characters("h3", self.colours.muted if plain else None)
        yield Style("Subtitle", following="Body Text", characters=subtitle, block=self._block("h3", _TIGHT, 0, 0.4))
        if self.looks.cover == "page":
            yield from self._page_of_colour()

    def _page_of_colour(self) -> Iterator[Style]:
        """What stands around the title there: a picture on a white plate, and names of facts."""
        plate = tuple(Rule(side, 8, PAPER, 0) for side in _AROUND)
        yield Style("Cover Picture", block=Block(left=8, rules=plate, fill=PAPER))
        muted = muted_on(self.colours.strong, self.colours.on_strong)
        yield Style("Cover Fact Name", "Table Text", characters=Characters(colour=muted))

    def letter(self) -> Iterator[Style]:
        height = self.line_height
        muted = self._characters("small", self.colours.muted)
        yield Style("Letterhead", characters=muted, block=self._block("small", 1.5, right=True))
        address = replace(self._block("text", height, 0.8, 2), whole_words=True)
        yield Style("Address", following="Body Text", block=address)
        yield Style("Date", following="Body Text", block=self._block("text", height, 1.6, 1.6, right=True))
        subject = self._block("text", height, 0.4, 1, hold=True)
        strong = self._characters("text", self.colours.strong, bold=True)
        yield Style("Subject", following="Body Text", characters=strong, block=subject)
        closing = self._block("text", height, 2.2, 0.6, hold=True)
        yield Style("Closing", following="Signature", block=closing)
        entry = self._block("text", height, 3.4, 0.2, hold=True)
        yield Style("Signature Entry", following="Signature", block=entry)
        line = Rule("top", HAIRLINE, self.colours.text, 4)
        signature = replace(self._block("text", height, 0, 0.6), keep_lines=True, rules=(line,))
        yield Style("Signature", block=signature)
        seal = replace(self._block("small", _TIGHT), align="center")
        yield Style("Seal", characters=muted, block=seal)

    def boxes(self) -> Iterator[Style]:
        colours = self.colours
        box = replace(self._block("text", self.line_height, 0.9, 0.9), left=13, right=8, keep_lines=True)
        boxed = self.looks.callout == "box"
        yield Style("Call-out", block=replace(box, rules=self._around(), fill="" if boxed else colours.tint))
        bar = Rule("left", 2, colours.accent, 13)
        quote = replace(self._block("lead", self.line_height, 1, 0.2, hold=True), left=16, rules=(bar,))
        yield Style(
            "Quote",
            following="Quote Source",
            characters=self._characters("lead", colours.strong),
            block=quote,
        )
        yield Style(
            "Quote Source",
            following="Body Text",
            characters=self._characters("small", colours.muted),
            block=replace(self._block("small", _TIGHT, 0.5, 1.2), left=16, rules=(bar,)),
        )

    def _around(self) -> tuple[Rule, ...]:
        """What is drawn around a call-out of one stretch of paragraphs: a ground of one colour needs rules of it."""
        colours = self.colours
        if self.looks.callout == "box":
            return tuple(Rule(side, 0.75, colours.accent, 7) for side in _AROUND)
        ground = tuple(Rule(side, 4, colours.tint, 3) for side in _AROUND if side != "left")
        bar = Rule("left", 3, colours.accent, 10) if self.looks.callout == "bar" else Rule("left", 4, colours.tint, 9)
        return (bar, *ground)
