"""Keeping data safe: backups when there is something to back up, drills that are remembered, and plans that hold."""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from desktop.app import opened
from desktop.casework import door, intake, safekeeping
from desktop.casework.deeds import record
from desktop.casework.office import Office
from desktop.domain.backup import BackupPlan, Why
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.listing import HouseholdQuery
from desktop.domain.trail import Act
from desktop.store import backups, ballast, locked_copies, second_place, trail
from desktop.store.backup_files import DATABASE
from desktop.store.database import Database
from desktop.store.errors import FullDiskError, ReadOnlyError
from tests.conftest import Clock, Locked, make_household
from tests.unit.store.backup_office import flip

pytestmark = pytest.mark.on_file

PASSWORD = "钥匙挂在门后 2026"
AT = datetime(2026, 3, 2, 1, 15, 3, tzinfo=UTC)


def acts(office: Office) -> list[str]:
    with office.store.read() as session:
        return [e.act for e in trail.entries(session)]


def add(office: Office, count: int, first: int = 0) -> None:
    for n in range(first, first + count):
        intake.record_household(office, make_household(name=f"陈练{'甲乙丙丁戊己庚辛壬癸'[n % 10]}{n // 10}"))


def test_closing_backs_up_only_when_something_was_done(office: Office) -> None:
    made = safekeeping.back_up_on_closing(office)
    assert made is not None
    assert made.backup.good
    assert made.backup.why is Why.closing
    assert acts(office)[0] == Act.back_up
    assert safekeeping.back_up_on_closing(office) is None, "the entry of the backup itself is no change"
    add(office, 1)
    again = safekeeping.back_up_on_closing(office)
    assert again is not None
    assert [b.counter for b in safekeeping.backups_of(office)] == [2, 1]


def test_a_look_at_somebodys_number_is_backed_up_too(office: Office) -> None:
    safekeeping.back_up_on_closing(office)
    record(office, Act.sign_in, "登录")
    assert safekeeping.back_up_on_closing(office) is None
    record(office, Act.reveal, "看身份证号")
    assert safekeeping.back_up_on_closing(office) is not None


def test_an_older_copy_put_in_place_is_backed_up_again(office: Office) -> None:
    first = safekeeping.back_up(office).backup
    add(office, 1)
    safekeeping.back_up(office)
    office.store.close()
    safekeeping.restore_folder(office.folder, first, None, lambda: AT)
    reopened = replace(office, store=Database(office.folder / DATABASE))
    assert safekeeping.changed_since_backup(reopened)
    reopened.store.close()


def test_who_only_looks_makes_no_backup(office: Office) -> None:
    looking = replace(office, store=Database(office.folder / DATABASE, read_only=True))
    assert safekeeping.back_up_on_closing(looking) is None
    with pytest.raises(ReadOnlyError):
        safekeeping.back_up(looking)
    looking.store.close()


def test_an_import_is_preceded_by_a_backup_unless_one_just_like_it_exists(office: Office) -> None:
    assert safekeeping.back_up_before(office, Why.import_roster) is not None
    assert safekeeping.back_up_before(office, Why.import_roster) is None
    add(office, 1)
    made = safekeeping.back_up_before(office, Why.import_roster)
    assert made is not None
    assert "导入前" in made.backup.name


def test_a_mass_change_is_preceded_by_a_backup_and_a_small_one_is_not(office: Office) -> None:
    add(office, 20)
    assert safekeeping.back_up_before(office, Why.mass_change, 2) is None
    assert safekeeping.back_up_before(office, Why.mass_change, 3) is not None


def test_a_drill_is_logged_remembered_and_due_after_thirty_days(office: Office, clock: Clock) -> None:
    assert "还没有演练过" in safekeeping.drill_due(office)
    made = safekeeping.back_up(office)
    add(office, 2)
    found = safekeeping.rehearse(office, made.backup)
    assert found.works
    assert next(t for t in found.tables if t.table == "household").now == 2
    with office.store.read() as session:
        entry = trail.entries(session, limit=1)[0]
    assert (entry.act, entry.about) == (Act.drill, f"{made.backup.name}：成功")
    assert safekeeping.drill_due(office) == ""
    clock.day += timedelta(days=29)
    assert safekeeping.drill_due(office) == ""
    clock.day += timedelta(days=1)
    assert "2026年3月2日" in safekeeping.drill_due(office)
    clock.day -= timedelta(days=60)
    assert "日期倒退" in safekeeping.drill_due(office)


