"""The same verbs without a window (bangfu …): JSON for scripts, Chinese sentences for people, exit code 2 for bad arguments.

A file a kind of verb: its `add` says what may be written after it, its other functions do it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from desktop.cli import checking, papers, proofs, rosters, schemes, starting
from desktop.cli.answers import BAD_ARGUMENTS
from desktop.cli.arguments import Parser
from desktop.domain.errors import OfficeError
from desktop.store.errors import StoreError


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one verb; 0 when it was done (an ineligible household too), 2 when it was asked for something that cannot be, 1 when the data file is the matter."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
    try:
        chosen = parser().parse_args(arguments)
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


def parser() -> Parser:
    """All that may be asked for."""
    whole = Parser(prog="bangfu", description="帮扶台账：困难帮扶的档案、核对、审批、走访、发放和表格")
    whole.set_defaults(verb=starting.open_window)
    verbs = whole.add_subparsers(title="可以做的事", parser_class=Parser)
    for kind in (starting, checking, schemes, rosters, papers, proofs):
        kind.add(verbs)
    return whole
