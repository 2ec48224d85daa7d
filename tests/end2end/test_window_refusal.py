"""A refusal by the keyboard alone: a file entered by hand, checked, sent back, taken up again, refused, and its letter printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pypdf

from desktop.app import Places
from desktop.casework import agenda
from desktop.domain.application import State
from tests.end2end.person import Person, Story
from tests.end2end.reading import application, household, save_copy, text_of

NAME = "阿依努尔·麦合木提"
REASON = "家庭人均月收入 4,600.00 元，高于本市规定。\n如家庭情况有变化，可以随时重新申请。"


def test_a_household_that_does_not_qualify_gets_a_letter_with_the_reason(
    person: Person, home: Places, tmp_path: Path
) -> None:
    person.use(home, refusal(person, tmp_path))
    assert not person.clashes


def refusal(me: Person, out: Path) -> Story:
    me.clock.day = date(2026, 3, 2)
    yield me.press("Return")
    yield me.wait(lambda: "练习办公室：数据均为虚构" in me.screen(), "practice office")
    yield enter_household(me)
    yield check(me)
    yield apply_send_back_and_take_up(me)
    yield refuse(me, out)
    yield me.press("Ctrl+1")
    assert household(me, NAME).head.name == NAME


def enter_household(me: Person) -> Story:
    yield me.press("Ctrl+2", "Ctrl+N")
    yield me.write("阿依努尔•麦合木提")
    yield me.fill("证件号码", "11010519491231002x")
    yield me.fill("家庭住址", "示例市示例区和平里 3 号")
    yield me.press("Ctrl+S")
    me.sees(NAME)
    kept = household(me, NAME)
    assert (kept.head.id_number, kept.head.born) == ("11010519491231002X", date(1949, 12, 31))
    yield me.press("Ctrl+PgDown", "Ctrl+PgDown", "Alt+A")
    yield me.pick("收入种类", "退休金")
    yield me.fill("金额", "4,600")
    yield me.press("Ctrl+Return", "Ctrl+S")
    me.sees("4,600.00 元")
    assert [x.amount for x in household(me, NAME).incomes] == [Decimal("4600.00")]


def check(me: Person) -> Story:
    """First it is not known; with what was asked registered, it does not qualify."""
    yield me.press("Ctrl+J")
    yield me.seek("方案", "困难教职工")
    yield me.press("Alt+K")
    me.sees("缺材料")
    yield me.press("Alt+P")
    me.sees("据此提出申请")  # a verdict that lacks something begins no application
    yield me.press("Ctrl+PgUp")
    yield me.tab_to("已核实，没有重大疾病")
    yield me.press("Space", "Ctrl+S", "Ctrl+J")
    yield me.seek("方案", "困难教职工")
    yield me.press("Alt+K")
    me.sees("不符合")


def apply_send_back_and_take_up(me: Person) -> Story:
    yield me.press("Alt+P")
    yield me.fill("申请理由", "希望得到帮扶")
    yield me.press("Ctrl+Return", "Alt+T")
    me.sees("退回补正")
    yield me.press("Ctrl+Return")
    me.sees("请写明要补正什么")
    yield me.write("缺家庭收入证明")
    yield me.press("Ctrl+Return")
    assert application(me, NAME).state is State.returned
    assert any("缺家庭收入证明" in step.opinion for step in application(me, NAME).steps)
    yield me.press("F2")
    yield me.write("材料已补齐")
    yield me.press("Ctrl+Return")
    assert application(me, NAME).state is State.open


def refuse(me: Person, out: Path) -> Story:
    waiting = agenda.agenda(me.office).open_cases
    yield me.press("Alt+R")
    yield me.press("Ctrl+A", "Del", "Ctrl+Return")
    me.sees("不予批准必须写明理由")
    first, second = REASON.split("\n")
    yield me.write(first)
    yield me.press("Return")
    yield me.write(second)
    yield me.fill("审批人", "周审批")
    yield me.press("Ctrl+Return")
    case = application(me, NAME)
    assert (case.state, case.decision_reason, case.decided_by) == (State.refused, REASON, "周审批")
    assert agenda.agenda(me.office).open_cases == waiting - 1
    yield me.press("Alt+G")
    letter, printed = out / "告知书.pdf", out / "打印.pdf"
    yield print_to_file(me, printed)
    yield save_copy(me, letter)
    words = text_of(letter)
    for said in ("不予批准告知书", NAME, "示例市练习总工会", *REASON.split("\n")):
        assert "".join(said.split()) in words
    assert len(pypdf.PdfReader(printed).pages) == len(pypdf.PdfReader(letter).pages)


def print_to_file(me: Person, to: Path) -> Story:
    """In the preview: the print dialog, to a file."""
    yield me.wait(lambda: me.title().startswith("预览"), "preview")
    yield me.press("Ctrl+P")
    me.sees("写入 PDF 文件")
    yield me.press("Alt+F", "Ctrl+A")
    yield me.write(str(to))
    yield me.press("Alt+P")
    yield me.wait(lambda: to.exists() and b"%%EOF" in to.read_bytes(), "printed")
