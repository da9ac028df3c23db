"""Envelopes and labels, read back: nothing internal stands on them, and nothing is cut off."""

from __future__ import annotations

from kamdocs.errors import InputError
from kamdocs.model.kit import Kit
from kamdocs.model.page import Draft
from kamdocs.model.secrets import Secrets
from kamdocs.model.theme import Margins
from kamdocs.verify.finished import read_back
from kamdocs.verify.glyphs import missing_glyphs
from kamdocs.verify.holes import holes
from kamdocs.verify.leaks import Leaks
from kamdocs.verify.public import Public, tongue
from kamdocs.verify.same_text import texts_differ


def verify_sheets(draft: Draft, kit: Kit, secrets: Secrets) -> None:
    """Hold a PDF of addresses to what was promised of it; they are those of many clients.

    Raises InputError with all that is wrong, and OutputError where it cannot be read.
    """
    file = read_back(draft, Margins.model_validate(dict.fromkeys(("top", "right", "bottom", "left"), "0")))
    own = tongue(kit, draft.page.language)
    public = Public(draft.page, own)
    secret = [*Leaks(secrets.values()).problems(file, public, own)]
    quote = not secret
    problems = [*secret, *holes(file, public, quote=quote), *texts_differ(file, quote=quote), *missing_glyphs(file)]
    if problems:
        raise InputError(problems)
