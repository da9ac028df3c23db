"""A batch of many real letters, killed in the middle and run again: counts, rate, memory, and the time to resume.

    python benchmarks/batch.py [--letters 10000] [--format docx]

The letters are those of the example's visits, over and over under other names. Each run is a process of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
TODAY, SPAN = date(2026, 11, 23), (date(2026, 11, 1), date(2026, 11, 30))
SMALL = 1000
"""So many letters are measured too, to compare the memory."""


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=10_000)
    parser.add_argument("--format", default="docx")
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.out:
        print(json.dumps(_batch(given.out, given.letters, given.format)))
        return
    for count in sorted({min(SMALL, given.letters), given.letters}):
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder), count, given.format)


def _measure(out: Path, count: int, format: str) -> None:
    first = _run(out, count, format, kill_at=count // 2)
    print(f"{count} letters: killed when {first['there']} were there")
    second = _run(out, count, format)
    rate = second["written"] / second["seconds"]
    print(
        f"  resumed: {second['written']} written, {second['unchanged']} unchanged, {second['failed']} failed,"
        f" {rate:.1f} a second, peak {second['peak_mb']} MB"
    )
    third = _run(out, count, format)
    print(f"  run again: {third['written']} written, {third['unchanged']} unchanged in {third['seconds']:.2f} s")
    there = len([*out.glob(f"*.{format}")])
    assert second["written"] + second["unchanged"] == third["unchanged"] == there == count
    manifest = out / "manifest.json"
    print(f"  {there} files, manifest of {manifest.stat().st_size / 1e6:.1f} MB")


def _run(out: Path, count: int, format: str, *, kill_at: int | None = None) -> dict[str, Any]:
    """What a run said; of one that is killed how many letters were there."""
    command = [sys.executable, __file__, "--letters", str(count), "--format", format, "--out", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=REPOSITORY)
    while kill_at is not None and process.poll() is None and len([*out.glob(f"*.{format}")]) < kill_at:
        time.sleep(0.2)
    if kill_at is not None:
        process.kill()
    said, _ = process.communicate()
    return json.loads(said) if kill_at is None else {"there": len([*out.glob(f"*.{format}")])}


def _batch(out: Path, count: int, format: Any) -> dict[str, Any]:
    from kamdocs.batch.run import run_batch
    from kamdocs.letters import plan_letters
    from kamdocs.letters.press import LetterWork
    from kamdocs.model.batch import Task
    from kamdocs.model.manifest import Mailing
    from kamdocs.model.request import LettersRequest

    planned = plan_letters(LettersRequest(REPOSITORY, "thank-you", TODAY, visits=SPAN, formats=(format,)))
    tasks = []
    for number in range(count):
        one = planned.letters[number % len(planned.letters)]
        letter = replace(one, id=f"{one.id}-{number}")
        made_of = hashlib.sha256(repr(letter).encode()).hexdigest()
        tasks.append(Task(letter.id, (f"{letter.file_name}.{format}",), made_of, letter))
    began = time.monotonic()
    work = LetterWork(REPOSITORY, TODAY, planned.use, (format,))
    report = run_batch(tasks, work, out, mailing=Mailing("thank-you", "--visits"))
    return {
        "written": len(report.written),
        "unchanged": len(report.unchanged),
        "failed": len(report.failures),
        "seconds": time.monotonic() - began,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


if __name__ == "__main__":
    main()
