"""A page as a Word document."""

from __future__ import annotations

from kamdocs.write.word.writer import write_docx

__all__ = ["write_docx"]
