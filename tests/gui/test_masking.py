"""Nothing sensitive stands on the screen unasked: every text of every widget and model is searched for one household's facts.

The same search finds each of them once it was asked for, so it would see them anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import applying, assessment, intake, noticing, relief, visiting
from desktop.casework.office import Office
from desktop.domain.accounts import Role, User
from desktop.domain.application import Application, StepKind
from desktop.domain.household import Cause, Certificate, CertificateKind, Household, Topic
from desktop.domain.payout import Batch, Form, Fund
from desktop.domain.person import Disease, Health, Illness
from desktop.domain.trail import Act
from desktop.domain.visit import Purpose, Round
from desktop.store import trail
from desktop.ui.dialogs.apply import ApplyDialog
from desktop.ui.dialogs.plan_round import PlanRound
from desktop.ui.dialogs.prepare_batch import PrepareBatch
from desktop.ui.dialogs.record_visit import RecordVisit
from desktop.ui.dialogs.roster_import import RosterImport
from desktop.ui.fields.covered import HIDE, SHOW, SHOWN_FOR, Covered
from desktop.ui.news import News
from desktop.ui.pages import PAGES
from desktop.ui.pages.household.detail import Detail
from desktop.ui.pages.household.member_entry import MemberDialog
from desktop.ui.pages.household.paper_entries import CertificateDialog, IllnessDialog
from desktop.ui.pages.households import Households
from desktop.ui.pages.payouts import Payouts
from desktop.ui.pages.visits import Visits
from desktop.ui.window import Window
from tests.conftest import TODAY, make_household
from tests.gui.cases import PLAN, fill_in, onward
from tests.gui.hands import Officer, write
from tests.gui.keys import press

NAME = "陈遮盖"
ID, PHONE, CARD = "11010519491231002X", "19912345678", "6222020200012345670"
ADDRESS, HUKOU, CONTACT = "示例市和平社区3栋502室", "示例县红星村七组12号", "邻居王姐 19987654321"
ILLNESS, HOSPITAL = "肺腺癌", "示例肿瘤医院"
FORBIDDEN = {
    "id_number": (ID, "19491231", "1949-12-31", "1949 年 12 月", "1949年12月"),
    "phone": (PHONE, "9912345"),
    "card_number": (CARD, "6222 0202 0001 2345 670", "02000123"),
    "address": (ADDRESS, "3栋502"),
    "hukou_place": (HUKOU, "七组", "12号"),
    "other_contact": ("19987654321", "9987654"),
    "illness": (ILLNESS, HOSPITAL),
}
EVERYTHING = tuple(fragment for fragments in FORBIDDEN.values() for fragment in fragments)
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
SAID = (
    "text",
    "title",
    "toolTip",
    "statusTip",
    "whatsThis",
    "windowTitle",
    "accessibleName",
    "accessibleDescription",
    "placeholderText",
    "currentText",
    "whole",
)


def texts_of(widget: QWidget) -> Iterator[str]:
    """Everything one widget says or could say, hidden or not."""
    for name in SAID:
        told = getattr(widget, name, None)
        if callable(told):
            try:
                yield str(told())
            except TypeError:
                continue  # a text for each of its parts, asked for below
    if isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(n) for n in range(widget.count()))
    tab_text, count = getattr(widget, "tabText", None), getattr(widget, "count", None)
    if callable(tab_text) and callable(count):
        yield from (str(tab_text(n)) for n in range(cast(int, count())))
    if isinstance(widget, QAbstractItemView) and cast(Any, widget.model()) is not None:
        yield from _cells(widget.model())


def _cells(model: QAbstractItemModel, below: QModelIndex | None = None) -> Iterator[str]:
    parent = below or QModelIndex()
    # A plain list, such as one of words offered while typing, keeps its one column to itself.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from (str(model.data(index, role)) for role in ROLES)
            if column == 0 and not isinstance(model, QAbstractListModel) and model.rowCount(index):
                yield from _cells(model, index)


def seen(fragments: tuple[str, ...] = EVERYTHING) -> set[str]:
    """Which of these can be read in any widget there is."""
    found: set[str] = set()
    for widget in QApplication.allWidgets():
        for text in texts_of(widget):
            found |= {fragment for fragment in fragments if fragment in text}
    return found


@dataclass
class Life:
    """One household through the whole office, up to the payout of its aid."""

    household: Household
    case: Application
    plan: Round
    batch: Batch


def ill_household() -> Household:
    """A household with something of every sensitive kind."""
    made = make_household(
        NAME,
        cause=Cause.own_illness,
        address=ADDRESS,
        hukou_place=HUKOU,
        other_contact=CONTACT,
        bank="示例银行",
        card_number=CARD,
        certificates=(Certificate(kind=CertificateKind.disability, whose=1, number=f"{ID}43"),),
        verified_none=frozenset(Topic) - {Topic.certificates, Topic.illnesses},
    )
    head = replace(
        made.members[0],
        id_number=ID,
        born=date(1949, 12, 31),
        phone=PHONE,
        health=Health.cancer,
        illnesses=(Illness(disease=Disease.cancer, name=ILLNESS, hospital=HOSPITAL),),
    )
    return replace(made, members=(head, *made.members[1:]))


@pytest.fixture
def life(office: Office) -> Life:
    """The household on file, visited, helped."""
    fill_in(office)
    kept = intake.record_household(office, ill_household())
    plan = visiting.propose_round(
        office, "三月走访", Purpose.inquiry, [kept.id or 0], ("林晓舟", "赵一鸣"), TODAY, date(2026, 3, 6)
    )
    plan = visiting.record_round(office, plan)
    verdict = assessment.assess(office, kept.id or 0, PLAN)
    case = applying.apply(office, verdict.id or 0, NAME, "家庭困难", office.today())
    case = onward(office, case, StepKind.pay)
    fund = relief.record_fund(office, Fund(name="送温暖", source="工会自筹"), cast(Any, 5000))
    batch = relief.prepare_batch(office, "春节", fund.id or 0, Form.transfer, [case.id or 0], TODAY)
    return Life(intake.household(office, kept.id or 0), case, plan, batch)


@pytest.fixture
def window(qtbot: QtBot, office: Office, life: Life) -> Iterator[Window]:
    """The window of the office; what was not saved is let go at the end."""
    shown = Window(office)
    shown.resize(1280, 760)
    with qtbot.waitActive(shown):
        shown.show()
    yield shown
    for page in shown.pages.values():
        if isinstance(page, Households) and page.detail is not None:
            page.detail.draft.keep(page.detail.draft.household)
    shown.close()
    shown.deleteLater()


@pytest.fixture
def detail(window: Window, life: Life) -> Detail:
    """The household's file, open."""
    window.go("households", life.household.id)
    page = window.page()
    assert isinstance(page, Households)
    assert page.detail is not None
    return page.detail


