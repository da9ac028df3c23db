"""Documents side by side: our DOCX beside htmldocx, html-for-docx and pandoc, our PDF beside plain WeasyPrint.

    .venv/bin/python -m pip install -r benchmarks/requirements.txt
    .venv/bin/python benchmarks/documents.py [--runs 5] [--documents 5]

All write the same proposal, of more than twenty pages in Korean. `first` is the first document of a process, with its
imports; `each further` is one after it in the same process; both are medians of all runs. Peak memory is that of the
whole process, or of the program it starts where that is more. At the end stands what of a document's structure is found
in each Word file.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import pickle
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from contenders import CONTENDERS
from fidelity import PROBE, SPANNED, found_in
from long_proposal import long_proposal, make_workspace
from lxml import etree

from kamdocs.model.page import Page
from kamdocs.model.theme import Theme
from kamdocs.render.references import fill_references
from kamdocs.write.css import stylesheet
from kamdocs.write.document import document, serialise
from kamdocs.write.figures import put_drawings
from kamdocs.write.fonts import find_fonts

REPOSITORY = Path(__file__).resolve().parent.parent
FEWEST_PAGES = 20


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds of its first document and of each further one (median), MiB, and bytes of the file."""

    first: float
    further: float
    memory: float
    size: float


def main() -> None:
    """Print the table of each format, and what is found in the Word files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="processes of each program")
    parser.add_argument("--documents", type=int, default=5, help="documents that each of them writes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kamdocs-benchmark-") as name:
        folder = Path(name)
        make_workspace(folder / "workspace")
        page, theme = long_proposal(folder / "workspace")
        environment = prepare(folder, page, theme)
        measure("kamdocs-pdf", folder, 1, environment)  # fonts are cut once a machine
        pages = count_pages(folder / "kamdocs-pdf.pdf")
        print(f"{pages} pages in {page.language}; {options.runs} processes of {options.documents} documents each\n")
        assert pages >= FEWEST_PAGES
        for kind in ("docx", "pdf"):
            names = [name for name, (ending, _) in CONTENDERS.items() if ending == kind]
            runs = {name: list[Run]() for name in names}
            for _ in range(options.runs):
                for name in names:
                    runs[name].append(measure(name, folder, options.documents, environment))
            show(kind, runs)
        show_fidelity(folder, theme, page, environment)


def prepare(folder: Path, page: Page, theme: Theme) -> dict[str, str]:
    """Write what the programs read; the environment in which they run."""
    (folder / "ours.pickle").write_bytes(pickle.dumps((page, theme)))
    (folder / "peers.html").write_text(for_peers(page), encoding="utf-8")
    (folder / "plain.html").write_text(plain(page, theme, folder), encoding="utf-8")
    (folder / "plain.css").write_text(with_installed_fonts(stylesheet(theme), theme), encoding="utf-8")
    faces = find_fonts(theme)
    folders = {face.file.parent for face in (*faces.latin, *faces.hangul, *faces.headings, *faces.headings_hangul)}
    dirs = "".join(f"<dir>{path}</dir>" for path in sorted(folders))
    include = "<include ignore_missing='yes'>/etc/fonts/fonts.conf</include>"
    (folder / "fonts.conf").write_text(f"<fontconfig>{include}{dirs}</fontconfig>", encoding="utf-8")
    return {
        **os.environ,
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
        "KAMDOCS_CACHE_DIR": str(folder / "cache"),
        "PYTHONPATH": str(REPOSITORY),
    }


def for_peers(page: Page) -> str:
    """The page as HTML, with what our classes mean in the form that other programs know."""
    body = etree.fromstring(page.html)
    for cell in body.iterfind(".//*[@class='number']"):
        cell.set("style", "text-align: right")
    for number, note in enumerate(list(body.iterfind(".//span[@class='footnote']")), start=1):
        link = etree.Element("a", role="doc-noteref", href=f"#note-{number}")
        link.text, link.tail = str(number), note.tail
        note.tag, note.tail = "p", None
        parent = note.getparent()
        assert parent is not None
        parent.replace(note, link)
        block = next(element for element in (link, *link.iterancestors()) if element.tag in ("p", "td", "li"))
        aside = etree.Element("aside", role="doc-footnote", id=f"note-{number}")
        aside.append(note)
        block.addnext(aside)
    html = etree.tostring(body, encoding="unicode", method="html")
    head = f'<head><meta charset="utf-8"><title>{page.title}</title></head>'
    return f'<!DOCTYPE html><html lang="{page.language}">{head}{html}</html>'


def plain(page: Page, theme: Theme, folder: Path) -> str:
    """The HTML that our PDF is laid out from, its drawings in files."""
    root = document(page)
    body = root.find("body")
    assert body is not None
    body.set("data-running-head", page.running_head)
    for address, drawing in put_drawings(body, theme, f"{folder.as_uri()}/drawing-").items():
        file = folder / address.rpartition("/")[2]
        file.write_text(with_installed_fonts(drawing.decode(), theme), encoding="utf-8")
    return serialise(root)


def with_installed_fonts(text: str, theme: Theme) -> str:
    """A stylesheet or drawing with the families of the theme in place of the names that we give their cuts."""
    families = ", ".join(f"'{name}'" for font in (theme.fonts.latin, theme.fonts.hangul) for name in font.pdf)
    return re.sub(r'"Kamdocs [^"]*"|Kamdocs Latin', families, text)


def measure(name: str, folder: Path, documents: int, environment: dict[str, str]) -> Run:
    """Write documents with one program in a process of its own."""
    done = start(name, folder, documents, environment)
    if done.returncode:
        sys.exit(f"{name}: {done.stderr}")
    result = json.loads(done.stdout.splitlines()[-1])
    first, *further = result["times"]
    return Run(first, statistics.median(further or [first]), result["memory"], result["size"] / 1024)


def start(name: str, folder: Path, documents: int, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Let one program write documents."""
    command = [sys.executable, str(Path(__file__).with_name("contenders.py")), name, str(folder), str(documents)]
    place = folder / "workspace"
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, encoding="utf-8", check=False)


