"""What an officer does on a case, verb by verb and by keys alone, for the stories of whole plans through the window."""

from __future__ import annotations

from desktop.casework import intake
from desktop.domain.household import Household
from tests.end2end.person import Person, Story
from tests.samples import procedures as samples
from tests.unit.casework.walking import day, money


def on_file(me: Person, home: Household) -> str:
    """The household on file, in an office that filled in all blanks of the plans; whose it is."""
    samples.fill_in(me.office)
    money(me.office, "县级救助资金")
    return intake.record_household(me.office, home).head.name


def check_by_keys(me: Person, name: str, scheme: str) -> Story:
    """Find the household, check it, and open the dialog of its application."""
    yield me.press("Ctrl+2", "Ctrl+F")
    yield me.write(name)
    yield me.press("Down")
    yield me.wait(lambda: "找到 1 户" in me.screen(), "found")
    yield me.press("Return")
    yield me.press("Ctrl+J")
    yield me.seek("方案", scheme)
    yield me.press("Alt+K")
    me.sees("符合")
    yield me.press("Alt+P")
    me.sees("提出申请", "各步的期限")


def open_with_the_mouse(me: Person, name: str) -> Story:
    """Find the household and open its check."""
    yield me.click("档案")
    yield me.click("姓名、证件号后几位、电话、地址、单位、编号或拼音首字母")
    yield me.write(name)
    yield me.wait(lambda: "找到 1 户" in me.screen(), "found")
    yield me.click_row("家庭档案名单", name, double=True)
    yield me.click("经济状况核对")


def apply_with_the_mouse(me: Person, name: str, scheme: str, reason: str) -> Story:
    """Find the household, check it and file its application with all papers."""
    yield open_with_the_mouse(me, name)
    yield me.click_choice("方案", scheme)
    yield me.click("核对并留存")
    me.sees("符合")
    yield me.click("据此提出申请")
    yield me.click_into("申请理由", reason)
    yield me.click("全部交齐")
    yield me.click("提出申请")


def complete(me: Person, on: str, words: str) -> Story:
    """The step that waits, with F2."""
    me.clock.day = day(on)
    yield me.press("F5", "F2")
    yield me.write(words)
    yield me.press("Ctrl+Return")


def survey(me: Person, on: str, place: str = "与申请相符") -> Story:
    """A survey at home by two."""
    me.clock.day = day(on)
    yield me.press("F5", "F2")
    if "调查人一" not in me.screen():
        yield me.tab_to("入户调查")
        yield me.press("Space")
    yield me.fill("调查人一", "林晓舟")
    yield me.fill("调查人二", "何秀英")
    yield me.fill("看到的情况", place)
    yield me.fill("意见", "已入户核实，情况属实")
    yield me.press("Ctrl+Return")


def hang(me: Person, on: str, until: str, *said: str) -> Story:
    """From the case to the notices, one hung that names it, and back; what the dialog has to say of it."""
    me.clock.day = day(on)
    yield me.press("F5", "F2")
    yield me.press("Space", "Ctrl+N")
    me.sees("共 1 份申请", *said)
    yield me.fill("张贴地点", "村务公开栏")
    yield me.press("Ctrl+Return")
    me.sees(f"公示到 {until}止")
    yield back(me)


def take_down(me: Person, on: str) -> Story:
    """The notice that hangs is ended, nobody having objected; back to the case."""
    me.clock.day = day(on)
    yield me.press("F5", "F2")
    yield me.press("F2")
    yield me.fill("经办人", "林晓舟")
    yield me.press("Ctrl+Return")
    yield back(me)


def pay_out(me: Person, on: str, title: str) -> Story:
    """From the case to what is to be handed out; a batch for it, signed and closed."""
    me.clock.day = day(on)
    yield me.press("F5", "F2")
    yield me.press("Space", "Ctrl+N")
    me.sees("本次发放 1 人")
    yield me.write(title)
    yield me.pick("资金", "县级救助资金")
    yield me.press("Ctrl+Return")
    me.sees("已签 0/1")
    yield me.press("Space")
    me.sees("已签 1/1，可以办结")
    yield me.press("Alt+J", "Alt+Y")
    me.sees("已办结")


def back(me: Person) -> Story:
    """From another page to the case that is open."""
    yield me.press("Ctrl+4")


def sign_in(me: Person, name: str, password: str) -> Story:
    """The dialog the program opens with, in an office with passwords."""
    yield me.wait(lambda: me.title().endswith("登录"), "sign in")
    yield me.pick("姓名", name)
    yield me.fill("密码", password)
    yield me.press("Return")
    yield me.wait(lambda: "· 帮扶台账" in me.title(), "window")


def hand_over(me: Person, name: str, password: str) -> Story:
    """Somebody else signs in."""
    yield me.press("F10")
    yield me.wait(lambda: me.app.activePopupWidget() is not None, "menu")
    yield me.press("H")
    yield sign_in(me, name, password)
    me.sees(name)


def open_case(me: Person, name: str) -> Story:
    """The case of that person, from the list of all."""
    yield me.press("Ctrl+4", "Ctrl+F", "Ctrl+A")
    yield me.write(name)
    yield me.press("Down", "Return")
    me.sees(name, "办理过程")
