"""The engines in Python that benchmarks/word_templates.py holds side by side, each in a process of its own.

    python benchmarks/word_engines.py ENGINE

Reads one order a line, as JSON: `template` (a file), `rows` (a file), `times` (how often all of them are filled) and
`out` (a folder); each document is written to a file of its own there. Answers with a line of JSON: seconds of
`compile` (none where an engine has no such thing) and of `fill`, and `peak`, the most memory of the process in MiB;
or `fault`, why it could not be done. With `many` in an order so many documents are written one after another into one
file.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

Fill = Callable[[dict[str, Any], Path], object]
"""Fills the template with a row and writes the document to a file."""
Open = Callable[[Path], Fill]


def _kamdocs(template: Path) -> Fill:
    from kamdocs import WordTemplate

    fill = WordTemplate(template).fill
    return lambda row, file: file.write_bytes(fill(row))


def _raw(template: Path) -> Fill:
    from word_raw import RawTemplate

    fill = RawTemplate(template).fill
    return lambda row, file: file.write_bytes(fill(row))


def _docxtpl(template: Path) -> Fill:
    from docxtpl import DocxTemplate

    def fill(row: dict[str, Any], file: Path) -> None:
        document = DocxTemplate(template)  # an object that was rendered cannot be rendered with other data
        document.render(row, autoescape=True)
        document.save(file)

    return fill


def _mailmerge(template: Path) -> Fill:
    from mailmerge import MailMerge

    def fill(row: dict[str, Any], file: Path) -> None:
        with MailMerge(template) as document:
            if "rows" in row:
                document.merge_rows(next(iter(row["rows"][0])), row["rows"])
            else:
                document.merge(**row)
            document.write(file)

    return fill


ENGINES: dict[str, tuple[Open, bool]] = {
    "kamdocs": (_kamdocs, True),
    "raw": (_raw, True),
    "docxtpl": (_docxtpl, False),
    "docx-mailmerge2": (_mailmerge, False),
}
"""How each is set up, and whether it keeps a compiled template."""


def main() -> None:
    """Carry out the orders of standard input."""
    engine = sys.argv[1]
    for line in sys.stdin:
        print(json.dumps(_answer(engine, json.loads(line))), flush=True)


def _answer(engine: str, order: dict[str, Any]) -> dict[str, Any]:
    try:
        return _carry_out(engine, order) | {"peak": peak_mib()}
    except Exception as fault:  # an engine that is not there, or cannot do it, is named in the table
        return {"fault": f"{type(fault).__name__}: {fault}".split("\n")[0]}


def _carry_out(engine: str, order: dict[str, Any]) -> dict[str, Any]:
    if order.get("many"):
        return _fill_many(engine, order)
    template, rows, out = (Path(order[key]) for key in ("template", "rows", "out"))
    data = json.loads(rows.read_text(encoding="utf-8"))
    open_template, compiles = ENGINES[engine]
    open_template(template)  # once before, so that nothing is imported while the clock runs
    start = time.perf_counter()
    fill = open_template(template)
    compiled = time.perf_counter() - start
    data *= order["times"]
    files = [out / f"{number:06}.docx" for number in range(len(data))]
    start = time.perf_counter()
    for row, file in zip(data, files, strict=True):
        fill(row, file)
    return {"compile": compiled if compiles else None, "fill": time.perf_counter() - start}


def _fill_many(engine: str, order: dict[str, Any]) -> dict[str, Any]:
    """So many documents one after another into one file, the rows again and again."""
    template, file = Path(order["template"]), Path(order["out"], "many.docx")
    rows = islice(_again(json.loads(Path(order["rows"]).read_text(encoding="utf-8"))), order["many"])
    start = time.perf_counter()
    if engine == "kamdocs":
        from kamdocs import WordTemplate

        for document in WordTemplate(template).fill_many(rows):
            file.write_bytes(document)
    else:
        fill = ENGINES[engine][0](template)
        for row in rows:
            fill(row, file)
    return {"compile": None, "fill": time.perf_counter() - start}


def _again(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    kept = list(rows)
    while True:
        yield from kept


def peak_mib() -> float:
    """The most memory that this process has held.

    Why: on Linux `ru_maxrss` of a process begins with that of the one that started it, which `VmHWM` does not.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8"))[0]) / 1024
    to_mib = 1024 if sys.platform != "darwin" else 1024**2
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / to_mib


if __name__ == "__main__":
    main()
