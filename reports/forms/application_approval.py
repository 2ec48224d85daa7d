"""困难职工申请审批表: the application, what was checked, and the opinions of three levels, on two sides of one leaf."""

from __future__ import annotations

from datetime import date

from desktop.domain.application import Application, State, StepKind
from desktop.domain.bureau import OfficeKind
from desktop.domain.days import day_words
from desktop.domain.dossier import Dossier
from desktop.domain.household import Household
from desktop.domain.kin import DECLARED
from desktop.domain.money import figures
from desktop.domain.person import Member, Relation
from desktop.domain.verdict import Finding, Missing, Outcome, Verdict
from desktop.domain.visit import Purpose
from desktop.domain.words import word
from reports.filling import monthly_income
from reports.sheet import CENTRED, LABEL, SMALL, TEXT, VALUE, Align, Cell, Content, Row, Section, Sheet, Style
from reports.wording import (
    BLANK_DAY,
    SIGNED_AND_SEALED,
    award_words,
    capitals,
    day_or_blank,
    goods_words,
    mark_of,
    yuan,
)

ID = "application_approval"
TITLE = "困难职工申请审批表"
SUBJECT = Dossier

TITLES = {
    OfficeKind.union: TITLE,
    OfficeKind.school: "家庭经济困难资助申请审批表",
    OfficeKind.township: "困难家庭救助申请审批表",
}
OPINIONS = {
    OfficeKind.union: ("基层党组织\n或行政意见", "基层工会意见", "上级工会意见"),
    OfficeKind.school: ("班级（院系）\n评议意见", "学校资助部门\n审核意见", "学校审批意见"),
    OfficeKind.township: ("村（居）民\n委员会意见", "乡镇（街道）\n审核意见", "县级主管部门\n审批意见"),
}
MEMBER_ROWS = 4
TINY = Style(size=9, align=Align.centre, leading=1.25)
TINY_LEFT = Style(size=9, leading=1.25)
PLEDGE = (
    "本人承诺：以上所填内容和所交材料真实、完整，同意对本户经济状况进行核对；"
    "如有隐瞒或虚假，愿退回所得款物，并承担相应责任。"
)
GUIDE = (
    "填表说明：一、年收入和刚性支出按申请之日前 12 个月计算，刚性支出为报销后自付部分；"
    "二、各级意见须由负责人签字，加盖公章，填写日期；三、审批金额大小写须一致，涂改无效。"
)


def sheet(dossier: Dossier) -> Sheet:
    """The approval form of one application."""
    application, bureau = dossier.application, dossier.bureau
    title = TITLES[bureau.kind]
    number = application.number or "　　　　　　"
    filed = f"档案编号：{dossier.household.number}" if dossier.household.number else ""
    return Sheet(
        title=title,
        left="　　".join(filter(None, (f"填报单位：{bureau.name}", filed))),
        right=f"编号：{number}",
        running=f"{title}（续）　　申请人：{application.applicant}　　编号：{number}",
        sections=(
            _matter(dossier),
            _applicant(dossier),
            _members(dossier),
            _income(dossier),
            _cause(dossier.household),
            _reason(application),
            _survey(dossier),
            _verdict(dossier.verdict),
            _notice(application),
            *_opinions(dossier),
            _award(application),
        ),
        notes=(f"{GUIDE}　经办人：{bureau.officer}　打印日期：{day_words(dossier.printed_on)}",),
        copies="一式三份，A4 纸正反面打印",
        mark=mark_of(bureau),
        both_sides=True,
        tab=f"{application.number} {application.applicant}".strip(),
    )


def _label(text: str) -> Cell:
    return Cell(text=text, style=LABEL)


def _matter(dossier: Dossier) -> Section:
    return Section(
        columns=(27, 83, 22, 38),
        rows=(
            Row(
                cells=(
                    _label("申请事项"),
                    dossier.application.scheme_title,
                    _label("申请日期"),
                    Cell(text=day_words(dossier.application.applied_on), style=CENTRED),
                ),
                height=8,
            ),
        ),
    )


