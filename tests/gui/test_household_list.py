"""The list of households: columns, views, choosing all, copies that are logged, and the same done to many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.casework import history, intake, logbook, units, views
from desktop.casework.office import Office
from desktop.domain.household import Hardship, Household, Tag
from desktop.domain.listing import HouseholdQuery, HouseholdSort
from desktop.domain.standing import FileState
from desktop.domain.trail_words import TrailQuery
from desktop.domain.unit import Unit, UnitKind
from desktop.domain.views import Arrangement, ListView
from desktop.ui.dialogs.change_standing import ChangeStanding
from desktop.ui.dialogs.choose_columns import ChooseColumns
from desktop.ui.dialogs.preview import Preview
from desktop.ui.dialogs.reason import ReasonDialog
from desktop.ui.dialogs.stayed import Stayed
from desktop.ui.pages.household.list_views import SaveView
from desktop.ui.pages.household.listing import Listing
from tests.gui.hands import Officer, write

Build = Callable[..., Household]
CONTROL = Qt.KeyboardModifier.ControlModifier
NUMBER = "11010519491231002X"


@pytest.fixture
def kept(office: Office, household: Build) -> list[Household]:
    """Five archives; the first with a number, the last with a name that a spreadsheet would take for a formula."""
    made: list[Household] = []
    for name in ("曾小明", "李四", "单五", "仇六", "=1+2"):
        one = household(
            name, hardship=Hardship.deep if name == "李四" else None, address="示例市解放巷 3 号 5 室"
        )
        if name == "曾小明":
            head = replace(one.members[0], id_number=NUMBER, phone="19900007788", sex=None, born=None)
            one = replace(one, members=(head, *one.members[1:]), tags=(Tag(name="重点"),))
        made.append(intake.record_household(office, one))
    return made


@pytest.fixture
def listing(qtbot: QtBot, office: Office, kept: list[Household]) -> Listing:
    return opened(qtbot, office)


def opened(qtbot: QtBot, office: Office) -> Listing:
    made = Listing(office)
    qtbot.addWidget(made)
    made.resize(1120, 640)
    with qtbot.waitActive(made):
        made.show()
    made.refresh()
    return made


def heads(listing: Listing) -> list[str]:
    model = listing.model
    return [model.columns[n].title for n, _ in listing.table.arrangement()]


def logged(office: Office) -> list[str]:
    return [e.about + e.reason for e in logbook.find_entries(office, TrailQuery(), 0, 5).lines]


def test_columns_are_chosen_moved_and_kept_for_the_user(
    qtbot: QtBot, office: Office, listing: Listing, officer: Officer
) -> None:
    def choose(dialog: ChooseColumns) -> None:
        dialog.fill(["head_name", "state", "id_number"])
        dialog.list.setCurrentRow(1)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        dialog.accept()

    officer.will_do(choose)
    listing.choose_columns()
    assert heads(listing) == ["档案状态", "户主", "证件号码"]
    listing.table.setColumnWidth(1, 333)
    qtbot.waitUntil(
        lambda: ("head_name", 333) in (views.arrangement(office) or Arrangement(columns=())).columns
    )
    again = opened(qtbot, office)
    assert heads(again) == ["档案状态", "户主", "证件号码"]
    assert ("head_name", 333) in again.arrangement().columns


def test_every_column_sorts_both_ways(listing: Listing, office: Office) -> None:
    everything = {line.id for line in intake.find_households(office, HouseholdQuery()).lines}
    for sort in HouseholdSort:
        for descending in (False, True):
            lines = intake.find_households(office, HouseholdQuery(sort=sort, descending=descending)).lines
            assert {line.id for line in lines} == everything, sort
    assert {c.sort for c in listing.model.columns} == set(HouseholdSort)


def test_a_view_is_saved_and_shown_first_in_the_whole_office(
    qtbot: QtBot, office: Office, listing: Listing, officer: Officer
) -> None:
    def save(dialog: SaveView) -> None:
        write(dialog.name, "深度困难户")
        dialog.default.setChecked(True)
        dialog.accept()

    listing.hardship.set_value(Hardship.deep)
    assert listing.found.text() == "找到 1 户"
    officer.will_do(save)
    listing.views.save_wanted.emit()
    assert listing.views.button.text() == "视图：深度困难户"
    assert any("深度困难户" in x for x in logged(office))
    again = opened(qtbot, office)
    assert again.found.text() == "找到 1 户"
    assert again.hardship.value() is Hardship.deep
    again.clear_filters()
    assert again.found.text() == "共 5 户"
    views.remove_view(office, "深度困难户")
    assert opened(qtbot, office).found.text() == "共 5 户"


def test_one_view_at_most_is_the_default(office: Office, kept: list[Household]) -> None:
    shape = Arrangement(columns=(("number", 100),))
    for name in ("甲", "乙"):
        views.keep_view(
            office, ListView(name=name, arrangement=shape, query=HouseholdQuery(search=name), default=True)
        )
    assert [(v.name, v.default) for v in views.views(office)] == [("乙", True), ("甲", False)]


def test_all_means_all_that_was_found_and_says_how_many(
    qtbot: QtBot, office: Office, listing: Listing, household: Build
) -> None:
    for n in range(140):
        intake.record_household(office, household(f"某{n}"))
    listing.refresh()
    listing.table.setFocus()
    qtbot.keyClick(listing.table, Qt.Key.Key_A, CONTROL)
    assert listing.chosen_count() == 145
    assert listing.states.whole().startswith("已全选 145 户")
    assert listing.chosen_ids() == intake.household_ids(office, listing.query)
    qtbot.keyClick(listing.table, Qt.Key.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 146
    assert lines[0].split("\t")[:3] == ["编号", "户主", "证件号码"]
    assert "复制列表「家庭档案名单」145 行" in logged(office)[0]


def test_what_is_copied_is_covered_and_whole_only_after_a_logged_reason(
    qtbot: QtBot, office: Office, listing: Listing, officer: Officer
) -> None:
    listing.table.choose(0)
    listing.deeds.copy()
    assert NUMBER not in QGuiApplication.clipboard().text()
    assert "110105********002X" in QGuiApplication.clipboard().text()

    def refuse(dialog: ReasonDialog) -> None:
        dialog.reject()

    def say(dialog: ReasonDialog) -> None:
        write(dialog.because, "报上级审批")
        dialog.accept()

    before = logged(office)
    officer.will_do(refuse)
    listing.deeds.copy(whole=True)
    assert NUMBER not in QGuiApplication.clipboard().text()
    assert logged(office) == before
    officer.will_do(say)
    listing.deeds.copy(whole=True)
    assert NUMBER in QGuiApplication.clipboard().text()
    assert "含完整号码和地址报上级审批" in logged(office)[0]
    assert NUMBER not in "".join(logged(office))


def test_an_exported_list_holds_texts_and_no_formula(
    qtbot: QtBot, office: Office, listing: Listing, tmp_path: Path
) -> None:
    listing.table.choose_all()
    out = tmp_path / "名单.xlsx"
    said: list[str] = []
    listing.said.connect(said.append)
    listing.deeds.export_to(out)
    qtbot.waitUntil(lambda: bool(said))
    cells = [c for row in load_workbook(out).worksheets[0].iter_rows() for c in row if c.value is not None]
    assert any(c.value == "=1+2" and c.data_type == "s" for c in cells)
    assert not any(c.data_type == "f" for c in cells)
    assert "110105********002X" in [c.value for c in cells]
    assert "导出列表「家庭档案名单」5 行" in logged(office)[0]


def test_the_list_is_printed_covered_and_the_log_tells_of_it(
    qtbot: QtBot, office: Office, listing: Listing, officer: Officer
) -> None:
    listing.table.choose_all()
    seen: list[str] = []

    def preview(dialog: Preview) -> None:
        printed = PdfReader(next(office.folder.rglob("家庭档案名单.pdf")))
        seen.append("".join(page.extract_text() for page in printed.pages))
        dialog.reject()

    officer.will_do(preview)
    listing.deeds.print_list()
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
    assert "110105********002X" in seen[0]
    assert NUMBER not in seen[0]
    assert "共 5 户" in seen[0]
    assert "打印列表「家庭档案名单」5 行" in logged(office)[0]


def test_states_change_together_and_those_that_stayed_are_told(
    qtbot: QtBot, office: Office, listing: Listing, kept: list[Household], officer: Officer
) -> None:
    def cancelled(dialog: ChangeStanding) -> None:
        dialog.fields.state.set_value(FileState.withdrawn)
        write(dialog.because, "上级退回")
        dialog.accept()

    listing.table.choose(0)
    officer.will_do(cancelled)
    said: list[str] = []
    listing.said.connect(said.append)
    listing.deeds.change_state()
    qtbot.waitUntil(lambda: said == ["已办 1 户"])
    assert intake.household(office, kept[0].id or 0).state is FileState.withdrawn
    stayed: list[list[tuple[str, str]]] = []

    def read(dialog: Stayed) -> None:
        stayed.append(list(dialog.model.lines()))
        dialog.accept()

    listing.table.choose_all()
    officer.will_do(cancelled, read)
    listing.deeds.change_state()
    qtbot.waitUntil(lambda: bool(stayed))
    assert [name for name, _ in stayed[0]] == [f"{kept[0].number} 曾小明"]
    assert listing.model.total() == 5
    qtbot.waitUntil(lambda: listing.states.whole() == "退档 5")


def test_unit_and_tags_are_set_for_many_and_undone_by_name(
    qtbot: QtBot, office: Office, listing: Listing, kept: list[Household], officer: Officer
) -> None:
    top = units.record_unit(office, Unit(name="总厂", kind=UnitKind.enterprise)).id or 0
    shop = units.record_unit(office, Unit(name="车间", kind=UnitKind.department, parent_id=top)).id or 0
    said: list[str] = []
    listing.said.connect(said.append)
    listing.table.choose(1)

    def unit(dialog: object) -> None:
        dialog.unit.set_value(shop)  # pyright: ignore
        dialog.accept()  # pyright: ignore

    officer.will_do(unit)
    listing.deeds.set_unit()
    qtbot.waitUntil(lambda: said == ["已办 1 户"])
    assert intake.household(office, kept[1].id or 0).unit_id == shop
    listing.show_found("unit", top)
    assert listing.found.text() == "找到 1 户"
    assert listing.filters.unit.value() == top
    listing.clear_filters()

    def tag(dialog: object) -> None:
        dialog.tag.set_value("重点")  # pyright: ignore
        dialog.accept()  # pyright: ignore

    listing.table.choose_all()
    officer.will_do(tag)
    listing.deeds.add_tag()
    qtbot.waitUntil(lambda: said[1:] == ["已办 4 户"])
    assert intake.count_households(office, HouseholdQuery(tag="重点")) == 5
    step = history.last_own(office)
    assert step is not None
    history.take_back(office, step.id)  # all four at once
    assert intake.count_households(office, HouseholdQuery(tag="重点")) == 1
    listing.table.choose_all()
    officer.will_do(tag)
    listing.deeds.remove_tag()
    qtbot.waitUntil(lambda: said[2:] == ["已办 1 户"])
    assert intake.count_households(office, HouseholdQuery(tag="重点")) == 0


def test_the_menu_offers_what_can_be_done_and_keys_are_named(listing: Listing) -> None:
    listing.table.clearSelection()
    menu = listing.deeds.menu(listing)
    ready = {a.text().split("\t")[0]: a.isEnabled() for a in menu.actions() if a.text()}
    assert ready["全选，共 5 户(&A)"]
    assert not ready["复制(&C)"]
    listing.table.choose(0)
    menu = listing.deeds.menu(listing)
    assert all(a.isEnabled() for a in menu.actions() if a.text())


def test_a_search_from_everywhere_is_gone_on_with_in_the_list(listing: Listing, office: Office) -> None:
    listing.show_found("search", "李四")
    assert (listing.search.value(), listing.found.text()) == ("李四", "找到 1 户")
    listing.clear.click()
    assert (listing.search.value(), listing.found.text()) == ("", "共 5 户")
