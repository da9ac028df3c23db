"""Word templates side by side: kamdocs beside docxtpl, docx-mailmerge2, docxtemplater and easy-template-x.

    .venv/bin/python -m pip install -r benchmarks/requirements.txt
    .venv/bin/python benchmarks/word_templates.py [--rounds 3] [--letters 300] [--many 10000] [--node-folder FOLDER]
    .venv/bin/python benchmarks/word_templates.py --profile [TEMPLATE]

All fill the same templates, each in its own way of writing tags, with the same rows, and write each document to its
own file. Each engine is a process of its own that lives through the whole run; rounds go in turn from engine to
engine, the first is thrown away, and the figures are medians of the others. `x docxtpl` says how many times as quick
as docxtpl one is; `fastest` is the fastest but ours and `raw`, which is no engine but a bound: compiled Jinja and one
deflate of what changes (word_raw.py). Every document of every round is read back and held against the text that it
should have, while no clock runs. The engines in JavaScript need Node and npm; npm installs them into FOLDER (in the
user's cache unless it is given). `--profile` shows where the time of our own fills goes instead, of the lean letter or
of another template.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import word_expected as expected
import word_letters as letters
from word_profile import show_profile
from word_programs import SYNTAX, Engine, commands_of

from kamdocs.rules.cache import cache_folder

NO_CONTENDER = ("kamdocs", "raw")
ROOM = 2 << 30
"""Free bytes that a folder in memory must have to be used."""
SHORTEST_ROUND, MOST_REPEATS = 0.5, 10
"""Seconds that a round should take, by filling all rows again and again, and how often at most."""
TO_DOCXTPL, TO_FASTEST, TO_RAW, FLAT_MIB = 40, 8, 2, 5
"""What issue 5 asks of the letter: so many times docxtpl and the fastest other, within so many times the raw bound; and
how much more memory ten times the letters may take for the memory to be called flat."""


@dataclass(frozen=True, slots=True)
class Case:
    """Templates named `name.SYNTAX.docx`, filled with each of `rows`; `text` gives what one must say."""

    name: str
    title: str
    rows: Sequence[Mapping[str, Any]]
    text: expected.Expected
    only: tuple[str, ...] = ()


@dataclass(slots=True)
class Times:
    """What one engine took for one case: seconds of a document in each round, its KiB, or why it could not. A round
    fills all rows `repeat` times."""

    repeat: int = 1
    compile: list[float] = field(default_factory=list)
    fill: list[float] = field(default_factory=list)
    size: float = 0.0
    fault: str = ""


def main() -> None:
    """Print a table for each case, and which targets are reached."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="kamdocs-benchmark-", dir=_fast_folder()) as name:
        folder = Path(name)
        letters.make_templates(folder)
        if options.profile:
            case = next(case for case in _cases(options.letters) if case.name == options.profile)
            show_profile(folder / f"{case.name}.jinja.docx", case.rows)
            return
        commands = commands_of(options.node_folder)
        engines = [Engine(engine, command) for engine, command in commands.items()]
        for case in [case for case in _cases(options.letters) if not case.only or commands.keys() & set(case.only)]:
            times = measure(case, engines, folder, options.rounds)
            show(case, times)
        for engine in engines:
            engine.end()
        show_memory(folder, commands, options.many)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="rounds that count")
    parser.add_argument("--letters", type=int, default=300, help="letters a round")
    parser.add_argument("--many", type=int, default=10_000, help="letters for the peak of memory")
    parser.add_argument(
        "--node-folder", type=Path, default=cache_folder() / "benchmarks", help="where npm installs the engines"
    )
    names = [case.name for case in _cases(0)]
    parser.add_argument(
        "--profile", nargs="?", const="letter-lean", choices=names, help="what a fill takes its time for"
    )
    return parser.parse_args()


