"""Sending the drafts of a folder, one after the other: noted, handed over, noted again."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kamdocs.errors import OutputError, RequestError
from kamdocs.mailing.drafts import ALTERED, Draft, as_sent, content_of, read_drafts
from kamdocs.mailing.sent_log import Event, Line, SentLog, histories, open_log, read_log
from kamdocs.mailing.server import Connection, Outcome, Server, server_at
from kamdocs.mailing.standing import outgoing, problems, standing
from kamdocs.model.mailing import Outgoing, SendReport, SendRequest, Sent
from kamdocs.rules.hints import hint
from kamdocs.rules.mail import header_fault

_PATIENCE = 3
"""So many letters in a row that the server does not take end a run; so often is one handed over whose connection was
lost before."""


def send_letters(request: SendRequest, *, tell: Sent | None = None) -> SendReport:
    """Send what `request` asks for, or say what would be sent; `tell` hears of each letter that the server has taken.

    A letter is handed over once: the log of the folder says of each whether the server has it, and one of which nobody
    knows is not sent again unless it is named. Raises RequestError for what is not there or cannot be asked for,
    InputError for a manifest or log that cannot be read, and OutputError where the server cannot be reached, the log
    not be written, or another run sends from the folder; nothing is sent then. What ends a run later stands in the
    report.
    """
    server = server_at(request.server)
    if not request.folder.is_dir():
        raise RequestError(f"there is no folder `{request.folder}`")
    drafts = read_drafts(request.folder)
    _refuse_unknown(request, drafts)
    if not request.send:
        lines = read_log(request.folder)
        letters = tuple(standing(drafts, histories(lines)))
        return SendReport(request.folder, letters, problems=tuple(problems(drafts, letters)))
    with open_log(request.folder) as (log, lines):
        _refuse_unasked(request, lines)
        return _Run(request, server, log, tell).over(drafts, lines)


def _refuse_unknown(request: SendRequest, drafts: Sequence[Draft]) -> None:
    ids = {draft.id for draft in drafts}
    wrong = [id for id in dict.fromkeys((*request.again, *request.skip)) if id not in ids]
    if wrong:
        refused = [(f"there is no draft to `{id}` in `{request.folder}`", hint(id, sorted(ids))) for id in wrong]
        raise RequestError(refused[0][0], help=refused[0][1], more=refused[1:])
    if both := sorted({*request.again} & {*request.skip}):
        raise RequestError(f"`{both[0]}` is to be sent again and to be skipped", help="choose one")
    if request.user is not None and header_fault(request.user):
        raise RequestError("`--user` holds a character that no name has")


def _refuse_unasked(request: SendRequest, lines: Sequence[Line]) -> None:
    """Raise RequestError where a second run does not say that it goes on with the first."""
    count = len({line.id for line in lines if line.event == "sent"})
    if count and not (request.resume or request.again or request.skip):
        what = f"{count} of the letters in `{request.folder}` {'has' if count == 1 else 'have'} been sent"
        raise RequestError(what, help="`--resume` sends those that are left")


class _Run:
    """A run that sends."""

    def __init__(self, request: SendRequest, server: Server, log: SentLog, tell: Sent | None) -> None:
        self._request, self._server, self._log, self._tell = request, server, log, tell
        self._started = time.monotonic()
        self._connection = Connection(server, request.user, request.password, unencrypted=request.unencrypted)
        self._in_a_row = self._handed = 0

    def over(self, drafts: Sequence[Draft], lines: Sequence[Line]) -> SendReport:
        """Send those of `drafts` that are to be sent; `lines` are those of the log."""
        lines = (*lines, *self._skip(drafts))
        letters = {letter.id: letter for letter in standing(drafts, histories(lines))}
        chosen, limit = self._chosen(drafts, letters), self._limit(lines)
        sent, stopped = list[str](), ""
        try:
            if chosen:
                self._connection.open()
            stopped = self._send_all(chosen, limit, letters, sent)
        finally:
            self._connection.close()
        ordered = tuple(letters[draft.id] for draft in drafts)
        return SendReport(self._request.folder, ordered, tuple(sent), stopped, tuple(problems(drafts, ordered)))

    def _send_all(
        self, chosen: Iterable[Draft], limit: int | None, letters: dict[str, Outgoing], sent: list[str]
    ) -> str:
        """Send `chosen` until `limit` were taken, and keep `letters` and `sent` as they then stand; why it ended."""
        for number, draft in enumerate(chosen):
            if limit is not None and self._handed >= limit:
                break
            if number:
                time.sleep(self._request.pause)
            try:
                outcome = self._sent(draft)
            except OutputError as error:
                letters[draft.id] = self._after_stop(letters[draft.id])
                return "\n".join(filter(None, (str(error), error.help)))
            letters[draft.id] = self._after(draft, outcome)
            # One in doubt may have arrived, and counts.
            self._handed += letters[draft.id].state in ("sent", "doubtful")
            if letters[draft.id].state == "sent":
                sent.append(draft.id)
            if stopped := self._patience(outcome):
                return stopped
        return ""

    def _sent(self, draft: Draft) -> Outcome | None:
        """Hand `draft` over, once more where its connection was lost before; None where its file has changed."""
        outcome: Outcome | None = None
        for _ in range(_PATIENCE):
            content = content_of(draft)
            if content is None:
                return None
            self._connection.open()
            self._note("intent", draft)
            outcome = self._handed_over(draft, content)
            if outcome.kind != "doubtful":
                self._note("later" if outcome.kind == "lost" else outcome.kind, draft, outcome.answer)
            if outcome.kind != "lost":
                break
        return outcome

    def _handed_over(self, draft: Draft, content: bytes) -> Outcome:
        try:
            return self._connection.send(draft.sender, draft.address, as_sent(content, self._now()))
        except OutputError as error:
            # It was refused before the letter was handed over, so that there is no doubt about it.
            self._note("later", draft, str(error))
            raise

    def _after(self, draft: Draft, outcome: Outcome | None) -> Outgoing:
        """How it stands with `draft` now; who sent it is told."""
        if outcome is None:
            return outgoing(draft, "altered", ALTERED)
        told = self._now().isoformat(timespec="seconds") if outcome.kind == "doubtful" else outcome.answer
        letter = outgoing(draft, "later" if outcome.kind == "lost" else outcome.kind, told)
        if letter.state == "sent" and self._tell:
            self._tell(letter)
        return letter

    def _after_stop(self, letter: Outgoing) -> Outgoing:
        """How it stands with the letter at which the run was stopped, by what the log could still take."""
        history = histories(read_log(self._request.folder)).get(letter.id)
        return replace(letter, state="doubtful", told=history.doubt.at) if history and history.doubt else letter

    def _patience(self, outcome: Outcome | None) -> str:
        """Why the run ends, where the server has not taken too many in a row; empty where it goes on."""
        if outcome is None or (outcome.kind == "refused" and outcome.of_recipient):
            return ""
        self._in_a_row = 0 if outcome.kind == "sent" else self._in_a_row + 1
        if outcome.kind == "lost" or self._in_a_row >= _PATIENCE:
            return f"`{self._server}` does not take letters now: {outcome.answer}"
        return ""

    def _chosen(self, drafts: Sequence[Draft], letters: dict[str, Outgoing]) -> list[Draft]:
        if self._request.again:
            return [draft for draft in drafts if draft.id in self._request.again and not draft.fault]
        if self._request.skip and not self._request.resume:
            return []
        return [draft for draft in drafts if letters[draft.id].state == "ready"]

    def _limit(self, lines: Sequence[Line]) -> int | None:
        """How many letters the run sends at most: the first run of a folder proves by one that it is right."""
        is_first = not any(line.event == "sent" for line in lines)
        return 1 if is_first and not self._request.again else self._request.limit

    def _skip(self, drafts: Sequence[Draft]) -> list[Line]:
        """Note those that are never to be sent."""
        return [self._note("skipped", draft) for draft in drafts if draft.id in self._request.skip]

    def _note(self, event: Event, draft: Draft, answer: str = "") -> Line:
        at = self._now().isoformat(timespec="seconds")
        line = Line(event, draft.id, at, draft.address, draft.sha256, draft.message_id, draft.file.name, answer)
        self._log.note(line)
        return line

    def _now(self) -> datetime:
        """The moment, counted from that of the request."""
        return self._request.now + timedelta(seconds=time.monotonic() - self._started)
