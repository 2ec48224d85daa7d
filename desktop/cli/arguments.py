"""What may be written after a verb, and how it is answered in Chinese where it is wrong."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path
from typing import NoReturn, Protocol

from desktop.domain.days import parse_day
from desktop.domain.errors import OfficeError

PASSWORD = "BANGFU_PASSWORD"
"""The variable that may hold the password: an argument would stand in everybody's list of processes."""


class Parser(argparse.ArgumentParser):
    """argparse that answers in Chinese."""

    def error(self, message: str) -> NoReturn:
        said = message
        for pattern, words in _SAYINGS:
            said = re.sub(pattern, words, said).replace("'", "")
        raise OfficeError(f"参数有误：{said}\n用法请看：{self.prog} --help")


_SAYINGS = (
    (r"^the following arguments are required: ", "缺少参数 "),
    (r"^unrecognized arguments: ", "不认识的参数 "),
    (r"^one of the arguments (.+) is required", r"缺少参数，要写其中一个：\1"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 和 \2 只能写一个"),
    (r"argument (\S+): expected one argument", r"\1 后面要写内容"),
    (r"argument (\S+): invalid choice: (.+) \(choose from (.+)\)", r"没有「\2」，可以用的有 \3"),
    (r"argument (\S+): (.+)", r"\1：\2"),
)


class Verbs(Protocol):
    """Where a verb is added."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser: ...


def office_folder(parser: argparse.ArgumentParser) -> None:
    """The folder of an office, where it is not the one of this machine."""
    parser.add_argument("--office", type=Path, default=None, help="办公室文件夹（默认本机的办公室）")


def office_arguments(parser: argparse.ArgumentParser) -> None:
    """The office to be opened, and in whose name."""
    office_folder(parser)
    parser.add_argument("--practice", action="store_true", help="用练习办公室")
    parser.add_argument(
        "--user",
        default="",
        metavar="姓名",
        help=f"以谁的名义办理；密码会在终端里问，或放在环境变量 {PASSWORD} 里",
    )


def day(text: str) -> date:
    """A day as it may be typed."""
    try:
        return parse_day(text)
    except OfficeError as error:
        raise argparse.ArgumentTypeError(error.said) from error
