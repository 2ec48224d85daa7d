"""Python's cycle collector at rest (循环回收暂停): it runs in whichever thread happens to allocate, and widgets it finds
must not be destroyed outside the GUI thread; so it rests as long as anything runs beside it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from importlib import import_module
from threading import Thread
from typing import ClassVar


class Rest:
    """One reason to rest; the collector goes on when the last one is over. Begun and ended in the GUI thread."""

    _reasons: ClassVar[int] = 0
    _was_on: ClassVar[bool] = True

    def __init__(self) -> None:
        self._resting = True
        if Rest._reasons == 0:
            Rest._was_on = gc.isenabled()
            gc.disable()
        Rest._reasons += 1

    def over(self) -> None:
        """This reason is gone; said twice it counts once."""
        if not self._resting:
            return
        self._resting = False
        Rest._reasons -= 1
        if Rest._reasons == 0 and Rest._was_on:
            gc.enable()


def stays() -> None:
    """What is loaded by now is there to the end: looking through it for rubbish took a tenth of a second each time."""
    gc.freeze()


def load(module: str) -> None:
    """Import what is wanted soon; it stays to the end, and is not looked through while it comes."""
    rest = Rest()
    import_module(module)
    stays()
    rest.over()


def load_beside(module: str) -> Iterator[None]:
    """Import what takes long in a thread of its own: whoever steps through it sees that it goes on, and waits for nothing."""
    rest = Rest()
    thread = Thread(target=import_module, args=(module,), daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            yield
    finally:
        thread.join()
        stays()
        rest.over()
