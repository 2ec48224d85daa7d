"""近亲属备案表: staff and their near relatives among the households on file, for the upper level to keep."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.list_papers import KinEntry, KinPaper
from reports.feet import Signed, signed_foot
from reports.sheet import HEAD, Align, Cell, Row, Section, Sheet, Style
from reports.wording import BLANK_DAY, mark_of

ID = "near_relatives"
TITLE = "工作人员近亲属享受帮扶备案表"
SUBJECT = KinPaper

COLUMNS = (12, 28, 32, 26, 28, 34, 28, 38, 39)
HEADINGS = (
    "序号",
    "工作人员",
    "职务",
    "与其关系",
    "家庭成员",
    "档案编号",
    "户主姓名",
    "办理中的申请",
    "核对情况、备注",
)
SMALL = Style(size=9.5, align=Align.centre, leading=1.3)
WRITTEN = Style(size=9.5, align=Align.left, leading=1.35)


def sheet(paper: KinPaper) -> Sheet:
    """One row for each hit, the sure ones and those to be asked."""
    heads = tuple(Cell(text=h, style=Style(face=HEAD.face, size=10, align=Align.centre)) for h in HEADINGS)
    nothing = Row(
        cells=(Cell(text="在档家庭中没有工作人员或其近亲属", style=SMALL, span=len(COLUMNS)),), height=12
    )
    return Sheet(
        title=TITLE,
        left=f"单位：{paper.bureau.name}",
        right=f"截至{day_words(paper.printed_on)}　共 {len(paper.entries)} 人",
        running=f"{TITLE}（续）",
        landscape=True,
        margins=(16, 16, 16, 16),
        sections=(
            Section(
                columns=COLUMNS,
                styles=(SMALL,) * 7 + (WRITTEN, WRITTEN),
                head=(Row(cells=heads, height=10),),
                rows=tuple(_entry(n, x) for n, x in enumerate(paper.entries, 1)) or (nothing,),
            ),
            signed_foot(
                (90, 85, 90),
                Signed(
                    f"填报单位（公章）：{paper.bureau.name}",
                    "填报人（签字）：",
                    f"负责人（签字）：{BLANK_DAY}",
                    10,
                ),
                Signed("备案单位意见（公章）：", "经办人（签字）：", f"负责人（签字）：{BLANK_DAY}", 16),
                gap=3,
            ),
        ),
        notes=(
            "本表列入的家庭，其申请由没有亲属关系的人审核、审批；本单位没有别人可以办理的，审批表上写明原因，并随本表报上级备案。",
        ),
        trail=paper.trail,
        mark=mark_of(paper.bureau),
        tab="近亲属备案",
    )


def _entry(number: int, entry: KinEntry) -> Row:
    checked = "身份证号一致" if entry.sure else "姓名相同，待核对"
    return Row(
        cells=(
            str(number),
            entry.staff,
            entry.post,
            entry.relation,
            entry.member,
            entry.number,
            entry.head,
            entry.cases or "无",
            "；".join(x for x in (checked, entry.remark) if x),
        ),
        height=11,
    )
