"""What a decision may need besides its sum (审批权限、一事一议): whose level it is, another level's paper, a resolution."""

from __future__ import annotations

from collections.abc import Callable

from desktop.casework.deciding import ToDecide
from desktop.casework.levels import Levels, unsettled
from desktop.domain.application import Override
from desktop.domain.approvable import Ruling
from desktop.domain.authority import DISCUSSED, Reply
from desktop.domain.days import day_words
from desktop.ui.dialogs.entry import EntryDialog
from desktop.ui.fields.day import DayEdit
from desktop.ui.fields.lines import LinesBox
from desktop.ui.fields.panels import Words
from desktop.ui.fields.text import TextBox, TextLine
from desktop.ui.fields.ticks import Ticks

ONCE = "本单位是方案里的哪一级？可以不止一级；都不是的不勾。只问这一次，以后在「方案」页可以改。"


class OwnPart:
    """Which level this office is, asked where nobody said so yet."""

    def __init__(self, dialog: EntryDialog, levels: Levels, changed: Callable[[], None]) -> None:
        self._levels = levels
        self.unsaid = bool(levels.names) and levels.own is None
        self.told = Words(ONCE, "band-told")
        self.told.setVisible(self.unsaid)
        column = dialog.body.column
        column.insertWidget(column.indexOf(dialog.grid), self.told)
        self.own = Ticks([(name, name) for name in levels.names])
        dialog.grid.add("本单位是(&J)", self.own, wide=True)
        dialog.grid.show_field(self.own, self.unsaid)
        self.own.changed.connect(changed)

    def own_levels(self) -> tuple[str, ...] | None:
        """Which levels were said for the first time; None where it was known."""
        return self.own.value() if self.unsaid else None

    @property
    def silent(self) -> bool:
        """Whether nothing is ticked where it is asked which level this office is."""
        return self.unsaid and not self.own.value()

    def open_sum(self, ruling: Ruling) -> str:
        """Why nobody can say yet which level decides; nothing where that is known."""
        return unsettled(self._levels, ruling)

    def above(self, ruling: Ruling) -> bool:
        """Whether a level decides that this office is not."""
        own = self.own.value() if self.unsaid else (self._levels.own or ())
        return bool(self._levels.names) and ruling.who not in ("", DISCUSSED, *own)


class LevelPart(OwnPart):
    """Which level this office is, where nobody said so yet, and the paper of the level that decides instead."""

    def __init__(self, dialog: EntryDialog, asked: ToDecide, changed: Callable[[], None]) -> None:
        super().__init__(dialog, asked.levels, changed)
        self._dialog = dialog
        self._subject = "这一数额" if asked.approvable.scheme.grants else "本案"
        self.higher = Words(kind="band-warned")
        self.number = TextLine(hint="例如 示民批〔2026〕18 号", longest=60)
        self.day = DayEdit(asked.today)

    def lay_out(self) -> None:
        """Put the fields of the paper where they belong: behind those of the sum."""
        self._dialog.grid.add("", self.higher, wide=True)
        self._dialog.grid.add("批复文号(&W) *", self.number, wide=True)
        self._dialog.grid.add("批复日期(&T) *", self.day, wide=True)

    def look(self, ruling: Ruling) -> None:
        """Ask for the paper where another level decides."""
        wanted = self.above(ruling)
        mine = "。本单位就是这一级的，请在上面勾选；不是的，" if self.silent else "，本单位不能自行批准。"
        self.higher.setText(f"要由{ruling.who}审批{mine}收到批复后填写文号和日期；还没有批复的，请先取消。")
        for field in (self.higher, self.number, self.day):
            self._dialog.grid.show_field(field, wanted)

    def wrong(self, ruling: Ruling) -> str:
        """What is missing of the sum or of the paper."""
        if said := self.open_sum(ruling):
            return said
        if not self.above(ruling):
            return ""
        if not self.number.value():
            self.number.setFocus()
            mine = "；本单位就是这一级的，请在上面勾选。" if self.silent else "。"
            return f"{self._subject}由{ruling.who}审批，请填写批复文号{mine}"
        if self.day.value() is None:
            self.day.setFocus()
            return "请填写批复日期，决定就从那一天算起。"
        return ""

    def reply(self, ruling: Ruling) -> Reply | None:
        """The other level's paper, where there is one."""
        day = self.day.value()
        if not self.above(ruling) or day is None:
            return None
        return Reply(number=self.number.value(), on=day)


class ResolutionPart:
    """A resolution case by case: why, who signed, in which minutes; only where the plan knows it."""

    def __init__(self, dialog: EntryDialog) -> None:
        self._dialog = dialog
        self.told = Words(kind="band-warned")
        self.because = TextBox(hint="为什么超出限度仍要救助，审批表上要印出来", lines=2)
        self.because.setFixedHeight(self.because.minimumHeight())
        self.signed_by = LinesBox(hint="至少两人，一行写一个；经办人和近亲属不能签", lines=2)
        self.signed_by.setFixedHeight(self.signed_by.minimumHeight())
        self.meeting = TextLine(hint="会议纪要的编号", longest=60)

    def lay_out(self) -> None:
        """Put the fields behind the others."""
        grid = self._dialog.grid
        grid.add("", self.told, wide=True)
        grid.add(f"{DISCUSSED}(&L) *", self.because, wide=True)
        grid.add("签字人(&Z) *", self.signed_by, wide=True)
        grid.add("纪要编号(&H) *", self.meeting, wide=True)

    def look(self, ruling: Ruling) -> None:
        """Ask for it where the sum needs it."""
        self.told.setText(ruling.discuss)
        for field in (self.told, self.because, self.signed_by, self.meeting):
            self._dialog.grid.show_field(field, bool(ruling.discuss))

    def wrong(self, ruling: Ruling) -> str:
        """What is missing of it."""
        if not ruling.discuss:
            return ""
        if not self.because.value():
            self.because.setFocus()
            return f"{ruling.discuss}请填写「{DISCUSSED}」的理由，或改正金额。"
        if len(set(self.signed_by.texts())) < 2:
            self.signed_by.setFocus()
            return f"「{DISCUSSED}」至少由 2 个不同的人签字，一行写一个。"
        if not self.meeting.value():
            self.meeting.setFocus()
            return f"请填写「{DISCUSSED}」的会议纪要编号。"
        return ""

    def value(self, ruling: Ruling) -> Override | None:
        """The resolution, where the sum needs one."""
        if not ruling.discuss:
            return None
        return Override(
            because=self.because.value(), signed_by=self.signed_by.texts(), meeting=self.meeting.value()
        )


def signed_words(asked: ToDecide) -> str:
    """Who signed already and how many have to yet; nothing where one signature is enough."""
    if not asked.signed and asked.wanted <= 1:
        return ""
    names = "、".join(f"{s.name}（{day_words(s.on)}）" for s in asked.signed)
    had = f"已签字：{names}，金额和实物要与其一致。" if names else ""
    left = "签完即批准。" if asked.wanted <= 1 else f"还须 {asked.wanted} 人签字，每人各登记一次。"
    return had + left
