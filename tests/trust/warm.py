"""A process that stands warm: it has everything imported, and forks a child for each task that may be killed.

The parent of the killed is never pytest itself: what a fork of it would share, a kill could hurt.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CAN_FORK = hasattr(os, "fork")
Ready = Callable[[], None]
"""A task calls it when what may be interrupted begins, and again at whatever a kill may wait for."""


@dataclass(frozen=True)
class End:
    """How a child ended: its exit code, or that it was killed."""

    pid: int
    code: int

    @property
    def killed(self) -> bool:
        """Whether somebody put an end to it."""
        return self.code == -signal.SIGKILL


class Warm:
    """The warm process as the test sees it. A task is named `module:function` and takes `Ready` first."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, task: str, *arguments: object, kill_after: float | None = None, calls: int = 1) -> End:
        """Runs a task to its end, or kills it so many seconds after its so-manyth call of `Ready` (0: its birth)."""
        return self._ask("run", task, arguments, kill_after, calls)

    def start(self, task: str, *arguments: object) -> int:
        """Starts a task and lets it run; its process id once it is ready."""
        return self._ask("start", task, arguments, None, 1).pid

    def _ask(
        self, do: str, task: str, arguments: tuple[object, ...], kill_after: float | None, calls: int
    ) -> End:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        words = {"do": do, "task": task, "arguments": arguments, "kill_after": kill_after, "calls": calls}
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
        return End(**json.loads(self._process.stdout.readline()))


@contextmanager
def warm() -> Generator[Warm]:
    """A warm process that lives as long as the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.trust.warm"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Warm(process)
    finally:
        process.communicate()


def main() -> None:
    """Takes tasks from standard input, one a line, until it ends."""
    for line in sys.stdin:
        words = json.loads(line)
        module, _, name = words["task"].partition(":")
        task = getattr(importlib.import_module(module), name)
        end = _forked(task, words)
        sys.stdout.write(json.dumps({"pid": end.pid, "code": end.code}) + "\n")
        sys.stdout.flush()


def _forked(task: Callable[..., object], words: dict[str, Any]) -> End:
    told, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(told)
        _work(task, words["arguments"], tell)
    os.close(tell)
    with open(told, "rb", buffering=0) as ready:  # noqa: PTH123  # a pipe
        for _ in range(words["calls"]):
            ready.read(1)  # Ends, too, when the child ends without a word.
        if words["do"] == "start":
            return End(pid, 0)
        if words["kill_after"] is not None:
            time.sleep(words["kill_after"])
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
    return End(pid, os.waitstatus_to_exitcode(status))


def _work(task: Callable[..., object], arguments: list[Any], tell: int) -> None:
    code = 1
    try:
        task(lambda: os.write(tell, b"r"), *arguments)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
