"""The same verbs without a window (bangfu …): JSON for scripts, Chinese sentences for people, exit code 2 for bad arguments."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn

from desktop import app
from desktop.casework import door
from desktop.casework.door import Unlocked
from desktop.casework.office import Office
from desktop.domain.approval_form import ApprovalForm
from desktop.domain.days import parse_day
from desktop.domain.errors import OfficeError
from desktop.store.errors import StoreError

BAD_ARGUMENTS = 2
PASSWORD = "BANGFU_PASSWORD"
"""The variable that may hold the password: an argument would stand in everybody's list of processes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb; 0 when it was done (an ineligible household too), 2 when it was asked for something that cannot be, 1 when the data file is the matter."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        chosen = _parser().parse_args(arguments)
        verb: Callable[[argparse.Namespace], int] = chosen.verb
        return verb(chosen)
    except StoreError as error:
        print(error.said, file=sys.stderr)
        return 1
    except OfficeError as error:
        print(error.said, file=sys.stderr)
        return BAD_ARGUMENTS
    except BrokenPipeError:
        return 0


class _Parser(argparse.ArgumentParser):
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


def _parser() -> _Parser:
    parser = _Parser(prog="bangfu", description="帮扶台账：困难帮扶的档案、核对、审批、走访、发放和表格")
    parser.set_defaults(verb=_open)
    verbs = parser.add_subparsers(title="可以做的事", parser_class=_Parser)

    add = verbs.add_parser("open", help="打开窗口")
    add.add_argument("--practice", action="store_true", help="打开练习办公室")
    add.set_defaults(verb=_open)

    add = verbs.add_parser("start", help="打开练习办公室；没有显示器时改做 demo")
    add.set_defaults(verb=_start)

    add = verbs.add_parser("demo", help="新建练习办公室，从名册到签收走一遍，写出全部表格")
    add.add_argument("--out", type=Path, required=True, help="写到哪个文件夹")
    add.add_argument("--on", type=_day, default=None, help="从哪一天开始，例如 2026-03-02")
    add.set_defaults(verb=_demo)

    add = verbs.add_parser("assess", help="按方案核对一户，输出 JSON")
    add.add_argument("--scheme", required=True, help="方案编号，例如 plan-07")
    add.add_argument("--facts", type=Path, required=True, help="事实文件（JSON）")
    add.add_argument("--on", type=_day, default=None, help="核对日期，默认今天")
    _office_arguments(add)
    add.set_defaults(verb=_assess)

    add = verbs.add_parser("deadlines", help="按方案算出各步骤的到期日，输出 JSON")
    add.add_argument("--scheme", required=True, help="方案编号")
    add.add_argument("--received", type=_day, required=True, help="收到申请的日期")
    _office_arguments(add)
    add.set_defaults(verb=_deadlines)

    add = verbs.add_parser("schemes", help="方案库")
    what = add.add_subparsers(title="做什么", required=True, dest="做什么", parser_class=_Parser)
    check = what.add_parser("check", help="运行每个方案自带的算例，本办公室自己的方案也在内")
    _office_folder(check)
    check.set_defaults(verb=_check_schemes)
    lint = what.add_parser("lint", help="找出原文里印坏的数字：备注里都说明过时退出码 0，否则 1")
    lint.add_argument("file", type=Path, nargs="+", metavar="文件", help="方案文件（.toml）或原文（.txt）")
    lint.set_defaults(verb=_lint_schemes)
    diff = what.add_parser("diff", help="两个方案（或同一方案的两版）逐项对照：相同时退出码 0，有不同时 1")
    for name, shown in (("before", "前"), ("after", "后")):
        diff.add_argument(name, metavar=shown, help="方案编号或方案文件（.toml）")
    _office_folder(diff)
    diff.set_defaults(verb=_diff_schemes)
    new = what.add_parser("new", help="起草一个新方案：照抄一份或从空白样板开始")
    new.add_argument("id", metavar="编号", help="新方案的编号，例如 town-01")
    start = new.add_mutually_exclusive_group(required=True)
    start.add_argument("--from", dest="base", default="", metavar="方案", help="照抄哪个方案，例如 plan-07")
    start.add_argument("--blank", action="store_true", help="从空白样板开始")
    new.add_argument("--out", type=Path, required=True, help="写到哪个文件（.toml），已有的文件不覆盖")
    _office_folder(new)
    new.set_defaults(verb=_new_scheme)
    effect = what.add_parser("effect", help="改一个数会影响多少在册家庭、多花多少钱，输出 JSON；不保存")
    effect.add_argument("scheme", metavar="方案", help="方案编号")
    effect.add_argument(
        "--set",
        required=True,
        metavar="名称=数值",
        help="参数的 name（如 hardship_multiple=1.8）或公布的标准（如 dibao=850）",
    )
    _office_arguments(effect)
    effect.set_defaults(verb=_effect_of_scheme)
    pack = what.add_parser("pack", help="把几个方案装成一个方案包（.bfpack）")
    pack.add_argument("out", type=Path, metavar="方案包", help="写到哪个文件")
    pack.add_argument("id", nargs="+", metavar="编号", help="方案编号")
    _office_arguments(pack)
    pack.set_defaults(verb=_pack_schemes)
    unpack = what.add_parser("unpack", help="把方案包导入办公室：先运行全部算例，有一个不对就一个也不导入")
    unpack.add_argument("file", type=Path, metavar="方案包")
    _office_arguments(unpack)
    unpack.set_defaults(verb=_unpack_schemes)

    add = verbs.add_parser("import", help="导入名册")
    add.add_argument("file", type=Path, metavar="文件", help="名册（.xlsx 或 .xls）")
    add.add_argument("--out", type=Path, default=None, help="退回表写到哪里（默认放在名册旁边）")
    _office_arguments(add)
    add.set_defaults(verb=_import)

    add = verbs.add_parser("print", help="打印一份表格到文件")
    add.add_argument("form", metavar="表格", help="例如 application_approval、archive_form")
    of = add.add_mutually_exclusive_group(required=True)
    of.add_argument("--case", default="", help="申请编号，例如 SQ2026-0001")
    of.add_argument(
        "--household", action="append", default=[], metavar="编号", help="档案编号；可以写几次，印进一个文件"
    )
    of.add_argument("--blank", action="store_true", help="空白表，不填任何一户")
    add.add_argument(
        "--layout",
        choices=[str(form) for form in ApprovalForm],
        default=None,
        help="申请审批表改用哪一种样式（不写按方案或办公室的种类）",
    )
    add.add_argument("--out", type=Path, required=True, help="写到哪个文件（.pdf 或 .xlsx）")
    _office_arguments(add)
    add.set_defaults(verb=_print)

    add = verbs.add_parser("binder", help="一户一档：把一户的全部表格和扫描件装订成一个 PDF")
    add.add_argument(
        "--household", action="append", required=True, metavar="编号", help="档案编号；可以写几次"
    )
    add.add_argument("--out", type=Path, required=True, help="写到哪个文件（.pdf）；几户的，写到哪个文件夹")
    _office_arguments(add)
    add.set_defaults(verb=_bind)

    add = verbs.add_parser("calendar", help="日历")
    what = add.add_subparsers(title="做什么", required=True, dest="做什么", parser_class=_Parser)
    export = what.add_parser("export", help="把要办的日程写成手机、Outlook 能读的日历文件（.ics）")
    export.add_argument("file", type=Path, metavar="文件", help="写到哪个文件（.ics）")
    export.add_argument(
        "--names",
        choices=("masked", "numbers"),
        default="masked",
        help="masked：姓名遮盖，如张**（默认）；numbers：不含姓名，只有编号",
    )
    _office_arguments(export)
    export.set_defaults(verb=_export_calendar)

    add = verbs.add_parser(
        "replay", help="复现一个决定：用当时冻结的材料重新核对，一致时退出码 0，不一致时 1"
    )
    add.add_argument("number", metavar="申请编号", help="例如 SQ2026-0001")
    add.add_argument("--json", action="store_true", help="输出 JSON")
    _office_arguments(add)
    add.set_defaults(verb=_replay)
    add = verbs.add_parser("draw", help="重抽核对：同一份名单和种子，谁抽都一样，输出抽中的编号")
    add.add_argument("list", type=Path, metavar="名单", help="文本文件，每行一个申请编号，与抽查记录一致")
    add.add_argument("--seed", required=True, metavar="种子", help="抽查记录上的种子")
    add.add_argument("--percent", required=True, metavar="比例", help="抽查百分之几，例如 30")
    add.add_argument("--at-least", type=int, default=1, metavar="件数", help="至少几件（默认 1）")
    add.add_argument("--json", action="store_true", help="输出 JSON")
    add.set_defaults(verb=_draw)

    add = verbs.add_parser("audit", help="操作记录")
    what = add.add_subparsers(title="做什么", required=True, dest="做什么", parser_class=_Parser)
    verify = what.add_parser("verify", help="核验操作记录有没有被改动过：没有问题时退出码 0，有问题时 1")
    verify.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar="条号:校验码",
        help="纸上页脚印的条号和校验码，例如 1234:ABCDE-FGH23；可以写几次",
    )
    verify.add_argument("--json", action="store_true", help="输出 JSON")
    _office_arguments(verify)
    verify.set_defaults(verb=_verify)
    return parser


