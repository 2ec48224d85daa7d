"""One case on its way through its plan: every step on its day, and every due day held against the plan's own words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from desktop.casework import (
    applying,
    approval,
    assessment,
    case_papers,
    deciding,
    intake,
    noticing,
    relief,
    stating,
    telling,
)
from desktop.casework.office import Office
from desktop.domain.application import Application, State
from desktop.domain.filing import Filing
from desktop.domain.household import Household
from desktop.domain.notice_term import NoticeTerm
from desktop.domain.payout import Form, Fund
from desktop.domain.stated import Statement
from desktop.domain.step_record import StepRecord, Survey
from desktop.domain.telling import Delivery
from desktop.domain.verdict import Goods
from tests.conftest import Clock

NOTHING: Mapping[str, Statement] = {}
YEAR = 2026


def day(text: str) -> date:
    """A day of the story's year as "02-27", or of another one as "2027-01-05"."""
    return date.fromisoformat(text if len(text) > 5 else f"{YEAR}-{text}")


def read(text: str) -> date | None:
    """A due day as it is written in a story; "-" where the plan gives none."""
    return None if text == "-" else day(text)


@dataclass
class Walk:
    """A case, and the due days it should have by the plan."""

    office: Office
    clock: Clock
    id: int
    wanted: dict[str, date | None] = field(default_factory=dict[str, date | None])

    @property
    def case(self) -> Application:
        """As it is kept."""
        return approval.application(self.office, self.id)

    def due(self, **changed: str) -> None:
        """The due days of all steps are what they were, but for these; each step is named by its id in the plan."""
        self.wanted |= {step: read(text) for step, text in changed.items()}
        shown = {s.plan: s.due for s in self.case.steps}
        wrong = {
            s: (str(shown.get(s)), str(self.wanted.get(s)))
            for s in shown | self.wanted
            if shown.get(s, s) != self.wanted.get(s)
        }
        assert not wrong, f"step: (as it is, as the plan says) {wrong}"

    def waits(self, step: str) -> None:
        """That step is to be done next."""
        now = self.case.current
        assert now is not None
        assert now.plan == step, f"{now.plan} waits, not {step}"

    def do(
        self,
        step: str,
        on: str,
        by: str = "林晓舟",
        opinion: str = "属实",
        record: StepRecord | None = None,
        brought: Sequence[int] = (),
    ) -> Application:
        """Does the step that waits on that day; `brought` are papers that came with it."""
        self.waits(step)
        self.clock.day = day(on)
        made = approval.complete_step(self.office, self.id, opinion, by, record=record, brought=brought)
        done = next(s for s in made.steps if s.plan == step)
        assert done.done_on == day(on)
        assert done.record.on_time is (None if done.due is None else day(on) <= done.due)
        return made

    def waive(self, paper: str, because: str) -> None:
        """These papers are not needed in this case."""
        found = [p for p in case_papers.papers_of(self.office, self.id) if paper in p.name and p.lacking]
        waived = [replace(p, waived=True, remark=because) for p in found]
        case_papers.record_papers(self.office, self.id, waived, "林晓舟")

    def survey(self, step: str, on: str, *names: str) -> Application:
        """A survey at home by two."""
        went = Survey(
            surveyors=names or ("林晓舟", "何秀英"), day=day(on), at_home="本人", found="与申请相符"
        )
        return self.do(step, on, record=StepRecord(survey=went))

    def hang(self, on: str, days: int | None = None) -> str:
        """Hangs a notice, for as long as the plan or else the office has it; the last day it must hang."""
        self.clock.day = day(on)
        term = noticing.asked_of(self.office, self.id).term
        if days is not None:
            term = NoticeTerm(days=days)
        made = noticing.post_notice(
            self.office, [self.id], day(on), term.days, "村务公开栏", workdays=term.workdays
        )
        return str(made.until)

    def take_down(self, on: str) -> None:
        """Ends the notice; nobody objected."""
        self.clock.day = day(on)
        notice = self.case.notice
        assert notice is not None
        noticing.close_notice(self.office, notice.id or 0, day(on), by="林晓舟")

    def approve(
        self,
        on: str,
        amount: int | str | None,
        by: str = "周审批",
        goods: tuple[Goods, ...] = (),
        **more: object,
    ) -> Application:
        """Approves that sum."""
        self.clock.day = day(on)
        sum = None if amount is None else Decimal(amount)
        return deciding.approve(self.office, self.id, sum, goods, "同意", by, **more)  # pyright: ignore[reportArgumentType]

    def tell(self, on: str, signed_by: str = "") -> Application:
        """Tells all that is to be told, the stub signed by whom it concerns."""
        self.clock.day = day(on)
        how = "当面送交" if signed_by else "电话告知"
        made = self.case
        for told in telling.tellings_of(self.office, self.id):
            if told.told_on is None:
                delivery = Delivery(on=day(on), by="林晓舟", how=how, received_by=signed_by)
                made = telling.tell(self.office, told.id or 0, delivery)
        return made

    def pay(self, on: str, fund: str, form: Form = Form.transfer) -> Application:
        """Hands out what is owed from that fund, signed for by everybody."""
        self.waits("pay")
        self.clock.day = day(on)
        found = next(f for f in relief.funds(self.office) if f.name == fund)
        made = relief.prepare_batch(self.office, "发放", found.id or 0, form, [self.id], day(on))
        relief.sign_rest(self.office, made.id or 0, day(on))
        relief.close_batch(self.office, made.id or 0, "何秀英")
        return self.case

    def told(self) -> list[tuple[str, str, bool, date | None, str]]:
        """What has to be told: to whom, in writing or not, by when, and who signed the stub."""
        return [
            (t.who, t.what, t.written, t.due, t.received_by)
            for t in telling.tellings_of(self.office, self.id)
        ]


def set_out(
    office: Office,
    clock: Clock,
    home: Household,
    scheme: str,
    on: str,
    said: Mapping[str, Statement] = NOTHING,
    brought: Collection[str] | None = None,
    cause: str | None = None,
) -> Walk:
    """Puts the household on file, checks it and files its application on that day."""
    clock.day = day(on)
    kept = home if home.id is not None else intake.record_household(office, home)
    stated = stating.say(office, said) if said else None
    judged = assessment.assess(office, kept.id or 0, scheme, received=clock.day, stated=stated)
    papers = None if brought is None else frozenset(brought)
    filing = Filing(reason="生活困难", brought=papers, cause=cause)
    (case,) = applying.apply_together(office, [judged.id or 0], filing)
    assert case.state is State.open
    return Walk(office, clock, case.id or 0)


def money(office: Office, name: str, yuan: int = 50000) -> Fund:
    """A fund with that much money."""
    return relief.record_fund(office, Fund(name=name, source="县财政"), Decimal(yuan))
