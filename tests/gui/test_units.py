"""The page of units and staff: a tree by keys, near relatives declared, settled, and told on every case."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.casework import approval, intake, staff, units
from desktop.casework.office import Office
from desktop.domain.application import StepKind
from desktop.domain.staff import Relative, Staff
from desktop.domain.unit import Unit, UnitKind, full_name
from desktop.ui.dialogs.decide import ApproveDialog, RefuseDialog
from desktop.ui.dialogs.reason import ReasonDialog
from desktop.ui.dialogs.staff import RelativeDialog, StaffDialog
from desktop.ui.dialogs.unit import JoinDialog, PasteUnits, UnitDialog
from desktop.ui.pages.applications import Applications
from desktop.ui.pages.households import Households
from desktop.ui.pages.units.page import Units
from tests.conftest import make_household
from tests.gui.cases import Stage, applied, carefully, up_to
from tests.gui.hands import Officer, write
from tests.gui.keys import clashes, press

CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


class Desk(Stage):
    """The page on a stage."""

    page: Units


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    return lambda: Desk(qtbot, office, Units)


@pytest.fixture
def mill(office: Office) -> Unit:
    union = units.record_unit(office, Unit(name="示例市总工会", kind=UnitKind.union))
    return units.record_unit(office, Unit(name="第一纺织厂", kind=UnitKind.enterprise, parent_id=union.id))


@pytest.fixture
def related(office: Office) -> Staff:
    """林晓舟, whose daughter is called like the child of every household here."""
    return staff.record_staff(
        office, Staff(name="林晓舟", relatives=(Relative(name="陈小习", relation="女儿"),))
    )


def _tree(office: Office) -> list[str]:
    by_id = {u.id or 0: u for u in units.all_units(office)}
    return sorted(full_name(u, by_id) for u in by_id.values())


def test_an_empty_office_pastes_its_units_and_sees_beforehand_what_becomes_of_them(
    qtbot: QtBot, office: Office, desk: Callable[[], Desk], officer: Officer
) -> None:
    part = desk().page.units
    assert part.empty.isVisible()

    def paste(dialog: PasteUnits) -> None:
        press(qtbot, KEY.Key_Return, CONTROL)
        assert "没有粘贴内容" in dialog.trouble.text()
        dialog.text.setPlainText("上级\t名称\n没有的\t一车间")
        assert "1 个要改" in dialog.summary.text()
        press(qtbot, KEY.Key_Return, CONTROL)
        assert "没有叫「没有的」的上级单位" in dialog.trouble.text()
        dialog.text.setPlainText("示例市总工会\n    第一纺织厂\n        细纱车间")
        assert dialog.summary.text() == "3 行：新建 3 个，已有 0 个"
        press(qtbot, KEY.Key_Return, CONTROL)

    officer.will_do(carefully(paste))
    part.paste_list()
    assert [(x.unit.name, x.depth) for x in part.model.lines()] == [
        ("示例市总工会", 0),
        ("第一纺织厂", 1),
        ("细纱车间", 2),
    ]


def test_a_unit_is_added_below_moved_joined_and_taken_out_by_keys(
    qtbot: QtBot, office: Office, mill: Unit, desk: Callable[[], Desk], officer: Officer
) -> None:
    stage = desk()
    part = stage.page.units

    def add(name: str) -> Callable[[UnitDialog], None]:
        def work(dialog: UnitDialog) -> None:
            assert not clashes(dialog)
            press(qtbot, KEY.Key_Return, CONTROL)
            assert "请填写单位名称" in dialog.trouble.text()
            write(dialog.name, name)
            press(qtbot, KEY.Key_Return, CONTROL)

        return work

    part.table.setFocus()
    press(qtbot, KEY.Key_Down)
    officer.will_do(carefully(add("细纱车间")))
    stage.page.new()
    assert _tree(office)[-1] == "示例市总工会 › 第一纺织厂 › 细纱车间"
    line = part.table.line()
    assert line is not None
    assert line.unit.name == "细纱车间"

    def move(dialog: UnitDialog) -> None:
        dialog.upper.set_value(None)
        dialog.accept()

    officer.will_do(carefully(move))
    stage.page.edit()
    assert "细纱车间" in _tree(office)

    def join(dialog: JoinDialog) -> None:
        dialog.accept()
        assert "请选择并入哪个单位" in dialog.trouble.text()
        dialog.into.set_value(mill.id)
        dialog.accept()

    officer.will_do(carefully(join))
    part.join_into()
    assert _tree(office) == ["示例市总工会", "示例市总工会 › 第一纺织厂"]
    part.table.choose(0)
    officer.will_say("删除", "知道了")
    press(qtbot, KEY.Key_Delete)
    qtbot.waitUntil(lambda: any("还有1 个下级单位" in x for x in officer.heard))
    assert len(units.all_units(office)) == 2


def test_somebody_is_registered_with_a_near_relative_and_no_full_number_is_shown(
    qtbot: QtBot, office: Office, desk: Callable[[], Desk], officer: Officer
) -> None:
    intake.record_household(office, make_household())
    stage = desk()
    stage.page.show_item("staff")
    part = stage.page.staff
    assert part.empty.isVisible()

    def relative() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RelativeDialog)
        press(qtbot, KEY.Key_Return, CONTROL)
        assert "请填写姓名" in dialog.trouble.text()
        write(dialog.name, "陈小习")
        dialog.relation.set_value("女儿")
        press(qtbot, KEY.Key_Return, CONTROL)

    def register(dialog: StaffDialog) -> None:
        assert not clashes(dialog)
        write(dialog.name, "林晓舟")
        write(dialog.id_number.edit, "11010519491231002X")
        QTimer.singleShot(100, relative)
        dialog.add_relative()
        assert [r.name for r in dialog.model.lines()] == ["陈小习"]
        dialog.accept()

    officer.will_do(carefully(register))
    stage.page.new()
    assert stage.said == ["已保存 林晓舟，近亲属 1 人；档案里有 1 名近亲属，见「近亲属」"]
    shown = [part.model.index(0, c).data() for c in range(part.model.columnCount())]
    assert "11010519491231002X" not in shown

    def again(dialog: StaffDialog) -> None:
        assert dialog.id_number.edit.text() == ""
        assert "已登记 " in dialog.id_number.edit.placeholderText()
        dialog.post.set_value("部长")
        dialog.accept()

    officer.will_do(carefully(again))
    stage.page.edit()
    (kept,) = staff.all_staff(office)
    assert (kept.id_number, kept.post) == ("11010519491231002X", "部长")


def test_a_hit_by_name_alone_is_settled_with_how_it_was_asked(
    qtbot: QtBot, office: Office, related: Staff, desk: Callable[[], Desk], officer: Officer
) -> None:
    kept = intake.record_household(office, make_household())
    stage = desk()
    stage.page.show_item("kin")
    part = stage.page.kin
    assert "其中 1 人只是姓名相同" in part.told.text()
    press(qtbot, KEY.Key_Return)
    assert stage.went == [("households", kept.id)]

    def because(dialog: ReasonDialog) -> None:
        write(dialog.because, "已问本人")
        press(qtbot, KEY.Key_Return, CONTROL)

    officer.will_do(carefully(because))
    stage.page.edit()
    assert [x.kin.asked for x in part.model.lines()] == [True]
    assert not part.same.isEnabled()
    officer.will_do(carefully(because))
    part.other.click()
    assert part.model.lines() == ()
    assert staff.kin_in(office, kept.id or 0) == ()


def test_the_file_and_the_case_tell_of_a_near_relative(qtbot: QtBot, office: Office, related: Staff) -> None:
    case = applied(office)
    files = Stage(qtbot, office, Households)
    assert isinstance(files.page, Households)
    files.page.show_item(case.household_id)
    assert files.page.detail is not None
    assert files.page.detail.kin.isVisible()
    assert "陈小习 是工作人员 林晓舟 的女儿？只是姓名相同" in files.page.detail.kin.text()
    cases = Stage(qtbot, office, Applications)
    cases.page.show_item(case.id)
    sheet = cases.page.sheet  # type: ignore[attr-defined]
    assert sheet.now.kin.isVisible()
    assert "要回避，审核、审批请由别人办理" in sheet.now.kin.text()


def test_who_decides_sees_the_near_relative_before_signing(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    staff.record_staff(office, Staff(name="高示范", relatives=(Relative(name="陈小习", relation="女儿"),)))
    case = up_to(office, StepKind.decide)
    cases = Stage(qtbot, office, Applications)
    cases.page.show_item(case.id)
    seen: list[str] = []

    def decide(dialog: ApproveDialog) -> None:
        seen.append(dialog.kin.text())
        dialog.reject()

    officer.will_do(carefully(decide))
    cases.page.edit()
    assert "陈小习 是工作人员 高示范 的女儿？只是姓名相同" in seen[0]


def test_a_relative_who_reviews_is_asked_why_before_the_step_is_kept(
    qtbot: QtBot, office: Office, related: Staff, officer: Officer
) -> None:
    case = up_to(office, StepKind.survey)
    while case.current is not None and case.current.kind is not StepKind.review:
        case = approval.complete_step(office, case.id or 0, "属实", "林晓舟")
    cases = Stage(qtbot, office, Applications)
    cases.page.show_item(case.id)

    def sign(dialog: RefuseDialog) -> None:
        dialog.words.set_value("属实")
        dialog.by.set_value("林晓舟")
        assert "近亲属的案子要回避，林晓舟 不能审核" in dialog.alone.told.text()
        dialog.accept()
        assert "请写明为什么仍由其办理" in dialog.trouble.text()
        dialog.alone.because.set_value("只有一人，已报备")
        dialog.accept()

    officer.will_do(carefully(sign))
    cases.page.edit()
    done = approval.application(office, case.id or 0)
    step = next(s for s in done.steps if s.kind is StepKind.review)
    assert step.opinion.endswith("已列入近亲属备案表。原因：只有一人，已报备")


def test_a_person_found_anywhere_is_shown_chosen_in_the_list(
    qtbot: QtBot, office: Office, desk: Callable[[], Desk]
) -> None:
    made = [staff.record_staff(office, Staff(name=name)) for name in ("高示范", "郭例子", "何样本")]
    page = desk().page
    page.show_item(("staff", made[1].id))
    assert page.part() is page.staff
    line = page.staff.table.line()
    assert line is not None
    assert line.name == "郭例子"
    assert page.staff.table.hasFocus()
    page.show_item(("staff", made[2].id))
    line = page.staff.table.line()
    assert line is not None
    assert line.name == "何样本"


def test_no_two_things_on_a_tab_answer_the_same_letter(
    office: Office, mill: Unit, related: Staff, desk: Callable[[], Desk]
) -> None:
    stage = desk()
    for name in ("units", "staff", "kin"):
        stage.page.show_item(name)
        assert not clashes(stage.page), name
