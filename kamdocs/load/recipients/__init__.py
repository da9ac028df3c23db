"""Lists of recipients: CSV, XLSX, ODS and vCard, from any program, in any of the languages of the house."""

from __future__ import annotations

from kamdocs.load.recipients.reading import read_recipients

__all__ = ["read_recipients"]
