"""Trying a scheme out: what the fields tell is what was filled in, and the verdict is the check's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import assessment, intake, logbook, settings, trying
from desktop.casework.office import Office
from desktop.domain import means
from desktop.domain.accounts import Role, User
from desktop.domain.announced import with_announced
from desktop.domain.errors import OfficeError
from desktop.domain.facts import Facts, People, Receipts
from desktop.domain.household import Household, Topic
from desktop.domain.person import Disease, Illness
from desktop.domain.scheme import Scheme
from desktop.domain.standards import Line, LineKind, Standards
from desktop.domain.trail import Act
from desktop.domain.trail_words import TrailQuery
from desktop.domain.try_out import of_archive
from desktop.domain.verdict import Outcome, Verdict
from desktop.domain.words import word
from desktop.store.library import load_schemes
from desktop.ui.dialogs.preview import Preview
from desktop.ui.fields.panels import Card
from desktop.ui.news import News
from desktop.ui.pages.try_out.figures import DatedEdit
from desktop.ui.pages.try_out.pick_household import PickHouseholdDialog
from desktop.ui.pages.try_out.rows import BillsField, PeopleField
from desktop.ui.pages.try_out.several import SetField
from desktop.ui.pages.try_out.window import TryOut, open_try_out
from desktop.ui.verdict_sheet import VerdictSheet
from tests.conftest import TODAY, make_household
from tests.gui.hands import Officer, write
from tests.gui.keys import clashes, press

SCHEMES = load_schemes(Path(__file__).parents[2] / "resources" / "schemes").schemes
CONTROL = Qt.KeyboardModifier.ControlModifier

Open = Callable[..., TryOut]


@pytest.fixture
def open_(qtbot: QtBot, office: Office) -> Open:
    """Opens the window for a scheme, perhaps with an example, and waits until it is in front."""

    def opened(scheme_id: str, example: str = "", size: tuple[int, int] = (1240, 820)) -> TryOut:
        window = TryOut(office, News(), scheme_id, None, example)
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitActive(window):
            window.show()
        return window

    return opened


def words(widget: QWidget) -> str:
    """All that can be read on it."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def found(window: TryOut) -> Verdict | None:
    """The verdict in sight."""
    return window.verdict


def settled(qtbot: QtBot, window: TryOut) -> None:
    """Wait until what was typed has been worked out."""
    pause = cast("Any", window)._pause
    qtbot.waitUntil(lambda: not pause.isActive())
    QApplication.processEvents()  # what was just put in place is shown by the next turn of the loop


# ---- faithful to every shipped example


def checked(scheme: Scheme, n: int) -> Verdict:
    """What the check says of an example, on its own figures alone."""
    example = scheme.examples[n]
    place = example.place or "算例"
    lines = [
        Line(kind=kind, place=place, from_day=date(2000, 1, 1), amount=amount)
        for kind, amount in example.standards.items()
    ]
    facts = with_announced(example.facts, scheme, scheme.values(example.parameters), example.on)
    return means.check(facts, scheme, Standards.of(lines), place, example.on, example.parameters)


def core(verdict: Verdict) -> tuple[object, ...]:
    """All of a verdict but the words that name where a figure was registered."""
    return (
        verdict.outcome,
        verdict.group,
        verdict.groups,
        verdict.amount,
        verdict.amount_at_least,
        verdict.amount_at_most,
        verdict.monthly and (verdict.monthly.first, verdict.monthly.last),
        verdict.goods,
        verdict.tiers,
        verdict.shares,
        verdict.missing,
        [(f.clause, f.holds, f.group, f.excludes) for f in verdict.findings],
    )


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.id)
def test_each_example_stands_in_the_fields_as_it_is_and_gives_the_verdict_of_the_check(
    open_: Open, scheme: Scheme
) -> None:
    window = open_(scheme.id)
    assert [b.question.fact.id for b in window.form.blocks.values()] == list(window.form.blocks)
    for n, example in enumerate(scheme.examples):
        window.fill_from_example(example.name)
        assert window.form.facts() == example.facts, example.name
        assert [b.exact for b in window.form.blocks.values() if b.exact is not None] == []
        assert window.form.problems() == []
        if example.expect.outcome is None:
            continue
        verdict = window.verdict
        assert verdict is not None, (example.name, window.trouble.text())
        assert verdict.outcome is example.expect.outcome
        assert core(verdict) == core(checked(scheme, n)), example.name
        assert window.sheet.verdict == verdict
    window.clear()
    left = {id: value for id, value in window.form.facts().items() if id != "received_on"}
    assert left == {}


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.id)
def test_each_example_with_days_gives_the_last_days_of_the_steps(
    open_: Open, office: Office, scheme: Scheme
) -> None:
    dated = [x for x in scheme.examples if x.expect.deadlines]
    assert dated
    for days in sorted({x.notice_days for x in dated}):
        settings.record_bureau(office, replace(settings.bureau(office), notice_days=days))
        window = open_(scheme.id)
        for example in dated:
            if example.notice_days != days:
                continue
            window.fill_from_example(example.name)
            due = {plan.id: s.due for plan, s in zip(scheme.steps, window.dates.steps, strict=True)}
            assert {id: due[id] for id in example.expect.deadlines} == example.expect.deadlines


