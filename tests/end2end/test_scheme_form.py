"""A town's notice becomes a scheme at the keyboard: typed from the blank template, tried, saved, and judged by."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QListWidget

from desktop.app import Places
from desktop.casework import assessment, intake
from desktop.domain.listing import HouseholdQuery
from desktop.domain.policy_text import Path
from desktop.domain.verdict import Outcome
from desktop.ui.pages.scheme_form import open_scheme_form
from desktop.ui.pages.scheme_form.adding import Adding
from desktop.ui.pages.scheme_form.start import StartDialog
from desktop.ui.pages.scheme_form.window import SchemeForm
from tests.end2end.person import Person, Story

SCHEME = "qinghewan-2026"


def test_a_notice_is_typed_from_the_blank_template_saved_and_judged_by(person: Person, home: Places) -> None:
    person.use(home, write_notice(person), practice=True)
    assert not person.clashes


def test_a_copy_with_another_amount_keeps_the_comments_of_the_file(person: Person, home: Places) -> None:
    person.use(home, copy_scheme(person), practice=True)
    assert not person.clashes


# ---- the notice


def write_notice(me: Person) -> Story:
    me.clock.day = date(2026, 3, 2)
    yield start(me)
    yield me.fill("方案名称", "青禾湾镇冬季取暖补助")
    yield me.fill("方案编号", SCHEME)
    yield me.press("Ctrl+Return")
    yield me.wait(lambda: isinstance(me.top(), SchemeForm), "begun")
    me.sees("总则", "对象类别（1）", "步骤（6）", "处要改")
    yield head(me)
    yield passages(me)
    yield take_out(me, ("parameters", 0))
    yield first_group(me)
    yield second_group(me)
    yield exclusion(me)
    yield award(me)
    yield steps(me)
    yield papers(me)
    yield examples(me)
    assert form(me).editing.sheet.problems() == ()
    yield me.press("Ctrl+PgDown", "Ctrl+PgDown")
    me.sees("算例（3/3）", "3 个算例全部通过")
    yield me.press("Ctrl+S")
    me.sees("已保存方案：青禾湾镇冬季取暖补助")
    yield me.press("Escape", "Escape")
    yield me.wait(lambda: not isinstance(me.top(), SchemeForm), "closed")
    scheme = me.office.library.scheme(SCHEME)
    assert [g.label for g in scheme.groups] == ["低保家庭", "重病困难家庭"]
    yield stands_in_the_library(me)


def head(me: Person) -> Story:
    yield to(me)
    yield me.fill("制发单位", "青禾湾镇人民政府")
    yield me.fill("文号", "青镇发〔2026〕18号")
    yield me.fill("从哪天起施行", "2026年1月1日")
    yield me.fill("帮扶谁", "低保家庭、重病困难家庭")
    yield me.fill("原文的空缺、矛盾和程序的读法", "「重大疾病」没有列名单，程序把登记的重大疾病都算。")


def passages(me: Person) -> Story:
    for number, (where, text) in enumerate(
        (
            (
                "通知第一条",
                "户籍不限，低保家庭，或人均月收入不超过低保标准1.5倍且有成员患重大疾病的家庭，可以申请。",
            ),
            ("通知第三条", "每户按低保标准的2倍一次发给。"),
        )
    ):
        yield to(me, "passages", number)
        yield me.fill("第几条第几项", where)
        yield me.fill("原文的话", text)


def first_group(me: Person) -> Story:
    yield to(me, "groups", 0)
    yield me.fill("英文编号", "dibao")
    yield me.fill("名称", "低保家庭")
    yield me.fill("公示里怎么称呼", "取暖补助家庭")
    yield to(me, "groups", 0, "require", 0)
    yield me.seek("条件的种类", "选项里有其一")
    yield me.fill("原文的意思", "低保家庭")
    yield sought(me, "看什么事实", "household_kinds")
    yield tick(me, "哪几项", "低保")


def second_group(me: Person) -> Story:
    yield to(me, "groups")
    yield add(me)
    yield me.fill("英文编号", "ill")
    yield me.fill("名称", "重病困难家庭")
    yield me.fill("公示里怎么称呼", "取暖补助家庭")
    yield me.fill("先后", "2")
    yield to(me, "groups", 1, "require", 0)
    yield me.fill("原文的意思", "人均月收入不超过低保标准 1.5 倍")
    yield sought(me, "看什么事实", "gross_income_per_head")
    yield me.pick("不高于", "公布标准的几倍")
    yield me.pick("不高于：标准", "低保标准")
    yield me.fill("不高于：倍数", "1.5")
    yield me.press("Ctrl+Return")
    yield choose(me, "有其一")
    yield me.fill("原文的意思", "有成员患重大疾病")
    yield sought(me, "看什么事实", "household_diseases")
    yield tick(me, "哪几项", "恶性肿瘤")


def exclusion(me: Person) -> Story:
    yield to(me, "exclude")
    yield add(me, "界限比")
    yield me.fill("原文的意思", "拥有两套以上住宅的，不予补助")
    yield sought(me, "看什么事实", "homes_count")
    yield me.pick("不低于", "一个数")
    yield me.fill("不低于：数", "2")


def award(me: Person) -> Story:
    yield to(me, "awards", 0)
    yield me.tab_to("帮扶的种类")
    yield me.press("Home")
    yield me.fill("名称", "取暖补助")
    yield me.pick("数额", "公布标准的几倍")
    yield me.pick("数额：标准", "低保标准")
    yield me.fill("数额：倍数", "2")


def steps(me: Person) -> Story:
    """Three of the template's six stay: accepting, deciding and paying, each with who does it."""
    for number in (4, 2, 1):
        yield take_out(me, ("steps", number))
    for number, who in enumerate(("镇民政办", "镇政府", "镇财政所")):
        yield to(me, "steps", number)
        yield me.fill("谁来办", who)
    yield to(me, "steps", 1)
    yield me.press("Ctrl+Return")
    yield choose(me, "期限 · 几个工作日内")
    yield me.fill("几个工作日内", "5")


