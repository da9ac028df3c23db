"""Which case a letter tells, where its kind wants one, and which of its results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kamdocs.model.base import Text
from kamdocs.model.case import PublicCase, PublicResult
from kamdocs.model.client import Client
from kamdocs.model.house import Reader
from kamdocs.model.letter import LetterKind, Told
from kamdocs.model.recipient import Recipient
from kamdocs.model.weights import CaseWeights
from kamdocs.model.workspace import Workspace
from kamdocs.tailor.cases import same_size

WANTS_CASE = "case"


def case_for(
    kind: LetterKind, data: Mapping[str, Any], recipient: Recipient, language: str, workspace: Workspace
) -> Told | None:
    """The case for a letter to `recipient`, and the result its reader trusts most: the case that `data` names, else
    the one most like the recipient's firm in industry, region and size, which lists can say in columns of these names.

    None where the kind wants none or nothing is alike. Not chosen are the firm's own project, one of a firm named that
    is in the same business at the same place, as it may be a rival, and one not wholly written in `language`.
    """
    if WANTS_CASE not in kind.wants:
        return None
    reader = _reader(recipient, workspace)
    if (named := next(cases_in(data), None)) is not None:
        return next(_told(named, reader), None)
    client = workspace.clients[recipient.client].client if recipient.client else None
    found = []
    for case in workspace.cases.values():
        points = _points(case, recipient, client)
        if points and _may_tell(case, recipient, client) and _is_written(case, language, workspace):
            found += [(-points, -case.end.toordinal(), case.id, told) for told in _told(case, reader)]
    return min(found, key=lambda each: each[:3], default=(None,))[-1]


def cases_in(value: Any) -> Iterator[PublicCase]:
    """The cases among the values of `--data`."""
    if isinstance(value, PublicCase):
        yield value
    elif isinstance(value, Mapping | tuple):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from cases_in(part)


def _reader(recipient: Recipient, workspace: Workspace) -> Reader | None:
    """The type of reader of the recipient, who is a person of a client."""
    people = workspace.clients[recipient.client].client.stakeholders if recipient.client else ()
    return next((workspace.readers[one.reader] for one in people if one.id == recipient.stakeholder), None)


def _points(case: PublicCase, recipient: Recipient, client: Client | None) -> int:
    """What speaks for a case, by the points that cases of proposals have; 0 where only that its client may be named."""
    weights = CaseWeights()
    alike = weights.industry * _is(case.industry, "industry", recipient, client)
    alike += weights.region * _is(case.region, "region", recipient, client)
    size = client.size if client else recipient.row.get("size")
    alike += weights.size * (alike > 0 and same_size(case.size, size or None))
    return alike + weights.consent * case.named if alike else 0


def _may_tell(case: PublicCase, recipient: Recipient, client: Client | None) -> bool:
    own = {line.case for line in client.cooperation} if client else set()
    if case.id in own or (case.client_ref is not None and case.client_ref == recipient.client):
        return False
    near = _is(case.industry, "industry", recipient, client) and _is(case.region, "region", recipient, client)
    return not (case.named and near)


def _is(value: Text | None, name: str, recipient: Recipient, client: Client | None) -> bool:
    """Whether the recipient's firm has this industry or region, which its profile or a column of the list says."""
    if value is None or client is not None:
        return client is not None and value is not None and bool(value == getattr(client, name))
    said = (recipient.row.get(name) or "").strip().casefold()
    return bool(said) and said in {text.casefold() for text in value.each()}


def _is_written(case: PublicCase, language: str, workspace: Workspace) -> bool:
    readable = {language, workspace.settings.fallback_language or language}
    texts = [case.title, case.client, case.problem]
    for result in case.results:
        texts += [text for text in (result.metric, result.unit, result.period, result.source) if text is not None]
    return all(any(text.get(code) is not None for code in readable) for text in texts)


def _told(case: PublicCase, reader: Reader | None) -> Iterator[Told]:
    """The case with the result that its reader trusts most, of those that say something in figures."""
    prefer = list(reader.cases.prefer) if reader else []
    results = [result for result in case.results if _says_something(result)]
    rank = {kind: number for number, kind in enumerate(prefer)}
    for result in sorted(results, key=lambda each: rank.get(each.kind, len(prefer)))[:1]:
        yield Told(case, result)


def _says_something(result: PublicResult) -> bool:
    """Whether a result has a figure or a direction; the same range before and after tells nothing."""
    return result.direction is not None or (result.after is not None and result.before != result.after)
