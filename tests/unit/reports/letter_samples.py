"""Invented letters to applicants: taken and turned away, what is missing, granted, ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from desktop.domain.benefit import Benefit, BenefitChange, BenefitState, Change
from desktop.domain.dossier import Dossier
from desktop.domain.lacking import CasePaper, LackingLetter
from desktop.domain.letter_papers import (
    AcceptancePaper,
    AdjustmentPaper,
    CaseHead,
    EndingPaper,
    LackingPaper,
)
from desktop.domain.months import Entitlement, Month
from desktop.domain.replay import Replay, ReplayLine
from desktop.domain.replay_paper import ReplayPaper
from desktop.domain.telling import Told
from desktop.domain.verdict import Goods
from tests.unit.reports import paper_samples as samples

HEAD = CaseHead(
    number="2026-0042",
    applicant="林建国",
    scheme_title=samples.VERDICT.scheme_title,
    applied_on=date(2026, 3, 2),
    address=samples.HOUSEHOLD.address,
)
PAPERS = (
    CasePaper(name="本人有效身份证明复印件", source="第六条第（一）项：身份证明"),
    CasePaper(
        name="近 12 个月工资流水",
        copies=2,
        remark="交来的只到 2025 年 9 月，请补 10 月以后的",
        source="第六条：收入证明",
    ),
    CasePaper(name="残疾人证复印件", groups=("持证残疾人",), source="第七条：残疾人证"),
    CasePaper(name="学校出具的在读证明", copies=2, groups=("有在读子女的家庭",)),
)
TOLD = Told(
    application_id=42,
    who="林建国",
    what="受理通知书",
    written=True,
    told_on=date(2026, 3, 3),
    told_by="周敏、李强",
    how="直接送达",
    received_by="林建国",
    received_on=date(2026, 3, 3),
)


def acceptance_paper(accepted: bool = True, blank: bool = False) -> AcceptancePaper:
    """The letter that an application was taken, or turned away; a blank one leaves what is unknown to the pen."""
    paper = AcceptancePaper(
        bureau=samples.BUREAU,
        case=HEAD,
        accepted=accepted,
        day=date(2026, 3, 3),
        received=PAPERS[:2],
        decide_by=date(2026, 4, 7),
        decide_rule="自受理之日起 25 个工作日内",
        printed_on=samples.TODAY,
        trail=samples.TRAIL,
    )
    if blank:
        return replace(paper, day=None, received=(), decide_by=None, decide_rule="", trail="")
    if accepted:
        return replace(paper, told=TOLD)
    return replace(
        paper,
        reasons=(
            "申请人户籍不在本县，也没有在本县连续居住一年",
            "同一事由本年度已经享受过救助（2026 年 1 月 5 日）",
        ),
        bases=("第三条：具有本县户籍或者连续居住一年以上的家庭。",),
        elsewhere="可以向户籍所在地或者经常居住地的乡镇人民政府（街道办事处）申请",
    )


def lacking_paper(told: bool = False) -> LackingPaper:
    """All that is missing of an application made by an agent; once told, with the signature on the stub."""
    letter = LackingLetter(
        application_id=42,
        told_on=date(2026, 3, 4),
        papers=tuple(p.name for p in PAPERS),
        bring_by=date(2026, 3, 20),
        number="GZ2026-0007",
        told_by="周敏、李强" if told else "",
        how="当面交给代理人" if told else "",
        received_by="王秀兰" if told else "",
    )
    return LackingPaper(
        bureau=samples.BUREAU,
        case=replace(HEAD, agent="王秀兰（妻子）"),
        letter=letter,
        papers=PAPERS,
        printed_on=samples.TODAY,
        trail=samples.TRAIL,
    )


def long_lacking_paper() -> LackingPaper:
    """Twenty-six papers with long names, for a name of thirty letters."""
    paper = lacking_paper()
    many = tuple(
        replace(p, name=f"{p.name}（{'由所在单位出具并加盖公章，注明经办人和联系电话' * (1 + n % 3)}）")
        for n, p in enumerate(PAPERS * 7)
    )[:26]
    return replace(paper, papers=many, case=replace(HEAD, applicant=samples.LONG_NAME, number=""))


def monthly_dossier() -> Dossier:
    """A case granted by the month, with goods besides."""
    return replace(
        samples.DOSSIER,
        verdict=replace(
            samples.VERDICT,
            monthly=Entitlement(first=Month(2026, 4), because="从确认之日下月起给予待遇。"),
            form="transfer",
        ),
        application=replace(
            samples.APPLICATION,
            approved_amount=Decimal("1560.50"),
            approved_goods=(Goods(name="大米", count=Decimal(2), unit="袋", value=Decimal(120)),),
        ),
    )


BENEFIT = Benefit(
    application_id=42,
    household_id=17,
    scheme_id="relief-2026",
    scheme_title=samples.VERDICT.scheme_title,
    receiver="林建国",
    starts_on=date(2025, 4, 1),
    amount=Decimal("860.00"),
    group_label="深度困难",
    ends_on=date(2026, 3, 31),
    ended_because="家庭月人均净收入升到 1,432.77 元，高于标准 860.00 元",
    state=BenefitState.ended,
    id=3,
)


CHANGES = {
    Change.raised: BenefitChange(
        change=Change.raised,
        day=date(2026, 5, 1),
        decided_on=date(2026, 4, 20),
        because="家庭月人均净收入降到 312.00 元，按差额补足",
        before=Decimal("860.00"),
        after=Decimal("1012.50"),
        by="周审批",
    ),
    Change.lowered: BenefitChange(
        change=Change.lowered,
        day=date(2026, 5, 1),
        decided_on=date(2026, 4, 20),
        because="长子 2026 年 3 月起就业，家庭月人均净收入升到 640.00 元",
        before=Decimal("860.00"),
        after=Decimal("420.00"),
        by="周审批",
    ),
    Change.fading: BenefitChange(
        change=Change.fading,
        day=date(2026, 5, 1),
        decided_on=date(2026, 4, 20),
        because="家庭月人均净收入升到 1,432.77 元，高于标准 860.00 元；就业未满一年，按方案渐退 6 个月",
        before=Decimal("860.00"),
        after=Decimal("860.00"),
        by="周审批",
    ),
}


def adjustment_paper(change: Change = Change.raised, long: bool = False) -> AdjustmentPaper:
    """Help that goes on otherwise: more, less, or fading out."""
    entry = CHANGES[change]
    fading = change is Change.fading
    benefit = replace(
        BENEFIT,
        per="month",
        amount=entry.after,
        ends_on=date(2026, 10, 31) if fading else None,
        fading_until=date(2026, 10, 31) if fading else None,
        ended_because="",
        state=BenefitState.fading if fading else BenefitState.running,
        changes=(entry,),
        receiver=samples.LONG_NAME if long else "林建国",
    )
    sums = "家庭收入计算：（1,560.00 + 0.00）÷ 5 人 = 312.00 元"
    why = (entry.because, sums, "金额计算：标准 860.00 元 − 人均 312.00 元，5 人") * (4 if long else 1)
    why = (entry.because, "家庭月人均收入不高于标准——不符合：1,432.77 元，标准 860.00 元") if fading else why
    return AdjustmentPaper(
        bureau=samples.BUREAU,
        case=HEAD,
        benefit=benefit,
        position=0,
        reasons=tuple(f"{x}（{n}）" if long else x for n, x in enumerate(why, 1)),
        bases=("第五条第（一）项：家庭月人均收入低于标准的，按差额补足。",),
        told=(replace(TOLD, who="低保家庭", what="增发、减发、停发的决定"),),
        printed_on=samples.TODAY,
        trail=samples.TRAIL,
    )


def ending_paper(blank: bool = False) -> EndingPaper:
    """Help that ends; a blank one has nothing decided yet."""
    case = replace(HEAD, number="ZZ2026-0003")
    if blank:
        bare = replace(BENEFIT, ends_on=None, ended_because="", amount=None, group_label="")
        return EndingPaper(bureau=samples.BUREAU, case=case, benefit=bare, printed_on=samples.TODAY)
    return EndingPaper(
        bureau=samples.BUREAU,
        case=case,
        benefit=BENEFIT,
        decided_on=date(2026, 3, 20),
        reasons=(BENEFIT.ended_because, "公示 7 天（2026 年 3 月 10 日至 3 月 17 日），没有异议"),
        bases=("第五条：不再符合条件的，从下月起终止。",),
        told=(
            replace(TOLD, what="终止的理由", refused_to_sign="邻居张某、村干部李某见证"),
            replace(TOLD, who="东门社区居民委员会", what="终止的理由", received_by="", received_on=None),
        ),
        elsewhere="符合临时救助条件的，可以向东门街道办事处申请",
        printed_on=samples.TODAY,
        trail=samples.TRAIL,
    )


def replay_paper(same: bool = True) -> ReplayPaper:
    """A decision run again, on a household with a long foreign name; changed behind, or as it was."""
    lines = (
        ReplayLine(label="方案文本", then="最低生活保障（54d1d0aa）", now="与当时逐字相同", same=True),
        ReplayLine(label="结论", then="符合", now="符合", same=True),
        ReplayLine(
            label="共同生活的家庭成员人均收入低于当地低保标准",
            then="成立：人均月收入 500.00 元，低于低保标准 810.00 元，相差 310.00 元",
            now="成立：人均月收入 500.00 元，低于低保标准 810.00 元，相差 310.00 元",
            same=True,
        ),
        ReplayLine(
            label="操作记录里的批准金额", then="620.00", now="620.00" if same else "920.00", same=same
        ),
    )
    return ReplayPaper(
        bureau=samples.BUREAU,
        applicant=samples.LONG_NAME,
        scheme_title="最低生活保障",
        decided="2026年3月8日　周审批　已批准",
        replay=Replay(number="SQ2026-0001", lines=lines),
        printed_on=samples.TODAY,
    )
