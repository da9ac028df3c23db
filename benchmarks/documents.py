"""Documents side by side: our DOCX beside htmldocx, html-for-docx and pandoc, our PDF beside plain WeasyPrint.

    .venv/bin/python -m pip install -r benchmarks/requirements.txt
    .venv/bin/python benchmarks/documents.py [--runs 5] [--documents 5]

All write the same proposal, of more than twenty pages in Korean, and its letter alone. `first` is the first document of
a process, with its imports; `each further` is one after it in the same process; both are medians of all runs, the
second with its least and most. Ratios are those of processor time, which other programs on the machine disturb less.
Peak memory is that of the whole process, or of the program it starts where that is more. At the end stands what of a
document's structure is found in each Word file.
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
_WIDTHS = (8, 31, 11, 9, 13, 9)


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds of its first document and of each further one, processor time of those; MiB, KiB."""

    first: float
    further: float
    processor: float
    memory: float
    size: float


def main() -> None:
    """Print the tables of both documents, and what is found in the Word files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="processes of each program")
    parser.add_argument("--documents", type=int, default=5, help="documents that each of them writes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kamdocs-benchmark-") as name:
        folder = Path(name)
        make_workspace(folder / "workspace")
        page, theme = long_proposal(folder / "workspace")
        for document, fewest in ((page, FEWEST_PAGES), (letter_of(page), 1)):
            environment = prepare(folder, document, theme)
            measure("kamdocs-pdf", folder, 1, environment)  # fonts are cut once a machine
            pages = count_pages(folder / "kamdocs-pdf.pdf")
            assert pages >= fewest
            print(f"{pages} pages in {page.language}; {options.runs} processes of {options.documents} documents each\n")
            compare(folder, options.runs, options.documents, environment)
        show_fidelity(folder, theme, page, environment)


def letter_of(page: Page) -> Page:
    """The letter of a proposal as a page of its own."""
    body = etree.fromstring(page.html)
    for part in body:
        if part.get("id") != "letter":
            body.remove(part)
    ids = {f"#{element.get('id')}" for element in body.iter() if element.get("id")}
    for link in body.iter("a"):
        if link.get("href", "").startswith("#") and link.get("href") not in ids:
            link.tag = "span"
            link.attrib.clear()
    return dataclasses.replace(page, html=etree.tostring(body, encoding="unicode"))


def compare(folder: Path, processes: int, documents: int, environment: dict[str, str]) -> None:
    """Measure every program, taking turns, and print a table for each format."""
    for kind in ("docx", "pdf"):
        names = [name for name, (ending, _) in CONTENDERS.items() if ending == kind]
        runs = {name: list[Run]() for name in names}
        for _ in range(processes):
            for name in names:
                runs[name].append(measure(name, folder, documents, environment))
        show(kind, runs)


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
    (first, used), *further = result["took"]
    wall, processor = (statistics.median(column) for column in zip(*(further or [(first, used)]), strict=True))
    return Run(first, wall, processor, result["memory"], result["size"] / 1024)


def start(name: str, folder: Path, documents: int, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Let one program write documents."""
    command = [sys.executable, str(Path(__file__).with_name("contenders.py")), name, str(folder), str(documents)]
    place = folder / "workspace"
    return subprocess.run(command, cwd=place, env=environment, capture_output=True, encoding="utf-8", check=False)


def count_pages(file: Path) -> int:
    """How many pages a PDF has."""
    with pdfium.PdfDocument(file) as pdf:
        return len(pdf)


def show(kind: str, runs: dict[str, list[Run]]) -> None:
    """A line for each program: medians, how far the runs lie apart, and processor time against ours."""
    columns = ("first", "each further (least to most)", "processor", "to ours", "peak memory", "file")
    print(f"{kind.upper():<18}" + "".join(f"{name:>{width}}" for name, width in zip(columns, _WIDTHS, strict=True)))
    own = statistics.median(run.processor for run in next(iter(runs.values())))
    for name, found in runs.items():
        values = zip(*map(dataclasses.astuple, found), strict=True)
        first, further, processor, memory, size = map(statistics.median, values)
        least, most = min(run.further for run in found), max(run.further for run in found)
        times = (f"{first:.2f} s", f"{further:.3f} s ({least:.3f} to {most:.3f})", f"{processor:.3f} s")
        cells = (*times, f"{processor / own:.1f}x", f"{memory:.0f} MiB", f"{size:.0f} KiB")
        print(f"{name:<18}" + "".join(f"{cell:>{width}}" for cell, width in zip(cells, _WIDTHS, strict=True)))
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