def _applicant(dossier: Dossier) -> Section:
    household = dossier.household
    person = _person(dossier)
    born = f"{person.born.year}年{person.born.month}月" if person.born else ""
    insured = {True: "已参保", False: "未参保", None: ""}[person.insured]
    area = f"{household.floor_area.normalize():f} ㎡" if household.floor_area is not None else ""
    unit = "　".join(filter(None, (person.employer, person.employer_kind)))
    return Section(
        side="申请人",
        columns=(17.6, 23, 17.6, 19, 17.6, 25.6, 17.6, 23),
        styles=(LABEL, CENTRED) * 4,
        rows=(
            _row(
                "姓名",
                _small(person.name, 5),
                "性别",
                word(person.sex),
                "出生年月",
                born,
                "民族",
                person.ethnicity,
            ),
            _row(
                *("身份证号", Cell(text=person.id_number, style=CENTRED, span=3)),
                *(
                    _label("联系电话"),
                    _small(person.phone, 11),
                    _label("家庭人口"),
                    f"{dossier.income.people} 人",
                ),
            ),
            _row(
                *("政治面貌", _small(person.political_status, 5), "婚姻状况", word(person.marriage)),
                *("户口类型", word(person.hukou), "医保状况", insured),
            ),
            _row(
                *("工作状态", _small(word(person.employment), 5), "健康状况", _small(word(person.health), 4)),
                *(_label("工作单位"), _long(unit, 16, 3)),
            ),
            _row(
                "家庭住址",
                _long(household.address, 30, 5),
                _label("住房类型"),
                _small(word(household.housing), 4),
            ),
            _row("户籍地", _long(household.hukou_place, 30, 5), _label("建筑面积"), _small(area, 7)),
            _row("困难类别", word(household.hardship), "持有证件", _long(_certificates(household), 0, 5)),
            _row(
                *("开户银行", _long(f"{household.bank}{household.bank_branch}", 15, 3)),
                *(_label("银行卡号"), Cell(text=household.card_number, style=CENTRED, span=3)),
            ),
        ),
    )


def _row(*cells: Content) -> Row:
    return Row(cells=cells, height=7.2)


def _small(text: str, most: int) -> Content:
    """A short text as it is, a longer one in smaller type."""
    return text if len(text) <= most else Cell(text=text, style=TINY)


def _long(text: str, most: int, span: int) -> Cell:
    style = VALUE if len(text) <= most else TINY_LEFT
    return Cell(text=text, style=style, span=span, limit=18, annex="申请人情况")


def _person(dossier: Dossier) -> Member:
    """The member who applies; the head where the name is not among the members."""
    household = dossier.household
    return next((m for m in household.members if m.name == dossier.application.applicant), household.head)


def _certificates(household: Household) -> str:
    return "；".join(
        f"{household.owner_name(c.whose)} {word(c.kind)}{f'（{c.number}）' if c.number else ''}"
        for c in household.certificates
    )


def _members(dossier: Dossier) -> Section:
    applicant = _person(dossier)
    day = dossier.application.applied_on
    rows = [_member(dossier.household, m, day) for m in dossier.household.members if m is not applicant]
    rows += [("",) * 8] * (MEMBER_ROWS - len(rows))
    headings = (
        "姓名",
        "与户主\n关系",
        "性别",
        "年龄",
        "身份证号",
        "健康状况",
        "工作（学习）情况",
        "月收入\n（元）",
    )
    return Section(
        side="家庭成员",
        columns=(22, 15.5, 10, 10, 35, 19, 32.5, 17),
        styles=(CENTRED, TINY, TINY, TINY, TINY, TINY, TINY, Style(size=9, align=Align.right)),
        head=(Row(cells=tuple(Cell(text=h, style=TINY) for h in headings), height=8),),
        rows=tuple(_row(*cells) for cells in rows),
    )


def _member(household: Household, member: Member, day: date) -> tuple[Content, ...]:
    relation = "户主" if member.relation is Relation.head else word(member.relation)
    state = word(member.schooling) or word(member.employment)
    apart = "" if member.lives_here else "（不共同生活）"
    age = member.age_on(day)
    income = monthly_income(household, member)
    return (
        _small(member.name, 5),
        relation,
        word(member.sex),
        "" if age is None else str(age),
        member.id_number,
        word(member.health),
        "\n".join(filter(None, (state, member.employer, apart))),
        "" if income is None else income,
    )


