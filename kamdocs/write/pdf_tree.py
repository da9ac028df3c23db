"""The structure tree of a PDF that is being made: its elements, what they hold, and how that is moved or taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pydyf  # type: ignore[import-untyped]  # it has none

_REFERENCE = re.compile(rb"(\d+) \d+ R")

Kid = object
"""What an element holds: a reference to another one or to an annotation, or the number of a run of text on its page."""


class Element:
    """An element of the tree. Two of them are equal where they are the same object of the file."""

    def __init__(self, tree: Tree, item: pydyf.Dictionary) -> None:
        self._tree = tree
        self.item = item

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Element) and other.item is self.item

    def __hash__(self) -> int:
        return id(self.item)

    @property
    def kind(self) -> str:
        """What it is, as `P` or `LI`."""
        return str(self.item["S"]).removeprefix("/")

    @kind.setter
    def kind(self, kind: str) -> None:
        self.item["S"] = f"/{kind}"

    @property
    def parent(self) -> Element:
        """The element that holds it."""
        return Element(self._tree, self._tree.item(self.item["P"]))

    @property
    def kids(self) -> list[Element | Kid]:
        """What it holds, in reading order; elements as such, all else as it stands in the file."""
        return [self._tree.element(kid) or kid for kid in self.item["K"]]

    @kids.setter
    def kids(self, kids: Iterable[Element | Kid]) -> None:
        self.item["K"] = pydyf.Array()
        for kid in kids:
            self.item["K"].append(kid.item.reference if isinstance(kid, Element) else kid)
            if isinstance(kid, Element):
                kid.item["P"] = self.item.reference

    @property
    def elements(self) -> list[Element]:
        """The elements that it holds."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def around(self, kind: str) -> Element | None:
        """The nearest element of `kind` around it."""
        element = self
        while element.kind != "Document":
            element = element.parent
            if element.kind == kind:
                return element
        return None

    def below(self, *kinds: str) -> Iterator[Element]:
        """The elements of `kinds` within it, in reading order, but none within another of them."""
        for element in self.elements:
            if element.kind in kinds:
                yield element
            else:
                yield from element.below(*kinds)

    def within(self) -> Iterator[Element]:
        """All elements within it, in reading order."""
        for element in self.elements:
            yield element
            yield from element.within()

    def wrap(self, kind: str, kids: Iterable[Element | Kid]) -> Element:
        """A new element of `kind` for some of its kids, to be put in their place."""
        item = pydyf.Dictionary(
            {"Type": "/StructElem", "S": f"/{kind}", "Pg": self.item["Pg"], "P": self.item.reference}
        )
        self._tree.pdf.add_object(item)
        element = Element(self._tree, item)
        element.kids = kids
        return element


