"""恢复码单: the code that opens the office when every password is lost, to be sealed in an envelope."""

from __future__ import annotations

from desktop.domain.days import day_words
from desktop.domain.recovery import BY_CODE, FROM_BACKUP, RecoveryPaper
from reports.sheet import HEAD, Align, Cell, Edge, Face, Row, Section, Sheet, Style
from reports.wording import mark_of

ID = "recovery_sheet"
TITLE = "恢复码单"
SUBJECT = RecoveryPaper

WIDTH = 170
LABEL = Style(size=12, align=Align.centre)
VALUE = Style(size=13)
GROUP_NUMBER = Style(size=10.5, align=Align.centre)
GROUP = Style(face=Face.hei, size=24, align=Align.centre)
STEP_NUMBER = Style(face=Face.hei, size=14, align=Align.centre, edge=Edge.none, top=True, leading=1.5)
STEP = Style(size=14, edge=Edge.none, top=True, leading=1.5)
HEADING = Style(face=Face.hei, size=14, edge=Edge.none)
BESIDE = Style(size=12, leading=1.6)
WARNING = Style(face=Face.hei, size=14, align=Align.centre)


def sheet(paper: RecoveryPaper) -> Sheet:
    """One page: the code in large groups and as QR, how to use it, where to keep it, who sealed it."""
    return Sheet(
        title="恢 复 码 单",
        title_size=24,
        right=f"打印日期：{day_words(paper.printed_on)}",
        margins=(16, 20, 15, 20),
        page_numbers=False,
        sections=(_whose(paper), _code(paper), _warning(), _steps(), _keeping(), _sealed()),
        mark=mark_of(paper.bureau),
        tab=TITLE,
    )


def _whose(paper: RecoveryPaper) -> Section:
    return Section(
        columns=(26, 84, 24, 36),
        styles=(LABEL, VALUE, LABEL, VALUE),
        rows=(Row(cells=("办公室", paper.bureau.name, "制作人", paper.made_by), height=10),),
    )


def _code(paper: RecoveryPaper) -> Section:
    groups = paper.code.split("-")
    beside = (
        "恢复码共 5 组，每组 4 位，大写小写都行，空格和横线可以不输。\n"
        "只有数字和英文字母，没有字母 I、L、O、U：看着像「O」的是数字 0，看着像「I」的是数字 1。\n"
        "右边的二维码就是同一个恢复码，供扫码枪读入，请不要用手机扫。"
    )
    return Section(
        columns=(WIDTH / 5,) * 5,
        gap=3,
        together=True,
        rows=(
            Row(
                cells=tuple(
                    Cell(text=f"第 {number} 组", style=GROUP_NUMBER) for number in range(1, len(groups) + 1)
                ),
                height=6.5,
            ),
            Row(cells=tuple(Cell(text=group, style=GROUP) for group in groups), height=18),
            Row(cells=(Cell(text=beside, style=BESIDE, span=4), Cell(qr=paper.code)), height=34),
        ),
    )


def _warning() -> Section:
    text = "谁拿到本单，谁就能打开全部档案。\n本单不得拍照、不得复印、不得存入电脑。"
    return Section(
        columns=(WIDTH,), gap=2.5, rows=(Row(cells=(Cell(text=text, style=WARNING),), height=10.5),)
    )


def _steps() -> Section:
    steps = (
        "在任一台电脑上装好「帮扶台账」并打开它，插上存有备份的 U 盘。",
        f"电脑里没有这个办公室的，点「{FROM_BACKUP}」，选中 U 盘里「备份」文件夹中日期最近的一份；办公室还在的，直接到下一步。",
        f"出现登录窗口后，选自己的姓名，点「{BY_CODE}」。",
        "照本单输入恢复码，从第 1 组到第 5 组。输错了，窗口会说是哪一组。",
        "设一个新密码（至少 8 位），输两遍，点「确定」，办公室就打开了。",
        "打开后请马上另打印一张新的恢复码单封存，并销毁本单。",
    )
    return _numbered("忘记全部密码，或者电脑坏了，手里只有备份时，这样打开：", steps, gap=3.5)


def _keeping() -> Section:
    rules = (
        "打印后当场核对，装入信封，封口处由两人签名并盖骑缝章，放进保险柜（或上锁的机要柜），不与备份 U 盘放在一起。",
        "每次拆封都要登记。拆过封、怀疑被人看过，或者有人调离，就换一个新恢复码。新单打印后，本单作废、当场销毁。",
    )
    return _numbered("怎样保管：", rules, gap=2)


def _numbered(heading: str, lines: tuple[str, ...], gap: float) -> Section:
    return Section(
        columns=(10, WIDTH - 10),
        gap=gap,
        styles=(STEP_NUMBER, STEP),
        rows=(
            Row(cells=(Cell(text=heading, style=HEADING, span=2),), height=9),
            *(Row(cells=(f"{number}.", line), height=0) for number, line in enumerate(lines, 1)),
        ),
    )


def _sealed() -> Section:
    columns = ("封存人（签字）", "见证人（签字）", "封存日期", "存放地点")
    return Section(
        columns=(45, 45, 40, 40),
        gap=3.5,
        together=True,
        follow=True,
        rows=(
            Row(
                cells=tuple(Cell(text=label, style=Style(size=12, align=HEAD.align)) for label in columns),
                height=8,
            ),
            Row(cells=("", "", "", ""), height=13, grow=1),
        ),
    )
