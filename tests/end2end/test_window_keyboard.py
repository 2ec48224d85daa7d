"""The whole cycle by the keyboard alone: from the first start on a fresh machine to every signed paper."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pypdf

from desktop.app import Places
from desktop.casework import approval, assessment, intake, relief, settings, visiting
from desktop.domain.application import ApplicationLine, State
from desktop.domain.bureau import OfficeKind
from desktop.domain.household import Household
from desktop.domain.listing import ApplicationQuery, HouseholdQuery
from desktop.domain.verdict import Outcome
from tests.end2end.person import Person, Story

PLAN = "篇三"


def text_of(path: Path) -> str:
    """All words of a PDF, without gaps and line breaks."""
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def household(person: Person, name: str) -> Household:
    """That household as it is kept."""
    lines = intake.browse_households(person.office, HouseholdQuery(search=name))
    return intake.household(person.office, lines[0].id)


def application(person: Person, name: str) -> ApplicationLine:
    """The application of that person."""
    found = approval.browse_applications(person.office, ApplicationQuery(search=name))
    assert len(found) == 1
    return found[0]


def save_copy(person: Person, to: Path) -> Story:
    """In the preview: keep a copy there, and close the preview."""
    yield person.wait(lambda: person.title().startswith("预览"), "preview")
    yield person.press("Ctrl+S")
    yield person.write(str(to))
    yield person.press("Return")
    yield person.wait(to.exists, "saved")
    yield person.press("Esc")
    assert not person.title().startswith("预览")


def test_an_office_goes_from_first_start_to_every_signed_paper_by_keys_alone(
    person: Person, home: Places, tmp_path: Path
) -> None:
    person.use(home, cycle(person, home, tmp_path))
    assert not person.clashes


def cycle(me: Person, home: Places, out: Path) -> Story:
    me.pass_days(date(2026, 3, 2))
    yield found_office(me)
    yield import_roster(me, home, out)
    yield complete_household(me, "董海燕", "dhy")


def found_office(me: Person) -> Story:
    me.sees("从哪里开始", "练习办公室", "新建办公室")
    yield me.press("Down", "Return")
    for label, text in (
        ("单位名称", "示例市总工会"),
        ("所在地", "示例市"),
        ("经办人", "林晓舟"),
        ("联系电话", "0000-1234567"),
        ("低保标准", "810"),
        ("执行日期", "2025年7月1日"),
        ("文件依据", "示例民发〔2025〕9 号"),
    ):
        yield me.fill(label, text)
    yield me.press("Ctrl+Return")
    yield me.wait(lambda: "帮扶台账" in me.title() and "首次" not in me.title(), "window")
    bureau = settings.bureau(me.office)
    assert (bureau.name, bureau.kind, bureau.place) == ("示例市总工会", OfficeKind.union, "示例市")
    assert [x.amount for x in settings.lines(me.office)] == [Decimal("810.00")]


def import_roster(me: Person, home: Places, out: Path) -> Story:
    yield me.press("Ctrl+2")
    me.sees("还没有家庭档案")
    yield me.press("Ctrl+I", "Alt+O")
    yield me.write(str(home.resources / "samples" / "困难职工名册（练习）.xlsx"))
    yield me.press("Return")
    yield me.wait(lambda: "查看结果" in me.screen() and "不能导入 9" in me.screen(), "looked over")
    assert intake.count_households(me.office, HouseholdQuery()) == 0
    yield me.press("Alt+I")
    yield me.wait(lambda: "已导入 51 户" in me.screen(), "taken in")
    yield me.press("Alt+E", "Ctrl+A")
    yield me.write(str(out / "退回.xlsx"))
    yield me.press("Return")
    yield me.wait(lambda: (out / "退回.xlsx").exists() and "已保存" in me.screen(), "given back")
    yield me.press("Alt+X")
    assert intake.count_households(me.office, HouseholdQuery()) == 51


def complete_household(me: Person, name: str, sound: str) -> Story:
    yield me.press("Ctrl+F")
    yield me.write(sound)
    yield me.press("Down", "Return")
    me.sees(name, "刚性支出 ？", "疾病")
