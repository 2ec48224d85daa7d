"""What anybody can look at again: a decision, a draw, the log."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from pathlib import Path

from desktop import app
from desktop.cli.answers import say_json
from desktop.cli.arguments import Parser, Verbs, office_arguments
from desktop.cli.opening import opened
from desktop.domain.errors import OfficeError


def add(verbs: Verbs) -> None:
    """The verbs by which anybody can look again: replay, draw, audit verify."""
    verb = verbs.add_parser(
        "replay", help="复现一个决定：用当时冻结的材料重新核对，一致时退出码 0，不一致时 1"
    )
    verb.add_argument("number", metavar="申请编号", help="例如 SQ2026-0001")
    verb.add_argument("--json", action="store_true", help="输出 JSON")
    office_arguments(verb)
    verb.set_defaults(verb=_replay)
    verb = verbs.add_parser("draw", help="重抽核对：同一份名单和种子，谁抽都一样，输出抽中的编号")
    verb.add_argument("list", type=Path, metavar="名单", help="文本文件，每行一个申请编号，与抽查记录一致")
    verb.add_argument("--seed", required=True, metavar="种子", help="抽查记录上的种子")
    verb.add_argument("--percent", required=True, metavar="比例", help="抽查百分之几，例如 30")
    verb.add_argument("--at-least", type=int, default=1, metavar="件数", help="至少几件（默认 1）")
    verb.add_argument("--json", action="store_true", help="输出 JSON")
    verb.set_defaults(verb=_draw)

    verb = verbs.add_parser("audit", help="操作记录")
    what = verb.add_subparsers(title="做什么", required=True, dest="做什么", parser_class=Parser)
    verify = what.add_parser("verify", help="核验操作记录有没有被改动过：没有问题时退出码 0，有问题时 1")
    verify.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar="条号:校验码",
        help="纸上页脚印的条号和校验码，例如 1234:ABCDE-FGH23；可以写几次",
    )
    verify.add_argument("--json", action="store_true", help="输出 JSON")
    office_arguments(verify)
    verify.set_defaults(verb=_verify)


def _verify(chosen: argparse.Namespace) -> int:
    from desktop.casework import logbook
    from desktop.domain.trail_words import proof_words

    typed = [_anchor(text) for text in chosen.anchor]
    home = app.places()
    with opened(chosen, home) as office:
        proof = logbook.prove(office, typed)
    if chosen.json:
        say_json(
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
    with opened(chosen, home) as office:
        found = replaying.replay_number(office, chosen.number)
    if chosen.json:
        say_json({"number": found.number, "same": found.same, "lines": [asdict(x) for x in found.lines]})
    else:
        for line in found.lines:
            mark = "一致" if line.same else "不一致"
            print(f"{mark}　{line.label}：{line.then}" + ("" if line.then == line.now else f" → {line.now}"))
        print(found.said)
    return 0 if found.same else 1


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
        say_json(
            {"seed": sample.seed, "of": sample.of, "chosen": list(sample.chosen), "because": sample.because}
        )
    else:
        print("\n".join([*sample.chosen, sample.because]))
    return 0


def _anchor(text: str) -> tuple[str, int, str]:
    from desktop.casework import logbook

    number, colon, code = text.replace("：", ":").partition(":")
    if not colon:
        raise OfficeError(f"--anchor 要写「条号:校验码」，例如 1234:ABCDE-FGH23，现在是「{text}」。")
    return logbook.typed_anchor(number, code)