def _fast_folder() -> str | None:
    """Memory that is a folder, where there is enough: a disk's moods would hide what the quick engines take."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else None


def _cases(count: int) -> list[Case]:
    rows = letters.letter_rows(count)
    marked = [letters.with_notes(row) for row in rows]
    one = "one document"
    return [
        Case("letter-default", f"{count} letters of 18 variables, python-docx's styles", rows, expected.letter_text),
        Case("letter-lean", f"{count} letters of 18 variables, styles as Word has them", rows, expected.letter_text),
        Case("letter-markdown", f"{count} letters with Markdown", marked, expected.marked_text, ("kamdocs",)),
        Case("table", f"table of {letters.TABLE_ROWS} x 5, {one}", [letters.table_row()], expected.table_text),
        Case(
            "many-paragraphs", f"2,000 variables in paragraphs, {one}", [letters.many_row()], expected.paragraphs_text
        ),
        Case("many-cells", f"2,000 variables in cells, {one}", [letters.many_row()], expected.cells_text),
    ]


# measuring


def measure(case: Case, engines: Sequence[Engine], folder: Path, rounds: int) -> dict[str, Times]:
    """The times of every engine that takes part, rounds in turn; a warm-up says how often a round fills all rows."""
    (folder / "rows.json").write_text(json.dumps(case.rows), encoding="utf-8")
    times = {engine.name: Times() for engine in engines if not case.only or engine.name in case.only}
    for number in range(rounds + 1):
        for engine in [engine for engine in engines if engine.name in times and not times[engine.name].fault]:
            _round(case, engine, folder, times[engine.name])
            if not number:
                _warmed_up(times[engine.name], len(case.rows))
    return times


def _round(case: Case, engine: Engine, folder: Path, times: Times) -> None:
    out = Path(tempfile.mkdtemp(dir=folder))
    template = folder / f"{case.name}.{SYNTAX[engine.name]}.docx"
    order = {"template": str(template), "rows": str(folder / "rows.json"), "out": str(out), "times": times.repeat}
    answer = engine.order(**order)
    times.fault = answer.get("fault", "") or _wrong(case, out, times.repeat)
    if not times.fault:
        times.fill.append(answer["fill"] / times.repeat / len(case.rows))
        times.compile += [] if answer["compile"] is None else [answer["compile"]]
        times.size = statistics.mean(file.stat().st_size for file in out.iterdir()) / 1024
    shutil.rmtree(out)


def _warmed_up(times: Times, rows: int) -> None:
    """Forget the first round but for what it says about the next: rounds of a few milliseconds would be all noise."""
    if times.fill:
        times.repeat = min(MOST_REPEATS, math.ceil(SHORTEST_ROUND / times.fill[0] / rows))
        times.fill, times.compile = [], []


def _wrong(case: Case, out: Path, repeat: int) -> str:
    """What is wrong with the first document that is not as it should be."""
    files, rows = sorted(out.iterdir()), [*case.rows] * repeat
    if len(files) != len(rows):
        return f"{len(files)} documents instead of {len(rows)}"
    sound: set[tuple[int, bytes]] = set()
    for number, (file, row) in enumerate(zip(files, rows, strict=True)):
        same = number % len(case.rows), file.read_bytes()
        faults = [] if same in sound else expected.differences(expected.text_of(file), case.text(row))
        if faults:
            return f"wrong text in {file.name}: {faults[0]}"
        sound.add(same)
    return ""


# showing


def show(case: Case, times: Mapping[str, Times]) -> None:
    """The table of one case and, for the letter, the targets."""
    good = {name: statistics.median(found.fill) for name, found in times.items() if not found.fault}
    bases = (good.get("docxtpl"), _fastest_other(good), good.get("raw"))
    print(f"{case.title}\n{'':18}{'a document':>12}{'least':>11}{'most':>11}{'a second':>10}", end="")
    print(f"{'compile':>10}{'KiB':>8}{'x docxtpl':>11}{'x fastest':>11}{'x raw':>8}")
    for name, found in times.items():
        if found.fault:
            print(f"{name:18}left out: {found.fault}")
            continue
        least, most = min(found.fill), max(found.fill)
        once = _time(statistics.median(found.compile)) if found.compile else "-"
        print(f"{name:18}{_time(good[name]):>12}{_time(least):>11}{_time(most):>11}{1 / good[name]:10,.1f}", end="")
        ratios = (f"{base / good[name]:.2f}" if base else "-" for base in bases)
        print(f"{once:>10}{found.size:8.1f}" + "".join(f"{r:>{w}}" for r, w in zip(ratios, (11, 11, 8), strict=True)))
    if case.name in ("letter-default", "letter-lean") and "kamdocs" in good:
        _show_targets(good["kamdocs"], *bases)
    print(flush=True)


def _fastest_other(good: Mapping[str, float]) -> float | None:
    return min((seconds for name, seconds in good.items() if name not in NO_CONTENDER), default=None)


def _show_targets(ours: float, docxtpl: float | None, fastest: float | None, raw: float | None) -> None:
    wanted = (("docxtpl", docxtpl, TO_DOCXTPL), ("the fastest other", fastest, TO_FASTEST), ("raw", raw, 1 / TO_RAW))
    for name, base, least in [(name, base, least) for name, base, least in wanted if base]:
        word = "reached" if base / ours >= least else "NOT REACHED"
        print(f"target: at least {least:g} x {name}: {base / ours:.2f} x, {word}")


def _time(seconds: float) -> str:
    for unit, factor in (("s", 1.0), ("ms", 1e3)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e6:.0f} µs"


def show_memory(folder: Path, commands: Mapping[str, Sequence[str]], many: int) -> None:
    """The peak of a process that fills one letter, a tenth of `many` and `many`; docxtpl's of a tenth for scale."""
    (folder / "rows.json").write_text(json.dumps(letters.letter_rows(300)), encoding="utf-8")
    print(f"peak memory of a process, MiB\n{'':18}" + "".join(f"{count:>12,}" for count in (1, many // 10, many)))
    for name in [name for name in ("kamdocs", "raw", "docxtpl") if name in commands]:
        counts = (1, many // 10) if name == "docxtpl" else (1, many // 10, many)
        peaks = [_peak(name, commands[name], folder, count) for count in counts]
        print(f"{name:18}" + "".join(f"{peak:12.1f}" for peak in peaks))
        if name == "kamdocs":
            word = "reached" if peaks[2] - peaks[1] <= FLAT_MIB else "NOT REACHED"
            print(f"target: flat (at most {FLAT_MIB} MiB more): {peaks[2] - peaks[1]:.1f} MiB more, {word}")


def _peak(name: str, command: Sequence[str], folder: Path, count: int) -> float:
    engine = Engine(name, command)
    template = folder / "letter-lean.jinja.docx"
    answer = engine.order(template=str(template), rows=str(folder / "rows.json"), out=str(folder), many=count)
    engine.end()
    if "fault" in answer:
        sys.exit(answer["fault"])
    return float(answer["peak"])


if __name__ == "__main__":
    main()
