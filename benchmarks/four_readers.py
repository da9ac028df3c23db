"""A cold start of the demo: four readers' versions of one proposal, DOCX and PDF, in one process.

    .venv/bin/python benchmarks/four_readers.py [--runs 5] [--fresh-cache]

Time, processor time and peak memory are those of the whole process. `--fresh-cache` measures a first run on a machine,
when the fonts are cut for the first time.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
BUILD = ["proposal", "build", "saeon-electronics", "--format", "docx", "--format", "pdf", "--today", "2026-11-23"]
COMMAND = [sys.executable, "-c", "from kamdocs.cli.main import run; run()", *BUILD]


@dataclass(frozen=True, slots=True)
class Run:
    """One run: wall clock and processor time in seconds, peak memory in MiB."""

    wall: float
    processor: float
    memory: float


def main() -> None:
    """Print the median and the spread of each measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--fresh-cache", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kamdocs-benchmark-") as folder:
        caches = [Path(folder) / (f"cache-{n}" if options.fresh_cache else "cache") for n in range(options.runs)]
        if not options.fresh_cache:
            measure(Path(folder) / "first", caches[0])
        runs = [measure(Path(folder) / f"out-{number}", cache) for number, cache in enumerate(caches)]
        files = [path for path in (Path(folder) / "out-0").rglob("*") if path.suffix in {".docx", ".pdf"}]
    print(f"{len(files)} files, median of {options.runs} runs (least to most)")
    columns = zip(*map(astuple, runs), strict=True)
    for name, unit, values in zip(("wall clock", "processor", "peak memory"), ("s", "s", "MiB"), columns, strict=True):
        print(f"{name:<12} {statistics.median(values):7.2f} {unit} ({min(values):.2f} to {max(values):.2f})")


def measure(out: Path, cache: Path) -> Run:
    """Build the example into `out` once."""
    begin = time.perf_counter()
    code, used = run([*COMMAND, "--out", str(out)], {**os.environ, "KAMDOCS_CACHE_DIR": str(cache)})
    wall = time.perf_counter() - begin
    if code:
        sys.exit(f"the build ended with exit code {code}")
    to_mib = 1024 if sys.platform != "darwin" else 1024**2
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / to_mib)


def run(command: list[str], environment: Mapping[str, str]) -> tuple[int, resource.struct_rusage]:
    """Run `command` in the repository with its output thrown away; its exit code and what it used."""
    child = os.fork()
    if child == 0:
        os.chdir(REPOSITORY)
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        os.execve(command[0], command, dict(environment))
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used


if __name__ == "__main__":
    main()
