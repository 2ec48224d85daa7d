"""The page of households: the list, a file with its live income, and the means check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from desktop.casework import assessment, intake, settings
from desktop.casework.office import Office
from desktop.casework.settings import record_parameter
from desktop.domain.assessment import Assessment
from desktop.domain.household import (
    Cause,
    Certificate,
    CertificateKind,
    ExpenseKind,
    Hardship,
    Household,
    IncomeKind,
    Period,
    PropertyKind,
    Tag,
    Topic,
)
from desktop.domain.listing import HouseholdQuery
from desktop.domain.person import DisabilityKind, Disease, Health, Illness, Member, Relation, Sex
from desktop.domain.scheme_header import SchemeKind
from desktop.domain.verdict import Finding, Goods, Missing, Outcome, Verdict
from desktop.ui.fields.covered import Curtain
from desktop.ui.news import News
from desktop.ui.pages.household.detail import Detail
from desktop.ui.pages.household.member_entry import MemberDialog
from desktop.ui.pages.household.money_entries import ExpenseDialog, IncomeDialog, PropertyDialog
from desktop.ui.pages.household.paper_entries import CertificateDialog, IllnessDialog, TagDialog
from desktop.ui.pages.households import Households
from desktop.ui.verdict_sheet import VerdictSheet, verdict_text
from tests.gui.hands import Officer, write

Build = Callable[..., Household]
CONTROL = Qt.KeyboardModifier.ControlModifier
OPEN = Curtain(lambda _what, _whose: True, lambda _whose: False)
"""Covers nothing: as for a household that is not on file yet."""
SHUT = Curtain(lambda _what, _whose: True, lambda _whose: True)


class Desk:
    """The page with what it asked of the window."""

    def __init__(self, qtbot: QtBot, office: Office) -> None:
        self.qtbot, self.office = qtbot, office
        self.went: list[tuple[str, object]] = []
        self.said: list[str] = []
        self.news = News()
        self.news.said.connect(self.said.append)
        self.page = Households(office, self.news, self.go)
        qtbot.addWidget(self.page)
        self.page.resize(1120, 700)
        with qtbot.waitActive(self.page):
            self.page.show()
        self.page.refresh()

    def go(self, key: str, item: object = None) -> None:
        self.went.append((key, item))

    def names(self) -> list[str]:
        model = self.page.listing.model
        return [str(model.index(row, 1).data()) for row in range(model.rowCount())]

    def open(self, household: Household) -> Detail:
        self.page.open(household.id or 0)
        assert self.page.detail is not None
        return self.page.detail


@pytest.fixture
def desk(qtbot: QtBot, office: Office) -> Callable[[], Desk]:
    return lambda: Desk(qtbot, office)


@pytest.fixture
def three(office: Office, household: Build) -> list[Household]:
    """Three households on file, one with a name beyond the basic plane, one that looks like markup."""
    made = [
        household(
            "曾小明", hardship=Hardship.deep, cause=Cause.own_illness, card_number="6222020200012345670"
        ),
        household("𬱖䶮", monthly="900", hardship=Hardship.relative, tags=(Tag(name="重点关注"),)),
        household(
            "<b>欧阳示范</b>",
            monthly="5000",
            verified_none=frozenset(Topic) - {Topic.certificates},
            certificates=(Certificate(kind=CertificateKind.dibao),),
        ),
    ]
    made[0] = replace(
        made[0],
        members=(replace(made[0].members[0], id_number="11010519491231002X", sex=None), *made[0].members[1:]),
    )
    return [intake.record_household(office, each) for each in made]


# --- the list ---


def test_an_empty_office_is_told_what_to_do_next(desk: Callable[[], Desk]) -> None:
    listing = desk().page.listing
    assert listing.empty.isVisible()
    assert "Ctrl+I" in listing.empty.hint.text()
    assert "Ctrl+N" in listing.empty.hint.text()


def test_the_list_shows_all_with_numbers_covered_and_names_as_they_are(
    desk: Callable[[], Desk], three: list[Household]
) -> None:
    at = desk()
    assert at.names() == ["曾小明", "𬱖䶮", "<b>欧阳示范</b>"]
    assert at.page.listing.found.text() == "共 3 户"
    row = [str(at.page.listing.model.index(0, c).data()) for c in range(at.page.listing.model.columnCount())]
    assert "110105********002X" in row
    assert "199****1234" in row
    assert not any("11010519491231002X" in cell or "19900001234" in cell for cell in row)


def test_searching_by_initials_finds_and_clearing_brings_all_back(
    qtbot: QtBot, desk: Callable[[], Desk], three: list[Household]
) -> None:
    at = desk()
    at.page.search()
    assert QApplication.focusWidget() is at.page.listing.search
    write(at.page.listing.search, "zxm")
    qtbot.waitUntil(lambda: at.names() == ["曾小明"])
    assert at.page.listing.found.text() == "找到 1 户"
    write(at.page.listing.search, "没有这个人")
    qtbot.waitUntil(lambda: at.names() == [])
    assert not at.page.listing.empty.isVisible()
    at.page.listing.clear.click()
    assert len(at.names()) == 3


def test_filters_narrow_the_list_each_by_its_own(desk: Callable[[], Desk], three: list[Household]) -> None:
    at = desk()
    listing = at.page.listing
    listing.hardship.set_value(Hardship.relative)
    assert at.names() == ["𬱖䶮"]
    listing.clear_filters()
    listing.cause.set_value(Cause.own_illness)
    assert at.names() == ["曾小明"]
    listing.clear_filters()
    listing.certificate.set_value(CertificateKind.dibao)
    assert at.names() == ["<b>欧阳示范</b>"]
    listing.clear_filters()
    listing.tag.set_value("重点关注")
    assert at.names() == ["𬱖䶮"]


def test_a_head_sorts_in_the_store_and_again_the_other_way(
    desk: Callable[[], Desk], three: list[Household]
) -> None:
    at = desk()
    heads = at.page.listing.table.horizontalHeader()
    columns = [c.title for c in at.page.listing.model.columns]
    heads.setSortIndicator(columns.index("人均月收入"), Qt.SortOrder.AscendingOrder)
    assert at.names() == ["𬱖䶮", "曾小明", "<b>欧阳示范</b>"]
    heads.setSortIndicator(columns.index("人均月收入"), Qt.SortOrder.DescendingOrder)
    assert at.names() == ["<b>欧阳示范</b>", "曾小明", "𬱖䶮"]


def test_enter_opens_escape_comes_back_to_the_same_line(
    qtbot: QtBot, desk: Callable[[], Desk], three: list[Household]
) -> None:
    at = desk()
    table = at.page.listing.table
    qtbot.keyClick(at.page.listing.search, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert at.page.detail is not None
    assert at.page.detail.head.name.whole() == "𬱖䶮"
    qtbot.keyClick(at.page.detail.tabs.tabBar(), Qt.Key.Key_Escape)
    assert at.page.detail is None
    assert table.hasFocus()
    assert table.currentIndex().row() == 1


def test_the_list_hears_of_households_recorded_elsewhere(
    desk: Callable[[], Desk], three: list[Household], household: Build
) -> None:
    at = desk()
    kept = intake.record_household(at.office, household("新来的"))
    at.news.household_changed.emit(kept.id)
    assert "新来的" in at.names()


# --- one file ---


def test_a_household_is_entered_by_the_keyboard_alone(
    qtbot: QtBot, desk: Callable[[], Desk], officer: Officer
) -> None:
    at = desk()
    at.page.new()
    for text in ("陈练习", "19900001234", "11010519491231002x"):
        focused = QApplication.focusWidget()
        assert focused is not None
        write(focused, text)
        qtbot.keyClick(focused, Qt.Key.Key_Return)
    detail = at.page.detail
    assert detail is not None
    assert detail.draft.household.head.sex is Sex.female
    assert detail.draft.household.head.born == date(1949, 12, 31)
    for _ in range(2):
        qtbot.keyClick(detail, Qt.Key.Key_PageDown, CONTROL)
    assert detail.tabs.currentWidget() is detail.incomes

    def wage(dialog: IncomeDialog) -> None:
        qtbot.keyClick(dialog.whose, Qt.Key.Key_Return)
        qtbot.keyClick(dialog.kind, Qt.Key.Key_Return)
        write(dialog.amount.edit, "1800")
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)

    officer.will_do(wage)
    detail.incomes.section.table.setFocus()
    qtbot.keyClick(detail.incomes.section.table, Qt.Key.Key_Insert)
    assert detail.head.gross.text() == "1,800.00 元"
    at.page.save()
    assert officer.heard == []
    kept = intake.household(at.office, intake.find_households(at.office, HouseholdQuery()).lines[0].id)
    assert kept.head.name == "陈练习"
    assert kept.head.id_number == "11010519491231002X"
    assert kept.incomes[0].amount == Decimal("1800")
    assert at.said[-1].startswith("已保存：陈练习")


def test_income_is_shown_live_with_its_sum(
    desk: Callable[[], Desk], three: list[Household], officer: Officer
) -> None:
    at = desk()
    detail = at.open(three[0])
    assert detail.head.gross.text() == "900.00 元"
    assert detail.head.gross_sum.text() == "全年收入 21600.00 ÷ 2 人 ÷ 12 个月 = 900.00 元"
    assert detail.head.net.text() == "900.00 元"

    def illness(dialog: ExpenseDialog) -> None:
        dialog.kind.set_value(ExpenseKind.illness)
        dialog.amount.edit.setText("10000")
        dialog.reimbursed.edit.setText("4000")
        dialog.reimbursed.changed.emit()
        assert dialog.self_paid.text().startswith("6,000.00")
        dialog.take.click()

    officer.will_do(illness)
    detail.expenses.section.add()
    assert detail.head.net.text() == "650.00 元"
    assert "6000.00" in detail.expenses.sums.lines.text()
    assert detail.head.unsaved.isVisible()


def test_unknown_income_is_said_to_be_unknown(
    desk: Callable[[], Desk], office: Office, household: Build
) -> None:
    kept = intake.record_household(office, household(incomes=(), verified_none=frozenset()))
    detail = desk().open(kept)
    assert detail.head.gross.text() == "不清楚"
    assert "无收入" in detail.head.gross_sum.text()
    titles = [detail.tabs.tabText(n) for n in range(detail.tabs.count())]
    assert "收入 ？" in titles
    assert "财产 ？" in titles


def test_checked_and_none_is_not_the_same_as_not_asked(
    desk: Callable[[], Desk], office: Office, household: Build, officer: Officer
) -> None:
    kept = intake.record_household(office, household(verified_none=frozenset()))
    at = desk()
    detail = at.open(kept)
    assert detail.head.net.text() == "不清楚"
    detail.expenses.none.click()
    assert detail.head.net.text() == "900.00 元"
    assert "刚性支出 ✔" in [detail.tabs.tabText(n) for n in range(detail.tabs.count())]
    detail.properties.none[Topic.vehicles].click()
    assert detail.draft.household.verified_none == {Topic.expenses, Topic.vehicles}

    def car(dialog: PropertyDialog) -> None:
        dialog.kind.set_value(PropertyKind.vehicle)
        dialog.take.click()

    officer.will_do(car)
    detail.properties.section.add()
    assert detail.draft.household.verified_none == {Topic.expenses}
    assert not detail.properties.none[Topic.vehicles].isEnabled()


def test_unsaved_changes_are_asked_about_and_each_answer_is_obeyed(
    desk: Callable[[], Desk], three: list[Household], officer: Officer
) -> None:
    at = desk()
    detail = at.open(three[0])
    detail.basics.covers["address"].button.click()
    detail.basics.address.clear()
    write(detail.basics.address, "示例市新家 1 号")
    officer.will_say("继续编辑", "不保存")
    assert not at.page.may_leave()
    assert at.page.may_leave()
    assert intake.household(at.office, three[0].id or 0).address == three[0].address
    officer.will_say("保存")
    detail.leave()
    assert at.page.detail is None
    assert intake.household(at.office, three[0].id or 0).address == "示例市新家 1 号"


def test_nothing_changed_is_nothing_asked(desk: Callable[[], Desk], three: list[Household]) -> None:
    at = desk()
    for each in three:
        detail = at.open(each)
        for number in range(detail.tabs.count()):
            detail.tabs.setCurrentIndex(number)
        assert not detail.draft.dirty
        assert at.page.may_leave()


def test_a_wrong_field_keeps_the_file_from_being_saved_and_gets_the_cursor(
    desk: Callable[[], Desk], three: list[Household], officer: Officer
) -> None:
    at = desk()
    detail = at.open(three[1])
    detail.basics.id_number.setFocus()
    write(detail.basics.id_number.edit, "110105194912310021")
    detail.tabs.setCurrentIndex(3)
    at.page.save()
    assert "证件号码" in officer.heard[0]
    assert detail.tabs.currentWidget() is detail.basics
    assert intake.household(at.office, three[1].id or 0).head.id_number == ""


def test_what_the_office_refuses_is_told_and_nothing_is_lost(
    desk: Callable[[], Desk], three: list[Household], officer: Officer
) -> None:
    at = desk()
    detail = at.open(three[1])
    write(detail.basics.id_number.edit, "11010519491231002X")
    at.page.save()
    assert three[0].number in officer.heard[0]
    assert detail.draft.dirty
    assert detail.basics.id_number.value() == "11010519491231002X"


def test_a_file_changed_elsewhere_is_not_overwritten_unseen(
    desk: Callable[[], Desk], three: list[Household], officer: Officer
) -> None:
    at = desk()
    detail = at.open(three[0])
    intake.record_household(at.office, replace(three[0], remark="别处改的"))
    detail.basics.covers["address"].button.click()
    write(detail.basics.address, "改")
    at.page.save()
    assert len(officer.heard) == 1
    assert intake.household(at.office, three[0].id or 0).remark == "别处改的"


def test_a_refresh_takes_in_what_changed_elsewhere_unless_something_is_unsaved(
    desk: Callable[[], Desk], three: list[Household]
) -> None:
    at = desk()
    detail = at.open(three[0])
    intake.record_household(at.office, replace(three[0], remark="别处改的"))
    at.page.refresh()
    assert detail.basics.remark.value() == "别处改的"
    detail.basics.covers["address"].button.click()
    write(detail.basics.address, "改")
    now = intake.household(at.office, three[0].id or 0)
    intake.record_household(at.office, replace(now, remark="又改"))
    at.page.refresh()
    assert detail.basics.remark.value() == "别处改的"


def test_a_member_is_added_and_taken_off_with_what_was_theirs(
    desk: Callable[[], Desk], three: list[Household], officer: Officer
) -> None:
    at = desk()
    detail = at.open(three[0])

    def mother(dialog: MemberDialog) -> None:
        write(dialog.name, "王老练习")
        dialog.relation.set_value(Relation.mother)
        write(dialog.id_number.edit, "440524188001010014")
        dialog.take.click()

    def pension(dialog: IncomeDialog) -> None:
        dialog.whose.set_value(3)
        dialog.kind.set_value(IncomeKind.pension)
        dialog.amount.edit.setText("1200")
        dialog.take.click()

    officer.will_do(mother, pension)
    detail.members.section.add()
    assert detail.draft.household.members[2].born == date(1880, 1, 1)
    detail.incomes.section.add()
    assert detail.head.gross.text() == "1,000.00 元"
    detail.members.section.table.choose(2)
    officer.will_say("删除")
    detail.members.section.remove()
    assert [m.ordinal for m in detail.draft.household.members] == [1, 2]
    assert len(detail.draft.household.incomes) == 1
    assert "1 条" in officer.heard[0]
    detail.members.section.table.choose(0)
    detail.members.section.remove()
    assert len(detail.draft.household.members) == 2
    assert "户主不能删除" in officer.heard[1]


def test_a_member_without_name_or_relation_is_not_taken(qtbot: QtBot, household: Build) -> None:
    dialog = MemberDialog(household(), None, date(2026, 3, 2), OPEN)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.take.click()
    assert "姓名" in dialog.trouble.text()
    write(dialog.name, "王小习")
    dialog.take.click()
    assert "关系" in dialog.trouble.text()
    assert dialog.isVisible()


@pytest.mark.parametrize("curtain", [OPEN, SHUT])
def test_every_member_field_survives_the_dialog(qtbot: QtBot, household: Build, curtain: Curtain) -> None:
    member = Member(
        ordinal=1,
        name="陈练习",
        relation=Relation.head,
        id_number="11010519491231002X",
        sex=Sex.female,
        born=date(1949, 12, 31),
        phone="19900001234",
        health=Health.cancer,
        disability=DisabilityKind.limb,
        disability_grade=2,
        ethnicity="穿青人",
        political_status="群众",
        employer="示例厂",
        employer_kind="国有企业",
        industry="制造业",
        started_work=date(1990, 7, 1),
        model_worker="全国劳模",
        insured=False,
        lives_here=False,
        remark="甲",
    )
    dialog = MemberDialog(household(), member, date(2026, 3, 2), curtain)
    qtbot.addWidget(dialog)
    assert dialog.member() == member


@pytest.mark.parametrize("curtain", [OPEN, SHUT])
def test_each_small_dialog_gives_back_what_it_was_given(
    qtbot: QtBot, office: Office, household: Build, curtain: Curtain
) -> None:
    today = date(2026, 3, 2)
    h = household()
    income = IncomeDialog(h, h.incomes[0], today)
    certificate = Certificate(
        kind=CertificateKind.disability,
        whose=2,
        number="甲 1",
        issued_on=date(2024, 1, 1),
        expires_on=date(2034, 1, 1),
    )
    certificates = CertificateDialog(h, certificate, today, curtain)
    tag = TagDialog(Tag(name="单亲", since=date(2025, 1, 1)), [], today)
    illness = IllnessDialog(h, None, today, curtain)
    illness.disease.set_value(Disease.kidney_failure)
    ill = (2, Illness(disease=Disease.aids, name="甲病", hospital="乙医院", diagnosed_on=date(2025, 1, 1)))
    known = IllnessDialog(h, ill, today, curtain)
    for dialog in (income, certificates, tag, illness, known):
        qtbot.addWidget(dialog)
    assert income.income() == h.incomes[0]
    assert certificates.certificate() == certificate
    assert tag.tag() == Tag(name="单亲", since=date(2025, 1, 1))
    assert illness.illness()[1].disease is Disease.kidney_failure
    assert known.illness() == ill


def test_nothing_earned_needs_no_amount_and_anything_else_does(qtbot: QtBot, household: Build) -> None:
    dialog = IncomeDialog(household(), None, date(2026, 3, 2))
    qtbot.addWidget(dialog)
    assert dialog.wrong() != ""
    dialog.kind.set_value(IncomeKind.none)
    assert dialog.wrong() == ""
    assert dialog.income().amount == 0
    dialog.period.set_value(Period.once)
    assert not dialog.received_on.isHidden()


def test_a_certificate_cannot_end_before_it_begins(qtbot: QtBot, household: Build) -> None:
    dialog = CertificateDialog(household(), None, date(2026, 3, 2), OPEN)
    qtbot.addWidget(dialog)
    dialog.issued_on.edit.setText("2026-01-01")
    dialog.expires_on.edit.setText("2025-01-01")
    assert "早于" in dialog.wrong()


def test_more_reimbursed_than_charged_is_refused(qtbot: QtBot, household: Build) -> None:
    dialog = ExpenseDialog(household(), None, date(2026, 3, 2))
    qtbot.addWidget(dialog)
    dialog.amount.edit.setText("100")
    dialog.reimbursed.edit.setText("200")
    assert "核对票据" in dialog.wrong()


def test_no_button_is_cut_off_in_a_low_and_narrow_window(
    qtbot: QtBot, desk: Callable[[], Desk], three: list[Household]
) -> None:
    at = desk()
    at.page.resize(753, 400)  # what 1366 × 768 at 150 % leaves beside the side bar

    def cut() -> list[str]:
        buttons = [b for b in at.page.findChildren(QAbstractButton) if b.isVisible() and b.text()]
        return [b.text() for b in buttons if b.width() < b.sizeHint().width()]

    assert cut() == []
    detail = at.open(three[0])
    detail.basics.single_parent.yes.click()
    for number in range(detail.tabs.count()):
        detail.tabs.setCurrentIndex(number)
        assert cut() == []
        part = detail.tabs.parts[number][1]
        assert part.horizontalScrollBar().maximum() == 0, detail.tabs.tabText(number)


# --- the means check ---


@pytest.fixture
def filled(office: Office) -> str:
    """A scheme of the library with all its parameters, so that it runs."""
    card = next((c for c in assessment.schemes(office) if c.runnable), None)
    if card is not None:
        return card.scheme.id
    scheme = office.library.schemes[0]
    for parameter in scheme.unset({}):
        record_parameter(office, scheme.id, parameter.name, parameter.minimum or Decimal(1), "测试用")
    return scheme.id


def test_a_verdict_is_kept_shown_clause_by_clause_and_leads_to_an_application(
    desk: Callable[[], Desk], three: list[Household], filled: str
) -> None:
    at = desk()
    detail = at.open(three[0])
    detail.show_check()
    check = detail.check
    check.scheme.set_value(filled)
    check.check.click()
    kept = assessment.assessments_of(at.office, three[0].id or 0)
    assert len(kept) == 1
    shown = check.sheet.as_text()
    for finding in kept[0].verdict.findings:
        assert finding.clause in shown
        assert finding.because in shown
    assert "核对 1" in [detail.tabs.tabText(n) for n in range(detail.tabs.count())]
    assert check.apply.isEnabled() == (kept[0].verdict.outcome is not Outcome.incomplete)
    check.apply.setEnabled(True)
    check.apply.click()
    key, item = at.went[-1]
    assert key == "applications"
    assert isinstance(item, Assessment)
    assert item.id == kept[0].id


def test_a_try_out_keeps_nothing(desk: Callable[[], Desk], three: list[Household], filled: str) -> None:
    at = desk()
    detail = at.open(three[0])
    detail.check.scheme.set_value(filled)
    detail.check.try_out.click()
    assert detail.check.sheet.verdict is not None
    assert detail.check.apply.isHidden()
    assert assessment.assessments_of(at.office, three[0].id or 0) == []


def test_unsaved_changes_are_saved_before_a_verdict_is_kept(
    desk: Callable[[], Desk], three: list[Household], filled: str
) -> None:
    at = desk()
    detail = at.open(three[0])
    detail.basics.single_parent.yes.click()
    assert detail.draft.dirty
    detail.check.scheme.set_value(filled)
    detail.check.assess()
    assert not detail.draft.dirty
    assert assessment.assessments_of(at.office, three[0].id or 0)[0].household.single_parent is True


def test_a_scheme_with_a_blank_parameter_says_so_and_shows_the_way(
    desk: Callable[[], Desk], three: list[Household]
) -> None:
    at = desk()
    blank = next(c for c in assessment.schemes(at.office) if not c.runnable)
    detail = at.open(three[0])
    detail.tabs.setCurrentWidget(detail.check)
    detail.check.scheme.set_value(blank.scheme.id)
    assert not detail.check.check.isEnabled()
    assert detail.check.why_not.text() == blank.why_not
    detail.check.to_scheme.click()
    assert at.went == [("schemes", blank.scheme.id)]


def test_the_check_offers_schemes_for_people_those_of_this_kind_of_office_first(
    desk: Callable[[], Desk], three: list[Household]
) -> None:
    at = desk()
    box = at.open(three[0]).check.scheme
    kind = settings.bureau(at.office).kind
    people = [s for s in at.office.library.schemes if s.kind is not SchemeKind.units]
    people.sort(key=lambda s: s.kind is not SchemeKind.relief)
    ours = [s for s in people if kind in s.offices or not s.offices]
    offered = [box.itemText(n) for n in range(1, box.count())]
    assert len(offered) == len(people)
    assert [text.split("（待填")[0] for text in offered[: len(ours)]] == [s.title for s in ours]
    assert all("用" in text for text in offered[len(ours) :])


def test_a_scheme_to_check_by_is_found_by_typing(
    qtbot: QtBot, desk: Callable[[], Desk], three: list[Household]
) -> None:
    at = desk()
    detail = at.open(three[0])
    detail.show_check()
    box = detail.check.scheme
    line = box.lineEdit()
    assert line is not None
    for sought in ("木业", "mycy", "第7篇"):
        box.set_value(None)
        box.setFocus()
        line.selectAll()
        write(box, sought)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert box.value() == "plan-07"
        assert box.currentText() == at.office.library.scheme("plan-07").title
    line.selectAll()
    write(box, "没有这样的")
    detail.check.assess()  # nothing is checked under a scheme that is not the one on the screen
    assert assessment.assessments_of(at.office, three[0].id or 0) == []
    assert box.currentText() == at.office.library.scheme("plan-07").title


def test_a_verdict_older_than_the_file_says_so(
    desk: Callable[[], Desk], three: list[Household], filled: str
) -> None:
    at = desk()
    kept = assessment.assess(at.office, three[0].id or 0, filled)
    now = intake.household(at.office, three[0].id or 0)
    intake.record_household(at.office, replace(now, remark="改过"))
    detail = at.open(three[0])
    detail.check.earlier.set_value(kept.id)
    assert "档案有改动" in detail.check.band.text()


def test_the_sheet_says_outcome_missing_papers_and_what_would_change_it(qtbot: QtBot) -> None:
    verdict = Verdict(
        outcome=Outcome.incomplete,
        scheme_id="x",
        scheme_title="示例方案<b>",
        edition="e",
        on=date(2026, 3, 2),
        amount=Decimal("500"),
        goods=(Goods(name="大米", count=Decimal("2.0"), unit="袋", value=Decimal("120")),),
        findings=(
            Finding(
                clause="人均收入低于低保",
                holds=True,
                because="900 元 < 1000 元",
                group="a",
                margin="少 100 元",
            ),
            Finding(clause="两套住房", holds=None, because="没有登记", excludes=True, change="补齐房产证明"),
            Finding(clause="有车辆", holds=False, because="一辆轿车", excludes=True),
        ),
        missing=(Missing(fact="homes", label="住房套数", papers=("不动产查询结果",)),),
        notes=("原文两处数字不一致",),
        summary="还缺住房情况。",
    )
    sheet = VerdictSheet(verdict, {"a": "深度困难"})
    qtbot.addWidget(sheet)
    sheet.show()
    text = sheet.as_text()
    assert text == verdict_text(verdict, {"a": "深度困难"})
    for words in (
        "？ 缺材料",
        "认定条件：深度困难",
        "✘ 触及　有车辆",
        "？ 不清楚　两套住房",
        "不动产查询结果",
        "补齐房产证明",
        "原文两处数字不一致",
        "大米 2 袋（折合 120.00 元）",
    ):
        assert words in text
    assert text.index("有车辆") < text.index("两套住房")
