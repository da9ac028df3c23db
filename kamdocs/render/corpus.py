"""What a version may say: its facts, and all that its public inputs hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kamdocs.model.base import Text
from kamdocs.model.kinds import file_of
from kamdocs.model.kit import Kit, Picture
from kamdocs.model.plan import PhaseLine, Plan
from kamdocs.model.workspace import Workspace
from kamdocs.render.walk import children
from kamdocs.rules.business_case import CashFlow
from kamdocs.rules.language import Writer
from kamdocs.rules.money import Instalment


def facts(plan: Plan) -> Mapping[str, str]:
    """What must be the same in every version, in canonical form: price, dates, scope, team and validity."""
    price = plan.price
    sums = {
        "subtotal": price.subtotal,
        "net total": price.net_total,
        "value added tax": price.vat,
        "grand total": price.grand_total,
    }
    scope = plan.proposal.scope
    return {
        "number": plan.proposal.number,
        "issued": plan.issued_on.isoformat(),
        "valid until": plan.valid_until.isoformat(),
        "valid through": plan.valid_through.isoformat(),
        **{name: f"{money.amount} {money.currency}" for name, money in sums.items()},
        "payments": "; ".join(map(_payment, price.instalments)),
        "phases": "; ".join(map(_in_time, plan.phases)),
        "team": "; ".join(f"{work.person} {work.days}" for work in plan.proposal.team),
        "scope": str(hash_of(scope)) if scope else "none",
        "next steps": "; ".join(step.on.isoformat() for step in plan.steps),
        **(_case_facts(plan.cash_flow) if plan.cash_flow else {}),
    }


def _case_facts(case: CashFlow) -> Mapping[str, str]:
    rate = "none" if case.irr is None else f"{case.irr} %"
    return {
        "net present value": f"{case.npv.amount} {case.npv.currency} at {case.discount_rate} %",
        "internal rate of return": rate,
        "payback": f"{case.payback.years} years, {case.payback.months} months" if case.payback else "none",
        "break-even": f"{case.break_even} %" if case.break_even is not None else "none",
        "sensitivity": "; ".join(f"{line.share} % {line.npv.amount}" for line in case.scenarios),
    }


def _payment(line: Instalment) -> str:
    return f"{line.percent} % {line.amount.amount}{f' on {line.due_on}' if line.due_on else ''}"


def _in_time(line: PhaseLine) -> str:
    days = f" from {line.first_day} to {line.last_day}" if line.first_day else ""
    return f"{line.weeks[0]}-{line.weeks[1]}{days}"


def hash_of(record: BaseModel) -> str:
    """A short hash of a record's content."""
    return hashlib.sha256(record.model_dump_json().encode()).hexdigest()[:12]


def printed_facts(plan: Plan, writer: Writer) -> Mapping[str, str]:
    """The facts that can be looked for in a finished file, as this version's language writes them."""
    return {
        "number": plan.proposal.number,
        "valid until": writer.date(plan.valid_until),
        "grand total": writer.money(plan.price.grand_total),
    }


def inputs(plan: Plan, workspace: Workspace, kit: Kit, pictures: Iterable[str]) -> Mapping[Path, str]:
    """The files that this version is made from, its `pictures` among them, with their SHA-256."""
    shown = [picture for picture in map(kit.pictures.find, pictures) if isinstance(picture, Picture)]
    return {
        **files_of_plan(plan, workspace),
        **kit.files,
        **{picture.file: picture.digest for picture in shown},
    }


def files_of_plan(plan: Plan, workspace: Workspace) -> Mapping[Path, str]:
    """The files of the profiles and cases that a version draws on, with their SHA-256."""
    named = {
        file_of("kamdocs"),
        file_of("house"),
        file_of("reader", plan.reader_id),
        file_of("client", plan.client_id),
        file_of("proposal", plan.client_id, plan.proposal_id),
        *(file_of("visit", plan.client_id, day) for day in [plan.proposal.visit] if day),
        *(file_of("team", id) for id in (plan.sender_id, *(work.person for work in plan.proposal.team))),
        *(file_of("service", id) for id in plan.proposal.services),
        *(file_of("case", id) for id in workspace.cases),
    }
    return {file: workspace.files[file] for file in named if file in workspace.files}


def corpus(plan: Plan, workspace: Workspace) -> tuple[str, ...]:
    """Every text, number and date of the public inputs of this version."""
    return texts_of(plan, workspace.house, workspace.settings)


def texts_of(*records: object) -> tuple[str, ...]:
    """Every text, number and date of `records`, each once."""
    return tuple(sorted({text for record in records for text in _leaves(record)}))


class Corpus:
    """Gives the texts of one record after another, each with those of the records that `shared` are; models that come
    again, as the one who signs, are gone through once."""

    def __init__(self, *shared: object) -> None:
        self._shared = frozenset(texts_of(*shared))
        self._known: dict[int, tuple[BaseModel, frozenset[str]]] = {}

    def texts_of(self, record: Any) -> tuple[str, ...]:
        """Every text, number and date of `record`, a dataclass, and of the shared ones, each once."""
        return tuple(sorted(self._shared.union(*(self._texts_in(part) for _, part in children(record)))))

    def _texts_in(self, part: object) -> Iterable[str]:
        if not isinstance(part, BaseModel) or isinstance(part, Text):
            return _leaves(part)
        if id(part) not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[id(part)] = part, frozenset(_leaves(part))  # kept, so that no other gets its id
        return self._known[id(part)][1]


_MOST_KNOWN = 256


def _leaves(value: Any) -> list[str]:
    found, waiting = list[str](), [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Text):
            found += value.each()
        elif isinstance(value, str):
            found.append(value)
        elif isinstance(value, bool) or value is None:
            continue
        elif isinstance(value, Decimal | int):
            found.append(str(value))
        elif isinstance(value, date):
            found.append(value.isoformat())
        else:
            waiting += (part for _, part in children(value))
    return found
