"""The data of a chart that stands in a template replaced: what it shows, and the spreadsheet behind it."""

from __future__ import annotations

from kamdocs.model.word_template import ChartData
from kamdocs.word.additions import Additions
from kamdocs.word.elements import Node, made, serialised
from kamdocs.word.names import qualified
from kamdocs.word.package import parse_part
from kamdocs.word.relationships import OFFICE, Relationship
from kamdocs.write.word.charts.sheet import Sheet
from kamdocs.write.word_template.chart_data import Chart, sheet_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EXTENSIONS = qualified("c:extLst")


def replace_data(data: ChartData, id: str, additions: Additions, part: str) -> str:
    """The id of the relationship of `part` to the chart `id` with other data.

    Why: the first time, the part of the chart itself is changed, so that the data of the template leave with no
    document; a chart that is shown again, as in a loop, becomes a part of its own.
    """
    relationship = additions.relationships(part)[id]
    original = relationship.target
    root = parse_part(additions.base.index.parts[original])
    type = additions.base.index.content_type(original)
    first = ("chart", original) not in additions.memory
    additions.memory["chart", original] = True
    name = original if first else additions.add_part("word/charts/chart{}.xml", b"", type)
    if not first:
        for each, found in additions.base.index.relationships(original).items():
            additions.set_relationship(name, each, found)
    sheet = sheet_of(data, root)
    Chart(root, sheet).show(data)
    _attach(root, sheet, name, additions, first=first)
    additions.put(name, serialised(root), type)
    return id if first else additions.relate(part, Relationship(relationship.type, name))


def _attach(root: Node, sheet: Sheet, name: str, additions: Additions, *, first: bool) -> None:
    """Give a chart its spreadsheet."""
    held = additions.relationships(name)
    found = next(((id, each) for id, each in held.items() if each.kind == "package"), None)
    content = sheet.workbook()
    if found is not None and first and found[1].target.endswith(".xlsx"):
        additions.put(found[1].target, content, additions.base.index.content_type(found[1].target) or _XLSX)
        return
    book = Relationship(f"{OFFICE}/package", additions.add_part("word/embeddings/chart{}.xlsx", content, _XLSX))
    external = root.find(qualified("c:externalData"))
    if found is not None:
        additions.set_relationship(name, found[0], book)
    elif external is not None:
        external.set(qualified("r:id"), additions.relate(name, book))
    else:
        _insert_external(root, additions.relate(name, book))


def _insert_external(root: Node, id: str) -> None:
    external = made("c:externalData", {"r:id": id}, [made("c:autoUpdate", {"val": 0})])
    later = next(
        (child for child in root if child.tag in (qualified("c:printSettings"), qualified("c:userShapes"))), None
    )
    if later is not None:
        later.addprevious(external)
    else:
        tail = root.find(_EXTENSIONS)
        root.append(external) if tail is None else tail.addprevious(external)
