"""A comparison to be printed: one household enters, one leaves, two get another sum, one of them what a person decides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.domain.effect_paper import EffectLine, EffectPaper, EffectSide, EffectTotal
from tests.unit.reports.paper_samples import BUREAU

OUT = EffectSide(outcome="不符合", said="—", yuan=Decimal(0))


def gets(said: str, yuan: int | None, *, monthly: bool = False) -> EffectSide:
    return EffectSide(
        outcome="符合", said=said, yuan=None if yuan is None else Decimal(yuan), monthly=monthly
    )


def line(number: int, name: str, before: EffectSide, after: EffectSide) -> EffectLine:
    return EffectLine(number=f"QH2026{number:04d}", name=name, before=before, after=after)


def effect_paper(left_out: int = 0) -> EffectPaper:
    """As small as it can be with everything in it."""
    return EffectPaper(
        bureau=BUREAU,
        title="困难职工帮扶（示例）",
        edition="3f2a91c0",
        figure="困难职工家庭人均月收入的低保倍数",
        before="1.5 倍",
        after="1.8 倍",
        on=date(2026, 3, 2),
        tried=1284,
        said="新增 1 户，退出 1 户，金额变化 3 户。一年多花 1,200.00 元。",
        totals=(
            EffectTotal(title="符合（户）", before="120", after="120", difference="不变"),
            EffectTotal(
                title="一年合计（元）", before="96,000.00", after="97,200.00", difference="+1,200.00"
            ),
        ),
        entering=(line(3, "周*", OUT, gets("2,000.00 元", 2000)),),
        leaving=(line(8, "林**", gets("1,500.00 元", 1500), OUT),),
        changed=(
            line(11, "欧阳**", gets("600.00 元", 600), gets("900.00 元；大米 2 袋（约值 90.00 元）", 900)),
            line(12, "陈*", gets("300.00 元/月", 300, monthly=True), gets("260.00 元/月", 260, monthly=True)),
            line(13, "王*", gets("500.00 元", 500), gets("0.00 至 3,000.00 元，由审批人确定", None)),
        ),
        left_out=left_out,
        printed_on=date(2026, 3, 2),
    )