def test_a_drill_that_fails_is_logged_and_stays_due(office: Office) -> None:
    made = safekeeping.back_up(office).backup
    flip(made.folder / DATABASE, made.size // 2)
    found = safekeeping.rehearse(office, made)
    assert not found.works
    assert safekeeping.drill_due(office)
    with office.store.read() as session:
        assert trail.entries(session, limit=1)[0].about.endswith("失败")


def test_the_plan_is_kept_and_the_log_never_hears_the_password(office: Office, tmp_path: Path) -> None:
    plan = BackupPlan(second_place=str(tmp_path), copy_password=PASSWORD)
    safekeeping.record_plan(office, plan)
    assert safekeeping.plan(office) == plan
    safekeeping.record_plan(office, replace(plan, copy_password=PASSWORD + "!"))
    with office.store.read() as session:
        told = repr(trail.entries(session))
    assert PASSWORD not in told
    assert "已更换" in told
    assert PASSWORD not in repr(plan)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"second_place": "/no/such/place"}, "找不到文件夹"),
        ({"copy_password": "1234567"}, "至少要 8 位"),
    ],
)
def test_a_plan_that_will_not_do_is_refused(office: Office, changes: dict[str, str], said: str) -> None:
    with pytest.raises(OfficeError, match=said):
        safekeeping.record_plan(office, BackupPlan(**changes))
    with pytest.raises(OfficeError, match="自己的文件夹"):
        safekeeping.record_plan(office, BackupPlan(second_place=str(office.folder / "备份")))


def test_a_stick_gets_its_copy_and_a_missing_one_is_only_told(office: Office, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    safekeeping.record_plan(office, BackupPlan(second_place=str(stick)))
    made = safekeeping.back_up(office)
    assert made.said == ()
    (copied,) = backups.listing(second_place.root_in(stick, "示例市总工会"))
    assert copied.sha256 == made.backup.sha256
    assert safekeeping.backups_in(stick) == (copied,)
    assert safekeeping.backups_in(copied.folder) == (copied,)
    stick.rename(tmp_path / "拔掉了")
    again = safekeeping.back_up(office)
    assert again.backup.good
    assert "U 盘没有插上" in again.said[0]


def test_a_full_disk_releases_the_ballast_and_says_try_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ballast.lay(office.folder, size=1 << 20)

    def full(*_: Any, **__: Any) -> Any:
        raise FullDiskError(office.store.path)

    with monkeypatch.context() as patched:
        patched.setattr(backups, "make", full)
        with pytest.raises(FullDiskError, match="请现在再试一次"):
            safekeeping.back_up(office)
        with pytest.raises(FullDiskError, match="请删除或移走"):
            safekeeping.back_up(office)
    assert not (office.folder / ballast.NAME).exists()
    assert safekeeping.back_up(office).backup.good


def test_a_damaged_file_is_reported_restored_and_logged(office: Office) -> None:
    add(office, 3)
    made = safekeeping.back_up(office).backup
    office.store.close()
    path = office.folder / DATABASE
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 4] = bytes(4096)
    path.write_bytes(data)
    report = safekeeping.damage_report(office.folder, None)
    assert not report.health.sound
    assert report.best is not None
    assert report.best.folder == made.folder
    done = safekeeping.restore_folder(office.folder, report.best, None, lambda: AT)
    assert not done.was_sound
    reopened = replace(office, store=Database(path))
    safekeeping.record_restore(reopened, done, "数据文件损坏")
    assert acts(reopened)[0] == Act.restore
    assert intake.count_households(reopened, HouseholdQuery()) == 3
    reopened.store.close()


def test_a_new_pc_opens_with_the_files_of_a_backup_and_the_printed_code(
    real_office: Office, locked_office: Locked, tmp_path: Path, resources: Path
) -> None:
    """The steps of 说明.txt as a person follows them: three files are copied, nothing else is there."""
    add(real_office, 3)
    made = safekeeping.back_up(real_office).backup
    said = (made.folder / "说明.txt").read_text(encoding="utf-8-sig")
    assert "换了电脑" in said
    new = tmp_path / "新电脑" / "办公室"
    new.mkdir(parents=True)
    for name in (DATABASE, "bangfu.keys-a.json", "bangfu.keys-b.json"):
        assert (made.folder / name).is_file()
        shutil.copy(made.folder / name, new / name)
    unlocked = door.recover(new, locked_office.code, "林晓舟", "新电脑的新密码 31", lambda: AT)
    with opened(new, resources, Clock(), unlocked) as office:
        assert intake.count_households(office, HouseholdQuery()) == 3
        assert not trail_findings(office)
        assert len(safekeeping.backups_of(office)) == 0
    assert len(backups.listing(backups.root_of(new))) == 1, "and it is backed up there from the first day"


def test_salvage_is_offered_and_put_in_place_only_when_asked(office: Office) -> None:
    add(office, 3)
    office.store.close()
    before = (office.folder / DATABASE).read_bytes()
    report = safekeeping.salvage_folder(office.folder, None, lambda: AT)
    assert report.whole
    assert (office.folder / DATABASE).read_bytes() == before
    aside = safekeeping.use_salvaged(office.folder, report, None, lambda: AT)
    assert (aside / DATABASE).exists()
    reopened = replace(office, store=Database(office.folder / DATABASE))
    safekeeping.record_salvage(reopened, report)
    assert acts(reopened)[0] == Act.salvage
    assert not trail_findings(reopened)
    reopened.store.close()


