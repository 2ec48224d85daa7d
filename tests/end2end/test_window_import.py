"""A roster of 3,000 rows nobody prepared for, by the keyboard alone: columns confirmed, 200 faults told, one put right, all taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.app import Places
from desktop.casework import intake, units
from desktop.casework.importing import Preview
from desktop.domain.household import Household
from desktop.domain.listing import HouseholdQuery
from desktop.domain.person import Member
from desktop.ui.dialogs.roster_import import RosterImport
from tests.end2end.person import Person, Story
from tests.samples import make_faulty, make_units
from tests.samples.make_faulty import ROWS, Maker


def test_a_roster_of_3000_rows_with_200_faults_by_keys_alone(
    person: Person, home: Places, tmp_path: Path
) -> None:
    path = tmp_path / "摸底.xlsx"
    made = make_faulty.write(path)
    person.use(home, story(person, path, made))
    assert not person.clashes


def story(me: Person, path: Path, made: Maker) -> Story:
    me.clock.day = date(2026, 3, 2)
    yield me.press("Return")
    yield me.wait(lambda: "练习办公室：数据均为虚构" in me.screen(), "practice office")
    for name, number in made.on_file:
        intake.record_household(
            me.office, Household(members=(Member(ordinal=1, name=name, id_number=number),))
        )
    before = count(me)
    yield me.press("Ctrl+2", "Ctrl+I", "Alt+O")
    yield me.write(str(path))
    yield me.press("Return")
    yield me.wait(lambda: "表头在第 3 到 4 行" in me.screen(), "looked at")
    yield me.press("Alt+I")
    me.sees("46 列有对应，2 列是猜的")
    yield me.press("Alt+I")
    bad = {p.row for p in made.planted if p.is_error}
    yield me.wait(lambda: f"不能导入 {len(bad)}" in me.screen(), "looked over")
    preview = seen(me)
    assert {(p.row, p.column) for r in preview.rows for p in r.problems} == {
        (p.row, p.column) for p in made.planted
    }
    assert count(me) == before
    wages = {p.row for p in made.planted if p.kind == "金额写成汉字"}
    at = next(n for n, row in enumerate(preview.bad) if row.number in wages)
    yield me.press(*["Down"] * at, "Return")  # to what should stand in the cell
    yield me.write("2600")
    yield me.press("Return")
    yield me.wait(lambda: len(seen(me).bad) == len(bad) - 1, "put right")
    me.sees(f"不能导入 {len(bad) - 1}")
    yield me.press("Alt+I")
    yield me.wait(lambda: f"已导入 {ROWS - len(bad) + 1} 户" in me.screen(), "taken in")
    assert count(me) == before + ROWS - len(bad) + 1
    yield me.press("Alt+Z", "Alt+Y")
    yield me.wait(lambda: "已撤销" in me.screen(), "taken back")
    assert count(me) == before
    yield me.press("Alt+X")


def count(me: Person) -> int:
    """How many households are on file."""
    return intake.count_households(me.office, HouseholdQuery())


def seen(me: Person) -> Preview:
    """The preview on screen."""
    found = me.the(RosterImport).preview
    assert found is not None
    return found


def test_units_nobody_knows_are_settled_by_keys_alone(person: Person, home: Places, tmp_path: Path) -> None:
    path = tmp_path / "单位.xlsx"
    sound, planted = make_units.write(path)
    person.use(home, unit_story(person, path, sound, planted))
    assert not person.clashes


def unit_story(me: Person, path: Path, sound: dict[int, str], planted: list[make_units.Planted]) -> Story:
    me.clock.day = date(2026, 3, 2)
    yield me.press("Return")
    yield me.wait(lambda: "练习办公室：数据均为虚构" in me.screen(), "practice office")
    make_units.units(lambda unit: units.record_unit(me.office, unit))
    before, tree = count(me), units.all_units(me.office)
    yield me.press("Ctrl+2", "Ctrl+I", "Alt+O")
    yield me.write(str(path))
    yield me.press("Return")
    yield me.wait(lambda: "对应单位：5 个不认识" in me.screen(), "looked over")
    assert {p.row for r in seen(me).rows for p in r.problems} == {p.row for p in planted}
    yield me.press("Alt+D")
    yield me.seek("一纺 是哪个单位", "清河纺织")
    yield me.press("Alt+N")
    yield me.seek("新单位的上级", "示例市总工会")
    yield me.press("Alt+Y")
    yield me.wait(lambda: "对应单位：2 个不认识" in me.screen(), "settled")
    me.sees("导入时新建单位")
    assert {p.row for r in seen(me).rows for p in r.problems} == {
        p.row for p in planted if p.kind in ("不止一个", "已经撤销")
    }
    yield me.press("Alt+I")
    yield me.wait(lambda: f"已导入 {make_units.ROWS} 户" in me.screen(), "taken in")
    me.sees("新建单位 2 个")
    assert len(units.all_units(me.office)) == len(tree) + 2
    kept = units.counts(me.office)
    works = next(u.id for u in tree if u.name == "示例市清河纺织有限公司")
    named = sum(unit.startswith("示例市清河纺织有限公司") for unit in sound.values())
    assert kept[works or 0] == named + sum(p.word == "一纺" for p in planted)
    yield me.press("Alt+Z", "Alt+Y")
    yield me.wait(lambda: "已撤销" in me.screen(), "taken back")
    assert (count(me), units.all_units(me.office)) == (before, tree)
    yield me.press("Alt+X")
