"""What the tests of tailor share: a small workspace, changed, and what is found in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from support import Changes, changed_base

from kamdocs.load import load
from kamdocs.model.kit import Kit
from kamdocs.model.plan import Plan
from kamdocs.model.request import ProposalRequest
from kamdocs.model.workspace import Workspace
from kamdocs.tailor import findings, tailor

TODAY = date(2026, 11, 23)
CLIENT = "profiles/clients/acme/client.yaml"
OFFER = "profiles/clients/acme/proposals/offer.yaml"
CASE = "cases/pilot.yaml"
SETTINGS = "kamdocs.yaml"
SERVICE = "profiles/services/audit.yaml"


def changed(root: Path, changes: Changes, files: Mapping[str, str] | None = None) -> tuple[Workspace, Kit]:
    """A copy of the base of tests/bad in `root` with `changes` and further `files`, loaded."""
    workspace, kit, _ = load(changed_base(root, changes, files), today=TODAY, use="proposal")
    return workspace, kit


def found(read: tuple[Workspace, Kit], client: str = "acme", proposal: str = "offer") -> list[str]:
    """The headlines of all findings about a proposal, each with its rule."""
    workspace, kit = read
    problems = findings(workspace, kit, workspace.clients[client], proposal, today=TODAY)
    return [f"{problem.headline()} [{problem.rule}]" for problem in problems]


def rules(read: tuple[Workspace, Kit]) -> set[str]:
    """The rules of all findings about the offer."""
    return {line.rpartition("[")[2].rstrip("]") for line in found(read)}


def plan(read: tuple[Workspace, Kit]) -> Plan:
    """The only version of the offer."""
    (only,) = tailor(*read, ProposalRequest(Path(), "acme/offer", TODAY))
    return only
