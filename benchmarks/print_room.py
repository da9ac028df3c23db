"""What stands behind letters for the printer: many PDFs in one, and PDFs of Word files by LibreOffice.

    python benchmarks/print_room.py [--letters 2000] [--word 20]

*Joined:* the letters, one page each to somebody else in English and Korean, in one file, by our writer and by
`pages.extend` of pikepdf, each in a process of its own: wall clock, peak memory, size. *Converted:* Word letters, by
the LibreOffice that a process of ours keeps, and by one started for each: wall clock a letter, the first left out.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from letters import KIND, REPOSITORY, TODAY, VISITS
from word_engines import peak_mib

from kamdocs.model.letter import Letter
from kamdocs.model.page import Format


def main() -> None:
    """Make the letters, then measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=2000, help="PDFs that are joined")
    parser.add_argument("--word", type=int, default=20, help="Word letters that are converted")
    parser.add_argument("--child", nargs=2, metavar=("PROGRAM", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        program, folder = options.child
        measure_join(JOINS[program], sorted(Path(folder).glob("*.pdf")))
        return
    with tempfile.TemporaryDirectory(prefix="kamdocs-benchmark-") as name:
        folder = Path(name)
        for format, count in (("pdf", options.letters), ("docx", options.word + 1)):
            make(folder, format, count)
        for program in JOINS:
            command = [sys.executable, __file__, "--child", program, str(folder)]
            said = subprocess.run(command, env=_environment(), capture_output=True, encoding="utf-8", check=True).stdout
            print(f"{options.letters} letters joined by {program:<8} {said.strip()}")
        words = sorted(folder.glob("*.docx"))
        kept, started = (timed(convert, words) for convert in (_kept, _started))
        print(f"Word letters as PDF: kept {kept:.2f} s, started for each {started:.2f} s, {started / kept:.1f} x")


def make(folder: Path, format: Format, count: int) -> None:
    """Write `count` letters into `folder`, each to another name."""
    from kamdocs.letters import plan_letters
    from kamdocs.letters.press import Press, settle_garbage_collection
    from kamdocs.load import load
    from kamdocs.model.request import LettersRequest

    press = Press(*load(REPOSITORY, today=TODAY, use="letter"), (format,))
    settle_garbage_collection()
    planned = plan_letters(LettersRequest(REPOSITORY, KIND, today=TODAY, visits=VISITS, formats=(format,))).letters
    for number, letter in enumerate(islice(_renamed(planned), count)):
        draft = press._written(letter, press._rendered(letter)[0], format)
        (folder / f"{number:05}.{format}").write_bytes(draft.content)


def _renamed(letters: tuple[Letter, ...]) -> Iterator[Letter]:
    from kamdocs.model.base import Text

    for number, letter in enumerate(cycle(letters)):
        person = replace(letter.addressee, name=Text(f"{letter.addressee.name} {number}"), address_as=None)
        yield replace(letter, addressee=person, recipient=person)


def measure_join(join: Callable[[list[Path], Path], None], files: list[Path]) -> None:
    """Print what `join` takes for `files`."""
    with tempfile.TemporaryDirectory() as name:
        target, began = Path(name) / "all.pdf", time.perf_counter()
        join(files, target)
        used, size = time.perf_counter() - began, target.stat().st_size / 1e6
    print(f"{used:.1f} s, peak memory {peak_mib():.0f} MiB, {size:.2f} MB")


def _ours(files: list[Path], target: Path) -> None:
    from kamdocs.write.combined import Single, combine

    singles = (Single(file, file.stem) for file in files)
    combine(singles, target, title="Letters", author="House", on=date(2026, 11, 23), duplex=False)


def _pikepdf(files: list[Path], target: Path) -> None:
    import pikepdf

    with pikepdf.new() as whole:
        for file in files:
            with pikepdf.open(file) as part:
                whole.pages.extend(part.pages)
        whole.save(target)


def timed(convert: Callable[[Path], None], files: list[Path]) -> float:
    """Seconds a file, without the first."""
    convert(files[0])
    began = time.perf_counter()
    for file in files[1:]:
        convert(file)
    return (time.perf_counter() - began) / (len(files) - 1)


def _kept(file: Path) -> None:
    from kamdocs.write.office import pdf_of_word

    assert pdf_of_word(file.read_bytes()).startswith(b"%PDF")


def _started(file: Path) -> None:
    from kamdocs.write.office import find_office

    command = [find_office() or "soffice", "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(command, capture_output=True, check=True)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(REPOSITORY)}


JOINS: dict[str, Callable[[list[Path], Path], None]] = {"kamdocs": _ours, "pikepdf": _pikepdf}

if __name__ == "__main__":
    main()
