"""Which units the rows of a sheet go to: known, chosen, taken in as new, and taken away again with the import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.casework import history, importing, intake, sheet_import, units
from desktop.casework.importing import Preview
from desktop.casework.office import Office
from desktop.casework.sheet_import import Pasted
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.person import Member
from desktop.domain.unit import Unit, UnitKind
from tests.samples import make_units
from tests.samples.make_roster import id_number
from tests.unit.casework.test_sheet_import import BORN, HEAD_ID, OTHER_ID, look, only


@pytest.fixture
def tree(office: Office) -> dict[str, int]:
    """A few units, by name."""
    found: dict[str, int] = {}

    def add(name: str, kind: UnitKind, above: str | None = None, code: str = "") -> None:
        parent = found[above] if above else None
        found[f"{above or ''}{name}"] = (
            units.record_unit(office, Unit(name=name, kind=kind, parent_id=parent, code=code)).id or 0
        )

    add("示例市总工会", UnitKind.union)
    add("示例市第三机床厂", UnitKind.enterprise, "示例市总工会", "GH-0302")
    add("装配车间", UnitKind.department, "示例市总工会示例市第三机床厂")
    add("东湖食品公司", UnitKind.enterprise, "示例市总工会")
    add("装配车间", UnitKind.department, "示例市总工会东湖食品公司")
    add("示例中学", UnitKind.school)
    add("初二", UnitKind.grade, "示例中学")
    add("3班", UnitKind.class_, "示例中学初二")
    return {name.removeprefix("示例市总工会"): i for name, i in found.items() if name != "示例市总工会"}


def sheet(*words: str) -> Pasted:
    """A sheet of one person a row, each with these words for the unit."""
    lines = ["姓名\t身份证号\t建档单位"]
    lines += [
        f"甲练习{'甲乙丙丁戊己'[n]}\t{id_number(BORN, True, 301 + 2 * n)}\t{w}" for n, w in enumerate(words)
    ]
    return Pasted("\n".join(lines))


def unit_ids(preview: Preview) -> list[int | None]:
    """The unit of each row."""
    return [r.household.unit_id if r.household else None for r in preview.rows]


def test_a_column_of_units_is_found_by_name_short_name_number_and_path(
    office: Office, tree: dict[str, int]
) -> None:
    preview = look(office, sheet("示例市第三机床厂", "第三机床厂工会", "gh-0302", "东湖食品-装配车间"))
    works = tree["示例市第三机床厂"]
    assert unit_ids(preview) == [works, works, works, tree["东湖食品公司装配车间"]]
    assert [r.problems for r in preview.rows] == [()] * 4
    importing.take_in(office, preview)
    assert units.counts(office)[works] == 3


def test_what_fits_none_or_several_is_told_and_kept_in_the_remark(
    office: Office, tree: dict[str, int]
) -> None:
    preview = look(office, sheet("装配车间", "一纺", "一纺"))
    first, second, _ = preview.rows
    assert "可能是几个单位：示例市总工会 › 示例市第三机床厂 › 装配车间、" in first.problems[0].said
    assert "不在单位名录里" in second.problems[0].said
    assert [(p.row, p.column) for r in preview.rows for p in r.problems] == [(2, 3), (3, 3), (4, 3)]
    assert [(s.text, s.count) for s in sheet_import.strange_units(preview)] == [("一纺", 2), ("装配车间", 1)]
    assert sheet_import.strange_units(preview)[1].likely == (
        tree["示例市第三机床厂装配车间"],
        tree["东湖食品公司装配车间"],
    )
    assert sheet_import.strange_words(preview) == ()
    assert unit_ids(preview) == [None, None, None]
    result = importing.take_in(office, preview)
    assert result.outcomes[1].said.startswith("建档单位：「一纺」")
    assert intake.household(office, 2).remark == "建档单位：一纺"


def test_a_short_name_the_office_gave_asks_nothing(office: Office, tree: dict[str, int]) -> None:
    works = tree["示例市第三机床厂"]
    unit = next(u for u in units.all_units(office) if u.id == works)
    assert units.record_unit(office, replace(unit, short_name=" 三 机 ")).short_name == "三 机"
    preview = look(office, sheet("三机", "三机/装配车间"))
    assert unit_ids(preview) == [works, tree["示例市第三机床厂装配车间"]]
    assert [r.problems for r in preview.rows] == [(), ()]
    assert sheet_import.strange_units(preview) == ()


def test_a_word_chosen_once_is_known_from_then_on(office: Office, tree: dict[str, int]) -> None:
    works = tree["示例市第三机床厂"]
    preview = sheet_import.with_units(office, look(office, sheet("一纺", "第三机床厂")), {"一纺": works})
    assert unit_ids(preview) == [works, works]
    assert preview.rows[0].problems == ()
    assert preview.rows[0].household is not None
    assert preview.rows[0].household.remark == ""
    assert unit_ids(look(office, sheet("一纺"))) == [works]


def test_new_units_come_in_below_the_parent_and_go_with_the_import(
    office: Office, tree: dict[str, int]
) -> None:
    above = tree["东湖食品公司"]
    before = units.all_units(office)
    preview = look(office, sheet("包装车间", "第三机床厂/铸造车间", "包装车间"))
    preview = sheet_import.with_units(office, preview, {"包装车间": None, "第三机床厂/铸造车间": None}, above)
    assert [r.problems for r in preview.rows] == [()] * 3
    assert units.all_units(office) == before
    result = importing.take_in(office, preview)
    assert result.units == (
        "示例市总工会 › 东湖食品公司 › 包装车间",
        "示例市总工会 › 示例市第三机床厂 › 铸造车间",
    )
    made = tuple(u for u in units.all_units(office) if u not in before)
    assert sorted((u.name, u.parent_id, u.kind) for u in made) == [
        ("包装车间", above, UnitKind.department),
        ("铸造车间", tree["示例市第三机床厂"], UnitKind.department),
    ]
    packing = next(u.id for u in made if u.name == "包装车间")
    assert packing is not None
    assert units.counts(office)[packing] == 2
    assert result.step_id is not None
    taken = history.take_back(office, result.step_id)
    assert taken.units == ()
    assert units.all_units(office) == before
    step = history.steps(office).lines[0]
    history.take_back(office, step.id)  # and all of it again
    assert {u.id for u in units.all_units(office)} == {u.id for u in (*before, *made)}
    assert units.counts(office)[packing] == 2
    history.take_back(office, history.steps(office).lines[0].id)
    assert units.all_units(office) == before


def test_a_unit_something_else_uses_stays_and_is_told(office: Office, tree: dict[str, int]) -> None:
    preview = look(office, sheet("包装车间", "铸造车间"))
    preview = sheet_import.with_units(
        office, preview, {"包装车间": None, "铸造车间": None}, tree["东湖食品公司"]
    )
    result = importing.take_in(office, preview)
    assert result.step_id is not None
    used = next(u.id for u in units.all_units(office) if u.name == "包装车间")
    intake.record_household(office, Household(members=(Member(ordinal=1, name="丁练习"),), unit_id=used))
    taken = history.take_back(office, result.step_id)
    assert taken.units == ("包装车间",)
    assert "随它新建的单位已另有用处，保留：包装车间" in taken.said
    assert {u.name for u in units.all_units(office)} >= {"包装车间"}
    assert "铸造车间" not in {u.name for u in units.all_units(office)}


def test_only_units_of_rows_that_go_in_are_made(office: Office) -> None:
    text = f"姓名\t身份证号\t建档单位\n甲练习\t{HEAD_ID}\t一厂\n乙练习\t123\t二厂"
    preview = sheet_import.with_units(office, look(office, Pasted(text)), {"一厂": None, "二厂": None})
    assert importing.take_in(office, preview).units == ("一厂",)
    assert [u.name for u in units.all_units(office)] == ["一厂"]


def test_a_unit_gone_since_the_preview_stops_the_import(office: Office, tree: dict[str, int]) -> None:
    preview = look(office, sheet("示例市第三机床厂/装配车间"))
    units.remove_unit(office, tree["示例市第三机床厂装配车间"])
    with pytest.raises(OfficeError, match="已被删去"):
        importing.take_in(office, preview)


def test_the_class_of_a_student_sheet_becomes_its_unit(office: Office, tree: dict[str, int]) -> None:
    text = f"学生姓名\t身份证号\t学校\t年级\t班级\t困难级别\n王小明\t{HEAD_ID}\t示例中学\t初二\t3 班\t困难"
    row = only(look(office, Pasted(text)))
    assert row.problems == ()
    assert row.household is not None
    assert row.household.unit_id == row.household.students[0].class_id == tree["示例中学初二3班"]
    other = only(look(office, Pasted(text.replace("3 班", "4 班"))))
    assert other.household is not None
    assert (other.household.unit_id, other.household.students[0].class_id) == (tree["示例中学初二"], None)
    assert "「示例中学 / 初二 / 4 班」不在单位名录里，先归到「示例中学 › 初二」" in other.problems[0].said


def test_a_student_sheet_says_nothing_where_no_school_is_registered(office: Office) -> None:
    text = f"学生姓名\t身份证号\t学校\t年级\t班级\n王小明\t{HEAD_ID}\t示例中学\t初二\t3 班"
    row = only(look(office, Pasted(text)))
    assert row.problems == ()
    assert row.household is not None
    assert row.household.unit_id is None


def test_villages_go_below_their_township(office: Office) -> None:
    lake = units.record_unit(office, Unit(name="东湖街道", kind=UnitKind.township)).id
    for name in ("柳园社区", "石井村"):
        units.record_unit(office, Unit(name=name, kind=UnitKind.community, parent_id=lake))
    text = "\n".join(
        (
            "户主姓名\t身份证号\t街道\t村（社区）",
            f"甲练习\t{HEAD_ID}\t东湖街道\t柳园社区居委会",
            f"乙练习\t{OTHER_ID}\t东湖\t荷塘社区",
        )
    )
    preview = look(office, Pasted(text))
    found = {u.id: u.name for u in units.all_units(office)}
    assert [found.get(i) for i in unit_ids(preview) if i] == ["柳园社区", "东湖街道"]
    assert "先归到「东湖街道」" in preview.rows[1].problems[0].said
    assert preview.rows[1].household is not None
    assert preview.rows[1].household.remark == "建档单位：东湖 / 荷塘社区"


def test_an_update_moves_an_archive_to_the_named_unit_but_a_school_moves_none(
    office: Office, tree: dict[str, int]
) -> None:
    kept = intake.record_household(
        office,
        Household(
            members=(Member(ordinal=1, name="甲练习", id_number=HEAD_ID),), unit_id=tree["东湖食品公司"]
        ),
    )
    school = f"学生姓名\t身份证号\t学校\t年级\t班级\n甲练习\t{HEAD_ID}\t示例中学\t初二\t3班"
    update = only(look(office, Pasted(school))).update
    assert update is not None
    assert update.household.unit_id == tree["东湖食品公司"]
    assert update.household.students[0].class_id == tree["示例中学初二3班"]
    preview = look(office, Pasted(f"姓名\t身份证号\t建档单位\n甲练习\t{HEAD_ID}\t第三机床厂"))
    update = only(preview).update
    assert update is not None
    assert [(c.label, c.old, c.new) for c in update.changes] == [
        ("建档单位", "示例市总工会 › 东湖食品公司", "示例市总工会 › 示例市第三机床厂")
    ]
    result = importing.take_in(office, preview)
    assert kept.id is not None
    assert intake.household(office, kept.id).unit_id == tree["示例市第三机床厂"]
    assert result.step_id is not None
    history.take_back(office, result.step_id)
    assert intake.household(office, kept.id).unit_id == tree["东湖食品公司"]
    assert only(look(office, Pasted(f"姓名\t身份证号\t建档单位\n甲练习\t{HEAD_ID}\t东湖食品"))).skipped


def test_a_cell_put_right_finds_its_unit(office: Office, tree: dict[str, int]) -> None:
    preview = look(office, sheet("第三车床厂", "第三机床厂"))
    preview = sheet_import.correct(office, preview, 2, 3, "第三机床厂")
    assert unit_ids(preview) == [tree["示例市第三机床厂"]] * 2
    assert replace(preview.rows[0], problems=()) == preview.rows[0]


def test_every_name_that_leads_nowhere_is_told_and_all_others_find_their_unit(
    office: Office, tmp_path: Path
) -> None:
    make_units.units(lambda unit: units.record_unit(office, unit))
    sound, planted = make_units.write(tmp_path / "单位.xlsx")
    assert len(planted) == 40
    preview = look(office, tmp_path / "单位.xlsx")
    told = {p.row: p for r in preview.rows for p in r.problems}
    assert {p.row: p.sentence for p in told.values() if p.row in sound} == {}
    assert told.keys() == {p.row for p in planted}
    assert [p for p in planted if p.says not in told[p.row].said] == []
    found = {r.number: r.household.unit_id for r in preview.rows if r.household}
    names = {i: preview.placing.full(i).removeprefix("示例市总工会 › ") for i in found.values() if i}
    assert {row: names.get(i or 0) for row, i in found.items() if row in sound} == sound
    assert {found[p.row] for p in planted} == {None}
