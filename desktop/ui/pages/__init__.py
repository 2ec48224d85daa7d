"""The pages of the window (页面): PAGES is the registry the side bar is built from.

How a page is made
------------------
One file in this folder with one class, and one line in PAGES below::

    class Funds(Page):                                   # desktop.ui.pages.page.Page
        def __init__(self, office, news, go, parent=None):
            super().__init__(office, news, go, parent)   # keeps self.office, self.news, self.go
            ...make, connect, lay out...
            news.money_changed.connect(self.refresh)     # hear what others changed

        def refresh(self): ...        # show what is kept now: called each time the page is shown, and by F5
        def show_item(self, item): ...# called by go("funds", item); see the table of items
        def begin(self): ...          # take the keyboard; by itself the first field gets it
        def may_leave(self): ...      # False keeps the officer here (unsaved changes; ask with message.ask_to_keep)
        def unsaved(self): ...        # what closing would lose, in a word; the lock asks before somebody else signs in
        def search(self) / new(self) / edit(self) / print(self) / save(self)
                                      # Ctrl+F, Ctrl+N, F2, Ctrl+P, Ctrl+S or Ctrl+Enter: the window calls them

Title, picture and shortcut (Ctrl+1, Ctrl+2 …, F6 …) stand in PAGES, because a page's module is imported
only when the page is first shown. The page draws no title and no band of its own: the window does.

What `go(key, item)` carries
----------------------------
    "households"    int: household id · ("member", (household id, ordinal)): that person in it · "new": an empty file
                    "import": the roster import · ("search", text) and ("unit", id): the list of these · None: the list
    "applications"  int: application id · Assessment: begin an application from this verdict · None: the list
    "notices" "visits" "payouts"   int: id of the notice, round, batch · None
    "schemes"       str: scheme id · None
    "settings"      str: the part to open ("lines", "bureau", "data") · None
    "calendar"      date: the day · str: the year · None
    "safety"        str: the part to open ("backups", "users", "trail", "keeping") · ("trail", household id) · None
    "standing"      str: the part to open ("states", "lists", "doubts", "yearly"), or a list ("lists:fading_ends")
    "meetings"      str: the part to open ("held", "places", "draws") · None
    "benefits"      int: benefit id · str: what to list ("due", "fading", "ended") · None
    "units"         str: the part to open ("units", "staff", "kin") · ("staff", id of the person) · None
    "desk" "funds"  None
    "recovery"      no page: the window makes a new recovery code, prints it and has it read back

Parts to build from
-------------------
    fields.buttons   push(text, slot, picture=, kind="primary|danger|link", key=), tool(picture, tip, slot)
    fields.panels    Words (plain text that copies), OneLine, Card, Scrolled, Empty (what an empty list says), Fold, rule
    fields.grid      FieldGrid.add("姓名(&N)", field, wide=); .problems()
    fields.*         MoneyEdit, DayEdit, IdNumberEdit, ChoiceBox, PickBox, TextChoice, TriState, TextLine, TextBox, SearchBox:
                     all have value(), set_value(v), problem() -> str and the signal changed
    fields.moving    enter_moves_on(panel): Enter = next field
    pages.parts_page PartsPage: a page of several parts, one tab each: self.hold(name=("页签", part), …)
    pages.turning    turned_by_keys(page, tabs): Ctrl+PgDown and Ctrl+PgUp, where a page keeps its tabs itself
    models           Column, PagedModel (fetched by offset and limit), RowsModel (all at hand, ticks), Table (the view)
    dialogs.entry    EntryDialog: a small dialog of fields with 确定 and 取消
    dialogs          shown(dialog) -> bool: exec, then deleteLater (a dialog with a parent would stay for ever)
    dialogs.message  tell, tell_error, confirm, ask_to_keep, telling(parent) (a with-block that tells OfficeErrors)
    dialogs.preview  show_paper(path, parent): the PDF itself, printing, saving, the system's viewer
    self.work(title, job, done)   something long, off the GUI thread; casework verbs may be called in the job
    self.news.said.emit("…")      one sentence at the bottom of the window

Text is Simplified Chinese, plain (QLabel takes "<" for markup: use Words or OneLine). Nothing by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from desktop.ui.pages.page import Page


@dataclass(frozen=True)
class PageEntry:
    """A page in the side bar; its module is imported when it is first shown."""

    key: str
    title: str
    icon: str
    module: str
    name: str
    shortcut: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """What opens it: a digit goes with Alt as well as with Ctrl."""
        if not self.shortcut:
            return ()
        digit = self.shortcut.removeprefix("Ctrl+")
        return (self.shortcut, f"Alt+{digit}") if digit.isdigit() else (self.shortcut,)

    def load(self) -> type[Page]:
        """The page's class."""
        return cast("type[Page]", getattr(import_module(self.module), self.name))


PAGES = (
    PageEntry("desk", "工作台", "desk", "desktop.ui.pages.desk", "Desk", "Ctrl+1"),
    PageEntry("households", "档案", "households", "desktop.ui.pages.households", "Households", "Ctrl+2"),
    PageEntry("schemes", "方案", "schemes", "desktop.ui.pages.schemes", "Schemes", "Ctrl+3"),
    PageEntry(
        "applications", "申请审批", "applications", "desktop.ui.pages.applications", "Applications", "Ctrl+4"
    ),
    PageEntry("notices", "公示", "notices", "desktop.ui.pages.notices", "Notices", "Ctrl+5"),
    PageEntry("meetings", "会议和抽查", "checklist", "desktop.ui.pages.meetings.page", "Meetings", "F11"),
    PageEntry("visits", "走访", "visits", "desktop.ui.pages.visits", "Visits", "Ctrl+6"),
    PageEntry("funds", "资金物资", "funds", "desktop.ui.pages.funds", "Funds", "Ctrl+7"),
    PageEntry("payouts", "发放签收", "payouts", "desktop.ui.pages.payouts", "Payouts", "Ctrl+8"),
    PageEntry("benefits", "在享待遇", "benefits", "desktop.ui.pages.benefits.page", "Benefits", "F12"),
    PageEntry("standing", "动态管理", "standing", "desktop.ui.pages.standing.page", "Standing", "F6"),
    PageEntry("units", "单位人员", "units", "desktop.ui.pages.units.page", "Units", "F7"),
    PageEntry("calendar", "日历", "calendar", "desktop.ui.pages.calendar.page", "CalendarPage", "F8"),
    PageEntry("settings", "设置", "settings", "desktop.ui.pages.settings", "Settings", "Ctrl+9"),
    PageEntry("safety", "安全", "safety", "desktop.ui.pages.safety.page", "Safety", "Ctrl+0"),
)
"""In the order of the work: what is on file, how a case is decided, what is given and goes on, what all of it goes by.

A key once given stays: hands know it. Ten have a digit (Ctrl or Alt), the others F6–F8, F11, F12, which no field takes.
"""
