"""The whole program on one screen: load → tailor → render → write → verify.

load      YAML in, checked and frozen models out; kept apart, the secrets, which only verify receives
tailor    which sections, arguments, cases and figures each reader gets, and why
render    templates over plans give HTML
write     HTML becomes DOCX, PDF and HTML files under temporary names
verify    each finished file is read back and the promises are proved on it; only then it gets its name
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from kamdocs.errors import InputError, Problem
from kamdocs.lengths import too_long
from kamdocs.load import load, use_of_kind
from kamdocs.model.kit import Kit
from kamdocs.model.plan import Plan
from kamdocs.model.request import ProposalRequest
from kamdocs.model.secrets import Secrets
from kamdocs.model.workspace import Workspace
from kamdocs.render import Origins, render_proposals, unprintable
from kamdocs.tailor import remarks, tailor
from kamdocs.tracing import traced
from kamdocs.verify import verify
from kamdocs.write import deliver, drafted

_log = logging.getLogger("kamdocs")


def build_proposal(request: ProposalRequest) -> list[Path]:
    """Build every version that `request` asks for; return the files delivered, in the order of the recipients.

    Raises InputError for faults in the user's files, RequestError for what is not there, OutputError where a document
    could not be made. In each case nothing is delivered. What is doubtful, as an offer that has expired, is logged as a
    warning to the logger `kamdocs`; the message of the record (`record.msg`) is a Problem.
    """
    workspace, kit, secrets, plans = _planned(request)
    pages = render_proposals(plans, workspace, kit)
    _log.info("3/5 render: %d pages", len(pages))
    out = request.out or workspace.root / workspace.settings.output
    with (
        traced(workspace, kit, partial(unprintable, plans, workspace, kit)),
        drafted(
            pages, request.formats, kit.theme, out=out, assets=workspace.root, css=kit.css, carrier=kit.carrier
        ) as drafts,
    ):
        _log.info("4/5 write: %d files", len(drafts))
        origins, chosen = Origins(workspace, kit, plans[0]), workspace.settings.rules
        _tell(verify(drafts, kit, secrets, own_client=plans[0].client_id, chosen=chosen, origins=origins))
        _tell(too_long(drafts, plans, workspace, kit))
        _log.info("5/5 verify: every promise holds")
        return deliver(drafts)


def _tell(remarks: Iterable[Problem]) -> None:
    """Log what is doubtful; raise InputError where the house counts some of it as an error."""
    found = tuple(remarks)
    if any(remark.severity == "error" for remark in found):
        raise InputError(found)
    for remark in found:
        _log.warning(remark)


def plan_proposal(request: ProposalRequest) -> tuple[Plan, ...]:
    """What each version that `request` asks for would hold, and why; nothing is written. It warns as a build does."""
    return _planned(request)[-1]


def _planned(request: ProposalRequest) -> tuple[Workspace, Kit, Secrets, tuple[Plan, ...]]:
    use = use_of_kind(request.workspace, request.kind)
    workspace, kit, secrets = load(request.workspace, today=request.today, use=use)
    _log.info("1/5 load: %d files", len(workspace.files))
    plans = tailor(workspace, kit, request)
    _tell(remarks(plans, workspace, kit, today=request.today))
    _log.info("2/5 tailor: %d versions", len(plans))
    return workspace, kit, secrets, plans
