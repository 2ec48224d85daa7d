"""Invented meetings, lists of decisions and random checks to print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop.domain.application import Override
from desktop.domain.drawn import DrawHeld, DrawnCase
from desktop.domain.meeting import Meeting, MeetingItem, MeetingKind, Result
from desktop.domain.meeting_papers import (
    CaseByCase,
    DrawPaper,
    MeetingPaper,
    PlacesPaper,
    SummaryLine,
    SummaryPaper,
)
from desktop.domain.places_round import PlaceRow, PlacesRound, ranked, unranked
from desktop.domain.places_round import decided as choose
from desktop.domain.ranking import Key, RankingRule, Standing
from desktop.domain.sampling import Check, draw
from desktop.domain.verdict import Goods
from tests.unit.reports import paper_samples as samples

NAMES = ("林建国", samples.RARE, "王秀兰", samples.LONG_NAME, "阿卜杜热合曼·买买提", "赵四")
PEOPLE = (
    "陈立",
    "周敏",
    "李强",
    "吴刚",
    "欧阳娜娜",
    "马建华",
    "古丽巴哈尔",
    "孙海",
    "钱宝",
    "郑和平",
    "冯雪",
)
RICE = (Goods(name="大米", count=Decimal(2), unit="袋", value=Decimal(120)),)


def summary_paper(lines: int = 6) -> SummaryPaper:
    """A list of that many cases; every fifth one refused, every sixth in goods."""
    made = tuple(
        SummaryLine(
            number=f"SQ2026-{n + 1:04d}",
            name=NAMES[n % len(NAMES)],
            unit=("清河县第二纺织厂", "清河县环卫所", "东门街道纺织社区居民委员会")[n % 3],
            scheme_title="困难职工生活救助",
            category=("深度困难", "相对困难", "意外致困")[n % 3],
            proposed=None if n % 6 == 5 else Decimal(1200 + 300 * (n % 7)),
            amount=None if n % 5 == 4 or n % 6 == 5 else Decimal("1200.50") + 300 * (n % 7),
            goods=RICE if n % 6 == 5 else (),
            result="不予批准" if n % 5 == 4 else "批准",
        )
        for n in range(lines)
    )
    return SummaryPaper(
        bureau=samples.BUREAU,
        title="2026 年第 3 次审批会",
        day=date(2026, 3, 20),
        number="HY2026-0003",
        lines=made,
        printed_on=samples.TODAY,
    )


def item(n: int, **changes: object) -> MeetingItem:
    """One case of the agenda."""
    made = MeetingItem(
        application_id=n,
        number=f"SQ2026-{n:04d}",
        applicant=NAMES[(n - 1) % len(NAMES)],
        yes=10,
        no=0,
        abstain=1,
        proposed=Decimal(3600),
        amount=Decimal(3600),
    )
    return replace(made, **changes)  # pyright: ignore[reportArgumentType] (the samples name fields freely)


APPRAISAL = Meeting(
    kind=MeetingKind.appraisal,
    day=date(2026, 3, 8),
    title="纺织社区民主评议会",
    place="纺织社区居委会二楼会议室",
    host="陈立",
    recorder="周敏",
    due=15,
    present=PEOPLE,
    absent=("何伟", "吕洁"),
    avoided=("林建军",),
    minutes="主持人宣讲政策，调查人介绍各户情况。代表询问了林建国家的医疗支出和李某家的住房，调查人逐一说明。随后无记名投票，当场公布结果。",
    items=(
        item(1),
        item(2, yes=6, no=4, abstain=1, result=Result.failed, words="住房情况与申报不一致"),
        item(4, yes=8, no=1, abstain=2, result=Result.again, words="收入需再核实，下次会议再议"),
    ),
    number="PY2026-0002",
    id=2,
)


def appraisal_paper(blank: bool = False) -> MeetingPaper:
    """The record of an appraisal; a blank one to fill in by hand."""
    if blank:
        meeting = Meeting(kind=MeetingKind.appraisal, day=date(2026, 3, 8), title="")
        return MeetingPaper(bureau=samples.BUREAU, meeting=meeting, quorum=10, printed_on=samples.TODAY)
    return MeetingPaper(
        bureau=samples.BUREAU,
        meeting=APPRAISAL,
        scheme_title="困难职工生活救助",
        quorum=10,
        rule="同意票达到实到人数的三分之二",
        printed_on=samples.TODAY,
        trail=samples.TRAIL,
    )


def drawn(cases: int = 11) -> DrawHeld:
    """A draw of thirty percent, held with the program's own rule."""
    names = [f"SQ2026-{n:04d}" for n in range(1, cases + 1)]
    check = Check(id="county", percent=Decimal(30), at_least=1)
    sample = draw(check, names, "2026-03-20 会议当场抽出 4 7 1")
    listed = tuple(
        DrawnCase(
            application_id=n,
            name=name,
            applicant=NAMES[n % len(NAMES)],
            chosen=name in sample.chosen,
        )
        for n, name in enumerate(names)
    )
    first = sample.chosen[0]
    checked = tuple(
        replace(
            c,
            checked_on=date(2026, 3, 24),
            checked_by="周敏、李强",
            sound=False,
            found="家中有未登记的小型货车一辆，已请申请人说明",
        )
        if c.name == first
        else c
        for c in listed
    )
    return DrawHeld(
        scheme_id="plan-09",
        scheme_title="特困人员救助供养",
        check_id="county",
        day=date(2026, 3, 20),
        percent=Decimal(30),
        at_least=1,
        seed=sample.seed,
        because=sample.because,
        drawn_by="周敏",
        witness="陈立",
        cases=checked,
        number="CC2026-0001",
        id=1,
    )


