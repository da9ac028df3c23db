"""Drafts of letters, sent over SMTP so that nobody gets two."""

from __future__ import annotations

from kamdocs.mailing.send import send_letters

__all__ = ["send_letters"]
