"""Packs of schemes, handed on and taken in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop import app
from desktop.cli.answers import BAD_ARGUMENTS
from desktop.cli.arguments import Verbs, office_arguments
from desktop.cli.opening import opened


def add(verbs: Verbs) -> None:
    """schemes pack, schemes unpack."""
    pack = verbs.add_parser("pack", help="把几个方案装成一个方案包（.bfpack）")
    pack.add_argument("out", type=Path, metavar="方案包", help="写到哪个文件")
    pack.add_argument("id", nargs="+", metavar="编号", help="方案编号")
    office_arguments(pack)
    pack.set_defaults(verb=_pack_schemes)
    unpack = verbs.add_parser("unpack", help="把方案包导入办公室：先运行全部算例，有一个不对就一个也不导入")
    unpack.add_argument("file", type=Path, metavar="方案包")
    office_arguments(unpack)
    unpack.set_defaults(verb=_unpack_schemes)


def _pack_schemes(chosen: argparse.Namespace) -> int:
    from desktop.casework import packs
    from desktop.store.whole_file import write_whole

    home = app.places()
    if chosen.office is None and not chosen.practice and not app.exists(home.office):
        schemes, data = packs.packed(app.library(home), chosen.id, chosen.out)
        write_whole(chosen.out, data)
    else:
        with opened(chosen, home) as office:
            schemes = packs.export(office, chosen.id, chosen.out)
    print(f"{chosen.out}：{len(schemes)} 个方案，{'、'.join(s.title for s in schemes)}")
    return 0


def _unpack_schemes(chosen: argparse.Namespace) -> int:
    from desktop.casework import packs

    with opened(chosen, app.places()) as office:
        tried = packs.take_in(office, chosen.file)
    for one in tried:
        print(one.said)
    if any(one.problem for one in tried):
        print("一个方案也没有导入。", file=sys.stderr)
        return BAD_ARGUMENTS
    new = sum(1 for one in tried if not one.known)
    print(f"导入 {new} 个方案，已有 {len(tried) - new} 个。")
    return 0
