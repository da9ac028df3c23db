"""The kinds of files in a workspace, and the model of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, RootModel

from kamdocs.model.base import Id
from kamdocs.model.case import Case, Metric
from kamdocs.model.client import Client, Service, Visit
from kamdocs.model.house import House, Reader, Settings, TeamMember
from kamdocs.model.proposal import Proposal


class Metrics(RootModel[dict[Id, Metric]]):
    """`cases/metrics.yaml`: measures that several cases share, by id."""

    model_config = ConfigDict(frozen=True)


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
