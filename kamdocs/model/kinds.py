"""The kinds of files in the profiles and cases of a workspace, and the model of each."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from kamdocs.model.case import Case, Metrics
from kamdocs.model.client import Client, Service, Visit
from kamdocs.model.house import House, Reader, Settings, TeamMember
from kamdocs.model.proposal import Proposal

KINDS: Mapping[str, type[BaseModel]] = {
    "kamdocs": Settings,
    "house": House,
    "team": TeamMember,
    "reader": Reader,
    "service": Service,
    "client": Client,
    "visit": Visit,
    "proposal": Proposal,
    "case": Case,
    "metrics": Metrics,
}
