"""收据: one leaf for each receiver, three parts alike: the office's stub, the books' voucher, the receiver's own."""

from __future__ import annotations

from desktop.domain.dossier import ReceiptPaper
from desktop.domain.masking import mask_card
from desktop.domain.money import figures
from desktop.domain.payout import Form, PayoutLine
from desktop.domain.words import word
from reports.sheet import LABEL, VALUE, Align, Cell, Edge, Face, Row, Section, Sheet, Style
from reports.wording import capitals, day_or_blank, goods_words, mark_of

ID = "receipt"
TITLE = "收据"
SUBJECT = ReceiptPaper

PARTS = ("第一联　存根（发放单位留存）", "第二联　记账（交财务作凭证）", "第三联　收据（交领取人）")
HEADING = Style(face=Face.hei, size=18, align=Align.centre, edge=Edge.none)
BESIDE = Style(size=9, edge=Edge.none)
BESIDE_RIGHT = Style(size=10.5, align=Align.right, edge=Edge.none)
STRONG = Style(face=Face.hei, size=11)


def sheet(paper: ReceiptPaper) -> Sheet:
    """The receipts of a batch, three parts to a page."""
    sections: list[Section] = []
    for position, line in enumerate(paper.lines):
        for part, name in enumerate(PARTS):
            sections += _part(paper, line, name, new_page=position > 0 and part == 0, cut=part > 0)
    return Sheet(
        title=TITLE,
        title_size=0,
        margins=(14, 20, 8, 20),
        page_numbers=False,
        sections=tuple(sections),
        mark=mark_of(paper.bureau),
        tab=f"收据 {paper.batch.number}".strip(),
    )


def _part(
    paper: ReceiptPaper, line: PayoutLine, name: str, new_page: bool, cut: bool
) -> tuple[Section, Section]:
    heading = Section(
        columns=(60, 50, 60),
        new_page=new_page,
        gap=14 if cut else 0,
        cut=cut,
        styles=(BESIDE, HEADING, BESIDE_RIGHT),
        rows=(Row(cells=(name, "收　　据", f"№ {line.receipt_number}"), height=12),),
    )
    return heading, Section(
        columns=(25, 60, 25, 60),
        styles=(LABEL, VALUE) * 2,
        together=True,
        rows=(
            Row(cells=("领 取 人", line.receiver, "身份证号", line.id_number), height=8),
            Row(
                cells=(
                    "今收到",
                    Cell(
                        text=f"{paper.bureau.name}发给：{paper.batch.title}（资金来源：{paper.batch.fund_source}）",
                        span=3,
                    ),
                ),
                height=9,
            ),
            *_given(line),
            Row(
                cells=(
                    "领取方式" if paper.batch.form is Form.goods else "收款方式",
                    Cell(text=_manner(paper.batch.form, line), span=3),
                ),
                height=8,
            ),
            Row(
                cells=(
                    "代　　领",
                    Cell(text=_proxy(line), style=VALUE if line.proxy_name else Style(size=9), span=3),
                ),
                height=8,
            ),
            Row(
                cells=(
                    Cell(text="领取人签名\n（按手印）", style=Style(size=9, align=Align.centre)),
                    "",
                    "领取日期",
                    Cell(text=day_or_blank(line.signed_on), style=Style(align=Align.centre)),
                ),
                height=12,
            ),
            Row(
                cells=(
                    Cell(text="经手人\n（两人签字）", style=Style(size=9, align=Align.centre)),
                    "",
                    "发放单位",
                    Cell(text="（公章）", style=Style(align=Align.centre)),
                ),
                height=12,
            ),
        ),
    )


def _given(line: PayoutLine) -> tuple[Row, ...]:
    """Money in capitals and figures; goods with what they are worth."""
    rows: list[Row] = []
    if line.amount:
        rows.append(
            Row(
                cells=(
                    "金　　额",
                    Cell(text=f"{capitals(line.amount)}　　¥{figures(line.amount)}", style=STRONG, span=3),
                ),
                height=9,
            )
        )
    if line.goods:
        worth = (
            f"；合计折合{capitals(line.goods_value)}　¥{figures(line.goods_value)}"
            if line.goods_value
            else ""
        )
        rows.append(
            Row(
                cells=("物　　资", Cell(text=f"{goods_words(line.goods, worth=True)}{worth}", span=3)),
                height=9,
            )
        )
    return tuple(rows)


def _manner(form: Form, line: PayoutLine) -> str:
    if form is Form.transfer:
        return f"{word(form)}　　{line.bank}　{mask_card(line.card_number)}"
    return word(form)


def _proxy(line: PayoutLine) -> str:
    if not line.proxy_name:
        return "本人领取。由他人代领的，写明姓名、身份证号、与领取人关系和原因："
    relation = f"，系领取人{line.proxy_relation}" if line.proxy_relation else ""
    reason = f"，代领原因：{line.proxy_reason}" if line.proxy_reason else ""
    return f"{line.proxy_name}{relation}{reason}"
