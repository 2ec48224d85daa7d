"""学生困难补助申请表: the student, the family, conduct and aid of the school year, class and school opinions.

An application of somebody who is no student (school staff) shows the applicant as a union's form does, and the
school's three levels.
"""

from __future__ import annotations

from desktop.domain.application import Application
from desktop.domain.bureau import OfficeKind
from desktop.domain.dossier import Dossier
from desktop.domain.money import figures
from desktop.domain.person import Member
from desktop.domain.student import Student, StudentFlag
from desktop.domain.words import choices, word
from reports import case_course, case_home
from reports.approvals.frame import framed
from reports.case_home import label, line, long, person_of, small
from reports.filling import month, tick
from reports.sheet import CENTRED, LABEL, TEXT, Align, Cell, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, capitals

TITLE = "学生困难补助申请表"
OF_FAMILY = "家庭经济困难资助申请审批表"
OF_STAFF = case_course.OPINIONS[OfficeKind.school]
AIDED = ("助学贷款", "学费减免", "勤工助学", "奖学金", "困难补助", "社会资助")
PLEDGE = "本人承诺：以上所填写资料真实，如有虚假，愿承担相应责任。"
GUIDE = (
    "说明：一、「■」为已知情况，其余由学生本人照实勾选、填写；二、请附相关证明或者详细材料；"
    "三、各级意见须签字、盖章、填写日期，金额大小写须一致。"
)
WRITTEN = Style(size=9.5, leading=1.4)


def sheet(dossier: Dossier) -> Sheet:
    """The form of a school."""
    found = _student(dossier)
    top = (*_who(dossier, *found), _conduct(found[0])) if found else (case_home.applicant(dossier),)
    return framed(
        dossier,
        TITLE if found else OF_FAMILY,
        (
            case_course.matter(dossier),
            *top,
            case_home.members(dossier),
            case_home.income(dossier),
            case_home.cause(dossier.household),
            case_course.reason(dossier.application, PLEDGE),
            case_course.survey(dossier, side="走访核实情况"),
            *case_course.exams(dossier.application),
            case_course.checked(dossier.verdict),
            *(_appraised(dossier) if found else ()),
            case_course.notice(dossier.application),
            *(_opinions(dossier) if found else case_course.opinions(dossier, OF_STAFF)),
            case_course.award(dossier.application, "补助金额"),
        ),
        guide=GUIDE,
        kept="一式二份（院系、学校资助部门各存一份），A4 纸正反面打印",
    )


def _student(dossier: Dossier) -> tuple[Student, Member] | None:
    """The student it is for: who applies, else the only student of the household."""
    household, person = dossier.household, person_of(dossier)
    students = household.students
    mine = next((s for s in students if s.whose == person.ordinal), None)
    if mine is not None:
        return mine, person
    if person.schooling is not None:
        return Student(whose=person.ordinal, school=person.employer), person
    only = household.member(students[0].whose) if len(students) == 1 else None
    return (students[0], only) if only is not None else None


def _who(dossier: Dossier, student: Student, person: Member) -> tuple[Section, ...]:
    home = dossier.household
    place = "　".join(filter(None, (student.school or person.employer, student.department)))
    form = " ".join(filter(None, (student.grade, student.class_name)))
    years = f"{person.school_years} 年" if person.school_years else ""
    leaves = (
        f"{person.enrolled_year + person.school_years}年"
        if person.enrolled_year and person.school_years
        else ""
    )
    phone = person.phone or home.head.phone
    return (
        Section(
            side="学生情况",
            columns=(17.6, 23, 17.6, 19, 17.6, 25.6, 17.6, 23),
            styles=(LABEL, CENTRED) * 4,
            rows=(
                line(
                    *("姓名", small(person.name, 5), "性别", word(person.sex)),
                    *("出生年月", small(month(person.born), 8), "民族", person.ethnicity),
                ),
                line(
                    *("学号", Cell(text=student.student_number, style=CENTRED, span=3)),
                    *(label("身份证号"), Cell(text=person.id_number, style=CENTRED, span=3)),
                ),
                line("学校院系", long(place, 15, 3), label("专业"), long(person.major, 15, 3)),
                line(
                    *("年级班级", small(form, 6), "学制", years),
                    *("毕业时间", leaves, "联系电话", small(phone, 9)),
                ),
                line("家庭地址", long(home.address, 30, 5), label("籍贯"), small(student.native_place, 5)),
                line(*("认定等级", small(word(student.level), 5), "特殊群体", long(_flags(student), 0, 5))),
                line(
                    *("开户银行", long(f"{home.bank}{home.bank_branch}", 15, 3)),
                    *(label("银行卡号"), Cell(text=home.card_number, style=CENTRED, span=3)),
                ),
            ),
        ),
    )


def _flags(student: Student) -> str:
    return "、".join(said for flag, said in choices(StudentFlag) if student.flag(flag))


def _conduct(student: Student) -> Section:
    """What the class writes in by hand, and what the student had this school year."""
    aided = student.aided or "　".join(tick(False, name) for name in AIDED)
    return Section(
        side="在校情况",
        columns=(34, 45, 34, 48),
        styles=(LABEL,),
        rows=(
            Row(cells=("思想品德现实表现", "", label("学习总体情况"), word(student.band)), height=9),
            Row(
                cells=(
                    "受过何种违纪处分",
                    Cell(text="□没有　□有：", span=3),
                ),
                height=7.2,
            ),
            Row(
                cells=(
                    "本学年已获资助",
                    Cell(text=aided, span=3, style=WRITTEN, limit=20, annex="本学年已获资助"),
                ),
                height=9,
            ),
        ),
    )


def _appraised(dossier: Dossier) -> tuple[Section, ...]:
    blank = "应参加评议　　　人，实际参加　　　人。\n经评议：□ 同意申请　□ 不同意，理由："
    text = case_course.voted(dossier.application) or blank
    foot = f"评议小组组长（签字）：　　　　　　　　{BLANK_DAY}　　"
    return (case_course.opinion("民主评议", text, foot, height=20),)


def _opinions(dossier: Dossier) -> tuple[Section, ...]:
    """Class and school side by side, each with the sum it proposes."""
    application = dossier.application
    review = case_course.reviewed(application)
    proposed = _sum("建议补助", application)
    agreed = _sum("同意补助", application, approved=True)
    style = Style(size=TEXT.size, align=Align.justify, top=True, leading=1.5)
    return (
        Section(
            columns=(85, 85),
            follow=True,
            head=(Row(cells=(label("班级（院系）意见"), label("学校（学院）意见")), height=7),),
            rows=(
                Row(
                    cells=(
                        Cell(
                            text="\n".join(filter(None, (proposed, review))),
                            style=style,
                            foot=f"班主任（辅导员）签名：　　　　　　　　\n{BLANK_DAY}　　",
                            limit=60,
                            annex="班级（院系）意见",
                        ),
                        Cell(
                            text="\n".join(filter(None, (agreed, case_course.decided(application)))),
                            style=style,
                            foot=f"负责人（签字）：　　　　　　　（盖章）\n{BLANK_DAY}　　",
                            limit=60,
                            annex="学校（学院）意见",
                        ),
                    ),
                    height=36,
                    grow=3,
                ),
            ),
        ),
    )


def _sum(words: str, application: Application, approved: bool = False) -> str:
    amount = application.approved_amount if approved else application.proposed
    if not amount:
        return f"□ {words}　　　　　　　　元　□ 不同意，理由："
    return f"■ {words} {figures(amount)} 元（{capitals(amount)}）"
