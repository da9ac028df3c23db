"""The last stage: finished files are read back, and the promises of the design are proved on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kamdocs.errors import InputError, Problem
from kamdocs.model.kit import Kit
from kamdocs.model.page import Draft
from kamdocs.model.rules import Chosen
from kamdocs.model.secrets import Secrets
from kamdocs.verify.charts import charts_differ
from kamdocs.verify.conventions import Origins, unconventional
from kamdocs.verify.facts import facts_differ, facts_missing, unsourced
from kamdocs.verify.finished import Finished, read_back
from kamdocs.verify.glyphs import missing_glyphs
from kamdocs.verify.holes import holes
from kamdocs.verify.leaks import Leaks
from kamdocs.verify.mail import messages_differ
from kamdocs.verify.manifest import altered
from kamdocs.verify.names import Names
from kamdocs.verify.public import Public, Tongue, tongue
from kamdocs.verify.same_text import texts_differ
from kamdocs.verify.sums import sums_differ
from kamdocs.verify.worded import words_differ

__all__ = ["altered", "verify"]


def verify(
    drafts: Sequence[Draft],
    kit: Kit,
    secrets: Secrets,
    *,
    own_client: str,
    chosen: Chosen | None = None,
    origins: Origins | None = None,
) -> tuple[Problem, ...]:
    """Read the versions of one document back and hold them to what was promised; return if every file may go out.

    Returned is what is doubtful and refuses no file: warnings with the severity that the house has `chosen` for their
    rules, each told once, where `origins` knows the place in the user's files, there.

    Raises InputError with all that is wrong in all of them, each under the path where the file was to go, and
    OutputError where one cannot be read. No problem shows a value under `internal:`.
    """
    leaks, names = Leaks(secrets.values()), Names(secrets.names, own_client)
    pages = [draft.page for draft in drafts]
    tongues = {language: tongue(kit, language, pages) for language in dict.fromkeys(page.language for page in pages)}
    publics: dict[int, Public] = {}
    problems = [*facts_differ(drafts), *messages_differ(drafts)]
    for draft in drafts:
        own = tongues[draft.page.language]
        public = publics.setdefault(id(draft.page), Public(draft.page, own))
        problems += _problems(read_back(draft, kit.theme.margins), public, own, leaks, names, styled=bool(kit.css))
    remarks = () if problems else tuple(dict.fromkeys(unconventional(drafts, kit, chosen or {}, origins)))
    if problems or any(remark.severity == "error" for remark in remarks):
        raise InputError([*problems, *remarks])
    return tuple(sorted(remarks))


def _problems(
    file: Finished, public: Public, own: Tongue, leaks: Leaks, names: Names, *, styled: bool
) -> Iterator[Problem]:
    """All that is wrong in one file; where something internal leaks, nothing of its text is quoted."""
    secret = [*leaks.problems(file, public, own), *names.problems(file, public)]
    yield from secret
    yield from facts_missing(file)
    yield from unsourced(file, public, own, quote=not secret)
    yield from words_differ(file, public, own, quote=not secret)
    yield from holes(file, public, quote=not secret)
    yield from texts_differ(file, quote=not secret, styled=styled)
    yield from charts_differ(file, quote=not secret)
    yield from sums_differ(file, own.figures, quote=not secret)
    yield from missing_glyphs(file)
