"""Blocks of an application form that show its course: reason and pledge, survey, check, notice, opinions, decision."""

from __future__ import annotations

from desktop.domain import home_survey
from desktop.domain.application import Application, Origin, State, Step, StepKind
from desktop.domain.bureau import OfficeKind
from desktop.domain.days import day_words
from desktop.domain.dossier import Dossier
from desktop.domain.exam import exam_words
from desktop.domain.kin import DECLARED
from desktop.domain.money import figures
from desktop.domain.verdict import Finding, Missing, Outcome, Verdict
from desktop.domain.visit import Purpose
from desktop.domain.words import word
from reports.case_home import label
from reports.sheet import CENTRED, LABEL, SMALL, TEXT, VALUE, Cell, Row, Section
from reports.wording import (
    BLANK_DAY,
    SIGNED_AND_SEALED,
    award_words,
    capitals,
    day_or_blank,
    goods_words,
)

OPINIONS = {
    OfficeKind.union: ("基层党组织\n或行政意见", "基层工会意见", "上级工会意见"),
    OfficeKind.school: ("班级（院系）\n评议意见", "学校资助部门\n审核意见", "学校审批意见"),
    OfficeKind.township: ("村（居）民\n委员会意见", "乡镇（街道）\n审核意见", "县级主管部门\n审批意见"),
}
"""The boxes of the three levels, from the lowest up."""
PLEDGE = (
    "本人承诺：以上所填内容和所交材料真实、完整，同意对本户经济状况进行核对；"
    "如有隐瞒或虚假，愿退回所得款物，并承担相应责任。"
)
UNDECIDED = "□ 同意　　□ 不同意，理由："


def matter(dossier: Dossier) -> Section:
    """What is applied for, and since when."""
    application = dossier.application
    return Section(
        columns=(27, 83, 22, 38),
        rows=(
            *_apart(application),
            Row(
                cells=(
                    label("申请事项"),
                    application.scheme_title,
                    label("申请日期"),
                    Cell(text=day_words(application.applied_on), style=CENTRED),
                ),
                height=8,
            ),
        ),
    )


def _apart(application: Application) -> tuple[Row, ...]:
    """What is out of the ordinary: another applied for them, it came late, or they were helped at once."""
    rows: list[Row] = []
    agent, aid = application.agent, application.first_aid
    if agent is not None:
        kin = f"系申请人{agent.relation}" if agent.relation else ""
        who = "，".join(filter(None, (agent.name, kin, agent.because)))
        rows.append(_exception("代为申请", who, "联系电话", agent.phone))
    day = day_words(application.applied_on)
    if application.origin is Origin.office:
        rows.append(_exception("主动发现", "由本单位主动发现，为申请人提出", "发现日期", day))
    if application.late_because:
        rows.append(_exception("逾期受理", application.late_because, "收到日期", day))
    if aid is not None:
        said = (
            f"{day_words(aid.on)}先行救助 {award_words(aid.amount, aid.goods)}。{aid.because.rstrip('。')}。"
        )
        rows.append(_exception("先行救助", said, "补办期限", day_words(aid.papers_by)))
    return tuple(rows)


def apart(application: Application) -> tuple[Section, ...]:
    """The same as a block of its own, where there is anything; for forms without the line of the matter."""
    rows = _apart(application)
    return (Section(columns=(27, 83, 22, 38), rows=rows),) if rows else ()


def _exception(name: str, said: str, beside: str, value: str) -> Row:
    told = Cell(text=said, style=SMALL, limit=20, annex=name)
    return Row(cells=(label(name), told, label(beside), Cell(text=value, style=CENTRED)), height=8)


def reason(application: Application, pledge: str = PLEDGE, height: float = 26) -> Section:
    """The applicant's own words, the pledge, and the place to sign."""
    return Section(
        side="申请理由",
        columns=(161,),
        fit=True,
        rows=(
            Row(
                cells=(Cell(text=application.reason, style=TEXT, annex="申请理由"),),
                height=height,
                grow=2,
            ),
            Row(
                cells=(
                    Cell(
                        text=pledge,
                        style=TEXT,
                        foot=f"申请人（签字、按手印）：　　　　　　　　　　{BLANK_DAY}　",
                    ),
                ),
                height=19,
                grow=1,
            ),
        ),
    )


def survey_words(dossier: Dossier) -> str:
    """What the case's own survey found, else the latest visit to look into it; nothing before there was one."""
    step = dossier.application.step(StepKind.survey)
    if step is not None and step.record.survey is not None:
        return home_survey.survey_words(step.record.survey)
    made = [v for v in dossier.visits if v.made_on is not None and v.purpose is not Purpose.warmth]
    if not made:
        return ""
    visit = max(made, key=lambda v: v.made_on or dossier.printed_on)
    text = f"{day_or_blank(visit.made_on)}，{'、'.join(visit.visitors)}入户。{visit.found}"
    text += f"\n家庭诉求：{visit.wishes}" if visit.wishes else ""
    text += f"\n安全隐患：{visit.safety}" if visit.safety else ""
    return text


def voted(application: Application) -> str:
    """How a meeting of neighbours or colleagues voted on it; nothing before it met."""
    step = application.step(StepKind.appraisal)
    if step is None:
        return ""
    if step.record.skipped_because:
        return f"没有组织评议：{step.record.skipped_because}"
    vote = step.record.vote
    if vote is None:
        return ""
    said = (
        f"应到 {vote.due} 人，实到 {vote.present} 人，{'无记名投票' if vote.secret else '举手表决'}：同意 {vote.yes} 票，"
        f"不同意 {vote.no} 票，弃权 {vote.abstain} 票，{'通过' if vote.passed else '没有通过'}。"
    )
    return "\n".join(filter(None, (said, step.opinion)))


