"""The whole program on one screen: load → tailor → render → write → verify.

load      YAML in, checked and frozen models out; kept apart, the secrets, which only verify receives
tailor    which sections, arguments, cases and figures each reader gets, and why
render    templates over plans give HTML
write     HTML becomes DOCX, PDF and HTML files under temporary names
verify    each finished file is read back and the promises are proved on it; only then it gets its name
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kamdocs.errors import FontError, GlyphError, InputError, OutputError, Problem, StyleError
from kamdocs.load import load, theme_problem
from kamdocs.load.theme import style_problems, theme_file
from kamdocs.model.kit import Kit
from kamdocs.model.plan import Plan
from kamdocs.model.request import ProposalRequest
from kamdocs.model.secrets import Secrets
from kamdocs.model.workspace import Workspace
from kamdocs.render import render_proposals, unprintable
from kamdocs.tailor import remarks, tailor
from kamdocs.verify import verify
from kamdocs.write import deliver, drafted

_log = logging.getLogger("kamdocs")
_SCRIPT_HELP = "name a font in the theme that has it"


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
        _traced(plans, workspace, kit),
        drafted(
            pages, request.formats, kit.theme, out=out, assets=workspace.root, css=kit.css, carrier=kit.carrier
        ) as drafts,
    ):
        _log.info("4/5 write: %d files", len(drafts))
        verify(drafts, kit, secrets, own_client=plans[0].client_id)
        _log.info("5/5 verify: every promise holds")
        return deliver(drafts)


def plan_proposal(request: ProposalRequest) -> tuple[Plan, ...]:
    """What each version that `request` asks for would hold, and why; nothing is written. It warns as a build does."""
    return _planned(request)[-1]


def _planned(request: ProposalRequest) -> tuple[Workspace, Kit, Secrets, tuple[Plan, ...]]:
    workspace, kit, secrets = load(request.workspace, today=request.today, use="proposal")
    _log.info("1/5 load: %d files", len(workspace.files))
    plans = tailor(workspace, kit, request)
    for remark in remarks(plans, workspace, today=request.today):
        _log.warning(remark)
    _log.info("2/5 tailor: %d versions", len(plans))
    return workspace, kit, secrets, plans


@contextmanager
def _traced(plans: tuple[Plan, ...], workspace: Workspace, kit: Kit) -> Iterator[None]:
    """A context in which what no document can be made with is told where the user's files hold it: a character that no
    font has, a rule of a stylesheet, a font."""
    try:
        yield
    except FontError as error:
        path = (*error.key.split("."), "pdf")
        problem = theme_problem(workspace.root, workspace.settings.theme, path, "no-font", str(error))
        raise OutputError(problem.headline(), help=error.help) from None
    except StyleError as error:
        raise InputError(style_problems(workspace.settings.theme, kit.css, error.faults)) from None
    except GlyphError as error:
        theme = theme_file(workspace.settings.theme)
        scripts = [Problem(theme, 0, 0, "no-glyph", what, help=_SCRIPT_HELP) for what in error.scripts]
        if problems := [*scripts, *unprintable(error.single, plans, workspace, kit, error.help)]:
            raise InputError(problems) from None
        raise
