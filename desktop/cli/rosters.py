"""Brings a roster in."""

from __future__ import annotations

import argparse
from pathlib import Path

from desktop import app
from desktop.cli.arguments import Verbs, office_arguments
from desktop.cli.opening import opened


def add(verbs: Verbs) -> None:
    """The verb that brings a roster in: import."""
    verb = verbs.add_parser("import", help="导入名册")
    verb.add_argument("file", type=Path, metavar="文件", help="名册（.xlsx 或 .xls）")
    verb.add_argument("--out", type=Path, default=None, help="退回表写到哪里（默认放在名册旁边）")
    office_arguments(verb)
    verb.set_defaults(verb=_import)


def _import(chosen: argparse.Namespace) -> int:
    from desktop.casework import importing

    home = app.places()
    with opened(chosen, home) as office:
        preview = importing.preview_for(office, chosen.file)
        if preview.already_imported:
            print(f"提醒：{preview.already_imported}")
        result = importing.take_in(office, preview)
        print(
            f"{preview.layout_label}：导入 {result.taken} 户，未导入 {result.refused} 户，有提醒 {result.warned} 户。"
        )
        for row in preview.rows:
            for problem in row.problems:
                mark = "未导入" if problem.severity == "error" else "提醒"
                print(
                    f"  第 {row.number} 行 {row.name or '（无姓名）'} {mark}：{problem.column_label}：{problem.said}"
                )
        if result.refused:
            out = chosen.out or chosen.file.with_name(f"{chosen.file.stem}（退回）.xlsx")
            importing.give_back(office, preview, out)
            print(f"退回表：{out}（改好后可以再次导入）")
    return 0
