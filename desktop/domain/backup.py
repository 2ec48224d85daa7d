"""Backups (备份): what one is, what a rehearsal (演练), a check or a salvage came to, and the office's plan for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from desktop.domain.trail import Head


class Why(StrEnum):
    """What a backup was made for."""

    closing = "closing"
    import_roster = "import_roster"
    upgrade = "upgrade"
    mass_change = "mass_change"
    restore = "restore"
    by_hand = "by_hand"


WHY_WORDS: Mapping[Why, str] = {
    Why.closing: "关闭程序",
    Why.import_roster: "导入前",
    Why.upgrade: "升级前",
    Why.mass_change: "批量修改前",
    Why.restore: "恢复前",
    Why.by_hand: "手动备份",
}
WHY_OF_WORDS = {words: why for why, words in WHY_WORDS.items()}

MANY_RECORDS, MANY_SHARE = 50, 0.1
"""A change of more records, or of a larger share of the households, is a mass change."""
DRILL_DAYS, FULL_CHECK_DAYS = 30, 7


@dataclass(frozen=True, kw_only=True)
class Backup:
    """One backup as its manifest tells. Only one without `trouble` may be offered for restoring."""

    folder: Path
    counter: int
    why: Why
    at: datetime
    """The clock's word for when it was made (UTC)."""
    day: date
    """The same on the calendar of the office."""
    app_version: str = ""
    schema_version: str = ""
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    """How many rows each table holds."""
    head: Head | None = None
    """Where the log ended; None in a file from before there was a log."""
    log_said: tuple[str, ...] = ()
    """What was wrong with the log even then, in sentences."""
    sha256: str = ""
    size: int = 0
    encrypted: bool = False
    attachments: int = 0
    plain_copy: bool = False
    """Whether the password-protected index (xlsx and PDF) lies in it."""
    verified: bool = False
    """Opened again after it was written, checked, counted and found the same."""
    trouble: str = ""
    """Why it cannot be used: a sentence; empty where it can."""

    @property
    def name(self) -> str:
        """What its folder is called."""
        return self.folder.name

    @property
    def households(self) -> int:
        """How many households are in it."""
        return self.counts.get("household", 0)

    @property
    def good(self) -> bool:
        """Whether it may be offered for restoring."""
        return self.verified and not self.trouble


@dataclass(frozen=True, kw_only=True)
class BackupPlan:
    """What the office wants of its backups."""

    second_place: str = ""
    """A folder elsewhere (a USB stick) that gets a copy of each; empty where there is none."""
    copy_password: str = field(default="", repr=False)
    """Opens the index of archives beside a backup (档案索引); without it none is written."""


@dataclass(frozen=True)
class Made:
    """A backup that was made, and sentences about what else happened: the second place, the index."""

    backup: Backup
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableCompared:
    """One table in a backup and now."""

    table: str
    label: str
    in_backup: int
    now: int | None
    """None where nothing was there to compare with."""


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """What a rehearsed restore came to; nothing was changed by it."""

    backup: Backup
    works: bool
    said: str
    """One sentence."""
    tables: tuple[TableCompared, ...] = ()
    seconds: float = 0.0
    entries_since: int | None = None
    """How many entries the log has now that the backup has not."""


@dataclass(frozen=True, kw_only=True)
class Health:
    """What a check of the data file came to."""

    sound: bool
    said: str
    full: bool = False
    seconds: float = 0.0
    details: tuple[str, ...] = ()
    """What the engine said, for whoever mends it."""


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What a restore did."""

    backup: Backup
    set_aside: Path
    """Where the file that was there before lies now."""
    was_sound: bool
    keys_differ: bool = False
    """Whether the passwords are now those of the backup's day."""
    attachments_missing: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DamageReport:
    """A data file that cannot be trusted, and what there is to put in its place, the best first."""

    health: Health
    offered: tuple[Backup, ...]

    @property
    def best(self) -> Backup | None:
        """The newest good backup."""
        return self.offered[0] if self.offered else None


@dataclass(frozen=True, kw_only=True)
class TableSaved:
    """How much of one table could be read from a damaged file."""

    table: str
    label: str
    read: int
    lost: tuple[tuple[int, int], ...] = ()
    """Ranges of row numbers that could not be read."""
    said: str = ""


@dataclass(frozen=True)
class LostHousehold:
    """A household the newest good backup knows and the salvaged file does not, or not whole."""

    number: str
    name: str
    what: str
    """整户, or the parts that are missing."""


@dataclass(frozen=True, kw_only=True)
class SalvageReport:
    """What was saved from a damaged file into a new one, and by name what was not."""

    path: Path
    tables: tuple[TableSaved, ...]
    lost: tuple[LostHousehold, ...] = ()
    orphans: tuple[str, ...] = ()
    """Rows whose owner was lost, told by table and row number."""
    compared_with: Backup | None = None
    said: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing is known to be missing."""
        return not (self.lost or self.orphans or any(t.lost or t.said for t in self.tables))


def is_mass_change(records: int, households: int) -> bool:
    """Whether a change of so many records wants a backup first."""
    return records > MANY_RECORDS or records > households * MANY_SHARE


def overdue(last: date | None, today: date, days: int) -> bool:
    """Whether something done last on that day is due again: after so many days, or when the clock went back."""
    return last is None or not 0 <= (today - last).days < days


TABLE_WORDS: Mapping[str, str] = {
    "setting": "单位设置",
    "series": "编号",
    "line": "标准",
    "parameter": "方案参数",
    "calendar_year": "放假安排",
    "household": "家庭档案",
    "household_search": "查找用的索引",
    "member": "家庭成员",
    "illness": "疾病",
    "income": "收入",
    "expense": "支出",
    "property": "房产和财物",
    "certificate": "证件",
    "tag": "标签",
    "debt": "欠债",
    "guardian": "监护人",
    "student": "学生信息",
    "unit": "单位",
    "staff": "工作人员",
    "relative": "近亲属",
    "standing": "档案状态变更",
    "review": "年度复审",
    "ignored": "已核忽略",
    "doubt": "核查疑点",
    "not_same": "核定不是同一人",
    "case_event": "办理经过",
    "case_paper": "申请材料",
    "lacking_letter": "一次性告知",
    "objection": "公示异议",
    "meeting": "会议",
    "meeting_item": "会议议题",
    "draw": "随机抽查",
    "drawn": "抽查名单",
    "places_round": "名额评定",
    "places_row": "评定名单",
    "telling": "告知送达",
    "benefit": "持续待遇",
    "benefit_change": "待遇变动",
    "history_step": "可撤销的操作",
    "history_part": "操作前的档案",
    "draft": "未保存的草稿",
    "roster_import": "导入过的名册",
    "edition": "方案文本",
    "assessment": "核对结论",
    "notice": "公示",
    "notice_case": "公示名单",
    "notice_photo": "公示照片",
    "application": "申请",
    "step": "办理步骤",
    "visit_round": "走访计划",
    "visit": "走访",
    "fund": "资金",
    "batch": "发放批次",
    "fund_entry": "资金收支",
    "payout_line": "发放明细",
    "account": "用户",
    "trail": "操作记录",
    "trail_state": "操作记录的末条",
    "attachment": "附件登记",
    "consent": "告知同意",
    "destruction": "销毁清册",
}


def table_word(table: str) -> str:
    """What a table is called in the office; its own name where nobody gave it one."""
    return TABLE_WORDS.get(table, table)
