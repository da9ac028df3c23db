"""Stage 4: pages of HTML become files under temporary names; verified, they get their own."""

from __future__ import annotations

from kamdocs.write.drafts import drafted, write_page
from kamdocs.write.output import deliver

__all__ = ["deliver", "drafted", "write_page"]
