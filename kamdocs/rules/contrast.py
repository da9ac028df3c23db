"""Whether text stands out from its ground, as the Web Content Accessibility Guidelines 2.2 want it at level AA.

Lines that only part things, as those of tables, need no contrast; bars in the accent colour have that of accent text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kamdocs.model.theme import Theme
from kamdocs.rules.colours import PAPER, contrast

TEXT, LARGE_TEXT = 4.5, 3.0
"""The contrast that text needs, and that which large text does (1.4.3)."""
LARGE, _LARGE_BOLD = 18, 14
"""From so many points on text is large."""

LINE_SHARE = 0.35
"""How much of the colour of text is seen in a hairline on a ground of colour."""
_MUTED = 0.68
_SUM_SHARE = 0.1
_STEPS = 20
_SHADES = 255


@dataclass(frozen=True, slots=True)
class Use:
    """Text in the colour `ink` on the colour `ground`, empty for paper, by their names; `size` in points."""

    ink: str
    ground: str
    size: float
    bold: bool = False

    @property
    def wanted(self) -> float:
        """The contrast that it needs."""
        return LARGE_TEXT if self.size >= (_LARGE_BOLD if self.bold else LARGE) else TEXT


@dataclass(frozen=True, slots=True)
class Faint:
    """A use whose contrast is `found`; `colour`, by its name, is what to change, and `remedy` the nearest that does.

    `lighter` says that the remedy is lighter than the colour, not darker.
    """

    use: Use
    found: float
    colour: str
    remedy: str
    lighter: bool


def faint(theme: Theme) -> Iterator[Faint]:
    """The uses of colours in `theme` whose contrast is too low: of each two colours the one that needs most.

    Why: a colour that fails on paper is told for that alone, since it changes before it stands on others.
    """
    failing = [use for use in _strictest(_uses(theme)) if _contrast(use, theme) < use.wanted]
    on_paper = {use.ink for use in failing if not use.ground}
    for use in failing:
        if use.ground and (use.ink in on_paper or use.ground in on_paper):
            continue
        changed = use.ground if use.ground == "tint" else use.ink
        others = [each for each in failing if each.ground == use.ground and each.ink not in on_paper]
        pairs = [(each.ink, each) for each in others] if changed == use.ground else [(use.ground, use)]
        against = [(_value(name, theme), each.wanted) for name, each in pairs]
        remedy, lighter = _nearest(_value(changed, theme), against)
        yield Faint(use, _contrast(use, theme), changed, remedy, lighter)


def mixed(colour: str, ground: str, share: float) -> str:
    """The colour that `colour` has on `ground` when only `share` of it is seen."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + "".join(f"{round(above * share + below * (1 - share)):02x}" for above, below in pairs)


def muted_on(ground: str, colour: str) -> str:
    """A quieter `colour` for text on `ground`: as quiet as can be read, `colour` itself where that is just so."""
    shares = (_MUTED + (1 - _MUTED) * step / _STEPS for step in range(_STEPS + 1))
    quieter = (mixed(colour, ground, share) for share in shares)
    return next((found for found in quieter if contrast(found, ground) >= TEXT), colour)


def ground_of_sums(theme: Theme) -> str:
    """The ground of sums among rows of which every other has the tint: as much deeper as its text can be read on."""
    colours = theme.colours
    shares = (_SUM_SHARE * (_STEPS - step) / _STEPS for step in range(_STEPS))
    deeper = (mixed(colours.strong, colours.tint, share) for share in shares)
    fit = (ground for ground in deeper if min(contrast(ink, ground) for ink in (colours.text, colours.strong)) >= TEXT)
    return next(fit, colours.tint)


def _uses(theme: Theme) -> Iterator[Use]:
    """Where text stands: on paper, on the ground of call-outs and rows, and on that of cover and table heads."""
    sizes = {name: float(size) for name, size in theme.sizes.model_dump().items()}
    looks = theme.looks
    smallest = {"text": sizes["text"], "muted": sizes["small"], "accent": sizes["text"], "strong": sizes["text"]}
    yield from (Use(ink, "", size) for ink, size in smallest.items())
    if looks.callout != "box" or looks.table == "striped":
        yield from (Use(ink, "tint", size) for ink, size in smallest.items())
    if looks.table == "filled":
        yield from (Use("text", "tint", sizes["table"]), Use("strong", "tint", sizes["table"], bold=True))
    if looks.table != "ruled":
        yield Use("on_strong", "strong", sizes["table"], bold=True)
    if looks.cover != "plain":
        yield Use("on_strong", "strong", sizes["small"], bold=True)


def _strictest(uses: Iterable[Use]) -> list[Use]:
    """Of the uses of the same two colours the one that needs most."""
    found: dict[tuple[str, str], Use] = {}
    for use in uses:
        before = found.setdefault((use.ink, use.ground), use)
        if use.wanted > before.wanted:
            found[use.ink, use.ground] = use
    return list(found.values())


def _value(name: str, theme: Theme) -> str:
    return str(getattr(theme.colours, name)) if name else PAPER


def _contrast(use: Use, theme: Theme) -> float:
    return contrast(_value(use.ink, theme), _value(use.ground, theme))


def _nearest(colour: str, against: list[tuple[str, float]]) -> tuple[str, bool]:
    """The shade of `colour` nearest to it that has the contrasts wanted, and whether it is lighter."""
    for step in range(1, _SHADES + 1):
        for end in ("#000000", PAPER):
            shade = mixed(end, colour, step / _SHADES)
            if all(contrast(shade, other) >= wanted for other, wanted in against):
                return shade, end == PAPER
    return PAPER, True
