"""What tailor decides: one version of a proposal, for one reader, with the reason of every choice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from datetime import datetime
from decimal import Decimal

from kamdocs.model.base import Text
from kamdocs.model.case import PublicCase, PublicResult
from kamdocs.model.client import Client, Figure, Stakeholder
from kamdocs.model.coverage import Coverage
from kamdocs.model.document import DocumentKind
from kamdocs.model.house import Reader, TeamMember
from kamdocs.model.proposal import Proposal, Requirement, Risk
from kamdocs.model.service import Argument
from kamdocs.rules.business_case import CashFlow
from kamdocs.rules.money import PriceSheet
from kamdocs.rules.schedule import Span


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from. `key` is the same for the same source wherever it is cited."""

    key: str
    what: Text
    source: Text
    on: Day | None


@dataclass(frozen=True, slots=True)
class Proof:
    """What a claim rests on: a result of a case, or the figure of a need or a fact."""

    case: PublicCase | None
    result: PublicResult | None
    figure: Figure | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for or against a choice, in words, and how much it counts.

    One that is `telling` is enough to choose by; others only make a choice better.
    """

    what: str
    points: int
    telling: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """A chosen argument. `answers` are this reader's own criteria and needs that it answers."""

    argument: Argument
    text: Text
    proof: Proof | None
    answers: tuple[Text, ...]
    score: int
    reason: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A win theme with its proof."""

    claim: Text
    client_fact: Text
    proof: Proof


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need; `said_by` is named only to the speaker, and `own` says that the reader is the speaker."""

    text: Text
    own: bool
    on: Day | None
    figure: Figure | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective of the project; `own` ones come from the reader's criteria."""

    text: Text
    baseline: Text | Figure | None
    target: Text | None
    by: Day | None
    measured: Text | None
    source: Source | None
    own: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words spoken in a visit at which the reader was present."""

    name: Text
    title: Text
    own: bool
    text: Text


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """A phase with its weeks and, where the start is known, its first and last working day."""

    name: Text
    weeks: tuple[int, int]
    first_day: Day | None
    last_day: Day | None
    text: Text | None
    milestone: Text | None


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the project's team. `projects` are those of their cases that this version shows or may name."""

    id: str
    member: TeamMember
    role: Text
    days: Decimal
    projects: tuple[PublicCase, ...]
    score: int = 0
    reason: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A next step; `name`, `title` and `gender` are of the person who takes it, `ours` says that it is one of us."""

    on: Day
    what: Text
    name: Text
    title: Text
    gender: str | None
    ours: bool


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A risk and the name of who deals with it."""

    risk: Risk
    owner: TeamMember


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody the client may call."""

    case: PublicCase
    contact: Text


@dataclass(frozen=True, slots=True)
class ChosenCase:
    """A case that is shown, its results in the order this reader trusts them, and the source of each result."""

    case: PublicCase
    results: tuple[PublicResult, ...]
    score: int
    reason: str
    sources: tuple[Source, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that is not shown, and why."""

    kind: str
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section in this reader's order with the claims that stand in it and what it adds for this reader.

    `chapter` is the chapter that it opens or belongs to, `level` how many headings stand above its own.
    """

    id: str
    detail: str
    claims: tuple[Claim, ...]
    reason: str
    also: tuple[str, ...] = ()
    chapter: Chapter | None = None
    level: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one type of reader is told in a document for the whole group, and nobody else in it: their claims and
    their cases. `reader_id` tells it from the others."""

    reader_id: str
    reader: Reader
    claims: tuple[Claim, ...]
    cases: tuple[ChosenCase, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """A figure promised and where it stands; `share` is how much of the way is gone, in whole per cent, where the
    start is known."""

    text: Text
    before: Decimal | None
    target: Decimal
    value: Decimal
    unit: Text | None
    share: int | None
    source: Source


@dataclass(frozen=True, slots=True)
class IssueLine:
    """Something that goes otherwise than planned, and who sees to it."""

    text: Text
    action: Text
    owner: TeamMember
    by: Day | None


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """Something that the client is asked to decide; `name`, `title` and `gender` are of who decides it."""

    what: Text
    by: Day
    name: Text | None
    title: Text | None
    gender: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """The latest report on the work."""

    on: Day
    period: Text
    phase: PhaseLine | None
    summary: Text
    results: tuple[Reached, ...]
    issues: tuple[IssueLine, ...]
    steps: tuple[Step, ...]
    decisions: tuple[DecisionLine, ...]


@dataclass(frozen=True, slots=True)
class Visited:
    """The visit that the proposal answers, as far as this reader may know of it."""

    date: Day
    place: Text | None
    present: bool
    words: tuple[Spoken, ...]
    next_on: Day | None
    next_what: Text | None


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a proposal.

    `recipient` is None for a version that is addressed to the organisation. `client` comes without needs and
    stakeholders: what a reader may see of those stands in `needs`, `visit` and `steps`. `top_claims` are the
    strongest of `claims`, for the summary. `own_risks` are the risks that concern this reader most.
    `benefit_sources` says for each benefit of `cash_flow` where its figures come from, `assumption_sources` the same
    for each assumption of the proposal's business case. `valid_through` is the end of `valid_until` in the time zone of
    the house. `weeks_not_counted` are those in which nobody works.

    `kind_id` and `kind` say what document it is, `file_name` how its file is called, without language and ending,
    `section_ids` which sections it has and `enclosures` what it lists as enclosed. `case`, with `case_team`, or
    `person` is what a document made for one case or person is about. `chapters` are the parts of a document for the
    whole group. `days_left` are the days from `today` to the last day of the offer, 0 on that day, less than 0 after
    it. `report` is the latest report on the work.
    """

    client_id: str
    proposal_id: str
    kind_id: str
    kind: DocumentKind
    reader_id: str
    reader: Reader
    recipient: Stakeholder | None
    language: str
    sender_id: str
    sender: TeamMember
    client: Client
    proposal: Proposal
    issued_on: Day
    due_on: Day | None
    valid_until: Day
    valid_through: datetime
    visit: Visited | None
    needs: tuple[NeedLine, ...]
    goals: tuple[Goal, ...]
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    top_claims: tuple[Claim, ...]
    themes: tuple[Theme, ...]
    cases: tuple[ChosenCase, ...]
    people: tuple[Person, ...]
    phases: tuple[PhaseLine, ...]
    price: PriceSheet
    cash_flow: CashFlow | None
    risks: tuple[RiskLine, ...]
    own_risks: tuple[RiskLine, ...]
    requirements: tuple[Requirement, ...]
    steps: tuple[Step, ...]
    contacts: tuple[Contact, ...]
    rejected: tuple[Rejected, ...]
    coverage: Coverage
    benefit_sources: tuple[Source | None, ...] = ()
    weeks_not_counted: tuple[Span, ...] = ()
    assumption_sources: tuple[Source | None, ...] = ()
    draft: bool = False
    file_name: str = ""
    today: Day = Day.min
    days_left: int = 0
    section_ids: tuple[str, ...] = ()
    enclosures: tuple[Text, ...] = ()
    case: ChosenCase | None = None
    case_team: tuple[TeamMember, ...] = ()
    person: Person | None = None
    chapters: tuple[Chapter, ...] = ()
    report: Report | None = None

    @property
    def pages_max(self) -> int:
        """How many pages it may have."""
        return (self.kind.pages or self.reader.pages).max
