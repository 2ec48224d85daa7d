"""A household of four typed from a paper archive by the keyboard alone, with every key counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.app import Places
from desktop.casework import drafts, intake, units
from desktop.casework.office import Office
from desktop.domain.household import Cause, Hardship, Household, Housing, IncomeKind, Period
from desktop.domain.income import income_sheet
from desktop.domain.listing import HouseholdQuery
from desktop.domain.person import (
    EmploymentState,
    Health,
    Hukou,
    Marriage,
    Member,
    Relation,
    Schooling,
    Sex,
)
from desktop.domain.standing import FileLevel
from desktop.domain.unit import Unit, UnitKind
from tests.conftest import make_household
from tests.end2end.person import Person, Story
from tests.end2end.strokes import strokes

MOST = 420
"""Key presses: under two minutes at three to four a second."""


def test_a_household_of_four_is_typed_from_paper_in_few_keys(
    person: Person, home: Places, capsys: pytest.CaptureFixture[str]
) -> None:
    counted: list[int] = []
    person.use(home, type_a_pile(person, counted), practice=True)
    assert not person.clashes
    with capsys.disabled():
        print(f"\na paper archive of four people: {counted[0]} keys (at most {MOST})")
    assert counted[0] <= MOST


def type_a_pile(me: Person, counted: list[int]) -> Story:
    before_the_pile(me.office)
    yield me.press("Ctrl+2", "Ctrl+N")
    yield first_of_the_pile(me)
    at = len(me.done)
    yield second_of_the_pile(me)
    counted.append(strokes(me.done[at:]))
    kept = newest(me.office)
    expect_all(me.office, kept)
    assert drafts.waiting(me.office) == ()
    yield me.press("Esc")


def before_the_pile(office: Office) -> None:
    """What the office has already: its units, and one archive, whose address begins like others do."""
    top = units.record_unit(office, Unit(name="示例市总工会", kind=UnitKind.union))
    units.record_unit(office, Unit(name="第二纺织厂工会", kind=UnitKind.union, parent_id=top.id))
    earlier = make_household("赵早先", address="示例市示例区和平路 3 号", bank="中国建设银行")
    head = replace(earlier.head, employer="示例市第二纺织厂")
    intake.record_household(office, replace(earlier, members=(head, *earlier.members[1:])))


def lines(me: Person, *entries: str) -> Story:
    """One field after the other: a text or letters, and Enter."""
    for entry in entries:
        if entry:
            yield typed(me, entry)
        yield key(me, "Return")


def typed(me: Person, text: str) -> Story:
    """Type this in one go where every sign has a key; the story is long, and each deed looks at the whole screen."""
    if not text.isascii():
        yield me.write(text)
        return
    field = QApplication.focusWidget()
    assert field is not None
    takes_chinese = bool(field.inputMethodQuery(Qt.InputMethodQuery.ImEnabled))
    turned = ["Shift"] if takes_chinese and any(sign.islower() for sign in text) else []
    me.done += [*turned, f"「{text}」", *turned]  # the input method is put off and on again by Shift
    yield partial(_type, text)


def key(me: Person, *chords: str) -> Story:
    """Press these in one go."""
    me.done += chords
    yield lambda: [_press(chord) for chord in chords]


def _type(text: str) -> None:
    keys: Any = QTest
    for sign in text:
        keys.keyClick(_window(), sign)


def _press(chord: str) -> None:
    stroke: Any = QKeySequence(chord, QKeySequence.SequenceFormat.PortableText)[0]  # pyright: ignore[reportIndexIssue, reportUnknownVariableType]
    QTest.keyClick(_window(), stroke.key(), stroke.keyboardModifiers())


def _window() -> QWindow:
    window = QGuiApplication.focusWindow()
    assert window is not None
    return window


def first_of_the_pile(me: Person) -> Story:
    """The sheet on top, of which the next one takes what is the same."""
    yield me.fill("姓名", "钱头一")
    for label, text in (
        ("工作单位", "slsdef"),
        ("单位性质", "gyqy"),
        ("企业状况", "kuisun"),
        ("所属行业", "zzy"),
    ):
        yield me.fill(label, text)
    for label, text in (("户口所在地", "示例市示例区"), ("邮政编码", "655000"), ("开户银行", "zgjs")):
        yield me.fill(label, text)
    yield me.fill("支行名称", "示例和平路支行")
    yield me.seek("建档单位", "第二纺织厂")
    yield me.fill("建档人", "林晓舟")
    yield me.fill("审核人", "周审核")
    yield me.press("Ctrl+Return")
    yield me.wait(lambda: "新建家庭档案" in me.screen(), "saved")


def second_of_the_pile(me: Person) -> Story:
    """The sheet whose keys are counted, in the order of the form."""
    yield lines(me, "孙练习", "13900001234", "110105197608152331")
    assert me.where()[0] == "民族", "sex and birthday came from the number"
    # 民族 政治面貌 婚姻 户口 健康 医保 工作状态
    yield lines(me, "h", "qz", "yh", "f", "gx", "s", "zg")
    yield key(me, "Ctrl+D", "Ctrl+D", "Ctrl+D", "Ctrl+D")  # 工作单位 单位性质 企业状况 所属行业
    yield lines(me, "19980701", "fl", "2350", "3600")  # 参加工作 劳模 月收入 其他年收入
    yield lines(me, "xd", "br", "zn", "", "f", "s", "f")  # 困难类别 致困原因 次要 次要 单亲 自救 零就业
    yield typed(me, "slsslqh ")
    assert written() == "示例市示例区和平路"
    yield lines(me, "18号2栋301")
    yield key(me, "Ctrl+D", "Ctrl+D")  # 户口所在地 邮编
    yield lines(me, "sp", "62", "0888-2223344")  # 住房 面积 其他联系方式
    yield key(me, "Ctrl+D", "Ctrl+D")  # 开户银行 支行
    yield lines(me, "6222020200012345670", "")
    yield key(me, "Tab", "Tab")  # past 帮扶需求 and 帮扶计划
    yield lines(me, "", "")  # 档案编号 建档日期
    yield key(me, "Ctrl+D")  # 建档单位
    yield lines(me, "qx", "")  # 建档标准 上次核实
    yield key(me, "Ctrl+D", "Ctrl+D")  # 建档人 审核人
    yield me.press("Ctrl+PgDown", "Insert")
    yield member(me, "李练习", "qz", "110105197803122023", "qz", "lh", "1900", "zg", "", "s", "slsdef")
    yield me.press("Ctrl+N")
    yield member(me, "孙小习", "ne", "110105201009093527", "gq", "lh", "0", "", "cz", "s", "示例一中")
    yield me.press("Ctrl+N")
    yield member(me, "王老习", "mq", "110105195001012042", "qz", "xx", "138", "wl", "", "s")
    yield me.press("Ctrl+Return")
    me.sees("家庭成员 4")
    yield me.press("Ctrl+Return")
    yield me.wait(lambda: "新建家庭档案" in me.screen(), "saved")


def member(me: Person, *entries: str) -> Story:
    """One line of the paper's table: 姓名 关系 证件号码 政治面貌 健康 月收入 工作状态 学段 医保 单位或学校."""
    yield lines(me, *entries[:-1])
    if entries[-1]:
        yield typed(me, entries[-1])


