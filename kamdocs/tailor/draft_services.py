"""Which services a client may want, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kamdocs.model.base import Text
from kamdocs.model.case import PublicCase
from kamdocs.model.client import Client, Visit
from kamdocs.model.service import Service
from kamdocs.model.workspace import Workspace
from kamdocs.rules.listing import listed
from kamdocs.rules.search import fold, weight

_MOST = 2
_NEAR = 0.6
"""A second service is taken where it has at least this share of the points of the first."""

_CASE_POINTS = 3
_TAG_POINTS = 3
_SAME_INDUSTRY = 2
"""How many cases of the client's industry count."""

_MOST_WORD_POINTS, _WORDS_SHOWN = 5, 4
_LEAST_WEIGHT = 5
"""What a word must weigh, in letters, to say what a text is about."""


def fitting_services(workspace: Workspace, client: Client, visit: Visit | None) -> Mapping[str, str]:
    """The services that fit `client` best, at most two, each with the reason; none where nothing speaks for any."""
    points = {id: list(_points(id, workspace, client, visit)) for id in workspace.services}
    scores = {id: sum(score for score, _ in found) for id, found in points.items()}
    ranked = sorted((id for id in scores if scores[id]), key=lambda id: (-scores[id], id))
    chosen = [id for id in ranked[:_MOST] if scores[id] >= _NEAR * scores[ranked[0]]]
    return {id: ", ".join(f"{why} +{score}" for score, why in points[id]) for id in chosen}


def related_cases(workspace: Workspace, client: Client, services: Iterable[str]) -> list[PublicCase]:
    """The cases of the client's industry or with one of `services`, those with most in common first."""
    wanted, industry = set(services), set(client.industry.each())

    def common(case: PublicCase) -> int:
        return len(wanted & set(case.services)) + 2 * bool(industry & set(case.industry.each()))

    related = [case for case in workspace.cases.values() if common(case)]
    return sorted(related, key=lambda case: (-common(case), -case.end.toordinal(), case.id))


def _points(id: str, workspace: Workspace, client: Client, visit: Visit | None) -> Iterator[tuple[int, str]]:
    service, cases = workspace.services[id], related_cases(workspace, client, ())
    if shown := [case.id for case in cases if id in case.services][:_SAME_INDUSTRY]:
        yield _CASE_POINTS * len(shown), f"done in this industry ({listed(shown)})"
    said = _said(client, visit)
    told = {word for text in said for word in _words(text.each())}
    if tags := [tag for tag in service.tags if any(_speaks_of(text, tag) for text in said)]:
        yield _TAG_POINTS * len(tags), f"the client speaks of {listed(tags)}"
    others = [other for name, other in workspace.services.items() if name != id]
    own = _own_words(service, others) & told
    if own:
        longest = sorted(own, key=lambda word: (-weight(word), word))[:_WORDS_SHOWN]
        yield min(len(own), _MOST_WORD_POINTS), f"words in common ({', '.join(longest)})"


def _speaks_of(text: Text, tag: str) -> bool:
    return any(f" {fold(tag)} " in f" {fold(one)} " for one in text.each())


def _own_words(service: Service, others: Iterable[Service]) -> set[str]:
    """The words of `service` that none of `others` uses."""
    used = {word for other in others for text in _texts(other) for word in _words(text.each())}
    return {word for text in _texts(service) for word in _words(text.each())} - used


def _texts(service: Service) -> tuple[Text, ...]:
    return (service.name, service.summary, *service.deliverables, *(phase.text for phase in service.phases))


def _said(client: Client, visit: Visit | None) -> tuple[Text, ...]:
    """What the client says of itself, needs, and measures us by."""
    criteria = [criterion.text for person in client.stakeholders for criterion in person.criteria]
    words = [said.text for said in visit.said] if visit else []
    needs = [need.text for need in client.needs]
    return (client.industry, client.business_scope, client.situation, *client.products, *needs, *criteria, *words)


def _words(texts: Iterable[str]) -> set[str]:
    found = {word for text in texts for word in fold(text).split()}
    return {word for word in found if weight(word) >= _LEAST_WEIGHT}
