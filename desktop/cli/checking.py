"""Asks the rules of a scheme: what a household would get, and by when each step is due."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop import app
from desktop.cli.answers import say_json
from desktop.cli.arguments import Verbs, day, office_arguments
from desktop.cli.opening import opened
from desktop.domain.errors import OfficeError


def add(verbs: Verbs) -> None:
    """The verbs that ask the rules: assess, deadlines."""
    verb = verbs.add_parser("assess", help="按方案核对一户，输出 JSON")
    verb.add_argument("--scheme", required=True, help="方案编号，例如 plan-07")
    verb.add_argument("--facts", type=Path, required=True, help="事实文件（JSON）")
    verb.add_argument("--on", type=day, default=None, help="核对日期，默认今天")
    office_arguments(verb)
    verb.set_defaults(verb=_assess)

    verb = verbs.add_parser("deadlines", help="按方案算出各步骤的到期日，输出 JSON")
    verb.add_argument("--scheme", required=True, help="方案编号")
    verb.add_argument("--received", type=day, required=True, help="收到申请的日期")
    office_arguments(verb)
    verb.set_defaults(verb=_deadlines)


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
    say_json(
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
    say_json(
        {
            "scheme": chosen.scheme,
            "received": chosen.received,
            "steps": [
                {"kind": s.kind, "label": s.label, "who": s.who, "due": s.due, "rule": s.rule} for s in steps
            ],
        }
    )
    return 0


def _headless(chosen: argparse.Namespace) -> Any:
    """What a check needs: of the office asked for, or, where none is, of the program alone."""
    from desktop.casework.headless import Desk, desk_of

    home = app.places()
    if chosen.office is None and not chosen.practice and not app.exists(home.office):
        return Desk.bare(app.library(home), app.calendars(home))
    with opened(chosen, home) as office:
        return desk_of(office)
