"""The ledger of a fund on screen (资金台账): what each movement was, and what was left after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.money import figures
from desktop.domain.payout import FundEntry
from desktop.ui.models.columns import Column

IN, OUT, BACK = "到账", "发放", "冲回"
COLOURS = {IN: "green", BACK: "amber"}


@dataclass(frozen=True)
class Movement:
    """One movement with the balance after it; `undone` where a later one books it back."""

    entry: FundEntry
    kind: str
    balance: Decimal
    undone: bool = False


def movements(entries: Sequence[FundEntry]) -> list[Movement]:
    """The movements of a fund in order: a batch's second movement takes its first one back."""
    counts: dict[str, int] = {}
    for entry in entries:
        if entry.batch_number:
            counts[entry.batch_number] = counts.get(entry.batch_number, 0) + 1
    seen: set[str] = set()
    balance = Decimal(0)
    found: list[Movement] = []
    for entry in entries:
        balance += entry.amount
        if not entry.batch_number:
            kind, undone = IN, False
        else:
            kind = BACK if entry.batch_number in seen else OUT
            undone = kind == OUT and counts[entry.batch_number] > 1
            seen.add(entry.batch_number)
        found.append(Movement(entry, kind, balance, undone))
    return found


def movement_columns() -> list[Column[Movement]]:
    """The columns of the ledger."""
    return [
        Column(title="日期", text=lambda m: m.entry.day.isoformat(), width=112),
        Column(
            title="类别",
            text=lambda m: f"{m.kind} 已冲回" if m.undone else m.kind,
            width=100,
            kind=lambda m: "faint" if m.undone else COLOURS.get(m.kind, ""),
        ),
        Column(title="摘要", text=lambda m: m.entry.reason, width=132, stretch=True),
        Column(title="收入（元）", text=_money_in, width=98, right=True),
        Column(
            title="支出（元）",
            text=_money_out,
            width=98,
            right=True,
            kind=lambda m: "red" if m.kind == BACK else "",
        ),
        Column(title="结余（元）", text=lambda m: figures(m.balance), width=104, right=True),
    ]


def _money_in(movement: Movement) -> str:
    return figures(movement.entry.amount) if movement.kind == IN else ""


def _money_out(movement: Movement) -> str:
    """What went out; a payout booked back is no income: it stands among the expenses with a minus."""
    return "" if movement.kind == IN else figures(-movement.entry.amount)
