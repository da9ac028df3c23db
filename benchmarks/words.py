"""Numbers in words and Korean particles side by side: ours beside num2words and hangulpy.

    .venv/bin/python -m pip install -r benchmarks/requirements.txt
    .venv/bin/python benchmarks/words.py [--runs 5]

Right is what the tables of the tests say, which were written by hand and hold the numbers where languages have their
exceptions. Commas and, in Korean, spaces are set aside. Times are the processor time for a whole table in one process,
the median of all runs.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import hangulpy
from num2words import num2words

from kamdocs.model.kit import AmountWords
from kamdocs.rules.amount_words import number_in_words
from kamdocs.rules.particles import with_particle

_TABLES = Path(__file__).resolve().parent.parent / "tests" / "rules"
_LANGUAGES = {"vietnamese": "vi", "sino-korean": "ko", "british-english": "en_GB"}
"""The ways of naming numbers, and what num2words calls their language."""

Writer = Callable[..., str]
Programs = Mapping[str, Writer]


def main(runs: int) -> None:
    """Print a line for each table and each program."""
    print(f"{'table':18}{'program':12}{'rows':>6}{'right':>7}{'time':>10}{'to ours':>9}")
    for name, language in _LANGUAGES.items():
        words = AmountWords.model_validate({"algorithm": name})
        programs: Programs = {"kamdocs": partial(_ours, words=words), "num2words": partial(_theirs, language=language)}
        rows = _rows(_TABLES / "amount_words" / f"{name}.txt")
        _compare(name, rows, programs, runs, loose=name == "sino-korean")
    _compare("particles", _rows(_TABLES / "particles.txt"), {"kamdocs": with_particle, "hangulpy": hangulpy.josa}, runs)


def _ours(text: str, *, words: AmountWords) -> str:
    return number_in_words(int(text), words)


def _theirs(text: str, *, language: str) -> str:
    return str(num2words(int(text), lang=language))


def _rows(file: Path) -> list[list[str]]:
    """What is given to a program, and last what it should give."""
    lines = (line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return [line.split("\t") for line in lines]


def _compare(table: str, rows: Sequence[Sequence[str]], programs: Programs, runs: int, *, loose: bool = False) -> None:
    first = 0.0
    for program, write in programs.items():
        right = sum(_same(_written(write, given), wanted, loose=loose) for *given, wanted in rows)
        spent = statistics.median(_time(write, rows) for _ in range(runs))
        first = first or spent
        print(f"{table:18}{program:12}{len(rows):6}{right:7}{spent * 1000:8.1f}ms{spent / first:9.1f}")


def _written(write: Writer, given: Sequence[str]) -> str:
    try:
        return write(*given)
    except Exception:  # what a program cannot write counts as wrong
        return ""


def _same(written: str, wanted: str, *, loose: bool) -> bool:
    forms = [text.replace(",", "").replace(" ", "") if loose else text.replace(",", "") for text in (written, wanted)]
    return forms[0] == forms[1]


def _time(write: Writer, rows: Sequence[Sequence[str]]) -> float:
    start = time.process_time()
    for *given, _ in rows:
        _written(write, given)
    return time.process_time() - start


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    main(parser.parse_args().runs)
