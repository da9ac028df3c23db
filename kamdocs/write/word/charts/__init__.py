"""Charts that Word draws and edits itself."""

from __future__ import annotations

from kamdocs.write.word.charts.run import chart_run

__all__ = ["chart_run"]
