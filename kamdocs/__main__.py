"""`python -m kamdocs`."""

from __future__ import annotations

from kamdocs.cli.main import run

run()