def exams(application: Application) -> tuple[Section, ...]:
    """How the examinations of a selection went, or why there were none; nothing where the plan has none."""
    rows = tuple(
        Row(
            cells=(
                label(step.label),
                Cell(text=_examined(step), style=SMALL, limit=24, annex=step.label),
            ),
            height=9,
        )
        for step in application.steps
        if step.kind is StepKind.exam
    )
    return (Section(side="考试情况", columns=(26, 135), fit=True, rows=rows),) if rows else ()


def _examined(step: Step) -> str:
    record = step.record
    if record.skipped_because:
        return f"不办：{record.skipped_because}"
    return "" if record.exam is None else f"{exam_words(record.exam)}"


def survey(dossier: Dossier, side: str = "入户调查意见", new_page: bool = True) -> Section:
    """What two found at the home, signed by both."""
    return Section(
        side=side,
        columns=(161,),
        new_page=new_page,
        rows=(
            Row(
                cells=(
                    Cell(
                        text=survey_words(dossier),
                        style=TEXT,
                        foot=f"调查人（两人签字）：　　　　　　　　　、　　　　　　　　　{BLANK_DAY}　",
                        limit=36,
                        annex=side,
                    ),
                ),
                height=30,
                grow=2,
            ),
        ),
    )


def checked(verdict: Verdict) -> Section:
    """What the check came to, clause by clause."""
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
                    label("核对日期"),
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


def notice_words(application: Application) -> str:
    """When and where it hung and what came of it; lines to write on before there was a notice."""
    notice = application.notice
    if notice is None:
        return (
            "公示地点：\n公示期：自　　　　年　　月　　日起至　　　　年　　月　　日止\n"
            "公示结果：□ 无异议　　□ 有异议，处理情况："
        )
    place = f"，张贴地点：{notice.place}" if notice.place else ""
    result = notice.objections or ("无异议" if notice.closed_on else "（公示中）")
    return (
        f"公示编号：{notice.number}{place}。公示 {notice.term.told}，"
        f"自{day_words(notice.posted_on)}起至{day_words(notice.until)}止。\n公示结果：{result}"
    )


def notice(application: Application) -> Section:
    """The public notice and its result."""
    cell = Cell(text=notice_words(application), style=SMALL, limit=30, annex="公示情况")
    return Section(columns=(35, 135), follow=True, rows=(Row(cells=(label("公示情况"), cell), height=16),))


def opinion(
    title: str, text: str, foot: str = SIGNED_AND_SEALED, height: float = 26, follow: bool = True
) -> Section:
    """One level's box: what it says, who signs, where the seal goes."""
    cell = Cell(text=text or UNDECIDED, style=TEXT, foot=foot, limit=42, annex=title.replace("\n", ""))
    row = Row(cells=(label(title), cell), height=height, grow=3)
    return Section(columns=(35, 135), follow=follow, rows=(row,))


def opinions(dossier: Dossier, titles: tuple[str, str, str]) -> tuple[Section, ...]:
    """The boxes of three levels, with what is on file of the second and third."""
    written = ("", reviewed(dossier.application), decided(dossier.application))
    return tuple(opinion(title, text) for title, text in zip(titles, written, strict=True))


def reviewed(application: Application) -> str:
    """What the review said."""
    step = application.step(StepKind.review)
    return step.opinion if step else ""


def decided(application: Application) -> str:
    """The opinion of who decided, with the reason where one person both handled and decided."""
    step = application.step(StepKind.decide)
    if step is None or application.state not in (State.approved, State.refused):
        return ""
    lines = [step.opinion, *_case_by_case(application)]
    if application.alone_because.startswith(DECLARED):
        lines.append(application.alone_because)
    elif application.alone_because:
        lines.append(f"经办、审批为同一人（{application.decided_by}）。原因：{application.alone_because}")
    if len(step.record.signatures) > 1:
        lines.append("签字：" + "、".join(s.name for s in step.record.signatures))
    return "\n".join(lines)


def _case_by_case(application: Application) -> list[str]:
    """A decision beyond a limit, with who signed for it."""
    override = application.override
    if override is None:
        return []
    where = f"（{override.meeting}）" if override.meeting else ""
    return [f"一事一议{where}：{override.because.rstrip('。')}。签字：{'、'.join(override.signed_by)}"]


def award(application: Application, title: str = "审批金额") -> Section:
    """What was decided: the amount in figures and in capitals, goods, or why not."""
    amount, goods = application.approved_amount, application.approved_goods
    rows: list[Row] = []
    if application.state is State.refused:
        because = f"不予批准。原因：{application.decision_reason}"
        cell = Cell(text=because, span=2, limit=24, annex="不予批准原因")
        rows.append(Row(cells=(label("审批结果"), cell), height=11))
    elif amount or not goods:
        in_figures = f"小写：¥{figures(amount)}" if amount else "小写：¥"
        in_capitals = f"大写：{capitals(amount)}" if amount else "大写：人民币"
        rows.append(Row(cells=(label(title), in_figures, in_capitals), height=11))
    if goods and application.state is not State.refused:
        cell = Cell(text=goods_words(goods, worth=True), span=2, limit=24, annex="救助物资")
        rows.append(Row(cells=(label("救助物资"), cell), height=9))
    return Section(columns=(35, 52, 83), rows=tuple(rows), together=True, follow=True)
