"""The last stage: finished files are read back, and the promises of the design are proved on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kamdocs.errors import InputError, Problem
from kamdocs.model.kit import Kit
from kamdocs.model.page import Draft, WordPage
from kamdocs.model.rules import Chosen
from kamdocs.model.secrets import Secrets
from kamdocs.model.word_template import WordFile
from kamdocs.verify.charts import charts_differ
from kamdocs.verify.conventions import Origins, Speech, unconventional
from kamdocs.verify.facts import facts_differ, facts_missing, unsourced
from kamdocs.verify.finished import Finished, read_back
from kamdocs.verify.glyphs import missing_glyphs
from kamdocs.verify.holes import holes
from kamdocs.verify.leaks import Leaks
from kamdocs.verify.mail import messages_differ
from kamdocs.verify.manifest import altered, files_in
from kamdocs.verify.names import Names
from kamdocs.verify.public import Public, Tongue, tongue
from kamdocs.verify.same_text import texts_differ
from kamdocs.verify.sums import sums_differ
from kamdocs.verify.worded import words_differ

__all__ = ["Verifier", "altered", "files_in", "verify"]


class Verifier:
    """Holds finished files to what was promised, those of one document after another.

    What is the same for all of them, as the secrets and the names of all clients, is put in order once; nothing that
    one document states or is allowed excuses another.
    """

    def __init__(self, kit: Kit, secrets: Secrets, chosen: Chosen | None = None) -> None:
        """`chosen` are the severities that the house has chosen for rules."""
        self._kit, self._chosen = kit, chosen or {}
        self._leaks, self._names = Leaks(secrets.values()), Names(secrets.names)
        self._speech = Speech(kit)
        self._tongues: dict[tuple[str, frozenset[Path]], Tongue] = {}

    def verify(
        self, drafts: Sequence[Draft], *, own_client: str, origins: Origins | None = None
    ) -> tuple[Problem, ...]:
        """Read the versions of one document back and hold them to what was promised; return if every file may go out.

        Returned is what is doubtful and refuses no file: warnings with the severity that the house has chosen for their
        rules, each told once, where `origins` knows the place in the user's files, there.

        Raises InputError with all that is wrong in all of them, each under the path where the file was to go, and
        OutputError where one cannot be read. No problem shows a value under `internal:`.
        """
        templates = [draft.page.template for draft in drafts if isinstance(draft.page, WordPage)]
        publics: dict[int, Public] = {}
        problems = [*facts_differ(drafts), *messages_differ(drafts)]
        for draft in drafts:
            own = self._tongue(draft.page.language, templates)
            public = publics.setdefault(id(draft.page), Public(draft.page, own))
            problems += self._problems(read_back(draft, self._kit.theme.margins), public, own, own_client)
        remarks = () if problems else tuple(dict.fromkeys(unconventional(drafts, self._speech, self._chosen, origins)))
        if problems or any(remark.severity == "error" for remark in remarks):
            raise InputError([*problems, *remarks])
        return tuple(sorted(remarks))

    def _tongue(self, language: str, templates: Sequence[WordFile]) -> Tongue:
        """What reads documents in `language`, where those made in Word are of `templates`."""
        key = (language, frozenset(template.file for template in templates))
        if key not in self._tongues:
            self._tongues[key] = tongue(self._kit, language, templates)
        return self._tongues[key]

    def _problems(self, file: Finished, public: Public, own: Tongue, own_client: str) -> Iterator[Problem]:
        """All that is wrong in one file; where something internal leaks, nothing of its text is quoted."""
        secret = [*self._leaks.problems(file, public, own), *self._names.problems(file, public, own_client)]
        yield from secret
        yield from facts_missing(file)
        yield from unsourced(file, public, own, quote=not secret)
        yield from words_differ(file, public, own, quote=not secret)
        yield from holes(file, public, quote=not secret)
        yield from texts_differ(file, quote=not secret, styled=bool(self._kit.css))
        yield from charts_differ(file, quote=not secret)
        yield from sums_differ(file, own.figures, quote=not secret)
        yield from missing_glyphs(file)


def verify(
    drafts: Sequence[Draft],
    kit: Kit,
    secrets: Secrets,
    *,
    own_client: str,
    chosen: Chosen | None = None,
    origins: Origins | None = None,
) -> tuple[Problem, ...]:
    """What `Verifier.verify` returns and raises, for the versions of one document alone."""
    return Verifier(kit, secrets, chosen).verify(drafts, own_client=own_client, origins=origins)
