"""What documents of a process share, inside WeasyPrint: styles, lines, drawn text, parts of fonts; and what they lack.

Each module here takes the place of one function or class of WeasyPrint, and gives what that gives: to the last byte the
same document, only sooner. They know its insides, so they are there for the versions alone with which that was tried;
with any other, WeasyPrint works everything out anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint.text.fonts import FontConfiguration

TRIED = frozenset({"70.0"})


def share(fonts: FontConfiguration) -> None:
    """Have documents with these fonts share what is worked out for them."""
    from weasyprint import VERSION

    if VERSION in TRIED:
        from kamdocs.write.reuse import fonts as subsets
        from kamdocs.write.reuse import idle, lines, styles, text, values

        for part in (styles, lines, text, subsets, idle, values):
            part.take_place()
        styles.keep(fonts)
        lines.keep(fonts)