def _income(dossier: Dossier) -> Section:
    income = dossier.income
    entries = "；".join(income.lines)
    left_out = "；".join(income.left_out)
    detail = "\n".join(filter(None, (entries, f"不计入：{left_out}" if left_out else ""))) or "（未登记）"
    gross = "（收入未登记，待补充材料）" if income.income_per_head is None else income.gross_sum
    net = "（收入或刚性支出未登记，待补充材料）" if income.net_income_per_head is None else income.net_sum
    return Section(
        side="收入与支出",
        together=True,
        columns=(26, 34, 26, 34, 22, 19),
        styles=(LABEL, CENTRED) * 3,
        rows=(
            Row(
                cells=(
                    *("全年家庭收入", yuan(income.yearly_income, "（未登记）")),
                    *("全年刚性支出", yuan(income.rigid_yearly_spending, "（未登记）")),
                    *("共同生活", f"{income.people} 人"),
                )
            ),
            Row(
                cells=(
                    _label("收支明细"),
                    Cell(text=detail, style=SMALL, span=5, limit=30, annex="收支明细"),
                ),
                height=14,
            ),
            Row(cells=(_label("人均月收入"), Cell(text=gross, style=SMALL, span=5))),
            Row(cells=(_label("人均月净收入"), Cell(text=net, style=SMALL, span=5)), height=10),
        ),
    )


def _cause(household: Household) -> Section:
    other = "、".join(word(cause) for cause in household.other_causes)
    return Section(
        columns=(35, 50, 35, 50),
        styles=(LABEL, CENTRED) * 2,
        rows=(Row(cells=("主要致困原因", word(household.cause), "次要致困原因", other)),),
    )


def _reason(application: Application) -> Section:
    return Section(
        side="申请理由",
        columns=(161,),
        fit=True,
        rows=(
            Row(
                cells=(Cell(text=application.reason, style=TEXT, annex="申请理由"),),
                height=26,
                grow=2,
            ),
            Row(
                cells=(
                    Cell(
                        text=PLEDGE,
                        style=TEXT,
                        foot=f"申请人（签字、按手印）：　　　　　　　　　　{BLANK_DAY}　",
                    ),
                ),
                height=19,
                grow=1,
            ),
        ),
    )


def _survey(dossier: Dossier) -> Section:
    made = [v for v in dossier.visits if v.made_on is not None and v.purpose is not Purpose.warmth]
    text = ""
    if made:
        visit = max(made, key=lambda v: v.made_on or dossier.printed_on)
        text = f"{day_or_blank(visit.made_on)}，{'、'.join(visit.visitors)}入户。{visit.found}"
        text += f"\n家庭诉求：{visit.wishes}" if visit.wishes else ""
        text += f"\n安全隐患：{visit.safety}" if visit.safety else ""
    return Section(
        side="入户调查意见",
        columns=(161,),
        new_page=True,
        rows=(
            Row(
                cells=(
                    Cell(
                        text=text,
                        style=TEXT,
                        foot=f"调查人（两人签字）：　　　　　　　　　、　　　　　　　　　{BLANK_DAY}　",
                        limit=36,
                        annex="入户调查意见",
                    ),
                ),
                height=30,
                grow=2,
            ),
        ),
    )


def _verdict(verdict: Verdict) -> Section:
    group = f"（{verdict.group_label}）" if verdict.group_label else ""
    result = f"{word(verdict.outcome)}{group}"
    award = award_words(verdict.amount, verdict.goods)
    if verdict.outcome is Outcome.eligible and award:
        result += f"，建议救助：{award}。{verdict.amount_because}"
    findings = _concerning(verdict)
    return Section(
        side="核对结论",
        fit=True,
        columns=(26, 83, 26, 26),
        styles=(LABEL,),
        rows=(
            Row(
                cells=(
                    "依据方案",
                    Cell(text=verdict.scheme_title, style=SMALL),
                    _label("核对日期"),
                    Cell(text=verdict.on.isoformat(), style=CENTRED),
                )
            ),
            Row(
                cells=(
                    "核对结果",
                    Cell(
                        text=result,
                        style=VALUE if len(result) < 90 else SMALL,
                        span=3,
                        limit=30,
                        annex="核对结果",
                    ),
                )
            ),
            Row(
                cells=(
                    "逐条核对",
                    Cell(
                        text="\n".join(_reasons(verdict, findings)),
                        style=SMALL,
                        span=3,
                        annex="逐条核对",
                        brief=_counted(verdict, findings),
                    ),
                ),
                height=20,
                grow=1,
            ),
        ),
    )


def _concerning(verdict: Verdict) -> list[Finding]:
    """The findings on what concerns all and on the group it was decided for; all where there is no group."""
    return [f for f in verdict.findings if not verdict.group or f.group in ("", verdict.group)]