def _office_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--office", type=Path, default=None, help="办公室文件夹（默认本机的办公室）")


def _office_arguments(parser: argparse.ArgumentParser) -> None:
    _office_folder(parser)
    parser.add_argument("--practice", action="store_true", help="用练习办公室")
    parser.add_argument(
        "--user",
        default="",
        metavar="姓名",
        help=f"以谁的名义办理；密码会在终端里问，或放在环境变量 {PASSWORD} 里",
    )


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except OfficeError as error:
        raise argparse.ArgumentTypeError(error.said) from error


def _folder(chosen: argparse.Namespace, home: app.Places) -> Path:
    folder: Path = chosen.office or (home.practice if chosen.practice else home.office)
    if not app.exists(folder):
        raise OfficeError(
            f"文件夹 {folder} 里没有办公室。请先打开程序新建，或用 --office 指定文件夹，或加 --practice 用练习办公室。"
        )
    return folder


def _opened(chosen: argparse.Namespace, home: app.Places) -> AbstractContextManager[Office]:
    """The office asked for, opened in the name of the user asked for."""
    folder = _folder(chosen, home)
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


def _open(chosen: argparse.Namespace) -> int:
    missing = app.missing_libraries()
    if missing:
        print(missing, file=sys.stderr)
        return 1
    return app.run_window(app.places(), getattr(chosen, "practice", False))


