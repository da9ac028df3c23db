"""The swap test: a win theme that would fit any other client unchanged says nothing about this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kamdocs.errors import Problem
from kamdocs.model.base import Text
from kamdocs.model.client import Client, Visit
from kamdocs.model.kinds import file_of
from kamdocs.model.proposal import Proposal, WinTheme
from kamdocs.model.rules import SWAP_TEST
from kamdocs.model.workspace import ClientFolder, Workspace
from kamdocs.rules.figures import Figures
from kamdocs.rules.likeness import Likeness
from kamdocs.rules.search import fold
from kamdocs.tailor.stated import is_share, known_values

_NEAR = 2
_SHORTEST_NAME = 3


def generic_themes(
    workspace: Workspace, figures: Figures, likeness: Likeness, folder: ClientFolder, proposal_id: str
) -> Iterator[Problem]:
    """The win themes in which nothing is this client's own, in any language.

    Their own are: a name of theirs, of their people, places, products; a figure of a need, a fact or their own
    project; two telling words of what they said, need, ask for or did with us, that are not our own wording.
    """
    proposal = folder.proposals[proposal_id]
    for index, theme in enumerate(proposal.win_themes):
        texts = [theme.claim, theme.client_fact]
        if not (
            _names_client(texts, workspace, folder)
            or _states_figure(texts, theme, workspace, figures, folder, proposal)
            or _speaks_their_words(texts, workspace, likeness, folder)
        ):
            what = "this win theme would fit any other client unchanged"
            file = file_of("proposal", folder.id, proposal_id)
            yield from workspace.doubt(
                file, ("win_themes", index), SWAP_TEST, what, help=_help(folder.client, workspace)
            )


def _names_client(texts: Sequence[Text], workspace: Workspace, folder: ClientFolder) -> bool:
    """A place that our own address has too, as the country, is not theirs alone."""
    ours = {fold(part) for part in _parts(workspace.house.address)}
    names = {fold(name) for text in _names(folder) for name in text.each()} - ours
    told = [f" {fold(written)} " for text in texts for written in text.each()]
    return any(name in one for one in told for name in names if len(name) >= _SHORTEST_NAME)


def _names(folder: ClientFolder) -> Iterator[Text]:
    """The client's names, places, products and people."""
    client = folder.client
    yield from (client.name, client.short_name, client.region, *client.products, *map(Text, client.aliases))
    for person in client.stakeholders:
        yield person.name
    yield from (tender.name for tender in client.tenders)
    for text in (client.address, *(visit.place for visit in folder.visits.values() if visit.place is not None)):
        yield from map(Text, _parts(text))


def _parts(address: Text) -> list[str]:
    """What stands between the commas of an address, in every language."""
    parts = (part.strip() for written in address.each() for part in written.split(","))
    return [part for part in parts if part]


def _states_figure(
    texts: Sequence[Text],
    theme: WinTheme,
    workspace: Workspace,
    figures: Figures,
    folder: ClientFolder,
    proposal: Proposal,
) -> bool:
    own = {shares: set(known_values(folder.client, proposal, shares=shares)) for shares in (False, True)}
    case = workspace.cases.get(theme.proof.case or "")
    if case is not None and case.client_ref == folder.id:
        for result in case.results:
            values = (result.before, result.after)
            own[is_share(result.unit)] |= {value for value in values if isinstance(value, Decimal)}
    stated = (
        figure
        for code in workspace.settings.languages
        for text in texts
        for figure in figures.find(text.get(code) or "", code)
    )
    return any(figure.readings & own[figure.kind == "percent"] for figure in stated)


def _speaks_their_words(texts: Sequence[Text], workspace: Workspace, likeness: Likeness, folder: ClientFolder) -> bool:
    own = list(_own_words(folder.client, folder.visits.values()))
    ours = list(_our_words(workspace))
    for code in workspace.settings.languages:
        theirs = likeness.telling(own, code).keys() - likeness.telling(ours, code).keys()
        shared = {word for token, word in likeness.telling(texts, code).items() if token in theirs}
        if len(shared) >= _NEAR:
            return True
    return False


def _own_words(client: Client, visits: Iterable[Visit]) -> Iterator[Text]:
    """What the client needs, asks for, fears, says, makes and has done with us."""
    yield from (client.business_scope, *client.products)
    yield from (need.text for need in client.needs)
    for person in client.stakeholders:
        yield from (criterion.text for criterion in person.criteria)
        yield from (concern.text for concern in person.concerns)
    yield from (done.text for done in client.cooperation)
    for visit in visits:
        yield from (said.text for said in visit.said)
        yield from (promise.what for promise in visit.promises)


def _our_words(workspace: Workspace) -> Iterator[Text]:
    """What the house says of itself and its services to everybody."""
    if workspace.house.about is not None:
        yield workspace.house.about
    for service in workspace.services.values():
        yield from (service.name, service.summary, *service.deliverables)


def _help(client: Client, workspace: Workspace) -> str:
    """What could be put in, of this client's own."""
    language = workspace.settings.languages[0]
    figures = (f"`{need.figure.value:f}` of need `{need.id}`" for need in client.needs if need.figure is not None)
    first = [*list(figures)[:2], f"`{client.region.shown(language)}`", f"`{client.products[0].shown(language)}`"]
    return f"put in what only they have: {', '.join(first)}, or their own words"