class Tree:
    """The structure tree of `pdf`."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self._root = self.item(pdf.catalog["StructTreeRoot"])
        self._places = self.item(self._root["ParentTree"])["Nums"]

    def item(self, reference: bytes) -> pydyf.Dictionary:
        """The object that `reference` leads to."""
        return self.pdf.objects[int(reference.split()[0])]

    def element(self, kid: Kid) -> Element | None:
        """The element that `kid` refers to; None for a run of text and for an annotation."""
        if not isinstance(kid, bytes) or not _REFERENCE.fullmatch(kid):
            return None
        item = self.item(kid)
        return Element(self, item) if "S" in item else None

    def of_kind(self, kind: str) -> list[Element]:
        """All elements of `kind`."""
        return [Element(self, item) for item in self._items() if item["S"] == f"/{kind}"]

    def holders_of_runs(self) -> list[list[Element]]:
        """The element that holds each run of text and each picture, a list for each page, as they were made."""
        pages: dict[bytes, list[Element]] = {page: [] for page in self.pdf.page_references}
        for item in self._items():
            pages.get(item.get("Pg", b""), []).extend(Element(self, item) for kid in item["K"] if isinstance(kid, int))
        return list(pages.values())

    @property
    def language(self) -> str:
        """The language of the document."""
        return str(self.pdf.catalog["Lang"].string)

    @property
    def document(self) -> Element:
        """The element that holds all others."""
        (reference,) = self._root["K"]
        return Element(self, self.item(reference))

    def texts(self, element: Element) -> list[Element | Kid]:
        """What `element` holds beside annotations."""
        return [kid for kid in element.kids if isinstance(kid, Element | int)]

    def merge(self, first: Element, others: Iterable[Element]) -> None:
        """Have `first` hold what `others` of its page held too, which are gone then."""
        for other in others:
            first.kids = [*first.kids, *other.kids]
            self._rename(other.item.reference, first.item.reference)
            other.item.clear()

    def take_out(self, elements: Iterable[Element]) -> None:
        """Make artifacts of what `elements` show, as what is not read out: ornament. They are gone then."""
        runs: dict[bytes, set[int]] = {}
        for element in elements:
            runs.setdefault(element.item["Pg"], set()).update(kid for kid in element.kids if isinstance(kid, int))
            self._rename(element.item.reference, b"null")
            element.item.clear()
        for page, taken in runs.items():
            for stream in self._streams(self.item(page)):
                for place, run in _runs(stream):
                    if run in taken:
                        stream.stream[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Layout"})]

    def unlink(self, element: Element) -> None:
        """Take away the annotations that `element` holds."""
        page = self.item(element.item["Pg"])
        for kid in self._links(element):
            holder = self.item(kid)
            annotation = self.item(holder["Obj"])
            page["Annots"].remove(annotation.reference)
            place = self._places.index(annotation["StructParent"])
            del self._places[place : place + 2]
            annotation.clear()
            holder.clear()
        element.kids = self.texts(element)

    def lift(self, element: Element, link: Element) -> None:
        """Give the annotations that `element` holds to `link`."""
        for kid in self._links(element):
            place = self._places.index(self.item(self.item(kid)["Obj"])["StructParent"])
            self._places[place + 1] = link.item.reference
            link.kids = [*link.kids, kid]
        element.kids = self.texts(element)

    def _links(self, element: Element) -> list[bytes]:
        return [kid for kid in element.kids if isinstance(kid, bytes)]

    def own_groups(self) -> None:
        """Have what is drawn as a group, as text that is seen through, known by the group too.

        Why not by the group alone: PDFium finds what a page says by the list of the page.
        """
        for page in (self.item(reference) for reference in self.pdf.page_references):
            held = self._places[self._places.index(page["StructParents"]) + 1]
            _, *groups = self._streams(page)
            for group in groups:
                if runs := [run for _, run in _runs(group)]:
                    self._own(group, runs, held, page)

    def _own(self, group: pydyf.Stream, runs: list[int], held: pydyf.Array, page: pydyf.Dictionary) -> None:
        """Give `group` its `runs` from those that `page` knows by its list `held`."""
        group.extra["StructParents"] = key = max(self._places[::2]) + 1
        self._places += (key, pydyf.Array([b"null"] * (max(runs) + 1)))
        for run in runs:
            kids = self.item(held[run])["K"]
            place = {"Type": "/MCR", "Pg": page.reference, "Stm": group.reference, "MCID": run}
            kids[kids.index(run)] = pydyf.Dictionary(place)
            self._places[-1][run] = held[run]

    def _streams(self, page: pydyf.Dictionary) -> Iterator[pydyf.Stream]:
        """What draws `page`: its own stream, then those of the groups in it."""
        ahead = [(self.item(page["Contents"]), page["Resources"])]
        while ahead:
            stream, resources = ahead.pop(0)
            yield stream
            named = self.item(resources)["XObject"]
            drawn = (part for part in stream.stream if isinstance(part, bytes) and part.endswith(b" Do"))
            found = (self.item(named[part[1:-3].decode()]) for part in drawn)
            ahead += [(group, group.extra["Resources"]) for group in found if group.extra["Subtype"] == "/Form"]

    def list_ids(self) -> None:
        """Write the index of the identifiers of elements, which a file that has some must hold."""
        named = sorted((item for item in self._items() if "ID" in item), key=lambda item: str(item["ID"].string))
        if named:
            names = (part for item in named for part in (item["ID"], item.reference))
            self._root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})

    def _items(self) -> list[pydyf.Dictionary]:
        """The elements as they stand in the file."""
        objects = (item for item in self.pdf.objects if isinstance(item, pydyf.Dictionary))
        return [item for item in objects if item.get("Type") == "/StructElem"]

    def _rename(self, old: bytes, new: bytes) -> None:
        """Say of what `old` held that `new` holds it."""
        for place, held in enumerate(self._places):
            if held == old:
                self._places[place] = new
            elif isinstance(held, pydyf.Array):
                held[:] = [new if one == old else one for one in held]


def in_order(elements: Iterable[Element]) -> list[Element]:
    """`elements` of WeasyPrint's as it came upon them, which is how they are read."""
    return sorted(elements, key=lambda element: int(element.item.number))


def _runs(stream: pydyf.Stream) -> Iterator[tuple[int, int]]:
    """Where each run of text begins in `stream`, and its number on the page."""
    for place, part in enumerate(stream.stream):
        if isinstance(part, pydyf.Dictionary) and "MCID" in part:
            yield place, part["MCID"]
