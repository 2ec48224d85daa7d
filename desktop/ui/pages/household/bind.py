"""Binding whole files (一户一档): asks where to, writes behind a progress window, says what could not be bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.casework import binding
from desktop.casework.binding import BoundFile
from desktop.domain.binder import Bound
from desktop.ui.dialogs.message import tell, telling
from desktop.ui.work import work

if TYPE_CHECKING:
    from desktop.casework.office import Office

TOLD = 12
"""So many troubles are told in one message."""
PLAIN = "这份文件没有加密，用完请删除。"
Say = Callable[[str], None]


def bind_one(part: QWidget, office: Office, household_id: int, say: Say) -> None:
    """Ask for the file, then bind the household into it."""
    with telling(part):
        suggested = Path.home() / binding.suggested_name(office, household_id)
        chosen, _ = QFileDialog.getSaveFileName(part, "装订一户一档", str(suggested), "PDF 文件 (*.pdf)")
        if chosen:
            bind_to(part, office, household_id, Path(chosen), say)


def bind_to(part: QWidget, office: Office, household_id: int, out: Path, say: Say) -> None:
    """Bind the household into that file."""
    target = out if out.suffix.lower() == ".pdf" else out.with_name(f"{out.name}.pdf")

    def done(bound: Bound) -> None:
        say(f"已装订 {bound.pages} 页：{target}，{PLAIN}")
        troubles = _troubles(bound)
        if troubles:
            tell(part, "\n".join(troubles[:TOLD]), heading=f"{target.name} 已写好，请看以下几项")

    work(
        part.window(),
        "正在装订一户一档",
        lambda progress, cancelled: binding.bind(office, household_id, target, progress, cancelled),
        done,
        stopped=lambda: say("已取消装订，没有写出文件"),
    )


def bind_many(part: QWidget, office: Office, household_ids: Sequence[int], say: Say) -> None:
    """Ask for a folder, then bind each household into a file of its own there."""
    chosen = QFileDialog.getExistingDirectory(
        part, f"把 {len(household_ids)} 户的一户一档写到哪个文件夹", str(Path.home())
    )
    if chosen:
        bind_into(part, office, household_ids, Path(chosen), say)


def bind_into(part: QWidget, office: Office, household_ids: Sequence[int], folder: Path, say: Say) -> None:
    """Bind each household into a file of its own in that folder."""

    def done(made: list[BoundFile]) -> None:
        good = [one for one in made if one.bound is not None]
        left = len(household_ids) - len(made)
        stopped = f"，取消了 {left} 户" if left else ""
        say(f"已装订 {len(good)} 户{stopped}：{folder}，{PLAIN.replace('这份', '这些')}")
        troubles = [f"{one.household}：{one.trouble}" for one in made if one.bound is None]
        troubles += [f"{one.household}：{x}" for one in good for x in _troubles(one.bound)]
        if troubles:
            more = f"\n…… 共 {len(troubles)} 项" if len(troubles) > TOLD else ""
            tell(part, "\n".join(troubles[:TOLD]) + more, heading="有的没有装订全")

    work(
        part.window(),
        f"正在装订 {len(household_ids)} 户",
        lambda progress, cancelled: binding.bind_many(office, household_ids, folder, progress, cancelled),
        done,
    )


def _troubles(bound: Bound | None) -> list[str]:
    if bound is None:
        return []
    troubles = [f"未能装订：{x}" for x in bound.left_out]
    if bound.missing_glyphs:
        troubles.append(f"有字打不出来，请手写补上：{'、'.join(bound.missing_glyphs)}")
    return troubles
