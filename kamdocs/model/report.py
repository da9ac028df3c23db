"""What a check of a workspace found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kamdocs.errors import Problem


@dataclass(frozen=True, slots=True)
class CheckReport:
    """`problems` sorted by place, each once. `files` and `proposals` are how many were looked at, and `finished` how
    many finished documents.

    Where `complete` is false, the files of the workspace could not be read without errors; nothing after that was
    looked at, so that there may be more.
    """

    today: date
    problems: tuple[Problem, ...]
    files: int
    proposals: int
    complete: bool = True
    finished: int = 0

    @property
    def failed(self) -> bool:
        """Whether any of the problems is an error."""
        return any(problem.severity == "error" for problem in self.problems)