def looks(office: Office) -> list[str]:
    """What the log says was looked at, the latest first."""
    with office.store.read() as session:
        return [entry.about for entry in trail.entries(session, acts=[Act.reveal])]


# --- every page


def test_no_page_shows_anything_sensitive_unasked(
    qtbot: QtBot, window: Window, life: Life, officer: Officer
) -> None:
    for entry in PAGES:
        window.go(entry.key)
        assert seen() == set(), entry.title
    window.go("households", life.household.id)
    households = window.page()
    assert isinstance(households, Households)
    assert households.detail is not None
    for number in range(households.detail.tabs.count()):
        households.detail.tabs.setCurrentIndex(number)
        assert seen() == set(), households.detail.tabs.tabText(number)
    households.detail.check.scheme.set_value(PLAN)
    households.detail.check.try_now()
    assert seen() == set(), "试算"
    window.go("applications", life.case.id)
    assert seen() == set(), "申请"
    window.go("visits", life.plan.id)
    assert isinstance(visits := window.page(), Visits)
    assert visits.detail is not None
    assert seen() == set(), "走访"
    window.go("payouts", life.batch.id)
    assert isinstance(payouts := window.page(), Payouts)
    assert payouts.detail is not None
    assert seen() == set(), "发放"
    assert officer.heard == []