def count_pages(file: Path) -> int:
    """How many pages a PDF has."""
    with pdfium.PdfDocument(file) as pdf:
        return len(pdf)


def show(kind: str, runs: dict[str, Sequence[Run]]) -> None:
    """A line for each program: medians, how far the runs lie apart, and the time of each further one against ours."""
    title = f"{kind.upper():<19}"
    print(f"{title}{'first':>8}{'each further (least to most)':>32}{'to ours':>9}{'peak memory':>13}{'file':>10}")
    own = statistics.median(run.further for run in next(iter(runs.values())))
    for name, found in runs.items():
        first, further, memory, size = (
            statistics.median(column) for column in zip(*map(dataclasses.astuple, found), strict=True)
        )
        least, most = min(run.further for run in found), max(run.further for run in found)
        spread = f"{further:.3f} s ({least:.3f} to {most:.3f})"
        print(f"{name:<19}{first:6.2f} s{spread:>32}{further / own:8.1f}x{memory:9.0f} MiB{size:6.0f} KiB")
    print()


def show_fidelity(folder: Path, theme: Theme, page: Page, environment: dict[str, str]) -> None:
    """What of the probe stands in the Word file of each program; one that stops at cells over several rows gets the
    probe without them."""
    found = {}
    for name in [name for name, (ending, _) in CONTENDERS.items() if ending == "docx"]:
        for html in (PROBE, PROBE.replace(SPANNED, "<tr><th>Item</th><th>Unit</th>")):
            probe = dataclasses.replace(page, language="en", html=with_references(html))
            (folder / "ours.pickle").write_bytes(pickle.dumps((probe, theme)))
            (folder / "peers.html").write_text(for_peers(probe), encoding="utf-8")
            if start(name, folder, 1, environment).returncode == 0:
                found[name] = found_in(folder / f"{name}.docx")
                break
    print(f"{'in the Word file':<38}" + "".join(f"{name:>15}" for name in found))
    for check in next(iter(found.values())):
        print(f"{check:<38}" + "".join(f"{'yes' if marks[check] else '-':>15}" for marks in found.values()))


def with_references(html: str) -> str:
    """The body of the probe as render hands it on."""
    import yaml

    from kamdocs.model.kit import LanguageRules

    rules = yaml.safe_load((REPOSITORY / "templates" / "languages" / "en.yaml").read_text(encoding="utf-8"))
    body = etree.fromstring(f'<body lang="en">{html}</body>')
    assert not list(fill_references(body, LanguageRules.model_validate(rules)))
    return etree.tostring(body, encoding="unicode")


if __name__ == "__main__":
    main()
