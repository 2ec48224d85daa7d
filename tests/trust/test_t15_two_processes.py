"""T15: two programs never have one office open; whoever dies lets go of it."""

from __future__ import annotations

import getpass
import os
import platform
import signal
import time
from pathlib import Path

import pytest

from desktop.store.errors import TakenError
from tests.trust import offices
from tests.trust.conftest import Figures, Template
from tests.trust.warm import CAN_FORK, warm

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="children are forked")


def test_a_second_program_is_refused_with_the_holders_name_until_the_first_is_gone(
    encrypted_template: Template, tmp_path: Path, figure: Figures
) -> None:
    folder, key = encrypted_template.copied(tmp_path / "办公室"), encrypted_template.key
    with warm() as workers:
        holder = workers.start("tests.trust.tasks:hold", str(folder), key.hex())
        before = _files(folder)
        try:
            with pytest.raises(TakenError) as refused, offices.opened(folder, key):
                pass
            assert getpass.getuser() in refused.value.said
            assert platform.node() in refused.value.said
            assert _files(folder) == before
        finally:
            os.kill(holder, signal.SIGKILL)
        start = time.perf_counter()
        _wait_for_death(holder)
        with offices.opened(folder, key) as office:
            assert offices.proof_of(office).sound
        figure("regained after kill -9 of the holder, seconds", round(time.perf_counter() - start, 2), "< 3")
        assert time.perf_counter() - start < 3
    with pytest.raises(TakenError), offices.opened(folder, key), offices.opened(folder, key):
        pass


def _files(folder: Path) -> dict[str, int]:
    return {p.name: p.stat().st_size for p in folder.iterdir()}


def _wait_for_death(pid: int) -> None:
    """Until its files are closed: a child of another process stays listed as a zombie after that."""
    state = Path(f"/proc/{pid}/stat")
    for _ in range(1000):
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.005)