def test_no_dialog_shows_anything_sensitive_unasked(
    qtbot: QtBot, office: Office, life: Life, detail: Detail
) -> None:
    h = life.household
    verdict = assessment.assessments_of(office, h.id or 0)[0]
    funds = [line.fund if hasattr(line, "fund") else line for line in cast(Any, relief.funds(office))]
    lines = noticing.notice_cases(office, noticing.notices(office)[0].notice.id or 0)
    dialogs: list[QWidget] = [
        MemberDialog(h, h.head, TODAY, detail.curtain),
        CertificateDialog(h, h.certificates[0], TODAY, detail.curtain),
        IllnessDialog(h, (1, h.head.illnesses[0]), TODAY, detail.curtain),
        RecordVisit(office, life.plan.visits[0]),
        PlanRound(office, [h.id or 0]),
        PrepareBatch(office, lines, funds),
        ApplyDialog(verdict, (), TODAY, lambda ids, filing: applying.prospects(office, ids, filing)),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        assert seen() == set(), dialog.windowTitle()


def test_a_roster_quotes_no_number_whole(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = cast(Any, book.active)
    sheet.append(["姓名", "身份证号", "联系电话", "银行卡号", "家庭住址"])
    sheet.append([NAME, f"{ID}9", f"{PHONE}1", f"{CARD}号", ADDRESS])
    sheet.append(["王练习", ID, f"{PHONE}1", f"{CARD}号", ADDRESS])
    path = tmp_path / "名册.xlsx"
    book.save(path)
    dialog = RosterImport(office, News())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.look_at(path)
    assert dialog.running is not None
    with qtbot.waitSignal(dialog.running.ended, timeout=20_000):
        pass
    dialog.look_page.buttons["全部"].click()
    assert dialog.look_page.model.rowCount() == 2
    told = " ".join(text for widget in QApplication.allWidgets() for text in texts_of(widget))
    assert "电话号码" in told or "数字以外" in told
    assert seen() == set()


def test_a_copied_line_is_covered_too(qtbot: QtBot, window: Window, life: Life, detail: Detail) -> None:
    for table in (
        detail.members.section.table,
        detail.illnesses.section.table,
        detail.certificates.section.table,
    ):
        table.choose(0)
        QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        copied = QGuiApplication.clipboard().text()
        assert copied
        assert not any(fragment in copied for fragment in EVERYTHING)
    assert "110105**********2X43" in copied
    field = detail.basics.covers["card_number"]
    field.shade.selectAll()
    field.shade.copy()
    assert QGuiApplication.clipboard().text() == "6222 **** **** 5670"


# --- asking


@pytest.mark.parametrize(
    "name", ["id_number", "born", "phone", "card_number", "address", "hukou_place", "other_contact", "health"]
)
def test_what_is_asked_for_is_logged_and_shown_and_nothing_else(
    qtbot: QtBot, office: Office, detail: Detail, name: str
) -> None:
    field = detail.basics.covers[name]
    assert field.is_covered
    assert not field.field.isVisible()
    assert looks(office) == []
    field.button.click()
    assert len(looks(office)) == 1
    assert NAME in looks(office)[0]
    assert field.field.isVisible()
    if name == "born":
        assert seen() == {"1949-12-31"}
    elif name == "health":
        assert field.field.currentText() == "恶性肿瘤"
        assert seen() == set()
    else:
        found = seen()
        assert found
        own = (*FORBIDDEN[name], *(("1949 年 12 月", "1949年12月") if name == "id_number" else ()))
        assert found <= set(own)
        assert FORBIDDEN[name][0] in found
    assert not detail.draft.dirty
    field.button.click()
    assert field.is_covered
    assert seen() == set()


def test_lists_are_shown_whole_when_asked(
    qtbot: QtBot, window: Window, office: Office, detail: Detail
) -> None:
    for part, fragment in (
        (detail.members, ID),
        (detail.certificates, f"{ID}43"),
        (detail.illnesses, ILLNESS),
    ):
        detail.tabs.setCurrentWidget(part)
        button = part.section.show_button
        assert button is not None
        assert button.isVisible()
        for opened_now in (True, False):
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
            qtbot.waitUntil(lambda lid=part.lid, now=opened_now: lid.is_open is now)
            assert (fragment in seen((fragment,))) is opened_now
        assert seen() == set()
    assert len(looks(office)) == 3


def test_dialogs_show_what_is_asked_for(qtbot: QtBot, office: Office, life: Life, detail: Detail) -> None:
    h = life.household
    member = MemberDialog(h, h.head, TODAY, detail.curtain)
    illness = IllnessDialog(h, (1, h.head.illnesses[0]), TODAY, detail.curtain)
    for dialog in (member, illness):
        qtbot.addWidget(dialog)
        dialog.show()
    member.covers["id_number"].button.click()
    assert ID in seen()
    illness.covers["name"].button.click()
    assert {ILLNESS, HOSPITAL} <= seen()
    assert illness.disease.currentText() == "恶性肿瘤"
    assert len(looks(office)) == 2
    detail.curtain.draw()
    assert seen() == set()
    assert member.member() == h.head
    assert illness.illness() == (1, h.head.illnesses[0])


def test_who_may_not_look_sees_nothing_and_is_told_who_may(
    qtbot: QtBot, office: Office, life: Life, officer: Officer
) -> None:
    auditor = replace(office, user=User(id=None, name="周审计", roles=frozenset({Role.auditor})))
    page = Households(auditor, News(), lambda _key, _item: None)
    qtbot.addWidget(page)
    page.show()
    page.open(life.household.id or 0)
    assert page.detail is not None
    page.detail.basics.covers["id_number"].button.click()
    assert len(officer.heard) == 1
    assert "岗位" in officer.heard[0]
    assert page.detail.basics.covers["id_number"].is_covered
    assert seen() == set()
    assert looks(office) == []


# --- covering again


def opened(detail: Detail) -> Covered:
    """A field that was asked for."""
    field = detail.basics.covers["id_number"]
    field.button.click()
    detail.members.lid.turn()
    assert ID in seen()
    return field


def test_leaving_the_page_covers_again(window: Window, detail: Detail) -> None:
    field = opened(detail)
    window.go("desk")
    assert field.is_covered
    window.go("households")
    assert seen() == set()


def test_another_household_is_covered(window: Window, office: Office, detail: Detail, life: Life) -> None:
    opened(detail)
    other = intake.record_household(office, make_household("别人"))
    window.go("households", other.id)
    assert seen() == set()
    window.go("households", life.household.id)
    assert seen() == set()


def test_f9_covers_again(qtbot: QtBot, window: Window, detail: Detail) -> None:
    field = opened(detail)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F9)
    assert not window.cover.is_laid
    assert field.is_covered
    assert seen() == set()


def test_saving_covers_again(detail: Detail, officer: Officer) -> None:
    field = opened(detail)
    detail.basics.remark.setPlainText("补记")
    assert detail.save()
    assert field.is_covered
    assert seen() == set()


def test_after_two_minutes_it_is_covered_but_not_while_somebody_types(qtbot: QtBot, detail: Detail) -> None:
    assert SHOWN_FOR == 120_000
    field = detail.basics.covers["phone"]
    timer = rest_of(field)
    timer.setInterval(400)
    field.button.click()
    assert timer.remainingTime() > 0
    for _ in range(6):
        qtbot.wait(100)
        write(field.field, "1")
        assert not field.is_covered
    qtbot.waitUntil(lambda: field.is_covered, timeout=2_000)
    assert detail.draft.household.head.phone == f"111111{PHONE}"


def rest_of(field: Covered) -> Any:
    """The clock of a field's lid."""
    return cast(Any, field.lid)._rest


# --- a covering is never a value


def test_a_covered_field_cannot_be_typed_into(qtbot: QtBot, detail: Detail) -> None:
    field = detail.basics.covers["card_number"]
    field.shade.setFocus()
    write(field.shade, "999")
    QTest.keyClick(field.shade, Qt.Key.Key_Backspace)
    assert field.value() == CARD
    assert not detail.draft.dirty
    assert field.shade.text() == "6222 **** **** 5670"


def test_saving_with_everything_covered_keeps_every_value(
    office: Office, life: Life, detail: Detail, officer: Officer
) -> None:
    detail.basics.remark.setPlainText("补记")
    assert detail.save()
    kept = intake.household(office, life.household.id or 0)
    assert replace(kept, remark="", version=0) == replace(life.household, remark="", version=0)
    assert kept.remark == "补记"


def test_a_pasted_covering_is_not_saved(office: Office, life: Life, detail: Detail, officer: Officer) -> None:
    for name in ("card_number", "phone", "address", "other_contact"):
        field = detail.basics.covers[name]
        covering = field.shade.text()
        field.button.click()
        line = getattr(field.field, "edit", field.field)
        line.clear()
        write(line, covering)
        assert not detail.save(), name
        assert "*" in officer.heard[-1]
        field.set_value(getattr(life.household.head if name == "phone" else life.household, name))
        line.clear()
        write(line, "6222020200012345670" if name == "card_number" else "新的")
    kept = intake.household(office, life.household.id or 0)
    assert (kept.card_number, kept.address) == (CARD, ADDRESS)


def test_a_faulty_number_is_still_refused_after_it_was_covered(
    office: Office, life: Life, detail: Detail, officer: Officer
) -> None:
    field = detail.basics.covers["id_number"]
    field.button.click()
    detail.basics.id_number.edit.clear()
    write(detail.basics.id_number.edit, "110105194912310021")
    detail.curtain.draw()
    assert field.is_covered
    assert not detail.save()
    assert "校验码" in officer.heard[0]
    assert intake.household(office, life.household.id or 0).head.id_number == ID


def test_no_stored_text_of_a_household_holds_a_star(
    office: Office, life: Life, detail: Detail, officer: Officer
) -> None:
    for field in detail.basics.covers.values():
        field.button.click()
        field.button.click()
    detail.basics.remark.setPlainText("补记")
    assert detail.save()
    assert not re.search(r"\*", repr(intake.household(office, life.household.id or 0)))


# --- a new household


def test_what_is_being_typed_is_seen_until_it_is_saved(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    page = Households(office, News(), lambda _key, _item: None)
    qtbot.addWidget(page)
    page.show()
    page.new()
    detail = page.detail
    assert detail is not None
    write(detail.basics.name, "新来的")
    write(detail.basics.id_number.edit, ID)
    write(detail.basics.phone, PHONE)
    write(detail.basics.address, ADDRESS)
    assert {ID, PHONE, ADDRESS, "1949-12-31"} <= seen()
    assert not any(field.button.isVisible() for field in detail.basics.covers.values())
    assert detail.save()
    assert seen() == set()
    kept = intake.household(office, detail.draft.household.id or 0)
    assert (kept.head.id_number, kept.head.phone, kept.address) == (ID, PHONE, ADDRESS)
    assert looks(office) == []


def test_an_empty_field_of_a_saved_household_is_simply_filled_in(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    kept = intake.record_household(office, make_household("空白"))
    page = Households(office, News(), lambda _key, _item: None)
    qtbot.addWidget(page)
    page.show()
    page.open(kept.id or 0)
    assert page.detail is not None
    card = page.detail.basics.covers["card_number"]
    assert not card.is_covered
    write(page.detail.basics.card_number.edit, CARD)
    assert page.detail.draft.household.card_number == CARD
    page.detail.basics.name.setFocus()
    assert not card.is_covered
    assert page.detail.save()
    assert card.is_covered
    assert intake.household(office, kept.id or 0).card_number == CARD


# --- by the keyboard


def test_the_button_is_reached_by_tab_enter_passes_and_space_shows(
    qtbot: QtBot, window: Window, detail: Detail
) -> None:
    field = detail.basics.covers["phone"]
    detail.basics.name.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is field.button
    press(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is detail.basics.covers["id_number"].button
    press(qtbot, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is field.button
    assert field.button.accessibleName() == f"{SHOW}联系电话"
    press(qtbot, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is field.field
    assert field.button.text() == HIDE
    press(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is field.button
    press(qtbot, Qt.Key.Key_Space)
    assert field.is_covered
    assert QApplication.focusWidget() is field.button
