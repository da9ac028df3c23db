"""A batch, run: nothing is lost, nothing is doubled."""

from __future__ import annotations

from pathlib import Path

from kamdocs.errors import InputError
from kamdocs.model.batch import BatchReport, Failure, Progress, Tasks, Work
from kamdocs.write.output import replace_whole


def run_batch(
    tasks: Tasks,
    work: Work,
    folder: str | Path,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> BatchReport:
    """Make what `tasks` ask for in `folder`."""
    make, written, failures = work.start(), list[str](), list[Failure]()
    for number, task in enumerate(tasks, start=1):
        try:
            made = make(task.payload)
        except InputError as error:
            failures.append(Failure(task.id, error.problems))
            continue
        for product in made.products:
            replace_whole(Path(folder) / product.name, product.content)
            written.append(product.name)
        if progress:
            progress(number, len(tasks))
    return BatchReport(str(folder), tuple(written), failures=tuple(failures))