@pytest.mark.parametrize(
    "scheme", [s for s in SCHEMES if any(e.expect.more.rankings for e in s.examples)], ids=lambda s: s.id
)
def test_each_example_with_places_is_ranked_in_the_window_as_by_itself(open_: Open, scheme: Scheme) -> None:
    window = open_(scheme.id)
    for example in scheme.examples:
        window.fill_from_example(example.name)
        for hoped in example.expect.more.rankings:
            card = window.rankings[hoped.id]
            assert [row.candidate() for row in card.rows] == [
                replace(c, values={k: v for k, v in c.values.items() if k in {x.name for x in card.rule.by}})
                for c in example.given.candidates
            ]
            ranking = card.ranked()
            assert ranking is not None
            for standing, names in hoped.standings.items():
                assert sorted(ranking.having(standing)) == sorted(names)
            assert all(row.because in card.result.text() for row in ranking.rows)


# ---- unknown, none and known


def test_a_set_keeps_unknown_none_and_known_apart(qtbot: QtBot) -> None:
    field = SetField({"a": "甲", "b": "乙", "c": "丙"}, ("a",), free=False)
    qtbot.addWidget(field)
    field.show()
    assert field.value() is None
    field.states.none.click()
    assert field.value() == frozenset()
    field.lists[0].setFocus()
    qtbot.keyClick(field.lists[0], Qt.Key.Key_Space)
    assert field.value() == frozenset({"a"})
    assert field.states.some.isChecked()
    qtbot.keyClick(field.lists[0], Qt.Key.Key_Space)
    assert field.value() is None
    assert "请勾选" in field.note.text()
    field.states.unknown.click()
    assert field.value() is None
    assert field.problem() == ""
    field.set_value(frozenset({"c"}))
    assert field.fold is not None
    assert not field.fold.inside.isHidden(), "what is ticked is in sight"
    assert field.value() == frozenset({"c"})


def test_free_texts_are_parted_by_commas_and_stay_apart_from_none(qtbot: QtBot) -> None:
    field = SetField({}, ("教学点",), free=True)
    qtbot.addWidget(field)
    assert field.more is not None
    write(field.more, "村小学、 中心校，")
    assert field.value() == frozenset({"村小学", "中心校"})
    field.set_value(frozenset({"教学点", "别处"}))
    assert field.more.value() == "别处"
    assert field.value() == frozenset({"教学点", "别处"})
    field.states.none.click()
    assert field.value() == frozenset()
    assert field.more.value() == ""


def test_bills_count_only_once_they_are_whole(qtbot: QtBot) -> None:
    field = BillsField(TODAY)
    qtbot.addWidget(field)
    assert field.value() is None
    field.states.none.click()
    assert field.value() == Receipts()
    field.states.some.click()
    (bill,) = field.lines
    assert field.value() is None
    assert field.note.text() == "第 1 张：还没有写日期和金额。"
    write(bill.day.edit, "2026-2-3")
    assert field.note.text() == "第 1 张：还没有写金额。"
    write(bill.yuan.edit, "120.5")
    assert field.note.isHidden()
    assert field.value() == Receipts(((date(2026, 2, 3), Decimal("120.5")),))
    second = field.add_line()
    assert field.value() is None
    second.remove.click()
    assert field.value() == Receipts(((date(2026, 2, 3), Decimal("120.5")),))
    bill.remove.click()
    assert field.value() is None
    assert field.states.unknown.isChecked()


