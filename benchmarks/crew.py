"""How much a crew of processes gains over one, with real letters: rate, memory, and size of chunks.

Run it from the root of the repository, on a machine that does nothing else:

    python benchmarks/crew.py [LETTERS [ROUNDS]]

The letters are the thank-you letters of the example workspace, over and over. Each figure is the best of
three rounds.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from kamdocs.batch.crew import cores, crew
from kamdocs.batch.processes import CHUNK, ProcessTeam
from kamdocs.letters import plan_letters
from kamdocs.letters.press import LetterWork
from kamdocs.load.snapshot import files_read
from kamdocs.model.batch import Made, Task
from kamdocs.model.page import Format
from kamdocs.model.request import LettersRequest

ROOT = Path(__file__).resolve().parent.parent
TODAY = date(2026, 11, 23)


def work_and_tasks(count: int, formats: tuple[Format, ...]) -> tuple[LetterWork, list[Task]]:
    """`count` letters, each to be made into `formats`."""
    request = LettersRequest(ROOT, "thank-you", TODAY, visits=(date(2026, 11, 1), date(2026, 11, 30)))
    planned = plan_letters(request)
    letters = islice(cycle(planned.letters), count)
    work = LetterWork(ROOT, TODAY, planned.use, formats, files_read(planned.workspace, planned.kit))
    return work, [Task(f"t{number}", (), "", letter) for number, letter in enumerate(letters)]


def seconds(work: LetterWork, tasks: list[Task], jobs: int) -> Iterator[float]:
    """How long the first letter takes, with the start of the processes, and how long all the others take."""
    began = time.perf_counter()
    with crew(work, jobs=jobs, few=0) as run:
        ends = run(tasks)
        first = next(ends)
        yield time.perf_counter() - began
        began = time.perf_counter()
        rest = list(ends)
        yield time.perf_counter() - began
        for child in multiprocessing.active_children():
            memory[jobs] = max(memory.get(jobs, 0), peak_megabytes(child.pid))
    assert all(isinstance(end, Made) for _, end in (first, *rest))


memory: dict[int, int] = {}


def peak_megabytes(process: int | None) -> int:
    """The most memory that a process of this machine has had."""
    lines = Path(f"/proc/{process or os.getpid()}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def measured(work: LetterWork, tasks: list[Task], jobs: int, rounds: int) -> tuple[float, float]:
    """The shortest times of `rounds`: until the first letter, and for all the others."""
    times = [tuple(seconds(work, tasks, jobs)) for _ in range(rounds)]
    return min(first for first, _ in times), min(rest for _, rest in times)


def main() -> None:
    """Measure, and print a table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    for formats in (("docx",), ("pdf",)):
        work, tasks = work_and_tasks(count, formats)
        base = 0.0
        for jobs in sorted({1, 2, cores()}):
            first, rest = measured(work, tasks, jobs, rounds)
            base = base or rest
            held = f", {memory[jobs]} MB a process" if jobs in memory else ""
            rate = f"{(count - 1) / rest:6.1f} a second, {base / rest:.2f} x"
            print(f"{formats[0]:5} {jobs} jobs: first after {first:.2f} s, then {rate}{held}", flush=True)
        for chunk in (1, 4, 16):
            ProcessTeam.chunk = chunk
            _, rest = measured(work, tasks, cores(), rounds)
            print(f"{formats[0]:5} chunks of {chunk:2}: {(count - 1) / rest:6.1f} a second", flush=True)
        ProcessTeam.chunk = CHUNK


if __name__ == "__main__":
    main()
