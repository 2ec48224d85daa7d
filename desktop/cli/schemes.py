"""The library of schemes: tried out, proofread, laid side by side, begun, and what a figure would change."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop import app
from desktop.cli import scheme_packs
from desktop.cli.answers import say_json
from desktop.cli.arguments import Parser, Verbs, office_arguments, office_folder
from desktop.cli.opening import folder_asked, opened
from desktop.domain.errors import OfficeError


def add(verbs: Verbs) -> None:
    """The verbs about schemes: schemes check, lint, diff, new, effect."""
    verb = verbs.add_parser("schemes", help="方案库")
    what = verb.add_subparsers(title="做什么", required=True, dest="做什么", parser_class=Parser)
    check = what.add_parser("check", help="运行每个方案自带的算例，本办公室自己的方案也在内")
    office_folder(check)
    check.set_defaults(verb=_check_schemes)
    lint = what.add_parser("lint", help="找出原文里印坏的数字：备注里都说明过时退出码 0，否则 1")
    lint.add_argument("file", type=Path, nargs="+", metavar="文件", help="方案文件（.toml）或原文（.txt）")
    lint.set_defaults(verb=_lint_schemes)
    diff = what.add_parser("diff", help="两个方案（或同一方案的两版）逐项对照：相同时退出码 0，有不同时 1")
    for name, shown in (("before", "前"), ("after", "后")):
        diff.add_argument(name, metavar=shown, help="方案编号或方案文件（.toml）")
    office_folder(diff)
    diff.set_defaults(verb=_diff_schemes)
    new = what.add_parser("new", help="起草一个新方案：照抄一份或从空白样板开始")
    new.add_argument("id", metavar="编号", help="新方案的编号，例如 town-01")
    start = new.add_mutually_exclusive_group(required=True)
    start.add_argument("--from", dest="base", default="", metavar="方案", help="照抄哪个方案，例如 plan-07")
    start.add_argument("--blank", action="store_true", help="从空白样板开始")
    new.add_argument("--out", type=Path, required=True, help="写到哪个文件（.toml），已有的文件不覆盖")
    office_folder(new)
    new.set_defaults(verb=_new_scheme)
    effect = what.add_parser("effect", help="改一个数会影响多少在册家庭、多花多少钱，输出 JSON；不保存")
    effect.add_argument("scheme", metavar="方案", help="方案编号")
    effect.add_argument(
        "--set",
        required=True,
        metavar="名称=数值",
        help="参数的 name（如 hardship_multiple=1.8）或公布的标准（如 dibao=850）",
    )
    office_arguments(effect)
    effect.set_defaults(verb=_effect_of_scheme)
    scheme_packs.add(what)


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
    with opened(chosen, app.places()) as office:
        inquiry = Inquiries(office).about(chosen.scheme)
        figure = inquiry.figure(name.strip())
        if told := inquiry.stands(figure):
            raise OfficeError(told)
        value = figure.read(typed)
        after = inquiry.standing(figure, value)
        before = inquiry.standing() if figure.value is not None else None
        whom = moved(before, after) if before is not None else None
        listed = {} if whom is None else {k: v.tolist() for k, v in asdict(whom).items()}
        say_json(
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


def _library(chosen: argparse.Namespace) -> Any:
    """The schemes that came with the program and those of the office asked for; scheme files need no password."""
    home = app.places()
    if chosen.office is not None:
        folder_asked(chosen, home)
    return app.library(home, chosen.office or home.office)


def _scheme(library: Any, wanted: str) -> Any:
    """A scheme by its file or by its number."""
    from desktop.store.library import read_file

    is_file = wanted.lower().endswith(".toml") or "/" in wanted or "\\" in wanted
    return read_file(Path(wanted)) if is_file else library.scheme(wanted)