def test_members_keep_their_names_and_what_is_unknown_of_them(qtbot: QtBot, open_: Open) -> None:
    window = open_("plan-03")
    field = window.form.blocks["members"].field
    assert isinstance(field, PeopleField)
    given = People(
        (
            Facts({"applicant_in_service": True}, {"applicant_in_service": "王某"}),
            Facts({"applicant_relation": "spouse"}),
            Facts(),
        )
    )
    field.set_value(given)
    assert field.value() == given
    field.lines[0].name.setText("")
    write(field.lines[0].name, "李某")
    shown = field.value()
    assert shown is not None
    assert shown.each[0] == Facts({"applicant_in_service": True}, {"applicant_in_service": "李某"})
    field.states.none.click()
    assert field.value() == People()
    field.states.unknown.click()
    assert field.value() is None


def test_a_figure_finer_than_its_field_counts_whole_until_it_is_touched(open_: Open) -> None:
    window = open_("plan-06")
    block = window.form.blocks["gross_income_per_head"]
    fine = Decimal(1000) / Decimal(3)
    block.fill(fine, "12 个月收入")
    assert block.value() == fine
    assert block.field.edit.text() == "333.333333"
    assert "取自：12 个月收入" in block.taken.text()
    assert block.origin == "12 个月收入"
    write(block.field.edit, "1")
    assert block.value() is None
    assert block.problem() == "最多保留 6 位小数。"
    assert block.origin == ""
    assert block.taken.isHidden()


# ---- working with it


def test_the_verdict_follows_the_keys_and_what_is_missing_is_one_key_away(
    qtbot: QtBot, open_: Open, office: Office
) -> None:
    window = open_("plan-06")
    blank = window.form.figures.parameters["company_income"]
    assert blank.edit.hasFocus()
    assert found(window) is None
    assert f"原文没有写明 「{blank.parameter.label}」" in window.trouble.text()
    assert not window.to_blank.isHidden()
    write(blank.edit, "24000")
    settled(qtbot, window)
    assert window.to_blank.isHidden()
    assert window.verdict is not None
    assert window.verdict.outcome is Outcome.incomplete
    lacking = [m.fact for m in window.verdict.missing]
    assert lacking
    go = [b for b in window.sheet.findChildren(QPushButton) if b.text() == "去填"]
    assert len(go) == len(lacking)
    go[0].setFocus()
    press(qtbot, Qt.Key.Key_Return)
    block = window.form.blocks[lacking[0]]
    assert block.isAncestorOf(cast("QWidget", QApplication.focusWidget()))
    assert assessment.scheme_card(office, "plan-06").parameters == {}, "what is tried is not kept"


def test_arrows_answer_yes_and_no_and_the_sheet_says_what_would_change_it(qtbot: QtBot, open_: Open) -> None:
    window = open_("plan-08", SCHEME_8.examples[0].name)
    assert window.verdict is not None
    before = window.verdict.outcome
    block = window.form.blocks["away_from_home"]
    window.form.go_to("away_from_home")
    assert block.value() is True
    press(qtbot, Qt.Key.Key_Right)
    settled(qtbot, window)
    assert block.value() is False
    assert window.verdict.outcome is Outcome.ineligible
    assert before is not Outcome.ineligible
    assert "怎样会改变" in words(window.sheet)
    assert "之后改过" in window.state.text()
    press(qtbot, Qt.Key.Key_R, CONTROL)
    assert window.form.facts() == Facts()
    assert window.filled_from == ""


def enter_to(qtbot: QtBot, window: TryOut, fact: str) -> None:
    """Enter, as in a spreadsheet, until the cursor stands in the field of that fact."""
    block = window.form.blocks[fact]
    for _ in range(40):
        if block.isAncestorOf(cast("QWidget", QApplication.focusWidget())):
            return
        on_button = isinstance(QApplication.focusWidget(), QPushButton)
        press(qtbot, Qt.Key.Key_Tab if on_button else Qt.Key.Key_Return)
    pytest.fail(f"Enter never comes to {fact}")


def type_here(text: str) -> None:
    """Type where the cursor is."""
    write(cast("QWidget", QApplication.focusWidget()), text)


