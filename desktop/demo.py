"""The whole cycle without a window (bangfu demo): a fresh practice office from the roster to the signed papers."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from desktop import app
from desktop.casework import (
    agenda,
    applying,
    approval,
    assessment,
    deciding,
    importing,
    intake,
    noticing,
    practice,
    printing,
    relief,
    safekeeping,
    settings,
    visiting,
)
from desktop.casework.office import Office
from desktop.domain.application import Application, StepKind
from desktop.domain.days import day_words
from desktop.domain.income import yuan
from desktop.domain.listing import HouseholdQuery
from desktop.domain.money import in_words
from desktop.domain.payout import Batch, Form
from desktop.domain.verdict import Outcome
from desktop.domain.visit import Purpose
from desktop.domain.words import word

EACH = 6
"""Applications the demo makes of each scheme."""
ASKED_AMOUNT = Decimal("1500.00")
"""Granted where the plan leaves the amount to a person."""


@dataclass
class _Day:
    """The demo's own calendar sheet: it turns when the story says so."""

    day: date

    def __call__(self) -> date:
        return self.day


def run(out: Path, resources: Path, first_day: date, say: Callable[[str], None]) -> Path:
    """Runs the cycle, says each deed, writes all papers and summary.json; gives the papers' folder."""
    out = out.resolve()
    folder, papers = out / app.PRACTICE, out / "表格"
    for old in (folder, papers):
        if old.exists():
            shutil.rmtree(old)
    papers.mkdir(parents=True)
    today = _Day(first_day)
    say(f"一、新建练习办公室：{folder}")
    bureau, dibao = practice.particulars(first_day)
    app.found(folder, bureau, dibao, resources, today)
    with app.opened(folder, resources, today) as office:
        _Story(office, today, resources, papers, say).tell(out)
    return papers


