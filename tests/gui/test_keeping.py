"""Consent, attachments and the keeping of archives, as the officer works with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.casework import approval, attachments, consents, intake, keeping
from desktop.casework.keeping import Second
from desktop.casework.office import Office
from desktop.domain.application import StepKind
from desktop.domain.attachment import PaperKind
from desktop.domain.consent import Consent, ConsentState
from desktop.domain.errors import OfficeError
from desktop.domain.household import Household
from desktop.domain.listing import HouseholdQuery
from desktop.domain.retention import Kept
from desktop.ui.dialogs.attach import AttachDialog, guess
from desktop.ui.dialogs.attachment_view import AttachmentView, ScanPaper
from desktop.ui.dialogs.consent import RecordConsent, WithdrawConsent
from desktop.ui.dialogs.destroy import DestroyDialog
from desktop.ui.dialogs.post_notice import PostNoticeDialog
from desktop.ui.dialogs.preview import Preview
from desktop.ui.dialogs.seal import ReopenDialog, SealDialog
from desktop.ui.news import News
from desktop.ui.pages.applications import Applications
from desktop.ui.pages.household.detail import Detail
from desktop.ui.pages.household.papers_part import PapersPart
from desktop.ui.pages.households import Households
from desktop.ui.pages.notices import Notices
from desktop.ui.pages.safety.keeping_part import KeepingPart, YearsDialog
from tests.conftest import TODAY, Clock
from tests.gui.cases import Stage, carefully, up_to
from tests.gui.hands import Officer
from tests.gui.keys import clashes, come_back

Build = Callable[..., Household]
LATER = date(2036, 3, 3)
PDF = b"%PDF-1.4\n"


@pytest.fixture
def home(office: Office, household: Build) -> Household:
    return intake.record_household(office, household())


@pytest.fixture
def papers(qtbot: QtBot, office: Office, home: Household) -> PapersPart:
    """The part 表格与附件 of an open file."""
    return _opened(qtbot, office, home).papers


def _opened(qtbot: QtBot, office: Office, home: Household) -> Detail:
    stage = Stage(qtbot, office, Households)
    page = stage.page
    assert isinstance(page, Households)
    page.open(home.id or 0)
    assert page.detail is not None
    page.detail.tabs.setCurrentWidget(page.detail.papers)
    return page.detail


def _png() -> bytes:
    image = QImage(40, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue]
    return bytes(held.data())


def test_consent_is_recorded_shown_and_taken_back(
    papers: PapersPart, officer: Officer, office: Office, home: Household, tmp_path: Path
) -> None:
    assert papers.consent.text().startswith("无：还没有登记告知同意")
    assert papers.state() == "？"
    assert not papers.withdraw.isEnabled()
    scan = tmp_path / "同意书.pdf"
    scan.write_bytes(PDF)

    def fill(dialog: RecordConsent) -> None:
        dialog.accept()
        assert dialog.trouble.text() == "请选择是否同意公示姓名；纸上没有勾的，选「不同意公示」。"
        dialog.publication.set_value(True)
        dialog.take_scan(scan)
        dialog.accept()

    officer.will_do(carefully(fill))
    papers.record.click()
    assert consents.standing_of(office, home.id or 0).publication
    assert papers.consent.text() == "有：2026年3月2日起有效，陈练习（本人）签字；同意公示姓名和帮扶金额。"
    assert [x.shown_name for x in papers.model.lines()] == ["同意书.pdf"]
    officer.will_do(carefully(lambda dialog: dialog.accept()))
    papers.withdraw.click()
    assert papers.standing is not None
    assert papers.standing.state is ConsentState.withdrawn
    assert papers.consent.text().startswith("已撤回：已于2026年3月2日撤回同意")


def test_files_are_added_with_their_kind_by_button_and_by_dropping(
    qtbot: QtBot, papers: PapersPart, officer: Officer, tmp_path: Path
) -> None:
    for name in ("身份证正面.pdf", "身份证反面.pdf"):
        (tmp_path / name).write_bytes(PDF)
    guessed: list[PaperKind | None] = []

    def agree(dialog: AttachDialog) -> None:
        guessed.append(dialog.kind.value())
        dialog.accept()

    officer.will_do(carefully(agree))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(p)) for p in sorted(tmp_path.glob("*.pdf"))])
    where, left = QPointF(20, 20), Qt.MouseButton.LeftButton
    papers.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, left, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: len(papers.model.lines()) == 2)
    assert guessed == [PaperKind.identity_card]
    assert {x.kind for x in papers.model.lines()} == {PaperKind.identity_card}


def test_a_picture_is_pasted(qtbot: QtBot, papers: PapersPart, officer: Officer, office: Office) -> None:
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)

    def choose(dialog: AttachDialog) -> None:
        dialog.accept()
        assert dialog.trouble.text() == "请选择是什么材料，以后好找。"
        dialog.kind.set_value(PaperKind.photo)
        dialog.accept()

    officer.will_do(carefully(choose))
    come_back(qtbot)
    papers.table.setFocus()
    qtbot.keyClick(papers.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(papers.model.lines()) == 1)
    (line,) = papers.model.lines()
    assert line.shown_name == "粘贴的图片 2026-03-02.png"
    shown = QImage.fromData(attachments.content(office, line.id or 0))
    assert (shown.width(), shown.height()) == (30, 20)


def test_with_nothing_to_paste_it_says_so(papers: PapersPart, officer: Officer) -> None:
    QGuiApplication.clipboard().setText("文字")
    papers.paste()
    assert officer.heard == ["剪贴板里没有图片。请先截图或复制图片，再按 Ctrl+V。"]


def test_a_file_that_will_not_do_is_told_and_the_others_stay(
    qtbot: QtBot, papers: PapersPart, officer: Officer, tmp_path: Path
) -> None:
    (tmp_path / "好.pdf").write_bytes(PDF)
    (tmp_path / "空.pdf").write_bytes(b"")

    def choose(dialog: AttachDialog) -> None:
        dialog.kind.set_value(PaperKind.other)
        dialog.accept()

    officer.will_do(carefully(choose))
    papers.add_files([tmp_path / "好.pdf", tmp_path / "空.pdf"])
    qtbot.waitUntil(lambda: bool(officer.heard))
    assert officer.heard == ["「空.pdf」是空的，没有添加。请检查扫描或复制是否完成。"]
    assert [x.shown_name for x in papers.model.lines()] == ["好.pdf"]


def test_an_attachment_is_looked_at_from_memory_saved_and_removed(
    qtbot: QtBot, papers: PapersPart, officer: Officer, office: Office, home: Household, tmp_path: Path
) -> None:
    attachments.attach_bytes(office, home.id or 0, PaperKind.photo, "家.png", _png())
    papers.load()
    seen: list[tuple[str, int]] = []

    def look(dialog: AttachmentView) -> None:
        seen.append((dialog.windowTitle(), len(dialog.paper)))
        dialog.close()

    officer.will_do(carefully(look))
    before = {p for p in tmp_path.rglob("*") if not p.name.startswith("bangfu.db")}
    papers.view_button.click()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [("查看：照片　家.png", 1)]
    assert {p for p in tmp_path.rglob("*") if not p.name.startswith("bangfu.db")} == before
    line = papers.table.line()
    assert line is not None
    papers.save_to(line, tmp_path / "副本.png")
    assert (tmp_path / "副本.png").read_bytes() == _png()
    officer.will_say("取消")
    papers.remove_button.click()
    assert len(papers.model.lines()) == 1
    officer.will_say("移除")
    papers.remove_button.click()
    assert papers.model.lines() == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04", "不是图片也不是 PDF"),
        (PDF + b"broken", "不是完整的 PDF"),
        (b"\x89PNG\r\n\x1a\nbroken", "图片不完整"),
    ],
)
def test_what_cannot_be_shown_is_said(data: bytes, said: str) -> None:
    with pytest.raises(OfficeError, match=said):
        ScanPaper(data, "文件")


def test_kinds_are_guessed_only_where_all_names_agree() -> None:
    assert guess(["户口簿1.jpg", "户口簿2.jpg"]) is PaperKind.hukou_book
    assert guess(["户口簿1.jpg", "残疾证.jpg"]) is None
    assert guess(["IMG_0001.jpg"]) is None


def test_an_archive_is_closed_with_a_reason_and_leaves_the_list(
    qtbot: QtBot, office: Office, home: Household, officer: Officer
) -> None:
    detail = _opened(qtbot, office, home)
    closed: list[bool] = []
    detail.closed.connect(lambda: closed.append(True))
    detail.draft.change(remark="改了")
    detail.papers.seal()
    assert officer.heard == ["档案还有没保存的修改。请先保存（Ctrl+S）或放弃修改，再撤档封存。"]
    detail.draft.keep(home)

    def close(dialog: SealDialog) -> None:
        dialog.accept()
        assert "请写明撤档的原因" in dialog.trouble.text()
        dialog.reason.set_value("已脱困")
        dialog.accept()

    officer.will_do(carefully(close))
    detail.papers.seal_button.click()
    assert closed == [True]
    assert intake.count_households(office, HouseholdQuery()) == 0


def test_a_closed_archive_opens_to_be_read_only(
    qtbot: QtBot, office: Office, home: Household, officer: Officer
) -> None:
    keeping.seal(office, home.id or 0, "已脱困")
    detail = _opened(qtbot, office, home)
    assert detail.kept.isVisible()
    assert "已于2026年3月2日撤档封存（已脱困），只能查看" in detail.kept.text()
    assert not detail.save_button.isEnabled()
    papers = detail.papers
    buttons = (papers.record, papers.add_button, papers.remove_button, papers.seal_button)
    assert not any(b.isEnabled() for b in buttons)
    detail.draft.change(remark="改了")
    assert not detail.save()
    assert "撤档封存，只能查看" in officer.heard[0]
    detail.draft.keep(home)


def test_a_new_file_has_no_papers_yet(qtbot: QtBot, office: Office) -> None:
    stage = Stage(qtbot, office, Households)
    page = stage.page
    assert isinstance(page, Households)
    page.new()
    assert page.detail is not None
    papers = page.detail.papers
    assert "保存以后" in papers.consent.text()
    assert not any(
        b.isEnabled() for b in (papers.record, papers.sheet, papers.add_button, papers.seal_button)
    )


# --- 安全 → 档案保管 ------------------------------------------------------------------------------------------


@pytest.fixture
def closed(office: Office, household: Build, clock: Clock) -> list[int]:
    """Three archives whose time has come, and a fourth that is kept on."""
    ids: list[int] = []
    for name in ("陈练习", "王练习", "李练习"):
        kept = intake.record_household(office, household(name)).id or 0
        keeping.seal(office, kept, "已脱困")
        ids.append(kept)
    clock.day = LATER
    last = intake.record_household(office, household("赵示例")).id or 0
    keeping.seal(office, last, "迁出本地")
    return [*ids, last]


@pytest.fixture
def part(qtbot: QtBot, office: Office, closed: list[int]) -> KeepingPart:
    made = KeepingPart(office, News())
    qtbot.addWidget(made)
    made.resize(1000, 640)
    with qtbot.waitActive(made):
        made.show()
    made.load()
    made.begin()
    return made


def _names(part: KeepingPart) -> list[str]:
    return [str(part.model.index(row, 1).data()) for row in range(part.model.rowCount())]


def test_what_is_due_is_told_and_can_be_ticked_at_once(part: KeepingPart, closed: list[int]) -> None:
    assert part.headline.text().startswith("3 户保管期已满，请两人到场办理销毁。")
    assert _names(part) == ["陈练习", "王练习", "李练习", "赵示例"]
    part.state.set_value(Kept.sealed)
    assert _names(part) == ["赵示例"]
    part.state.set_value(None)
    part.tick_due.click()
    assert part.model.ticked() == closed[:3]
    assert part.destroy_button.text() == "销毁勾选的 3 户(&X)…"
    part.clear.click()
    assert part.model.ticked() == []


def test_what_is_not_due_is_never_destroyed(part: KeepingPart, officer: Officer, closed: list[int]) -> None:
    part.destroy_ticked()
    part.model.tick([closed[0], closed[3]])
    part.destroy_ticked()
    assert officer.heard[0].startswith("请先勾选要销毁的档案")
    assert officer.heard[1].startswith("勾选的档案里有还没到期")
    assert part.model.ticked() == [closed[0]]


def test_an_archive_is_taken_up_again(part: KeepingPart, officer: Officer, office: Office) -> None:
    part.table.choose(3)

    def agree(dialog: ReopenDialog) -> None:
        dialog.reason.set_value("返困，重新申请")
        dialog.accept()

    officer.will_do(carefully(agree))
    part.reopen_button.click()
    assert [x.name for x in intake.find_households(office, HouseholdQuery()).lines] == ["赵示例"]
    assert _names(part) == ["陈练习", "王练习", "李练习"]


def test_an_archive_is_opened_from_here(part: KeepingPart, closed: list[int]) -> None:
    opened: list[int] = []
    part.opened.connect(opened.append)
    part.table.choose(1)
    part.open_button.click()
    assert opened == [closed[1]]


def test_destroying_is_walked_through(
    qtbot: QtBot, part: KeepingPart, officer: Officer, office: Office, closed: list[int]
) -> None:
    part.tick_due.click()
    troubles: list[str] = []

    def walk(dialog: DestroyDialog) -> None:
        assert "将销毁 3 户" in dialog.warning.text()
        assert "大约到 2037 年" in dialog.after.text()
        for field, text in (
            (dialog.reason, "期满，经办公会批准"),
            (dialog.witness, "吴监督"),
            (dialog.typed, "销毁 2 户"),
        ):
            dialog.accept()
            troubles.append(dialog.trouble.text())
            field.set_value(text)
        dialog.accept()
        troubles.append(dialog.trouble.text())
        dialog.typed.set_value("销毁3户")
        dialog.accept()
        qtbot.waitUntil(lambda: dialog.outcome is not None, timeout=20_000)

    officer.will_do(carefully(walk))
    officer.will_say("以后再打")
    part.destroy_button.click()
    assert troubles == [
        "请写明销毁的依据，清册上要印。",
        "请写明在场监销人的姓名。",
        "确认的字没有输对。请在框里输入「销毁 3 户」。",
        "确认的字没有输对。请在框里输入「销毁 3 户」。",
    ]
    (made,) = keeping.destructions(office)
    assert len(made.lines) == 3
    assert "请现在打印清册" in officer.heard[0]
    assert _names(part) == ["赵示例", "已销毁", "已销毁", "已销毁"]
    assert part.headline.text().startswith("没有到期待销毁的档案")
    assert part.lists.lines() == (made,)
    assert part.print_button.isEnabled()


def test_what_fails_is_told_in_the_dialog_and_nothing_is_destroyed(
    qtbot: QtBot, part: KeepingPart, officer: Officer, office: Office
) -> None:
    part.tick_due.click()

    def walk(dialog: DestroyDialog) -> None:
        dialog.reason.set_value("期满")
        dialog.witness.set_value(office.user.name)
        dialog.typed.set_value("销毁 3 户")
        dialog.accept()
        qtbot.waitUntil(lambda: bool(dialog.trouble.text()), timeout=20_000)
        assert "第二人必须是另一个人" in dialog.trouble.text()
        assert dialog.take.isEnabled()
        dialog.reject()

    officer.will_do(carefully(walk))
    part.destroy_button.click()
    assert keeping.destructions(office) == []


def test_the_list_and_the_consent_sheet_are_shown_before_they_are_printed(
    qtbot: QtBot, part: KeepingPart, papers: PapersPart, officer: Officer, office: Office, closed: list[int]
) -> None:
    keeping.destroy(office, [closed[0]], Second("吴监督"), "销毁1户", "期满")
    part.load()
    titles: list[str] = []

    def look(dialog: Preview) -> None:
        titles.append(dialog.windowTitle())
        dialog.close()

    for deed, count in ((part.print_list, 1), (papers.print_sheet, 2)):
        officer.will_do(carefully(look))
        deed()
        qtbot.waitUntil(lambda count=count: len(titles) == count, timeout=20_000)
    assert titles == ["预览：档案销毁清册 XH2036-0001", "预览：告知同意书 陈练习"]


def test_the_years_are_the_offices_own(part: KeepingPart, officer: Officer, office: Office) -> None:
    def change(dialog: YearsDialog) -> None:
        dialog.years.edit.setText("0")
        dialog.accept()
        assert dialog.trouble.isVisible()
        dialog.years.edit.setText("30")
        dialog.accept()

    officer.will_do(carefully(change))
    part.years_button.click()
    assert keeping.years(office) == 30
    assert part.headline.text().startswith("没有到期待销毁的档案。撤档后保管 30 年")


# --- a notice, and the letters ----------------------------------------------------------------------------------


def test_before_a_notice_hangs_those_without_consent_are_named(
    qtbot: QtBot, office: Office, officer: Officer
) -> None:
    case = up_to(office, StepKind.notice)
    stage = Stage(qtbot, office, Notices)
    page: Any = stage.page
    seen: list[str] = []

    def look(dialog: PostNoticeDialog) -> None:
        seen.append(dialog.warning.text() if dialog.warning.isVisible() else "")
        dialog.reject()

    for publication in (False, True):
        page.refresh()
        page.waiting.model.tick_all()
        officer.will_do(carefully(look))
        page.post()
        consents.record_consent(
            office,
            Consent(
                household_id=case.household_id,
                given_on=TODAY,
                given_by="陈练习",
                relation="本人",
                publication=not publication,
            ),
        )
    assert seen[0].startswith("陈练习还没有登记「同意公示」。")
    assert seen[1] == ""


def test_no_letter_is_used_twice(qtbot: QtBot, office: Office, home: Household, part: KeepingPart) -> None:
    detail = _opened(qtbot, office, home)
    assert clashes(detail) == []
    assert clashes(part) == []
    line = keeping.kept_away(office).lines[0]
    dialogs: list[QDialog] = [
        RecordConsent(office, home),
        WithdrawConsent(office, home),
        SealDialog(office, home),
        ReopenDialog(office, line),
        DestroyDialog(office, [line]),
        AttachDialog(["a.pdf"], home, TODAY),
        YearsDialog(office),
        AttachmentView(ScanPaper(_png(), "a"), "a"),
    ]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        dialog.show()
        assert clashes(dialog) == [], dialog.windowTitle()
        dialog.close()


def test_a_file_that_was_open_while_it_was_destroyed_leaves_the_screen(
    qtbot: QtBot, office: Office, home: Household, clock: Clock
) -> None:
    keeping.seal(office, home.id or 0, "已脱困")
    clock.day = LATER
    page = Stage(qtbot, office, Households).page
    assert isinstance(page, Households)
    page.open(home.id or 0)
    keeping.destroy(office, [home.id or 0], Second("吴监督"), "销毁1户", "期满")
    page.refresh()
    assert page.detail is None


def test_the_case_of_a_destroyed_archive_says_what_is_left(
    qtbot: QtBot, office: Office, officer: Officer, clock: Clock
) -> None:
    case = up_to(office, StepKind.survey)
    approval.withdraw(office, case.id or 0, "不办了", "林晓舟")
    keeping.seal(office, case.household_id, "已脱困")
    clock.day = LATER
    keeping.destroy(office, [case.household_id], Second("吴监督"), "销毁1户", "期满")
    stage = Stage(qtbot, office, Applications)
    stage.page.show_item(case.id)
    assert len(officer.heard) == 1
    assert "按销毁清册销毁" in officer.heard[0]
    page = Stage(qtbot, office, Households).page
    page.show_item(case.household_id)
    assert "按销毁清册销毁，只留编号" in officer.heard[1]
