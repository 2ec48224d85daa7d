"""How safe the data are now (安全状况): the newest backup that would really help, and what is to be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.accounts import INCOMPATIBLE, Role
from desktop.domain.backup import (
    WHY_WORDS,
    Backup,
    BackupPlan,
    Rehearsal,
    Restored,
    SalvageReport,
    TableCompared,
)
from desktop.domain.days import day_words
from desktop.domain.words import word

OLD = 7
"""Days after which the newest backup is called old."""


class Second(StrEnum):
    """How the second place stands."""

    none = "none"
    missing = "missing"
    there = "there"


class Mood(StrEnum):
    """How a sentence is meant: well, to be looked at, bad."""

    good = "good"
    warned = "warned"
    bad = "bad"
    told = "told"


@dataclass(frozen=True)
class Said:
    """A sentence, and how it is meant."""

    mood: Mood
    text: str


@dataclass(frozen=True, kw_only=True)
class Safety:
    """Everything the page of backups tells at its top."""

    today: date
    backups: tuple[Backup, ...]
    plan: BackupPlan
    second: Second = Second.none
    second_newest: Backup | None = None
    drilled_on: date | None = None
    drill_due: str = ""
    check_due: bool = False
    engine_said: str = ""
    """What is to be known of the database engine of this PC; nothing where it is as it should be."""

    @property
    def newest(self) -> Backup | None:
        """The newest backup that would really help."""
        return next((b for b in self.backups if b.good), None)

    @property
    def headline(self) -> Said:
        """When the last good backup was made, and how many households are in it."""
        newest = self.newest
        if newest is None:
            return Said(Mood.bad, "还没有可用的备份。请现在点「立即备份」。")
        text = (
            f"最近一次可用的备份：{moment(newest)}（{WHY_WORDS[newest.why]}），"
            f"{newest.households} 户，{age_words(newest.day, self.today)}。"
        )
        days = (self.today - newest.day).days
        if days < 0:
            return Said(
                Mood.warned, f"{text}备份的日期比今天还晚，请核对这台电脑的日期；备份按次序编号，不受影响。"
            )
        if days > OLD:
            return Said(Mood.warned, f"{text}已经超过 {OLD} 天，请点「立即备份」。")
        return Said(Mood.good, text)

    @property
    def second_said(self) -> Said:
        """How the second place stands."""
        place = self.plan.second_place
        if self.second is Second.none:
            return Said(
                Mood.warned,
                "第二备份位置：没有设。电脑坏了或丢了，本机的备份会一起失去。请插上 U 盘，点「第二备份位置」选里面的文件夹。",
            )
        last = self.second_newest
        copied = (
            f"那里最新的一份是 {moment(last)}，{age_words(last.day, self.today)}"
            if last
            else "那里还没有可用的备份"
        )
        if self.second is Second.missing:
            return Said(
                Mood.warned,
                f"第二备份位置：{place} 现在不在，U 盘没有插。插好后点「立即备份」，会复制一份过去。",
            )
        return Said(Mood.good if last else Mood.warned, f"第二备份位置：{place}。{copied}。")

    @property
    def others(self) -> tuple[Said, ...]:
        """The index of archives, the drill and the check of the file."""
        index = (
            Said(
                Mood.told,
                "副本密码：已设。每天的备份里带一份加密的档案索引（电子表格和 PDF），没有本程序也能看。",
            )
            if self.plan.copy_password
            else Said(
                Mood.told, "副本密码：没有设。设了以后，备份里会带一份加密的档案索引，没有本程序也能看。"
            )
        )
        if self.drill_due:
            drill = Said(Mood.warned, self.drill_due)
        elif self.drilled_on is not None:
            drill = Said(
                Mood.good,
                f"恢复演练：{day_words(self.drilled_on)}做过，{age_words(self.drilled_on, self.today)}。",
            )
        else:
            drill = Said(Mood.warned, "恢复演练：还没有做过。")
        check = Said(Mood.told, "全面体检：这一周还没有做。") if self.check_due else None
        engine = Said(Mood.warned, self.engine_said) if self.engine_said else None
        return tuple(x for x in (drill, index, check, engine) if x is not None)


def moment(backup: Backup) -> str:
    """When a backup was made, on the clock of the office."""
    return f"{backup.at.astimezone():%Y-%m-%d %H:%M}"


def age_words(day: date, today: date) -> str:
    """How long ago a day is."""
    days = (today - day).days
    if days < 0:
        return f"比今天晚 {-days} 天"
    return {0: "今天", 1: "昨天"}.get(days, f"{days} 天前")


def state_words(backup: Backup) -> str:
    """Whether a backup can be used."""
    if backup.trouble:
        return f"有问题：{backup.trouble}"
    return "已验证" if backup.verified else "没有验证"


def size_words(size: int) -> str:
    """A size in megabytes."""
    return f"{size / 1_048_576:,.1f} MB"


def time_words(seconds: float) -> str:
    """How long something took."""
    return "不到 1 秒" if seconds < 1 else f"{seconds:.1f} 秒"


def difference_words(table: TableCompared) -> str:
    """How many rows more or fewer there are now than in the backup."""
    if table.now is None:
        return "—"
    more = table.now - table.in_backup
    return "相同" if more == 0 else f"现在多 {more}" if more > 0 else f"现在少 {-more}"


def compared(rehearsal: Rehearsal) -> tuple[TableCompared, ...]:
    """The tables that hold anything: the archives first, then those that differ."""
    held = [t for t in rehearsal.tables if t.in_backup or t.now]
    return tuple(sorted(held, key=lambda t: (t.table != "household", t.now is None or t.now == t.in_backup)))


def restore_words(backup: Backup, entries_since: int | None) -> tuple[str, ...]:
    """What a restore does, step by step, before anybody agrees to it."""
    lost = (
        f"这份备份之后办理的 {entries_since} 条操作将不在里面，需要重新录入。"
        if entries_since
        else "这份备份之后办理的业务将不在里面。"
    )
    return (
        "窗口先关闭，然后换上这份备份，再重新打开。大约需要一分钟，请不要断电。",
        f"恢复后的数据是 {moment(backup)} 的样子，共 {backup.households} 户。{lost}",
        "现在的数据不会丢：完好的另存为一份「恢复前」备份，损坏的原样放进「损坏的数据」文件夹。",
        "登录密码不变。这次恢复会写进操作记录。",
    )


def restored_words(restored: Restored) -> tuple[str, ...]:
    """What a restore came to, in sentences."""
    kept = f"原来的数据另存在：{restored.set_aside}"
    return (
        f"已恢复到 {moment(restored.backup)} 的备份，{restored.backup.households} 户。",
        kept if restored.was_sound else f"{kept}（它有损坏，以后还可以从中抢救）",
        *restored.said,
    )


def salvage_words(report: SalvageReport) -> str:
    """What was saved, and how much is known to be missing, in a sentence or two."""
    households = next((t.read for t in report.tables if t.table == "household"), 0)
    rows = sum(t.read for t in report.tables)
    said = [f"读出了 {households} 户家庭档案，各类记录共 {rows:,} 条。"]
    if report.whole:
        said.append("没有发现缺少的内容。")
    if report.lost:
        said.append(f"和最近的备份对照，有 {len(report.lost)} 户缺少或不完整，名单在下面。")
    if report.orphans:
        said.append(f"有 {len(report.orphans)} 条记录找不到所属的家庭。")
    if report.compared_with is None:
        said.append("没有可以对照的备份，缺了谁说不准，请照纸质档案核对。")
    return "".join([*said, report.said])


def table_saved_words(report: SalvageReport) -> tuple[str, ...]:
    """Each kind of record: how many were read, and what was not."""
    return tuple(
        f"{t.label}：读出 {t.read:,} 条"
        + (f"，有 {len(t.lost)} 段读不出" if t.lost else "")
        + (f"，{t.said}" if t.said else "")
        for t in report.tables
        if t.read or t.lost or t.said
    )


def confirmation(backup: Backup) -> str:
    """What must be typed before a restore."""
    return f"恢复 {backup.households} 户"


def confirmed(typed: str, backup: Backup) -> bool:
    """Whether it was typed; spaces do not count."""
    return "".join(typed.split()) == "".join(confirmation(backup).split())


def incompatible_words() -> str:
    """Which roles one person may not have in one case, as a sentence."""
    parts = [f"不能既{word(a)}又{word(b)}" for a, b in INCOMPATIBLE]
    return f"同一个案子里，同一个人{'，也'.join(parts)}；岗位可以兼，办到同一个案子时程序会拦住。"


ROLE_TOLD: Mapping[Role, str] = {
    Role.handler: "建档、核对、受理、公示、发放",
    Role.reviewer: "审核别人经办的申请",
    Role.approver: "批准或不予批准",
    Role.manager: "管用户和岗位、恢复备份、销毁档案",
    Role.auditor: "只看，不改；核验操作记录",
}
"""What each role is for."""
