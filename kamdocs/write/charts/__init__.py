"""Charts and diagrams as SVG, drawn from their data in the colours and fonts of a theme."""

from __future__ import annotations

from kamdocs.write.charts.kinds import draw

__all__ = ["draw"]
