"""Word files joined to one: what another file holds made part of the first, as when a template includes one."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from kamdocs.word.additions import Additions, Base
from kamdocs.word.elements import Node
from kamdocs.word.index import Index, bookmarks
from kamdocs.word.merging import Merge


class Joining:
    """A Word file to which others are joined.

    `parts` are all of its parts by name. `trees` are the roots of those that the caller changes, as that of its text;
    the part of the footnotes is added to them where a note comes along.
    """

    def __init__(self, parts: Mapping[str, bytes], trees: dict[str, Node]) -> None:
        self._additions = Additions(Base(parts), trees)
        unchanged = [data for name, data in parts.items() if name.endswith(".xml") and name not in trees]
        self._taken = bookmarks([*unchanged, *(etree.tostring(root) for root in trees.values())])

    def include(self, guest: Mapping[str, bytes], part: str) -> list[Node]:
        """The blocks of the text of `guest`, to be put into the tree of `part`.

        Its styles are matched by name, and the file's own win; lists begin anew; pictures, links, notes and charts come
        along under new ids; comments, sections, headers and footers do not. Raises PackageError where a part of it is
        not well formed.
        """
        index = Index(guest)
        merge = Merge(index, self._additions, part, of=index.main, taken=self._taken)
        return merge.bring(index.body())

    def parts(self) -> dict[str, bytes]:
        """All parts that differ from the file's by now, by name, those in the trees among them."""
        return self._additions.parts()
