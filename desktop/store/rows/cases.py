"""An application on its way: what it was judged by, its steps, papers and letters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Date, ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.application import State, StepKind
from desktop.domain.verdict import Outcome
from desktop.store.columns import Hundredths, Json, Word
from desktop.store.rows.base import Row, free_text, household_key, row_id


class EditionRow(Row):
    """The text of every scheme file a verdict was ever decided by."""

    __tablename__ = "edition"
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    scheme_id: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)


class AssessmentRow(Row):
    """A verdict as it was decided, with all it was decided from."""

    __tablename__ = "assessment"
    id: Mapped[int] = row_id()
    household_id: Mapped[int] = household_key()
    scheme_id: Mapped[str] = mapped_column(String(60), index=True)
    edition: Mapped[str] = mapped_column(ForeignKey("edition.hash"))
    on: Mapped[date] = mapped_column("judged_on", Date)
    outcome: Mapped[Outcome] = mapped_column(Word(Outcome))
    snapshot: Mapped[str] = mapped_column(Text)


class ApplicationRow(Row):
    __tablename__ = "application"
    id: Mapped[int] = row_id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    household_id: Mapped[int] = household_key()
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    scheme_id: Mapped[str] = mapped_column(String(60), index=True)
    scheme_title: Mapped[str] = mapped_column(String(200))
    applicant: Mapped[str] = mapped_column(String(100))
    applied_on: Mapped[date] = mapped_column(Date, index=True)
    reason: Mapped[str] = free_text()
    proposed: Mapped[Decimal | None] = mapped_column(Hundredths)
    monthly: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the sum is one for every month."""
    goods: Mapped[Any] = mapped_column(Json)
    state: Mapped[State] = mapped_column(Word(State), index=True)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("notice.id"), index=True)
    approved_amount: Mapped[Decimal | None] = mapped_column(Hundredths)
    approved_goods: Mapped[Any] = mapped_column(Json)
    decision_reason: Mapped[str] = free_text()
    decided_on: Mapped[date | None] = mapped_column(Date)
    decided_by: Mapped[str] = free_text()
    alone_because: Mapped[str] = free_text()
    """Why one person handled and decided it; printed on the paper."""
    search: Mapped[str] = free_text()
    current_kind: Mapped[StepKind | None] = mapped_column(Word(StepKind), index=True)
    current_label: Mapped[str] = free_text()
    current_due: Mapped[date | None] = mapped_column(Date, index=True)
    """None while the clock stands still."""
    paused_since: Mapped[date | None] = mapped_column(Date)
    origin: Mapped[str] = mapped_column(String(20), default="applicant", server_default="applicant")
    filing: Mapped[str] = mapped_column(String(40), default="", server_default="", index=True)
    cause: Mapped[str] = free_text()
    aided_on: Mapped[date | None] = mapped_column(Date)
    """When help was given before the papers, where it was."""
    ends_benefit: Mapped[int | None]
    """The benefit it is to end; no foreign key, for benefits belong to applications in turn."""
    more: Mapped[Any] = mapped_column(Json, default=dict, server_default="{}")
    """What is only read with the whole case: agent, pauses, first aid, override and the like."""


class StepRow(Row):
    __tablename__ = "step"
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[StepKind] = mapped_column(Word(StepKind))
    label: Mapped[str] = mapped_column(String(100))
    who: Mapped[str] = mapped_column(String(100))
    due: Mapped[date | None] = mapped_column(Date)
    rule: Mapped[str] = free_text()
    done_on: Mapped[date | None] = mapped_column(Date)
    by: Mapped[str] = mapped_column("done_by", String(100))
    opinion: Mapped[str] = free_text()
    recorded_by: Mapped[str] = mapped_column(String(100), default="", server_default="")
    """Who was signed in when it was ticked off; `by` is who stands on the paper."""
    plan: Mapped[str] = mapped_column(String(60), default="", server_default="")
    times: Mapped[int] = mapped_column(default=1, server_default="1")
    record: Mapped[Any] = mapped_column(Json, default=dict, server_default="{}")


class CaseEventRow(Row):
    """What happened to a case; only ever added to."""

    __tablename__ = "case_event"
    id: Mapped[int] = row_id()
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    on: Mapped[date] = mapped_column("happened_on", Date)
    step: Mapped[str] = free_text()
    words: Mapped[str] = free_text()
    by: Mapped[str] = mapped_column("done_by", Text, default="", server_default="")
    recorded_by: Mapped[str] = free_text()


class CasePaperRow(Row):
    """A paper asked for in a case."""

    __tablename__ = "case_paper"
    id: Mapped[int] = row_id()
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = free_text()
    copies: Mapped[int] = mapped_column(default=1)
    groups: Mapped[Any] = mapped_column(Json)
    source: Mapped[str] = free_text()
    required: Mapped[bool] = mapped_column(Boolean)
    received_on: Mapped[date | None] = mapped_column(Date)
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    remark: Mapped[str] = free_text()
    waived: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[str] = mapped_column("at_step", String(60), default="", server_default="")
    """The step of the scheme from which on it is asked for."""


class LackingRow(Row):
    """A letter that names all that is missing (一次性告知书)."""

    __tablename__ = "lacking_letter"
    id: Mapped[int] = row_id()
    number: Mapped[str] = mapped_column(String(40), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    told_on: Mapped[date] = mapped_column(Date)
    papers: Mapped[Any] = mapped_column(Json)
    bring_by: Mapped[date | None] = mapped_column(Date, index=True)
    told_by: Mapped[str] = free_text()
    how: Mapped[str] = free_text()
    received_by: Mapped[str] = free_text()
    supplied_on: Mapped[date | None] = mapped_column(Date)


class TellingRow(Row):
    """Something somebody must be told in a case."""

    __tablename__ = "telling"
    id: Mapped[int] = row_id()
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"), index=True)
    upon: Mapped[str] = mapped_column(String(20), default="", server_default="")
    """What must be told: an approval, a refusal, a change, a fading, an end."""
    change: Mapped[int | None]
    """Which change of the help the case began, counted from 0, where it is one of these."""
    who: Mapped[str] = free_text()
    what: Mapped[str] = free_text()
    written: Mapped[bool] = mapped_column(Boolean)
    due: Mapped[date | None] = mapped_column(Date, index=True)
    rule: Mapped[str] = free_text()
    told_on: Mapped[date | None] = mapped_column(Date)
    told_by: Mapped[str] = free_text()
    how: Mapped[str] = free_text()
    received_by: Mapped[str] = free_text()
    received_on: Mapped[date | None] = mapped_column(Date)
    refused_to_sign: Mapped[str] = free_text()
