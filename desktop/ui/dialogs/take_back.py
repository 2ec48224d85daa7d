"""Asking before a step is taken back (撤销这一步): what it was, which archives it puts back, and who worked on them since."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.casework import history
from desktop.casework.history import Taken
from desktop.domain.history import Obstacle, Outlook
from desktop.domain.trail import Act
from desktop.ui.dialogs.message import confirm, tell_error, telling
from desktop.ui.news import News
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.office import Office

LISTED = 8
"""Archives told by name in one message."""


def ask_to_take_back(
    parent: QWidget, office: Office, news: News, step_id: int, done: Callable[[Taken], None] | None = None
) -> None:
    """Show what would come of it and, when the officer agrees, take the step back."""
    with telling(parent):
        outlook = history.look(office, step_id)
        again = outlook.step.act == Act.take_back
        if not outlook.possible and not outlook.rest_possible:
            tell_error(parent, words(outlook), heading="这一步不能重做" if again else "这一步不能撤销")
            return
        rest = outlook.rest_possible
        doing = "重做这一步" if again else "撤销这一步"
        yes = f"只处理其余 {outlook.count} 户(&R)" if rest else f"{doing}(&U)"
        if not confirm(parent, words(outlook), yes=yes, no="不动(&N)", heading=doing, danger=rest):
            return

        def taken(result: Taken) -> None:
            news.household_changed.emit(None)
            news.case_changed.emit(None)
            news.visits_changed.emit()
            news.said.emit(result.said)
            if done is not None:
                done(result)

        work(
            parent.window(),
            doing,
            lambda _progress, _cancelled: history.take_back(office, step_id, rest=rest),
            taken,
        )


def words(outlook: Outlook) -> str:
    """What taking it back would come to, in sentences."""
    step = outlook.step
    said = [f"{step.said}\n（{step.when}，{step.user}）"]
    if outlook.whole and outlook.possible and not outlook.step.bare:
        said.append("两份档案和移过去的申请、走访、发放等都恢复成这一步之前的样子。")
    else:
        only = "没有人动过的" if outlook.obstacles else ""
        if outlook.removed:
            said.append(f"这一步建的档案整份移除：{only}{_listed(outlook.removed, outlook.removing)}。")
        if outlook.restored:
            said.append(
                f"恢复成这一步之前的样子：{only}{_listed(outlook.restored, outlook.count - outlook.removing)}。"
            )
    if stuck := [x for x in outlook.obstacles if x.whole]:
        said.append("\n".join(f"{x.called}：{x.because}。" for x in stuck))
    else:
        if outlook.units_back:
            said.append(f"单位恢复到名录里：{_listed(outlook.units_back, len(outlook.units_back), '个')}。")
        if outlook.units_gone:
            said.append(
                f"随这一步新建的单位去掉，已另有用处的保留：{_listed(outlook.units_gone, len(outlook.units_gone), '个')}。"
            )
        if outlook.units_changed:
            said.append(f"恢复成修改以前的样子：单位「{'、'.join(outlook.units_changed)}」。")
    if outlook.obstacles and not stuck:
        said.append(f"后来办理过别的事、不能动的 {len(outlook.obstacles)} 户：\n{_told(outlook.obstacles)}")
    if not outlook.count and not outlook.obstacles and not outlook.possible:
        said.append(step.standing or "没有可以撤销的内容。")
    return "\n\n".join(said)


def _listed(called: tuple[str, ...], count: int, counted: str = "户") -> str:
    more = f" 等 {count} {counted}" if count > LISTED else ""
    return "、".join(called[:LISTED]) + more


def _told(found: tuple[Obstacle, ...]) -> str:
    lines = [f"{x.called}：{x.because}" for x in found[:LISTED]]
    if len(found) > LISTED:
        lines.append(f"…… 还有 {len(found) - LISTED} 户")
    return "\n".join(lines)
