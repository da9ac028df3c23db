"""Stage 2: what each reader gets, in which order, and why. Pure functions."""

from __future__ import annotations

from kamdocs.tailor.coverage import coverage
from kamdocs.tailor.draft import draft
from kamdocs.tailor.explain import explain
from kamdocs.tailor.plans import tailor
from kamdocs.tailor.remarks import findings, remarks

__all__ = ["coverage", "draft", "explain", "findings", "remarks", "tailor"]
