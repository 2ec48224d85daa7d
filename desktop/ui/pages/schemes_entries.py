"""A line of the list of schemes: a scheme as the office has it, or a file that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desktop.casework import assessment as means
from desktop.casework import library
from desktop.casework.assessment import SchemeCard
from desktop.domain.editions import Edition
from desktop.domain.scheme_header import SCHEME_KIND_WORDS, SchemeKind
from desktop.domain.standards import line_name
from desktop.ui.models.columns import Column

if TYPE_CHECKING:
    from desktop.casework.office import Office


FIGURES = "参数和标准"
"""What the tab is called where figures are filled in."""


@dataclass(frozen=True)
class Entry:
    """What the list shows of one file."""

    key: str
    title: str
    card: SchemeCard | None = None
    broken: str = ""
    edition: Edition | None = None
    """The days it holds, where its policy has several editions or it is not in force today."""
    today: date = date.min

    @property
    def older(self) -> bool:
        """Whether it is no longer in force."""
        return self.edition is not None and self.edition.ended(self.today)

    @property
    def named(self) -> str:
        """The title, with the days it holds where it does not hold always."""
        days = self.edition.days if self.edition is not None else ""
        return f"{self.title}（{days}）" if days else self.title

    @property
    def told(self) -> str:
        """The name as the list shows it: of several editions those not in force stand behind the one that is."""
        behind = self.edition is not None and self.edition.others and not self.edition.in_force(self.today)
        return f"{'　└ ' if behind else ''}{self.named}"

    @property
    def state(self) -> str:
        """What can be done with it, in words."""
        if self.card is None:
            return "✘ 文件有误"
        if self.edition is not None and not self.edition.in_force(self.today):
            return (
                "○ 旧版" if self.older and self.edition.others else "○ 已到期" if self.older else "○ 未施行"
            )
        if not self.card.runnable:
            return f"！待填 {self.card.lacking} 项"
        return "✔ 可以核对" if self.card.scheme.kind is SchemeKind.relief else "✔ 参数齐全"

    @property
    def plans(self) -> str:
        """The numbers of the plans it rests on."""
        return "、".join(str(n) for n in self.card.scheme.plans) if self.card is not None else ""

    @property
    def colour(self) -> str:
        """The colour that goes with the words."""
        if self.card is None:
            return "red"
        if self.edition is not None and not self.edition.in_force(self.today):
            return "faint"
        return "green" if self.card.runnable else "amber"


def entries(office: Office) -> tuple[Entry, ...]:
    """Every scheme, the editions of one policy together, then the files that cannot be read."""
    today = office.today()
    cards = {card.scheme.id: card for card in means.schemes(office)}
    readable = [e for e in library.all_editions(office) if e.id in cards]
    return (
        *(Entry(e.id, cards[e.id].scheme.title, cards[e.id], edition=e, today=today) for e in readable),
        *(Entry(f"file:{one.file}", one.file, None, one.said) for one in office.library.broken),
    )


def columns() -> list[Column[Entry]]:
    """The columns of the list."""
    return [
        Column(title="篇", text=lambda x: x.plans, width=66),
        Column(title="方案", text=lambda x: x.told, width=150, stretch=True),
        Column(title="状态", text=lambda x: x.state, width=112, kind=lambda x: x.colour),
    ]


def band(entry: Entry) -> tuple[str, str]:
    """What can be done with a scheme that can be read, as the band over its reading says it: its kind and its words."""
    card = entry.card
    if card is None:
        return "band-bad", entry.broken
    if entry.edition is not None and not entry.edition.in_force(entry.today):
        return "band-told", _out_of_force(entry)
    if not card.runnable:
        return "band-warned", f"！还不能核对：{_lacks(card)}"
    if card.scheme.kind is not SchemeKind.relief:
        kind = SCHEME_KIND_WORDS[card.scheme.kind]
        return "band-good", f"✔ 参数齐全。这是{kind}方案，不列在档案的「核对」里。"
    return "band-good", "✔ 可以核对：到「档案」打开一户，在「核对」里选这个方案。"


def _lacks(card: SchemeCard) -> str:
    """What is lacking, and where to fill it in."""
    unset, lines = len(card.unset), "、".join(f"「{line_name(kind)}」" for kind in card.unrecorded)
    said = f"有 {unset} 个数原文没有写明，程序不替您猜。" if unset else ""
    said += f"{card.place}还没有登记{lines}。" if lines else ""
    return f"{said}请在「{FIGURES}」里按本地规定填写。"


def _out_of_force(entry: Entry) -> str:
    """That the edition is not the one in force, and what it is still good for."""
    days = entry.edition.days if entry.edition is not None else ""
    if not entry.older:
        return f"○ 还没有施行（{days}）。现在的申请请用现行的一版。"
    other = (
        "请用列在它上面的现行一版"
        if entry.edition is not None and entry.edition.others
        else "请换用现行的方案"
    )
    return f"○ 这一版已经不再施行（{days}）。以前按它作的结论不变；新的申请{other}。"
