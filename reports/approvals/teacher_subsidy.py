"""原民办代课教师生活困难补助申请表: who taught where and how long, the tier, township, county departments, notice."""

from __future__ import annotations

from desktop.domain.dossier import Dossier
from desktop.domain.facts import Facts
from desktop.domain.money import figures
from desktop.domain.person import Sex
from desktop.domain.words import word
from reports import case_course, case_home
from reports.approvals.frame import framed
from reports.case_home import label, line, long, person_of, small
from reports.filling import tick
from reports.sheet import CENTRED, LABEL, TEXT, Cell, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, day_or_blank

TITLE = "原民办代课教师生活困难补助申请表"
KINDS = (("minban", "原民办教师"), ("daike", "原代课教师"))
EXCLUDED = (
    ("planned_leave", "纳入计划内离岗退养"),
    ("later_on_payroll", "离岗后被录用为编制内人员或国有企业正式工作人员"),
    ("criminal_record", "有刑事犯罪记录"),
    ("dismissed", "任教期间因违法违纪被开除、辞退或者解除聘用合同"),
)
DEPARTMENTS = ("教育部门", "财政部门", "人力资源社会保障部门", "卫生健康部门")
PLEDGE = (
    "本人承诺：以上任教经历和所填情况真实；情况有变化（包括被录用为正式工作人员）的，及时告知；"
    "如有隐瞒或者虚假，愿退回所领补助，并承担相应责任。"
)
GUIDE = (
    "说明：一、任教学期每 2 个学期计 1 年，余数为 1 个学期的按 1 年计，年限以自查和审核核定的为准；"
    "二、乡镇（街道）收到申请表和材料后 5 个工作日内初审；三、公示 5 个工作日。"
)
WRITTEN = Style(size=9.5, leading=1.4)
SERVICE_LINES = 4
AGES = {Sex.male: 60, Sex.female: 55}


def sheet(dossier: Dossier) -> Sheet:
    """The form of the monthly subsidy, one of three copies."""
    return framed(
        dossier,
        TITLE,
        (
            *case_course.apart(dossier.application),
            _who(dossier),
            _service(),
            _settled(dossier),
            _excluded(dossier.facts),
            case_course.reason(dossier.application, PLEDGE, height=14),
            _first(dossier),
            case_course.checked(dossier.verdict),
            _departments(dossier),
            _notice(dossier),
            case_course.opinion(
                "县级部门\n确认意见", case_course.decided(dossier.application), _SEALED_BY_ALL, height=22
            ),
            case_course.award(dossier.application, "每月补助金额"),
        ),
        guide=GUIDE,
        kept="一式三份，A4 纸正反面打印",
        size=18,
    )


_SEALED_BY_ALL = f"（教育、财政、人社、卫健部门盖章）　　　{BLANK_DAY}　　"


def _who(dossier: Dossier) -> Section:
    home, person, facts = dossier.household, person_of(dossier), dossier.facts
    kinds = facts.chosen("teacher_kind") or frozenset()
    age = AGES.get(person.sex) if person.sex else None
    full = f"{person.born.year + age}年{person.born.month}月满 {age} 周岁" if person.born and age else ""
    return Section(
        side="申请人",
        columns=(22, 34, 18, 19, 22, 46),
        styles=(LABEL, CENTRED) * 3,
        rows=(
            line(
                *("姓名", small(person.name, 8), "性别", word(person.sex)),
                *("出生日期", day_or_blank(person.born) if person.born else ""),
            ),
            line(
                *("身份证号", Cell(text=person.id_number, style=CENTRED, span=3)),
                *(label("联系电话"), small(person.phone, 12)),
            ),
            line("户籍所在地", long(home.hukou_place, 20, 3), label("到龄年月"), small(full, 12)),
            line("现住址", long(home.address, 30, 5)),
            line(
                *(
                    "教师类别",
                    Cell(text="　".join(tick(k in kinds, s) for k, s in KINDS), style=WRITTEN, span=3),
                ),
                *(label("申请日期"), Cell(text=day_or_blank(dossier.application.applied_on), style=CENTRED)),
            ),
            line(
                *("代课合同", Cell(text=_contract(facts), style=WRITTEN, span=3)),
                *(label("在核定名单"), _yes_no(facts, "on_verified_list")),
            ),
            line(
                "开户银行",
                long(f"{home.bank}{home.bank_branch}", 18, 3),
                label("银行账号"),
                Cell(text=home.card_number, style=CENTRED),
            ),
        ),
    )