def _mark(finding: Finding) -> str:
    return {True: "符合", False: "不符合", None: "缺材料"}[finding.holds]


def _reasons(verdict: Verdict, findings: list[Finding]) -> list[str]:
    lines: list[str] = []
    for number, finding in enumerate(findings, 1):
        clause = finding.source.partition("：")[0]
        source = f"（{clause}）" if clause else ""
        lines.append(f"{number}. 〔{_mark(finding)}〕{finding.clause}：{finding.because}{source}")
    if verdict.missing:
        lines.append(f"尚缺材料：{'；'.join(map(_missing, verdict.missing))}")
    return lines


def _missing(missing: Missing) -> str:
    papers = "、".join(missing.papers)
    return f"{missing.label}（{papers}）" if papers else missing.label


def _counted(verdict: Verdict, findings: list[Finding]) -> str:
    marks = [_mark(finding) for finding in findings]
    counted = "，".join(
        f"{mark} {marks.count(mark)} 条" for mark in ("符合", "不符合", "缺材料") if mark in marks
    )
    said = f"共核对 {len(findings)} 条：{counted}。"
    against = next((f for f in findings if f.holds is not True), None)
    return said if against is None else f"{said}〔{_mark(against)}〕{against.clause}：{against.because}"


def _notice(application: Application) -> Section:
    notice = application.notice
    if notice is None:
        text = (
            "公示地点：\n公示期：自　　　　年　　月　　日起至　　　　年　　月　　日止\n"
            "公示结果：□ 无异议　　□ 有异议，处理情况："
        )
    else:
        place = f"，张贴地点：{notice.place}" if notice.place else ""
        result = notice.objections or ("无异议" if notice.closed_on else "（公示中）")
        text = (
            f"公示编号：{notice.number}{place}。公示 {notice.days} 天，"
            f"自{day_words(notice.posted_on)}起至{day_words(notice.until)}止。\n公示结果：{result}"
        )
    return Section(
        columns=(35, 135),
        follow=True,
        rows=(
            Row(
                cells=(
                    _label("公示情况"),
                    Cell(text=text, style=SMALL, limit=30, annex="公示情况"),
                ),
                height=16,
            ),
        ),
    )


def _opinions(dossier: Dossier) -> list[Section]:
    application = dossier.application
    decide, review = application.step(StepKind.decide), application.step(StepKind.review)
    written = (
        "",
        review.opinion if review else "",
        _decision(application, decide.opinion)
        if decide and application.state in (State.approved, State.refused)
        else "",
    )
    return [
        Section(
            columns=(35, 135),
            follow=True,
            rows=(
                Row(
                    cells=(
                        _label(label),
                        Cell(
                            text=opinion or "□ 同意　　□ 不同意，理由：",
                            style=TEXT,
                            foot=SIGNED_AND_SEALED,
                            limit=42,
                            annex=label.replace("\n", ""),
                        ),
                    ),
                    height=26,
                    grow=3,
                ),
            ),
        )
        for label, opinion in zip(OPINIONS[dossier.bureau.kind], written, strict=True)
    ]


def _decision(application: Application, opinion: str) -> str:
    """The opinion of who decided, with the reason where one person both handled and decided."""
    if not application.alone_because:
        return opinion
    if application.alone_because.startswith(DECLARED):
        return f"{opinion}\n{application.alone_because}"
    return f"{opinion}\n经办、审批为同一人（{application.decided_by}）。原因：{application.alone_because}"


def _award(application: Application) -> Section:
    amount, goods = application.approved_amount, application.approved_goods
    rows: list[Row] = []
    if application.state is State.refused:
        reason = f"不予批准。原因：{application.decision_reason}"
        rows.append(
            Row(
                cells=(_label("审批结果"), Cell(text=reason, span=2, limit=24, annex="不予批准原因")),
                height=11,
            )
        )
    elif amount or not goods:
        small = f"小写：¥{figures(amount)}" if amount else "小写：¥"
        words = f"大写：{capitals(amount)}" if amount else "大写：人民币"
        rows.append(Row(cells=(_label("审批金额"), small, words), height=11))
    if goods and application.state is not State.refused:
        rows.append(
            Row(
                cells=(
                    _label("救助物资"),
                    Cell(text=goods_words(goods, worth=True), span=2, limit=24, annex="救助物资"),
                ),
                height=9,
            )
        )
    return Section(columns=(35, 52, 83), rows=tuple(rows), together=True, follow=True)
