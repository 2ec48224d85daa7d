"""临时救助申请审批表 of a township: the household, help had before, village appraisal, township review, the county's rows."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.days import day_words
from desktop.domain.dossier import Dossier
from desktop.domain.household import Cause, CertificateKind, Household, Topic
from desktop.domain.money import figures
from desktop.domain.person import Hukou
from desktop.domain.words import word
from reports import case_course, case_home
from reports.approvals.frame import framed
from reports.case_home import label, line, long, person_of, small
from reports.filling import tick
from reports.sheet import CENTRED, LABEL, SMALL, TEXT, Cell, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, SIGNED_AND_SEALED, award_words, capitals

TITLE = "临时救助申请审批表"
GUIDE = (
    "说明：一、「■」为已知情况，其余照实勾选；二、村（居）民委员会、乡镇（街道）意见写明现状、主要收入和困难原因，"
    "乡镇（街道）须提出建议金额；三、情况紧急的先行救助，在规定期限内补齐手续。"
)
CAUSES: tuple[tuple[str, frozenset[Cause]], ...] = (
    ("疾病", frozenset({Cause.own_illness, Cause.family_illness})),
    ("意外灾害", frozenset({Cause.disaster, Cause.accident})),
    ("教育支出", frozenset({Cause.schooling})),
)
WRITTEN = Style(size=9.5, leading=1.4)
SIGNED = f"负责人（签字）：　　　　　　　　（盖章）　{BLANK_DAY}　　"


def sheet(dossier: Dossier) -> Sheet:
    """The approval form of a township."""
    application = dossier.application
    return framed(
        dossier,
        TITLE,
        (
            case_course.matter(dossier),
            _head(dossier),
            case_home.members(dossier, least=3),
            case_home.income(dossier),
            _before(dossier),
            case_course.reason(application),
            case_course.survey(dossier, side="入户核实情况"),
            *case_course.exams(application),
            case_course.checked(dossier.verdict),
            _village(dossier),
            case_course.notice(application),
            _township(dossier),
            _county(dossier),
            case_course.award(application, "救助金额"),
        ),
        guide=GUIDE,
        kept="一式二份（乡镇、街道和县级民政部门各存一份），A4 纸正反面打印；证明材料另附",
    )


def _head(dossier: Dossier) -> Section:
    """Head of the household, who applies where that is another, kind of family and of hardship."""
    home, person = dossier.household, person_of(dossier)
    head = home.head
    other = "" if person is head else f"{person.name}（{person.id_number}）"
    return Section(
        side="户主",
        columns=(22, 34, 18, 19, 22, 46),
        styles=(LABEL, CENTRED) * 3,
        rows=(
            line(
                *("户主姓名", small(head.name, 8), "性别", word(head.sex)),
                *("家庭人口", case_home.people(dossier)),
            ),
            line(
                *("身份证号", Cell(text=head.id_number, style=CENTRED, span=3)),
                *(label("联系电话"), small(head.phone, 12)),
            ),
            line("户籍所在地", long(home.hukou_place, 20, 3), label("户口类型"), word(head.hukou)),
            line("现居住地", long(home.address, 30, 5)),
            line("申请人", long(other or "户主本人", 24, 3), label("与户主关系"), _relation(dossier)),
            line("家庭类别", Cell(text=_kinds(home), style=WRITTEN, span=5)),
            line("困难类型", Cell(text=_causes(home), style=WRITTEN, span=5)),
            line("开户银行", long(f"{home.bank}{home.bank_branch}", 18, 3), label("银行账号"), _card(home)),
        ),
    )


def _card(home: Household) -> Cell:
    return Cell(text=home.card_number, style=CENTRED)


def _relation(dossier: Dossier) -> str:
    person = person_of(dossier)
    return "本人" if person is dossier.household.head else word(person.relation)


def _kinds(home: Household) -> str:
    """The nine kinds of families of the form; ticked where a certificate on file says so."""
    held = {c.kind for c in home.certificates}
    rural = home.head.hukou is Hukou.rural
    town = home.head.hukou in (Hukou.urban, Hukou.converted)
    told = (
        (CertificateKind.dibao in held and town, "城镇低保"),
        (CertificateKind.dibao in held and rural, "农村低保"),
        (CertificateKind.near_dibao in held and town, "城镇低保边缘"),
        (CertificateKind.near_dibao in held and rural, "农村低保边缘"),
        (CertificateKind.destitute in held, "特困供养"),
        (CertificateKind.veteran_allowance in held, "重点优抚"),
        (False, "突发事件"),
        (False, "刚性支出困难"),
        (bool(held & _OTHERS), "其他"),
    )
    return "　".join(tick(chosen, said) for chosen, said in told)


_OTHERS = frozenset({CertificateKind.social_relief, CertificateKind.hardship_worker})


def _causes(home: Household) -> str:
    known = [c for c in (home.cause, *home.other_causes) if c is not None]
    named = frozenset[Cause]().union(*(kinds for _, kinds in CAUSES))
    told = [tick(any(c in kinds for c in known), said) for said, kinds in CAUSES]
    rest = [word(c) for c in known if c not in named]
    return "　".join([*told, tick(bool(rest), f"其他：{'、'.join(rest)}")])


def _before(dossier: Dossier) -> Section:
    """Help had before, how often and how much this year, and what else the household gets."""
    earlier, year = dossier.earlier, dossier.application.applied_on.year
    last = ""
    if earlier:
        one = earlier[0]
        last = f"{day_words(one.on)}　{one.title}　{award_words(one.amount, one.goods)}"
    this_year = [e for e in earlier if e.on.year == year]
    total = sum((e.amount or Decimal(0) for e in this_year), Decimal(0))
    counted = f"{len(this_year)} 次，{figures(total)} 元" if this_year else ""
    others = case_home.certificates(dossier.household)
    if not others and Topic.certificates in dossier.household.verified_none:
        others = "没有"
    return Section(
        side="已享受救助",
        together=True,
        columns=(46, 115),
        styles=(LABEL,),
        rows=(
            line("上次享受救助时间、数量", Cell(text=last, style=WRITTEN)),
            line(f"{year} 年累计次数、金额", Cell(text=counted, style=WRITTEN)),
            line("其他社会救助政策兑现", Cell(text=others, style=WRITTEN, limit=16, annex="其他社会救助")),
        ),
    )


def _village(dossier: Dossier) -> Section:
    text = case_course.voted(dossier.application) or (
        "应到　　人，实到　　人；同意　　票，不同意　　票，弃权　　票。\n"
        "评议意见（现状、主要收入、困难原因）：□ 同意上报　□ 不同意，理由："
    )
    return case_course.opinion("村（居）民代表\n评议意见", text, SIGNED, follow=False)


def _township(dossier: Dossier) -> Section:
    application = dossier.application
    proposed = (
        f"建议救助 {figures(application.proposed)} 元（{capitals(application.proposed)}）。"
        if application.proposed
        else "建议救助　　　　　　　　元。"
    )
    text = "\n".join(filter(None, (proposed, case_course.reviewed(application) or case_course.UNDECIDED)))
    return case_course.opinion("乡镇（街道）\n审核意见", text, SIGNED_AND_SEALED)


def _county(dossier: Dossier) -> Section:
    """The county's rows: section, leader, finance section, finance leader, each with a place to sign, then its seal."""
    sign = f"（签字）\n{BLANK_DAY}"
    boxes = ("救助科审核", "分管业务领导", "财务科审核", "分管财务领导")
    decided = case_course.decided(dossier.application) or case_course.UNDECIDED
    names = Style(size=10, align=CENTRED.align, leading=1.3)
    rows = [
        Row(
            cells=(
                *((Cell(text="县级民政部门\n审批意见", style=LABEL, rows=3),) if n == 0 else ()),
                Cell(text=boxes[n], style=names),
                Cell(text=sign, style=SMALL),
                Cell(text=boxes[n + 1], style=names),
                Cell(text=sign, style=SMALL),
            ),
            height=11,
        )
        for n in (0, 2)
    ]
    last = Cell(text=decided, style=TEXT, span=4, foot=SIGNED_AND_SEALED, limit=34, annex="县级审批意见")
    rows.append(Row(cells=(last,), height=24, grow=2))
    return Section(columns=(35, 25, 42.5, 25, 42.5), follow=True, rows=tuple(rows))