def test_a_case_is_tried_printed_and_cleared_by_keys_alone(
    qtbot: QtBot, open_: Open, office: Office, officer: Officer
) -> None:
    window = open_("plan-06")
    type_here("1500")
    enter_to(qtbot, window, "on_file")
    press(qtbot, Qt.Key.Key_Left)
    press(qtbot, Qt.Key.Key_Left)
    settled(qtbot, window)
    assert window.form.facts() == Facts({"on_file": True})
    half = found(window)
    assert half is not None
    assert (half.outcome, [m.fact for m in half.missing]) == (Outcome.incomplete, ["able_to_work"])
    enter_to(qtbot, window, "able_to_work")
    press(qtbot, Qt.Key.Key_Left)
    press(qtbot, Qt.Key.Key_Left)
    enter_to(qtbot, window, "gross_income_per_head")
    type_here("1600")
    settled(qtbot, window)
    whole = found(window)
    assert whole is not None
    assert (whole.outcome, whole.group) == (Outcome.eligible, "able")
    assert "✔ 符合" in words(window.sheet)
    assert "1,600.00" in words(window.sheet), "the warning about leaving the help again"
    press(qtbot, Qt.Key.Key_PageDown, CONTROL)
    assert window.tabs.currentWidget() is window.dates
    seen: list[str] = []

    def look(preview: Preview) -> None:
        seen.append(preview.windowTitle())
        qtbot.keyClick(preview, Qt.Key.Key_Escape)

    officer.will_do(look)
    press(qtbot, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: bool(seen))
    press(qtbot, Qt.Key.Key_R, CONTROL)
    assert window.form.facts() == Facts()
    assert window.form.figures.filled() == ({}, {})
    press(qtbot, Qt.Key.Key_Escape)
    assert not window.isVisible()
    assert assessment.scheme_card(office, "plan-06").parameters == {}


def test_what_of_the_sheet_says_the_same_stays_where_it_is(qtbot: QtBot, open_: Open) -> None:
    window = open_("plan-04", next(s for s in SCHEMES if s.id == "plan-04").examples[0].name)
    for card in window.sheet.findChildren(Card):
        card.setProperty("before", True)
    write_over(window.form.blocks["applicant_self_paid_medical"].field.edit, "4000")
    settled(qtbot, window)
    kept = [bool(c.property("before")) for c in window.sheet.findChildren(Card) if not c.isHidden()]
    assert True in kept, "cards that say the same stay"
    assert "4,000.00" in words(window.sheet)
    assert False in kept, "the sum is reckoned anew"
    assert "3,000.00" not in words(window.sheet)
    fresh = VerdictSheet(found(window), window.sheet.groups)
    qtbot.addWidget(fresh)
    assert sorted(words(window.sheet).splitlines()) == sorted(words(fresh).splitlines())


def write_over(edit: QLineEdit, text: str) -> None:
    """Type this instead of what stands there."""
    edit.selectAll()
    write(edit, text)


def test_an_example_is_found_by_its_initials(qtbot: QtBot, open_: Open) -> None:
    window = open_("plan-06")
    window.examples.setFocus()
    line = window.examples.lineEdit()
    assert line is not None
    line.selectAll()
    write(line, "没有劳动")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.filled_from == "算例「已建档，没有劳动能力：保基本生活」填入"
    assert window.form.facts().yes("able_to_work") is False


SCHEME_8 = next(s for s in SCHEMES if s.id == "plan-08")


def test_what_cannot_be_read_is_said_at_its_field_and_counts_as_unknown(qtbot: QtBot, open_: Open) -> None:
    window = open_("plan-16")
    block = window.form.blocks["household_size"]
    write(block.field.edit, "三")
    settled(qtbot, window)
    assert "不是数字" in block.field.note.text()
    assert "家庭人口：" in window.trouble.text()
    assert "household_size" not in window.form.facts()
    window.form.on.edit.setText("2026-13-01")
    window.judge()
    assert window.form.on.problem() in window.trouble.text()


def test_a_place_without_lines_is_told_until_they_are_tried(
    qtbot: QtBot, open_: Open, office: Office
) -> None:
    window = open_("plan-16")
    write(window.form.blocks["counted_income_per_head"].field.edit, "500")
    window.form.place.setText("")
    write(window.form.place, "别处县")
    settled(qtbot, window)
    said = window.trouble.text()
    assert "没有登记「低保标准" in said
    assert found(window) is None
    write(window.form.figures.lines[LineKind.dibao].edit, "700")
    write(window.form.figures.lines[LineKind.urban_consumption_per_head].edit, "28000")
    settled(qtbot, window)
    assert window.verdict is not None, window.trouble.text()
    assert "别处县，试填的数" in words(window.sheet)
    assert {line.place for line in settings.lines(office)} == {"示例市"}


