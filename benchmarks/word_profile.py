"""Where the time of one fill of a Word template goes."""

from __future__ import annotations

import cProfile
import pstats
import statistics
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

_ROUNDS, _SHOWN = 9, 30


def show_profile(template: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Print what a fill takes, then the shares of files and of functions under the profiler.

    The profiler makes calls of Python dearer than they are, so that its figures say what to look at and not what it
    takes; the first line is measured without it.
    """
    try:
        from kamdocs import WordTemplate
    except ImportError as fault:
        print(f"kamdocs: nothing to profile, {fault}")
        return
    start = time.perf_counter()
    fill = WordTemplate(template).fill
    print(f"compile {(time.perf_counter() - start) * 1e3:.1f} ms")
    rounds = [_round(fill, rows) for _ in range(_ROUNDS)]
    print(f"fill    {min(rounds):.1f} µs (least of {_ROUNDS} rounds), {statistics.median(rounds):.1f} µs (median)\n")
    profile = cProfile.Profile()
    profile.enable()
    for row in rows:
        fill(row)
    profile.disable()
    _show(pstats.Stats(profile), len(rows))


def _round(fill: Any, rows: Sequence[Mapping[str, Any]]) -> float:
    """Microseconds a document."""
    start = time.perf_counter()
    for row in rows:
        fill(row)
    return (time.perf_counter() - start) / len(rows) * 1e6


def _show(stats: pstats.Stats, count: int) -> None:
    functions: dict[tuple[str, int, str], tuple[int, int, float, float, object]] = stats.stats  # type: ignore[attr-defined]
    files: defaultdict[str, float] = defaultdict(float)
    for (file, _, _), (_, _, own, _, _) in functions.items():
        files[_short(file)] += own
    print(f"{'own time by file, µs a fill':72}{'own':>8}")
    for file, own in sorted(files.items(), key=lambda item: -item[1])[:_SHOWN]:
        print(f"{file:72}{own / count * 1e6:8.1f}")
    print(f"\n{'by function, µs a fill':60}{'calls':>12}{'own':>8}{'with all':>10}")
    ranked = sorted(functions.items(), key=lambda item: -item[1][2])[:_SHOWN]
    for (file, line, name), (_, calls, own, total, _) in ranked:
        print(f"{f'{_short(file)}:{line} {name}'[-60:]:60}{calls / count:12.1f}", end="")
        print(f"{own / count * 1e6:8.1f}{total / count * 1e6:10.1f}")


def _short(file: str) -> str:
    """The end of a path, which says enough; what is written in C has none."""
    return "/".join(Path(file).parts[-3:]) if file != "~" else "(in C)"
