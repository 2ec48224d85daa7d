"""Opens the window, or goes through everything once without one."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from desktop import app, display
from desktop.cli.arguments import Verbs, day


def add(verbs: Verbs) -> None:
    """The verbs that open the program: open, start, demo."""
    verb = verbs.add_parser("open", help="打开窗口")
    verb.add_argument("--practice", action="store_true", help="打开练习办公室")
    verb.set_defaults(verb=open_window)

    verb = verbs.add_parser("start", help="打开练习办公室；没有显示器时改做 demo")
    verb.set_defaults(verb=_start)

    verb = verbs.add_parser("demo", help="新建练习办公室，从名册到签收走一遍，写出全部表格")
    verb.add_argument("--out", type=Path, required=True, help="写到哪个文件夹")
    verb.add_argument("--on", type=day, default=None, help="从哪一天开始，例如 2026-03-02")
    verb.set_defaults(verb=_demo)


def open_window(chosen: argparse.Namespace) -> int:
    """Opens the window; 1 where the machine lacks what it needs."""
    missing = display.missing_libraries()
    if missing:
        print(missing, file=sys.stderr)
        return 1
    return app.run_window(app.places(), getattr(chosen, "practice", False))


def _start(chosen: argparse.Namespace) -> int:
    if display.has_display():
        chosen.practice = True
        return open_window(chosen)
    out = Path("out") / "演示"
    print("这台机器没有显示器，改为不开窗口、在练习办公室里把全程走一遍。")
    return _run_demo(out, date.today())


def _demo(chosen: argparse.Namespace) -> int:
    return _run_demo(chosen.out, chosen.on or date.today())


def _run_demo(out: Path, first_day: date) -> int:
    from desktop.demo import run

    run(out, app.places().resources, first_day, print)
    return 0