def written() -> str:
    """What stands in the field with the cursor."""
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    return field.text()


def newest(office: Office) -> Household:
    """The archive that was opened last."""
    found = intake.find_households(office, HouseholdQuery()).lines
    return intake.household(office, max(line.id for line in found))


HEAD = Member(
    ordinal=1,
    name="孙练习",
    relation=Relation.head,
    phone="13900001234",
    id_number="110105197608152331",
    sex=Sex.male,
    born=date(1976, 8, 15),
    ethnicity="汉族",
    political_status="群众",
    marriage=Marriage.married,
    hukou=Hukou.urban,
    health=Health.hypertension,
    insured=True,
    employment=EmploymentState.at_work,
    employer="示例市第二纺织厂",
    employer_kind="国有企业",
    employer_state="亏损企业",
    industry="制造业",
    started_work=date(1998, 7, 1),
    model_worker="非劳模",
)
OTHERS = (
    Member(
        ordinal=2,
        name="李练习",
        relation=Relation.wife,
        id_number="110105197803122023",
        sex=Sex.female,
        born=date(1978, 3, 12),
        political_status="群众",
        health=Health.good,
        employment=EmploymentState.at_work,
        insured=True,
        employer="示例市第二纺织厂",
    ),
    Member(
        ordinal=3,
        name="孙小习",
        relation=Relation.daughter,
        id_number="110105201009093527",
        sex=Sex.female,
        born=date(2010, 9, 9),
        political_status="共青团员",
        health=Health.good,
        schooling=Schooling.junior,
        insured=True,
        employer="示例一中",
    ),
    Member(
        ordinal=4,
        name="王老习",
        relation=Relation.mother,
        id_number="110105195001012042",
        sex=Sex.female,
        born=date(1950, 1, 1),
        political_status="群众",
        health=Health.cardiovascular,
        employment=EmploymentState.unable,
        insured=True,
    ),
)


def expect_all(office: Office, kept: Household) -> None:
    """Every item of the sheet that carries a value is on file, and nothing else."""
    for entered, meant in zip(kept.members, (HEAD, *OTHERS), strict=True):
        assert entered == meant
    year, month = Period.year, Period.month
    assert sorted((i.whose, i.kind, i.amount, i.period) for i in kept.incomes) == sorted(
        (
            (0, IncomeKind.undivided, Decimal("3600.00"), year),
            (1, IncomeKind.wage, Decimal("2350.00"), month),
            (2, IncomeKind.wage, Decimal("1900.00"), month),
            (3, IncomeKind.none, Decimal("0.00"), month),
            (4, IncomeKind.undivided, Decimal("138.00"), month),
        )
    )
    assert income_sheet(kept, office.today()).income_per_head is not None
    unit = next(u for u in units.all_units(office) if u.name == "第二纺织厂工会")
    assert (kept.hardship, kept.cause, kept.other_causes) == (
        Hardship.relative,
        Cause.own_illness,
        (Cause.schooling,),
    )
    assert (kept.single_parent, kept.self_help, kept.zero_employment) == (False, True, False)
    assert kept.address == "示例市示例区和平路18号2栋301"
    assert (kept.hukou_place, kept.postcode) == ("示例市示例区", "655000")
    assert (kept.housing, kept.floor_area) == (Housing.commercial, Decimal(62))
    assert kept.other_contact == "0888-2223344"
    assert (kept.bank, kept.bank_branch) == ("中国建设银行", "示例和平路支行")
    assert kept.card_number == "6222020200012345670"
    assert (kept.unit_id, kept.level) == (unit.id, FileLevel.county)
    assert (kept.filed_by, kept.reviewed_by) == ("林晓舟", "周审核")
    assert kept.filed_on == office.today()
    assert kept.number
