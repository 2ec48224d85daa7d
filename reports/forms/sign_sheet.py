"""签收表: everyone who gets money or goods in one handing out signs here, line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from desktop.domain.days import day_words
from desktop.domain.dossier import BatchPaper
from desktop.domain.masking import mask_card, mask_id
from desktop.domain.payout import Batch, Form, PayoutLine
from desktop.domain.words import word
from reports.feet import sealed_foot
from reports.sheet import (
    AMOUNT,
    CENTRED,
    HEAD,
    VALUE,
    Align,
    Cell,
    Content,
    Edge,
    PageSums,
    Row,
    Section,
    Sheet,
    Style,
)
from reports.wording import capitals, goods_words, mark_of

ID = "sign_sheet"
TITLE = "帮扶资金（物资）发放签收表"
SUBJECT = BatchPaper

TITLES = {
    Form.cash: "帮扶资金发放签收表",
    Form.transfer: "帮扶资金转账发放签收表",
    Form.goods: "帮扶物资发放签收表",
    Form.voucher: "消费券发放签收表",
}
WIDTH = 267
SMALL = Style(size=9, align=Align.centre, leading=1.3)
SMALL_LEFT = Style(size=9, leading=1.3)
OPEN = Style(edge=Edge.none)
ID_NUMBER = Style(size=10, align=Align.centre)


@dataclass(frozen=True)
class Column:
    """One column of the list: its heading, width in mm, style, and what a line shows there."""

    heading: str
    width: float
    style: Style
    content: Callable[[PayoutLine], Content]
    summed: bool = False


def sheet(paper: BatchPaper) -> Sheet:
    """The sign sheet of one batch, with sums on every page and the grand total in capitals."""
    batch, bureau = paper.batch, paper.bureau
    columns = _columns(batch)
    title = TITLES[batch.form]
    return Sheet(
        title=title,
        running=f"{title}（续）　　{batch.title}　　批号：{batch.number}",
        landscape=True,
        margins=(15, 15, 15, 15),
        sections=(_about(paper), _list(batch, columns), _total(batch, columns), _signatures(paper)),
        notes=(
            "说明：领取人本人签名并填写日期，不得由经办人代签；本人不能到场的，代领人签名，"
            "并在备注栏写明代领人姓名、与领取人关系和原因。现金当面点清，物资当面验收。",
        ),
        trail=paper.trail,
        mark=mark_of(bureau),
        tab=f"签收表 {batch.number}".strip(),
    )


def _about(paper: BatchPaper) -> Section:
    batch = paper.batch
    return Section(
        columns=(119, 80, 68),
        styles=(OPEN,) * 3,
        rows=(
            Row(
                cells=(
                    f"活动名称：{batch.title}",
                    f"资金来源：{batch.fund_source}（{batch.fund_name}）",
                    f"批　　号：{batch.number}",
                ),
                height=6.5,
            ),
            Row(
                cells=(
                    f"发放单位：{paper.bureau.name}",
                    f"发放地点：{batch.place}",
                    f"发放时间：{day_words(batch.day)}　{word(batch.form)}",
                ),
                height=6.5,
            ),
        ),
    )


def _columns(batch: Batch) -> list[Column]:
    """The columns this batch needs; the widths fill the page."""
    money = any(line.amount for line in batch.lines) or batch.form is not Form.goods
    goods = any(line.goods for line in batch.lines) or batch.form is Form.goods
    columns = [
        Column("姓名", 27, CENTRED, _name),
        Column("身份证号", 40, ID_NUMBER, lambda line: mask_id(line.id_number)),
    ]
    if batch.form is Form.transfer:
        columns += [
            Column("开户银行", 44, SMALL_LEFT, lambda line: line.bank),
            Column("银行账号", 40, ID_NUMBER, lambda line: mask_card(line.card_number)),
        ]
    else:
        columns.append(Column("单位或住址", 46, SMALL_LEFT, lambda line: line.address))
    if money:
        columns.append(Column("金额（元）", 28, AMOUNT, lambda line: line.amount, summed=True))
    if goods:
        columns += [
            Column("物资（品名、数量）", 44, SMALL_LEFT, lambda line: goods_words(line.goods)),
            Column("折合金额（元）", 28, AMOUNT, lambda line: line.goods_value, summed=True),
        ]
    if money and goods:
        columns.append(Column("合计（元）", 28, AMOUNT, lambda line: line.total, summed=True))
    signed = Column(
        "收款确认签名" if batch.form is Form.transfer else "领取人签名", 34, CENTRED, lambda line: ""
    )
    columns += [
        signed,
        Column("领取日期", 23, SMALL, lambda line: day_words(line.signed_on) if line.signed_on else ""),
        Column("备注", 28, SMALL_LEFT, _remark),
    ]
    scale = (WIDTH - 11) / sum(column.width for column in columns)
    return [replace(column, width=round(column.width * scale, 1)) for column in columns]


def _name(line: PayoutLine) -> Content:
    return line.receiver if len(line.receiver) <= 6 else Cell(text=line.receiver, style=SMALL)


def _remark(line: PayoutLine) -> str:
    if not line.proxy_name:
        return ""
    relation = f"（{line.proxy_relation}）" if line.proxy_relation else ""
    return f"{line.proxy_name}{relation}代领。{line.proxy_reason}"


def _widths(columns: list[Column]) -> tuple[float, ...]:
    return (11, *(column.width for column in columns))


def _styles(columns: list[Column]) -> tuple[Style, ...]:
    return (CENTRED, *(column.style for column in columns))


def _list(batch: Batch, columns: list[Column]) -> Section:
    summed = tuple(number for number, column in enumerate(columns, 1) if column.summed)
    contents = [column.content for column in columns]
    headings = ["序号", *(column.heading for column in columns)]
    return Section(
        columns=_widths(columns),
        styles=_styles(columns),
        gap=1,
        head=(
            Row(
                cells=tuple(Cell(text=heading, style=HEAD) for heading in headings),
                height=9,
            ),
        ),
        rows=tuple(
            Row(cells=(str(number), *[content(line) for content in contents]), height=10)
            for number, line in enumerate(batch.lines, 1)
        ),
        sums=PageSums(label="本页小计", span=summed[0], columns=summed, count="人"),
    )


def _total(batch: Batch, columns: list[Column]) -> Section:
    first = next(number for number, column in enumerate(columns, 1) if column.summed)
    last = max(number for number, column in enumerate(columns, 1) if column.summed)
    cells: list[Content] = [Cell(text=f"合计（{len(batch.lines)} 人）", style=HEAD, span=first)]
    for column in columns[first - 1 : last]:
        shown = [column.content(line) for line in batch.lines] if column.summed else []
        total = sum((amount for amount in shown if isinstance(amount, Decimal)), Decimal(0))
        cells.append(Cell(number=total, style=AMOUNT) if column.summed else "")
    words = Cell(text=f"大写：{capitals(batch.total)}", style=VALUE, span=len(columns) - last)
    return Section(
        columns=_widths(columns),
        styles=_styles(columns),
        together=True,
        follow=True,
        rows=(Row(cells=(*cells, words), height=10),),
    )


def _signatures(paper: BatchPaper) -> Section:
    return sealed_foot(
        (43, 84, 55, 85),
        f"制表：{paper.bureau.officer}",
        "经办人（两人签字）：　　　　　　、",
        "审核（签字）：",
        "负责人（签字）：　　　　　　　　（单位公章）",
    )
