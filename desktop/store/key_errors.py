"""What can go wrong with the key files (密码文件), each with the cure."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.errors import OfficeError
from desktop.store.errors import StoreError

_CURE = (
    "请从「备份」文件夹（或 U 盘上的备份）里最近的一份备份中，把 bangfu.keys-a.json 和 bangfu.keys-b.json 复制到这里，"
    "再打开一次。数据文件没有改动，也请不要删除它。"
)


class KeysMissingError(StoreError):
    """No key file stands beside the data file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"在 {folder} 里找不到密码文件，加密的数据打不开。{_CURE}")


class KeysDamagedError(StoreError):
    """No copy of the key files can be read; a wrong password never gets here."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 里的密码文件已损坏，两份都读不出来（不是密码输错）。{_CURE}")


class KeysUnreadableError(StoreError):
    """The key files are there but this user may not read them."""

    def __init__(self, folder: Path, detail: str) -> None:
        super().__init__(
            f"{folder} 里的密码文件读不了：{detail}。请检查 U 盘是否插好、文件夹有没有读取权限，再打开一次。"
        )


class NewerKeysError(StoreError):
    """A newer program wrote the key files."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 里的密码文件是由更新版本的帮扶台账保存的。请安装新版程序后再打开。")


class KeysExistError(StoreError):
    """The folder has keys already: new ones would lock its data away for ever."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 里已经有密码文件，没有另建。请直接用姓名和密码打开这个办公室。")


class WrongCodeError(OfficeError):
    """A recovery code that was read well but is not this office's."""

    def __init__(self) -> None:
        super().__init__(
            "这个恢复码打不开这个办公室：它可能是别的办公室的，或者后来换过新的恢复码。请找最近一次打印的恢复码单。"
        )
