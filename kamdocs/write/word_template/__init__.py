"""What goes into a filled Word template beside text: rich content, pictures, charts, links, other Word files."""

from __future__ import annotations

from kamdocs.write.word_template.host import Host

__all__ = ["Host"]
