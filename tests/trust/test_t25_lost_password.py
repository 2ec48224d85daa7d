"""T25: the PC is gone and the password forgotten; a stick with a backup and the code from the envelope open the office.

The same walk by keys through the real window is in tests/end2end/test_signing_in.py.
"""

from __future__ import annotations

import time
from collections import deque
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from desktop import app
from desktop.app import DATABASE
from desktop.casework import door, intake, safekeeping
from desktop.domain.backup import BackupPlan, Why
from desktop.domain.errors import OfficeError
from desktop.domain.listing import HouseholdQuery
from desktop.store import upgrade
from tests.trust import offices, story
from tests.trust.conftest import Figures

FORGOTTEN, NEW = "dou shi jia de 2026", "xin de yi nian 2027"


def test_a_backup_and_the_printed_code_open_the_office_on_another_pc(tmp_path: Path, figure: Figures) -> None:
    old_pc, stick, new_pc = (tmp_path / name for name in ("旧电脑", "U 盘", "新电脑"))
    stick.mkdir()
    resources = app.places().resources
    code = app.found(old_pc, offices.BUREAU, offices.DIBAO, resources, lambda: offices.DAY, FORGOTTEN)
    unlocked = door.unlock(old_pc, offices.HANDLER.name, FORGOTTEN, app.utc_now)
    with app.opened(old_pc, resources, lambda: offices.DAY, unlocked) as office:
        deque(islice(story.casework(office, Random(25)), 40), maxlen=0)
        safekeeping.record_plan(office, BackupPlan(second_place=str(stick)))
        safekeeping.back_up(office, Why.by_hand)
        households = intake.count_households(office, HouseholdQuery())
        head = offices.head_of(office)
    old_pc.rename(tmp_path / "在河底")

    start = time.perf_counter()
    backup = next(b for b in safekeeping.backups_in(stick) if b.good)
    new_pc.mkdir()
    with pytest.raises(OfficeError):
        door.unlock(new_pc, offices.HANDLER.name, FORGOTTEN, app.utc_now)
    door.take_keys(new_pc, backup.folder)
    with pytest.raises(OfficeError, match="不对"):
        door.unlock(new_pc, offices.HANDLER.name, NEW, app.utc_now)
    typed = code.replace("-", " ").lower()
    again = door.recover(new_pc, typed, offices.HANDLER.name, NEW, app.utc_now)
    safekeeping.restore_folder(new_pc, backup, again.key, app.utc_now)
    with app.opened(new_pc, resources, lambda: offices.DAY, again) as office:
        seconds = time.perf_counter() - start
        assert intake.count_households(office, HouseholdQuery()) == households > 0
        proof = offices.proof_of(office, [("备份", head.seq, head.code)] if backup.head == head else [])
        assert proof.sound
        assert proof.head.seq >= (backup.head.seq if backup.head else 0)
    assert door.unlock(new_pc, offices.HANDLER.name, NEW, app.utc_now).key == again.key
    assert offices.looked_at(new_pc / DATABASE, again.key, upgrade.tables_counted)["household"] == households
    figure(
        "another PC, a stick and the code: opened, seconds of the program's own",
        round(seconds, 1),
        "600 with the person",
    )
    assert seconds < 60
