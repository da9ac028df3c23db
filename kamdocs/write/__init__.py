"""Stage 4: pages of HTML become files under temporary names; verified, they get their own."""

from __future__ import annotations

from kamdocs.write.drafts import drafted, page_content, write_page
from kamdocs.write.output import deliver
from kamdocs.write.pdf import Extent, extent
from kamdocs.write.proposal_file import draft_text, write_draft

__all__ = ["Extent", "deliver", "draft_text", "drafted", "extent", "page_content", "write_draft", "write_page"]