def papers(me: Person) -> Story:
    yield to(me, "papers", 0)
    yield me.fill("材料名称", "收入证明")
    yield me.press("Ctrl+D")
    yield me.fill("材料名称", "诊断证明")
    yield me.tab_to("证明哪些事实：已选")
    yield me.press("Down", "Delete")
    yield me.press("Shift+Tab", "Shift+Tab")
    yield me.write("household_diseases")
    yield me.press("Return")
    assert form(me).editing.sheet.value(("papers", 1, "proves")) == ["household_diseases"]


CASES = (
    (
        "低保家庭：按低保标准的 2 倍给",
        {"household_kinds": "低保", "homes_count": "1"},
        {"结论": "符合", "算在哪一类": "低保家庭", "金额": "1620"},
    ),
    (
        "重病家庭，人均正好 1.5 倍：不超过就算",
        {
            "household_kinds": "都没有",
            "gross_income_per_head": "1215",
            "household_diseases": "恶性肿瘤",
            "homes_count": "1",
        },
        {"结论": "符合", "算在哪一类": "重病困难家庭", "金额": "1620"},
    ),
    (
        "低保家庭有两套住宅：排除",
        {"household_kinds": "低保", "homes_count": "2"},
        {"结论": "不符合", "缺哪些事实：已选": ""},
    ),
)


def examples(me: Person) -> Story:
    for number, (name, facts, expected) in enumerate(CASES):
        yield to(me, "examples", number)
        yield me.fill("算例名称", name)
        yield take_out(me, ("examples", number, "parameters"))
        yield to(me, "examples", number, "facts")
        yield give(me, facts)
        yield to(me, "examples", number, "expect")
        yield hope(me, expected)


def give(me: Person, facts: dict[str, str]) -> Story:
    for fact, text in facts.items():
        named = form(me).form.named
        assert named is not None
        label = named.label(fact)
        if fact in ("household_kinds", "household_diseases"):
            yield tick(me, label, text)
        else:
            yield me.fill(label, text)


def hope(me: Person, expected: dict[str, str]) -> Story:
    for label, text in expected.items():
        if label == "缺哪些事实：已选":
            yield me.tab_to(label)
            yield me.press("Down", "Delete")
        elif label == "金额":
            yield me.pick("金额", "写一个数")
            yield me.fill("金额：数", text)
        else:
            yield me.pick(label, text)


