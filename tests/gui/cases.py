"""Cases for the tests of the window: real casework on an invented household, up to whichever step is wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.casework import applying, approval, assessment, deciding, intake, noticing
from desktop.casework.office import Office
from desktop.casework.settings import record_parameter
from desktop.domain.application import Application, StepKind
from desktop.domain.assessment import Assessment
from desktop.domain.household import Cause
from desktop.ui.news import News
from desktop.ui.pages.page import Page
from tests.conftest import make_household

PLAN = "plan-03"
"""困难教职工: the office fills in one multiple; the sum is left to whoever decides."""


def fill_in(office: Office) -> None:
    """Fill in what plan 3 leaves out."""
    record_parameter(office, PLAN, "hardship_multiple", Decimal("1.5"), "示例工发〔2025〕1 号")


def judged(office: Office, name: str = "陈练习", monthly: str = "1800.00") -> Assessment:
    """A kept verdict under plan 3; with 900 a head it is 符合, with much more 不符合."""
    fill_in(office)
    kept = intake.record_household(office, make_household(name, monthly, cause=Cause.own_illness))
    return assessment.assess(office, kept.id or 0, PLAN)


def applied(office: Office, name: str = "陈练习", monthly: str = "1800.00") -> Application:
    """An application just begun."""
    kept = judged(office, name, monthly)
    return applying.apply(office, kept.id or 0, name, "本人患病，家庭困难", office.today())


def up_to(office: Office, kind: StepKind, name: str = "陈练习", monthly: str = "1800.00") -> Application:
    """An application brought on until that step waits."""
    return onward(office, applied(office, name, monthly), kind)


def onward(office: Office, case: Application, kind: StepKind) -> Application:
    """The application brought on until that step waits; a notice on the way is posted and closed long ago."""
    while case.current is not None and case.current.kind is not kind:
        if case.current.kind is StepKind.notice:
            notice = noticing.post_notice(office, [case.id or 0], date(2026, 1, 5), 5, "公告栏")
            noticing.close_notice(office, notice.id or 0, date(2026, 1, 12), "林晓舟")
            case = approval.application(office, case.id or 0)
        elif case.current.kind is StepKind.decide:
            case = deciding.approve(office, case.id or 0, Decimal(1500), (), "同意", "高示范")
        else:
            case = approval.complete_step(office, case.id or 0, "情况属实", "林晓舟")
    return case


@dataclass
class Stage:
    """A page with what it asked of the window, said, and told the other pages."""

    qtbot: QtBot
    office: Office
    make: Callable[..., Page]
    size: tuple[int, int] = (1120, 720)
    went: list[tuple[str, object]] = field(default_factory=list[tuple[str, object]])
    said: list[str] = field(default_factory=list[str])
    changed: list[object] = field(default_factory=list[object])

    def __post_init__(self) -> None:
        self.news = News()
        self.news.said.connect(self.said.append)
        self.news.case_changed.connect(self.changed.append)
        self.page = self.make(self.office, self.news, self.go)
        self.qtbot.addWidget(self.page)
        self.page.resize(*self.size)
        with self.qtbot.waitActive(self.page):
            self.page.show()
        self.page.refresh()
        self.page.begin()

    def go(self, key: str, item: object = None) -> None:
        """What the window is asked to do."""
        self.went.append((key, item))


def within(outer: QWidget, inner: QObject | None) -> bool:
    """Whether the inner widget is, or stands in, the outer."""
    return isinstance(inner, QWidget) and (inner is outer or outer.isAncestorOf(inner))


def carefully(deed: Callable[[Any], None]) -> Callable[[Any], None]:
    """The deed, but a dialog it fails on, or leaves open, is closed, so that the test fails instead of waiting."""

    def guarded(dialog: Any) -> None:
        try:
            deed(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    return guarded
