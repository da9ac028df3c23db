"""A batch, run: nothing is lost, nothing is doubled.

What is right as it stands is left as it is; all else a crew makes, and this process puts it into the store, each file
whole. Killed at any point, the same run again comes to the same end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kamdocs.batch.crew import crew
from kamdocs.batch.delivery import TOGETHER, Delivery
from kamdocs.batch.folder import Folder
from kamdocs.batch.journal import Ledger
from kamdocs.batch.leavings import clear_leavings
from kamdocs.batch.object_store import ObjectStore, is_address
from kamdocs.errors import OutputError
from kamdocs.model.batch import BatchReport, Failure, Progress, Store, Task, Tasks, Work
from kamdocs.model.manifest import Mailing
from kamdocs.rules.listing import listed


def run_batch(
    tasks: Tasks,
    work: Work,
    out: Store | str | Path,
    *,
    mailing: Mailing = Mailing(),  # noqa: B008  # frozen
    meant: Collection[str] | None = (),
    refused: Sequence[Failure] = (),
    prune: bool = False,
    jobs: int | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
    together: int = TOGETHER,
    beside: Mapping[str, bytes | None] | None = None,
) -> BatchReport:
    """Have the files of `tasks` in `out`, a store, its address or the path of a folder, and nothing of an earlier run
    beside them that doubles one.

    `mailing` says what the tasks have in common. `meant` are the ids of recipients who have no task, but are meant all
    the same; None where it is not known who is meant. `refused` are those who can get nothing now, of whom it is told
    what an earlier run made. Files of others that the same source gave once are told, or removed with `prune`. What
    stays of either is marked in the manifest as not to be sent. So many files `together` are put at once. `beside` is
    what is no letter, by name, and is there before the first; None for what is not to be there.

    Raises OutputError, with nothing written, where the store cannot be used: another run works in it, it holds letters
    of another kind, its manifest is none. What fails later is told in the report.
    """
    store = _opened(out)
    _refuse_doubled(tasks)
    with store.alone():
        ledger = Ledger(store)
        names = [name for task in tasks for name in task.names]
        delivery = Delivery(store, ledger, mailing, names, together=together)
        _refuse_other_kinds(tasks, delivery)
        try:
            for name, content in (beside or {}).items():
                delivery.put_beside(name, content)
            _make(tasks, work, delivery, jobs, scheduler, progress)
            delivery.put_waiting()
            clear_leavings(tasks, delivery, meant, refused, prune=prune)
            delivery.close()
        except OutputError as error:
            delivery.stopped = error
        return _report(tasks, delivery)


def _opened(out: Store | str | Path) -> Store:
    if is_address(out):
        return ObjectStore(str(out))
    return Folder(Path(out)) if isinstance(out, str | Path) else out


def _make(
    tasks: Tasks, work: Work, delivery: Delivery, jobs: int | None, scheduler: str | None, progress: Progress | None
) -> None:
    to_make = [task for task in tasks if not delivery.is_right(task)]
    done = len(tasks) - len(to_make)
    if progress:
        progress(done, len(tasks))
    if not to_make:
        return
    try:
        with crew(work, jobs=jobs, scheduler=scheduler) as made_by:
            for task, made in made_by(to_make):
                if isinstance(made, Failure):
                    delivery.fail(made)
                else:
                    delivery.take(task, made)
                done += 1
                if progress:
                    progress(done, len(tasks), len(delivery.failures))
    except (KeyboardInterrupt, SystemExit):
        with suppress(OutputError):  # what was counted is to be there
            delivery.put_waiting()
        raise


def _refuse_doubled(tasks: Iterable[Task]) -> None:
    """Two tasks for one file would each undo the other: a fault of whoever made them."""
    seen = set[str]()
    for name in (name for task in tasks for name in task.names):
        if name in seen:
            raise ValueError(f"two tasks give {name}")
        seen.add(name)


def _refuse_other_kinds(tasks: Sequence[Task], delivery: Delivery) -> None:
    """Letters of another kind to the same people have the same names; without tasks all that is there is looked at,
    since what is put beside is for one kind."""
    wanted = [name for task in tasks for name in task.names] or delivery.ledger.names()
    names = (name for name in wanted if name in delivery.found)
    latest = (entry for name in names for entry in delivery.ledger.entries(name)[-1:])
    others = {kind for entry in latest if (kind := delivery.ledger.mailing(entry).kind)} - {delivery.kind}
    if others:
        what = f"`{delivery.place}` holds letters to the same people of the kind {listed(sorted(others))}"
        raise OutputError(what, help="choose another folder with `--out`")


def _report(tasks: Tasks, delivery: Delivery) -> BatchReport:
    names = [name for task in tasks for name in task.names]
    return BatchReport(
        folder=delivery.place,
        written=tuple(name for name in names if name in delivery.written),
        unchanged=tuple(name for name in names if name in delivery.unchanged),
        removed=tuple(sorted(delivery.removed)),
        failures=_ordered(delivery.failures, tasks),
        warnings=tuple(delivery.warnings),
        stopped=delivery.stopped,
    )


def _ordered(failures: Sequence[Failure], tasks: Tasks) -> tuple[Failure, ...]:
    """`failures` in the order of the tasks, whichever was made first."""
    rank = {task.id: number for number, task in enumerate(tasks)}
    return tuple(sorted(failures, key=lambda failure: rank.get(failure.id, len(rank))))