def stands_in_the_library(me: Person) -> Story:
    """A household on file is judged under it."""
    first = intake.find_households(me.office, HouseholdQuery(), 0, 1).lines[0]
    kept = assessment.assess(me.office, first.id, SCHEME)
    assert kept.verdict.scheme_id == SCHEME
    assert kept.verdict.outcome in set(Outcome)
    yield me.press("Ctrl+3")
    me.sees("青禾湾镇冬季取暖补助")


# ---- a copy


def copy_scheme(me: Person) -> Story:
    me.clock.day = date(2026, 3, 2)
    yield start(me)
    yield me.pick("从哪里开始", "照抄一个已有的方案")
    yield me.seek("照抄哪个", "木业")
    yield me.fill("方案名称", "本单位送温暖")
    yield me.fill("方案编号", "own-07")
    yield me.press("Ctrl+Return")
    yield me.wait(lambda: isinstance(me.top(), SchemeForm), "begun")
    yield to(me, "parameters", 0)
    yield me.fill("数值", "900")
    yield me.press("F8")
    yield me.press("Ctrl+S")
    me.sees("处要改", "约值 800.00 元")
    yield me.press("Alt+E")
    yield to(me, "examples", 0, "expect")
    yield me.tab_to("理由里必须有的话")
    yield me.press("Ctrl+End", "Up", "Home", "Shift+Down", "Delete")
    yield me.wait(lambda: form(me).look.passed == 15, "tried")
    yield me.press("Ctrl+S")
    me.sees("已保存方案：本单位送温暖")
    yield me.press("Escape", "Escape")
    kept = me.office.library.scheme("own-07")
    assert kept.parameter("goods_value").value == Decimal(900)
    before = me.office.library.scheme("plan-07").text
    comments = [line for line in before.splitlines() if line.startswith("#")]
    assert comments
    assert [line for line in kept.text.splitlines() if line.startswith("#")] == comments
    assert me.office.library.scheme("plan-07").parameter("goods_value").value == Decimal(800)


# ---- hands


def start(me: Person) -> Story:
    """Begin a new scheme from the window, as its page does."""
    window = me.window()
    QTimer.singleShot(0, partial(open_scheme_form, me.office, window.news, None, window))
    yield me.wait(lambda: isinstance(me.top(), StartDialog), "asked")


def form(me: Person) -> SchemeForm:
    return me.the(SchemeForm)


def to(me: Person, *path: str | int) -> Story:
    """Go to a part with the arrows of the tree, and into its form with Enter."""
    wanted: Path = path
    while not form(me).tree.hasFocus():
        yield me.press("Escape")
    tree = form(me).tree
    assert wanted in tree.paths(), f"{wanted} is not in the tree: {tree.paths()}"
    while (here := tree.path()) != wanted:
        paths = tree.paths()
        if here and wanted[: len(here)] == here:
            yield me.press("Right")  # opens what is shut, and goes into what is open
        if tree.path() == here:
            yield me.press("Down" if paths.index(wanted) > paths.index(here) else "Up")
    yield me.press("Return")


def take_out(me: Person, path: Path) -> Story:
    yield to(me, *path)
    yield me.press("Escape", "Delete")


def add(me: Person, text: str = "") -> Story:
    yield me.press("Ctrl+Return")
    if isinstance(me.top(), Adding):
        yield choose(me, text)


def choose(me: Person, text: str) -> Story:
    yield me.wait(lambda: isinstance(me.top(), Adding), "asked what")
    yield me.write(text)
    yield me.press("Return")
    yield me.wait(lambda: isinstance(me.top(), SchemeForm), "added")


def sought(me: Person, label: str, text: str) -> Story:
    """Find an entry by typing, and take the first with Enter."""
    yield me.fill(label, text)
    yield me.press("Return")
    box = me.find(label, (QComboBox,))
    assert isinstance(box, QComboBox)
    assert box.currentIndex() > 0, f"{label} found no {text}"


def tick(me: Person, label: str, text: str) -> Story:
    """Go to a list by Tab, with the arrows to an entry, and tick it with Space."""
    yield me.tab_to(label)
    listed = me.find(label, (QListWidget,))
    assert isinstance(listed, QListWidget)
    yield me.press("Home")
    for _ in range(listed.count()):
        if listed.currentItem().text().startswith(text):
            yield me.press("Space")
            return
        yield me.press("Right")
    raise AssertionError(f"{label} offers no {text}")
