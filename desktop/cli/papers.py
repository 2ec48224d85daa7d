"""Papers written to files: forms, a whole archive bound, the calendar."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop import app
from desktop.cli.answers import BAD_ARGUMENTS
from desktop.cli.arguments import Parser, Verbs, office_arguments
from desktop.cli.opening import opened
from desktop.domain.approval_form import ApprovalForm
from desktop.domain.errors import OfficeError


def add(verbs: Verbs) -> None:
    """The verbs that write papers: print, binder, calendar export."""
    verb = verbs.add_parser("print", help="打印一份表格到文件")
    verb.add_argument("form", metavar="表格", help="例如 application_approval、archive_form")
    of = verb.add_mutually_exclusive_group(required=True)
    of.add_argument("--case", default="", help="申请编号，例如 SQ2026-0001")
    of.add_argument(
        "--household", action="append", default=[], metavar="编号", help="档案编号；可以写几次，印进一个文件"
    )
    of.add_argument("--blank", action="store_true", help="空白表，不填任何一户")
    verb.add_argument(
        "--layout",
        choices=[str(form) for form in ApprovalForm],
        default=None,
        help="申请审批表改用哪一种样式（不写按方案或办公室的种类）",
    )
    verb.add_argument("--out", type=Path, required=True, help="写到哪个文件（.pdf 或 .xlsx）")
    office_arguments(verb)
    verb.set_defaults(verb=_print)

    verb = verbs.add_parser("binder", help="一户一档：把一户的全部表格和扫描件装订成一个 PDF")
    verb.add_argument(
        "--household", action="append", required=True, metavar="编号", help="档案编号；可以写几次"
    )
    verb.add_argument("--out", type=Path, required=True, help="写到哪个文件（.pdf）；几户的，写到哪个文件夹")
    office_arguments(verb)
    verb.set_defaults(verb=_bind)

    verb = verbs.add_parser("calendar", help="日历")
    what = verb.add_subparsers(title="做什么", required=True, dest="做什么", parser_class=Parser)
    export = what.add_parser("export", help="把要办的日程写成手机、Outlook 能读的日历文件（.ics）")
    export.add_argument("file", type=Path, metavar="文件", help="写到哪个文件（.ics）")
    export.add_argument(
        "--names",
        choices=("masked", "numbers"),
        default="masked",
        help="masked：姓名遮盖，如张**（默认）；numbers：不含姓名，只有编号",
    )
    office_arguments(export)
    export.set_defaults(verb=_export_calendar)


def _print(chosen: argparse.Namespace) -> int:
    from desktop.casework import household_papers, letters

    if chosen.out.suffix.lower() not in (".pdf", ".xlsx"):
        raise OfficeError(f"--out 的文件名应以 .pdf 或 .xlsx 结尾，现在是 {chosen.out.name}。")
    home = app.places()
    with opened(chosen, home) as office:
        if chosen.case:
            layout = ApprovalForm(chosen.layout) if chosen.layout else None
            missing = letters.print_for_case(office, chosen.form, chosen.case, chosen.out, layout)
        elif chosen.blank:
            missing = household_papers.print_blank(office, chosen.form, chosen.out)
        else:
            ids = household_papers.ids_of(office, chosen.household)
            missing = household_papers.print_households(office, chosen.form, ids, chosen.out)
    if missing:
        print(f"提醒：字体里缺这些字，纸上以「〓」代替：{' '.join(missing)}", file=sys.stderr)
    print(chosen.out)
    return 0


def _bind(chosen: argparse.Namespace) -> int:
    from desktop.casework import binding, household_papers

    alone = len(chosen.household) == 1
    if alone and chosen.out.suffix.lower() != ".pdf":
        raise OfficeError(f"--out 的文件名应以 .pdf 结尾，现在是 {chosen.out.name}。")
    with opened(chosen, app.places()) as office:
        ids = household_papers.ids_of(office, chosen.household)
        if alone:
            bound = binding.bind(office, ids[0], chosen.out)
            made = [binding.BoundFile(household=chosen.household[0], out=chosen.out, bound=bound)]
        else:
            made = binding.bind_many(office, ids, chosen.out)
    for one in made:
        if one.bound is None:
            print(f"✘ {one.household}：{one.trouble}", file=sys.stderr)
            continue
        print(f"{one.out}：{one.bound.pages} 页")
        for left_out in one.bound.left_out:
            print(f"  未能装订：{left_out}", file=sys.stderr)
        if one.bound.missing_glyphs:
            print(f"  提醒：字体里缺这些字：{' '.join(one.bound.missing_glyphs)}", file=sys.stderr)
    return BAD_ARGUMENTS if any(one.bound is None for one in made) else 0


def _export_calendar(chosen: argparse.Namespace) -> int:
    from desktop.casework.calendar_file import export_calendar
    from desktop.domain.dated import Naming

    with opened(chosen, app.places()) as office:
        print(export_calendar(office, chosen.file, Naming(chosen.names)).said)
    return 0