def _contract(facts: Facts) -> str:
    known = facts.yes("contract_filed")
    return (
        f"{tick(known is True, '签订聘用代课教师合同书，已经县级备案')}\n"
        f"{tick(known is False, '没有')}（原代课教师填写）"
    )


def _yes_no(facts: Facts, name: str) -> str:
    known = facts.yes(name)
    return f"{tick(known is True, '是')}　{tick(known is False, '否')}"


def _service() -> Section:
    """Where and when they taught; written by hand, because only the sums are on file."""
    heads = ("起止年月", "任教学校（公办中小学、幼儿园）", "教学岗位", "学期数", "证明人")
    return Section(
        side="任教经历",
        columns=(36, 62, 25, 16, 22),
        styles=(CENTRED,) * 5,
        head=(Row(cells=tuple(Cell(text=h, style=case_home.TINY) for h in heads), height=7),),
        rows=tuple(line(*("",) * 5) for _ in range(SERVICE_LINES)),
    )


def _settled(dossier: Dossier) -> Section:
    """What was counted and what comes of it."""
    facts, verdict = dossier.facts, dossier.verdict

    def told(name: str) -> str:
        return facts.told(name) if name in facts else ""

    amount = f"{figures(verdict.amount)} 元" if verdict.amount is not None else ""
    first = verdict.monthly.first.words if verdict.monthly and verdict.monthly.first else ""
    return Section(
        side="年限核定",
        together=True,
        columns=(34, 46, 34, 47),
        styles=(LABEL, CENTRED) * 2,
        rows=(
            line("累计任教学期", told("semesters_taught"), "最长连续学期", told("semesters_in_a_row")),
            line("核定工作年限", told("service_years"), "离开教学岗位", told("service_ended")),
            line("补助档次", "、".join(verdict.tiers), "每月补助标准", amount),
            line("起发年月", first, "户口所在地", small(told("hukou_place"), 14)),
        ),
    )


def _excluded(facts: Facts) -> Section:
    return Section(
        side="不列入情形",
        together=True,
        columns=(128, 33),
        rows=tuple(
            Row(
                cells=(Cell(text=said, style=WRITTEN), Cell(text=_yes_no(facts, name), style=CENTRED)),
                height=6.4,
            )
            for name, said in EXCLUDED
        ),
    )


def _first(dossier: Dossier) -> Section:
    found = case_course.survey_words(dossier)
    text = "\n".join(filter(None, (found, "□ 符合条件，同意上报　　□ 不符合条件，理由：")))
    foot = f"经办人（签字）：　　　　　　负责人（签字）：　　　　　　（盖章）\n{BLANK_DAY}　　"
    cell = Cell(text=text, style=TEXT, foot=foot, limit=60, annex="乡镇（街道）初审意见")
    return Section(
        columns=(35, 135),
        new_page=True,
        rows=(Row(cells=(label("乡镇（街道）\n初审意见"), cell), height=28, grow=2),),
    )


def _departments(dossier: Dossier) -> Section:
    """Four departments, each with its own box and seal; what the review said stands in the first."""
    said = case_course.reviewed(dossier.application)
    foot = f"（签字、盖章）　　　\n{BLANK_DAY}"
    boxes = [
        Cell(
            text=f"{name}：\n{(said if n == 0 else '') or '□ 同意　□ 不同意，理由：'}",
            style=Style(size=10, top=True, leading=1.5),
            foot=foot,
            limit=34,
            annex=f"{name}审核意见",
        )
        for n, name in enumerate(DEPARTMENTS)
    ]
    top = Cell(text="县级各部门\n审核意见", style=LABEL, rows=2)
    return Section(
        columns=(35, 67.5, 67.5),
        follow=True,
        rows=(
            Row(cells=(top, boxes[0], boxes[1]), height=22, grow=2),
            Row(cells=(boxes[2], boxes[3]), height=22, grow=2),
        ),
    )


def _notice(dossier: Dossier) -> Section:
    if dossier.application.notice is not None:
        return case_course.notice(dossier.application)
    text = (
        "张榜：□ 县级教育部门　□ 乡镇中心学校　□ 村委会；网站：□ 县级政府门户网\n"
        "公示 5 个工作日：自　　　　年　　月　　日起至　　　　年　　月　　日止\n"
        "公示结果：□ 无异议　　□ 有异议，处理情况："
    )
    cell = Cell(text=text, style=WRITTEN)
    return Section(columns=(35, 135), follow=True, rows=(Row(cells=(label("公示情况"), cell), height=18),))