def test_a_blank_that_is_a_month_or_a_day_is_typed_as_one(qtbot: QtBot, open_: Open) -> None:
    window = open_("plan-24")
    month, day = (window.form.figures.parameters[name] for name in ("start_month", "dead_until"))
    assert isinstance(month, DatedEdit)
    assert isinstance(day, DatedEdit)
    write(month.edit, "2026年13月")
    assert month.value() is None
    assert "写成 2026-01" in month.problem()
    settled(qtbot, window)
    assert month.problem() in window.trouble.text()
    write_over(month.edit, "2026年1月")
    write(day.edit, "2026-12-30")
    assert window.form.figures.filled()[0] == {
        "start_month": Decimal(202601),
        "dead_until": Decimal(20261230),
    }
    assert f"{month.parameter.label}：{month.parameter.told(Decimal(202601))}" in window.form.figures.told()
    month.set_value(Decimal(202607))
    assert month.edit.text() == "2026-07"


def test_how_often_is_reckoned_once_the_blank_is_tried(qtbot: QtBot, open_: Open) -> None:
    window = open_("plan-32")
    assert "原文空着的数还没有填" in words(window.conduct)
    write(window.form.figures.parameters["follow_times"].edit, "3")
    settled(qtbot, window)
    assert "走访 3 次" in words(window.conduct)


def test_the_day_the_papers_came_in_is_asked_once(qtbot: QtBot, open_: Open) -> None:
    window = open_("plan-19")
    assert window.form.facts().day("received_on") == TODAY
    write_over(window.form.received.edit, "2026-10-12")
    assert window.form.facts().day("received_on") == date(2026, 10, 12)
    window.form.blocks["received_on"].field.set_value(date(2026, 10, 30))
    write_over(window.form.received.edit, "2026-10-13")
    assert window.form.facts().day("received_on") == date(2026, 10, 30), "an answer of its own stays"


def test_a_household_on_file_fills_in_what_is_asked_and_the_look_is_logged(
    qtbot: QtBot, open_: Open, office: Office, officer: Officer
) -> None:
    kept = intake.record_household(office, ill(make_household("陈练习")))
    intake.record_household(office, make_household("王别人"))
    window = open_("plan-04")

    def pick(dialog: PickHouseholdDialog) -> None:
        assert "会记入操作记录" in words(dialog)
        write(dialog.search_box, "陈练习")
        qtbot.keyClick(dialog.search_box, Qt.Key.Key_Return)
        assert [x.name for x in dialog.model.lines()] == ["陈练习"]
        assert dialog.applicant.value() == 1
        dialog.accept()

    officer.will_do(pick)
    window.take_household.click()
    asked = {q.fact.id for q in window.ground.asked}
    known = assessment.facts_on_file(office, kept, "plan-04", TODAY, 1, TODAY)
    assert window.form.facts() == of_archive(known, asked)
    assert window.form.facts().chosen("applicant_diseases") == frozenset({"stroke"})
    assert window.filled_from.startswith(f"档案 {kept.number}")
    looks = [x for x in logbook.of_household(office, kept.id or 0) if x.act == word(Act.reveal)]
    assert len(looks) == 1


def ill(household: Household) -> Household:
    """The same household, its head known to have had a stroke."""
    head, *others = household.members
    ill = replace(head, illnesses=(Illness(disease=Disease.stroke),))
    return replace(household, members=(ill, *others), verified_none=frozenset(Topic))


def test_a_look_that_is_not_allowed_fills_nothing_in(qtbot: QtBot, office: Office, officer: Officer) -> None:
    kept = intake.record_household(office, ill(make_household("陈练习")))
    auditor = replace(office, user=User(name="审计员", roles=frozenset({Role.auditor})))
    window = TryOut(auditor, News(), "plan-04")
    qtbot.addWidget(window)
    window.show()
    officer.will_do(lambda dialog: dialog.accept())
    window.take_household.click()
    assert any("没有这个岗位" in said for said in officer.heard)
    assert window.form.facts() == Facts()
    assert window.filled_from == ""
    assert [x for x in logbook.of_household(office, kept.id or 0) if x.act == word(Act.reveal)] == []


