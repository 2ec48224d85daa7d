"""T28: what changes or takes away many archives at once has a backup first, typed words, and a way back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import pytest

from desktop.app import DATABASE, open_unlocked
from desktop.casework import accounts, attachments, door, importing, intake, keeping, safekeeping, settings
from desktop.casework.door import Unlocked
from desktop.casework.keeping import Second
from desktop.casework.office import Office
from desktop.domain.accounts import Role, User
from desktop.domain.attachment import PaperKind
from desktop.domain.backup import Why
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.listing import HouseholdQuery
from desktop.domain.retention import confirmation
from desktop.domain.trail import Act
from desktop.store import trail, upgrade
from desktop.store.keys import Cost
from tests.conftest import Clock, make_household
from tests.samples import make_roster
from tests.trust.conftest import Figures

CHEAP = Cost(memory_kib=1024, rounds=1, lanes=1)
FIRST, SECOND = "Deer-42-mountain", "Fern-57-harbour"
MANY = 60
SCAN = "扫描件的内容".encode()


@dataclass
class Strong:
    """An encrypted office with two users, closed and opened again as a restore wants it."""

    folder: Path
    key: bytes
    resources: Path
    clock: Clock
    office: Office

    def close(self) -> None:
        self.office.store.close()

    def open(self) -> Office:
        self.office = open_unlocked(self.folder, self.resources, self.clock, Unlocked(self.key, 1))
        return self.office


@pytest.fixture
def strong(tmp_path: Path, resources: Path, clock: Clock) -> Iterator[Strong]:
    folder = tmp_path / "office"
    folder.mkdir()
    key, _ = door.found_keys(folder, "林晓舟", FIRST, CHEAP)
    upgrade.create(folder / DATABASE, key)
    office = open_unlocked(folder, resources, clock, Unlocked(key, None))
    bureau = Bureau(
        name="示例市总工会", kind=OfficeKind.union, place="示例市", officer="林晓舟", phone="", address=""
    )
    settings.found(office, bureau, None)
    accounts.found_first(office, "林晓舟")
    office.store.close()
    made = Strong(folder, key, resources, clock, open_unlocked(folder, resources, clock, Unlocked(key, 1)))
    accounts.record_user(made.office, User(name="吴监督", roles=frozenset({Role.auditor})), SECOND)
    yield made
    made.close()


def _closed(office: Office, clock: Clock, count: int = MANY) -> list[int]:
    """So many archives whose ten years are over, each with a scan."""
    ids: list[int] = []
    for n in range(count):
        home = intake.record_household(office, make_household(f"张示例{n}")).id or 0
        attachments.attach_bytes(office, home, PaperKind.photo, f"照片{n}.jpg", SCAN + bytes([n]))
        keeping.seal(office, home, "已脱困")
        ids.append(home)
    clock.day = clock.day.replace(year=clock.day.year + 10, day=clock.day.day + 1)
    return ids


def test_a_destruction_is_by_two_proven_persons_and_a_backup_brings_all_back(
    strong: Strong, figure: Figures
) -> None:
    office = strong.office
    ids = _closed(office, strong.clock)
    typed = confirmation(len(ids))
    for second, said in (
        (Second("吴监督", "wrong"), "密码"),
        (Second("林晓舟", FIRST), "另一个人"),
        (Second("路人甲", SECOND), "不是本办公室在用的用户"),
    ):
        with pytest.raises(OfficeError, match=said):
            keeping.destroy(office, ids, second, typed, "期满")
    with pytest.raises(OfficeError, match=f"请在框里输入「销毁 {MANY} 户」"):
        keeping.destroy(office, ids, Second("吴监督", SECOND), confirmation(1), "期满")
    assert keeping.kept_away(office).lines[0].name == "张示例0"
    before = len(safekeeping.backups_of(office))
    begun = perf_counter()
    done = keeping.destroy(office, ids, Second("吴监督", SECOND), typed, "期满")
    seconds = perf_counter() - begun
    assert done.said == ()
    assert (done.destruction.first, done.destruction.second) == ("林晓舟", "吴监督")
    assert not done.destruction.witness
    assert len(done.destruction.lines) == MANY
    made = safekeeping.backups_of(office)
    assert len(made) == before + 1
    backup = made[0]
    assert backup.good
    assert backup.why is Why.mass_change
    assert backup.attachments == MANY
    # The backup stands in the log before the destruction, and the destruction names both.
    with office.store.read() as session:
        acts = [e.act for e in trail.entries(session, newest_first=False)]
        assert trail.verify(session).sound
    assert acts.index(Act.back_up) < acts.index(Act.destroy_households)
    assert [p for p in (strong.folder / "附件").rglob("*") if p.is_file()] == []
    with pytest.raises(OfficeError, match="销毁清册"):
        intake.household(office, ids[0])
    strong.close()
    safekeeping.restore_folder(strong.folder, backup, strong.key, office.now)
    office = strong.open()
    assert [intake.household(office, i).head.name for i in ids] == [f"张示例{n}" for n in range(MANY)]
    for n, home in enumerate(ids):
        (scan,) = attachments.attachments_of(office, home)
        assert attachments.content(office, scan.id or 0) == SCAN + bytes([n])
    figure(f"{MANY} archives destroyed, with backup, in seconds", seconds, "-")
    figure("archives brought back by the backup", f"{MANY} of {MANY}", "all")


def test_nothing_is_destroyed_where_no_backup_can_be_made(
    strong: Strong, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home,) = _closed(strong.office, strong.clock, 1)

    def no_room(*_: object, **__: object) -> None:
        raise OfficeError("磁盘空间已满。")

    monkeypatch.setattr(safekeeping.backups, "make", no_room)
    with pytest.raises(OfficeError, match="磁盘空间已满"):
        keeping.destroy(strong.office, [home], Second("吴监督", SECOND), "销毁1户", "期满")
    assert intake.household(strong.office, home).head.name == "张示例0"
    assert keeping.destructions(strong.office) == []


def test_only_a_manager_destroys(strong: Strong) -> None:
    (home,) = _closed(strong.office, strong.clock, 1)
    handler = replace(strong.office.user, roles=frozenset({Role.handler}))
    other = replace(strong.office, user=handler)
    with pytest.raises(OfficeError, match="管理岗位"):
        keeping.destroy(other, [home], Second("吴监督", SECOND), "销毁1户", "期满")
    with pytest.raises(OfficeError, match="管理岗位"):
        keeping.reopen(other, home, "返困")
    assert intake.household(strong.office, home).head.name == "张示例0"


def test_an_import_has_a_backup_first_and_can_be_taken_back(
    strong: Strong, tmp_path: Path, household: Callable[..., Household], figure: Figures
) -> None:
    office = strong.office
    mine = intake.record_household(office, household("原有练习"))
    roster = tmp_path / "名册.xlsx"
    shutil.copy(make_roster.UNION_XLSX, roster)
    found = importing.preview_for(office, roster)
    taken = importing.take_in(office, found).taken
    assert taken > 50
    assert intake.count_households(office, HouseholdQuery()) == taken + 1
    backup = safekeeping.backups_of(office)[0]
    assert backup.good
    assert backup.why is Why.import_roster
    assert backup.households == 1
    strong.close()
    safekeeping.restore_folder(strong.folder, backup, strong.key, office.now)
    office = strong.open()
    assert [x.name for x in intake.find_households(office, HouseholdQuery()).lines] == ["原有练习"]
    assert intake.household(office, mine.id or 0) == mine
    figure("archives taken in and taken back again", f"{taken} of {taken}", "all")