def _start(chosen: argparse.Namespace) -> int:
    if app.has_display():
        chosen.practice = True
        return _open(chosen)
    out = Path("out") / "演示"
    print("这台机器没有显示器，改为不开窗口、在练习办公室里把全程走一遍。")
    return _run_demo(out, date.today())


def _demo(chosen: argparse.Namespace) -> int:
    return _run_demo(chosen.out, chosen.on or date.today())


def _run_demo(out: Path, first_day: date) -> int:
    from desktop.demo import run

    run(out, app.places().resources, first_day, print)
    return 0


def _assess(chosen: argparse.Namespace) -> int:
    from desktop.casework.headless import judge

    if not chosen.facts.is_file():
        raise OfficeError(f"找不到事实文件 {chosen.facts}。")
    try:
        # Numbers stay exact: 0.1 is 0.1, and 1e309 is told apart from infinity.
        content = json.loads(chosen.facts.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise OfficeError(
            f"事实文件 {chosen.facts} 不是正确的 JSON：{error}。请检查逗号、引号和括号。"
        ) from error
    verdict = judge(_headless(chosen), chosen.scheme, content, chosen.on or date.today())
    _say_json(
        {
            "verdict": verdict.outcome,
            "summary": verdict.summary,
            "scheme": verdict.scheme_id,
            "on": verdict.on,
            "group": verdict.group,
            "group_label": verdict.group_label,
            "amount": verdict.amount,
            "amount_because": verdict.amount_because,
            "goods": [asdict(g) for g in verdict.goods],
            "findings": [asdict(f) for f in verdict.findings],
            "missing": [asdict(m) for m in verdict.missing],
            "notes": verdict.notes,
        }
    )
    return 0


def _deadlines(chosen: argparse.Namespace) -> int:
    from desktop.casework.headless import deadlines

    steps = deadlines(_headless(chosen), chosen.scheme, chosen.received)
    _say_json(
        {
            "scheme": chosen.scheme,
            "received": chosen.received,
            "steps": [
                {"kind": s.kind, "label": s.label, "who": s.who, "due": s.due, "rule": s.rule} for s in steps
            ],
        }
    )
    return 0


def _draw(chosen: argparse.Namespace) -> int:
    from desktop.casework.drawing import drawn_from_file

    try:
        percent = Decimal(chosen.percent)
        names = chosen.list.read_text("utf-8-sig").splitlines()
    except InvalidOperation:
        raise OfficeError(f"抽查比例「{chosen.percent}」不是数字。请写成 --percent 30。") from None
    except (OSError, UnicodeDecodeError):
        raise OfficeError(f"读不了名单 {chosen.list}。请写成每行一个编号的文本文件（UTF-8）。") from None
    sample = drawn_from_file(percent, names, chosen.seed, chosen.at_least)
    if chosen.json:
        _say_json(
            {"seed": sample.seed, "of": sample.of, "chosen": list(sample.chosen), "because": sample.because}
        )
    else:
        print("\n".join([*sample.chosen, sample.because]))
    return 0


def _headless(chosen: argparse.Namespace) -> Any:
    """What a check needs: of the office asked for, or, where none is, of the program alone."""
    from desktop.casework.headless import Desk, desk_of

    home = app.places()
    if chosen.office is None and not chosen.practice and not app.exists(home.office):
        return Desk.bare(app.library(home), app.calendars(home))
    with _opened(chosen, home) as office:
        return desk_of(office)


def _check_schemes(chosen: argparse.Namespace) -> int:
    from desktop.domain.calendar import WorkCalendar
    from desktop.domain.examples import run_examples

    library = _library(chosen)
    calendar = WorkCalendar(app.calendars(app.places()))
    passed = failed = 0
    for broken in library.broken:
        failed += 1
        print(f"✘ {broken.file}：{broken.said}")
    for scheme in library.schemes:
        results = run_examples(scheme, calendar)
        good = sum(1 for r in results if r.passed)
        passed += good
        failed += len(results) - good
        print(f"{'✔' if good == len(results) else '✘'} {scheme.id} {scheme.title}：{good}/{len(results)}")
        for r in results:
            if not r.passed:
                print(f"  ✘ {r.name}：{'；'.join(r.problems)}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _lint_schemes(chosen: argparse.Namespace) -> int:
    from desktop.domain.scheme_lint import OPEN_DATE, Garbled, lint, lint_text, unexplained
    from desktop.store.library import read_file, read_plain

    left = 0
    for file in chosen.file:
        if file.suffix.lower() == ".toml":
            scheme = read_file(file)
            found, open_ones = lint(scheme), unexplained(scheme)
        else:
            lines = enumerate(read_plain(file).splitlines(), 1)
            found = tuple(g for n, line in lines for g in lint_text(line, f"第 {n} 行"))
            open_ones: tuple[Garbled, ...] = tuple(g for g in found if g.kind != OPEN_DATE)
        left += len(open_ones)
        figures = [g for g in found if g.kind != OPEN_DATE]
        for garbled in figures:
            print(f"{'✘' if garbled in open_ones else '·'} {file.name} {garbled.said}")
        told = f"{len(figures) - len(open_ones)} 处已在备注或空白参数里说明"
        dates = len(found) - len(figures)
        also = f"；另有 {dates} 处年月日没有写全（20xx年）" if dates else ""
        print(f"{file.name}：{len(figures)} 处像是印坏，{told}{also}。")
    return 1 if left else 0


def _library(chosen: argparse.Namespace) -> Any:
    """The schemes that came with the program and those of the office asked for; scheme files need no password."""
    home = app.places()
    if chosen.office is not None:
        _folder(chosen, home)
    return app.library(home, chosen.office or home.office)


def _scheme(library: Any, wanted: str) -> Any:
    """A scheme by its file or by its number."""
    from desktop.store.library import read_file

    is_file = wanted.lower().endswith(".toml") or "/" in wanted or "\\" in wanted
    return read_file(Path(wanted)) if is_file else library.scheme(wanted)


def _diff_schemes(chosen: argparse.Namespace) -> int:
    from desktop.domain.scheme_diff import differences

    library = _library(chosen)
    old, new = _scheme(library, chosen.before), _scheme(library, chosen.after)
    found = differences(old, new)
    part = ""
    for difference in found:
        if difference.part != part:
            part = difference.part
            print(f"【{part}】")
        print(f"  {difference.said}")
    if not found:
        same = old.edition == new.edition
        print("两份一字不差。" if same else "两份说的相同，只有注释、写法或排列不同。")
        return 0
    print(f"共 {len(found)} 处不同。")
    return 1


def _new_scheme(chosen: argparse.Namespace) -> int:
    from desktop.domain.scheme_draft import draft, still_to_do
    from desktop.store.library import read_file
    from desktop.store.whole_file import write_whole

    out: Path = chosen.out
    if out.suffix.lower() != ".toml":
        raise OfficeError(f"方案文件的文件名应以 .toml 结尾，现在是 {out.name}。")
    if out.exists():
        raise OfficeError(f"文件 {out} 已经有了，没有覆盖。请换一个文件名。")
    library = _library(chosen)
    taken = next((s for s in library.schemes if s.id.casefold() == chosen.id.casefold()), None)
    if taken is not None:
        raise OfficeError(f"编号「{chosen.id}」已被「{taken.title}」使用。请换一个编号。")
    template = app.places().resources / "templates" / "scheme.toml"
    base = read_file(template) if chosen.blank else _scheme(library, chosen.base)
    begun = draft(base, chosen.id, out.name)
    write_whole(out, begun.text.encode())
    print(f"已写好 {out}。接下来：")
    for n, said in enumerate(still_to_do(begun), 1):
        print(f"  {n}. {said}")
    print("写好以后放进办公室文件夹里的「方案」文件夹，重新打开程序，就在「方案」页里。")
    return 0


def _effect_of_scheme(chosen: argparse.Namespace) -> int:
    from desktop.casework.effect import Inquiries
    from desktop.domain.effect import moved

    name, _, typed = chosen.set.partition("=")
    with _opened(chosen, app.places()) as office:
        inquiry = Inquiries(office).about(chosen.scheme)
        figure = inquiry.figure(name.strip())
        if told := inquiry.stands(figure):
            raise OfficeError(told)
        value = figure.read(typed)
        after = inquiry.standing(figure, value)
        before = inquiry.standing() if figure.value is not None else None
        whom = moved(before, after) if before is not None else None
        listed = {} if whom is None else {k: v.tolist() for k, v in asdict(whom).items()}
        _say_json(
            {
                "scheme": inquiry.card.scheme.id,
                "figure": figure.name,
                "label": figure.label,
                "on": inquiry.on,
                "now": figure.value,
                "tried": value,
                "before": asdict(inquiry.prices.cost(before)) if before is not None else None,
                "after": asdict(inquiry.prices.cost(after)),
                **{k: [int(after.ids[row]) for row in rows] for k, rows in listed.items()},
            }
        )
    return 0


def _pack_schemes(chosen: argparse.Namespace) -> int:
    from desktop.casework import packs
    from desktop.store.whole_file import write_whole

    home = app.places()
    if chosen.office is None and not chosen.practice and not app.exists(home.office):
        schemes, data = packs.packed(app.library(home), chosen.id, chosen.out)
        write_whole(chosen.out, data)
    else:
        with _opened(chosen, home) as office:
            schemes = packs.export(office, chosen.id, chosen.out)
    print(f"{chosen.out}：{len(schemes)} 个方案，{'、'.join(s.title for s in schemes)}")
    return 0


def _unpack_schemes(chosen: argparse.Namespace) -> int:
    from desktop.casework import packs

    with _opened(chosen, app.places()) as office:
        tried = packs.take_in(office, chosen.file)
    for one in tried:
        print(one.said)
    if any(one.problem for one in tried):
        print("一个方案也没有导入。", file=sys.stderr)
        return BAD_ARGUMENTS
    new = sum(1 for one in tried if not one.known)
    print(f"导入 {new} 个方案，已有 {len(tried) - new} 个。")
    return 0


def _import(chosen: argparse.Namespace) -> int:
    from desktop.casework import importing

    home = app.places()
    with _opened(chosen, home) as office:
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


def _print(chosen: argparse.Namespace) -> int:
    from desktop.casework import household_papers, letters

    if chosen.out.suffix.lower() not in (".pdf", ".xlsx"):
        raise OfficeError(f"--out 的文件名应以 .pdf 或 .xlsx 结尾，现在是 {chosen.out.name}。")
    home = app.places()
    with _opened(chosen, home) as office:
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
    with _opened(chosen, app.places()) as office:
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

    with _opened(chosen, app.places()) as office:
        print(export_calendar(office, chosen.file, Naming(chosen.names)).said)
    return 0


def _verify(chosen: argparse.Namespace) -> int:
    from desktop.casework import logbook
    from desktop.domain.trail_words import proof_words

    typed = [_anchor(text) for text in chosen.anchor]
    home = app.places()
    with _opened(chosen, home) as office:
        proof = logbook.prove(office, typed)
    if chosen.json:
        _say_json(
            {
                "sound": proof.sound,
                "entries": proof.entries,
                "head": {"seq": proof.head.seq, "code": proof.head.code},
                "anchors": proof.anchors,
                "findings": [asdict(f) for f in proof.findings],
                "notes": proof.notes,
            }
        )
    else:
        print("\n".join(proof_words(proof)))
    return 0 if proof.sound else 1


def _replay(chosen: argparse.Namespace) -> int:
    from desktop.casework import replaying

    home = app.places()
    with _opened(chosen, home) as office:
        found = replaying.replay_number(office, chosen.number)
    if chosen.json:
        _say_json({"number": found.number, "same": found.same, "lines": [asdict(x) for x in found.lines]})
    else:
        for line in found.lines:
            mark = "一致" if line.same else "不一致"
            print(f"{mark}　{line.label}：{line.then}" + ("" if line.then == line.now else f" → {line.now}"))
        print(found.said)
    return 0 if found.same else 1


def _anchor(text: str) -> tuple[str, int, str]:
    from desktop.casework import logbook

    number, colon, code = text.replace("：", ":").partition(":")
    if not colon:
        raise OfficeError(f"--anchor 要写「条号:校验码」，例如 1234:ABCDE-FGH23，现在是「{text}」。")
    return logbook.typed_anchor(number, code)


def _say_json(content: Any) -> None:
    print(json.dumps(content, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum | Path):
        return str(value)
    raise TypeError(f"not writable as JSON: {value!r}")
