"""What papers cost: 447 approval forms and long sign sheets, beside drawing the same strings straight onto a canvas."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.domain.application import Application, Notice, State, Step, StepKind
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.dossier import BatchPaper, Dossier
from desktop.domain.household import (
    Cause,
    Expense,
    ExpenseKind,
    Hardship,
    Household,
    Housing,
    Income,
    IncomeKind,
    Period,
)
from desktop.domain.income import income_sheet
from desktop.domain.payout import Batch, Form, PayoutLine
from desktop.domain.person import EmploymentState, Health, Hukou, Marriage, Member, Relation, Schooling, Sex
from desktop.domain.verdict import Finding, Outcome, Verdict
from desktop.domain.visit import Purpose, Visit
from reports import pdf
from reports.catalogue import forms
from reports.fonts import FILES, FontSet
from reports.lines import LineBreaker
from reports.page import Page
from reports.pages import compose
from reports.sheet import Face, Sheet

TODAY = date(2026, 3, 23)
FORMS = 447
LINES = (1000, 2000, 4000, 8000)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉梅建国志文海波红旭鹏飞宁晨曦"
PLACES = ("东门街道纺织新村", "西关镇望湖社区", "南坪街道机械厂家属院", "北苑镇青松里", "河东街道和平路")
EMPLOYERS = ("第二纺织厂", "县环卫所", "东风机械厂", "城南公交公司", "第三建筑公司", "县供销社")
BUREAU = Bureau(
    name="清河县总工会", kind=OfficeKind.union, place="清河县", officer="周敏", phone="0000-6543210"
)


def measure(folder: Path) -> list[tuple[str, float, float]]:
    """What was printed, the seconds it took, and the seconds the same strings take on a bare canvas."""
    fonts = FontSet.load(Path(__file__).parents[2] / "resources" / "fonts")
    raw = _raw_fonts(Path(__file__).parents[2] / "resources" / "fonts")
    catalogue = forms()
    approval, signing = catalogue["application_approval"], catalogue["sign_sheet"]
    dossiers = [dossier(number) for number in range(FORMS)]
    for face in Face:
        fonts.chain(face).width("预热")
    rows = [
        _beside(f"{FORMS} 份申请审批表", lambda: [approval.sheet(d) for d in dossiers], folder, fonts, raw)
    ]
    for count in LINES:
        paper = BatchPaper(bureau=BUREAU, batch=batch(count), printed_on=TODAY)
        rows.append(
            _beside(f"{count} 行签收表", lambda paper=paper: [signing.sheet(paper)], folder, fonts, raw)
        )
    return rows


def _beside(
    name: str, sheets: Callable[[], list[Sheet]], folder: Path, fonts: FontSet, raw: dict[Face, str]
) -> tuple[str, float, float]:
    def ours() -> None:
        pdf.write(sheets(), folder / "paper.pdf", fonts)

    pages = [page for sheet in sheets() for page in compose(sheet, LineBreaker(fonts))]
    return name, _seconds(ours), _seconds(lambda: _draw_raw(pages, folder / "raw.pdf", raw))


def _seconds(work: Callable[[], None]) -> float:
    """The better of two runs."""
    found: list[float] = []
    for _ in range(2):
        gc.collect()
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def _raw_fonts(folder: Path) -> dict[Face, str]:
    for face, file in FILES.items():
        registerFont(TTFont(f"raw-{face}", str(folder / file)))
    return {face: f"raw-{face}" for face in FILES}


def _draw_raw(pages: Sequence[Page], out: Path, fonts: dict[Face, str]) -> None:
    """The same strings at the same places with reportlab's own canvas: no lines, no measuring, no layout."""
    rl_config.useA85 = 0
    canvas = Canvas(str(out), invariant=1, pageCompression=1)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        for text in page.texts:
            canvas.setFont(fonts[text.face], text.size)
            canvas.drawString(text.x, text.y, text.text)
        canvas.showPage()
    canvas.save()


