"""The programs that benchmarks/documents.py holds side by side, each in a process of its own.

    python benchmarks/contenders.py NAME FOLDER RUNS

`FOLDER` holds what `documents.py` put there: `ours.pickle` (page and theme), `peers.html`, `plain.html`, `plain.css`.
Each run changes one paragraph, so that no program can give what it has made before. What each document
took (wall clock and processor, in seconds), the size of the file in bytes and the peak memory of the process, or of
what it started, are printed as JSON.
"""

from __future__ import annotations

import json
import os
import pickle
import re
import resource
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Literal

Make = Callable[[int, Path], None]
"""Writes the document of one run to a file."""

END = "</body>"


def ours(kind: Literal["docx", "pdf"], folder: Path) -> Make:
    """The writers of kamdocs."""
    import dataclasses

    from kamdocs.write.drafts import write_page

    page, theme = pickle.loads((folder / "ours.pickle").read_bytes())

    def make(run: int, file: Path) -> None:
        changed = dataclasses.replace(page, html=_changed(page.html, run))
        write_page(changed, kind, theme, file, assets=folder / "workspace")

    return make


def htmldocx(folder: Path) -> Make:
    """The converter htmldocx."""
    from htmldocx import HtmlToDocx

    return _converted(HtmlToDocx, folder)


def html_for_docx(folder: Path) -> Make:
    """Its successor html-for-docx."""
    from html4docx import HtmlToDocx

    return _converted(HtmlToDocx, folder)


def _converted(converter: Callable[[], object], folder: Path) -> Make:
    html = (folder / "peers.html").read_text(encoding="utf-8")

    def make(run: int, file: Path) -> None:
        converter().parse_html_string(_changed(html, run)).save(str(file))  # type: ignore[attr-defined]

    return make


def pandoc(folder: Path) -> Make:
    """The program pandoc, as its package brings it."""
    import pypandoc

    html = (folder / "peers.html").read_text(encoding="utf-8")

    def make(run: int, file: Path) -> None:
        options = ["--quiet", "--toc"]
        pypandoc.convert_text(_changed(html, run), "docx", format="html", outputfile=file, extra_args=options)

    return make


def weasyprint(folder: Path, variant: str | None = None) -> Make:
    """WeasyPrint as its documentation uses it; fonts are those that fontconfig finds."""
    from weasyprint import CSS, HTML

    html, css = ((folder / name).read_text(encoding="utf-8") for name in ("plain.html", "plain.css"))

    def make(run: int, file: Path) -> None:
        page = HTML(string=_changed(html, run), base_url=str(folder / "workspace") + "/")
        page.write_pdf(file, stylesheets=[CSS(string=css)], pdf_variant=variant)

    return make


def _changed(html: str, run: int) -> str:
    return html.replace(END, f"<p>{run}</p>{END}")


CONTENDERS: dict[str, tuple[str, Callable[[Path], Make]]] = {
    "kamdocs-docx": ("docx", lambda folder: ours("docx", folder)),
    "htmldocx": ("docx", htmldocx),
    "html-for-docx": ("docx", html_for_docx),
    "pandoc": ("docx", pandoc),
    "kamdocs-pdf": ("pdf", lambda folder: ours("pdf", folder)),
    "weasyprint": ("pdf", weasyprint),
    "weasyprint-tagged": ("pdf", lambda folder: weasyprint(folder, "pdf/ua-1")),
}
"""The ending of what each one writes, and how it is set up."""


def main() -> None:
    """Write the document so many times and print what it took."""
    name, folder, runs = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    ending, set_up = CONTENDERS[name]
    file, times = folder / f"{name}.{ending}", [_now()]
    make = set_up(folder)
    for run in range(runs):
        make(run, file)
        times.append(_now())
    took = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(times)]
    print(json.dumps({"took": took, "memory": _peak_mib(), "size": file.stat().st_size}))


def _peak_mib() -> float:
    """The most memory that this process or a program that it started has held.

    Why: on Linux `ru_maxrss` of a process begins with that of the one that started it, which `VmHWM` does not.
    """
    to_mib = 1024 if sys.platform != "darwin" else 1024**2
    own, started = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    status = Path("/proc/self/status")
    if status.is_file():
        own = int(re.findall(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8"))[0])
    return max(own, started) / to_mib


def _now() -> tuple[float, float]:
    """Wall clock, and processor time of this process and of the programs that it has started."""
    used = os.times()
    return time.perf_counter(), used.user + used.system + used.children_user + used.children_system


if __name__ == "__main__":
    main()
