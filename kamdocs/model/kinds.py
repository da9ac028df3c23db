"""The kinds of files in the profiles and cases of a workspace, the model of each, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import BaseModel

from kamdocs.model.case import Case, Metrics
from kamdocs.model.client import Client, Visit
from kamdocs.model.house import House, Reader, Settings, TeamMember
from kamdocs.model.proposal import Proposal
from kamdocs.model.service import Service

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

_PLACES: Mapping[str, str] = {
    "kamdocs": "kamdocs.yaml",
    "house": "profiles/house.yaml",
    "team": "profiles/team/{}.yaml",
    "reader": "profiles/readers/{}.yaml",
    "service": "profiles/services/{}.yaml",
    "client": "profiles/clients/{}/client.yaml",
    "visit": "profiles/clients/{}/visits/{}.yaml",
    "proposal": "profiles/clients/{}/proposals/{}.yaml",
    "case": "cases/{}.yaml",
    "metrics": "cases/metrics.yaml",
}


def file_of(kind: str, *ids: str | date) -> Path:
    """The file of a record, relative to the workspace; visits and proposals are named after their client."""
    return Path(_PLACES[kind].format(*ids))
