"""The form of a household: what each kind of office sees, keeping on leaving a tab, half-typed forms, the same as last."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import drafts, intake, opening, settings, units
from desktop.casework.known import known_to
from desktop.casework.office import Office
from desktop.domain.bureau import OfficeKind
from desktop.domain.form_plan import PLANS, FormGroup
from desktop.domain.half_typed import HalfTyped
from desktop.domain.household import (
    Cause,
    Debt,
    DebtKind,
    Guardian,
    Household,
    IncomeKind,
    Topic,
)
from desktop.domain.listing import HouseholdQuery
from desktop.domain.person import (
    ContractTerm,
    Disease,
    Education,
    EmploymentForm,
    Illness,
    Joining,
    Leaving,
    Member,
    PersonKind,
    Relation,
    Sex,
)
from desktop.domain.student import ScoreBand, Student, StudentFlag, StudentLevel, WeakFamily
from desktop.domain.unit import Unit, UnitKind
from desktop.ui.dialogs.entry import ListEntry
from desktop.ui.fields.choice import ChoiceBox, TextChoice, TriState, sounds
from desktop.ui.fields.covered import Covered, Curtain
from desktop.ui.news import News
from desktop.ui.pages.household.guardian_entry import GuardianDialog
from desktop.ui.pages.household.member_entry import MemberDialog
from desktop.ui.pages.household.money_entries import DebtDialog
from desktop.ui.pages.household.paper_entries import IllnessDialog
from desktop.ui.pages.household.student_entry import StudentDialog
from desktop.ui.pages.households import Households
from tests.gui.hands import Officer, write

Build = Callable[..., Household]
TODAY = date(2026, 3, 2)
CONTROL = Qt.KeyboardModifier.ControlModifier
OPEN = Curtain(lambda _what, _whose: True, lambda _whose: False)
SHUT = Curtain(lambda _what, _whose: True, lambda _whose: True)


@pytest.fixture
def page(qtbot: QtBot, office: Office) -> Callable[[], Households]:
    def made() -> Households:
        made = Households(office, News(), lambda _key, _item=None: None)
        qtbot.addWidget(made)
        made.resize(1120, 700)
        with qtbot.waitActive(made):
            made.show()
        made.refresh()
        return made

    return made


def become(office: Office, kind: OfficeKind) -> None:
    settings.record_bureau(office, replace(settings.bureau(office), kind=kind))


def titles(page: Households) -> list[str]:
    assert page.detail is not None
    return [page.detail.tabs.tabText(n).split(" ")[0] for n in range(page.detail.tabs.count())]


# --- what an office sees ---


def test_a_school_sees_its_students_first_and_a_union_sees_none(
    office: Office, page: Callable[[], Households], household: Build
) -> None:
    plain = intake.record_household(office, household("甲"))
    at = page()
    at.open(plain.id or 0)
    assert at.detail is not None
    assert titles(at)[:3] == ["基本情况", "家庭成员", "收入"]
    assert "学生" not in titles(at)
    assert "学生" in at.detail.more.text()
    at.detail.more.click()
    assert "学生" in titles(at)
    assert at.detail.more.isHidden()
    become(office, OfficeKind.school)
    at.refresh()
    at.detail.leave()
    at.refresh()
    at.open(plain.id or 0)
    assert titles(at)[1] == "学生"
    assert FormGroup.work in at.detail.basics.folds
    assert at.detail.basics.folds[FormGroup.work].inside.isHidden()


def test_who_has_left_is_not_counted_in_the_head_of_the_file(
    office: Office, page: Callable[[], Households], household: Build
) -> None:
    plain = household("甲")
    gone = replace(plain.members[1], left_on=date(2026, 1, 5), left_by=Leaving.moved_out)
    kept = intake.record_household(office, replace(plain, members=(plain.members[0], gone)))
    at = page()
    at.open(kept.id or 0)
    assert at.detail is not None
    assert "共同生活 1 人" in at.detail.head.about.text()


def test_the_links_of_a_file_are_read_whole_however_narrow_the_page(
    qtbot: QtBot, page: Callable[[], Households], office: Office, household: Build
) -> None:
    kept = intake.record_household(office, household())
    at = page()
    at.open(kept.id or 0)
    assert at.detail is not None
    form, head = at.detail, at.detail.head
    head.setParent(None)
    qtbot.addWidget(head)
    head.show()
    for width, apart in ((1120, False), (640, True), (1120, False)):
        head.resize(width, head.height())
        QApplication.processEvents()
        for link in (form.past.button, form.trail_button):
            assert link.width() >= link.sizeHint().width()
            # in a row of their own they stand below the buttons
            assert (link.y() > form.save_button.geometry().bottom()) is apart


def test_a_long_text_is_read_from_its_beginning(qtbot: QtBot) -> None:
    field = TextChoice(("示例市第二纺织厂",), "示例市东湖区南桥街道食品加工与冷链物流有限责任公司")
    qtbot.addWidget(field)
    line = field.lineEdit()
    assert line is not None
    assert line.cursorPosition() == 0
    field.set_value("示例市第二纺织厂")
    assert line.cursorPosition() == 0


def test_what_is_folded_away_shows_where_something_stands_in_it(
    office: Office, page: Callable[[], Households], household: Build
) -> None:
    kept = intake.record_household(office, household(students=(Student(whose=2, boards=True),)))
    head = replace(kept.head, kind=PersonKind.worker)
    kept = intake.record_household(office, replace(kept, members=(head, *kept.members[1:])))
    at = page()
    at.open(kept.id or 0)
    assert at.detail is not None
    assert "学生" in titles(at)
    assert not at.detail.basics.folds[FormGroup.nameless].inside.isHidden()


def test_every_kind_of_office_reaches_every_part() -> None:
    for kind, plan in PLANS.items():
        assert set(plan.parts) | set(plan.folded) == set(type(plan.parts[0])), kind


# --- what is made when ---


def test_opening_makes_what_is_seen_first_and_the_rest_when_it_is_wanted(
    qtbot: QtBot, office: Office, page: Callable[[], Households], household: Build
) -> None:
    kept = intake.record_household(office, household("甲"))
    at = page()
    at.open(kept.id or 0)
    assert at.detail is not None
    tabs = at.detail.tabs

    def inside() -> dict[str, int]:
        return {title: len(part.inside.findChildren(QWidget)) for title, part in tabs.parts}

    first = inside()
    assert first.pop("基本情况") > 20
    assert set(first.values()) == {0}, "what lies behind the front tab waits until it is shown"
    assert not hasattr(tabs.front, "remark"), "so does what lies below the edge of the window"
    qtbot.waitUntil(lambda: hasattr(tabs.front, "remark"))
    assert set(inside().values()) - {inside()["基本情况"]} == {0}
    for number, (title, _) in enumerate(tabs.parts):
        tabs.setCurrentIndex(number)
        assert inside()[title] > 5, title


def test_tab_goes_through_the_fields_in_their_order_and_then_to_more(
    qtbot: QtBot, office: Office, page: Callable[[], Households], household: Build
) -> None:
    kept = intake.record_household(office, household("甲"))
    at = page()
    at.open(kept.id or 0)
    assert at.detail is not None
    detail = at.detail
    front = detail.tabs.front
    qtbot.waitUntil(lambda: hasattr(front, "remark"))
    detail.basics.filed_on.edit.setFocus()
    passed: list[str] = []
    while (here := QApplication.focusWidget()) is not detail.more and len(passed) < 20:
        assert here is not None
        passed.append(here.accessibleName())
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    assert passed[-2:] == ["录入人", "备注"]
    detail.basics.other_income.edit.setFocus()
    qtbot.keyClick(detail.basics.other_income.edit, Qt.Key.Key_Return)
    met = QApplication.focusWidget()
    assert met is not None
    assert met.accessibleName() == "困难类别", "Enter goes on from the upper half to the lower"


def test_what_was_never_shown_is_read_in_time(
    office: Office, page: Callable[[], Households], household: Build
) -> None:
    kept = intake.record_household(office, household("甲"))
    at = page()
    at.open(kept.id or 0)
    assert at.detail is not None
    at.detail.draft.change(remark="改过")
    assert at.detail.save()
    assert at.detail.basics.remark.value() == "改过"
    assert intake.household(office, kept.id or 0).remark == "改过"


# --- every field ---


@pytest.mark.parametrize("curtain", [OPEN, SHUT])
def test_the_new_fields_of_a_member_survive_the_dialog(
    qtbot: QtBot, household: Build, curtain: Curtain
) -> None:
    member = Member(
        ordinal=2,
        name="陈小习",
        relation=Relation.daughter,
        kind=PersonKind.student,
        joined_on=date(2010, 1, 1),
        joined_by=Joining.born,
        left_on=date(2026, 1, 1),
        left_by=Leaving.married_out,
        contract_on=date(2024, 1, 1),
        contract_until=date(2027, 1, 1),
        contract_term=ContractTerm.three_years,
        employment_form=EmploymentForm.dispatched,
        union_member=False,
        education=Education.college,
        enrolled_year=2025,
        school_years=4,
        major="护理",
        reading="chen xiao xi",
        traits="左手有痣",
        without_id="未上户口",
    )
    dialog = MemberDialog(household(), member, TODAY, curtain)
    qtbot.addWidget(dialog)
    assert dialog.member() == member
    assert dialog.wrong() == ""
    assert "2026年1月1日起（婚出）不再计入共同生活" in dialog.effect_words()


@pytest.mark.parametrize("curtain", [OPEN, SHUT])
def test_debts_guardians_and_students_survive_their_dialogs(
    qtbot: QtBot, office: Office, household: Build, curtain: Curtain
) -> None:
    h = household()
    school = units.record_unit(office, Unit(name="示例一中", kind=UnitKind.school))
    room = units.record_unit(office, Unit(name="高一（3）班", kind=UnitKind.class_, parent_id=school.id))
    debt = Debt(
        kind=DebtKind.housing,
        amount=Decimal("1.50"),
        whose=2,
        creditor="亲戚",
        since=date(2025, 1, 1),
        remark="有借据",
    )
    outside = Guardian(
        whose=2,
        name="王外人",
        relation="姑母",
        phone="19900001234",
        id_number="11010519491231002X",
        employer="某厂",
    )
    student = Student(
        whose=2,
        class_id=room.id,
        school="示例一中",
        student_number="2025001",
        native_place="示例市",
        boards=False,
        flags=frozenset({StudentFlag.orphan}),
        flags_denied=frozenset({StudentFlag.dibao, StudentFlag.disabled}),
        weak=frozenset({WeakFamily.left_behind}),
        band=ScoreBand.fair,
        level=StudentLevel.hard,
        level_on=date(2025, 9, 1),
        statement="父亲患病",
        debts="欠医院两万",
    )
    known = known_to(office).units
    debts = DebtDialog(h, debt, TODAY, curtain)
    guardians = GuardianDialog(h, outside, TODAY, curtain)
    inside = GuardianDialog(h, Guardian(whose=2, member=1, relation="母亲"), TODAY, curtain)
    students = StudentDialog(h, student, TODAY, curtain, units=known)
    new = StudentDialog(h, None, TODAY, curtain, units=known)
    for dialog in (debts, guardians, inside, students, new):
        qtbot.addWidget(dialog)
    assert debts.debt() == debt
    assert guardians.guardian() == outside
    assert inside.guardian() == Guardian(whose=2, member=1, relation="母亲")
    assert students.student() == student
    assert new.student() == Student(whose=2)
    new.class_id.set_value(room.id)
    assert (new.texts["school"].value(), new.texts["class_name"].value()) == ("示例一中", "高一（3）班")
    covered = not students.covers["statement"].field.isHidden()
    assert covered is (curtain is OPEN)


def test_the_first_tab_keeps_all_its_fields(
    qtbot: QtBot, office: Office, page: Callable[[], Households], household: Build
) -> None:
    unit = units.record_unit(office, Unit(name="第二纺织厂工会", kind=UnitKind.union))
    kept = intake.record_household(office, household(cause=Cause.own_illness))
    at = page()
    at.open(kept.id or 0)
    assert at.detail is not None
    basics = at.detail.basics
    basics.unit_id.set_value(unit.id)
    write(basics.wants, "子女助学")
    write(basics.plan, "秋季学费")
    write(basics.account_holder, "陈家属")
    basics.verified_on.choose(date(2026, 1, 5))
    basics.insured.yes.click()
    for box, cause in zip(
        basics.other_causes.boxes, (Cause.schooling, Cause.disability, Cause.job_loss), strict=True
    ):
        assert box.isEnabled()
        box.set_value(cause)
    at.save()
    now = intake.household(office, kept.id or 0)
    assert (now.unit_id, now.wants, now.plan, now.account_holder) == (
        unit.id,
        "子女助学",
        "秋季学费",
        "陈家属",
    )
    assert now.verified_on == date(2026, 1, 5)
    assert now.head.insured is True
    assert now.other_causes == (Cause.schooling, Cause.disability, Cause.job_loss)
    assert "在档" in basics.state_words.text()
    basics.cause.set_value(Cause.schooling)
    assert at.detail.draft.household.other_causes == (Cause.disability, Cause.job_loss)


def test_a_single_figure_from_paper_is_an_income_and_items_are_left_to_their_tab(
    office: Office, page: Callable[[], Households], household: Build
) -> None:
    kept = intake.record_household(office, household(incomes=()))
    at = page()
    at.open(kept.id or 0)
    assert at.detail is not None
    basics = at.detail.basics
    write(basics.income.edit, "2000")
    write(basics.other_income.edit, "0")
    at.save()
    now = intake.household(office, kept.id or 0)
    assert [(i.whose, i.kind, i.amount) for i in now.incomes] == [
        (1, IncomeKind.wage, Decimal("2000.00")),
        (0, IncomeKind.none, Decimal("0.00")),
    ]
    two = (*now.incomes, replace(now.incomes[0], kind=IncomeKind.rent))
    at.detail.draft.change(incomes=two)
    assert not basics.income.isEnabled()
    assert "分项" in basics.income.edit.placeholderText()


def test_a_person_found_without_name_is_saved_by_what_they_are_told_by(
    office: Office, page: Callable[[], Households], officer: Officer
) -> None:
    at = page()
    at.new()
    assert at.detail is not None
    basics = at.detail.basics
    basics.kind.set_value(PersonKind.wanderer)
    write(basics.traits, "2026-03-02 汽车站，男，约 60 岁")
    at.save()
    assert officer.heard == []
    assert at.detail.draft.kept.head.name == "无名氏(2026-03-02 汽车站,男,约 60 岁)"


# --- keys ---


def test_letters_choose_by_initials_or_whole_pinyin_read_as_words(qtbot: QtBot) -> None:
    box = ChoiceBox(Cause)
    qtbot.addWidget(box)
    box.show()
    for typed, meant in (("dq", None), ("znsx", Cause.schooling), ("danqin", Cause.single_parent)):
        box.set_value(None)
        for letter in typed:
            qtbot.keyClick(box, letter)
        assert meant is None or box.value() is meant
        qtbot.wait(950)
    assert "dq" in sounds("单亲")


def test_a_number_whose_beginning_is_a_number_too_tells_by_its_end(
    qtbot: QtBot, page: Callable[[], Households], household: Build
) -> None:
    at = page()
    at.new()
    assert at.detail is not None
    qtbot.keyClicks(at.detail.basics.id_number.edit, "110105201009093")
    assert at.detail.draft.household.head.born == date(1920, 10, 9)
    qtbot.keyClicks(at.detail.basics.id_number.edit, "527")
    head = at.detail.draft.household.head
    assert (head.born, head.sex) == (date(2010, 9, 9), Sex.female)
    dialog = MemberDialog(household(), None, TODAY, OPEN)
    qtbot.addWidget(dialog)
    qtbot.keyClicks(dialog.id_number.edit, "110105201009093527")
    assert (dialog.born.value(), dialog.sex.value()) == (date(2010, 9, 9), Sex.female)


def test_yes_no_and_unknown_by_their_letters(qtbot: QtBot) -> None:
    field = TriState()
    qtbot.addWidget(field)
    field.show()
    for letter, value in (("s", True), ("f", False), ("w", None), ("1", True), ("0", False)):
        qtbot.keyClick(field.unknown, letter)
        assert field.value() is value


def test_the_same_as_last_is_taken_over_but_never_a_number(
    qtbot: QtBot, office: Office, page: Callable[[], Households], household: Build
) -> None:
    at = page()
    at.new()
    assert at.detail is not None
    write(at.detail.basics.name, "上一份")
    write(at.detail.basics.postcode, "655000")
    write(at.detail.basics.address, "示例市人民路 1 号")
    write(at.detail.basics.phone, "19900001234")
    at.save_next()
    basics = at.detail.basics
    assert basics.name.value() == ""
    for field, value in (
        (basics.postcode, "655000"),
        (basics.address, "示例市人民路 1 号"),
        (basics.phone, ""),
    ):
        field.setFocus()
        at.detail.same_as_last()
        assert field.value() == value


def test_the_last_file_of_another_sitting_lends_no_address(
    office: Office, page: Callable[[], Households], household: Build
) -> None:
    intake.record_household(office, household(postcode="655000", address="示例市人民路 1 号"))
    at = page()
    at.new()
    assert at.detail is not None
    for field, value in ((at.detail.basics.postcode, "655000"), (at.detail.basics.address, "")):
        field.setFocus()
        at.detail.same_as_last()
        assert field.value() == value


def test_letters_and_space_become_an_address_in_use_down_to_its_road(
    qtbot: QtBot, office: Office, page: Callable[[], Households], household: Build
) -> None:
    intake.record_household(office, household(address="示例市示例区和平路 3 号"))
    at = page()
    at.new()
    assert at.detail is not None
    address = at.detail.basics.address
    address.setFocus()
    qtbot.keyClicks(address, "slsslqhp ")
    assert address.value() == "示例市示例区和平路"
    qtbot.keyClicks(address, "18 ")
    assert address.text() == "示例市示例区和平路18 "
    assert at.detail.draft.household.address == "示例市示例区和平路18"


# --- kept as it is entered ---


def test_leaving_a_tab_keeps_what_was_typed_and_says_why_where_it_cannot(
    office: Office, page: Callable[[], Households], household: Build
) -> None:
    kept = intake.record_household(office, household("甲"))
    at = page()
    at.open(kept.id or 0)
    assert at.detail is not None
    write(at.detail.basics.postcode, "655000")
    at.detail.tabs.setCurrentIndex(1)
    assert intake.household(office, kept.id or 0).postcode == "655000"
    assert not at.detail.draft.dirty
    at.detail.tabs.setCurrentIndex(0)
    write(at.detail.basics.id_number.edit, "123")
    at.detail.tabs.setCurrentIndex(2)
    assert at.detail.draft.dirty
    assert "先留作草稿" in at.detail.trouble.text()
    assert at.detail.trouble.isVisible()
    at.detail.basics.id_number.edit.clear()
    at.detail.basics.id_number.changed.emit()
    at.save()
    assert at.detail.trouble.isHidden()


def test_a_half_typed_form_is_offered_again_and_gone_once_it_is_saved(
    qtbot: QtBot, office: Office, page: Callable[[], Households], officer: Officer
) -> None:
    at = page()
    at.new()
    assert at.detail is not None
    write(at.detail.basics.name, "半截子")
    at.detail.keeper.look()
    assert intake.count_households(office, HouseholdQuery()) == 0
    crashed = page()
    assert crashed.unfinished.isVisible()
    assert "半截子" in crashed.unfinished.words.whole()
    officer.will_say("接着填")
    crashed.new()
    assert crashed.detail is not None
    assert crashed.detail.basics.name.value() == "半截子"
    assert crashed.detail.draft.dirty
    crashed.save()
    assert drafts.waiting(office) == ()
    assert intake.count_households(office, HouseholdQuery()) == 1
    crashed.detail.leave()
    assert crashed.unfinished.isHidden()


def test_what_is_typed_in_an_open_dialog_is_written_down_too(
    office: Office, page: Callable[[], Households], household: Build, officer: Officer
) -> None:
    kept = intake.record_household(office, household("甲"))
    at = page()
    at.open(kept.id or 0)
    detail = at.detail
    assert detail is not None

    def pull_the_plug(dialog: MemberDialog) -> None:
        write(dialog.name, "刚打了一半")
        detail.keeper.look()
        dialog.reject()

    officer.will_do(pull_the_plug)
    detail.members.section.add()
    left = opening.opened(office, kept.id or 0).half
    assert left is not None
    assert [m.name for m in left.household.members][-1] == "刚打了一半"
    detail.keeper.look()
    assert opening.opened(office, kept.id or 0).half is None


def test_taking_up_a_draft_keeps_what_others_changed_and_names_it(
    office: Office, page: Callable[[], Households], household: Build, officer: Officer
) -> None:
    kept = intake.record_household(office, household("甲"))
    mine = replace(kept, remark="我写的", bank="我写的银行")
    drafts.jot_down(office, HalfTyped(household=mine, begun_from=kept))
    intake.record_household(office, replace(kept, bank="别人写的银行"))
    at = page()
    officer.will_say("接着填")
    at.open(kept.id or 0)
    assert at.detail is not None
    assert at.detail.basics.remark.value() == "我写的"
    assert at.detail.basics.bank.value() == "别人写的银行"
    assert "开户银行" in at.detail.trouble.text()
    at.save()
    assert intake.household(office, kept.id or 0).remark == "我写的"


def test_a_draft_can_wait_or_be_thrown_away(
    office: Office, page: Callable[[], Households], household: Build, officer: Officer
) -> None:
    kept = intake.record_household(office, household("甲"))
    drafts.jot_down(office, HalfTyped(household=replace(kept, remark="半"), begun_from=kept))
    at = page()
    officer.will_say("以后再说", "扔掉")
    at.open(kept.id or 0)
    assert len(drafts.waiting(office)) == 1
    at.open(kept.id or 0)
    assert drafts.waiting(office) == ()
    assert at.detail is not None
    assert not at.detail.draft.dirty


def copied(dialog: ListEntry[Any], covered: Covered) -> str:
    """What Ctrl+D puts into a covered field of an empty entry."""
    covered.field.setFocus()
    assert QApplication.focusWidget() is covered.field
    dialog.same_as_before()
    return str(covered.value())


def test_what_was_typed_at_this_sitting_is_copied_below_its_covering_too(
    qtbot: QtBot, household: Build
) -> None:
    home = household("甲")
    whose = home.head.ordinal
    cancer = whose, Illness(disease=Disease.cancer, name="胃癌", hospital="示例市人民医院")
    new = IllnessDialog(home, None, TODAY, OPEN)
    qtbot.addWidget(new)
    new.offer_next(lambda: IllnessDialog(home, cancer, TODAY, OPEN))
    with qtbot.waitActive(new):
        new.show()
    assert copied(new, new.covers["hospital"]) == "示例市人民医院"
    assert QApplication.focusWidget() is not new.covers["hospital"].field
    assert copied(new, new.covers["name"]) == "胃癌"
    assert new.trouble.isHidden()


def test_what_lies_covered_in_the_entry_before_is_not_read_by_copying(qtbot: QtBot, household: Build) -> None:
    home = household("甲")
    cancer = home.head.ordinal, Illness(disease=Disease.cancer, name="胃癌", hospital="示例市人民医院")
    new = IllnessDialog(home, None, TODAY, SHUT)
    qtbot.addWidget(new)
    new.offer_next(lambda: IllnessDialog(home, cancer, TODAY, SHUT))
    with qtbot.waitActive(new):
        new.show()
    assert copied(new, new.covers["hospital"]) == ""
    assert new.trouble.text() == "上一条的「诊断医院」是遮住的，不能照抄，请填写。"


def test_numbers_of_people_are_never_copied_and_that_is_said(qtbot: QtBot, household: Build) -> None:
    home = household("甲")
    other = Member(ordinal=2, name="乙", relation=Relation.daughter, phone="19900001111")
    new = MemberDialog(home, None, TODAY, OPEN, plan=PLANS[OfficeKind.union], employers=())
    qtbot.addWidget(new)
    new.offer_next(lambda: MemberDialog(home, other, TODAY, OPEN, plan=PLANS[OfficeKind.union], employers=()))
    with qtbot.waitActive(new):
        new.show()
    assert copied(new, new.covers["phone"]) == ""
    assert "各人不同，不照抄" in new.trouble.text()
    new.name.setFocus()
    new.accept()
    assert new.trouble.property("kind") == "band-bad"


def test_one_after_the_other_is_entered_without_closing_the_dialog(
    qtbot: QtBot, office: Office, page: Callable[[], Households], household: Build, officer: Officer
) -> None:
    kept = intake.record_household(office, household("甲", verified_none=frozenset()))
    at = page()
    at.open(kept.id or 0)
    assert at.detail is not None

    def first(dialog: DebtDialog) -> None:
        write(dialog.amount.edit, "100")
        write(dialog.creditor, "亲戚")
        dialog.take_and_next()

    def second(dialog: DebtDialog) -> None:
        dialog.kind.set_value(DebtKind.schooling)
        dialog.amount.edit.setFocus()
        dialog.same_as_before()
        assert dialog.amount.value() == Decimal(100)
        assert QApplication.focusWidget() is not dialog.amount.edit
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)

    officer.will_do(first, second)
    at.detail.debts.section.add()
    assert [(d.kind, d.amount) for d in at.detail.draft.household.debts] == [
        (DebtKind.illness, Decimal(100)),
        (DebtKind.schooling, Decimal(100)),
    ]
    assert at.detail.debts.state() == "2"
    assert Topic.debts not in at.detail.draft.household.verified_none