# ---- on paper


def test_ctrl_p_prints_what_is_tried_and_the_log_tells_of_it(
    qtbot: QtBot, open_: Open, office: Office, officer: Officer
) -> None:
    example = next(s for s in SCHEMES if s.id == "plan-04").examples[0]
    window = open_("plan-04", example.name)
    seen: list[int] = []

    def look(preview: Preview) -> None:
        seen.append(len(preview.paper))
        preview.close()

    officer.will_do(look)
    window.form.blocks["applicant_in_hospital"].field.setFocus()
    press(qtbot, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0] >= 1
    out = office.folder / "试算.xlsx"
    assert trying.print_trial(office, window.paper_of(), out) == ()
    assert out.stat().st_size > 2000
    paper = window.paper_of()
    assert paper.filled_from == f"算例「{example.name}」填入"
    assert any("5000" in x.replace(",", "") for x in paper.assumed)
    assert {f.label for f in paper.facts} == {q.fact.label for q in window.ground.asked}
    known = {f.label: f.value for f in paper.facts}
    assert known["申请人所患疾病"] == "急性脑中风"
    assert known["申请人患病住院"] == "", "nobody knows it"
    printed = [x.about for x in logbook.find_entries(office, TrailQuery(), 0, 9).lines]
    assert any("方案试算单 1 份" in about for about in printed)
    assert len(paper.steps) == len(window.scheme.steps)


def test_without_a_verdict_nothing_is_printed(qtbot: QtBot, open_: Open, officer: Officer) -> None:
    window = open_("plan-04")
    with pytest.raises(OfficeError, match="还没有试算结果"):
        window.paper_of()
    window.print()
    assert any("还没有试算结果" in said for said in officer.heard)


# ---- as a window


@pytest.mark.parametrize("size", [(1240, 820), (900, 500)])
def test_no_two_things_are_called_by_the_same_letter_and_nothing_is_wider_than_its_column(
    open_: Open, size: tuple[int, int]
) -> None:
    window = open_("plan-31", size=size)
    assert clashes(window) == []
    form = window.form
    assert form.inside.width() <= form.viewport().width()
    assert form.inside.minimumSizeHint().width() <= form.viewport().width()


def test_a_scheme_that_is_not_there_and_an_example_that_is_not_are_told(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    open_try_out(office, News(), "plan-99", parent)
    assert any("plan-99" in said for said in officer.heard)
    open_try_out(office, News(), "plan-04", parent, "没有这个")
    assert any("没有名为「没有这个」的算例" in said for said in officer.heard)


def test_the_entry_point_opens_with_the_example_and_closes_with_escape(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    example = next(s for s in SCHEMES if s.id == "plan-12").examples[0]
    seen: list[Facts] = []

    def look(window: TryOut) -> None:
        seen.append(window.form.facts())
        qtbot.keyClick(window, Qt.Key.Key_Escape)

    officer.will_do(look)
    open_try_out(office, News(), "plan-12", parent, example.name)
    assert seen == [example.facts]


def test_a_scheme_that_is_no_relief_says_so_and_shows_its_year(open_: Open) -> None:
    window = open_("plan-12")
    assert "不是救助" in words(window.found)
    titles = [window.tabs.tabText(n) for n in range(window.tabs.count())]
    assert titles == ["试算结果", "步骤和日期", "走访、抽查和物资"]
    told = words(window.conduct)
    assert "一年内" in told
    assert "分完余" in told


def test_steps_without_a_day_ask_for_it(qtbot: QtBot, open_: Open) -> None:
    window = open_("plan-04")
    assert len(window.dates.steps) == len(window.scheme.steps)
    assert window.dates.steps[0].label in words(window.dates)
    window.form.received.edit.selectAll()
    qtbot.keyClick(window.form.received.edit, Qt.Key.Key_Delete)
    settled(qtbot, window)
    assert window.dates.steps == ()
    assert "请在左边填写「收到日期」" in words(window.dates)


def test_in_a_narrow_window_no_question_is_cut_off_at_its_right(office: Office, qtbot: QtBot) -> None:
    window = TryOut(office, News(), "plan-25")
    qtbot.addWidget(window)
    window.resize(780, 740)
    window.show()
    assert window.form.inside.width() <= window.form.viewport().width()
    assert window.form.inside.minimumSizeHint().width() <= window.form.viewport().width()
