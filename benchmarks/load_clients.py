"""Reading and checking a large workspace: the first time, and again from the cache.

    .venv/bin/python benchmarks/load_clients.py [--clients 1000] [--runs 3]

The workspace is made from the example client: each folder has its client.yaml and one visit, with a name of its own in
every one, so that no two files are alike. Each run is a process of its own. `load` are the seconds until the workspace
is there, `all` until the models of every client are made too (one client's are made when they are asked for), `process`
those of the whole process with Python's start and all imports.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import astuple, dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
EXAMPLE = REPOSITORY / "profiles" / "clients" / "saeon-electronics"
PROBE = """
import sys, time
from datetime import date
from pathlib import Path
from kamdocs.load import load_workspace
start = time.perf_counter()
workspace, secrets = load_workspace(Path(sys.argv[1]), today=date(2026, 11, 23), audience=sys.argv[2])
loaded = time.perf_counter() - start
made = len(list(workspace.clients.values()))
print(loaded, time.perf_counter() - start, made, sep=",")
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of one load, of the load with every client's models, and of the process."""

    load: float
    all: float
    process: float


def main() -> None:
    """Print the median of each measure, and the target it is held against."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kamdocs-benchmark-") as folder:
        root, cache = Path(folder, "workspace"), Path(folder, "cache")
        make_workspace(root, options.clients)
        for audience in ("client", "internal"):
            first, again = [], []
            for _ in range(options.runs):
                shutil.rmtree(cache, ignore_errors=True)
                first.append(measure(root, cache, audience, options.clients))
                again.append(measure(root, cache, audience, options.clients))
            show(f"{options.clients} clients, {audience} documents, first time", first)
            show(f"{options.clients} clients, {audience} documents, from the cache", again)


def make_workspace(root: Path, clients: int) -> None:
    """A copy of the repository's workspace with `clients` folders made from one."""
    ignored = shutil.ignore_patterns("clients")
    for name in ("profiles", "cases"):
        shutil.copytree(REPOSITORY / name, root / name, ignore=ignored)
    shutil.copy(REPOSITORY / "kamdocs.yaml", root)
    cases = [path for path in (root / "cases").glob("*.yaml") if "ref:" in path.read_text(encoding="utf-8")]
    profile = (EXAMPLE / "client.yaml").read_text(encoding="utf-8")
    visit = (EXAMPLE / "visits" / "2026-11-12.yaml").read_text(encoding="utf-8")
    for number in range(clients):
        name = f"Saeon Electronics {number:04}"
        folder = root / "profiles" / "clients" / f"saeon-{number:04}"
        (folder / "visits").mkdir(parents=True)
        (folder / "client.yaml").write_text(profile.replace("Saeon Electronics", name), encoding="utf-8")
        (folder / "visits" / "2026-11-12.yaml").write_text(f"# {name}\n{visit}", encoding="utf-8")
    for path in cases:
        path.write_text(without_folder(path.read_text(encoding="utf-8")), encoding="utf-8")


def without_folder(case: str) -> str:
    """The text of a case with its client's folder replaced by one that there is."""
    return "\n".join(
        f"{line.partition('ref:')[0]}ref: saeon-0000" if line.strip().startswith("ref:") else line
        for line in case.split("\n")
    )


def measure(root: Path, cache: Path, audience: str, clients: int) -> Run:
    """One load in a process of its own."""
    environment = {**os.environ, "KAMDOCS_CACHE_DIR": str(cache), "PYTHONPATH": str(REPOSITORY)}
    start = time.perf_counter()
    command = [sys.executable, "-c", PROBE, str(root), audience]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    process = time.perf_counter() - start
    if done.returncode:
        sys.exit(done.stderr)
    load, every, found = done.stdout.split(",")
    assert int(found) == clients
    return Run(float(load), float(every), process)


def show(what: str, runs: list[Run]) -> None:
    """One line: what was measured, and the median of each time."""
    load, every, process = (statistics.median(times) for times in zip(*map(astuple, runs), strict=True))
    print(f"{what:<55} load {load:5.2f} s   all {every:5.2f} s   process {process:5.2f} s")


if __name__ == "__main__":
    main()
