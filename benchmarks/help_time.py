"""How long `kamdocs --help` takes as a whole process, beside a Python that does nothing.

.venv/bin/python benchmarks/help_time.py [--runs 20]
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "kamdocs --help": [sys.executable, "-c", "from kamdocs.cli.main import run; run()", "--help"],
}


def main() -> None:
    """Print the least and the median of each command, in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs + 1):  # the first fills the disk cache and is not counted
        for name, command in COMMANDS.items():
            times[name].append(milliseconds(command))
    for name, (_, *counted) in times.items():
        print(f"{name:<15}  min {min(counted):4.0f} ms  median {statistics.median(counted):4.0f} ms  of {runs}")


def milliseconds(command: list[str]) -> float:
    """Time of one run, from the start of the process to its end."""
    begin = time.perf_counter()
    subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main()
