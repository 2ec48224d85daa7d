"""Where a data file may lie: on this PC's own disk, never in a folder that is synchronised or on the network.

A synchronising program copies the file in the middle of a write and puts older copies back; on a network folder the
locks of two PCs do not see each other. Both have destroyed databases of other programs.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from desktop.store.errors import StoreError

SYNCHRONISED = {
    "onedrive": "OneDrive",
    "坚果云": "坚果云",
    "nutstore": "坚果云",
    "我的坚果云": "坚果云",
    "baidunetdisk": "百度网盘",
    "baidusyncdisk": "百度网盘同步空间",
    "百度网盘": "百度网盘",
    "百度云同步盘": "百度网盘",
    "dropbox": "Dropbox",
    "google drive": "Google 云端硬盘",
    "icloud": "iCloud",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "wps云盘": "WPS 云盘",
    "wps cloud files": "WPS 云盘",
    "wpsdrive": "WPS 云盘",
    "微云": "腾讯微云",
    "weiyun": "腾讯微云",
    "阿里云盘": "阿里云盘",
    "adrive": "阿里云盘",
    "天翼云盘": "天翼云盘",
    "ecloud": "天翼云盘",
    "360云盘": "360 云盘",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "seafile": "Seafile",
    "syncthing": "Syncthing",
}
"""Names of folders, in small letters, by the program that keeps them in step."""
MARKS = {
    ".stfolder": "Syncthing",
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".nutstore": "坚果云",
    ".seafile-data": "Seafile",
    ".sync.ffs_db": "FreeFileSync",
}
"""What such programs leave in their folders."""
NETWORK_KINDS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "davfs",
        "fuse.sshfs",
        "fuse.davfs2",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
    }
)
_REMOTE_DRIVE = 4


class UnfitPlaceError(StoreError):
    """The folder is no place for a live data file."""


def expect_fit(folder: Path) -> None:
    """Raises UnfitPlaceError, with the reason and the cure, where a data file must not lie in this folder."""
    said = unfit(folder)
    if said:
        raise UnfitPlaceError(
            f"数据不能放在「{folder}」：{said}请把办公室文件夹放到本机硬盘（例如 D 盘），"
            "需要另存一份时，用「安全 → 备份」里的第二存放处。"
        )


def unfit(folder: Path) -> str:
    """Why a live data file must not lie in this folder, as a sentence; nothing where it may."""
    whole = folder.absolute()
    program = _synchronised(whole)
    if program:
        return (
            f"这个文件夹由{program}同步，同步程序会在写到一半时复制或换回旧文件，已有别的软件因此损坏数据。"
        )
    if _on_network(whole):
        return "这是网络文件夹，两台电脑的锁互相看不见，断网时会损坏数据。"
    return ""


def _synchronised(folder: Path) -> str:
    for part in folder.parts:
        name = part.lower()
        for known, program in SYNCHRONISED.items():
            if name == known or name.startswith(f"{known} -"):
                return program
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = os.environ.get(variable, "")
        if root and folder.is_relative_to(Path(root)):
            return "OneDrive"
    for above in (folder, *folder.parents):
        for mark, program in MARKS.items():
            if (above / mark).exists() and above != Path.home():
                return program
    return ""


def _on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        if str(folder).startswith("\\\\"):
            return True
        return ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\") == _REMOTE_DRIVE
    return _kind_of_mount(folder, _mounts()) in NETWORK_KINDS


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _kind_of_mount(folder: Path, mounts: str) -> str:
    """The kind of file system a folder lies on, as the system's table of mounts tells."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        words = line.split()
        if len(words) < 3:
            continue
        point = Path(words[1].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), words[2]
    return kind