def person(number: int, ordinal: int) -> str:
    """An invented name."""
    seed = number * 7 + ordinal * 131
    given = GIVEN[seed % len(GIVEN)] + (GIVEN[seed // 3 % len(GIVEN)] if seed % 4 else "")
    return SURNAMES[seed % len(SURNAMES)] + given


def id_number(number: int) -> str:
    """A number in the shape of an ID number."""
    return f"440524{1950 + number % 60}{number % 12 + 1:02}{number % 28 + 1:02}{number % 1000:03}X"


def dossier(number: int) -> Dossier:
    """One invented case, different from its neighbours in every field that is typed by hand."""
    size = 1 + number % 5
    kin = (Relation.wife, Relation.son, Relation.daughter, Relation.mother)
    head = Member(
        ordinal=1,
        name=person(number, 1),
        id_number=id_number(number),
        sex=Sex.male,
        born=date(1970, 1, 1) + timedelta(days=number * 17),
        ethnicity="汉族",
        political_status="群众",
        phone=f"138{number:08}",
        health=Health.cancer,
        employment=EmploymentState.sick_leave,
        employer=EMPLOYERS[number % len(EMPLOYERS)],
        marriage=Marriage.married,
        hukou=Hukou.urban,
        insured=True,
    )
    others = tuple(
        Member(
            ordinal=n + 2,
            name=person(number, n + 2),
            relation=kin[n],
            id_number=id_number(number + n * 31),
            sex=Sex.female,
            born=date(1980, 1, 1) + timedelta(days=number * 13 + n * 4000),
            health=Health.good,
            schooling=Schooling.primary if n % 2 else None,
            employment=None if n % 2 else EmploymentState.at_work,
            employer=EMPLOYERS[(number + n) % len(EMPLOYERS)],
        )
        for n in range(size - 1)
    )
    household = Household(
        number=f"QH-2026-{number:04}",
        members=(head, *others),
        hardship=Hardship.deep,
        cause=Cause.own_illness,
        address=f"清河县{PLACES[number % len(PLACES)]} {number % 40 + 1} 栋 {number % 6 + 1} 单元 {number % 900 + 101} 室",
        housing=Housing.commercial,
        floor_area=Decimal(50 + number % 60),
        bank="中国建设银行",
        card_number=f"622202{number:013}",
        incomes=tuple(
            Income(kind=IncomeKind.wage, amount=Decimal(900 + number * 7 % 2500), whose=m.ordinal)
            for m in (head, *others)
        ),
        expenses=(
            Expense(
                kind=ExpenseKind.illness,
                amount=Decimal(20000 + number * 37),
                reimbursed=Decimal(9000 + number * 11),
                whose=1,
                period=Period.year,
            ),
        ),
    )
    title = "清河县困难职工生活救助实施办法（2026 年）"
    findings = tuple(
        Finding(
            clause=f"第 {n + 1} 款规定的家庭情况",
            holds=True,
            because=f"登记数 {number * 13 + n} 元，标准 {860 * (n + 1)} 元，差额 {abs(860 * (n + 1) - number)} 元",
            source=f"第{'一二三四五六七八'[n]}条",
        )
        for n in range(8)
    )
    reason = (
        f"本人患病 {number % 12 + 1} 个月，在{EMPLOYERS[number % len(EMPLOYERS)]}病休，家住{PLACES[number % len(PLACES)]}。"
        f"上年度医疗费报销后自付 {11000 + number * 26} 元，向亲友借款 {number * 100} 元，家中 {size} 人，生活困难，特申请救助。"
    )
    day = date(2026, 2, 1) + timedelta(days=number % 28)
    return Dossier(
        bureau=BUREAU,
        household=household,
        income=income_sheet(household, TODAY),
        verdict=Verdict(
            outcome=Outcome.eligible,
            scheme_id="bench",
            scheme_title=title,
            edition="0",
            on=day,
            group="deep",
            group_label="深度困难",
            amount=Decimal(1200 + number % 9 * 300),
            amount_because=f"按差额 {number} 元计发。",
            findings=findings,
        ),
        application=Application(
            household_id=number,
            assessment_id=number,
            scheme_id="bench",
            scheme_title=title,
            applicant=head.name,
            number=f"2026-{number:04}",
            applied_on=day,
            reason=reason,
            state=State.approved,
            steps=(
                Step(
                    position=1,
                    kind=StepKind.review,
                    label="审核",
                    opinion=f"情况属实，同意第 {number} 号申请。",
                ),
            ),
            notice=Notice(
                number=f"2026-{number % 9 + 1:02}",
                posted_on=day,
                until=day + timedelta(days=7),
                until_posting_day_counted=day + timedelta(days=6),
                until_posting_day_excluded=day + timedelta(days=7),
                days=7,
                place="职工服务中心",
            ),
            approved_amount=Decimal(1200 + number % 9 * 300),
        ),
        visits=(
            Visit(
                household_id=number,
                household_name=head.name,
                day=day,
                made_on=day,
                visitors=("周敏", "李强"),
                purpose=Purpose.inquiry,
                found=f"住房约 {50 + number % 60} 平方米，家具简单，{size} 口人共同生活，所报情况与实际相符。",
            ),
        ),
        printed_on=TODAY,
    )


def batch(lines: int) -> Batch:
    """One handing out to so many invented receivers."""
    made = tuple(
        PayoutLine(
            application_id=n,
            household_id=n,
            receiver=person(n, n % 5),
            id_number=id_number(n),
            address=f"清河县{PLACES[n % len(PLACES)]} {n % 40 + 1} 栋 {n % 900 + 101} 室",
            amount=Decimal(300 + n % 40 * 50),
            receipt_number=f"2026-01-{n:05}",
        )
        for n in range(lines)
    )
    empty = Batch(
        title="2026 年春节送温暖",
        fund_id=1,
        fund_name="工会帮扶资金",
        fund_source="市财政",
        form=Form.cash,
        day=TODAY,
        number="2026-01",
    )
    return replace(empty, lines=made)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        for name, ours, raw in measure(Path(made)):
            print(f"{name}\t{ours:.2f} s\t{raw:.2f} s\t{ours / raw:.2f} ×")
