"""What can go wrong with the data file, each with its sentence for the officer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError


class StoreError(OfficeError):
    """The data file cannot be used; `said` names the file and the cure."""


class NewerDatabaseError(StoreError):
    def __init__(self, path: Path, version: str) -> None:
        super().__init__(
            f"数据文件 {path} 是由更新版本的帮扶台账保存的（数据版本 {version}），本程序不能打开，也没有改动它。"
            "请安装新版程序后再打开。"
        )


class DamagedDatabaseError(StoreError):
    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"数据文件 {path} 已损坏或不是帮扶台账的数据文件（{detail}）。文件没有被改动。"
            "请先把它复制保存，再从「备份」文件夹里取最近的一份备份替换。"
        )


class MissingFileError(StoreError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"找不到数据文件 {path}。请检查 U 盘是否插好、文件夹是否改名，或重新选择办公室。")


class TakenError(StoreError):
    def __init__(self, folder: Path, holder: str) -> None:
        self.holder = holder
        super().__init__(
            f"办公室「{folder.name}」正由 {holder} 打开使用，为防止两人同时改写，本窗口没有打开它。"
            "请到那边关闭程序后再打开。"
        )


class BusyDatabaseError(StoreError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"数据文件 {path} 正被另一个程序使用，刚才的操作没有保存。请关闭另一个窗口，稍候再试一次。"
        )


class FullDiskError(StoreError):
    def __init__(self, path: Path, room_made: bool = False) -> None:
        cure = (
            "程序已放出预留的应急空间，请现在再试一次，保存好后立即清理磁盘。"
            if room_made
            else "请删除或移走一些文件后再试一次。"
        )
        super().__init__(f"磁盘空间已满，刚才的操作没有保存（{path} 仍是上一次的内容）。{cure}")


class ReadOnlyError(StoreError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"现在是只读查看（{path.parent.name}），刚才的操作没有保存。"
            "请点窗口上方的「请求编辑」，等对方交出后再改。"
        )


class UnwritableError(StoreError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"没有写入权限：{path}。请检查文件夹是否只读，或换一个文件夹保存数据。")


class StaleError(StoreError):
    def __init__(self, what: str) -> None:
        super().__init__(f"{what}刚刚在别处被改过。请按 F5 刷新，看过最新内容后再修改。")


class MissingError(StoreError):
    def __init__(self, what: str) -> None:
        super().__init__(f"找不到{what}。它可能已被删除，请按 F5 刷新列表。")


class SealedError(StoreError):
    """The archive was closed and put away: it can be looked at, not changed."""


class DestroyedError(StoreError):
    def __init__(self, number: str, day: date) -> None:
        super().__init__(
            f"档案 {number} 已于{day_words(day)}按销毁清册销毁，只留编号，没有内容可看。"
            "清册在「安全」→「档案保管」里可以查看和打印。"
        )


class ForgottenError(StoreError):
    def __init__(self) -> None:
        super().__init__(
            "这户的档案已按销毁清册销毁，当时的核对结论和审批材料不再保存，只留申请编号、金额和日期。"
        )
