"""Letters in Word, one after another: ours beside those of other programs, and the single stages of ours.

    .venv/bin/python -m pip install -r benchmarks/requirements.txt
    .venv/bin/python benchmarks/letters_docx.py [--letters 60] [--rounds 3] [--many 2000]

The letter is that of `business_letters.py`, one page with a picture, in English, Korean and Vietnamese. Every program
is a process of its own, takes its turn in each round, and writes each letter into a file; the best round counts, by
processor time. `kamdocs` is all that a process of a batch does for a letter: it renders, writes, reads what it wrote
and proves the promises on it, which no other program does. At the end stands the memory of one process of ours after
200 letters and after many.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from business_letters import KIND, LANGUAGES, LOGO, VARIABLES, WORD_KIND, letters, lines, make_workspace, word_template
from word_engines import peak_mib

from kamdocs.model.letter import Letter

REPOSITORY = Path(__file__).resolve().parent.parent
MARKDOWN = ("kamdocs", "python-docx", "html-for-docx", "htmldocx", "pandoc")
WORD = ("kamdocs-word", "docxtpl", "docx-mailmerge2")
SLOW = frozenset({"pandoc"})
"""Starts a process for each letter: a quarter of the letters is enough."""

Make = Callable[[Letter], object]


def main() -> None:
    """Print the tables, or, as one of the programs, write letters."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=60, help="letters of each program in a round")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the best counts")
    parser.add_argument("--many", type=int, default=2000, help="letters after which the memory is looked at")
    parser.add_argument("--as", dest="program", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.program:
        name, folder, language = options.program
        print(json.dumps(_work(name, Path(folder), language, options.letters)))
        return
    with tempfile.TemporaryDirectory(prefix="kamdocs-benchmark-") as name:
        folder = Path(name)
        make_workspace(folder / "workspace")
        for language in LANGUAGES:
            _compare(folder, language, options.letters, options.rounds)
        _show_memory(folder, options.many)


def _compare(folder: Path, language: str, count: int, rounds: int) -> None:
    for programs in (MARKDOWN, WORD):
        best: dict[str, dict[str, float]] = {}
        for _ in range(rounds):
            for name in programs:
                for stage, took in _started(name, folder, language, count)["stages"].items():
                    kept = best.setdefault(name, {})
                    kept[stage] = min(kept.get(stage, took), took)
        _show(language, programs, best)


def _started(name: str, folder: Path, language: str, count: int) -> dict[str, Any]:
    """What a program says of its letters, in a process of its own."""
    wanted = max(count // 4, 1) if name in SLOW else count
    command = [sys.executable, __file__, "--letters", str(wanted), "--as", name, str(folder), language]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "KAMDOCS_CACHE_DIR": str(folder / "cache")}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        return {"stages": {}, "memory": 0.0}
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _show(language: str, programs: Sequence[str], best: dict[str, dict[str, float]]) -> None:
    own = best[programs[0]]["letter"]
    print(f"{language}: {'from Markdown or HTML' if programs is MARKDOWN else 'from a template made in Word'}")
    for name in programs:
        if not (stages := best.get(name)):
            print(f"  {name:<18} is not installed, or stops")
            continue
        took = stages["letter"]
        shown = "".join(f"  {stage} {each * 1000:.2f} ms" for stage, each in stages.items() if stage != "letter")
        print(f"  {name:<18}{took * 1000:8.2f} ms{1 / took:8.0f} a second{took / own:7.1f} x{shown}")
    print()


def _show_memory(folder: Path, many: int) -> None:
    few, more = (_started("kamdocs", folder, "ko", count)["memory"] for count in (200, many))
    print(f"memory: {few:.0f} MiB after 200 letters, {more:.0f} MiB after {many}")


def _work(name: str, folder: Path, language: str, count: int) -> dict[str, Any]:
    if name.startswith("kamdocs"):
        return _ours(folder, language, count, WORD_KIND if name == "kamdocs-word" else KIND)
    make, warm, *rest = _peer(name, folder, language), *_letters(folder, language, count + 1)
    make(warm)
    start = _processor()
    for letter in rest:
        make(letter)
    return {"stages": {"letter": (_processor() - start) / count}, "memory": peak_mib()}


def _processor() -> float:
    """Processor time of this process and those that it started, in seconds."""
    return sum(os.times()[:4])


def _ours(folder: Path, language: str, count: int, kind: str) -> dict[str, Any]:
    from business_letters import opened

    from kamdocs.letters.press import Press

    workspace, kit, secrets = opened(folder / "workspace")
    press = Press(workspace, kit, secrets, ["docx"])
    source = letters(workspace, kit, language, kind=kind)
    press.make(next(source))
    start = time.process_time()
    for letter in islice(source, count):
        press.make(letter)
    whole = (time.process_time() - start) / count
    memory = peak_mib()
    return {"stages": {"letter": whole, **_stages(folder, islice(source, min(count, 60)))}, "memory": memory}


def _stages(folder: Path, some: Iterable[Letter]) -> dict[str, float]:
    """What each stage of a letter takes."""
    from business_letters import opened

    from kamdocs.model.page import Draft
    from kamdocs.render import LetterRenderer
    from kamdocs.verify import Verifier
    from kamdocs.write import page_content

    workspace, kit, secrets = opened(folder / "workspace")
    renderer, verifier, file = LetterRenderer(workspace, kit), Verifier(kit, secrets), Path("stages.docx")
    took = {"render": 0.0, "write": 0.0, "verify": 0.0}
    letters_there = list(some)
    for number, letter in enumerate([letters_there[0], *letters_there]):
        times = [time.process_time()]
        page = renderer.page(letter)
        times.append(time.process_time())
        made = page_content(page, "docx", kit.theme, assets=workspace.root, css=kit.css, carrier=kit.carrier)
        times.append(time.process_time())
        verifier.verify([Draft(page, "docx", file, file, made)], own_client="")
        times.append(time.process_time())
        for stage, begun, ended in zip(took, times, times[1:], strict=False):
            took[stage] += (ended - begun) / len(letters_there) if number else 0
    return took


def _letters(folder: Path, language: str, count: int) -> list[Letter]:
    from business_letters import opened

    workspace, kit, _ = opened(folder / "workspace")
    return list(islice(letters(workspace, kit, language), count))


def _peer(name: str, folder: Path, language: str) -> Make:
    file = folder / f"{name}.docx"
    if name == "python-docx":
        return lambda letter: _by_hand(folder, language, _values(letter)).save(str(file))
    if name in ("docxtpl", "docx-mailmerge2"):
        return _filler(name, folder, language, file)
    return _converter(name, folder, language, file)


def _by_hand(folder: Path, language: str, values: dict[str, str]) -> Any:
    """The letter as a script of the house's own writes it."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    document.add_picture(str(folder / "workspace" / LOGO), width=Mm(30))
    for style, line in lines(language):
        document.add_paragraph(_filled(line, values), style=style)
    return document


def _filler(name: str, folder: Path, language: str, file: Path) -> Make:
    template = folder / f"{name}-{language}-template.docx"
    syntax: Any = "jinja" if name == "docxtpl" else "fields"
    word_template(folder / "workspace", language, syntax).save(str(template))

    def docxtpl(letter: Letter) -> None:
        from docxtpl import DocxTemplate

        document = DocxTemplate(template)  # an object that was rendered cannot be rendered with other data
        document.render(_values(letter), autoescape=True)
        document.save(file)

    def mailmerge(letter: Letter) -> None:
        from mailmerge import MailMerge

        with MailMerge(template) as document:
            document.merge(**_values(letter))
            document.write(file)

    return docxtpl if name == "docxtpl" else mailmerge


def _converter(name: str, folder: Path, language: str, file: Path) -> Make:
    def html(letter: Letter) -> str:
        tags = {"Quote": "blockquote", "List Bullet": "li"}
        values, image = _values(letter), folder / "workspace" / LOGO
        paragraphs = (
            f"<{tags.get(style, 'p')}>{_filled(line, values)}</{tags.get(style, 'p')}>"
            for style, line in lines(language)
        )
        return f'<html><body><img src="{image}" width="113">{"".join(paragraphs)}</body></html>'

    def pandoc(letter: Letter) -> None:
        import pypandoc

        pypandoc.convert_text(html(letter), "docx", format="html", outputfile=file, extra_args=["--quiet"])

    def parsed(letter: Letter) -> None:
        from importlib import import_module

        module = import_module("html4docx" if name == "html-for-docx" else "htmldocx")
        module.HtmlToDocx().parse_html_string(html(letter)).save(str(file))

    return pandoc if name == "pandoc" else parsed


def _filled(line: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        line = line.replace(f"[{name}]", value)
    return line


def _values(letter: Letter) -> dict[str, str]:
    """Something for each variable that differs from letter to letter, plainly written, as other programs know neither
    languages nor forms of address."""
    visit, to, place = letter.visits[0], letter.recipient, letter.organisation
    assert to
    assert place
    own = {"to": to.name, "title": to.title, "company": place.name, "street": place.address, "said": visit.said[0].text}
    told = {name: text.shown(letter.language) for name, text in own.items() if text}
    return {name: told.get(name, f"{name} {letter.id}") for name in VARIABLES}


if __name__ == "__main__":
    main()
