"""A page as a Word document."""

from __future__ import annotations

from kamdocs.write.word.writer import docx_content, write_docx

__all__ = ["docx_content", "write_docx"]
