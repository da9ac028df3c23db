"""How rows in doubt are written down for correction, so that no spreadsheet runs what stands in a cell, and read back.

Source: OWASP, CSV Injection: cells that begin with `=`, `+`, `-`, `@`, a tab or a carriage return are formulas.
"""

from __future__ import annotations

import re

PROBLEM_ROWS = "problems.csv"
"""Name of the file in the folder of the letters."""

DOUBT = "kamdocs: what is doubtful"
"""Header of its first column, which is not read back."""

_SHIELD = "'"
_RUN = re.compile(r"'*[=+\-@\t\r]")
_SHIELDED = re.compile(r"'+[=+\-@\t\r]")


def shielded(cell: str) -> str:
    """`cell` so that a spreadsheet takes it for text."""
    return f"{_SHIELD}{cell}" if _RUN.match(cell) else cell


def unshielded(cell: str) -> str:
    """The cell that `shielded` has given `cell` for."""
    return cell[1:] if _SHIELDED.match(cell) else cell
