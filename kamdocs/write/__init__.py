"""Stage 4: pages of HTML become files under temporary names; verified, they get their own."""

from __future__ import annotations

from kamdocs.write.drafts import drafted, write_page
from kamdocs.write.output import deliver
from kamdocs.write.pdf import Extent, extent

__all__ = ["Extent", "deliver", "drafted", "extent", "write_page"]
