"""A survey before the decision (调查): said in words, or made at home by two, with who was there and photographs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QVBoxLayout, QWidget

from desktop.domain.attachment import Attachment, PaperKind
from desktop.domain.days import day_words
from desktop.domain.errors import OfficeError
from desktop.domain.home_survey import expect_sound
from desktop.domain.step_record import Survey
from desktop.domain.words import word
from desktop.ui.dialogs.message import telling
from desktop.ui.dialogs.opinion import OpinionDialog, Question, name_line
from desktop.ui.fields.buttons import push
from desktop.ui.fields.choice import TextChoice
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.text import TextBox, TextLine
from desktop.ui.fields.ticks import Ticks

AT_HOME = ("入户", "家访", "走访", "上门")
"""What a step is called that means a visit at home."""
PHOTOS = (PaperKind.photo, PaperKind.survey)
"""Attachments that may be photographs of a visit."""
PICTURES = "照片 (*.jpg *.jpeg *.png *.bmp *.tif *.tiff *.webp);;所有文件 (*)"
NOBODY_ELSE = "只有一人去的，请写明第二个人为什么没有去，表格上要印出来。"


@dataclass(frozen=True, kw_only=True)
class Visited:
    """What the dialog knows to begin with."""

    today: date
    at_home: bool
    """Whether the step means a visit at home."""
    not_before: date | None = None
    members: Sequence[str] = ()
    photos: Sequence[Attachment] = ()
    add: Callable[[Path, date | None], Attachment] | None = None
    """Keeps a photograph from outside with the household, under the day it was taken."""


@dataclass(frozen=True)
class Surveyed:
    """What was said, by whom, and the visit where there was one."""

    words: str
    by: str
    survey: Survey | None = None


class SurveyDialog(OpinionDialog):
    """The opinion, and above it the visit; without a visit the opinion and a name are enough."""

    def __init__(self, question: Question, known: Visited, parent: QWidget | None = None) -> None:
        super().__init__(question, parent, whole=False, columns=2)
        self._known = known
        self.home = QCheckBox("入户看过（登记哪天、谁去的、谁在家）")
        self.home.setChecked(known.at_home)
        self.day = DayEdit(known.today, known.today)
        self.there = TextChoice(known.members)
        self.first = name_line(question.names, question.by, "调查人姓名")
        self.second = name_line(question.names, "", "另一名调查人")
        self.alone = TextLine(hint="如 大雪封路，另一人未能到达", longest=120)
        self.place = TextLine(hint="不写就是申请人家中", longest=100)
        self.found = TextBox("", "住房、家庭成员、收入和支出，和申请说的是否一致", 3)
        self.found.setMaximumHeight(self.found.minimumHeight() + 40)
        self._photos = list(known.photos)
        self.photos = Ticks(())
        self.photos.setAccessibleName("照片")
        self.add_photos = push("添加照片(&J)…", self.choose_files, picture="add")
        pictures = QWidget()
        column = QVBoxLayout(pictures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.photos)
        column.addWidget(self.add_photos, 0, Qt.AlignmentFlag.AlignLeft)
        self.grid.add("入户调查", self.home, wide=True)
        self.grid.add("调查日期(&D) *", self.day)
        self.grid.add("在家的人(&H)", self.there)
        self.grid.add("调查人一(&A) *", self.first)
        self.grid.add("调查人二(&B) *", self.second)
        self.grid.add("为何一人(&R) *", self.alone, wide=True)
        self.grid.add("地点(&L)", self.place, wide=True)
        self.grid.add("看到的情况(&F) *", self.found, wide=True)
        self.grid.add("照片", pictures, wide=True)
        self._of_visit = (self.day, self.there, self.first, self.second, self.place, self.found, pictures)
        self._offer(())
        self.grid.show_field(self.alone, False)
        self.home.toggled.connect(lambda: self.look(typing=True))
        self.second.editingFinished.connect(lambda: self.look())
        self.second.changed.connect(lambda: self.look(typing=True))
        self.finish(self.second if known.at_home else self.words)
        self.look(typing=True)

    @classmethod
    def inquire(cls, question: Question, known: Visited, parent: QWidget | None = None) -> Surveyed | None:
        """What was found; None where the officer thought better of it."""
        dialog = cls(question, known, parent)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return None
        survey = dialog.value()
        by = "、".join(survey.surveyors) if survey is not None else dialog.by.value()
        return Surveyed(dialog.words.value(), by, survey)

    def look(self, typing: bool = False) -> None:
        """Show what a visit asks for; why only one went is asked once the second field was left empty."""
        home = self.home.isChecked()
        for field in self._of_visit:
            self.grid.show_field(field, home)
        self.grid.show_field(self.by, not home)
        single = home and not self.second.value() and not (typing and self.alone.isHidden())
        self.grid.show_field(self.alone, single)
        self.photos.setVisible(bool(self._photos))
        self.grow()

    def value(self) -> Survey | None:
        """The visit as it stands in the fields; None where there was none."""
        day = self.day.value()
        if not self.home.isChecked() or day is None:
            return None
        names = (self.first.value(), self.second.value())
        return Survey(
            surveyors=tuple(n for n in names if n),
            day=day,
            at_home=self.there.value(),
            place=self.place.value(),
            found=self.found.value(),
            photos=tuple(int(x) for x in self.photos.value()),
            alone_because="" if all(names) else self.alone.value(),
        )

    def wrong(self) -> str:
        if not self.home.isChecked():
            return super().wrong()
        survey = self.value()
        if survey is None:
            self.day.setFocus()
            return "请填写调查日期。"
        if len(survey.surveyors) == 1 and not survey.alone_because:
            self.look()
            self.alone.setFocus()
            return NOBODY_ELSE
        try:
            expect_sound(survey, self._known.today, self._known.not_before)
        except OfficeError as error:
            self._go_to_what_is_wrong(survey)
            return error.said
        if self._question.needed and not self.words.value():
            self.words.setFocus()
            return self._question.needed
        return ""

    def choose_files(self) -> None:
        """Ask for photographs to add."""
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择入户时拍的照片", "", PICTURES)
        self.add_files([Path(x) for x in chosen])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Keep these with the household's attachments, and tick them."""
        add = self._known.add
        added: list[Attachment] = []
        with telling(self):
            for path in paths:
                if add is not None:
                    added.append(add(path, self.day.value()))
        if added:
            ticked = self.photos.value()
            self._photos += added
            self._offer((*ticked, *(str(a.id) for a in added)))
            self.look()

    def _offer(self, ticked: Sequence[str]) -> None:
        self.photos.offer([(str(a.id), _photo_words(a)) for a in self._photos], ticked)

    def _go_to_what_is_wrong(self, survey: Survey) -> None:
        if not survey.surveyors:
            self.first.setFocus()
        elif len(set(survey.surveyors)) < len(survey.surveyors):
            self.second.setFocus()
        elif not survey.found:
            self.found.setFocus()
        else:
            self.day.setFocus()


def _photo_words(photo: Attachment) -> str:
    day = f"　{day_words(photo.dated)}" if photo.dated is not None else ""
    return f"{word(photo.kind)}　{photo.shown_name}{day}"