def trail_findings(office: Office) -> tuple[Any, ...]:
    with office.store.read() as session:
        return trail.verify(session).findings


def test_the_weekly_check_is_due_until_it_was_done(office: Office, clock: Clock) -> None:
    assert safekeeping.full_check_due(office)
    assert safekeeping.full_check(office).sound
    assert not safekeeping.full_check_due(office)
    clock.day = date(2026, 3, 9)
    assert safekeeping.full_check_due(office)


@pytest.fixture
def indexed(office: Office, household: Callable[..., Household]) -> Office:
    """An office whose plan asks for the index, with one household of a telling name."""
    made = household(name="欧阳金丝雀", address="示例市示例区暗号胡同 7 号")
    intake.record_household(office, made)
    safekeeping.record_plan(office, BackupPlan(copy_password=PASSWORD))
    return office


def test_the_index_opens_with_the_password_and_not_without(indexed: Office) -> None:
    made = safekeeping.back_up(indexed)
    assert made.said == ()
    assert made.backup.plain_copy
    workbook = (made.backup.folder / "档案索引.xlsx").read_bytes()
    office_files: Any = import_module("msoffcrypto")
    locked = office_files.OfficeFile(io.BytesIO(workbook))
    assert locked.is_encrypted()
    with pytest.raises(Exception, match="verification failed"):
        _opened(office_files, workbook, "错的密码 1234")
    page = openpyxl.load_workbook(_opened(office_files, workbook, PASSWORD)).active
    assert page is not None
    cells = {str(c) for row in page.iter_rows(values_only=True) for c in row if c is not None}
    assert {"欧阳金丝雀", "示例市示例区暗号胡同 7 号", "19900001234"} <= cells
    paper = pypdf.PdfReader(made.backup.folder / "档案索引.pdf")
    assert paper.is_encrypted
    assert not paper.decrypt("错的密码 1234")
    assert paper.decrypt(PASSWORD)
    assert "欧阳金丝雀" in paper.pages[0].extract_text()


def _opened(office_files: Any, workbook: bytes, password: str) -> io.BytesIO:
    locked = office_files.OfficeFile(io.BytesIO(workbook))
    locked.load_key(password=password, verify_password=True)
    out = io.BytesIO()
    locked.decrypt(out)
    return out


def test_nothing_plain_of_the_index_reaches_the_disk(
    indexed: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file opened for writing while the index is made is looked at, temporary ones too."""
    private = tmp_path / "temporary"
    private.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(private))
    written: list[bytes] = []
    keep = locked_copies.write_whole

    def kept(path: Path, data: bytes) -> None:
        written.append(data)
        keep(path, data)

    monkeypatch.setattr(locked_copies, "write_whole", kept)
    opened: list[str] = []
    _watch(opened)
    made = safekeeping.back_up(indexed)
    _watching.clear()
    assert made.backup.plain_copy
    assert [p for p in opened if p.startswith(str(private))] == []
    assert len(written) == 2
    canary = "欧阳金丝雀"
    for data in written:
        for form in (canary.encode(), canary.encode("utf-16-le"), b"PK\x03\x04", b"xl/worksheets"):
            assert form not in data
    pdf = written[1]
    assert b"/Encrypt" in pdf
    assert b"/V 5" in pdf


_watching: list[list[str]] = []
_hooked: list[bool] = []


def _watch(opened: list[str]) -> None:
    """Notes every file that is opened from now on; a hook can never be taken away, only told to be still."""
    _watching.append(opened)
    if not _hooked:
        _hooked.append(True)

        def hook(event: str, args: tuple[Any, ...]) -> None:
            if event == "open" and _watching:
                _watching[-1].append(str(args[0]))

        sys.addaudithook(hook)


def test_the_index_is_made_once_a_day_on_closing_or_by_hand_alone(indexed: Office) -> None:
    assert not safekeeping.back_up(indexed, Why.import_roster).backup.plain_copy
    assert safekeeping.back_up(indexed, Why.closing).backup.plain_copy
    assert not safekeeping.back_up(indexed, Why.by_hand).backup.plain_copy


def test_the_index_of_very_many_households_is_made_by_hand_alone(
    indexed: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safekeeping, "INDEX_ON_CLOSING", 0)
    assert not safekeeping.back_up(indexed, Why.closing).backup.plain_copy
    assert safekeeping.back_up(indexed, Why.by_hand).backup.plain_copy


def test_without_a_password_there_is_no_index(office: Office) -> None:
    made = safekeeping.back_up(office).backup
    assert not made.plain_copy
    assert not list(made.folder.glob("档案索引*"))