def draw_paper(cases: int = 11) -> DrawPaper:
    """The record of that draw."""
    return DrawPaper(bureau=samples.BUREAU, draw=drawn(cases), printed_on=samples.TODAY, trail=samples.TRAIL)


PLACES_RULE = RankingRule(
    id="one",
    label="大病救助名额",
    by=(Key(name="cost", label="自付医疗费"),),
    tie_rule="由审批会表决",
    source="第七条：名额不足的，按自付医疗费从高到低确定；相同的由审批会表决。",
)


def places(decided: bool = False) -> PlacesRound:
    """Two places among four, two of them tied at the last; decided: the tie was voted on."""
    rule = PLACES_RULE
    rows = tuple(
        PlaceRow(
            application_id=n,
            number=f"SQ2026-{n:04d}",
            applicant=NAMES[n - 1],
            values={"cost": Decimal(cost)},
        )
        for n, cost in enumerate((27140, 9000, 9000, 1200), 1)
    )
    held = ranked(
        rule,
        PlacesRound(
            scheme_id="relief-2026",
            scheme_title="困难职工生活救助",
            rule_id=rule.id,
            label=rule.label,
            day=date(2026, 3, 20),
            places=2,
            rows=rows,
        ),
    )
    if not decided:
        return held
    first, second = (row.application_id for row in held.having(Standing.tied))
    held = choose(choose(held, first, Standing.out), second, Standing.chosen)
    return replace(held, because="审批会表决 9 票对 2 票", settled_by="审批会")


def places_paper(decided: bool = True, private: bool = False) -> PlacesPaper:
    """The record of that round: settled at a meeting, or still open; or kept to the office."""
    held = places(decided)
    if decided:
        held = replace(held, number="MC2026-0001", settled_on=date(2026, 3, 23), meeting_id=7)
    return PlacesPaper(
        bureau=samples.BUREAU,
        round=unranked(held) if private else held,
        rule=replace(PLACES_RULE, private=private, substitutes=1, exempt="去年已列入的直接进入"),
        meeting=replace(
            APPRAISAL, kind=MeetingKind.approval, title="2026 年第 3 次审批会", number="HY2026-0003"
        )
        if decided
        else None,
        printed_on=samples.TODAY,
        trail=samples.TRAIL,
    )


def minutes_paper(items: int = 5, full: bool = True) -> MeetingPaper:
    """The minutes of an approval meeting, with everything that may stand in them or with decisions alone."""
    listed = tuple(
        item(
            n,
            discussed=full and n == 3,
            amount=None if n == 2 else Decimal("8000.00") if n == 3 else Decimal("1200.50"),
            result=Result.failed if n == 2 else Result.passed,
            goods=RICE if n == 4 else (),
            words="收入高于标准" if n == 2 else "",
            yes=None if n == 5 else 9,
        )
        for n in range(1, items + 1)
    )
    meeting = replace(
        APPRAISAL,
        kind=MeetingKind.approval,
        title="2026 年第 3 次困难职工帮扶审批会",
        day=date(2026, 3, 20),
        due=11,
        items=listed,
        number="HY2026-0003",
        minutes="会议听取了审核情况汇报，逐件讨论了本次提交的申请，对王秀兰一户突发重大支出专题研究。",
    )
    override = Override(
        because="一家三口同时住院，自付 96,000 元，超过 5,000 元的审批限额，生活无法维持",
        signed_by=("陈立", "吴刚", "欧阳娜娜"),
        meeting="HY2026-0003",
    )
    return MeetingPaper(
        bureau=samples.BUREAU,
        meeting=meeting,
        quorum=8,
        case_by_case=(CaseByCase(number="SQ2026-0003", applicant="王秀兰", override=override),)
        if full
        else (),
        places=(places(),) if full else (),
        draws=(drawn(),) if full else (),
        printed_on=samples.TODAY,
        trail=samples.TRAIL,
    )
