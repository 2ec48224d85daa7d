"""The office a verb works on, opened in the name of the user asked for."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from contextlib import AbstractContextManager
from pathlib import Path

from desktop import app
from desktop.casework import door
from desktop.casework.door import Unlocked
from desktop.casework.office import Office
from desktop.cli.arguments import PASSWORD
from desktop.domain.errors import OfficeError


def folder_asked(chosen: argparse.Namespace, home: app.Places) -> Path:
    """Where the office asked for lies; raises OfficeError where there is none."""
    folder: Path = chosen.office or (home.practice if chosen.practice else home.office)
    if not app.exists(folder):
        raise OfficeError(
            f"文件夹 {folder} 里没有办公室。请先打开程序新建，或用 --office 指定文件夹，或加 --practice 用练习办公室。"
        )
    return folder


def opened(chosen: argparse.Namespace, home: app.Places) -> AbstractContextManager[Office]:
    """The office asked for, opened in the name of the user asked for."""
    folder = folder_asked(chosen, home)
    return app.opened(folder, home.resources, unlocked=_unlocked(chosen, folder))


def _unlocked(chosen: argparse.Namespace, folder: Path) -> Unlocked | None:
    """The key for the user and the password of the environment or the terminal; None where none is asked for."""
    if door.kept_plain(folder):
        return None
    names = [name for _, name in door.names(folder)]
    if not chosen.user and len(names) > 1:
        raise OfficeError(f"请用 --user 写明以谁的名义办理。这个办公室的用户有：{'、'.join(names)}。")
    password = os.environ.get(PASSWORD)
    if password is None and not sys.stdin.isatty():
        raise OfficeError(
            f"这个办公室要密码才能打开。请在终端里运行，或把密码放在环境变量 {PASSWORD} 里；密码不能写在参数里。"
        )
    user = chosen.user or names[0]
    return door.unlock(
        folder, user, getpass.getpass(f"{user} 的密码：") if password is None else password, app.utc_now
    )