class _Story:
    def __init__(
        self, office: Office, today: _Day, resources: Path, papers: Path, say: Callable[[str], None]
    ) -> None:
        self.office = office
        self.today = today
        self.resources = resources
        self.papers = papers
        self.say = say
        self.written: list[str] = []

    def tell(self, out: Path) -> None:
        preview, result = practice.furnish(self.office, self.resources / "samples")
        self.say(
            f"二、导入名册（{preview.layout_label}）：{len(preview.rows)} 行，导入 {result.taken} 户，"
            f"未导入 {result.refused} 户，有提醒 {result.warned} 户"
        )
        if result.refused:
            importing.give_back(self.office, preview, self.papers / "名册（退回）.xlsx")
            self.written.append("名册（退回）.xlsx")
        verdicts, chosen = self._assess()
        cases = self._apply(chosen)
        self._visit(cases)
        self._notice(cases)
        approved, refused = self._decide(cases)
        batches = self._hand_out(approved)
        self._print_cases(approved, refused)
        left = agenda.agenda(self.office)
        summary = {
            "office": settings.bureau(self.office).name,
            "households": intake.count_households(self.office, HouseholdQuery()),
            "imported": result.taken,
            "import_refused": result.refused,
            "verdicts": verdicts,
            "applications": len(cases),
            "approved": len(approved),
            "refused": len(refused),
            "batches": [
                {"number": b.number, "form": b.form.value, "receivers": len(b.lines), "total": yuan(b.total)}
                for b in batches
            ],
            "funds": [
                {
                    "name": f.name,
                    "received": yuan(f.received),
                    "paid": yuan(f.paid),
                    "balance": yuan(f.balance),
                }
                for f in relief.funds(self.office)
            ],
            "open_cases": left.open_cases,
            "papers": sorted(self.written),
            "last_day": self.today().isoformat(),
        }
        # The data file in one piece, for whoever looks at it with another tool.
        safekeeping.back_up(self.office)
        (out / "summary.json").write_text(
            json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
        self.say(f"八、表格 {len(self.written)} 份在 {self.papers}")
        self.say(f"　　小结：{out / 'summary.json'}")

    def _assess(self) -> tuple[dict[str, dict[str, int]], list[tuple[int, str]]]:
        """Checks every household under every scheme; one eligible pair a household, and two that are not."""
        counts: dict[str, dict[str, int]] = {}
        eligible: dict[int, int] = {}
        ineligible: list[int] = []
        for card in reversed(assessment.schemes(self.office)):
            taken = 0
            if card.scheme.id not in practice.PRACTISED:
                continue
            if not card.runnable:
                self.say(f"三、核对：{card.scheme.title}：{card.why_not}")
                continue
            tally: Counter[str] = Counter()
            for household_id in intake.household_ids(self.office, HouseholdQuery()):
                kept = assessment.assess(self.office, household_id, card.scheme.id, received=self.today())
                tally[kept.verdict.outcome.value] += 1
                if kept.verdict.outcome is Outcome.eligible and taken < EACH and household_id not in eligible:
                    eligible[household_id] = kept.id or 0
                    taken += 1
                elif kept.verdict.outcome is Outcome.ineligible and len(ineligible) < 2:
                    ineligible.append(kept.id or 0)
            counts[card.scheme.id] = {o.value: tally[o.value] for o in Outcome}
            words = "，".join(f"{word(o)} {tally[o.value]} 户" for o in Outcome)
            self.say(f"三、核对：{card.scheme.title}：{words}")
        return counts, [(i, "生活困难，请求帮扶") for i in [*eligible.values(), *ineligible]]

    def _apply(self, chosen: Iterable[tuple[int, str]]) -> list[Application]:
        cases = [applying.apply(self.office, i, "", reason) for i, reason in chosen]
        for case in cases:
            self._until(case, StepKind.notice)
        self.say(f"四、提出申请 {len(cases)} 份，受理、调查、审核完毕")
        return [approval.application(self.office, c.id or 0) for c in cases]

    def _until(self, case: Application, kind: StepKind) -> Application:
        """Does the plain steps until one of that kind waits."""
        case = approval.application(self.office, case.id or 0)
        while case.current is not None and case.current.kind not in (kind, StepKind.decide, StepKind.pay):
            case = approval.complete_step(self.office, case.id or 0, "情况属实，同意", practice.OFFICERS[0])
        return case

    def _visit(self, cases: list[Application]) -> None:
        start = self.today()
        household_ids = list(dict.fromkeys(c.household_id for c in cases))
        plan = visiting.record_round(
            self.office,
            visiting.propose_round(
                self.office,
                "申请户入户走访",
                Purpose.inquiry,
                household_ids,
                practice.OFFICERS,
                start,
                start + timedelta(days=4),
            ),
        )
        for visit in plan.visits:
            self.today.day = max(self.today.day, visit.day)
            visiting.record_visit(
                self.office,
                visit.id or 0,
                visit.day,
                practice.OFFICERS,
                "住房简朴，家电陈旧；所述情况与申请一致。",
                wishes="希望得到医药费和生活上的帮助。",
                safety="用电、燃气未见隐患。",
            )
        self._write("走访登记表", lambda path: printing.print_round(self.office, plan.id or 0, path))
        self.say(f"五、走访 {len(plan.visits)} 户，已登记")

    def _notice(self, cases: list[Application]) -> None:
        waiting: dict[str, list[int]] = {}
        for case in cases:
            if case.current is not None and case.current.kind is StepKind.notice and self._eligible(case):
                waiting.setdefault(case.scheme_id, []).append(case.id or 0)
        for scheme_id, ids in waiting.items():
            term = noticing.asked_of(self.office, ids[0]).term
            notice = noticing.post_notice(
                self.office, ids, self.today(), term.days, "单位公告栏", workdays=term.workdays
            )
            self._write(
                f"公示（{scheme_id}）",
                lambda path, notice_id=notice.id: printing.print_notice(self.office, notice_id or 0, path),
            )
            self.say(
                f"六、公示 {notice.number}：{len(ids)} 户，{day_words(notice.posted_on)} 至 {day_words(notice.until)}"
            )
            self.today.day = max(self.today.day, notice.until + timedelta(days=1))
            places = range(len(notice.postings))
            noticing.take_down(self.office, notice.id or 0, places, self.today(), practice.OFFICERS[0])
            noticing.close_notice(self.office, notice.id or 0, self.today(), practice.OFFICERS[0])

    def _decide(self, cases: list[Application]) -> tuple[list[Application], list[Application]]:
        approved: list[Application] = []
        refused: list[Application] = []
        for case in cases:
            verdict = assessment.assessment(self.office, case.assessment_id).verdict
            if verdict.outcome is Outcome.eligible:
                case = self._until(case, StepKind.decide)
                amount = verdict.amount if verdict.amount is not None or verdict.goods else ASKED_AMOUNT
                done = deciding.approve(
                    self.office, case.id or 0, amount, verdict.goods, "同意", practice.DECIDER
                )
                while (step := done.current) is not None and step.kind is not StepKind.pay:
                    done = approval.complete_step(
                        self.office, case.id or 0, "已告知本人", practice.OFFICERS[0]
                    )
                approved.append(done)
            else:
                refused.append(deciding.refuse(self.office, case.id or 0, verdict.summary, practice.DECIDER))
        self.say(f"　　批准 {len(approved)} 份，不予批准 {len(refused)} 份")
        return approved, refused

    def _hand_out(self, approved: list[Application]) -> list[Batch]:
        fund = relief.funds(self.office)[0]
        batches: list[Batch] = []
        for form in (Form.cash, Form.goods):
            goods = form is Form.goods
            ids = [c.id or 0 for c in approved if bool(c.approved_goods) is goods]
            if not ids:
                continue
            title = f"困难帮扶{word(form)}发放（练习）"
            batch = relief.prepare_batch(
                self.office, title, fund.id or 0, form, ids, self.today(), "示例市职工服务中心"
            )
            for n, line in enumerate(batch.lines):
                proxy = ("陈代领", "兄弟姐妹", "本人住院") if n == 1 else ("", "", "")
                relief.sign_line(self.office, line.id or 0, self.today(), *proxy)
            batch_id = batch.id or 0
            self._write(
                f"签收表（{word(form)}）", lambda path, i=batch_id: printing.print_batch(self.office, i, path)
            )
            self._write(
                f"收据（{word(form)}）",
                lambda path, i=batch_id: printing.print_receipts(self.office, i, path),
            )
            relief.close_batch(self.office, batch_id)
            batches.append(relief.batch(self.office, batch_id))
            self.say(
                f"七、发放 {batch.number}（{word(form)}）：{len(batch.lines)} 人，{yuan(batch.total)} 元"
                f"（{in_words(batch.total)}），全部签收"
            )
        return batches

    def _print_cases(self, approved: list[Application], refused: list[Application]) -> None:
        for case in approved[:3]:
            self._write(
                f"申请审批表（{case.number}）",
                lambda path, i=case.id: printing.print_case(self.office, printing.APPROVAL, i or 0, path),
            )
        for case in refused:
            self._write(
                f"不予批准告知书（{case.number}）",
                lambda path, i=case.id: printing.print_case(self.office, printing.REFUSAL, i or 0, path),
            )

    def _eligible(self, case: Application) -> bool:
        verdict = assessment.assessment(self.office, case.assessment_id).verdict
        return verdict.outcome is Outcome.eligible

    def _write(self, name: str, deed: Callable[[Path], tuple[str, ...]]) -> None:
        for suffix in (".pdf", ".xlsx"):
            path = self.papers / f"{name}{suffix}"
            missing = deed(path)
            self.written.append(path.name)
            if missing:
                self.say(f"　　提醒：{path.name} 缺字 {' '.join(missing)}")
